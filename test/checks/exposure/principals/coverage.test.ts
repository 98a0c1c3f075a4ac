import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { Property, PropertyType, Resource as ResourceSpec } from '@aws-cdk/service-spec-types';
import { POLICY_CARRIERS, POLICY_TARGETS } from '../../../../lib/checks/exposure/principals/policy-carriers';
import { judgePrincipals, PRINCIPAL_TYPES } from '../../../../lib/checks/exposure/principals/principals';
import { AppTemplates } from '../../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../../templates';
import { document, PRINCIPAL_FIXTURES, statement, topic } from './fixtures';

const SCHEMA = loadAwsServiceSpecSync();
const TYPES = new Map(SCHEMA.all('resource').map((one) => [one.cloudFormationType, one]));

/** Where a type may have JSON whose name says policy: `ResourcePolicy.PolicyDocument`. */
function policiesOf(spec: ResourceSpec): string[] {
  return policiesIn(spec.properties, '', new Set());
}

function policiesIn(properties: { [name: string]: Property }, path: string, seen: ReadonlySet<string>): string[] {
  return Object.entries(properties).flatMap(([name, { type }]) => {
    const isPolicy = /polic(y|ies)(document|text)?$/i.test(name) && holdsJson(type);
    return isPolicy ? [`${path}${name}`] : nested(type, `${path}${name}.`, seen);
  });
}

function holdsJson(type: PropertyType): boolean {
  if (type.type === 'union') return type.types.some(holdsJson);
  return type.type === 'array' ? holdsJson(type.element) : type.type === 'json';
}

function nested(type: PropertyType, path: string, seen: ReadonlySet<string>): string[] {
  if (type.type === 'union') return type.types.flatMap((one) => nested(one, path, seen));
  if (type.type === 'array' || type.type === 'map') return nested(type.element, path, seen);
  if (type.type !== 'ref' || seen.has(type.reference.$ref)) return [];
  const definition = SCHEMA.get('typeDefinition', type.reference.$ref);
  return policiesIn(definition.properties, path, new Set([...seen, type.reference.$ref]));
}

/** A resource of a type with a policy for everybody at the end of a path. */
function openAt(type: string, path: string): object {
  const value = path.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), document(statement()));
  return { Judged: resource(type, value) };
}

function verdictsOf(resources: object): string[] {
  return judgePrincipals(new AppTemplates([stackTemplate(resources)])).judgements.map(({ verdict }) => verdict);
}

/** What the schema calls a policy and that opens nothing to everybody, by why not. */
const OTHERS = {
  'it says what an identity may do': [
    'AWS::IAM::Group Policies.PolicyDocument',
    'AWS::IAM::GroupPolicy PolicyDocument',
    'AWS::IAM::ManagedPolicy PolicyDocument',
    'AWS::IAM::Policy PolicyDocument',
    'AWS::IAM::Role Policies.PolicyDocument',
    'AWS::IAM::RolePolicy PolicyDocument',
    'AWS::IAM::User Policies.PolicyDocument',
    'AWS::IAM::UserPolicy PolicyDocument',
    'AWS::IoT::Policy PolicyDocument',
    'AWS::SSO::PermissionSet InlinePolicy',
  ],
  'it says what is filtered, masked, kept, or sent again': [
    'AWS::Logs::LogGroup DataProtectionPolicy',
    'AWS::Logs::LogGroup FieldIndexPolicies',
    'AWS::NetworkManager::CoreNetwork PolicyDocument',
    'AWS::SNS::Subscription DeliveryPolicy',
    'AWS::SNS::Subscription FilterPolicy',
    'AWS::SNS::Subscription RedrivePolicy',
    'AWS::SNS::Subscription ReplayPolicy',
    'AWS::SNS::Topic ArchivePolicy',
    'AWS::SNS::Topic DataProtectionPolicy',
    'AWS::SQS::Queue RedriveAllowPolicy',
    'AWS::SQS::Queue RedrivePolicy',
  ],
  'AWS keeps everybody out whatever it says': [
    'AWS::S3::AccessPoint Policy',
    'AWS::S3Express::AccessPoint Policy',
    'AWS::S3Express::BucketPolicy PolicyDocument',
    'AWS::S3Tables::TableBucketPolicy ResourcePolicy',
    'AWS::S3Tables::TablePolicy ResourcePolicy',
    'AWS::VpcLattice::AuthPolicy Policy',
  ],
  'the judges of the network know it': [
    'AWS::ApiGateway::DomainNameV2 Policy',
    'AWS::ApiGateway::RestApi Policy',
    'AWS::EC2::VPCEndpoint PolicyDocument',
  ],
};

