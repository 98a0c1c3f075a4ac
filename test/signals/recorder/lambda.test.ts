import { AwsServer, Call, Group, LOAD_BALANCER, LOAD_BALANCER_ARN, Traffic } from './aws-server';

const server = new AwsServer();
const lines: any[] = [];
let handler: (event: { time: string }) => Promise<void>;

beforeAll(async () => {
  const address = await server.start();
  process.env = {
    ...process.env,
    AWS_REGION: 'eu-west-1',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'not-a-secret',
    AWS_ENDPOINT_URL_CLOUDWATCH: address,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: address,
    LOAD_BALANCER_ARN,
    LOAD_BALANCER,
    PLATFORM: 'shop.internal',
  };
  ({ handler } = await import('../../../lib/signals/recorder/lambda'));
});

beforeEach(() => {
  server.reset();
  lines.length = 0;
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(JSON.parse(String(text))) > 0);
});

afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

const EVENT = { time: '2026-03-14T12:34:56Z' };
const MINUTE = '2026-03-14T12:31:00.000Z';
const [A, B] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'];

let groups = 0;

function groupOf(service: string, release: string, traffic: Traffic = {}, tags: { [key: string]: string } = {}): Group {
  const name = `targetgroup/${service}/${String(groups++).padStart(16, '0')}`;
  return {
    arn: `arn:aws:elasticloadbalancing:eu-west-1:111122223333:${name}`,
    traffic,
    tags: {
      'golden-path:platform': 'shop.internal',
      'golden-path:host': `${service}.shop.internal`,
      'golden-path:release': release,
      'golden-path:latency-objective': '0.3',
      ...tags,
    },
  };
}

/** Ten requests of which one failed, and one of nine answers was slow. */
const TEN: Traffic = {
  requests: 10,
  answers: { '2xx': 8, '5xx': 1 },
  refused: 1,
  times: [0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.9],
};

/** What was written of a host or a platform, as `Name{Release}: sum of count samples`. */
function written(dimension: string, value: string): { [metric: string]: string } {
  return Object.fromEntries(
    [...server.written].flatMap(([key, { sum, count }]) => {
      const [, , name, json] = /^(\S+) (\S+) (.*)$/.exec(key)!;
      const { [dimension]: found, Release: release } = JSON.parse(json);
      return found === value ? [[release ? `${name} ${release}` : name, `${sum} of ${count}`]] : [];
    }),
  );
}

const TEN_WRITTEN = {
  Requests: '10 of 1',
  Failures: '2 of 10',
  SlowAnswers: '1 of 9',
  LatencyP99: '0.9 of 1',
  [`Requests ${A}`]: '10 of 1',
  [`Failures ${A}`]: '2 of 10',
  [`LatencyP50 ${A}`]: '0.1 of 1',
  [`LatencyP90 ${A}`]: '0.9 of 1',
  [`LatencyP99 ${A}`]: '0.9 of 1',
};

