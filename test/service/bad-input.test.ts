import { App, CfnParameter, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import { InstanceArchitecture, InstanceType } from 'aws-cdk-lib/aws-ec2';
import { ImmutableServiceProps, Rollout } from '../../lib';
import { ENV, IMAGE_A, messageOf, releaseA, serviceIn } from '../stacks';

type Props = Partial<ImmutableServiceProps>;

const x86 = () => releaseA({ architecture: InstanceArchitecture.X86_64 });

const SERVICE_NAME =
  'begin with a lower-case letter and go on with up to 31 lower-case letters, digits and hyphens, the last one not a hyphen';
const OBJECTIVE =
  'be above 90 and under 100: the errors that an objective allows, and ten times as many, must be possible';

/** What a message says: property, requirement, value as shown, fix. */
type Message = [property: string, must: string, got: string, fix: string];

const inRange = (property: string, from: number, to: number, got: string): Message => [
  property,
  `be a whole number from ${from} to ${to}`,
  got,
  `choose a ${property} in that range`,
];
const lasting = (property: string, range: string, got: string): Message => [
  property,
  `be ${range}, in whole seconds`,
  `"${got}"`,
  `choose a ${property} in that range`,
];
const named = (got: string): Message => ['serviceName', SERVICE_NAME, `"${got}"`, 'pass another serviceName'];
const hosted = (got: string): Message => [
  'hostName',
  'be a host name in lower case, of 128 characters at most',
  `"${got}"`,
  "write it like 'checkout.shop.internal'",
];
const healthy = (got: string): Message => [
  'healthCheckPath',
  'begin with a slash and have no spaces',
  `"${got}"`,
  "write it like '/healthz'",
];
const promised = (got: string): Message => [
  'availabilityPercent',
  OBJECTIVE,
  got,
  'choose what users need, such as 99.9',
];
const prompt = (got: string): Message => [
  'latencyP99',
  'be from a millisecond to 4000 seconds, in whole milliseconds, and known at synth',
  `"${got}"`,
  'choose what users need, such as Duration.millis(300)',
];
const volume = (got: string): Message => [
  'rootVolumeSize',
  'be from 1 to 65536 GiB, in whole GiB',
  `"${got} GiB"`,
  'choose one such as Size.gibibytes(20), no smaller than the snapshot of the image',
];

describe('a service', () => {
  test.each<[string, () => Props, Message]>([
    [
      'with a minimum above its maximum',
      () => ({ minCapacity: 5, maxCapacity: 4 }),
      ['maxCapacity', 'be at least minCapacity, 5', '4', 'raise maxCapacity or lower minCapacity'],
    ],
    [
      'with fewer servers than zones',
      () => ({ minCapacity: 2 }),
      [
        'minCapacity',
        'be at least 3, one server in each zone',
        '2',
        'raise minCapacity to 3, or give the platform fewer zones',
      ],
    ],
    ['without servers', () => ({ minCapacity: 0 }), inRange('minCapacity', 1, 1000, '0')],
    ['with part of a server', () => ({ minCapacity: 3.5 }), inRange('minCapacity', 1, 1000, '3.5')],
    ['with a minimum that is no number', () => ({ minCapacity: NaN }), inRange('minCapacity', 1, 1000, 'NaN')],
    ['with servers without end', () => ({ maxCapacity: Infinity }), inRange('maxCapacity', 1, 1000, 'Infinity')],
    ['with more servers than targets', () => ({ maxCapacity: 1001 }), inRange('maxCapacity', 1, 1000, '1001')],
    ['on port 0', () => ({ port: 0 }), inRange('port', 1, 65535, '0')],
    ['on port 65536', () => ({ port: 65536 }), inRange('port', 1, 65535, '65536')],
    ['on port 1.5', () => ({ port: 1.5 }), inRange('port', 1, 65535, '1.5')],
    ['with a priority of 0', () => ({ listenerPriority: 0 }), inRange('listenerPriority', 1, 50000, '0')],
    ['with a priority of 50001', () => ({ listenerPriority: 50001 }), inRange('listenerPriority', 1, 50000, '50001')],
    ['with a CPU target of 9 %', () => ({ targetCpuPercent: 9 }), inRange('targetCpuPercent', 10, 90, '9')],
    ['with a CPU target of 91 %', () => ({ targetCpuPercent: 91 }), inRange('targetCpuPercent', 10, 90, '91')],
    [
      'with a target of no requests',
      () => ({ targetRequestsPerMinute: 0 }),
      inRange('targetRequestsPerMinute', 1, 10_000_000, '0'),
    ],
    ['with a health path without a slash', () => ({ healthCheckPath: 'healthz' }), healthy('healthz')],
    ['with a health path with spaces', () => ({ healthCheckPath: '/health z' }), healthy('/health z')],
    ['with an empty health path', () => ({ healthCheckPath: '' }), healthy('')],
    ['with capitals in its name', () => ({ serviceName: 'Checkout' }), named('Checkout')],
    ['with a digit before its name', () => ({ serviceName: '2checkout' }), named('2checkout')],
    ['with a hyphen after its name', () => ({ serviceName: 'checkout-' }), named('checkout-')],
    ['with a name of 33 letters', () => ({ serviceName: 'a'.repeat(33) }), named('a'.repeat(33))],
    ['with no name', () => ({ serviceName: '' }), named('')],
    ['with capitals in its host name', () => ({ hostName: 'Pay.shop.internal' }), hosted('Pay.shop.internal')],
    ['with a host name of one label', () => ({ hostName: 'pay' }), hosted('pay')],
    ['with a wildcard for a host name', () => ({ hostName: '*.shop.internal' }), hosted('*.shop.internal')],
    ['with a dot after its host name', () => ({ hostName: 'pay.shop.internal.' }), hosted('pay.shop.internal.')],
    [
      'with a host name outside of the hosted zone',
      () => ({ hostName: 'checkout.shop.example' }),
      [
        'hostName',
        'lie in the hosted zone of the platform, shop.internal',
        '"checkout.shop.example"',
        "write it like 'checkout.shop.internal', or leave it out",
      ],
    ],
    [
      'with an instance type of x86_64 for an image of arm64',
      () => ({ instanceTypes: [new InstanceType('m7g.large'), new InstanceType('m7i.large')] }),
      [
        'instanceTypes',
        'have the architecture of the image, arm64, and this one has x86_64',
        '"m7i.large"',
        'choose another instance type, or bake the image for that architecture',
      ],
    ],
    [
      'with an instance type of arm64 for an image of x86_64',
      () => ({ release: x86(), instanceTypes: [new InstanceType('m7g.large')] }),
      [
        'instanceTypes',
        'have the architecture of the image, x86_64, and this one has arm64',
        '"m7g.large"',
        'choose another instance type, or bake the image for that architecture',
      ],
    ],
    [
      'with an instance type twice',
      () => ({ instanceTypes: [new InstanceType('m7g.large'), new InstanceType('m7g.large')] }),
      ['instanceTypes', 'name each instance type once', '["m7g.large","m7g.large"]', 'remove the repeated one'],
    ],
    [
      'with an instance type without a family',
      () => ({ instanceTypes: [new InstanceType('large')] }),
      [
        'instanceTypes',
        'be instance types: a family, a generation and a size',
        '"large"',
        "write each like 'm7g.large'",
      ],
    ],
    [
      'with an empty list of instance types',
      () => ({ instanceTypes: [] }),
      ['instanceTypes', 'name one instance type at least', '[]', 'add one, or leave it out'],
    ],
    ['with an empty volume', () => ({ rootVolumeSize: Size.gibibytes(0) }), volume('0')],
    ['with part of a GiB', () => ({ rootVolumeSize: Size.mebibytes(512) }), volume('0.5')],
    ['with a volume above 64 TiB', () => ({ rootVolumeSize: Size.tebibytes(65) }), volume('66560')],
    [
      'with a grace period in which no server boots',
      () => ({ gracePeriod: Duration.seconds(29) }),
      lasting('gracePeriod', 'from 30 seconds to 30 minutes', '29 seconds'),
    ],
    [
      'with a grace period of more than half an hour',
      () => ({ gracePeriod: Duration.minutes(31) }),
      lasting('gracePeriod', 'from 30 seconds to 30 minutes', '31 minutes'),
    ],
    [
      'with a grace period of half seconds',
      () => ({ gracePeriod: Duration.millis(30_500) }),
      lasting('gracePeriod', 'from 30 seconds to 30 minutes', '30 seconds 500 millis'),
    ],
    [
      'with requests in flight for more than half an hour',
      () => ({ deregistrationDelay: Duration.seconds(1801) }),
      lasting('deregistrationDelay', 'from 0 seconds to 30 minutes', '30 minutes 1 second'),
    ],
    [
      'with servers that live less than a day',
      () => ({ maxInstanceLifetime: Duration.hours(23) }),
      lasting('maxInstanceLifetime', 'from 1 day to 365 days', '23 hours'),
    ],
    [
      'with servers that live more than a year',
      () => ({ maxInstanceLifetime: Duration.days(366) }),
      lasting('maxInstanceLifetime', 'from 1 day to 365 days', '366 days'),
    ],
    ['with an objective of 100 %', () => ({ availabilityPercent: 100 }), promised('100')],
    ['with an objective of 90 %', () => ({ availabilityPercent: 90 }), promised('90')],
    ['with an objective as a fraction', () => ({ availabilityPercent: 0.999 }), promised('0.999')],
    ['with an objective that is no number', () => ({ availabilityPercent: NaN }), promised('NaN')],
    ['with answers in no time', () => ({ latencyP99: Duration.millis(0) }), prompt('0 millis')],
    [
      'with a latency that nobody knows at synth',
      () => ({ latencyP99: Duration.seconds(Lazy.number({ produce: () => 1 })) }),
      prompt('<token> seconds'),
    ],
    [
      'with a release that has no image in its region',
      () => ({ release: releaseA({ images: { 'us-east-1': IMAGE_A, 'eu-central-1': IMAGE_A } }) }),
      [
        'release',
        'have an image for the region of its stack, eu-west-1',
        '["eu-central-1","us-east-1"]',
        'distribute the image to eu-west-1 and write it into the manifest',
      ],
    ],
  ])('fails %s', (_, props, [property, must, got, fix]) => {
    expect(messageOf(() => serviceIn(new App(), props()))).toBe(
      `[Checkout/Checkout] \`${property}\` must ${must}, got ${got}: ${fix}`,
    );
  });

  test.each<[string, Props]>([
    ['port 1', { port: 1 }],
    ['port 65535', { port: 65535 }],
    ['as many servers at most as at least', { minCapacity: 3, maxCapacity: 3 }],
    ['1000 servers', { maxCapacity: 1000 }],
    ['priority 1', { listenerPriority: 1 }],
    ['priority 50000', { listenerPriority: 50_000 }],
    ['a CPU target of 10 %', { targetCpuPercent: 10 }],
    ['a CPU target of 90 %', { targetCpuPercent: 90 }],
    ['a target of one request', { targetRequestsPerMinute: 1 }],
    ['the root as health path', { healthCheckPath: '/' }],
    ['a name of one letter', { serviceName: 'a' }],
    ['a name of 32 letters', { serviceName: 'a'.repeat(32) }],
    ['the name of the zone itself as host name', { hostName: 'shop.internal' }],
    ['a grace period of 30 seconds', { gracePeriod: Duration.seconds(30) }],
    [
      'a grace period of half an hour',
      {
        gracePeriod: Duration.minutes(30),
        rollout: Rollout.allAtOnce({ launchTimeout: Duration.minutes(30) }),
      },
    ],
    ['no time for requests in flight', { deregistrationDelay: Duration.seconds(0) }],
    [
      'half an hour for requests in flight',
      {
        deregistrationDelay: Duration.minutes(30),
        rollout: Rollout.allAtOnce({ bake: Duration.minutes(30) }),
      },
    ],
    ['servers that live a day', { maxInstanceLifetime: Duration.days(1) }],
    ['servers that live a year', { maxInstanceLifetime: Duration.days(365) }],
    ['an objective just above 90 %', { availabilityPercent: 90.1 }],
    ['an objective just under 100 %', { availabilityPercent: 99.999 }],
    ['a latency of a millisecond', { latencyP99: Duration.millis(1) }],
    ['a volume of 1 GiB', { rootVolumeSize: Size.gibibytes(1) }],
    ['a volume of 64 TiB', { rootVolumeSize: Size.tebibytes(64) }],
  ])('may have %s', (_, props) => {
    expect(() => serviceIn(new App(), props)).not.toThrow();
  });

  test.each(['minCapacity', 'maxCapacity'])('fails where %s is decided at deploy time', (property) => {
    const app = new App();
    const limit = new CfnParameter(new Stack(app, 'Parameters', { env: ENV }), 'Limit', { type: 'Number' })
      .valueAsNumber;
    expect(messageOf(() => serviceIn(app, { [property]: limit }))).toContain(
      `[Checkout/Checkout] \`${property}\` must be known at synth, got "a token": write the number`,
    );
  });
});
