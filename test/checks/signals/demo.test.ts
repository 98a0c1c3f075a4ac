import { App } from 'aws-cdk-lib';
import { shop } from '../../../examples/shop';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { judge } from '../../../lib/checks/judgement/judge';
import { renderMarkdown } from '../../../lib/checks/report/report-markdown';
import { Report } from '../../../lib/checks/report/report-model';
import { synth } from '../../fixtures/assemblies/synth';

let report: Report;

/** Two services, one as small as can be. */
beforeAll(() => {
  const assembly = readAssembly(synth((app: App) => shop(app, 'examples/release.json')));
  report = judge(assembly, { date: '2026-11-24', expired: 'fail', folder: process.cwd() });
}, 60_000);

const SIGNALS = ['latency', 'traffic', 'errors', 'saturation'];

describe('the signals of the demo', () => {
  test.each(
    ['catalog', 'checkout'].flatMap((service) =>
      ['service', 'release'].flatMap((scope) => SIGNALS.map((signal) => [service, scope, signal])),
    ),
  )('of %s, %s: %s is measured, watched, acted on and drawn', (service, scope, signal) => {
    const rows = report.signals.filter(
      (row) => row.service === service && row.scope === scope && row.signal === signal,
    );
    expect(rows.length).toBeGreaterThanOrEqual(1);
    for (const row of rows) {
      expect(row).toMatchObject({
        metric: expect.stringMatching(/\w/),
        alarm: expect.stringMatching(
          scope === 'release' && signal === 'traffic' ? /^none: the release gate measures it$/ : /^\w+\/\w+\/Signals\//,
        ),
        threshold: expect.stringMatching(
          scope === 'release' && signal === 'traffic'
            ? /^enough for alarms to judge by$/
            : /^(>|>=|<) (\d|usual band).* (in \d+ of \d+ min|over \d+ (min|h|d))$/,
        ),
        missingData: expect.stringMatching(
          scope === 'release' && signal === 'traffic'
            ? /^too few: the functional tests judge$/
            : /^(breaching|notBreaching|ignore)$/,
        ),
        reaches: [expect.stringMatching(scope === 'release' ? /^release gate$/ : /^(page|ticket)$/)],
        action: true,
      });
      expect([row.alarm, row.widgets.length > 0]).toEqual([row.alarm, true]);
    }
  });

  test('are complete, and no alarm of any stack leaves something open', () => {
    expect(report.missingSignals).toEqual([]);
    expect(report.alarmGaps).toEqual([]);
    expect(report.problems).toEqual([]);
  });

  test('are watched on the objectives of both services', () => {
    const burnRateWindows = ['1 h', '6 h', '3 d'];
    const monthly = { window: '30 d', burnRateWindows };
    expect(report.objectives.map(({ stack: _, ...objective }) => objective)).toEqual([
      { service: 'catalog', name: 'catalog.shop.internal availability', goal: '99.9 %', ...monthly },
      { service: 'catalog', name: 'catalog.shop.internal latency', goal: '99 %', ...monthly },
      { service: 'checkout', name: 'checkout.shop.internal availability', goal: '99.95 %', ...monthly },
      { service: 'checkout', name: 'checkout.shop.internal latency', goal: '99 %', ...monthly },
    ]);
  });

  test('stand in the report as a table', () => {
    const path = 'Checkout/Checkout/Signals';
    const markdown = renderMarkdown(report).split('\n');
    expect(markdown).toContain('### checkout (Checkout)');
    expect(markdown).toEqual(
      expect.arrayContaining([
        `| service | latency | p99 (s), from AWS/ApplicationELB TargetResponseTime | ${path}/PagingAlarms/Latency | &#62; 0.3 in 3 of 5 min | notBreaching | page | Latency |`,
        `| service | traffic | GoldenPath/Service Requests Sum | ${path}/PagingAlarms/TrafficLost | &#60; usual band (3 sd) in 12 of 15 min | notBreaching | ticket | Traffic; Traffic by release |`,
        `| release | errors | errors (%) | ${path}/RollbackAlarms/Errors | &#62; 0.4 in 2 of 3 min | notBreaching | release gate | Errors; Errors by kind |`,
        `| release | traffic | requests that the new release gets | none: the release gate measures it | enough for alarms to judge by | too few: the functional tests judge | release gate | Traffic; Traffic by release |`,
      ]),
    );
  });
});
