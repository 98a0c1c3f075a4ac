import * as fc from 'fast-check';
import type { Log, Result, Run } from 'sarif';
import { renderSarif } from '../../../../lib/checks/report/formats/sarif/sarif';
import { messageOf, shortMessageOf } from '../../../../lib/checks/report/formats/sarif/sarif-text';
import { Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, findingOf, reportOf, ruleOf } from '../model-samples';
import { FULL_REPORT } from './full-report';
import { anyReport, anyText } from './hostile';
import { errorsOfMultitool, schemaErrors } from './sarif-oracle';

function runOf(report: Report): Run {
  const log: Log = JSON.parse(renderSarif(report));
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

function resultsOf(report: Report): Result[] {
  return runOf(report).results ?? [];
}

describe('the validator of SARIF with the rules of GitHub', () => {
  test('finds no error in a report with everything in it', () => {
    expect(errorsOfMultitool(renderSarif(FULL_REPORT))).toEqual([]);
  });

  test('finds none in one against a baseline, nor in an empty one', () => {
    const findings = FULL_REPORT.findings.map((finding) => ({ ...finding, status: 'unchanged' as const }));
    const baseline = { new: 0, unchanged: findings.length, fixed: [] };
    expect(errorsOfMultitool(renderSarif(reportOf({ ...FULL_REPORT, findings, baseline })))).toEqual([]);
    expect(errorsOfMultitool(renderSarif(reportOf()))).toEqual([]);
  });

  test('finds none in one of whatever texts', () => {
    const reports = fc.sample(anyReport, { numRuns: 100, seed: 1 });
    const all = reportOf({
      problems: reports.flatMap(({ problems }) => problems),
      rules: reports.flatMap(({ rules }) => rules),
      findings: reports.flatMap(({ findings }) => findings),
      acknowledgements: reports.flatMap(({ acknowledgements }) => acknowledgements),
    });
    expect(errorsOfMultitool(renderSarif(all))).toEqual([]);
  });

  test('would find one', () => {
    const log: Log = JSON.parse(renderSarif(FULL_REPORT));
    delete log.runs[0].results?.[0].locations;
    expect(errorsOfMultitool(JSON.stringify(log)).join()).toMatch(/error GH1015/);
  });

  test('agrees with the schema, which any report keeps', () => {
    fc.assert(fc.property(anyReport, (report) => expect(schemaErrors(renderSarif(report))).toEqual([])));
    expect(schemaErrors('{"version":"2.1.0","runs":[{}]}')).toEqual(["/runs/0 must have required property 'tool'"]);
  });
});

describe('a rule', () => {
  const rule = (props: Partial<Parameters<typeof ruleOf>[0]> = {}) =>
    runOf(reportOf({ rules: [ruleOf(props)] })).tool.driver.rules?.[0];

  test('is listed with pack and name, though it found nothing', () => {
    const found = rule({
      standards: ['FSBP:SNS.4'],
      why: 'Plain text can be read.',
      fix: 'enforce TLS',
      severity: 'warning',
    });
    expect(found).toEqual({
      id: 'AwsSolutions/AwsSolutions-SNS3',
      shortDescription: { text: 'The SNS Topic does not require publishers to use SSL.' },
      fullDescription: { text: 'The SNS Topic does not require publishers to use SSL. Plain text can be read.' },
      help: {
        text:
          'Rule: The SNS Topic does not require publishers to use SSL. Why: Plain text can be read. Fix: enforce TLS ' +
          'Standards: FSBP:SNS.4 To accept a finding: acknowledge AwsSolutions::AwsSolutions-SNS3 with a reason, an owner, an expiry and evidence',
        markdown:
          '**Rule:** The SNS Topic does not require publishers to use SSL.\n\n**Why:** Plain text can be read.\n\n**Fix:** enforce TLS\n\n' +
          '**Standards:** FSBP:SNS.4\n\n**To accept a finding:** acknowledge AwsSolutions::AwsSolutions-SNS3 with a reason, an owner, an expiry and evidence',
      },
      defaultConfiguration: { level: 'warning' },
      properties: {
        tags: ['security', 'AwsSolutions', 'FSBP:SNS.4'],
        precision: 'high',
        'security-severity': '5.0',
        standards: ['FSBP:SNS.4'],
      },
    });
  });

  test.each([
    ['fatal', 'error', '8.0'],
    ['error', 'error', '8.0'],
    ['custom', 'error', '8.0'],
    ['warning', 'warning', '5.0'],
    ['info', 'note', '2.0'],
  ] as const)('of severity %s is of level %s', (severity, level, score) => {
    expect(rule({ severity })).toMatchObject({
      defaultConfiguration: { level },
      properties: { 'security-severity': score },
    });
  });

  test('of a principle is a security rule only if the principle is', () => {
    const ofPrinciple = (principle: 'DIS-3' | 'SEC-4') => rule({ pack: 'GoldenPath', principle })?.properties;
    expect(ofPrinciple('DIS-3')).toMatchObject({
      tags: ['reliability', 'GoldenPath', 'DIS-3'],
      'problem.severity': 'error',
    });
    expect(ofPrinciple('DIS-3')).not.toHaveProperty('security-severity');
    expect(ofPrinciple('SEC-4')).toMatchObject({
      tags: ['security', 'GoldenPath', 'SEC-4'],
      'security-severity': '8.0',
    });
  });

  test('has at most ten tags, and all of its standards', () => {
    const standards = Array.from({ length: 30 }, (_, index) => `NIST-800-53-R5:AC-${index}`);
    const properties = rule({ standards })?.properties;
    expect(properties?.tags).toHaveLength(10);
    expect(properties?.standards).toEqual(standards);
  });

  test('is known by its index to its results', () => {
    const { tool, results } = runOf(FULL_REPORT);
    const ids = results?.map(({ ruleIndex }) => tool.driver.rules?.[ruleIndex ?? -1].id);
    expect(ids).toEqual(results?.map(({ ruleId }) => ruleId));
    expect(ids).toContain('AwsSolutions/AwsSolutions-IAM5');
  });
});

describe('a finding', () => {
  test('stands at the line that makes the construct, with its path and the fix', () => {
    const finding = findingOf({
      rule: 'AwsSolutions-IAM5[Resource::*]',
      location: { file: 'lib/my shop.ts', line: 12 },
      suggestedFix: 'name the resource',
      standards: ['FSBP:IAM.1'],
      onlyInTemplate: true,
    });
    expect(resultsOf(reportOf({ findings: [finding] }))).toEqual([
      {
        ruleId: 'AwsSolutions/AwsSolutions-IAM5',
        ruleIndex: 0,
        level: 'error',
        message: {
          text: 'The SNS Topic does not require publishers to use SSL. Construct: Shop/Topic/Resource. Fix: name the resource',
        },
        locations: [
          {
            physicalLocation: { artifactLocation: { uri: 'lib/my%20shop.ts' }, region: { startLine: 12 } },
            logicalLocations: [{ fullyQualifiedName: 'Shop/Topic/Resource', kind: 'resource' }],
          },
        ],
        partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{64}:1$/) },
        properties: {
          rule: 'AwsSolutions-IAM5[Resource::*]',
          stack: 'prod-shop',
          standards: ['FSBP:IAM.1'],
          onlyInTemplate: true,
        },
      },
    ]);
  });

  test('without a line stands in cdk.json, and one of the app has no construct', () => {
    const [result] = resultsOf(reportOf({ findings: [findingOf({ construct: '' })] }));
    expect(result.locations).toEqual([
      { physicalLocation: { artifactLocation: { uri: 'cdk.json' }, region: { startLine: 1 } } },
    ]);
  });

  test('never stands outside the repository', () => {
    const uri = (file: string) =>
      resultsOf(reportOf({ findings: [findingOf({ location: { file, line: 1 } })] }))[0].locations?.[0].physicalLocation
        ?.artifactLocation?.uri;
    expect(['/etc/passwd', '../../x', 'https://evil.example/x', '..', 'a?b#c'].map(uri)).toEqual([
      'etc/passwd',
      'x',
      'https%3A/evil.example/x',
      'cdk.json',
      'a%3Fb%23c',
    ]);
  });

  const fingerprintOf = (report: Report, index = 0) => resultsOf(report)[index].partialFingerprints;

  test('keeps its fingerprint when its line, its words or its severity change, and when it is accepted', () => {
    const { pack, rule, construct } = findingOf();
    const changed = findingOf({
      location: { file: 'x.ts', line: 9 },
      description: 'Other words.',
      severity: 'warning',
    });
    const before = fingerprintOf(reportOf({ findings: [findingOf()] }));
    expect(fingerprintOf(reportOf({ findings: [changed] }))).toEqual(before);
    expect(fingerprintOf(reportOf({ acknowledgements: [acknowledgementOf({ pack, rule, construct })] }))).toEqual(
      before,
    );
  });

  test.each([{ pack: 'Other' }, { rule: 'AwsSolutions-SNS3[x]' }, { construct: 'Shop/Other' }])(
    'has a fingerprint of its own if it differs in %p',
    (props) => {
      const report = (finding = findingOf()) => reportOf({ findings: [finding] });
      expect(fingerprintOf(report(findingOf(props)))).not.toEqual(fingerprintOf(report()));
    },
  );

  test('that is there twice has two fingerprints', () => {
    const report = reportOf({ findings: [findingOf(), findingOf({ description: 'Again.' })] });
    const hashes = [0, 1].map((index) => fingerprintOf(report, index)?.primaryLocationLineHash);
    expect(hashes.map((hash) => hash?.split(':')[1])).toEqual(['1', '2']);
    expect(new Set(hashes.map((hash) => hash?.split(':')[0])).size).toBe(1);
  });

  test('says whether it is new only against a baseline', () => {
    const findings = [findingOf({ status: 'unchanged' }), findingOf({ construct: 'Shop/New', status: 'new' })];
    const states = (report: Report) => resultsOf(report).map(({ baselineState }) => baselineState);
    expect(states(reportOf({ findings, baseline: { new: 1, unchanged: 1, fixed: [] } }))).toEqual(['unchanged', 'new']);
    expect(states(reportOf({ findings: [findingOf()] }))).toEqual([undefined]);
  });
});

