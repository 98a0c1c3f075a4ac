import { limitProblems, metricsOf } from '../../../lib/signals/preview/limits';
import { stackOf } from './stacks';

const graph = (metrics: number) => ({
  type: 'metric',
  properties: {
    metrics: [
      [{ expression: 'm0 * 2' }],
      ...Array.from({ length: metrics }, (_, index) => ['N', 'M', 'Id', `${index}`, { visible: index > 0 }]),
    ],
  },
});

const dashboard = (widgets: object[]) => ({
  name: 'shop',
  stack: stackOf({}),
  logicalId: 'Shop',
  widgets: widgets as ReturnType<typeof graph>[],
});

test('metrics count, drawn or not, and expressions do not', () => {
  expect(metricsOf(dashboard([graph(3), { type: 'text', properties: {} }, graph(2)]))).toBe(5);
});

test('a dashboard may be as large as CloudWatch allows', () => {
  const full = [...Array.from({ length: 5 }, () => graph(500)), ...Array.from({ length: 495 }, () => graph(0))];
  expect(limitProblems(dashboard(full))).toEqual([]);
});

test('and no larger', () => {
  const over = [
    ...Array.from({ length: 4 }, () => graph(500)),
    graph(501),
    ...Array.from({ length: 496 }, () => graph(0)),
  ];
  expect(limitProblems(dashboard(over))).toEqual([
    'the dashboard has 501 widgets, but CloudWatch allows 500',
    'the dashboard has 2501 metrics, but CloudWatch allows 2500',
    'widget 5 has 501 metrics, but CloudWatch allows 500',
  ]);
});
