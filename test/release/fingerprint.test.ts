import { execFileSync } from 'child_process';
import {
  App,
  Aspects,
  CfnCondition,
  CfnOutput,
  CfnParameter,
  CfnResource,
  Duration,
  Fn,
  IAspect,
  Stack,
  StageSynthesisOptions,
  Tags,
} from 'aws-cdk-lib';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { IConstruct } from 'constructs';
import * as fc from 'fast-check';
import { ConfigurationValue, FunctionalTest, ImmutableService, ImmutableServiceProps, Rollout } from '../../lib';
import {
  canonicalJson,
  PropertyClasses,
  RELEASE_SCOPED_ATTRIBUTES,
  RELEASE_SCOPED_PROPERTIES,
} from '../../lib/release';
import { COMMIT_B, ENV, IMAGE_B, messageOf, platformIn, releaseA, releaseB, serviceIn, templateOf } from '../stacks';

/** What is synthesized for a service, as far as fingerprints are concerned. */
function fingerprintOf(service: ImmutableService): string {
  const [logicalId] = Object.keys(templateOf(service).findResources('AWS::EC2::LaunchTemplate'));
  return logicalId.slice(-12);
}

const fingerprintWith = (overrides: Partial<ImmutableServiceProps>) => fingerprintOf(serviceIn(new App(), overrides));

function configured(service: (app: App) => Partial<ImmutableServiceProps>): string {
  const app = new App();
  return fingerprintOf(serviceIn(app, service(app)));
}

const withParameter = (version: number) => (app: App) => ({
  release: releaseA({
    configuration: {
      FEATURES: ConfigurationValue.parameter(
        StringParameter.fromStringParameterName(new Stack(app, 'Parameters', { env: ENV }), 'P', '/shop/features'),
        version,
      ),
    },
  }),
});

const BASE = fingerprintWith({});

