import fc from 'fast-check';
import { StackTemplate } from '../../../lib/checks/assembly/assembly';
import { RULES } from '../../../lib/checks/principles/rules';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { stackTemplate } from '../templates';

/** Every type that a rule looks at. */
const TYPES = typesAsked();

function typesAsked(): string[] {
  const asked = new Set<string>();
  class Asking extends AppTemplates {
    public override ofType(...types: string[]) {
      types.forEach((type) => asked.add(type));
      return super.ofType(...types);
    }
  }
  const app = new Asking([]);
  RULES.forEach((rule) => rule.judge(app));
  return [...asked].sort();
}

/** Names of properties that rules read, and what stands there in real life; others come by chance. */
const NAMES = [
  ...['LaunchTemplateData', 'KeyName', 'UserData', 'ImageId', 'BlockDeviceMappings', 'DeviceName', 'Ebs', 'Encrypted'],
  ...['MetadataOptions', 'HttpTokens', 'NetworkInterfaces', 'SecurityGroupIngress', 'IpProtocol', 'FromPort', 'ToPort'],
  ...[
    'CidrIp',
    'VPCZoneIdentifier',
    'AvailabilityZones',
    'TargetGroupARNs',
    'MinSize',
    'Tags',
    'Key',
    'Value',
    'Stages',
  ],
  ...['Actions', 'ActionTypeId', 'Category', 'Content', 'Order', 'servers', 'groupName', 'alarms', 'DashboardBody'],
  ...[
    'LaunchTemplate',
    'LaunchTemplateId',
    'Version',
    'MixedInstancesPolicy',
    'Overrides',
    'DefaultActions',
    'Protocol',
  ],
  ...['ListenerArn', 'LoadBalancerArn', 'TargetGroupArn', 'Metrics', 'MetricName', 'Dimensions', 'AlarmActions'],
];

const IDS = ['A', 'B', 'C'];
const texts = fc.constantFrom(
  '',
  'true',
  'false',
  'tcp',
  '-1',
  '22',
  '0.0.0.0/0',
  'ami-1',
  '$Latest',
  '${A}',
  '{{resolve:ssm:a}}',
);

const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(texts, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.double()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom(...NAMES), fc.string()), tie('value'), { maxKeys: 5 }),
    fc.record({ Ref: fc.oneof(fc.constantFrom(...IDS, 'AWS::NoValue', 'AWS::Region'), tie('value')) }),
    fc.record({ 'Fn::GetAtt': fc.oneof(fc.tuple(fc.constantFrom(...IDS), texts), tie('value')) }),
    fc.record({ 'Fn::If': fc.oneof(fc.tuple(texts, tie('value'), tie('value')), tie('value')) }),
    fc.record({ 'Fn::Base64': tie('value') }),
    fc.record({ 'Fn::FindInMap': fc.oneof(fc.tuple(texts, texts, texts), tie('value')) }),
    fc.record({ 'Fn::Join': fc.oneof(fc.tuple(texts, fc.array(tie('value'), { maxLength: 2 })), tie('value')) }),
    fc.record({ 'Fn::Transform': tie('value') }),
  ),
})).value;

const resources = fc.record(
  {
    Type: fc.constantFrom(...TYPES),
    Properties: values,
    UpdatePolicy: values,
    CreationPolicy: values,
    Metadata: values,
  },
  { requiredKeys: ['Type'] },
);

const stacks = fc
  .array(fc.dictionary(fc.constantFrom(...IDS), fc.oneof({ weight: 9, arbitrary: resources }, values)), {
    maxLength: 3,
  })
  // As read from a file.
  .map((all) => JSON.parse(JSON.stringify(all)) as unknown[])
  .map((all) => all.map((one, index) => stackTemplate(one, { stack: `S${index}`, path: `S${index}` })));

function rowsOf(templates: readonly StackTemplate[]): string[] {
  const app = new AppTemplates(templates);
  return RULES.flatMap((rule) =>
    rule
      .judge(app)
      .map(({ resource: { template, logicalId }, verdict, detail }) =>
        [rule.id, template.path, logicalId, verdict, detail ?? ''].join(' | '),
      ),
  ).sort();
}

describe('whatever is in a template', () => {
  test('rules look at more than thirty types', () => {
    expect(TYPES.length).toBeGreaterThan(30);
  });

  test('no rule crashes, and every finding says what was found', () => {
    fc.assert(
      fc.property(stacks, (templates) => {
        const app = new AppTemplates(templates);
        for (const rule of RULES) {
          for (const { verdict, detail } of rule.judge(app)) {
            if (verdict === 'compliant') expect(detail).toBeUndefined();
            else expect(detail).toMatch(/./);
          }
        }
      }),
      { numRuns: 400 },
    );
  });

  test('no finding depends on the order of stacks or resources', () => {
    fc.assert(
      fc.property(stacks, (templates) => {
        const turned = [...templates].reverse().map(({ template, ...stack }) => {
          const backwards = Object.entries(template.Resources as object).reverse();
          return { ...stack, template: { Resources: Object.fromEntries(backwards) } };
        });
        expect(rowsOf(turned)).toEqual(rowsOf(templates));
      }),
      { numRuns: 200 },
    );
  });

  test('each resource has one row of each rule', () => {
    fc.assert(
      fc.property(stacks, (templates) => {
        const app = new AppTemplates(templates);
        for (const rule of RULES) {
          const rows = rule.judge(app).map(({ resource }) => resource);
          expect(new Set(rows).size).toBe(rows.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