describe('an acknowledgement', () => {
  test('is a suppressed result, with all that governs it', () => {
    const report = reportOf({
      rules: [ruleOf({ rule: 'AwsSolutions-S1', severity: 'warning', requirement: 'No access logs.' })],
      acknowledgements: [acknowledgementOf({ location: { file: 'lib/logs.ts', line: 3 } })],
    });
    expect(resultsOf(report)).toMatchObject([
      {
        ruleId: 'AwsSolutions/AwsSolutions-S1',
        level: 'warning',
        message: { text: 'No access logs. Construct: Shop/Logs/Resource.' },
        locations: [{ physicalLocation: { artifactLocation: { uri: 'lib/logs.ts' }, region: { startLine: 3 } } }],
        suppressions: [
          {
            kind: 'inSource',
            status: 'accepted',
            justification:
              'A log bucket that logs to itself never comes to rest. · owner: platform-team · expires: 2027-06-30 · evidence: https://example.com/tickets/1',
            properties: { owner: 'platform-team', expires: '2027-06-30', evidence: 'https://example.com/tickets/1' },
          },
        ],
      },
    ]);
  });

  test('says what it lacks', () => {
    const bare = acknowledgementOf({ reason: '', owner: '', expires: '', evidence: '' });
    const [{ suppressions }] = resultsOf(reportOf({ acknowledgements: [bare] }));
    expect(suppressions?.[0].justification).toBe(
      '(no reason given) · owner: (nobody) · expires: (never) · evidence: (none)',
    );
  });

  test('that has expired suppresses nothing until somebody looks', () => {
    const [{ suppressions }] = resultsOf(
      reportOf({ acknowledgements: [acknowledgementOf({ states: ['used', 'expired'] })] }),
    );
    expect(suppressions?.[0].status).toBe('underReview');
  });

  test('that accepts nothing is no result', () => {
    expect(resultsOf(reportOf({ acknowledgements: [acknowledgementOf({ states: ['unused'] })] }))).toEqual([]);
  });
});

