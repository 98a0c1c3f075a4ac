import { sortGroups } from '../../../lib/signals/recorder/target-group';

const ARN = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/checkout/0123456789abcdef';
const TAGS = {
  'golden-path:platform': 'shop.internal',
  'golden-path:host': 'checkout.shop.internal',
  'golden-path:release': 'aaaaaaaaaaaa',
  'golden-path:latency-objective': '0.3',
};

const sort = (tags: { [key: string]: string }) => sortGroups([{ arn: ARN, tags }], 'shop.internal');

test('a target group is known by its tags', () => {
  expect(sort({ ...TAGS, 'aws:cloudformation:stack-name': 'Checkout' })).toEqual({
    targetGroups: [
      {
        name: 'targetgroup/checkout/0123456789abcdef',
        host: 'checkout.shop.internal',
        release: 'aaaaaaaaaaaa',
        objectiveSeconds: 0.3,
      },
    ],
    leftOut: [],
  });
});

test.each(['0.3', '1', '2.5', '0.001', '120', '0.30'])('%s seconds are an objective', (text) => {
  const { targetGroups } = sort({ ...TAGS, 'golden-path:latency-objective': text });
  expect(targetGroups.map(({ objectiveSeconds }) => objectiveSeconds)).toEqual([Number(text)]);
});

/** What is wrong with another tag is wrong with a service of this platform. */
const PLATFORM_TAG = 'golden-path:platform';

describe('a target group is left out', () => {
  test.each(Object.keys(TAGS))('without its tag %s', (key) => {
    const { [key]: _, ...others } = TAGS as { [key: string]: string };
    expect(sort(others)).toEqual({
      targetGroups: [],
      leftOut: [
        {
          targetGroup: 'targetgroup/checkout/0123456789abcdef',
          why: `it has no tag ${key}`,
          isOurs: key !== PLATFORM_TAG,
        },
      ],
    });
  });

  test.each([
    ['golden-path:platform', 'books.internal'],
    ['golden-path:host', ''],
    ['golden-path:host', 'checkout'],
    ['golden-path:host', 'Checkout.shop.internal'],
    ['golden-path:host', 'kässe.shop.internal'],
    ['golden-path:host', `${'a'.repeat(250)}.internal`],
    ['golden-path:release', 'aaaaaaaaaaa'],
    ['golden-path:release', 'AAAAAAAAAAAA'],
    ['golden-path:release', 'aaaaaaaaaaaa\n'],
    ['golden-path:latency-objective', ''],
    ['golden-path:latency-objective', 'fast'],
    ['golden-path:latency-objective', '0'],
    ['golden-path:latency-objective', '0.000'],
    ['golden-path:latency-objective', '-0.3'],
    ['golden-path:latency-objective', '0,3'],
    ['golden-path:latency-objective', '3e-1'],
    ['golden-path:latency-objective', '0.3s'],
    ['golden-path:latency-objective', '0.3:)'],
    ['golden-path:latency-objective', '0.0003'],
    ['golden-path:latency-objective', 'Infinity'],
    ['golden-path:latency-objective', 'NaN'],
  ])('when its tag %s is %j', (key, value) => {
    expect(sort({ ...TAGS, [key]: value })).toEqual({
      targetGroups: [],
      leftOut: [
        {
          targetGroup: 'targetgroup/checkout/0123456789abcdef',
          why: `its tag ${key} is ${JSON.stringify(value)}`,
          isOurs: key !== PLATFORM_TAG,
        },
      ],
    });
  });
});
