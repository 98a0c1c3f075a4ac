import type { Invocation, Log, Notification, Result } from 'sarif';
import { Report } from '../../report-model';
import { resultsOf } from './sarif-results';
import { rulesOf } from './sarif-rules';
import { messageOf } from './sarif-text';

/** GitHub refuses a run with more results. Of these it keeps 5,000, those of the highest severity. */
const MAX_RESULTS = 25_000;

const INFORMATION = 'https://github.com/cdk-golden-path/cdk-golden-path';

/**
 * SARIF 2.1.0, as GitHub's code scanning takes it: one run of the tool `golden-path`, with the rules of all packs.
 *
 * One run, not one per pack: GitHub replaces the alerts of a run as a whole, so those of a pack that is no longer asked for close, where
 * a run of its own would leave them open for ever. The run has no `automationDetails`: GitHub's upload action sets the category only
 * where there is none, and two apps of one repository need different ones.
 */
export function renderSarif(report: Report): string {
  return `${JSON.stringify(sarifLog(report), undefined, 2)}\n`;
}

function sarifLog(report: Report): Log {
  const rules = rulesOf(report);
  const results = resultsOf(report, new Map(rules.map(({ id }, index) => [id, index])));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'golden-path',
            informationUri: INFORMATION,
            rules,
          },
        },
        invocations: [invocationOf(report, results)],
        results: results.slice(0, MAX_RESULTS),
        properties: {
          judgedOn: report.judgedOn,
          packs: report.packs.map(({ name }) => name),
          ...(report.baseline === undefined ? {} : { fixedSinceBaseline: report.baseline.fixed.length }),
        },
      },
    ],
  };
}

function invocationOf({ problems }: Report, results: readonly Result[]): Invocation {
  const leftOut = results.length - MAX_RESULTS;
  return {
    executionSuccessful: problems.length === 0,
    toolExecutionNotifications: [
      ...problems.map((problem) => notification('could-not-judge', 'error', problem)),
      ...(leftOut > 0
        ? [notification('results-left-out', 'warning', `${leftOut} results of the lowest severity are left out.`)]
        : []),
    ],
  };
}

function notification(id: string, level: 'error' | 'warning', text: string): Notification {
  return { descriptor: { id }, level, message: messageOf(text) };
}