describe('a problem', () => {
  const report = reportOf({ problems: ['it is older than its templates'] });

  test('is a notification of an execution without success', () => {
    expect(runOf(report).invocations).toEqual([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          {
            descriptor: { id: 'could-not-judge' },
            level: 'error',
            message: { text: 'it is older than its templates' },
          },
        ],
      },
    ]);
    expect(runOf(reportOf()).invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }]);
  });

  test('is a result too, because GitHub reads no notifications', () => {
    expect(resultsOf(report)).toMatchObject([
      {
        ruleId: 'GoldenPath/could-not-judge',
        level: 'error',
        message: { text: 'Could not judge. it is older than its templates' },
      },
    ]);
  });
});

describe('too many results', () => {
  const many = (length: number, severity: 'error' | 'info') =>
    Array.from({ length }, (_, index) => findingOf({ severity, construct: `Shop/${severity}${index}` }));

  test('are cut at what GitHub takes, the least important first, and counted', () => {
    const report = reportOf({
      findings: [...many(24_999, 'info'), ...many(2, 'error')],
      acknowledgements: [acknowledgementOf()],
    });
    const { results = [], invocations } = runOf(report);
    expect(results).toHaveLength(25_000);
    expect(results.slice(0, 3).map(({ level }) => level)).toEqual(['error', 'error', 'note']);
    expect(results.some(({ suppressions }) => suppressions !== undefined)).toBe(false);
    expect(invocations?.[0].toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      '2 results of the lowest severity are left out.',
    ]);
  });

  test('are not there where all have room', () => {
    const { results, invocations } = runOf(reportOf({ findings: many(25_000, 'info') }));
    expect(results).toHaveLength(25_000);
    expect(invocations?.[0].toolExecutionNotifications).toEqual([]);
  });
});

