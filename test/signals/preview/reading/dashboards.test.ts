import { readDashboards } from '../../../../lib/signals/preview/reading/dashboards';
import { Intrinsics } from '../../../../lib/signals/preview/reading/intrinsics';
import { PreviewStack } from '../../../../lib/signals/preview/reading/stacks';
import { dashboardOf, dashboardResource, stackOf } from '../stacks';

function read(...stacks: PreviewStack[]) {
  return readDashboards(stacks, new Intrinsics(stacks));
}

describe('the dashboards of an assembly', () => {
  test('are those of all stacks, with what CloudFormation would put in', () => {
    const body = {
      'Fn::Sub': [
        '{"start":"-PT6H","widgets":[{"type":"text","x":1,"properties":{"markdown":"${Text}"}}]}',
        { Text: { Ref: 'Group' } },
      ],
    };
    const one = stackOf({ A: dashboardResource(body, { 'Fn::Join': ['-', ['shop', { Ref: 'AWS::Region' }]] }) });
    const other = stackOf({ B: dashboardOf([]), Topic: { Type: 'AWS::SNS::Topic' } }, { stack: 'Platform' });
    expect(read(one, other)).toEqual([
      {
        name: 'shop-eu-central-1',
        stack: one,
        logicalId: 'A',
        start: '-PT6H',
        end: undefined,
        widgets: [{ type: 'text', x: 1, properties: { markdown: 'Group' } }],
      },
      { name: 'shop', stack: other, logicalId: 'B', start: undefined, end: undefined, widgets: [] },
    ]);
  });

  test('have their logical id for a name if CloudFormation makes one', () => {
    expect(read(stackOf({ Overview: dashboardResource('{"widgets":[]}') }))[0].name).toBe('Overview');
  });

  test('may be joined, as the CDK writes them', () => {
    const body = {
      'Fn::Join': ['', ['{"widgets":[{"type":"metric","properties":{"region":"', { Ref: 'AWS::Region' }, '"}}]}']],
    };
    expect(read(stackOf({ A: dashboardResource(body) }))[0].widgets[0].properties).toEqual({ region: 'eu-central-1' });
  });

  test.each([
    ['is no JSON', '{"widgets":', 'must be JSON, got \'{"widgets":\' ('],
    ['is missing', undefined, 'must be JSON, got nothing ('],
    [
      'breaks by what is put in',
      { 'Fn::Sub': ['{"widgets":[],"a":"${Quote}"}', { Quote: 'say "hi"' }] },
      'must be JSON, got',
    ],
    ['is a list', '[]', "must be an object with `widgets`, got '[]': repair the body and synthesize again"],
    ['has no widgets', '{"start":"-PT3H"}', 'must be an object with `widgets`, got'],
  ])('fail with the place if a body %s', (_, body, message) => {
    const broken = stackOf({ Overview: dashboardResource(body) });
    expect(() => read(broken)).toThrow(`[Checkout/Overview] \`DashboardBody\` ${message}`);
  });
});