describe('the fingerprint', () => {
  test('is what it always was: a library upgrade must not replace the servers of a whole fleet', () => {
    // If this fails, every service of every user would be replaced by the upgrade. If that is meant, the changelog says so.
    expect(BASE).toBe('24d44f0498e1');
  });

  test('is the same in another process', () => {
    const script = `
      const { App } = require('aws-cdk-lib');
      const { serviceIn, templateOf } = require('./test/stacks');
      const ids = Object.keys(templateOf(serviceIn(new App())).findResources('AWS::EC2::LaunchTemplate'));
      process.stdout.write(ids[0].slice(-12));`;
    const env = { ...process.env };
    expect(execFileSync(process.execPath, ['-r', 'ts-node/register', '-e', script], { encoding: 'utf8', env })).toBe(
      BASE,
    );
  });

  test('is carried by every resource of the release, and by no other', () => {
    const service = serviceIn(new App(), { targetRequestsPerMinute: 600 });
    const resources = Object.entries(templateOf(service).toJSON().Resources as { [id: string]: { Type: string } });
    const fingerprint = fingerprintOf(service);
    const carrying = resources
      .filter(([id]) => id.endsWith(fingerprint))
      .map(([, { Type }]) => Type)
      .sort();
    expect(carrying).toEqual([
      'AWS::AutoScaling::AutoScalingGroup',
      'AWS::AutoScaling::ScalingPolicy',
      'AWS::AutoScaling::ScalingPolicy',
      ...Array(4).fill('AWS::CloudWatch::Alarm'),
      'AWS::EC2::LaunchTemplate',
      'AWS::ElasticLoadBalancingV2::TargetGroup',
      'Custom::ReleasePreflight',
    ]);
  });

  test.each<[string, string]>([
    ['another image', fingerprintWith({ release: releaseA({ images: { 'eu-west-1': IMAGE_B } }) })],
    ['another commit of the same image', fingerprintWith({ release: releaseA({ commit: COMMIT_B }) })],
    ['another name of the service', fingerprintWith({ serviceName: 'pay', hostName: 'checkout.shop.internal' })],
    ['another root device', fingerprintWith({ release: releaseA({ rootDeviceName: '/dev/sda1' }) })],
    ['another health-check path', fingerprintWith({ healthCheckPath: '/ready' })],
    ['another port', fingerprintWith({ port: 9090 })],
    ['another grace period', fingerprintWith({ gracePeriod: Duration.minutes(6) })],
    ['another deregistration delay', fingerprintWith({ deregistrationDelay: Duration.seconds(90) })],
    ['configuration where there was none', configured(withParameter(1))],
  ])('is another for %s', (_, changed) => {
    expect(changed).not.toBe(BASE);
  });

  test('is another for another version of a configuration value', () => {
    expect(configured(withParameter(2))).not.toBe(configured(withParameter(1)));
  });

  test.each<[string, string]>([
    ['other limits of the group', fingerprintWith({ minCapacity: 4, maxCapacity: 40 })],
    ['another scaling target', fingerprintWith({ targetCpuPercent: 60 })],
    ['other objectives', fingerprintWith({ availabilityPercent: 99, latencyP99: Duration.millis(100) })],
    ['another instance lifetime', fingerprintWith({ maxInstanceLifetime: Duration.days(30) })],
    ['another host name', fingerprintWith({ hostName: 'pay.shop.internal' })],
    ['another rollout', fingerprintWith({ rollout: Rollout.allAtOnce() })],
    ['other tests', fingerprintWith({ functionalTests: [FunctionalTest.http({ path: '/ready' })] })],
    ['a reason to start while alarms fire', fingerprintWith({ release: releaseA({ fix: 'ends incident 4711' }) })],
  ])('is the same for %s', (_, changed) => {
    expect(changed).toBe(BASE);
  });

  test('ignores tags, of the service and of the whole app', () => {
    const app = new App();
    const service = serviceIn(app);
    Tags.of(app).add('owner', 'shop');
    Tags.of(service).add('cost-center', '4711');
    expect(fingerprintOf(service)).toBe(BASE);
  });

  test('sees what an escape hatch changes, and what an aspect changes', () => {
    const hatch = serviceIn(new App());
    hatch.launchTemplate.addPropertyOverride('LaunchTemplateData.CpuOptions', { ThreadsPerCore: 1 });
    const aspect = serviceIn(new App());
    Aspects.of(aspect).add(new OneThreadPerCore());
    expect(fingerprintOf(hatch)).not.toBe(BASE);
    expect(fingerprintOf(aspect)).toBe(fingerprintOf(hatch));
  });

  test.each(['strong', 'both', 'weak'])(
    'does not depend on how the CDK renders references between stacks (%s)',
    (strength) => {
      const app = new App({ context: { '@aws-cdk/core:defaultCrossStackReferences': strength } });
      expect(fingerprintOf(serviceIn(app))).toBe(BASE);
    },
  );

  test('does not depend on what else is in the app', () => {
    const app = new App();
    const platform = platformIn(app);
    serviceIn(app, { platform }, 'Catalog');
    expect(fingerprintOf(serviceIn(app, { platform }))).toBe(BASE);
  });

  test('is the one in the tags of the servers, in the release record and in the outputs', () => {
    const service = serviceIn(new App(), { release: releaseB() });
    const template = JSON.stringify(templateOf(service).toJSON());
    const fingerprint = fingerprintOf(service);
    expect(template).toContain(`{"Key":"golden-path:release","Value":"${fingerprint}"}`);
    expect(template).toContain(`\\"fingerprint\\":\\"${fingerprint}\\"`);
    expect(template).toContain(`"Value":"${fingerprint}"}`);
    expect(template).not.toContain('000000000000');
  });
});

class OneThreadPerCore implements IAspect {
  public visit(node: IConstruct): void {
    if (CfnResource.isCfnResource(node) && node.cfnResourceType === 'AWS::EC2::LaunchTemplate') {
      node.addPropertyOverride('LaunchTemplateData.CpuOptions', { ThreadsPerCore: 1 });
    }
  }
}

/** The fingerprint without a synth: the value is the same, since no aspect is at work. */
const computed = (service: ImmutableService) => Stack.of(service).resolve(service.fingerprint) as string;

/** What the CDK would report at synth, from the service alone. */
const problemsOf = (service: ImmutableService) =>
  service.node.findAll().flatMap(({ node }) => node.validate().map((problem) => `[${node.path}] ${problem}`));

/** One row for each property of the table: where it is, and what the table says of it. */
function classified(type: string, table: PropertyClasses, prefix = ''): [string, string, PropertyClasses[string]][] {
  return Object.entries(table).flatMap(([property, verdict]) =>
    typeof verdict === 'object' && 'members' in verdict
      ? classified(type, verdict.members, `${prefix}${property}.`)
      : [[type, `${prefix}${property}`, verdict] as [string, string, PropertyClasses[string]]],
  );
}

const ROWS = Object.entries(RELEASE_SCOPED_PROPERTIES).flatMap(([type, table]) => classified(type, table));

