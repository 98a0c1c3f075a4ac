import { readRows } from '../../lib/private/metric-rows';

const metric = (name: string, dimensions: Record<string, string> = {}) => ({ namespace: 'AWS/EC2', name, dimensions });

describe('the rows of a graph', () => {
  test('are metrics with options, or expressions', () => {
    expect(
      readRows([
        ['AWS/EC2', 'CPUUtilization', 'InstanceId', 'i-1', { stat: 'p90', id: 'm1' }],
        [{ expression: 'm1 * 2', label: 'twice' }],
      ]),
    ).toEqual({
      rows: [
        { metric: metric('CPUUtilization', { InstanceId: 'i-1' }), options: { stat: 'p90', id: 'm1' } },
        { expression: 'm1 * 2', options: { expression: 'm1 * 2', label: 'twice' } },
      ],
      unreadable: [],
    });
  });

  test('repeat single fields of the row above by a dot, and all that are missing by three', () => {
    const { rows } = readRows([
      ['AWS/EC2', 'NetworkIn', 'InstanceId', 'i-1', 'Zone', 'a'],
      ['.', 'NetworkOut', '.', '.', '.', '.', { stat: 'Sum' }],
      ['...', 'b'],
      [{ expression: '1' }],
      ['...', 'i-2', '.', 'c'],
      ['...', { stat: 'Maximum' }],
    ]);
    expect(rows.flatMap((row) => row.metric ?? [])).toEqual([
      metric('NetworkIn', { InstanceId: 'i-1', Zone: 'a' }),
      metric('NetworkOut', { InstanceId: 'i-1', Zone: 'a' }),
      metric('NetworkOut', { InstanceId: 'i-1', Zone: 'b' }),
      metric('NetworkOut', { InstanceId: 'i-2', Zone: 'c' }),
      metric('NetworkOut', { InstanceId: 'i-2', Zone: 'c' }),
    ]);
  });

  test('that say nothing are told by their number', () => {
    const { rows, unreadable } = readRows([
      ['.', 'A'],
      ['AWS/EC2'],
      ['AWS/EC2', 'A', 'InstanceId'],
      7,
      ['AWS/EC2', 'A'],
    ]);
    expect(unreadable).toEqual([1, 2, 3, 4]);
    expect(rows).toEqual([{ metric: metric('A'), options: {} }]);
  });

  test('are none if there are none', () => {
    expect(readRows(undefined)).toEqual({ rows: [], unreadable: [] });
  });
});