async function failureOf(run: Promise<void>): Promise<string> {
  try {
    await run;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  throw new Error('it did not fail');
}

const refuses = (refused: (call: Call) => boolean, code: string, status = 400) => {
  server.world.fault = (call) => (refused(call) ? { status, code } : undefined);
};

describe('a run', () => {
  test('writes the signals of a service, over its releases and by release', async () => {
    server.world.loadBalancer5xx = 1;
    server.world.groups = [
      groupOf('checkout', A, { requests: 95, answers: { '2xx': 80, '3xx': 10, '4xx': 4 }, times: [0.1, 0.2, 0.3] }),
      groupOf(
        'checkout',
        B,
        { requests: 5, answers: { '2xx': 2, '5xx': 2 }, refused: 1, times: [0.5, 1, 2] },
        { 'golden-path:latency-objective': '0.5' },
      ),
    ];
    await handler(EVENT);
    const [services, heartbeat, ...more] = server.inputsOf('PutMetricData');
    expect(more).toEqual([]);
    const Host = { Name: 'Host', Value: 'checkout.shop.internal' };
    const ofHost = { Dimensions: [Host], Timestamp: Date.parse(MINUTE) / 1000 };
    const ofRelease = (Value: string) => ({ ...ofHost, Dimensions: [Host, { Name: 'Release', Value }] });
    const set = (SampleCount: number, Sum: number, Maximum: number) => ({
      Unit: 'Count',
      StatisticValues: { SampleCount, Sum, Minimum: 0, Maximum },
    });
    expect(services).toEqual({
      Namespace: 'GoldenPath/Service',
      MetricData: [
        { MetricName: 'Requests', ...ofHost, Unit: 'Count', Value: 100 },
        { MetricName: 'Failures', ...ofHost, ...set(100, 4, 1) },
        { MetricName: 'SlowAnswers', ...ofHost, ...set(6, 2, 1) },
        { MetricName: 'LatencyP99', ...ofHost, Unit: 'Seconds', Value: 2 },
        { MetricName: 'Requests', ...ofRelease(A), Unit: 'Count', Value: 95 },
        { MetricName: 'Failures', ...ofRelease(A), ...set(95, 1, 1) },
        { MetricName: 'LatencyP50', ...ofRelease(A), Unit: 'Seconds', Value: 0.2 },
        { MetricName: 'LatencyP90', ...ofRelease(A), Unit: 'Seconds', Value: 0.3 },
        { MetricName: 'LatencyP99', ...ofRelease(A), Unit: 'Seconds', Value: 0.3 },
        { MetricName: 'Requests', ...ofRelease(B), Unit: 'Count', Value: 5 },
        { MetricName: 'Failures', ...ofRelease(B), ...set(5, 3, 1) },
        { MetricName: 'LatencyP50', ...ofRelease(B), Unit: 'Seconds', Value: 1 },
        { MetricName: 'LatencyP90', ...ofRelease(B), Unit: 'Seconds', Value: 2 },
        { MetricName: 'LatencyP99', ...ofRelease(B), Unit: 'Seconds', Value: 2 },
      ],
    });
    expect(heartbeat).toEqual({
      Namespace: 'GoldenPath/Service',
      MetricData: [
        {
          MetricName: 'Services',
          Dimensions: [{ Name: 'Platform', Value: 'shop.internal' }],
          Timestamp: Date.parse(MINUTE) / 1000,
          Unit: 'Count',
          Value: 1,
        },
      ],
    });
  });

  test('asks for these metrics of one minute, and for no others', async () => {
    const group = groupOf('checkout', A);
    server.world.groups = [group];
    await handler(EVENT);
    const [{ MetricDataQueries, ...input }, ...more] = server.inputsOf('GetMetricData');
    expect(more).toEqual([]);
    expect(input).toEqual({ StartTime: Date.parse(MINUTE) / 1000, EndTime: Date.parse(MINUTE) / 1000 + 60 });
    const ofLoadBalancer = `AWS/ApplicationELB LoadBalancer=${LOAD_BALANCER}`;
    const ofGroup = `${ofLoadBalancer} TargetGroup=${group.arn.split(':')[5]}`;
    const text = ({ MetricStat: { Metric, Period, Stat } }: any) => {
      const dimensions = Metric.Dimensions.map(({ Name, Value }: any) => `${Name}=${Value}`);
      return [Metric.Namespace, ...dimensions, Metric.MetricName, Stat, Period].join(' ');
    };
    expect(MetricDataQueries.map(text)).toEqual([
      `${ofLoadBalancer} HTTPCode_ELB_5XX_Count Sum 60`,
      'GoldenPath/Service Host=checkout.shop.internal Requests SampleCount 60',
      `${ofGroup} RequestCount Sum 60`,
      `${ofGroup} HTTPCode_Target_2XX_Count Sum 60`,
      `${ofGroup} HTTPCode_Target_3XX_Count Sum 60`,
      `${ofGroup} HTTPCode_Target_4XX_Count Sum 60`,
      `${ofGroup} HTTPCode_Target_5XX_Count Sum 60`,
      `${ofGroup} TargetConnectionErrorCount Sum 60`,
      `${ofGroup} TargetResponseTime SampleCount 60`,
      `${ofGroup} TargetResponseTime TC(0.3:) 60`,
      `${ofGroup} TargetResponseTime p50 60`,
      `${ofGroup} TargetResponseTime p90 60`,
      `${ofGroup} TargetResponseTime p99 60`,
    ]);
  });

  test('takes an answer in just the promised time for a good one', async () => {
    server.world.groups = [groupOf('checkout', A, { times: [0.3, 0.3, 0.301] })];
    await handler(EVENT);
    expect(written('Host', 'checkout.shop.internal').SlowAnswers).toBe('1 of 3');
  });

  test('writes that there were no requests, and nothing that silence cannot tell', async () => {
    server.world.groups = [groupOf('checkout', A)];
    await handler(EVENT);
    expect(written('Host', 'checkout.shop.internal')).toEqual({ Requests: '0 of 1', [`Requests ${A}`]: '0 of 1' });
    expect(written('Platform', 'shop.internal')).toEqual({ Services: '1 of 1' });
  });

  test('writes that there were no failures, by samples that are all zero', async () => {
    server.world.groups = [groupOf('checkout', A, { requests: 3, answers: { '2xx': 3 }, times: [0.1, 0.1, 0.1] })];
    await handler(EVENT);
    const sets = server.inputsOf('PutMetricData')[0].MetricData.filter((datum: any) => datum.StatisticValues);
    expect(sets.map(({ MetricName, StatisticValues }: any) => [MetricName, StatisticValues])).toEqual([
      ['Failures', { SampleCount: 3, Sum: 0, Minimum: 0, Maximum: 0 }],
      ['SlowAnswers', { SampleCount: 3, Sum: 0, Minimum: 0, Maximum: 0 }],
      ['Failures', { SampleCount: 3, Sum: 0, Minimum: 0, Maximum: 0 }],
    ]);
  });

  test('has a heartbeat without any service', async () => {
    await handler(EVENT);
    expect([...server.written]).toEqual([
      [`${MINUTE} Services {"Platform":"shop.internal"}`, { count: 1, sum: 0, minimum: 0, maximum: 0, unit: 'Count' }],
    ]);
    expect(server.inputsOf('DescribeTags')).toEqual([]);
  });

  test('logs one line', async () => {
    server.world.groups = [groupOf('checkout', A, TEN), groupOf('search', B)];
    await handler(EVENT);
    expect(lines).toEqual([{ event: 'recorded', minute: MINUTE, services: 2, before: 0, leftOut: [], missing: [] }]);
  });

  test('counts two target groups of one release as one', async () => {
    server.world.groups = [groupOf('checkout', A, TEN), groupOf('checkout', A, { ...TEN, times: [2] })];
    await handler(EVENT);
    expect(written('Host', 'checkout.shop.internal')).toEqual({
      Requests: '20 of 1',
      Failures: '4 of 20',
      SlowAnswers: '2 of 10',
      LatencyP99: '2 of 1',
      [`Requests ${A}`]: '20 of 1',
      [`Failures ${A}`]: '4 of 20',
      [`LatencyP50 ${A}`]: '2 of 1',
      [`LatencyP90 ${A}`]: '2 of 1',
      [`LatencyP99 ${A}`]: '2 of 1',
    });
  });
});

describe('an event that comes again', () => {
  test('is about the same minute, and counts nothing twice', async () => {
    server.world.groups = [groupOf('checkout', A, TEN)];
    await handler(EVENT);
    const services = written('Host', 'checkout.shop.internal');
    await handler(EVENT);
    expect(services).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')).toEqual(services);
    expect([...server.written].map(([key]) => key.split(' ')[0])).toEqual(Array(10).fill(MINUTE));
    expect(server.written.get(`${MINUTE} Services {"Platform":"shop.internal"}`)).toMatchObject({
      count: 2,
      maximum: 1,
    });
    expect(lines.map(({ services: now, before }) => [now, before])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test('leaves the next one its own minute', async () => {
    server.world.groups = [groupOf('checkout', A, TEN)];
    await handler(EVENT);
    await handler({ time: '2026-03-14T12:35:56Z' });
    expect([...server.written].filter(([key]) => key.includes(' Requests {"Host":"checkout.shop.internal"}'))).toEqual([
      [
        `${MINUTE} Requests {"Host":"checkout.shop.internal"}`,
        { count: 1, sum: 10, minimum: 10, maximum: 10, unit: 'Count' },
      ],
      [
        '2026-03-14T12:32:00.000Z Requests {"Host":"checkout.shop.internal"}',
        { count: 1, sum: 0, minimum: 0, maximum: 0, unit: 'Count' },
      ],
    ]);
  });
});

describe('many', () => {
  const services = (count: number) => Array.from({ length: count }, (_, index) => `service-${index}`);
  const everyServiceHas = (expected: object, count: number) => {
    for (const service of services(count)) {
      expect([service, written('Host', `${service}.shop.internal`)]).toEqual([service, expected]);
    }
  };

  test('target groups come on several pages, and results of metrics, too', async () => {
    server.world.groups = services(3).map((service) => groupOf(service, A, TEN));
    server.world.groupsPerPage = 1;
    server.world.resultsPerPage = 7;
    await handler(EVENT);
    everyServiceHas(TEN_WRITTEN, 3);
    expect(server.inputsOf('DescribeTargetGroups').map(({ Marker }) => Marker)).toEqual([undefined, '1', '2']);
    const tokens = server.inputsOf('GetMetricData').map(({ NextToken }) => NextToken);
    expect(tokens).toEqual([undefined, '7', '14', '21', '28', '35']);
  });

  test('target groups are asked for their tags twenty at a time', async () => {
    server.world.groups = services(41).map((service) => groupOf(service, A));
    await handler(EVENT);
    const asked = server.inputsOf('DescribeTags').map((input) => Object.keys(input).filter((key) => /Arns/.test(key)));
    expect(asked.map(({ length }) => length)).toEqual([20, 20, 1]);
    everyServiceHas({ Requests: '0 of 1', [`Requests ${A}`]: '0 of 1' }, 41);
  });

  test('queries are sent five hundred at a time', async () => {
    server.world.groups = services(60).map((service) => groupOf(service, A, TEN));
    await handler(EVENT);
    const queries = server.inputsOf('GetMetricData').map(({ MetricDataQueries }) => MetricDataQueries.length);
    expect(queries).toEqual([500, 221]);
    everyServiceHas(TEN_WRITTEN, 60);
  });

  test('metrics are written a thousand at a time, and no service in two calls', async () => {
    server.world.groups = services(120).map((service) => groupOf(service, A, TEN));
    await handler(EVENT);
    expect(server.inputsOf('PutMetricData').map(({ MetricData }) => MetricData.length)).toEqual([999, 81, 1]);
    everyServiceHas(TEN_WRITTEN, 120);
    expect(written('Platform', 'shop.internal')).toEqual({ Services: '120 of 1' });
  });

  test('when one of the calls is refused, the others count, and the next try writes what is missing', async () => {
    server.world.groups = services(120).map((service) => groupOf(service, A, TEN));
    let puts = 0;
    refuses(({ action }) => action === 'PutMetricData' && ++puts === 1, 'InvalidParameterValue');
    expect(await failureOf(handler(EVENT))).toBe(
      'RecorderError: 111 could not be recorded, 9 services were: cloudwatch:PutMetricData: InvalidParameterValueException: as the test wants it',
    );
    expect(written('Platform', 'shop.internal')).toEqual({ Services: '9 of 1' });
    await handler(EVENT);
    everyServiceHas(TEN_WRITTEN, 120);
    expect(server.written.get(`${MINUTE} Services {"Platform":"shop.internal"}`)).toMatchObject({ maximum: 120 });
  });
});

describe('one bad service costs the others nothing:', () => {
  const good = () => groupOf('search', A, TEN);

  test.each([
    ['without tags', {}, 'it has no tag golden-path:platform'],
    [
      'of another platform',
      { ...groupOf('checkout', A).tags, 'golden-path:platform': 'books.internal' },
      'its tag golden-path:platform is "books.internal"',
    ],
  ])('a target group %s is left out, and the log says so', async (_, tags, why) => {
    const bad = { ...groupOf('checkout', A, TEN), tags };
    server.world.groups = [bad, good()];
    await handler(EVENT);
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')).toEqual({});
    expect(lines).toEqual([
      {
        event: 'recorded',
        minute: MINUTE,
        services: 1,
        before: 0,
        leftOut: [{ targetGroup: bad.arn.split(':')[5], why, isOurs: false }],
        missing: [],
      },
    ]);
  });

  test('a target group of this platform with a broken tag costs no other one its minute, and fails the run', async () => {
    const bad = groupOf('checkout', A, TEN);
    const tags = { ...bad.tags, 'golden-path:latency-objective': '0.3:)' };
    server.world.groups = [{ ...bad, tags }, good()];
    const why = 'its tag golden-path:latency-objective is "0.3:)"';
    expect(await failureOf(handler(EVENT))).toBe(`RecorderError: 1 could not be recorded, 1 services were: ${why}`);
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')).toEqual({});
    const name = bad.arn.split(':')[5];
    expect(lines.map(({ leftOut, missing }) => [leftOut, missing])).toEqual([
      [[{ targetGroup: name, why, isOurs: true }], [{ host: name, why }]],
    ]);
  });

  test('a release that goes while the recorder looks is gone, and nothing else', async () => {
    const gone = groupOf('checkout', A, TEN);
    server.world.groups = [gone, groupOf('checkout', B, TEN), good()];
    refuses(
      ({ action, input }) => action === 'DescribeTags' && Object.values(input).includes(gone.arn),
      'TargetGroupNotFound',
    );
    await handler(EVENT);
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')[`Requests ${B}`]).toBe('10 of 1');
    expect(written('Host', 'checkout.shop.internal')[`Requests ${A}`]).toBeUndefined();
    expect(lines.map(({ leftOut }) => leftOut)).toEqual([[]]);
  });

  test('one that CloudWatch cannot read now is not written at all, and is written by the next try', async () => {
    const dark = groupOf('checkout', A, TEN);
    server.world.groups = [dark, groupOf('checkout', B, TEN), good()];
    server.world.statusOf = ({ MetricStat: { Metric, Stat } }) =>
      JSON.stringify(Metric).includes(dark.arn.split(':')[5]) && Stat === 'p90' ? 'InternalError' : 'Complete';
    expect(await failureOf(handler(EVENT))).toBe(
      'RecorderError: 1 could not be recorded, 1 services were: checkout.shop.internal could not be read',
    );
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')).toEqual({});
    expect(written('Platform', 'shop.internal')).toEqual({ Services: '1 of 1' });
    const missing = [{ host: 'checkout.shop.internal', why: 'checkout.shop.internal could not be read' }];
    expect(lines).toEqual([{ event: 'recorded', minute: MINUTE, services: 1, before: 0, leftOut: [], missing }]);

    server.world.statusOf = () => 'Complete';
    await handler(EVENT);
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
    expect(written('Host', 'checkout.shop.internal')).toMatchObject({ Requests: '20 of 1', Failures: '4 of 20' });
    expect(server.written.get(`${MINUTE} Services {"Platform":"shop.internal"}`)).toMatchObject({ maximum: 2 });
  });

  test('one of which nobody can say whether it was written is not written, or it might count twice', async () => {
    server.world.groups = [groupOf('checkout', A, TEN), good()];
    server.world.statusOf = ({ MetricStat: { Metric } }) =>
      JSON.stringify(Metric).includes('checkout.shop.internal') ? 'InternalError' : 'Complete';
    expect(await failureOf(handler(EVENT))).toBe(
      'RecorderError: 1 could not be recorded, 1 services were: checkout.shop.internal could not be read',
    );
    expect(written('Host', 'checkout.shop.internal')).toEqual({});
    expect(written('Host', 'search.shop.internal')).toEqual(TEN_WRITTEN);
  });
});

describe('a call', () => {
  test.each(['DescribeTargetGroups', 'DescribeTags', 'GetMetricData', 'PutMetricData'])(
    'of %s is made again when it is throttled',
    async (throttled) => {
      server.world.groups = [groupOf('checkout', A, TEN)];
      let calls = 0;
      refuses(({ action }) => action === throttled && ++calls === 1, 'Throttling');
      await handler(EVENT);
      expect(written('Host', 'checkout.shop.internal')).toEqual(TEN_WRITTEN);
    },
  );

  test.each([
    ['DescribeTargetGroups', 'elasticloadbalancing:DescribeTargetGroups'],
    ['DescribeTags', 'elasticloadbalancing:DescribeTags'],
    ['GetMetricData', 'cloudwatch:GetMetricData'],
  ])(
    'of %s that fails for good fails the run, after three tries and before anything is written',
    async (action, name) => {
      server.world.groups = [groupOf('checkout', A, TEN)];
      refuses((call) => call.action === action, 'InternalFailure', 500);
      expect(await failureOf(handler(EVENT))).toBe(`RecorderError: ${name}: InternalFailure: as the test wants it`);
      expect(server.inputsOf(action)).toHaveLength(3);
      expect([...server.written]).toEqual([]);
    },
  );

  test('that is not allowed is not made again', async () => {
    refuses(({ action }) => action === 'DescribeTargetGroups', 'AccessDenied', 403);
    expect(await failureOf(handler(EVENT))).toBe(
      'RecorderError: elasticloadbalancing:DescribeTargetGroups: AccessDenied: as the test wants it',
    );
    expect(server.calls).toHaveLength(1);
  });

  test('for what the load balancer answered by itself is needed: without it a hang would look well', async () => {
    server.world.groups = [groupOf('checkout', A, TEN)];
    server.world.statusOf = ({ MetricStat: { Metric } }) =>
      Metric.MetricName === 'HTTPCode_ELB_5XX_Count' ? 'Forbidden' : 'Complete';
    expect(await failureOf(handler(EVENT))).toBe(
      'RecorderError: CloudWatch could not say what the load balancer answered by itself',
    );
    expect([...server.written]).toEqual([]);
  });

  test('that hangs is given up after five seconds, and made again', async () => {
    server.world.groups = [groupOf('checkout', A, TEN)];
    let calls = 0;
    server.world.fault = ({ action }) => (action === 'GetMetricData' && ++calls === 1 ? 'hang' : undefined);
    const began = Date.now();
    await handler(EVENT);
    expect(Date.now() - began).toBeGreaterThan(4_500);
    expect(calls).toBe(2);
    expect(written('Host', 'checkout.shop.internal')).toEqual(TEN_WRITTEN);
  }, 30_000);
});

test.each(['LOAD_BALANCER_ARN', 'LOAD_BALANCER', 'PLATFORM'])(
  'fails without the environment variable %s',
  async (name) => {
    jest.resetModules();
    const { handler: fresh } = await import('../../../lib/signals/recorder/lambda');
    const value = process.env[name];
    delete process.env[name];
    const failure = await failureOf(fresh(EVENT));
    process.env[name] = value;
    expect(failure).toBe(`TypeError: the environment variable ${name} is missing`);
    expect(server.calls).toEqual([]);
  },
);