describe('a message', () => {
  test('is no link and no placeholder, whatever it says', () => {
    expect(messageOf('see [here](http://evil.example) or {0}')).toEqual({
      text: 'see \\[here\\](http://evil.example) or {{0}}',
    });
    expect(messageOf('AwsSolutions-IAM5[Resource::*] on {"Ref":"Topic"}')).toEqual({
      text: 'AwsSolutions-IAM5[Resource::*] on {"Ref":"Topic"}',
    });
  });

  test('of a rule is never longer than GitHub takes, and never empty', () => {
    const anyLongText = fc.tuple(anyText, fc.nat(2000)).map(([text, times]) => text.repeat(Math.min(times, 500)));
    fc.assert(
      fc.property(anyLongText, (text) => {
        const { length } = shortMessageOf(text).text;
        expect(length).toBeGreaterThan(0);
        expect(length).toBeLessThanOrEqual(1024);
      }),
    );
    expect(shortMessageOf('[a](b)'.repeat(500)).text.length).toBeGreaterThan(500);
  });
});

test('the same report gives the same bytes, which name no time', () => {
  expect(renderSarif(FULL_REPORT)).toBe(renderSarif(FULL_REPORT));
  expect(renderSarif(FULL_REPORT)).not.toMatch(/TimeUtc|\d{4}-\d\d-\d\dT/);
});
