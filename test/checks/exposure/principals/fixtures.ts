import { Stack } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as elbTargets from 'aws-cdk-lib/aws-elasticloadbalancingv2-targets';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as notifications from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { StackTemplate } from '../../../../lib/checks/assembly/assembly';
import { ExposureVerdict } from '../../../../lib/checks/exposure/exposure-model';
import { resource, stackTemplate } from '../../templates';
import { synthesize } from '../fixtures/fixture';

/** A case of exposure by policies, permissions and shares, and how it has to be judged. */
export interface PrincipalFixture {
  /** The property of the research's list. */
  readonly property: string;
  readonly name: string;
  readonly templates: () => StackTemplate[];
  /** The resource that is judged, by its construct path or its logical id. */
  readonly judged: string;
  readonly verdict: ExposureVerdict;
  /** What the reason has to say. */
  readonly says: string;
  readonly path?: readonly string[];
  /** All who are granted something, and what. */
  readonly grants?: readonly string[];
}

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';
const OTHER_ROOT = `arn:aws:iam::${OTHER}:root`;
const ORGANIZATION = 'o-a1b2c3d4e5';

export const statement = (fields: object = {}) => ({
  Sid: 'Open',
  Effect: 'Allow',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: { Ref: 'Topic' },
  ...fields,
});

export const document = (...statements: unknown[]) => ({ Version: '2012-10-17', Statement: statements });

/** A topic whose policy has the statements. */
export const topic = (...statements: unknown[]) => ({
  Topic: resource('AWS::SNS::Topic', {}),
  Policy: resource('AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'Topic' }], PolicyDocument: document(...statements) }),
});

type Expected = Omit<PrincipalFixture, 'property' | 'name' | 'templates'>;

/** A case by hand: the resources of one stack. */
function byHand(property: string, name: string, resources: object, expected: Expected): PrincipalFixture {
  return { property, name, templates: () => [stackTemplate(JSON.parse(JSON.stringify(resources)))], ...expected };
}

/** A case as the CDK makes it. */
function synthesized(
  property: string,
  name: string,
  build: (stack: Stack) => void,
  expected: Expected,
): PrincipalFixture {
  return { property, name, templates: () => [synthesize(build).template], ...expected };
}

/** Whether a condition narrows what everybody may do with a topic. */
function condition(
  name: string,
  value: unknown,
  verdict: ExposureVerdict,
  says: string,
  grants?: string[],
): PrincipalFixture {
  return byHand('condition', name, topic(statement({ Condition: value })), { judged: 'Topic', verdict, says, grants });
}

/** Who a principal is who may publish to a topic. */
function principal(
  name: string,
  value: unknown,
  verdict: ExposureVerdict,
  says: string,
  grants?: string[],
): PrincipalFixture {
  return byHand('principal', name, topic(statement({ Principal: value })), { judged: 'Topic', verdict, says, grants });
}

/** What a Deny makes of a topic that everybody may publish to. */
function denied(
  name: string,
  deny: object,
  verdict: ExposureVerdict,
  says: string,
  grants?: string[],
): PrincipalFixture {
  const denying = statement({ Sid: 'Close', Effect: 'Deny', Action: 'sns:*', ...deny });
  return byHand('Deny', name, topic(statement(), denying), { judged: 'Topic', verdict, says, grants });
}

/** A resource with a policy for everybody. */
function open(type: string, properties: (policy: object) => object, what = 'x:*', verdict: ExposureVerdict = 'public') {
  const policy = document(statement({ Action: what, Resource: '*' }));
  return byHand(
    type,
    'Principal *',
    { Judged: resource(type, properties(policy)) },
    {
      judged: 'Judged',
      verdict,
      says: 'anyone (Principal *)',
    },
  );
}

/** A resource, and a policy of its own for everybody. */
function openBy(
  type: string,
  target: string,
  properties: (policy: object) => object,
  verdict: ExposureVerdict = 'public',
) {
  const policy = document(statement({ Action: 'x:*', Resource: '*' }));
  const resources = { Judged: resource(target, {}), Policy: resource(type, properties(policy)) };
  return byHand(type, 'Principal *', resources, { judged: 'Judged', verdict, says: 'anyone (Principal *)' });
}

const JUDGED = { Ref: 'Judged' };

/** A role that trusts an identity provider. */
function trust(
  name: string,
  provider: unknown,
  when: object | undefined,
  verdict: ExposureVerdict,
  says: string,
  grants?: string[],
) {
  const trusting = {
    Effect: 'Allow',
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: provider },
    ...(when === undefined ? {} : { Condition: when }),
  };
  const resources = { Role: resource('AWS::IAM::Role', { AssumeRolePolicyDocument: document(trusting) }) };
  return byHand('IAM Role trust', name, resources, { judged: 'Role', verdict, says, grants });
}

const GITHUB_HOST = 'token.actions.githubusercontent.com';
const GITHUB = `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB_HOST}`;
const github = (claims: object) => ({
  StringLike: Object.fromEntries(Object.entries(claims).map(([key, value]) => [`${GITHUB_HOST}:${key}`, value])),
});
const cognito = (claims: object) =>
  Object.fromEntries(Object.entries(claims).map(([key, value]) => [`cognito-identity.amazonaws.com:${key}`, value]));

/** A permission for a function. */
function permission(
  name: string,
  properties: object,
  verdict: ExposureVerdict,
  says: string,
  more: Partial<PrincipalFixture> = {},
) {
  const resources = {
    Function: resource('AWS::Lambda::Function', {}),
    Permission: resource('AWS::Lambda::Permission', {
      FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] },
      Action: 'lambda:InvokeFunction',
      ...properties,
    }),
  };
  return byHand('Lambda Permission', name, resources, { judged: 'Function', verdict, says, ...more });
}

/** A bucket that everybody may read, by its policy. */
function bucket(
  property: string,
  name: string,
  properties: object,
  policy: object,
  expected: Omit<Expected, 'judged'>,
) {
  const resources = {
    Bucket: resource('AWS::S3::Bucket', properties),
    Policy: resource('AWS::S3::BucketPolicy', {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: document({
        Sid: 'Read',
        Effect: 'Allow',
        Principal: '*',
        Action: 's3:GetObject',
        Resource: '*',
        ...policy,
      }),
    }),
  };
  return byHand(property, name, resources, { judged: 'Bucket', ...expected });
}

const BLOCKED = {
  PublicAccessBlockConfiguration: {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  },
};

const image = (permission: object) => ({
  Images: resource('AWS::ImageBuilder::DistributionConfiguration', {
    Distributions: [
      { Region: 'eu-west-1', AmiDistributionConfiguration: { LaunchPermissionConfiguration: permission } },
    ],
  }),
});