/** A service with configuration, so that it has a resource of each type, with one property overridden. */
function overridden(type: string, change: (resource: CfnResource) => void): ImmutableService {
  const app = new App();
  const service = serviceIn(app, withParameter(1)(app));
  const resources = service.node.findAll().filter((node): node is CfnResource => CfnResource.isCfnResource(node));
  // The configuration document and its policy have siblings of the same type that are not part of the release.
  const candidates = resources.filter(({ cfnResourceType }) => cfnResourceType === type);
  const member = candidates.find(({ node }) => /\/(Configuration|RollbackAlarms)\//.test(node.path)) ?? candidates[0];
  change(member);
  return service;
}

describe('the table of property classes is what decides', () => {
  const base = computed(overridden('AWS::EC2::LaunchTemplate', () => {}));
  const hashed = ROWS.filter(([, , verdict]) => verdict === 'hashed');
  const safe = ROWS.filter(([, , verdict]) => verdict === 'safe-in-place');
  const forbidden = ROWS.filter(([, , verdict]) => typeof verdict === 'object');

  test.each(hashed)('a change of %s %s is a new release', (type, property) => {
    expect(computed(overridden(type, (member) => member.addPropertyOverride(property, 'changed')))).not.toBe(base);
  });

  test.each(safe)('a change of %s %s is not', (type, property) => {
    expect(computed(overridden(type, (member) => member.addPropertyOverride(property, 'changed')))).toBe(base);
  });

  test.each(forbidden)('%s %s fails', (type, property, verdict) => {
    const service = overridden(type, (member) => member.addPropertyOverride(property, 'changed'));
    const name = property.split('.').pop();
    const place = property.includes('.') ? `${type}.${property.split('.')[0]}` : type;
    expect(problemsOf(service)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^\\[Checkout/Checkout/.+\\] \`${name}\` of ${place} is not allowed, got "changed": `),
      ),
    );
    expect(problemsOf(service).some((problem) => problem.endsWith((verdict as { because: string }).because))).toBe(
      true,
    );
  });

  test('fails for a property that nobody has classified', () => {
    const service = overridden('AWS::EC2::LaunchTemplate', (member) =>
      member.addPropertyOverride('LaunchTemplateData.Novelty', 1),
    );
    expect(messageOf(() => templateOf(service))).toContain(
      '[Checkout/Checkout/Servers/LaunchTemplate] `Novelty` of AWS::EC2::LaunchTemplate.LaunchTemplateData is not classified by this version of cdk-golden-path, so nobody can say whether a change of it needs a new release: remove it, or upgrade cdk-golden-path',
    );
  });

  test.each(
    classified('AWS::AutoScaling::AutoScalingGroup', RELEASE_SCOPED_ATTRIBUTES).filter(
      ([, , verdict]) => typeof verdict === 'object',
    ),
  )('%s fails with %s', (type, attribute, verdict) => {
    const service = overridden(type, (member) => member.addOverride(attribute, { Timeout: 'PT15M' }));
    expect(problemsOf(service)).toContainEqual(expect.stringContaining((verdict as { because: string }).because));
  });

  test('fails where a server group would be retained', () => {
    const service = overridden('AWS::AutoScaling::AutoScalingGroup', (member) =>
      member.addOverride('DeletionPolicy', 'Retain'),
    );
    expect(messageOf(() => templateOf(service))).toContain(
      '[Checkout/Checkout/Servers/Group] `DeletionPolicy` of AWS::AutoScaling::AutoScalingGroup must be "Delete", got "Retain": a retained server group would run for ever, so remove the removal policy',
    );
  });
});

