// Counts what the signals of the demo cost, from its templates and docs/prices.json, and writes the table into README.md.
// `--check` only tells whether it is there.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (...path) => JSON.parse(readFileSync(join(...path), 'utf8'));
const prices = read(root, 'docs', 'prices.json');

const RELEASE = { name: 'targetgroup/a/1', host: 'a.shop.internal', release: '0'.repeat(12), objectiveSeconds: 1 };
const READING = { requests: 1, answered2xx: 1, timed: 1, late: 0, p50: 1, p90: 1, p99: 1 };

/** What the recorder reads and writes of a service in a minute, asked of its own code. */
function serviceVolume() {
  const require = createRequire(import.meta.url);
  require('ts-node/register');
  const { groupQueries, recordedQuery } = require('../lib/signals/recorder/questions.ts');
  const { dataOf } = require('../lib/signals/recorder/data.ts');
  const { judge } = require('../lib/signals/recorder/judge.ts');
  return {
    read: groupQueries(RELEASE, 0, 'app/a/1').length + [recordedQuery(RELEASE.host, 0)].length,
    written: dataOf({ host: RELEASE.host, releases: { [RELEASE.release]: judge(READING, 0) } }).length,
  };
}

/** Of a platform: the load balancer's own errors, and the heartbeat. */
const PLATFORM = { read: 1, written: 1 };

const MINUTES_A_MONTH = 730 * 60;

function synthesize(folder) {
  const context = JSON.stringify(read(root, 'cdk.json').context);
  execFileSync(process.execPath, ['-r', 'ts-node/register', 'bin/app.ts'], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: context, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** An alarm is paid for by the metrics that it analyzes; a learned band is three. */
function alarmMetrics({ Metrics = [{ MetricStat: true }], ThresholdMetricId }) {
  return ThresholdMetricId === undefined
    ? Metrics.filter(({ MetricStat }) => MetricStat).length
    : prices.anomalyAlarmMetrics;
}

function countsOf(template) {
  const all = (type) => Object.values(template.Resources).filter(({ Type }) => Type === type);
  const alarms = all('AWS::CloudWatch::Alarm').map(({ Properties }) => alarmMetrics(Properties));
  return {
    alarms: alarms.length,
    metrics: alarms.reduce((sum, one) => sum + one, 0),
    composites: all('AWS::CloudWatch::CompositeAlarm').length,
    dashboards: all('AWS::CloudWatch::Dashboard').length,
  };
}

const dollars = (amount) => amount.toFixed(2);

function rowsOf(counts, recorded) {
  const reads = recorded.read * MINUTES_A_MONTH;
  const rows = [
    [`${counts.alarms} alarms on ${counts.metrics} metrics`, counts.metrics * prices.alarmMetricMonth],
    [`${counts.composites} composite alarms`, counts.composites * prices.compositeAlarmMonth],
    [`${counts.dashboards} dashboard`, counts.dashboards * prices.dashboardMonth],
    [`${recorded.written} recorded metrics`, recorded.written * prices.customMetricMonth],
    [`${recorded.read} metrics read each minute`, (reads / 1000) * prices.thousandMetricsRead],
  ].filter(([, amount]) => amount > 0);
  return [...rows, ['**in all**', rows.reduce((sum, [, amount]) => sum + amount, 0)]];
}

function table(folder) {
  const service = rowsOf(countsOf(read(folder, 'Checkout.template.json')), serviceVolume());
  const platform = rowsOf(countsOf(read(folder, 'Platform.template.json')), PLATFORM);
  const lines = (who, rows) => rows.map(([what, amount]) => `| ${who} | ${what} | ${dollars(amount)} |`);
  return [
    '| of | what | USD a month |',
    '| --- | --- | ---: |',
    ...lines('a service (Checkout)', service),
    ...lines('a platform', platform),
  ].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'golden-path-cost-'));
try {
  synthesize(folder);
  const readme = join(root, 'README.md');
  const text = readFileSync(readme, 'utf8');
  const embedded = text.replace(
    /(<!-- cost -->\n\n)[\s\S]*?(\n\n<!-- \/cost -->)/,
    (_, head, tail) => head + table(folder) + tail,
  );
  if (!process.argv.includes('--check')) writeFileSync(readme, embedded);
  else if (embedded !== text) {
    console.error('README.md does not show the cost as it is: run node scripts/embed-cost.mjs');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
