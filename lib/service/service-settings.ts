import { Duration, SizeRoundingBehavior, Stack, Token } from 'aws-cdk-lib';
import { InstanceArchitecture, InstanceClass, InstanceSize, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { IHostedZone } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { InvalidInputError } from '../private/errors';
import { kebabCase, priorityOf } from '../private/naming';
import { DNS_NAME, requireInteger, requireMatch } from '../private/validation';
import { FunctionalTest, Rollout, testSecondsOf, validateTests } from '../rollout';
import { ImmutableServiceProps } from './immutable-service-props';
import { ObjectiveSettings, resolveObjectives } from './objective-settings';

/** What a service is made of once every default has been decided. */
export type ServiceSettings = Defaults & ObjectiveSettings & ReturnType<typeof resolveRollout>;

type Defaults = ReturnType<typeof resolveDefaults>;

const INSTANCE_CLASSES: { readonly [architecture: string]: InstanceClass } = {
  [InstanceArchitecture.ARM_64]: InstanceClass.M7G,
  [InstanceArchitecture.X86_64]: InstanceClass.M7I,
};

/** Room for a fourfold peak: beyond it a person should know. */
const MAX_TO_MIN = 4;

/** The largest group that Elastic Load Balancing registers in one load balancer. */
const MAX_TARGETS = 1000;

const SERVICE_NAME = {
  pattern: /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/,
  must: 'begin with a lower-case letter and go on with up to 31 lower-case letters, digits and hyphens, the last one not a hyphen',
  fix: 'pass another serviceName',
};

const HOST_NAME = {
  pattern: DNS_NAME,
  must: 'be a host name in lower case, of 128 characters at most',
  fix: "write it like 'checkout.shop.internal'",
};

const HEALTH_CHECK_PATH = {
  pattern: /^\/[\x21-\x7e]{0,1023}$/,
  must: 'begin with a slash and have no spaces',
  fix: "write it like '/healthz'",
};

/** The form from which the CDK tells the architecture. */
const INSTANCE_TYPE = {
  pattern: /^[a-z]+\d{1,2}[a-z-]*\.[a-z0-9-]+$/,
  must: 'be instance types: a family, a generation and a size',
  fix: "write each like 'm7g.large'",
};

/** The smallest and the largest volume of type gp3. */
const ROOT_VOLUME_GIB = { min: 1, max: 65_536 };

/** Decides every default of a service, and refuses what cannot work before anything is made. */
export function resolveSettings(scope: Construct, props: ImmutableServiceProps): ServiceSettings {
  const settings = resolveDefaults(scope, props);
  validate(scope, settings);
  return { ...settings, ...resolveObjectives(scope, props), ...resolveRollout(scope, props, settings) };
}

function validate(scope: Construct, settings: Defaults): void {
  validateEnvironment(scope, settings);
  validateNames(scope, settings);
  validateCapacity(scope, settings);
  validateInstanceTypes(scope, settings);
  validateRootVolume(scope, settings);
  validateDurations(scope, settings);
  requireInteger(scope, 'port', settings.port, { min: 1, max: 65535 });
  requireMatch(scope, 'healthCheckPath', settings.healthCheckPath, HEALTH_CHECK_PATH);
  requireInteger(scope, 'listenerPriority', settings.listenerPriority, { min: 1, max: 50_000 });
}

function resolveDefaults(scope: Construct, props: ImmutableServiceProps) {
  const { platform, release } = props;
  const serviceName = props.serviceName ?? kebabCase(scope.node.id);
  const hostName = props.hostName ?? `${serviceName}.${platform.entrance.domainName}`;
  const minCapacity = props.minCapacity ?? platform.network.zones.length;
  return {
    platform,
    release,
    image: release.imageFor(scope),
    serviceName,
    hostName,
    /** Where the service keeps its parameters. The domain tells environments in one account and region apart. */
    path: `/golden-path/${platform.entrance.domainName}/${serviceName}`,
    port: props.port ?? 8080,
    healthCheckPath: props.healthCheckPath ?? '/healthz',
    minCapacity,
    maxCapacity: props.maxCapacity ?? MAX_TO_MIN * minCapacity,
    instanceTypes: props.instanceTypes ?? [InstanceType.of(INSTANCE_CLASSES[release.architecture], InstanceSize.LARGE)],
    targetCpuPercent: props.targetCpuPercent ?? 50,
    targetRequestsPerMinute: props.targetRequestsPerMinute,
    gracePeriod: props.gracePeriod ?? Duration.minutes(5),
    deregistrationDelay: props.deregistrationDelay ?? Duration.seconds(60),
    maxInstanceLifetime: props.maxInstanceLifetime ?? Duration.days(7),
    rootVolumeSize: props.rootVolumeSize,
    rootVolumeKey: props.rootVolumeKey,
    listenerPriority: props.listenerPriority ?? priorityOf(hostName),
  };
}

/** How a release takes over. */
function resolveRollout(scope: Construct, props: ImmutableServiceProps, settings: Defaults) {
  const tests = props.functionalTests ?? [FunctionalTest.http({ path: settings.healthCheckPath })];
  validateTests(scope, tests);
  const rollout = props.rollout ?? Rollout.canary({ percent: 10, interval: Duration.minutes(5) });
  return { tests, rollout: rollout._order(scope, { ...settings, testSeconds: testSecondsOf(tests) }) };
}

/** The resources of a platform cannot be referred to from another account or region. */
function validateEnvironment(scope: Construct, { platform }: Defaults): void {
  const { environment } = Stack.of(scope);
  const expected = Stack.of(platform).environment;
  if (environment === expected) return;
  throw new InvalidInputError(scope, {
    property: 'env',
    got: environment,
    must: `be that of the platform, ${expected}`,
    fix: 'give both stacks the same account and region, or make a platform in this environment too',
  });
}

function validateNames(scope: Construct, { platform, serviceName, hostName }: Defaults): void {
  requireMatch(scope, 'serviceName', serviceName, SERVICE_NAME);
  requireMatch(scope, 'hostName', hostName, HOST_NAME);
  const zone = nameOf(platform.entrance.hostedZone);
  // Route 53 would refuse the record at the very end of a deploy, when users are on the release already.
  if (zone === undefined || hostName === zone || hostName.endsWith(`.${zone}`)) return;
  throw new InvalidInputError(scope, {
    property: 'hostName',
    got: hostName,
    must: `lie in the hosted zone of the platform, ${zone}`,
    fix: `write it like '${serviceName}.${zone}', or leave it out`,
  });
}

/** The name of a zone, as far as it is known at synth. */
function nameOf(zone: IHostedZone): string | undefined {
  try {
    return Token.isUnresolved(zone.zoneName) ? undefined : zone.zoneName.replace(/\.$/, '');
  } catch {
    // A zone that was imported by its id alone throws when it is asked for its name.
    return undefined;
  }
}

function validateCapacity(
  scope: Construct,
  { platform, minCapacity, maxCapacity, targetCpuPercent, targetRequestsPerMinute }: Defaults,
): void {
  requireKnown(scope, { minCapacity, maxCapacity });
  requireInteger(scope, 'minCapacity', minCapacity, { min: 1, max: MAX_TARGETS });
  requireInteger(scope, 'maxCapacity', maxCapacity, { min: 1, max: MAX_TARGETS });
  const zones = platform.network.zones.length;
  if (minCapacity < zones) {
    throw new InvalidInputError(scope, {
      property: 'minCapacity',
      got: minCapacity,
      must: `be at least ${zones}, one server in each zone`,
      fix: `raise minCapacity to ${zones}, or give the platform fewer zones`,
    });
  }
  if (minCapacity > maxCapacity) {
    throw new InvalidInputError(scope, {
      property: 'maxCapacity',
      got: maxCapacity,
      must: `be at least minCapacity, ${minCapacity}`,
      fix: 'raise maxCapacity or lower minCapacity',
    });
  }
  requireInteger(scope, 'targetCpuPercent', targetCpuPercent, { min: 10, max: 90 });
  if (targetRequestsPerMinute !== undefined) {
    requireInteger(scope, 'targetRequestsPerMinute', targetRequestsPerMinute, { min: 1, max: 10_000_000 });
  }
}

/** Limits are compared with each other and with the zones. */
function requireKnown(scope: Construct, limits: { readonly [property: string]: number }): void {
  for (const [property, value] of Object.entries(limits)) {
    if (!Token.isUnresolved(value)) continue;
    throw new InvalidInputError(scope, {
      property,
      got: 'a token',
      must: 'be known at synth',
      fix: 'write the number',
    });
  }
}

function validateInstanceTypes(scope: Construct, { instanceTypes, release }: Defaults): void {
  if (instanceTypes.length === 0) {
    throw new InvalidInputError(scope, {
      property: 'instanceTypes',
      got: instanceTypes,
      must: 'name one instance type at least',
      fix: 'add one, or leave it out',
    });
  }
  if (new Set(instanceTypes.map((type) => type.toString())).size < instanceTypes.length) {
    throw new InvalidInputError(scope, {
      property: 'instanceTypes',
      got: instanceTypes.map((type) => type.toString()),
      must: 'name each instance type once',
      fix: 'remove the repeated one',
    });
  }
  for (const type of instanceTypes) {
    requireMatch(scope, 'instanceTypes', type.toString(), INSTANCE_TYPE);
    if (type.architecture === release.architecture) continue;
    throw new InvalidInputError(scope, {
      property: 'instanceTypes',
      got: type.toString(),
      must: `have the architecture of the image, ${release.architecture}, and this one has ${type.architecture}`,
      fix: 'choose another instance type, or bake the image for that architecture',
    });
  }
}

function validateRootVolume(scope: Construct, { rootVolumeSize: size }: Defaults): void {
  if (size === undefined || size.isUnresolved()) return;
  const found = size.toGibibytes({ rounding: SizeRoundingBehavior.NONE });
  if (Number.isInteger(found) && found >= ROOT_VOLUME_GIB.min && found <= ROOT_VOLUME_GIB.max) return;
  throw new InvalidInputError(scope, {
    property: 'rootVolumeSize',
    got: `${found} GiB`,
    must: `be from ${ROOT_VOLUME_GIB.min} to ${ROOT_VOLUME_GIB.max} GiB, in whole GiB`,
    fix: 'choose one such as Size.gibibytes(20), no smaller than the snapshot of the image',
  });
}

function validateDurations(scope: Construct, settings: Defaults): void {
  const seconds = (
    property: 'gracePeriod' | 'deregistrationDelay' | 'maxInstanceLifetime',
    min: Duration,
    max: Duration,
  ) => {
    const value = settings[property];
    if (value.isUnresolved()) return;
    const found = value.toSeconds({ integral: false });
    if (Number.isInteger(found) && found >= min.toSeconds() && found <= max.toSeconds()) return;
    throw new InvalidInputError(scope, {
      property,
      got: value.toHumanString(),
      must: `be from ${min.toHumanString()} to ${max.toHumanString()}, in whole seconds`,
      fix: `choose a ${property} in that range`,
    });
  };
  // Without a grace period a server that is still booting counts as unhealthy, and is killed before it can answer. A
  // rollout waits for both, and has 50 minutes in all.
  seconds('gracePeriod', Duration.seconds(30), Duration.minutes(30));
  seconds('deregistrationDelay', Duration.seconds(0), Duration.minutes(30));
  // The limits of EC2 Auto Scaling.
  seconds('maxInstanceLifetime', Duration.days(1), Duration.days(365));
}