describe('a release that cannot be told by its text fails', () => {
  const launchTemplate = (property: string, value: unknown) =>
    overridden('AWS::EC2::LaunchTemplate', (member) => member.addPropertyOverride(property, value));

  test.each<[string, string, (scope: Stack) => unknown]>([
    ['an image that is looked up at launch', 'LaunchTemplateData.ImageId', () => 'resolve:ssm:/golden/ami'],
    ['an image that is looked up at deploy', 'LaunchTemplateData.ImageId', () => '{{resolve:ssm:/golden/ami}}'],
    [
      'a parameter of the template',
      'LaunchTemplateData.InstanceType',
      (scope) => new CfnParameter(scope, 'Type').valueAsString,
    ],
    [
      'a condition',
      'LaunchTemplateData.InstanceType',
      (scope) => Fn.conditionIf(new CfnCondition(scope, 'Big').logicalId, 'm7g.2xlarge', 'm7g.large'),
    ],
    ['a parameter that is named by hand', 'LaunchTemplateData.ImageId', () => ({ Ref: 'Ami' })],
    ['a text with a variable', 'LaunchTemplateData.CpuOptions', () => ({ CoreCount: Fn.sub('${Cores}') })],
    ['an image that another stack exports', 'LaunchTemplateData.ImageId', () => Fn.importValue('ami')],
  ])('%s', (_, property, value) => {
    const service = overridden('AWS::EC2::LaunchTemplate', (member) =>
      member.addPropertyOverride(property, value(Stack.of(member))),
    );
    expect(problemsOf(service)).toContainEqual(
      expect.stringMatching(
        /^\[Checkout\/Checkout\/Servers\/LaunchTemplate\] `\w+` of AWS::EC2::LaunchTemplate.LaunchTemplateData must be known at synth, got .+: what is decided at deploy time could change the servers of a release that looks the same, so write the value itself$/,
      ),
    );
  });

  test('a logical id without the fingerprint', () => {
    const service = overridden('AWS::EC2::LaunchTemplate', (member) => member.overrideLogicalId('Fixed'));
    expect(messageOf(() => templateOf(service))).toContain(
      '[Checkout/Checkout/Servers/LaunchTemplate] its logical id must end with the fingerprint of the release, got "Fixed": remove overrideLogicalId, or the next release would change these servers in place',
    );
  });

  test('a reference from another stack', () => {
    const app = new App();
    const service = serviceIn(app);
    new CfnOutput(new Stack(app, 'Reader', { env: ENV }), 'Group', { value: service.autoScalingGroup.ref });
    expect(messageOf(() => app.synth())).toMatch(
      /\[Checkout\/Checkout\/Servers\/Group\] other stacks may refer to it, got an export at Checkout\/Exports\/.+, and what another stack imports cannot be replaced by the next release: refer to what stays, such as the host name, the release record or the security group/,
    );
  });

  test.each([['prevent-all-deletion', 'DeletionProtection', 'must not be "prevent-all-deletion"']])(
    'a group with %s',
    (value, property, problem) => {
      const service = overridden('AWS::AutoScaling::AutoScalingGroup', (member) =>
        member.addPropertyOverride(property, value),
      );
      expect(problemsOf(service)).toContainEqual(expect.stringContaining(problem));
    },
  );

  test('servers that are provisioned by cfn-init', () => {
    const service = overridden('AWS::EC2::LaunchTemplate', (member) =>
      member.addMetadata('AWS::CloudFormation::Init', {}),
    );
    expect(problemsOf(service)).toContainEqual(expect.stringContaining('must have no AWS::CloudFormation::Init'));
  });

  test('also where validation is skipped', () => {
    const service = launchTemplate('LaunchTemplateData.UserData', 'IyEvYmluL3No');
    expect(messageOf(() => (service.node.root as App).synth({ skipValidation: true }))).toContain(
      '[Checkout/Checkout] `UserData` of AWS::EC2::LaunchTemplate.LaunchTemplateData is not allowed, got "IyEvYmluL3No"',
    );
  });

  test.each([false, true])(
    'but a second synth sees what has changed since the first (validation skipped: %s)',
    (skipValidation) => {
      const service = serviceIn(new App());
      const app = service.node.root as App;
      const idsOf = (options: StageSynthesisOptions) =>
        Object.keys(app.synth({ ...options, force: true }).getStackByName('Checkout').template.Resources as object);
      const before = idsOf({});
      service.launchTemplate.addPropertyOverride('LaunchTemplateData.EbsOptimized', true);
      const added = idsOf({ skipValidation }).filter((id) => !before.includes(id));
      expect(added).toHaveLength(9);
    },
  );

  test('but numbers and their texts are one value, as they are to CloudFormation', () => {
    const port = (value: unknown) =>
      computed(
        overridden('AWS::ElasticLoadBalancingV2::TargetGroup', (member) => member.addPropertyOverride('Port', value)),
      );
    expect(port('9090')).toBe(port(9090));
  });
});

describe('canonicalJson', () => {
  test('is one text for equal values, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(shuffleKeys(value))).toBe(canonicalJson(value));
      }),
    );
  });

  test('is different texts for different values', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(canonicalJson(a) === canonicalJson(b)).toBe(equalJson(a, b));
      }),
    );
  });
});

function shuffleKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffleKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffleKeys(inner)]),
  );
}

/** Equality as JSON has it: minus zero is written as zero. */
function equalJson(a: unknown, b: unknown): boolean {
  const [x, y] = [a, b].map((value) => JSON.parse(JSON.stringify(value)) as unknown);
  try {
    expect(x).toEqual(y);
    return true;
  } catch {
    return false;
  }
}