/** Resources with something that is called a policy, of which nobody can think that it lets somebody in. */
const OTHER_POLICIES = {
  Listener: resource('AWS::ElasticLoadBalancingV2::Listener', { SslPolicy: { Ref: 'Security' } }),
  Distribution: resource('AWS::CloudFront::Distribution', {
    DistributionConfig: {
      DefaultCacheBehavior: { CachePolicyId: { Ref: 'Cache' }, ViewerProtocolPolicy: 'https-only' },
    },
  }),
  Scaling: resource('AWS::AutoScaling::ScalingPolicy', { PolicyType: 'StepScaling' }),
  Thing: resource('AWS::New::Thing', { ThingPolicy: 'strict', OtherPolicy: { Ref: 'Listener' } }),
};

describe('the types that are judged by their policies', () => {
  test('are in the schema of CloudFormation', () => {
    expect(PRINCIPAL_TYPES.filter((type) => !TYPES.has(type))).toEqual([]);
    expect([...new Set(PRINCIPAL_TYPES)].sort()).toEqual(PRINCIPAL_TYPES);
    expect(POLICY_TARGETS.filter((type) => !PRINCIPAL_TYPES.includes(type))).toEqual([]);
  });

  test('have their policies, and what those are for, where the schema has them', () => {
    const missing = POLICY_CARRIERS.flatMap(({ type, documents, target }) =>
      [...documents, ...(target === undefined ? [] : [target])]
        .map((path) => [type, path.split('.')[0]])
        .filter(([, property]) => TYPES.get(type)?.properties[property] === undefined),
    );
    expect(missing).toEqual([]);
  });

  test('leave out no policy of the schema but those that let in nobody', () => {
    const overlooked = [...TYPES].flatMap(([type, spec]) =>
      policiesOf(spec)
        .filter((path) => !verdictsOf(openAt(type, path)).includes('public'))
        .map((path) => `${type} ${path}`),
    );
    expect(overlooked.sort()).toEqual(Object.values(OTHERS).flat().sort());
  });
});

describe('the judgements', () => {
  test('are one for each resource of those types, and for no other one that is closed', () => {
    const types = [...PRINCIPAL_TYPES, 'AWS::EC2::Instance', 'AWS::IAM::ManagedPolicy'];
    const resources = Object.fromEntries(types.map((type, index) => [`R${index}`, resource(type, {})]));
    const { judgements } = judgePrincipals(new AppTemplates([stackTemplate({ ...resources, ...OTHER_POLICIES })]));
    expect(judgements.map((one) => one.resource.type).sort()).toEqual(PRINCIPAL_TYPES);
  });

  test('are one for each resource, however many policies it has', () => {
    for (const { templates } of PRINCIPAL_FIXTURES) {
      const { judgements } = judgePrincipals(new AppTemplates(templates()));
      expect(new Set(judgements.map((one) => one.resource)).size).toBe(judgements.length);
    }
  });

  test('of ten thousand resources take no longer than a synth', () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, () =>
        topic(statement({ Condition: { StringEquals: { 'aws:SourceAccount': '1' } } })),
      ).flatMap(({ Topic, Policy }, index) => [
        [`Topic${index}`, Topic],
        [`Policy${index}`, JSON.parse(JSON.stringify(Policy).replace(/"Ref":"Topic"/g, `"Ref":"Topic${index}"`))],
      ]),
    );
    const app = new AppTemplates([stackTemplate(many)]);
    const start = process.cpuUsage();
    expect(judgePrincipals(app).judgements).toHaveLength(10_000);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(3);
  });
});
