import * as fs from 'fs';
import * as path from 'path';
import { Stack } from 'aws-cdk-lib';
import { CfnAlarm, CfnDashboard, Dashboard, GraphWidget, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { shop } from '../../examples/shop';
import { synth, temporaryFolder } from '../fixtures/assemblies/synth';
import { goldenPath } from './command';

const dashboard = (...args: string[]) => goldenPath(['dashboard', ...args]);

/** Two dashboards as any app may have them: one of the CDK's own widgets, one written by hand. */
function assembly(
  body: string = JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: '# Hand' } }] }),
): string {
  return synth((app) => {
    const stack = new Stack(app, 'Shop', { env: { account: '111122223333', region: 'eu-central-1' } });
    const alarm = new CfnAlarm(stack, 'Slow', {
      comparisonOperator: 'GreaterThanThreshold',
      evaluationPeriods: 3,
      threshold: 2,
    });
    const metric = new Metric({ namespace: 'Shop', metricName: 'Latency', dimensionsMap: { Alarm: alarm.ref } });
    const twice = new MathExpression({ expression: '2 * m', usingMetrics: { m: metric }, label: 'twice' });
    const graph = new GraphWidget({
      title: 'Latency',
      left: [metric, twice],
      leftAnnotations: [{ value: 2, label: 'slow' }],
    });
    new Dashboard(stack, 'Overview', { dashboardName: 'overview', widgets: [[graph]] });
    new CfnDashboard(stack, 'Hand', { dashboardName: 'by/hand', dashboardBody: body });
  });
}

const BROKEN = JSON.stringify({
  widgets: [{ type: 'metric', properties: { title: 'Errors', metrics: [[{ expression: 'failed / all', id: 'e' }]] } }],
});

const PROBLEM =
  'by/hand: widget 1 (Errors): `failed / all` cannot be evaluated: nothing has the id `failed` (at character 1)';

describe('golden-path dashboard', () => {
  test('writes a page for each dashboard, and one that lists them', () => {
    const out = path.join(temporaryFolder(), 'not/there/yet');
    const pages = ['overview.html', 'by-hand.html', 'index.html'];
    expect(dashboard('--assembly', assembly(), '--out', out)).toEqual({
      code: 0,
      out: pages.map((page) => `${path.join(out, page)}\n`).join(''),
      err: '',
    });
    expect(fs.readdirSync(out).sort()).toEqual([...pages].sort());
    const [overview, hand, index] = pages.map((page) => fs.readFileSync(path.join(out, page), 'utf8'));
    expect(overview).toContain('<h3>Latency</h3>');
    expect(overview).toContain('slow (2)');
    expect(hand).toContain('<h2>Hand</h2>');
    expect(index).toContain('<a href="by-hand.html">by/hand</a>');
  }, 60_000);

  test('prints for machines what it drew', () => {
    const { code, out, err } = dashboard('--assembly', assembly(), '--out', temporaryFolder(), '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toEqual({
      schema: 'golden-path/dashboards/1',
      dashboards: [
        { name: 'overview', stack: 'Shop', file: 'overview.html', widgets: 1, metrics: 1, problems: [] },
        { name: 'by/hand', stack: 'Shop', file: 'by-hand.html', widgets: 1, metrics: 0, problems: [] },
      ],
    });
  }, 60_000);

  test('draws those of the demo, with nothing wrong in them', () => {
    const folder = synth((app) => shop(app, 'examples/release.json'));
    const { code, out, err } = dashboard('--assembly', folder, '--out', temporaryFolder(), '--json');
    expect([code, err]).toEqual([0, '']);
    const { dashboards } = JSON.parse(out);
    expect(dashboards.length).toBeGreaterThanOrEqual(2);
    for (const { widgets, metrics } of dashboards) {
      expect(widgets).toBeGreaterThan(3);
      expect(metrics).toBeGreaterThan(3);
    }
  }, 120_000);

  test('takes away the pages of an earlier run, and nothing else', () => {
    const out = temporaryFolder();
    const other = ['report.html', 'old.html.txt'];
    for (const file of other) fs.writeFileSync(path.join(out, file), 'not ours');
    dashboard('--assembly', assembly(), '--out', out);
    fs.copyFileSync(path.join(out, 'overview.html'), path.join(out, 'renamed.html'));
    expect(dashboard('--assembly', assembly(), '--out', out).code).toBe(0);
    expect(fs.readdirSync(out).sort()).toEqual([
      'by-hand.html',
      'index.html',
      'old.html.txt',
      'overview.html',
      'report.html',
    ]);
  }, 60_000);
});

describe('golden-path dashboard ends with 2', () => {
  test('after drawing a dashboard that is broken', () => {
    const out = temporaryFolder();
    const result = dashboard('--assembly', assembly(BROKEN), '--out', out, '--json');
    expect([result.code, result.err]).toEqual([2, `golden-path: ${PROBLEM}\n`]);
    expect(JSON.parse(result.out).dashboards[1].problems).toEqual([PROBLEM.replace('by/hand: ', '')]);
    expect(fs.readFileSync(path.join(out, 'by-hand.html'), 'utf8')).toContain('`failed / all` cannot be evaluated');
  }, 60_000);

  test('after drawing a dashboard that is larger than CloudWatch allows', () => {
    const row = (index: number) => ['Shop', 'Latency', 'Server', `${index}`];
    const body = {
      widgets: [{ type: 'metric', properties: { metrics: Array.from({ length: 501 }, (_, index) => row(index)) } }],
    };
    const { code, err } = dashboard('--assembly', assembly(JSON.stringify(body)), '--out', temporaryFolder());
    expect([code, err]).toEqual([2, 'golden-path: by/hand: widget 1 has 501 metrics, but CloudWatch allows 500\n']);
  }, 60_000);

  test('without a body to read, and leaves no page of an earlier run behind', () => {
    const out = temporaryFolder();
    expect(dashboard('--assembly', assembly(), '--out', out).code).toBe(0);
    const { code, out: printed, err } = dashboard('--assembly', assembly('{"widgets":'), '--out', out);
    expect([code, printed]).toEqual([2, '']);
    expect(err).toMatch(
      /^golden-path: \[Shop\/Hand\] `DashboardBody` must be JSON, got '\{"widgets":' \(.+\): repair the body and synthesize again\n$/,
    );
    expect(fs.readdirSync(out)).toEqual([]);
  }, 60_000);

  const options = '--assembly, --out, --json, --help';
  test.each([
    [
      ['--out', 'x', '--assembly', '/nowhere'],
      "/nowhere/manifest.json: is missing, so this is no cloud assembly: run `cdk synth '**'` first, or name the folder with --assembly",
    ],
    [[], `required option '--out <dir>' not specified: allowed are ${options}`],
    [['--out'], `option '--out <dir>' argument missing: allowed are ${options}`],
    [
      ['cdk.out', '--out', 'x'],
      `too many arguments for 'dashboard'. Expected 0 arguments but got 1: allowed are ${options}`,
    ],
  ])(
    'when called with %j',
    (args, message) => {
      expect(dashboard(...args)).toEqual({ code: 2, out: '', err: `golden-path: ${message}\n` });
    },
    30_000,
  );

  test('when the pages cannot be written', () => {
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, '');
    const { code, err } = dashboard('--assembly', assembly(), '--out', file);
    expect([code, err]).toEqual([2, `golden-path: cannot write ${file} (EEXIST): choose another folder with --out\n`]);
  }, 60_000);
});
