import { readRows } from '../../../../lib/private/metric-rows';
import { Graph, GraphReader, isColor } from '../../../../lib/signals/preview/graph/lines';
import { NOW } from '../../../../lib/signals/preview/samples/range';
import { Sampler } from '../../../../lib/signals/preview/samples/sampler';
import { World } from '../../../../lib/signals/preview/samples/world';

const HOST = 'checkout.shop.internal';
const WORLD: World = { hosts: [HOST], releasesOf: () => ['aaaaaaaaaaaa', 'bbbbbbbbbbbb'], hostOf: () => undefined };
const RANGE = { start: NOW - 3 * 3600, end: NOW };

function graph(metrics: unknown[], properties: object = {}): Graph {
  const surroundings = {
    sampler: new Sampler(WORLD, RANGE),
    world: WORLD,
    region: 'eu-west-1',
    account: '111122223333',
  };
  return new GraphReader(readRows(metrics).rows, { metrics, ...properties }, surroundings).read();
}

const REQUESTS = ['GoldenPath/Service', 'Requests', 'Host', HOST];
const SEARCH = `SEARCH('{GoldenPath/Service,Host,Release} Host="${HOST}" MetricName="Requests"', 'Sum', 60)`;

describe('the lines of a graph', () => {
  test('are those of its metrics, with the widget’s period and statistic unless they have their own', () => {
    const { lines, problems } = graph(
      [
        [...REQUESTS, { label: 'own', period: 60, stat: 'Sum', color: '#1f77b4', yAxis: 'right' }],
        [...REQUESTS],
        [...REQUESTS, { visible: false }],
      ],
      { period: 900, stat: 'Maximum' },
    );
    expect(problems).toEqual([]);
    expect(lines.map(({ label, color, axis, period, values }) => [label, color, axis, period, values.size])).toEqual([
      ['own', '#1f77b4', 'right', 60, 180],
      ['Requests', undefined, 'left', 900, 12],
    ]);
    // Of one value a minute.
    expect(Math.max(...lines[1].values.values())).toBeLessThan(3000);
  });

  test('have five minutes and the average if nothing is said', () => {
    const [line] = graph([REQUESTS]).lines;
    expect([line.period, line.values.size]).toEqual([300, 36]);
  });

  test('are reckoned from metrics that are not drawn', () => {
    const hidden = { id: 'm', stat: 'Sum', period: 60, visible: false };
    const { lines } = graph([
      [{ expression: 'e2 / 60', label: 'a second', id: 'e1' }],
      [{ expression: 'm * 1', id: 'e2', visible: false }],
      [...REQUESTS, hidden],
    ]);
    const [drawn] = graph([[...REQUESTS, { stat: 'Sum', period: 60 }]]).lines;
    expect(lines.map(({ label, period }) => [label, period])).toEqual([['a second', 60]]);
    expect([...lines[0].values.keys()]).toEqual([...drawn.values.keys()]);
    for (const [time, value] of lines[0].values) expect(value).toBeCloseTo((drawn.values.get(time) ?? NaN) / 60, 9);
  });

  test('have the name of their expression if they have no label', () => {
    const expression = 'm * 2';
    const row = [...REQUESTS, { id: 'm', visible: false }];
    expect(graph([[{ expression, id: 'twice' }], row]).lines[0].label).toBe('twice');
    expect(graph([[{ expression }], row]).lines[0].label).toBe('m * 2');
  });

  test('are one for each metric that a search finds, with labels that speak of it', () => {
    const found = (label?: string) =>
      graph([[{ expression: SEARCH, ...(label && { label }) }]]).lines.map((line) => line.label);
    expect(found()).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb']);
    expect(found('Requests')).toEqual(['Requests aaaaaaaaaaaa', 'Requests bbbbbbbbbbbb']);
    expect(found("release ${PROP('Dim.Release')}")).toEqual(['release aaaaaaaaaaaa', 'release bbbbbbbbbbbb']);
  });

  test('keep what a search found through an expression', () => {
    const { lines } = graph([
      [{ expression: SEARCH, id: 's', visible: false }],
      [{ expression: 's / 60', label: "${PROP('Dim.Release')}" }],
    ]);
    expect(lines.map(({ label }) => label)).toEqual(['aaaaaaaaaaaa', 'bbbbbbbbbbbb']);
  });

  test('are one value each over the whole time, where a view is of numbers', () => {
    const metrics = [
      [{ expression: '100 * f', label: 'failed' }],
      ['GoldenPath/Service', 'Failures', 'Host', HOST, { id: 'f' }],
    ];
    const overall = graph(metrics, { view: 'singleValue', setPeriodToTimeRange: true }).lines;
    expect(overall.map(({ values }) => [...values.keys()])).toEqual([[RANGE.start], [RANGE.start]]);
    const overTime = graph(metrics, { view: 'timeSeries', setPeriodToTimeRange: true }).lines;
    expect(overTime.map(({ values }) => values.size)).toEqual([36, 36]);
  });

  test('of another region are other lines', () => {
    const [here, there, same] = graph([
      REQUESTS,
      [...REQUESTS, { region: 'us-east-1' }],
      [...REQUESTS, { region: 'eu-west-1' }],
    ]).lines;
    expect([...here.values]).toEqual([...same.values]);
    expect([...here.values]).not.toEqual([...there.values]);
  });
});

describe('what is broken in a graph', () => {
  test.each([
    ['an id that is nowhere', [[{ expression: 'm1 / 2' }]], /^`m1 \/ 2` cannot be evaluated: .*m1/],
    ['an expression that is none', [[{ expression: 'SUM(' }]], /^`SUM\(` cannot be evaluated: /],
    ['a number', [[{ expression: '1 + 1' }]], /^`1 \+ 1` gives a number, but only time series can be drawn$/],
    ['an expression on itself', [[{ expression: 'e1 + 1', id: 'e1' }]], /^`e1 \+ 1` refers to itself$/],
    [
      'expressions on each other',
      [[{ expression: 'e2 + 1', id: 'e1' }], [{ expression: 'e1 + 2', id: 'e2' }]],
      /^`e2 \+ 1` refers to itself$/,
    ],
    [
      'an id twice',
      [
        [...REQUESTS, { id: 'm' }],
        [...REQUESTS, { id: 'm' }],
      ],
      /^the id `m` is given twice/,
    ],
    [
      'an id that CloudWatch refuses',
      [[...REQUESTS, { id: 'M-1' }]],
      /^the id `M-1` must begin with a lower-case letter/,
    ],
    ['what is not drawn', [REQUESTS, [{ expression: 'm9', visible: false }]], /^`m9` cannot be evaluated: /],
  ])('is told: %s', (_, metrics, problem) => {
    const { problems } = graph(metrics);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  test('is told once, where it begins', () => {
    const { lines, problems } = graph([
      [{ expression: 'e2 * 2', id: 'e1' }],
      [{ expression: 'm9', id: 'e2' }],
      [...REQUESTS, { id: 'm1' }],
    ]);
    expect(problems).toEqual([expect.stringMatching(/^`m9` cannot be evaluated: /)]);
    expect(lines.map(({ label }) => label)).toEqual(['Requests']);
  });
});

test.each([
  ['#1f77b4', true],
  ['#fff', true],
  ['#1f77b4aa', true],
  ['red', false],
  ['#1f77b4;background:url(x)', false],
  [undefined, false],
])('%s is a colour: %s', (text, is) => {
  expect(isColor(text)).toBe(is);
});
