import { execFileSync } from 'child_process';
import * as path from 'path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import * as fc from 'fast-check';
import { exposureOf, isLookedAt } from '../../../lib/checks/exposure/exposure';
import { JUDGED_TYPES } from '../../../lib/checks/exposure/judges';
import { PRINCIPAL_TYPES } from '../../../lib/checks/exposure/principals/principals';
import { isInert } from '../../../lib/checks/exposure/types/inert';
import * as services from '../../../lib/checks/exposure/types/inert-types.json';
import { PART_TYPES } from '../../../lib/checks/exposure/types/parts';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { resource, stackTemplate } from '../templates';

const TYPES = [...loadAwsServiceSpecSync().all('resource')].map((one) => one.cloudFormationType);
const INERT = Object.entries(services as Record<string, unknown>).flatMap(([service, names]) =>
  typeof names === 'string' ? names.split(' ').map((name) => `${service}::${name}`) : [],
);
const SCRIPT = path.join(__dirname, '../../../scripts/inert-types.mjs');

/** What is made by the CDK, and not by CloudFormation. */
const OF_THE_CDK = /^(Custom::AWSCDK-EKS-|AWS::CDK::Metadata$)/;

function judge(resources: object) {
  return exposureOf(new AppTemplates([stackTemplate(resources)])).judgements;
}

describe('the list of inert types', () => {
  test('is what the script makes of the schema of CloudFormation', () => {
    execFileSync(process.execPath, [SCRIPT, '--check'], { stdio: 'inherit' });
  });

  test('has no type with a word in it that may have to do with who gets in', () => {
    const schema = loadAwsServiceSpecSync();
    const suspicious = /public|policy|principal|cidr|scheme|url|endpoint|share|internet|ingress|vpc|subnet|account/i;
    const found = INERT.flatMap((type) => {
      const [spec] = schema.lookup('resource', 'cloudFormationType', 'equals', type);
      return Object.keys({ ...spec.properties, ...spec.attributes })
        .filter((name) => suspicious.test(name))
        .map((name) => `${type} ${name}`);
    });
    expect(found).toEqual([]);
  });

  test('has types that exist, and knows them', () => {
    expect(INERT.filter((type) => !TYPES.includes(type) || !isInert(type))).toEqual([]);
    expect(INERT.length).toBeGreaterThan(300);
  });
});

describe('types', () => {
  test('that are judged, or part of something, exist', () => {
    const known = [...JUDGED_TYPES, ...PART_TYPES].filter(
      (type) => !OF_THE_CDK.test(type) && type !== 'AWS::CloudFormation::Macro',
    );
    expect(known.filter((type) => !TYPES.includes(type))).toEqual([]);
  });

  test('have one judge of the network, or are part of something', () => {
    expect(PART_TYPES.filter((type) => JUDGED_TYPES.includes(type))).toEqual([]);
    expect(new Set(PART_TYPES).size).toBe(PART_TYPES.length);
    expect(PART_TYPES.filter((type) => PRINCIPAL_TYPES.includes(type))).toEqual([]);
  });

  test('of the schema that are neither are unknown, all of them', () => {
    const known = new Set([
      ...JUDGED_TYPES,
      ...PART_TYPES,
      ...PRINCIPAL_TYPES,
      ...INERT,
      'AWS::CloudFormation::CustomResource',
    ]);
    const others = TYPES.filter((type) => !known.has(type));
    const judgements = judge(Object.fromEntries(others.map((type, index) => [`R${index}`, resource(type, {})])));
    expect(judgements).toHaveLength(others.length);
    expect(judgements.filter(({ verdict }) => verdict !== 'unknown').map((one) => one.resource.type)).toEqual([]);
  });

  test('that a judge looks at are told from those of which the type is enough', () => {
    const [looked, part, inert] = ['AWS::EC2::Instance', 'AWS::EC2::VPC', 'AWS::CloudWatch::Dashboard'].map((type) =>
      isLookedAt({ type }),
    );
    expect([looked, part, inert, isLookedAt({ type: 'AWS::S3::Bucket' })]).toEqual([true, false, false, true]);
  });
});

const NAMES = [
  ...[
    'CidrIp',
    'GroupId',
    'SubnetId',
    'VpcId',
    'Subnets',
    'SecurityGroups',
    'Scheme',
    'NetworkInterfaces',
    'LaunchTemplateData',
  ],
  ...[
    'EndpointConfiguration',
    'Types',
    'PolicyDocument',
    'Statement',
    'Principal',
    'Targets',
    'EcsParameters',
    'DistributionConfig',
  ],
  ...[
    'Origins',
    'VpcOriginConfig',
    'RecordSets',
    'AliasTarget',
    'DNSName',
    'Entries',
    'Create',
    'LaunchTemplate',
    '__proto__',
  ],
];

/** Anything that may stand where a property stands. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -1,
      '',
      'a',
      '*',
      '0.0.0.0/0',
      '::/0',
      'internal',
      'ENABLED',
      '${A}',
      '{',
      '[]',
    ),
    fc.constantFrom({ Ref: 'R0' }, { Ref: 'R1' }, { Ref: 'None' }, { Ref: 'AWS::NoValue' }, { Ref: null }),
    fc.constantFrom(
      { 'Fn::GetAtt': ['R0', 'Arn'] },
      { 'Fn::GetAtt': 'R1.Id' },
      { 'Fn::GetAtt': [] },
      { 'Fn::Select': [9, []] },
    ),
    fc.tuple(tie('value'), tie('value')).map(([a, b]) => ({ 'Fn::If': ['C', a, b] })),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 3 }),
  ),
}));

describe('every resource', () => {
  test('is judged exactly once, whatever it says', () => {
    const types = fc.constantFrom(
      ...JUDGED_TYPES,
      ...PRINCIPAL_TYPES,
      ...PART_TYPES,
      'Custom::AWS',
      'Custom::Own',
      'No::Such::Type',
      '',
    );
    const properties = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 5 });
    fc.assert(
      fc.property(fc.array(fc.tuple(types, properties), { maxLength: 5 }), (rows) => {
        const resources = Object.fromEntries(
          rows.map(([type, fields], index) => [`R${index}`, resource(type, fields)]),
        );
        const judgements = judge(resources);
        expect(judgements.map((one) => one.resource.logicalId).sort()).toEqual(Object.keys(resources).sort());
        for (const { reason, paths } of judgements) {
          expect(reason).not.toBe('');
          for (const way of paths) expect(way[0]).toBe('internet');
        }
      }),
      { numRuns: 500 },
    );
  });
});
