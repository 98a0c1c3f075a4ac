import { createHash } from 'crypto';
import type { Location, Result } from 'sarif';
import { Acknowledgement, Finding, Report, SourceLocation } from '../../report-model';
import { acceptedIn, justificationOf } from '../accepted';
import { fileText } from '../file-text';
import { RuleBook } from '../rule-book';
import { COULD_NOT_JUDGE, Level, levelOf, ruleIdOf } from './sarif-rules';
import { messageOf } from './sarif-text';

/** A result must be in a file of the repository. Where nobody knows the line, it is in the file that says how to start the app. */
const APP: SourceLocation = { file: 'cdk.json', line: 1 };

const RANK: { readonly [level in Level]: number } = { error: 0, warning: 1, note: 2 };

/**
 * What is open by severity, then what is accepted: if there are too many, the least important are left out.
 *
 * GitHub reads results, not notifications: what could not be judged is a result too, or a crashed pack would look like one whose
 * findings are all mended.
 */
export function resultsOf(report: Report, ruleIndexes: ReadonlyMap<string, number>): Result[] {
  const book = new RuleBook(report);
  const open = [
    ...report.problems.map(problemResult),
    ...report.findings.map((finding) => findingResult(finding, report.baseline !== undefined)),
  ];
  const accepted = acceptedIn(report).map((row) => acceptedResult(row, book));
  return withFingerprints([...bySeverity(open), ...bySeverity(accepted)]).map((result) => ({
    ...result,
    ruleIndex: ruleIndexes.get(result.ruleId ?? ''),
  }));
}

/** A result, and what makes it the same one in the next run. */
interface Identified {
  readonly result: Result;
  readonly level: Level;
  readonly identity: readonly string[];
}

function bySeverity(results: readonly Identified[]): Identified[] {
  return [...results].sort((a, b) => RANK[a.level] - RANK[b.level]);
}

/**
 * A fingerprint never depends on the line: an edit above would make every finding below a new one. GitHub reads the one of this name.
 *
 * Results of one identity are counted, as CodeQL does it.
 */
function withFingerprints(results: readonly Identified[]): Result[] {
  const seen = new Map<string, number>();
  return results.map(({ result, identity }) => {
    const hash = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
    const count = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, count);
    return { ...result, partialFingerprints: { primaryLocationLineHash: `${hash}:${count}` } };
  });
}

function problemResult(problem: string): Identified {
  return {
    level: 'error',
    identity: ['problem', problem],
    result: {
      ruleId: ruleIdOf(COULD_NOT_JUDGE),
      level: 'error',
      message: messageOf(`Could not judge. ${problem}`),
      locations: [locationOf({ construct: '' })],
    },
  };
}

function findingResult(finding: Finding, hasBaseline: boolean): Identified {
  const { rule, description, suggestedFix, construct, status } = finding;
  const level = levelOf(finding);
  return {
    level,
    identity: identityOf(finding),
    result: {
      ruleId: ruleIdOf(finding),
      level,
      message: messageOf(
        [
          description,
          ...(construct === '' ? [] : [`Construct: ${construct}.`]),
          ...(suggestedFix === undefined ? [] : [`Fix: ${suggestedFix}`]),
        ].join(' '),
      ),
      locations: [locationOf(finding)],
      ...(hasBaseline ? { baselineState: status ?? 'new' } : {}),
      properties: {
        rule: fileText(rule),
        stack: fileText(finding.stack),
        standards: finding.standards.map(fileText),
        ...(finding.principle === undefined ? {} : { principle: finding.principle }),
        ...(finding.onlyInTemplate === undefined ? {} : { onlyInTemplate: true }),
      },
    },
  };
}

function acceptedResult(row: Acknowledgement, book: RuleBook): Identified {
  const rule = book.of(row);
  const level = levelOf({ severity: rule?.severity ?? 'error' });
  const { owner, expires, evidence, acknowledgedId } = row;
  return {
    level,
    identity: identityOf(row),
    result: {
      ruleId: ruleIdOf(row),
      level,
      message: messageOf(`${rule?.requirement ?? row.rule} Construct: ${row.construct}.`),
      locations: [locationOf(row)],
      suppressions: [
        {
          kind: 'inSource',
          status: row.states.includes('expired') ? 'underReview' : 'accepted',
          justification: fileText(justificationOf(row)),
          properties: {
            ...{ owner: fileText(owner), expires: fileText(expires), evidence: fileText(evidence) },
            acknowledgedId: fileText(acknowledgedId),
          },
        },
      ],
      properties: { rule: fileText(row.rule), stack: fileText(row.stack) },
    },
  };
}

/** The same whether it is accepted or not: an acknowledgement must not make a new alert. */
function identityOf({ pack, rule, construct }: Pick<Finding, 'pack' | 'rule' | 'construct'>): string[] {
  return [pack, rule, construct];
}

function locationOf({ location = APP, construct }: Pick<Finding, 'location' | 'construct'>): Location {
  const uri = uriOf(location.file);
  const name = fileText(construct);
  return {
    physicalLocation: {
      artifactLocation: { uri: uri || APP.file },
      region: { startLine: Math.max(1, location.line) },
    },
    ...(name === '' ? {} : { logicalLocations: [{ fullyQualifiedName: name, kind: 'resource' }] }),
  };
}

/** A path below the root of the repository; parts that would lead elsewhere are left out. */
function uriOf(file: string): string {
  return fileText(file)
    .split('/')
    .filter((part) => !['', '.', '..'].includes(part))
    .map(encodeURIComponent)
    .join('/');
}
