import { drawnLinesOf } from '../../../lib/checks/signals/drawn-lines';
import { TemplateTexts } from '../../../lib/checks/template/template-texts';
import { bodyOf, dashboard, stackTemplate } from '../templates';

function drawn(body: unknown) {
  const template = stackTemplate({ Dashboard: dashboard(body) });
  return drawnLinesOf(template, new TemplateTexts([template]));
}

const metric = (name: string, dimensions: object = {}, statistic = 'Average') => ({
  namespace: 'My/Own',
  name,
  statistic,
  dimensions,
});

describe('the lines of a dashboard', () => {
  test('are metrics with their dimensions, whoever fills them in', () => {
    const body = bodyOf({ Latency: [['My/Own', 'Slow', 'Group', '${Targets}', 'Host', 'a', { stat: 'p99' }]] });
    expect(drawn({ 'Fn::Sub': [body, { Targets: { 'Fn::GetAtt': ['Group', 'Name'] } }] })).toEqual([
      { widget: 'Latency', metrics: [metric('Slow', { Group: '${Shop/Group.Name}', Host: 'a' }, 'p99')] },
    ]);
  });

  test('are read from a body in parts', () => {
    const [before, after] = bodyOf({ Latency: [['My/Own', 'Slow', 'Group', '<group>']] }).split('<group>');
    expect(drawn({ 'Fn::Join': ['', [before, { Ref: 'Group' }, after]] })).toEqual([
      { widget: 'Latency', metrics: [metric('Slow', { Group: '${Shop/Group}' })] },
    ]);
  });

  test('have all the metrics that an expression reckons with, through others, and nothing that is hidden is a line', () => {
    const lines = [
      [{ expression: 'IF(total > 20, bad / total, 0)', id: 'rate' }],
      [{ expression: 'good + bad', id: 'total', visible: false }],
      ['My/Own', 'Bad', { id: 'bad', visible: false }],
      ['My/Own', 'Good', { id: 'good', visible: false }],
      ['My/Own', 'Unused', { id: 'unused', visible: false }],
    ];
    expect(drawn(bodyOf({ Errors: lines }))).toEqual([{ widget: 'Errors', metrics: [metric('Bad'), metric('Good')] }]);
  });

  test('end where expressions name each other', () => {
    const lines = [[{ expression: 'b + m', id: 'a' }], [{ expression: 'a', id: 'b' }], ['My/Own', 'M', { id: 'm' }]];
    expect(drawn(bodyOf({ Odd: lines }))).toEqual([
      { widget: 'Odd', metrics: [metric('M')] },
      { widget: 'Odd', metrics: [metric('M')] },
      { widget: 'Odd', metrics: [metric('M')] },
    ]);
  });

  test('are also what is searched for, whose words name no other line', () => {
    const lines = [
      [{ expression: `SEARCH('{My/Own,Host} Host="released" MetricName="Requests"', 'Sum', 60)`, id: 'found' }],
      ['My/Own', 'Released', { id: 'released', visible: false }],
    ];
    expect(drawn(bodyOf({ Traffic: lines }))).toEqual([
      { widget: 'Traffic', metrics: [metric('Requests', { Host: 'released' }, 'Sum')] },
    ]);
  });

  test('may leave out what stands above them', () => {
    const lines = [
      ['My/Own', 'Bad', 'Host', 'a', 'Zone', 'b'],
      ['.', 'Good', '.', '.', '.', 'c'],
      ['...', 'd'],
      ['My/Own', 'Other', '...', 'e'],
    ];
    expect(drawn(bodyOf({ Short: lines })).flatMap(({ metrics }) => metrics)).toEqual([
      metric('Bad', { Host: 'a', Zone: 'b' }),
      metric('Good', { Host: 'a', Zone: 'c' }),
      metric('Good', { Host: 'a', Zone: 'd' }),
      metric('Other', { Host: 'a', Zone: 'e' }),
    ]);
  });

  test('have the statistic of the widget where they say none, and a widget without a title says so', () => {
    const properties = {
      stat: 'p90',
      metrics: [
        ['My/Own', 'Slow'],
        ['My/Own', 'Slow', { stat: 'p50' }],
      ],
    };
    expect(drawn(JSON.stringify({ widgets: [{ type: 'metric', properties }] }))).toEqual([
      { widget: '(no title)', metrics: [metric('Slow', {}, 'p90')] },
      { widget: '(no title)', metrics: [metric('Slow', {}, 'p50')] },
    ]);
  });

  test.each<[string, unknown]>([
    ['no body', undefined],
    ['a body that is no JSON', '{'],
    ['a body that is a list', '[]'],
    ['widgets that are none', '{"widgets":[null,7,{"type":"metric"},{"type":"text","properties":{"markdown":"x"}}]}'],
    ['metrics that are none', bodyOf({ Odd: [null, [], ['My/Own'], [7], {}, [{ expression: 7 }], [{}]] })],
    ['tiles of alarms', '{"widgets":[{"type":"alarm","properties":{"metrics":[["My/Own","Slow"]]}}]}'],
  ])('are none in %s', (_, body) => {
    expect(drawn(body)).toEqual([]);
  });
});