const PRINCIPALS: readonly PrincipalFixture[] = [
  byHand('principal', '*', topic(statement()), {
    judged: 'Topic',
    verdict: 'public',
    says: 'Statement Open lets anyone (Principal *) do sns:Publish: no condition narrows it.',
    path: ['internet', 'anyone (Principal *)', 'sns:Publish', 'topic Topic'],
    grants: [],
  }),
  principal('AWS: *', { AWS: '*' }, 'public', 'anyone (Principal *)'),
  principal('a list with * in it', { AWS: [OTHER, '*'] }, 'public', 'anyone (Principal *)'),
  principal(
    'a pattern, which AWS does not accept',
    { AWS: 'arn:aws:iam::*:root' },
    'public',
    'anyone (arn:aws:iam::*:root)',
  ),
  principal('Federated: *', { Federated: '*' }, 'public', 'anyone (Federated *)'),
  principal('Service: *', { Service: '*' }, 'public', 'anyone (Service *)'),
  principal(
    'the root of the own account',
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    'not-public',
    'the own account',
    [],
  ),
  principal(
    'the own account, by AWS::AccountId',
    { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
    'not-public',
    'the own account',
    [],
  ),
  principal('the own account, by its id', { AWS: { Ref: 'AWS::AccountId' } }, 'not-public', 'the own account', []),
  principal('another account', { AWS: OTHER_ROOT }, 'not-public', `account ${OTHER}`, [
    `account ${OTHER}: sns:Publish`,
  ]),
  principal('another account, by its id', { AWS: [OTHER] }, 'not-public', `account ${OTHER}`, [
    `account ${OTHER}: sns:Publish`,
  ]),
  principal(
    'a role of another account',
    { AWS: `arn:aws:iam::${OTHER}:role/Deployer` },
    'not-public',
    `account ${OTHER}`,
    [`account ${OTHER}: sns:Publish`],
  ),
  principal('a canonical user', { CanonicalUser: '79a59df900b949e55d96a1e698fbaced' }, 'not-public', '79a59df9', [
    '79a59df900b949e55d96a1e698fbaced: sns:Publish',
  ]),
  principal('a parameter', { AWS: { Ref: 'Partner' } }, 'unknown', 'whoever ${Shop/Partner} is'),
  principal(
    'a parameter within an ARN',
    { AWS: { 'Fn::Sub': 'arn:aws:iam::${Partner}:root' } },
    'unknown',
    'whoever arn:aws:iam::${Shop/Partner}:root is',
  ),
  principal(
    'a value that SSM resolves',
    { AWS: '{{resolve:ssm:partner}}' },
    'unknown',
    'whoever {{resolve:ssm:partner}} is',
  ),
  principal('an import from another app', { AWS: { 'Fn::ImportValue': 'partner-role' } }, 'unknown', 'whoever'),
  principal('what a custom resource answers', { AWS: { 'Fn::GetAtt': ['Lookup', 'Arn'] } }, 'unknown', 'whoever'),
  principal('of a type that is not known', { Robot: 'r2d2' }, 'unknown', 'whoever r2d2 is'),
  principal('nobody that can be read', {}, 'unknown', 'whoever ${...} is'),
  principal(
    'either the own account or anyone, by a condition of the template',
    { 'Fn::If': ['IsOpen', '*', { AWS: ACCOUNT }] },
    'public',
    'anyone (Principal *)',
  ),
  byHand('principal', 'all but some', topic(statement({ Principal: undefined, NotPrincipal: { AWS: OTHER_ROOT } })), {
    judged: 'Topic',
    verdict: 'public',
    says: 'anyone (all but some)',
  }),
  byHand(
    'principal',
    'a role of the app',
    {
      ...topic(statement({ Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } })),
      Role: resource('AWS::IAM::Role', {}),
    },
    {
      judged: 'Topic',
      verdict: 'not-public',
      says: 'the own account',
      grants: [],
    },
  ),
  {
    property: 'principal',
    name: 'a role of a stack in another account',
    templates: () => [
      stackTemplate(
        topic(statement({ Principal: { AWS: { 'Fn::GetStackOutput': { StackName: 'Tools', OutputName: 'Role' } } } })),
      ),
      stackTemplate(
        {},
        {
          stack: 'Tools',
          path: 'Tools',
          environment: `aws://${OTHER}/eu-west-1`,
          template: {
            Resources: { Role: resource('AWS::IAM::Role', {}) },
            Outputs: { Role: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
          },
        },
      ),
    ],
    judged: 'Topic',
    verdict: 'not-public',
    says: `account ${OTHER}`,
    grants: [`account ${OTHER}: sns:Publish`],
  },
  {
    property: 'principal',
    name: 'an account that is passed to a nested stack',
    templates: () => [
      stackTemplate({
        Nested: resource(
          'AWS::CloudFormation::Stack',
          { Parameters: { Partner: OTHER } },
          'Shop/Nested.NestedStack/Nested.NestedStackResource',
        ),
      }),
      stackTemplate(topic(statement({ Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${Partner}:root' } } })), {
        path: 'Shop/Nested',
      }),
    ],
    judged: 'Topic',
    verdict: 'not-public',
    says: `account ${OTHER}`,
    grants: [`account ${OTHER}: sns:Publish`],
  },
  byHand(
    'principal',
    'none, as the policy says what an identity may do',
    {
      Judged: resource('AWS::New::Thing', {
        PolicyDocument: document({ Effect: 'Allow', Action: '*', Resource: '*' }),
      }),
      ...topic(),
    },
    {
      judged: 'Topic',
      verdict: 'not-public',
      says: 'No policy and no share',
    },
  ),

  byHand(
    'principal',
    'what a custom resource of the app answers',
    {
      ...topic(statement({ Principal: { AWS: { 'Fn::GetAtt': ['Lookup', 'Arn'] } } })),
      Lookup: resource('Custom::Lookup', {}),
    },
    { judged: 'Topic', verdict: 'unknown', says: 'whoever ${Shop/Lookup.Arn} is' },
  ),
  byHand(
    'principal',
    'what a parameter of SSM holds',
    {
      ...topic(statement({ Principal: { AWS: { 'Fn::GetAtt': ['Partner', 'Value'] } } })),
      Partner: resource('AWS::SSM::Parameter', {}),
    },
    { judged: 'Topic', verdict: 'unknown', says: 'whoever ${Shop/Partner.Value} is' },
  ),
  principal(
    'roles by a pattern, which AWS does not accept',
    { AWS: `arn:aws:iam::${OTHER}:role/*` },
    'public',
    `anyone (arn:aws:iam::${OTHER}:role/*)`,
  ),
  principal(
    'the identity of a distribution, by its id',
    { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
    'not-public',
    'Identity E1',
    ['arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1: sns:Publish'],
  ),
  byHand('principal', 'of a policy, which is for a topic', topic(statement()), {
    judged: 'Policy',
    verdict: 'not-public',
    says: 'What it lets in is judged at what it is for.',
  }),
];

const DOCUMENTS: readonly PrincipalFixture[] = [
  ...(
    [
      ['JSON in a text', JSON.stringify(document(statement({ Resource: '*' }))), 'public', 'anyone (Principal *)'],
      [
        'JSON that is joined of pieces',
        {
          'Fn::Join': [
            '',
            [
              '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"sns:Publish","Resource":"',
              { Ref: 'Topic' },
              '"}]}',
            ],
          ],
        },
        'public',
        'Statement 1 lets anyone',
      ],
      ['one statement without a list', { Statement: statement() }, 'public', 'anyone (Principal *)'],
      [
        'names of fields in small letters',
        { statement: [{ effect: 'Allow', principal: '*', action: 'sns:Publish' }] },
        'public',
        'anyone (Principal *)',
      ],
      [
        'an effect that nobody knows',
        { Statement: [statement({ Effect: { Ref: 'Effect' } })] },
        'public',
        'anyone (Principal *)',
      ],
      [
        'a statement that a condition of the template adds',
        { Statement: [{ 'Fn::If': ['IsOpen', statement(), { Ref: 'AWS::NoValue' }] }] },
        'public',
        'anyone (Principal *)',
      ],
      ['no effect', { Statement: [{ Principal: '*', Action: 'sns:Publish' }] }, 'public', 'anyone (Principal *)'],
      ['a parameter', { Ref: 'PolicyText' }, 'unknown', 'The document is not in the template'],
      ['a text that is no JSON', 'public-read', 'unknown', 'The document is not in the template'],
      ['an object without statements', { Rules: [] }, 'unknown', 'The document is not in the template'],
      [
        'a statement that is a parameter',
        { Statement: [{ Ref: 'Extra' }] },
        'unknown',
        'Statement 1 is not in the template',
      ],
      [
        'none in a condition of the template',
        { 'Fn::If': ['IsOpen', document(statement()), document()] },
        'public',
        'anyone (Principal *)',
      ],
      ['nothing', document(), 'not-public', 'No policy and no share'],
    ] as Array<[string, unknown, ExposureVerdict, string]>
  ).map(([name, value, verdict, says]) =>
    byHand(
      'document',
      name,
      {
        Topic: resource('AWS::SNS::Topic', {}),
        Policy: resource('AWS::SNS::TopicPolicy', { Topics: [{ Ref: 'Topic' }], PolicyDocument: value }),
      },
      { judged: 'Topic', verdict, says },
    ),
  ),
  byHand(
    'document',
    'with a Deny in one of two that the template chooses from',
    {
      Topic: resource('AWS::SNS::Topic', {}),
      Policy: resource('AWS::SNS::TopicPolicy', {
        Topics: [{ Ref: 'Topic' }],
        PolicyDocument: { 'Fn::If': ['IsOpen', document(statement()), document(statement({ Effect: 'Deny' }))] },
      }),
    },
    { judged: 'Topic', verdict: 'public', says: 'anyone (Principal *)' },
  ),
  byHand(
    'document',
    'for a topic that is not in the app',
    {
      Policy: resource('AWS::SNS::TopicPolicy', {
        Topics: ['arn:aws:sns:eu-west-1:111122223333:Elsewhere'],
        PolicyDocument: document(statement()),
      }),
    },
    {
      judged: 'Policy',
      verdict: 'public',
      says: 'anyone (Principal *)',
      path: ['internet', 'anyone (Principal *)', 'sns:Publish', 'topic policy Policy'],
    },
  ),
  byHand(
    'document',
    'for a topic by its name',
    {
      Topic: resource('AWS::SNS::Topic', { TopicName: 'orders' }),
      Policy: resource('AWS::SNS::TopicPolicy', {
        Topics: ['arn:aws:sns:eu-west-1:111122223333:orders'],
        PolicyDocument: document(statement()),
      }),
    },
    {
      judged: 'Topic',
      verdict: 'public',
      says: 'anyone (Principal *)',
    },
  ),
  byHand(
    'document',
    'with several open statements',
    topic(statement(), statement({ Sid: 'Also', Action: 'sns:Subscribe' })),
    {
      judged: 'Topic',
      verdict: 'public',
      says: '1 more do so, too.',
    },
  ),
];

const narrowed = (name: string, value: object, says: string, grants: string[]) =>
  condition(name, value, 'not-public', `only with ${says}`, grants);
const pretending = (name: string, value: unknown, says = 'does not narrow it') =>
  condition(name, value, 'public', says);
const equals = (key: string, value: unknown) => ({ StringEquals: { [key]: value } });
const like = (key: string, value: unknown) => ({ StringLike: { [key]: value } });
const TO_OTHER = [`account ${OTHER}: sns:Publish`];
const TO_ORGANIZATION = [`organization ${ORGANIZATION}: sns:Publish`];

const CONDITIONS: readonly PrincipalFixture[] = [
  narrowed('aws:SourceAccount, the own one', equals('aws:SourceAccount', ACCOUNT), 'aws:SourceAccount', []),
  narrowed('AWS:SourceOwner, the own one', equals('AWS:SourceOwner', { Ref: 'AWS::AccountId' }), 'AWS:SourceOwner', []),
  narrowed('aws:SourceAccount, another one', equals('aws:SourceAccount', OTHER), 'aws:SourceAccount', TO_OTHER),
  narrowed(
    'aws:SourceArn of the own account',
    { ArnLike: { 'aws:SourceArn': `arn:aws:s3:*:${ACCOUNT}:*` } },
    'aws:SourceArn',
    [],
  ),
  narrowed('aws:SourceArn of one bucket', { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::orders' } }, 'aws:SourceArn', [
    'arn:aws:s3:::orders: sns:Publish',
  ]),
  narrowed(
    'aws:SourceArn of a resource of the app',
    { ArnEquals: { 'aws:SourceArn': { Ref: 'Topic' } } },
    'aws:SourceArn',
    [],
  ),
  narrowed(
    'aws:PrincipalOrgID',
    equals('aws:PrincipalOrgID', ORGANIZATION),
    `aws:PrincipalOrgID ${ORGANIZATION}`,
    TO_ORGANIZATION,
  ),
  narrowed(
    'aws:PrincipalOrgID that is a parameter, letter by letter',
    equals('aws:PrincipalOrgID', { Ref: 'Organization' }),
    'aws:PrincipalOrgID',
    ['${Shop/Organization}: sns:Publish'],
  ),
  narrowed(
    'aws:PrincipalOrgPaths',
    { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/r-ab12/*` } },
    'aws:PrincipalOrgPaths',
    [`organization ${ORGANIZATION}/r-ab12/*: sns:Publish`],
  ),
  narrowed('aws:SourceOrgID', equals('aws:SourceOrgID', ORGANIZATION), 'aws:SourceOrgID', TO_ORGANIZATION),
  narrowed('aws:PrincipalAccount', equals('aws:PrincipalAccount', OTHER), 'aws:PrincipalAccount', TO_OTHER),
  narrowed(
    'aws:PrincipalArn',
    { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${OTHER}:role/*` } },
    'aws:PrincipalArn',
    TO_OTHER,
  ),
  narrowed('aws:SourceVpc', equals('aws:SourceVpc', 'vpc-1a2b3c4d'), 'aws:SourceVpc', ['vpc-1a2b3c4d: sns:Publish']),
  narrowed('aws:SourceVpce', equals('aws:SourceVpce', ['vpce-1a2b3c4d', 'vpce-2a2b3c4d']), 'aws:SourceVpce', [
    'vpce-1a2b3c4d: sns:Publish',
    'vpce-2a2b3c4d: sns:Publish',
  ]),
  narrowed('kms:CallerAccount', equals('kms:CallerAccount', ACCOUNT), 'kms:CallerAccount', []),
  narrowed('s3:DataAccessPointAccount', equals('s3:DataAccessPointAccount', ACCOUNT), 's3:DataAccessPointAccount', []),
  narrowed(
    'aws:SourceIp, named addresses',
    { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/40'] } },
    'aws:SourceIp',
    ['addresses 203.0.113.0/24: sns:Publish', 'addresses 2001:db8::/40: sns:Publish'],
  ),
  narrowed(
    'aws:SourceIp, private addresses',
    { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', 'fd00::/8'] } },
    'aws:SourceIp',
    [],
  ),
  narrowed(
    'several keys, one of which narrows',
    { Bool: { 'aws:SecureTransport': 'true' }, ...equals('aws:SourceAccount', ACCOUNT) },
    'aws:SourceAccount',
    [],
  ),
  narrowed(
    'two keys, one of which keeps to the own account',
    { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION, 'aws:PrincipalAccount': ACCOUNT } },
    'aws:PrincipalOrgID',
    [],
  ),
  narrowed(
    'ForAllValues where the key has to be there',
    {
      'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/*` },
      Null: { 'aws:PrincipalOrgPaths': 'false' },
    },
    'aws:PrincipalOrgPaths',
    [`organization ${ORGANIZATION}/*: sns:Publish`],
  ),
  pretending(
    'aws:SecureTransport',
    { Bool: { 'aws:SecureTransport': 'true' } },
    'aws:SecureTransport true does not narrow it',
  ),
  pretending('aws:SourceAccount *', like('aws:SourceAccount', '*'), 'aws:SourceAccount * does not narrow it'),
  pretending('aws:SourceAccount with a pattern', like('aws:SourceAccount', '4444*')),
  pretending('aws:SourceAccount * letter by letter', equals('aws:SourceAccount', '*')),
  pretending('aws:SourceArn *', { ArnLike: { 'aws:SourceArn': '*' } }),
  pretending('aws:SourceArn of every account', { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:orders' } }),
  pretending('aws:SourceArn of every bucket of a name', { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::orders-*' } }),
  pretending('aws:SourceArn of too few parts', like('aws:SourceArn', 'arn:aws:iam::*')),
  pretending('aws:PrincipalOrgID *', like('aws:PrincipalOrgID', 'o-*')),
  pretending('aws:PrincipalOrgPaths of every organization', {
    'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-*/r-ab12/*' },
  }),
  pretending('aws:SourceVpce with a pattern', like('aws:SourceVpce', 'vpce-*')),
  pretending('one of several values is a pattern', like('aws:PrincipalOrgID', [ORGANIZATION, '*'])),
  pretending(
    'aws:SourceIp 0.0.0.0/0',
    { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } },
    'aws:SourceIp 0.0.0.0/0 does not narrow it',
  ),
  pretending('aws:SourceIp ::/0', { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '::/0'] } }),
  pretending('aws:SourceIp, the internet in two halves', {
    IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] },
  }),
  pretending('aws:SourceIp, more than any one organization has', {
    IpAddress: { 'aws:SourceIp': ['3.0.0.0/8', '52.0.0.0/8'] },
  }),
  pretending('aws:SourceIp by an operator for texts', like('aws:SourceIp', '203.0.113.*')),
  pretending('aws:VpcSourceIp, which is within whichever VPC', { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/16' } }),
  pretending('IfExists', { StringEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } }),
  pretending('IfExists of an address, which an endpoint hides', {
    IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' },
  }),
  pretending('ForAllValues', { 'ForAllValues:StringLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/*` } }),
  pretending('a negated operator', { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } }),
  pretending('NotIpAddress', { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }),
  pretending('Null', { Null: { 'aws:PrincipalOrgID': 'false' } }),
  pretending('kms:ViaService', equals('kms:ViaService', 's3.eu-west-1.amazonaws.com')),
  pretending('a tag that callers give to themselves', equals('aws:PrincipalTag/team', 'shop')),
  pretending('a shared secret', equals('sts:ExternalId', 'secret')),
  pretending('an identity of whichever account', equals('lambda:FunctionUrlAuthType', 'AWS_IAM')),
  pretending(
    'a line that the template may leave out',
    equals('aws:SourceAccount', { 'Fn::If': ['IsStrict', ACCOUNT, { Ref: 'AWS::NoValue' }] }),
    'no condition narrows it',
  ),
  condition(
    'a pattern of an organization that is a parameter',
    like('aws:PrincipalOrgID', { Ref: 'Organization' }),
    'unknown',
    'may not narrow it',
  ),
  pretending(
    'a condition that the template may leave out',
    { 'Fn::If': ['IsStrict', equals('aws:SourceAccount', ACCOUNT), { Ref: 'AWS::NoValue' }] },
    'no condition narrows it',
  ),
  pretending('no values', equals('aws:SourceAccount', [])),
  condition(
    'a pattern with a parameter in it',
    { ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:aws:s3:*:${Partner}:*' } } },
    'unknown',
    'may not narrow it',
  ),
  condition(
    'addresses that are a parameter',
    { IpAddress: { 'aws:SourceIp': { Ref: 'Office' } } },
    'unknown',
    'may not narrow it',
  ),
  condition(
    'a condition that is a parameter',
    { Ref: 'Condition' },
    'unknown',
    'a condition that the template does not show',
  ),
  condition(
    'lines that are not in the template',
    { StringEquals: { 'Fn::GetAtt': ['Lookup', 'Lines'] } },
    'unknown',
    'a condition that the template does not show',
  ),
  condition(
    'a service, whoever it asks for',
    { Bool: { 'aws:PrincipalIsAWSService': 'true' } },
    'unknown',
    'may not narrow it',
  ),
  condition(
    'the name of a service',
    equals('aws:PrincipalServiceName', 'sns.amazonaws.com'),
    'unknown',
    'may not narrow it',
  ),

  condition(
    'an organization that SSM resolves',
    like('aws:PrincipalOrgID', '{{resolve:ssm:organization}}'),
    'unknown',
    'may not narrow it',
  ),

  pretending(
    'no service',
    { Bool: { 'aws:PrincipalIsAWSService': 'false' } },
    'aws:PrincipalIsAWSService false does not narrow it',
  ),
];

const DENIES: readonly PrincipalFixture[] = [
  denied(
    'of plain HTTP',
    { Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    'public',
    'no condition narrows it',
  ),
  denied('of everybody', {}, 'not-public', 'statement Close denies all others'),
  denied(
    'of other organizations',
    { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } },
    'not-public',
    'statement Close denies all others by aws:PrincipalOrgID',
    TO_ORGANIZATION,
  ),
  denied(
    'of other organizations, also without one',
    { Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': ORGANIZATION } } },
    'not-public',
    'denies all others',
    TO_ORGANIZATION,
  ),
  denied(
    'of other addresses',
    { Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } },
    'not-public',
    'denies all others',
    ['addresses 203.0.113.0/24: sns:Publish'],
  ),
  denied(
    'of all but one principal',
    { Principal: undefined, NotPrincipal: { AWS: OTHER_ROOT } },
    'not-public',
    'denies all others',
    TO_OTHER,
  ),
  denied(
    'of all but a parameter',
    { Principal: undefined, NotPrincipal: { AWS: { Ref: 'Partner' } } },
    'unknown',
    'denies all others',
  ),
  denied(
    'of other organizations but not of services',
    {
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    'unknown',
    'denies all others',
  ),
  denied(
    'of other organizations but not through services',
    {
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        BoolIfExists: { 'aws:ViaAWSService': 'false' },
      },
    },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of every organization but one, which is a pattern',
    { Condition: { StringNotLike: { 'aws:PrincipalOrgID': 'o-*' } } },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of who is in the organization',
    { Condition: { StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION } } },
    'public',
    'no condition narrows it',
  ),
  denied(
    'with ForAnyValue, which is false without the key',
    { Condition: { 'ForAnyValue:StringNotLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/*` } } },
    'public',
    'no condition narrows it',
  ),
  denied(
    'with ForAllValues',
    { Condition: { 'ForAllValues:StringNotLike': { 'aws:PrincipalOrgPaths': `${ORGANIZATION}/*` } } },
    'not-public',
    'denies all others',
  ),
  denied('of another action', { Action: 'sns:Subscribe' }, 'public', 'no condition narrows it'),
  denied(
    'of all actions but some',
    { Action: undefined, NotAction: 'sns:Subscribe' },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of another resource',
    { Resource: 'arn:aws:sns:eu-west-1:111122223333:Other' },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of all resources but some',
    { Resource: undefined, NotResource: 'arn:aws:sns:eu-west-1:111122223333:Other' },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of what the template chooses',
    { Action: ['sns:Subscribe', { 'Fn::If': ['IsStrict', 'sns:Publish', { Ref: 'AWS::NoValue' }] }] },
    'public',
    'no condition narrows it',
  ),
  denied('of one account', { Principal: { AWS: OTHER_ROOT } }, 'public', 'no condition narrows it'),
  denied('of services only', { Principal: { Service: '*' } }, 'public', 'no condition narrows it'),
  denied(
    'of who has no organization',
    { Condition: { Null: { 'aws:PrincipalOrgID': 'true' } } },
    'public',
    'no condition narrows it',
  ),
  byHand(
    'Deny',
    'that the template may leave out',
    topic(statement(), { 'Fn::If': ['IsStrict', statement({ Effect: 'Deny' }), { Ref: 'AWS::NoValue' }] }),
    { judged: 'Topic', verdict: 'public', says: 'no condition narrows it' },
  ),

  denied(
    'of other organizations but not of services, where that key has to be there',
    {
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
    },
    'public',
    'no condition narrows it',
  ),
  denied(
    'of all but a service',
    { Principal: undefined, NotPrincipal: { Service: 's3.amazonaws.com' } },
    'public',
    'no condition narrows it',
  ),

  denied(
    'of services of other organizations',
    {
      Condition: {
        StringNotEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        BoolIfExists: { 'aws:PrincipalIsAWSService': 'true' },
      },
    },
    'public',
    'no condition narrows it',
  ),
];

const SERVICES: readonly PrincipalFixture[] = [
  principal(
    'a service that any customer can point at it',
    { Service: 's3.amazonaws.com' },
    'public',
    's3.amazonaws.com does this for any AWS customer',
  ),
  principal(
    'a service whose orders nobody knows',
    { Service: 'new.amazonaws.com' },
    'unknown',
    'no aws:SourceArn or aws:SourceAccount says for whom new.amazonaws.com does this',
  ),
  principal(
    'a service that is a parameter',
    { Service: { Ref: 'Service' } },
    'unknown',
    'a service that the template does not name',
  ),
  byHand(
    'principal',
    'a service for the own account',
    topic(
      statement({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: equals('aws:SourceAccount', ACCOUNT),
      }),
    ),
    {
      judged: 'Topic',
      verdict: 'not-public',
      says: 'cloudwatch.amazonaws.com only with aws:SourceAccount',
      grants: [],
    },
  ),
  byHand(
    'principal',
    'a service for another account',
    topic(statement({ Principal: { Service: 's3.amazonaws.com' }, Condition: equals('aws:SourceAccount', OTHER) })),
    { judged: 'Topic', verdict: 'not-public', says: 'aws:SourceAccount', grants: TO_OTHER },
  ),
  byHand(
    'principal',
    'a service for every account',
    topic(statement({ Principal: { Service: 's3.amazonaws.com' }, Condition: like('aws:SourceAccount', '*') })),
    { judged: 'Topic', verdict: 'public', says: 'any AWS customer' },
  ),
  byHand(
    'principal',
    'a service, narrowed by a key that services do not have',
    topic(
      statement({
        Principal: { Service: 's3.amazonaws.com' },
        Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
      }),
    ),
    { judged: 'Topic', verdict: 'public', says: 'any AWS customer' },
  ),
];

const LOGS = { Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:PutObject' };
const ownLogs = `arn:aws:s3:::logs/AWSLogs/${ACCOUNT}/*`;

const S3: readonly PrincipalFixture[] = [
  bucket(
    'S3 BucketPolicy',
    'read by anyone',
    {},
    {},
    {
      verdict: 'public',
      says: 'anyone (Principal *)',
      path: ['internet', 'anyone (Principal *)', 's3:GetObject', 'bucket Bucket'],
    },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'on',
    BLOCKED,
    {},
    { verdict: 'not-public', says: 'RestrictPublicBuckets keeps everybody else out' },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'refuses only new policies',
    { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
    {},
    { verdict: 'public', says: 'anyone' },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'a parameter',
    { PublicAccessBlockConfiguration: { RestrictPublicBuckets: { Ref: 'Block' } } },
    {},
    { verdict: 'public', says: 'anyone' },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'may be left out',
    {
      PublicAccessBlockConfiguration: {
        'Fn::If': ['IsStrict', BLOCKED.PublicAccessBlockConfiguration, { Ref: 'AWS::NoValue' }],
      },
    },
    {},
    { verdict: 'public', says: 'anyone' },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'lets in whom the policy names',
    BLOCKED,
    { Principal: { AWS: { Ref: 'Partner' } } },
    { verdict: 'not-public', says: 'whoever ${Shop/Partner} is', grants: ['whoever ${Shop/Partner} is: s3:GetObject'] },
  ),
  bucket(
    'S3 PublicAccessBlock',
    'does not keep out a service',
    BLOCKED,
    { Principal: { Service: 'cloudfront.amazonaws.com' } },
    { verdict: 'public', says: 'any AWS customer' },
  ),
  bucket(
    'S3 website',
    'with a policy for anyone',
    { WebsiteConfiguration: { IndexDocument: 'index.html' } },
    {},
    {
      verdict: 'public',
      says: 'anyone',
      path: ['internet', 'website endpoint', 'anyone (Principal *)', 's3:GetObject', 'bucket Bucket'],
    },
  ),
  bucket(
    'S3 website',
    'without access for anyone',
    { WebsiteConfiguration: { IndexDocument: 'index.html' } },
    { Principal: { AWS: ACCOUNT } },
    { verdict: 'not-public', says: 'the own account' },
  ),
  byHand(
    'S3 BucketPolicy',
    'none',
    { Bucket: resource('AWS::S3::Bucket', { CorsConfiguration: { CorsRules: [{ AllowedOrigins: ['*'] }] } }) },
    { judged: 'Bucket', verdict: 'not-public', says: 'No policy' },
  ),
  ...(
    [
      ['PublicRead', {}, 'public', 'AccessControl PublicRead lets anyone do s3:GetObject.'],
      ['PublicReadWrite', {}, 'public', 's3:PutObject'],
      ['AuthenticatedRead', {}, 'public', 'anyone with an AWS account'],
      ['PublicRead', { PublicAccessBlockConfiguration: { BlockPublicAcls: true } }, 'public', 'anyone'],
      ['PublicRead', { PublicAccessBlockConfiguration: { IgnorePublicAcls: true } }, 'not-public', 'IgnorePublicAcls'],
      [
        'PublicRead',
        { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
        'not-public',
        'BucketOwnerEnforced',
      ],
      ['PublicRead', { OwnershipControls: { Rules: [{ ObjectOwnership: 'ObjectWriter' }] } }, 'public', 'anyone'],
      ['LogDeliveryWrite', {}, 'not-public', 'AccessControl is LogDeliveryWrite.'],
      [{ Ref: 'Acl' }, {}, 'unknown', 'AccessControl is ${Shop/Acl}'],
    ] as Array<[unknown, object, ExposureVerdict, string]>
  ).map(([acl, more, verdict, says]) =>
    byHand(
      'S3 ACL',
      `${JSON.stringify(acl)} with ${JSON.stringify(more)}`,
      { Bucket: resource('AWS::S3::Bucket', { AccessControl: acl, ...more }) },
      { judged: 'Bucket', verdict, says },
    ),
  ),
  open('AWS::S3::AccessPoint', (Policy) => ({ Bucket: 'b', Policy, PublicAccessBlockConfiguration: {} })),
  open('AWS::S3::AccessPoint', (Policy) => ({ Bucket: 'b', Policy }), 's3:*', 'not-public'),
  open(
    'AWS::S3::AccessPoint',
    (Policy) => ({ Bucket: 'b', Policy, PublicAccessBlockConfiguration: {}, VpcConfiguration: { VpcId: 'vpc-1' } }),
    's3:*',
    'not-public',
  ),
  byHand(
    'AWS::S3::AccessPoint',
    'of a bucket that is blocked',
    {
      Bucket: resource('AWS::S3::Bucket', BLOCKED),
      Point: resource('AWS::S3::AccessPoint', {
        Bucket: { Ref: 'Bucket' },
        PublicAccessBlockConfiguration: {},
        Policy: document(statement()),
      }),
    },
    { judged: 'Point', verdict: 'not-public', says: 'RestrictPublicBuckets' },
  ),
  byHand(
    'AWS::S3::MultiRegionAccessPointPolicy',
    'Principal *',
    {
      Point: resource('AWS::S3::MultiRegionAccessPoint', { PublicAccessBlockConfiguration: {} }),
      Policy: resource('AWS::S3::MultiRegionAccessPointPolicy', {
        MrapName: { Ref: 'Point' },
        Policy: document(statement()),
      }),
    },
    { judged: 'Point', verdict: 'public', says: 'anyone' },
  ),
  openBy('AWS::S3ObjectLambda::AccessPointPolicy', 'AWS::S3ObjectLambda::AccessPoint', (PolicyDocument) => ({
    ObjectLambdaAccessPoint: JUDGED,
    PolicyDocument,
  })),
  openBy(
    'AWS::S3Express::BucketPolicy',
    'AWS::S3Express::DirectoryBucket',
    (PolicyDocument) => ({ Bucket: JUDGED, PolicyDocument }),
    'not-public',
  ),
  openBy(
    'AWS::S3Tables::TableBucketPolicy',
    'AWS::S3Tables::TableBucket',
    (ResourcePolicy) => ({ TableBucketARN: JUDGED, ResourcePolicy }),
    'not-public',
  ),
  openBy(
    'AWS::S3Vectors::VectorBucketPolicy',
    'AWS::S3Vectors::VectorBucket',
    (Policy) => ({ VectorBucketArn: JUDGED, Policy }),
    'public',
  ),
  synthesized(
    'S3 BucketPolicy',
    'server access logs and load balancer logs',
    (stack) => {
      const logBucket = new s3.Bucket(stack, 'Logs', {
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
        enforceSSL: true,
      });
      new s3.Bucket(stack, 'Data', {
        serverAccessLogsBucket: logBucket,
        blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      });
      const vpc = new ec2.Vpc(stack, 'Vpc', {
        natGateways: 0,
        subnetConfiguration: [{ name: 'a', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
      });
      new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc }).logAccessLogs(logBucket);
    },
    {
      judged: 'Shop/Logs/Resource',
      verdict: 'not-public',
      says: 'more let in nobody else',
      grants: ['account 156460612806: s3:PutObject'],
    },
  ),
  synthesized(
    'S3 BucketPolicy',
    'read by one distribution (origin access control)',
    (stack) => {
      const site = new s3.Bucket(stack, 'Site', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
      new cloudfront.Distribution(stack, 'Cdn', {
        defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessControl(site) },
      });
    },
    { judged: 'Shop/Site/Resource', verdict: 'not-public', says: 'cloudfront.amazonaws.com only with', grants: [] },
  ),
  synthesized(
    'S3 BucketPolicy',
    'read by one distribution (origin access identity)',
    (stack) => {
      const site = new s3.Bucket(stack, 'Site', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL });
      new cloudfront.Distribution(stack, 'Cdn', {
        defaultBehavior: { origin: origins.S3BucketOrigin.withOriginAccessIdentity(site) },
      });
    },
    { judged: 'Shop/Site/Resource', verdict: 'not-public', says: 'own account', grants: [] },
  ),
  synthesized(
    'S3 BucketPolicy',
    'grantPublicAccess',
    (stack) => {
      new s3.Bucket(stack, 'Site', { blockPublicAccess: new s3.BlockPublicAccess({}) }).grantPublicAccess();
    },
    {
      judged: 'Shop/Site/Resource',
      verdict: 'public',
      says: 'anyone (Principal *)',
      path: ['internet', 'anyone (Principal *)', 's3:GetObject', 'bucket Shop/Site'],
    },
  ),

  bucket(
    'S3 PublicAccessBlock',
    'on or off, by a condition of the template',
    { PublicAccessBlockConfiguration: { RestrictPublicBuckets: { 'Fn::If': ['IsStrict', true, false] } } },
    {},
    { verdict: 'public', says: 'anyone' },
  ),
  bucket(
    'S3 BucketPolicy',
    'logs of the own account',
    {},
    { ...LOGS, Resource: ownLogs },
    { verdict: 'not-public', says: 'for the own account only', grants: [] },
  ),
  bucket(
    'S3 BucketPolicy',
    'logs of the own account and all else',
    {},
    { ...LOGS, Resource: [ownLogs, '*'] },
    { verdict: 'public', says: 'any AWS customer' },
  ),
  bucket(
    'S3 BucketPolicy',
    'logs of another account',
    {},
    { ...LOGS, Resource: ownLogs.replace(ACCOUNT, OTHER) },
    { verdict: 'public', says: 'any AWS customer' },
  ),
  bucket(
    'S3 BucketPolicy',
    'logs that may be read',
    {},
    { ...LOGS, Action: 's3:GetObject', Resource: ownLogs },
    { verdict: 'public', says: 'any AWS customer' },
  ),
];

const MESSAGING: readonly PrincipalFixture[] = [
  openBy('AWS::SNS::TopicInlinePolicy', 'AWS::SNS::Topic', (PolicyDocument) => ({ TopicArn: JUDGED, PolicyDocument })),
  openBy('AWS::SQS::QueuePolicy', 'AWS::SQS::Queue', (PolicyDocument) => ({ Queues: [JUDGED], PolicyDocument })),
  openBy('AWS::SQS::QueueInlinePolicy', 'AWS::SQS::Queue', (PolicyDocument) => ({ Queue: JUDGED, PolicyDocument })),
  openBy('AWS::Kinesis::ResourcePolicy', 'AWS::Kinesis::Stream', (ResourcePolicy) => ({
    ResourceArn: { 'Fn::GetAtt': ['Judged', 'Arn'] },
    ResourcePolicy,
  })),
  open('AWS::Events::EventBus', (Policy) => ({ Policy }), 'events:PutEvents'),
  byHand(
    'AWS::Events::EventBusPolicy',
    'a statement for anyone',
    {
      Bus: resource('AWS::Events::EventBus', {}),
      Policy: resource('AWS::Events::EventBusPolicy', {
        EventBusName: { Ref: 'Bus' },
        StatementId: 's',
        Statement: statement({ Action: 'events:PutEvents' }),
      }),
    },
    { judged: 'Bus', verdict: 'public', says: 'anyone (Principal *)' },
  ),
  byHand(
    'AWS::Events::EventBusPolicy',
    'in pieces, for anyone',
    {
      Bus: resource('AWS::Events::EventBus', {}),
      Policy: resource('AWS::Events::EventBusPolicy', {
        EventBusName: { Ref: 'Bus' },
        Action: 'events:PutEvents',
        Principal: '*',
      }),
    },
    { judged: 'Bus', verdict: 'public', says: 'anyone (Principal *)' },
  ),
  byHand(
    'AWS::Events::EventBusPolicy',
    'in pieces, for an organization',
    {
      Policy: resource('AWS::Events::EventBusPolicy', {
        Action: 'events:PutEvents',
        Principal: '*',
        Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: ORGANIZATION },
      }),
    },
    {
      judged: 'Policy',
      verdict: 'not-public',
      says: 'aws:PrincipalOrgID',
      grants: [`organization ${ORGANIZATION}: events:PutEvents`],
    },
  ),
  synthesized(
    'AWS::SQS::QueuePolicy',
    'a queue that is subscribed to a topic, with their key',
    (stack) => {
      const queue = new sqs.Queue(stack, 'Queue', { enforceSSL: true });
      new sns.Topic(stack, 'Topic', { enforceSSL: true }).addSubscription(new subscriptions.SqsSubscription(queue));
    },
    {
      judged: 'Shop/Queue/Resource',
      verdict: 'not-public',
      says: 'sns.amazonaws.com only with aws:SourceArn',
      grants: [],
    },
  ),
  synthesized(
    'AWS::SNS::TopicPolicy',
    'a topic that a bucket notifies',
    (stack) => {
      const orders = new sns.Topic(stack, 'Topic');
      new s3.Bucket(stack, 'Bucket').addEventNotification(
        s3.EventType.OBJECT_CREATED,
        new notifications.SnsDestination(orders),
      );
    },
    {
      judged: 'Shop/Topic/Resource',
      verdict: 'not-public',
      says: 's3.amazonaws.com only with aws:SourceArn',
      grants: [],
    },
  ),
];

const KEYS: readonly PrincipalFixture[] = [
  open('AWS::KMS::Key', (KeyPolicy) => ({ KeyPolicy }), 'kms:Decrypt'),
  open('AWS::KMS::ReplicaKey', (KeyPolicy) => ({ KeyPolicy }), 'kms:Decrypt'),
  ...(
    [
      [
        'kms:CallerAccount and kms:ViaService',
        {
          Principal: { AWS: '*' },
          Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
        },
        'not-public',
        'kms:CallerAccount',
      ],
      [
        'kms:ViaService alone',
        { Condition: equals('kms:ViaService', 's3.eu-west-1.amazonaws.com') },
        'public',
        'does not narrow it',
      ],
      [
        'CloudWatch Logs for own log groups',
        {
          Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
          Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${ACCOUNT}:*` } },
        },
        'not-public',
        'kms:EncryptionContext',
      ],
      [
        'CloudWatch Logs for any log groups',
        { Principal: { Service: 'logs.eu-west-1.amazonaws.com' } },
        'unknown',
        'says for whom logs.eu-west-1.amazonaws.com does this',
      ],
      [
        'an encryption context, which a caller can claim',
        { Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${ACCOUNT}:*` } } },
        'public',
        'does not narrow it',
      ],
    ] as Array<[string, object, ExposureVerdict, string]>
  ).map(([name, fields, verdict, says]) =>
    byHand(
      'AWS::KMS::Key',
      name,
      {
        Key: resource('AWS::KMS::Key', {
          KeyPolicy: document(statement({ Action: 'kms:Decrypt', Resource: '*', ...fields })),
        }),
      },
      { judged: 'Key', verdict, says },
    ),
  ),
  openBy('AWS::SecretsManager::ResourcePolicy', 'AWS::SecretsManager::Secret', (ResourcePolicy) => ({
    SecretId: JUDGED,
    ResourcePolicy,
  })),
  synthesized(
    'AWS::KMS::Key',
    'as the CDK makes it',
    (stack) => {
      const key = new kms.Key(stack, 'Key');
      key.grantEncryptDecrypt(new iam.AccountPrincipal(OTHER));
    },
    {
      judged: 'Shop/Key/Resource',
      verdict: 'not-public',
      says: 'own account',
      grants: [`account ${OTHER}: kms:Decrypt, kms:Encrypt, kms:ReEncrypt* and 1 more`],
    },
  ),
];

const FUNCTIONS: readonly PrincipalFixture[] = [
  permission('anyone', { Principal: '*' }, 'public', 'anyone (Principal *)', {
    path: ['internet', 'anyone (Principal *)', 'lambda:InvokeFunction', 'function Function'],
  }),
  permission('an organization', { Principal: '*', PrincipalOrgID: ORGANIZATION }, 'not-public', 'aws:PrincipalOrgID', {
    grants: [`organization ${ORGANIZATION}: lambda:InvokeFunction`],
  }),
  permission('another account', { Principal: OTHER }, 'not-public', OTHER, {
    grants: [`account ${OTHER}: lambda:InvokeFunction`],
  }),
  permission('a service without a source', { Principal: 's3.amazonaws.com' }, 'public', 'any AWS customer', {
    path: ['internet', 'any AWS customer through s3.amazonaws.com', 'lambda:InvokeFunction', 'function Function'],
  }),
  permission(
    'a service that nobody knows, without a source',
    { Principal: 'secretsmanager.amazonaws.com' },
    'unknown',
    'no aws:SourceArn or aws:SourceAccount',
  ),
  permission(
    'a service with SourceAccount',
    { Principal: 's3.amazonaws.com', SourceAccount: ACCOUNT },
    'not-public',
    'aws:SourceAccount',
    { grants: [] },
  ),
  permission(
    'a service with a SourceArn for all',
    { Principal: 'apigateway.amazonaws.com', SourceArn: 'arn:aws:execute-api:eu-west-1:*:*' },
    'public',
    'any AWS customer',
  ),
  permission(
    'a function URL without sign-in',
    { Principal: '*', Action: 'lambda:InvokeFunctionUrl', FunctionUrlAuthType: 'NONE' },
    'public',
    'anyone (Principal *)',
  ),
  permission(
    'a skill',
    { Principal: 'alexa-appkit.amazon.com', EventSourceToken: 'amzn1.ask.skill.1' },
    'not-public',
    'lambda:EventSourceToken',
  ),
  permission('a parameter', { Principal: { Ref: 'Who' } }, 'unknown', 'whoever ${Shop/Who} is'),
  byHand(
    'Lambda Url',
    'AuthType NONE',
    {
      Function: resource('AWS::Lambda::Function', {}),
      Url: resource('AWS::Lambda::Url', { AuthType: 'NONE', TargetFunctionArn: { Ref: 'Function' } }),
    },
    {
      judged: 'Function',
      verdict: 'public',
      says: 'AuthType NONE',
      path: ['internet', 'function URL Url (AuthType NONE)', 'lambda:InvokeFunctionUrl', 'function Function'],
    },
  ),
  byHand(
    'Lambda Url',
    'AuthType AWS_IAM',
    {
      Function: resource('AWS::Lambda::Function', {}),
      Url: resource('AWS::Lambda::Url', { AuthType: 'AWS_IAM', TargetFunctionArn: { Ref: 'Function' } }),
    },
    { judged: 'Function', verdict: 'not-public', says: 'AuthType AWS_IAM' },
  ),
  byHand(
    'Lambda Url',
    'AuthType a parameter',
    {
      Function: resource('AWS::Lambda::Function', {}),
      Url: resource('AWS::Lambda::Url', { AuthType: { Ref: 'Type' }, TargetFunctionArn: { Ref: 'Function' } }),
    },
    { judged: 'Function', verdict: 'unknown', says: 'may be NONE' },
  ),
  openBy('AWS::Lambda::ResourcePolicy', 'AWS::Lambda::Function', (PolicyDocument) => ({
    ResourceArn: { 'Fn::GetAtt': ['Judged', 'Arn'] },
    PolicyDocument,
  })),
  synthesized(
    'Lambda Url',
    'an alias with a URL',
    (stack) => {
      const live = handler(stack).addAlias('live');
      live.addFunctionUrl({ authType: lambda.FunctionUrlAuthType.NONE });
    },
    { judged: 'Shop/Function/Resource', verdict: 'public', says: 'AuthType NONE' },
  ),
  synthesized(
    'Lambda Permission',
    'a rule, by the CDK',
    (stack) => {
      new events.Rule(stack, 'Rule', {
        schedule: events.Schedule.cron({}),
        targets: [new targets.LambdaFunction(handler(stack))],
      });
    },
    {
      judged: 'Shop/Function/Resource',
      verdict: 'not-public',
      says: 'events.amazonaws.com only with aws:SourceArn',
      grants: [],
    },
  ),
  synthesized(
    'Lambda Permission',
    'a load balancer, which has its functions in its own account',
    (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      const balancer = new elb.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
      balancer
        .addListener('Http', { port: 80 })
        .addTargets('Function', { targets: [new elbTargets.LambdaTarget(handler(stack))] });
    },
    { judged: 'Shop/Function/Resource', verdict: 'not-public', says: 'within one account only', grants: [] },
  ),

  byHand(
    'Lambda Permission',
    'for an alias',
    {
      Function: resource('AWS::Lambda::Function', {}),
      Live: resource('AWS::Lambda::Alias', { FunctionName: { Ref: 'Function' } }),
      Permission: resource('AWS::Lambda::Permission', {
        FunctionName: { Ref: 'Live' },
        Action: 'lambda:InvokeFunction',
        Principal: '*',
      }),
    },
    { judged: 'Function', verdict: 'public', says: 'anyone (Principal *)' },
  ),
];

function handler(stack: Stack): lambda.Function {
  return new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = () => 1;'),
  });
}

const EKS_PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`;

const ROLES: readonly PrincipalFixture[] = [
  open('AWS::IAM::Role', (AssumeRolePolicyDocument) => ({ AssumeRolePolicyDocument }), 'sts:AssumeRole'),
  byHand(
    'IAM Role trust',
    'anyone who knows a secret',
    {
      Role: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: document(
          statement({ Action: 'sts:AssumeRole', Principal: { AWS: '*' }, Condition: equals('sts:ExternalId', 'x') }),
        ),
      }),
    },
    { judged: 'Role', verdict: 'public', says: 'sts:ExternalId x does not narrow it' },
  ),
  byHand(
    'IAM Role trust',
    'another account',
    {
      Role: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: document(statement({ Action: 'sts:AssumeRole', Principal: { AWS: OTHER_ROOT } })),
      }),
    },
    { judged: 'Role', verdict: 'not-public', says: OTHER, grants: [`account ${OTHER}: sts:AssumeRole`] },
  ),
  byHand(
    'IAM Role trust',
    'a service, for whom the own account has to pass the role',
    {
      Role: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: document(
          statement({ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }),
        ),
      }),
    },
    { judged: 'Role', verdict: 'not-public', says: 'for its own account', grants: [] },
  ),
  trust('GitHub, any repository', GITHUB, undefined, 'public', 'no condition asks for a subject'),
  trust(
    'GitHub, by an audience that everybody can have',
    GITHUB,
    github({ aud: 'sts.amazonaws.com' }),
    'public',
    'no condition asks for a subject',
  ),
  trust('GitHub, sub *', GITHUB, github({ sub: '*' }), 'public', ':sub *'),
  trust('GitHub, sub of every owner', GITHUB, github({ sub: 'repo:*' }), 'public', ':sub repo:*'),
  trust(
    'GitHub, sub of owners whose names begin alike',
    GITHUB,
    github({ sub: 'repo:my-company*' }),
    'public',
    ':sub repo:my-company*',
  ),
  trust(
    'GitHub, one owner',
    GITHUB,
    github({ sub: 'repo:my-company/*', aud: 'sts.amazonaws.com' }),
    'not-public',
    ':sub repo:my-company/*',
    [`users of ${GITHUB}: sts:AssumeRoleWithWebIdentity`],
  ),
  trust(
    'GitHub, one of several owners is everybody',
    GITHUB,
    github({ sub: ['repo:my-company/*', 'repo:*'] }),
    'public',
    'repo:*',
  ),
  trust(
    'GitHub, an owner that is a parameter',
    GITHUB,
    github({ sub: { 'Fn::Sub': 'repo:${Owner}/*' } }),
    'unknown',
    ':sub',
  ),
  trust(
    'GitHub, sub if there is one',
    GITHUB,
    { StringLikeIfExists: { [`${GITHUB_HOST}:sub`]: 'repo:my-company/shop:*' } },
    'public',
    'no condition asks for a subject',
  ),
  trust(
    "a provider of one's own, by audience",
    `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`,
    equals('login.example.com:aud', 'shop'),
    'not-public',
    'login.example.com:aud shop',
  ),
  trust(
    "a provider of one's own, without a condition",
    `arn:aws:iam::${ACCOUNT}:oidc-provider/login.example.com`,
    undefined,
    'public',
    'no condition asks for a subject',
  ),
  trust(
    'a provider that is a parameter, by audience',
    { Ref: 'Provider' },
    equals('login.example.com:aud', 'shop'),
    'unknown',
    'a provider that the template does not name',
  ),
  trust('a cluster, any workload', EKS_PROVIDER, undefined, 'unknown', 'any workload of the cluster'),
  trust(
    'a cluster, one workload',
    EKS_PROVIDER,
    equals('oidc.eks.eu-west-1.amazonaws.com/id/ABC:sub', 'system:serviceaccount:shop:web'),
    'not-public',
    'system:serviceaccount:shop:web',
  ),
  trust(
    'SAML',
    `arn:aws:iam::${ACCOUNT}:saml-provider/Company`,
    equals('SAML:aud', 'https://signin.aws.amazon.com/saml'),
    'not-public',
    'vouches for its own users',
  ),
  trust('Cognito, any pool', 'cognito-identity.amazonaws.com', undefined, 'public', 'any identity pool of anybody'),
  trust(
    'Cognito, guests of a pool',
    'cognito-identity.amazonaws.com',
    { StringEquals: cognito({ aud: 'eu-west-1:1' }), 'ForAnyValue:StringLike': cognito({ amr: 'unauthenticated' }) },
    'public',
    'guests of the identity pool',
  ),
  trust(
    'Cognito, whoever a pool lets in',
    'cognito-identity.amazonaws.com',
    { StringEquals: cognito({ aud: 'eu-west-1:1' }) },
    'unknown',
    'guests of the identity pool',
  ),
  trust(
    'Cognito, signed in',
    'cognito-identity.amazonaws.com',
    { StringEquals: cognito({ aud: 'eu-west-1:1' }), 'ForAnyValue:StringLike': cognito({ amr: 'authenticated' }) },
    'not-public',
    'signed in',
  ),
  synthesized(
    'IAM Role trust',
    'GitHub, by the CDK',
    (stack) => {
      const provider = new iam.OidcProviderNative(stack, 'GitHub', {
        url: `https://${GITHUB_HOST}`,
        clientIds: ['sts.amazonaws.com'],
      });
      new iam.Role(stack, 'Role', {
        assumedBy: new iam.OpenIdConnectPrincipal(provider, github({ aud: 'sts.amazonaws.com' })),
      });
    },
    { judged: 'Shop/Role/Resource', verdict: 'public', says: 'no condition asks for a subject' },
  ),

  trust(
    'GitHub, ForAllValues, which is true without a subject',
    GITHUB,
    { 'ForAllValues:StringLike': { [`${GITHUB_HOST}:sub`]: 'repo:my-company/*' } },
    'public',
    'no condition asks for a subject',
  ),
  trust(
    'GitHub, any repository from addresses that are a parameter',
    GITHUB,
    { IpAddress: { 'aws:SourceIp': { Ref: 'Runners' } } },
    'unknown',
    'no condition asks for a subject',
  ),
  trust(
    'GitHub, any repository from named addresses',
    GITHUB,
    { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    'not-public',
    'aws:SourceIp',
    ['addresses 203.0.113.0/24: sts:AssumeRoleWithWebIdentity'],
  ),
  ...(
    [
      [false, 'not-public', 'has no guests'],
      [true, 'public', 'guests of the identity pool'],
      [{ Ref: 'Guests' }, 'unknown', 'guests of the identity pool'],
    ] as Array<[unknown, ExposureVerdict, string]>
  ).map(([guests, verdict, says]) =>
    byHand(
      'IAM Role trust',
      `Cognito, a pool with guests: ${JSON.stringify(guests)}`,
      {
        Pool: resource('AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: guests }),
        Role: resource('AWS::IAM::Role', {
          AssumeRolePolicyDocument: document({
            Effect: 'Allow',
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: 'cognito-identity.amazonaws.com' },
            Condition: { StringEquals: cognito({ aud: { Ref: 'Pool' } }) },
          }),
        }),
      },
      { judged: 'Role', verdict, says },
    ),
  ),
  byHand(
    'IAM Role trust',
    "a cluster, one workload, by the CDK's CfnJson",
    {
      Lines: resource('Custom::AWSCDKCfnJson', {
        Value: {
          'Fn::Join': [
            '',
            ['{"', { 'Fn::GetAtt': ['Cluster', 'OpenIdConnectIssuerUrl'] }, ':sub":"system:serviceaccount:shop:web"}'],
          ],
        },
      }),
      Role: resource('AWS::IAM::Role', {
        AssumeRolePolicyDocument: document({
          Effect: 'Allow',
          Action: 'sts:AssumeRoleWithWebIdentity',
          Principal: { Federated: { Ref: 'Provider' } },
          Condition: { StringEquals: { 'Fn::GetAtt': ['Lines', 'Value'] } },
        }),
      }),
    },
    { judged: 'Role', verdict: 'not-public', says: 'system:serviceaccount:shop:web' },
  ),
];

const STORES: readonly PrincipalFixture[] = [
  open('AWS::ECR::Repository', (RepositoryPolicyText) => ({ RepositoryPolicyText }), 'ecr:BatchGetImage'),
  open('AWS::ECR::RegistryPolicy', (PolicyText) => ({ PolicyText }), 'ecr:ReplicateImage'),
  byHand(
    'AWS::ECR::PublicRepository',
    'by being there',
    { Judged: resource('AWS::ECR::PublicRepository', {}) },
    { judged: 'Judged', verdict: 'public', says: 'Anyone can pull images' },
  ),
  open('AWS::Logs::ResourcePolicy', (policy) => ({ PolicyDocument: JSON.stringify(policy) }), 'logs:PutLogEvents'),
  open('AWS::Logs::Destination', (policy) => ({ DestinationPolicy: JSON.stringify(policy) })),
  open('AWS::Backup::BackupVault', (AccessPolicy) => ({ AccessPolicy })),
  open('AWS::EFS::FileSystem', (FileSystemPolicy) => ({ FileSystemPolicy })),
  open('AWS::OpenSearchService::Domain', (AccessPolicies) => ({ AccessPolicies }), 'es:*'),
  open(
    'AWS::OpenSearchService::Domain',
    (AccessPolicies) => ({ AccessPolicies, VPCOptions: { SubnetIds: ['subnet-1'] } }),
    'es:*',
    'not-public',
  ),
  open('AWS::Elasticsearch::Domain', (AccessPolicies) => ({ AccessPolicies }), 'es:*'),
  open('AWS::CodeArtifact::Domain', (PermissionsPolicyDocument) => ({ PermissionsPolicyDocument })),
  open('AWS::CodeArtifact::Repository', (PermissionsPolicyDocument) => ({ PermissionsPolicyDocument })),
  open('AWS::DynamoDB::Table', (PolicyDocument) => ({ ResourcePolicy: { PolicyDocument } })),
  open('AWS::DynamoDB::Table', (PolicyDocument) => ({ StreamSpecification: { ResourcePolicy: { PolicyDocument } } })),
  open('AWS::DynamoDB::GlobalTable', (PolicyDocument) => ({ Replicas: [{ ResourcePolicy: { PolicyDocument } }] })),
  open('AWS::DynamoDB::GlobalTable', (PolicyDocument) => ({
    Replicas: [{ ReplicaStreamSpecification: { ResourcePolicy: { PolicyDocument } } }],
  })),
  open('AWS::MediaStore::Container', (policy) => ({ Policy: JSON.stringify(policy) })),
  open('AWS::RedshiftServerless::Namespace', (NamespaceResourcePolicy) => ({ NamespaceResourcePolicy })),
  open('AWS::Glue::NewResource', (PolicyInJson) => ({ ResourcePolicy: PolicyInJson })),
  openBy('AWS::MSK::ClusterPolicy', 'AWS::MSK::Cluster', (Policy) => ({ ClusterArn: JUDGED, Policy })),
  byHand(
    'AWS::VpcLattice::AuthPolicy',
    'Principal *',
    {
      Policy: resource('AWS::VpcLattice::AuthPolicy', {
        ResourceIdentifier: 'svc-1',
        Policy: document(statement({ Action: 'vpc-lattice-svcs:Invoke' })),
      }),
    },
    { judged: 'Policy', verdict: 'not-public', says: 'only those within the service network reach it' },
  ),
  synthesized(
    'AWS::EFS::FileSystem',
    'by the CDK, within its network',
    (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc', { natGateways: 0 });
      new efs.FileSystem(stack, 'Files', {
        vpc,
        vpcSubnets: { subnets: vpc.isolatedSubnets },
        allowAnonymousAccess: false,
      }).grantRootAccess(new iam.AnyPrincipal());
    },
    {
      judged: 'Shop/Files/Resource',
      verdict: 'not-public',
      says: 'elasticfilesystem:AccessedViaMountTarget true',
      grants: [],
    },
  ),
  synthesized(
    'AWS::Logs::ResourcePolicy',
    'events into a log group, by the CDK',
    (stack) => {
      new logs.LogGroup(stack, 'Logs').addToResourcePolicy(
        new iam.PolicyStatement({
          principals: [new iam.ServicePrincipal('events.amazonaws.com')],
          actions: ['logs:PutLogEvents'],
          resources: ['*'],
        }),
      );
    },
    { judged: 'Shop/Logs/Policy/ResourcePolicy', verdict: 'not-public', says: 'within one account only', grants: [] },
  ),

  byHand(
    'AWS::Logs::ResourcePolicy',
    'streams, and what is written into them',
    {
      Policy: resource('AWS::Logs::ResourcePolicy', {
        PolicyDocument: JSON.stringify(
          document(
            statement({
              Principal: { Service: 'delivery.logs.amazonaws.com' },
              Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            }),
          ),
        ),
      }),
    },
    { judged: 'Policy', verdict: 'public', says: 'any AWS customer' },
  ),
];

const UNLISTED: readonly PrincipalFixture[] = [
  open('AWS::New::Thing', (Policy) => ({ Policy })),
  open('AWS::New::Thing', (Policy) => ({ Deep: [{ AccessPolicy: JSON.stringify(Policy) }] })),
  open('Custom::Policy', (PolicyDocument) => ({ PolicyDocument })),
  byHand(
    'AWS::New::Thing',
    'a policy that is a parameter',
    { Judged: resource('AWS::New::Thing', { ResourcePolicy: { Ref: 'Text' } }) },
    { judged: 'Judged', verdict: 'unknown', says: 'ResourcePolicy is not in the template' },
  ),
  byHand(
    'AWS::New::Thing',
    'a policy in another language',
    { Judged: resource('AWS::New::Thing', { PolicyDocument: 'permit(principal, action, resource);' }) },
    { judged: 'Judged', verdict: 'unknown', says: 'PolicyDocument is not in the template' },
  ),

  byHand(
    'AWS::New::Thing',
    'what may be a policy, and is a parameter',
    { Judged: resource('AWS::New::Thing', { ThingPolicy: { Ref: 'Text' } }) },
    { judged: 'Judged', verdict: 'unknown', says: 'ThingPolicy is not in the template' },
  ),
  byHand(
    'AWS::New::Thing',
    'what may be a policy, and comes from a custom resource',
    {
      Lookup: resource('Custom::Lookup', {}),
      Judged: resource('AWS::New::Thing', { ThingPolicy: { 'Fn::GetAtt': ['Lookup', 'Text'] } }),
    },
    { judged: 'Judged', verdict: 'unknown', says: 'ThingPolicy is not in the template' },
  ),
];

const share = (
  type: string,
  properties: object,
  grants: string[],
  verdict: ExposureVerdict = 'not-public',
  says = 'names',
) =>
  byHand(
    type,
    JSON.stringify(properties).slice(0, 90),
    { Judged: resource(type, properties) },
    { judged: 'Judged', verdict, says, grants },
  );
const shareImage = (permission: object, verdict: ExposureVerdict, says: string, grants: string[]) =>
  byHand('AWS::ImageBuilder::DistributionConfiguration', JSON.stringify(permission), image(permission), {
    judged: 'Images',
    verdict,
    says,
    grants,
  });

const SHARES: readonly PrincipalFixture[] = [
  shareImage({ UserIds: [OTHER] }, 'not-public', `UserIds names account ${OTHER}`, [
    `account ${OTHER}: launch the image`,
  ]),
  shareImage({ UserIds: [ACCOUNT] }, 'not-public', 'the own account', []),
  shareImage(
    { OrganizationArns: [`arn:aws:organizations::${OTHER}:organization/${ORGANIZATION}`] },
    'not-public',
    'OrganizationArns names',
    [`account ${OTHER}: launch the image`],
  ),
  shareImage({ OrganizationalUnitArns: [{ Ref: 'Unit' }] }, 'not-public', 'OrganizationalUnitArns names', [
    '${Shop/Unit}: launch the image',
  ]),
  shareImage({ UserGroups: ['all'] }, 'public', 'UserGroups all', []),
  shareImage({ UserGroups: [{ Ref: 'Group' }] }, 'unknown', 'which may be all', []),
  share('AWS::RAM::ResourceShare', { Name: 's', Principals: [OTHER], AllowExternalPrincipals: false }, [
    `account ${OTHER}: use what is shared`,
  ]),
  share('AWS::RAM::ResourceShare', { Name: 's' }, [], 'not-public', 'No policy and no share'),
  share(
    'AWS::DLM::LifecyclePolicy',
    { PolicyDetails: { Schedules: [{ ShareRules: [{ TargetAccounts: [OTHER] }] }] } },
    [`account ${OTHER}: use snapshots`],
  ),
  share('AWS::Lightsail::Bucket', { AccessRules: { GetObject: 'public' } }, [], 'public', 'GetObject public'),
  share('AWS::Lightsail::Bucket', { AccessRules: { GetObject: 'private' }, ReadOnlyAccessAccounts: [OTHER] }, [
    `account ${OTHER}: s3:GetObject`,
  ]),
  share('AWS::ServiceCatalog::PortfolioShare', { PortfolioId: 'port-1', AccountId: OTHER }, [
    `account ${OTHER}: use the portfolio`,
  ]),
  share('AWS::EC2::VPCEndpointServicePermissions', { ServiceId: 'vpce-svc-1', AllowedPrincipals: [OTHER_ROOT] }, [
    `account ${OTHER}: connect an endpoint`,
  ]),
  share(
    'AWS::EC2::VPCEndpointServicePermissions',
    { ServiceId: 'vpce-svc-1', AllowedPrincipals: ['*'] },
    [],
    'public',
    'AllowedPrincipals *',
  ),
  share(
    'AWS::OpenSearchServerless::AccessPolicy',
    { Policy: JSON.stringify([{ Principal: [OTHER_ROOT], Rules: [] }]) },
    [`account ${OTHER}: use the collection`],
  ),
  share(
    'AWS::CloudFormation::PublicTypeVersion',
    { TypeName: 'My::Own::Type' },
    [],
    'public',
    'Anyone can use the extension',
  ),
  byHand(
    'AWS::Lambda::LayerVersionPermission',
    'anyone',
    {
      Layer: resource('AWS::Lambda::LayerVersion', {}),
      Permission: resource('AWS::Lambda::LayerVersionPermission', {
        LayerVersionArn: { Ref: 'Layer' },
        Action: 'lambda:GetLayerVersion',
        Principal: '*',
      }),
    },
    { judged: 'Layer', verdict: 'public', says: 'anyone', grants: [] },
  ),
  byHand(
    'AWS::Lambda::LayerVersionPermission',
    'an organization',
    {
      Layer: resource('AWS::Lambda::LayerVersion', {}),
      Permission: resource('AWS::Lambda::LayerVersionPermission', {
        LayerVersionArn: { Ref: 'Layer' },
        Action: 'lambda:GetLayerVersion',
        Principal: '*',
        OrganizationId: ORGANIZATION,
      }),
    },
    {
      judged: 'Layer',
      verdict: 'not-public',
      says: 'aws:PrincipalOrgID',
      grants: [`organization ${ORGANIZATION}: lambda:GetLayerVersion`],
    },
  ),

  byHand(
    'AWS::ImageBuilder::DistributionConfiguration',
    'in small letters',
    {
      Images: resource('AWS::ImageBuilder::DistributionConfiguration', {
        Distributions: [{ AmiDistributionConfiguration: { launchPermissionConfiguration: { userGroups: ['all'] } } }],
      }),
    },
    { judged: 'Images', verdict: 'public', says: 'UserGroups all' },
  ),
];

/** Every property of the research's list that opens something to somebody, and what only looks as if it closed it again. */
export const PRINCIPAL_FIXTURES: readonly PrincipalFixture[] = [
  ...PRINCIPALS,
  ...DOCUMENTS,
  ...CONDITIONS,
  ...DENIES,
  ...SERVICES,
  ...S3,
  ...MESSAGING,
  ...KEYS,
  ...FUNCTIONS,
  ...ROLES,
  ...STORES,
  ...UNLISTED,
  ...SHARES,
];
