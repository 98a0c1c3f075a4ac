import * as fc from 'fast-check';
import { fileText } from '../../../../lib/checks/report/formats/file-text';
import { renderJunit } from '../../../../lib/checks/report/formats/junit';
import { Report } from '../../../../lib/checks/report/report-model';
import { acknowledgementOf, compliantOf, findingOf, packOf, reportOf } from '../model-samples';
import { FULL_REPORT } from './full-report';
import { anyReport, anyText } from './hostile';
import { parseXml, XmlElement } from './xml-oracle';

function suitesOf(report: Report): XmlElement[] {
  return parseXml(renderJunit(report)).children;
}

function casesOf(report: Report): XmlElement[] {
  return suitesOf(report).flatMap(({ children }) => children);
}

/** What came of a test case, in one word. */
function outcomeOf({ children }: XmlElement): string {
  return children.map(({ name }) => name).join() || 'passed';
}

test('there is a suite for each pack and stack, and a case for each rule and resource, in order', () => {
  const report = reportOf({
    findings: [findingOf({ pack: 'Own', stack: '', construct: '' }), findingOf({ construct: 'Shop/B' })],
    acknowledgements: [acknowledgementOf({ construct: 'Shop/A' })],
    compliant: [compliantOf({ construct: 'Cart/A', stack: 'prod-cart' }), compliantOf({ construct: 'Shop/A' })],
  });
  const rows = suitesOf(report).map(({ attributes, children }) => [
    attributes.name,
    ...children.map((one) => `${one.attributes.name}: ${outcomeOf(one)}`),
  ]);
  expect(rows).toEqual([
    ['AwsSolutions on prod-cart', 'AwsSolutions-SNS3: Cart/A: passed'],
    [
      'AwsSolutions on prod-shop',
      'AwsSolutions-S1: Shop/A: skipped',
      'AwsSolutions-SNS3: Shop/A: passed',
      'AwsSolutions-SNS3: Shop/B: failure',
    ],
    ['Own on the app', 'AwsSolutions-SNS3: (app): failure'],
  ]);
});

test('counts are those of the cases', () => {
  const { attributes, children } = parseXml(renderJunit(FULL_REPORT));
  expect(attributes).toEqual({ name: 'golden-path', tests: '12', failures: '4', errors: '2', skipped: '3' });
  for (const suite of children) {
    const count = (outcome: string) => String(suite.children.filter((one) => outcomeOf(one) === outcome).length);
    expect(suite.attributes).toEqual({
      name: suite.attributes.name,
      tests: String(suite.children.length),
      failures: count('failure'),
      errors: count('error'),
      skipped: count('skipped'),
    });
  }
});

test('several findings of one rule and resource are one failure, which has them all', () => {
  const report = reportOf({
    findings: [
      findingOf({
        rule: 'AwsSolutions-IAM5[Action::s3:*]',
        location: { file: 'lib/shop.ts', line: 3 },
        suggestedFix: 'name it',
      }),
      findingOf({ rule: 'AwsSolutions-IAM5[Resource::*]', severity: 'warning', description: 'Another.' }),
    ],
    acknowledgements: [
      acknowledgementOf({ rule: 'AwsSolutions-IAM5[Action::sqs:*]', construct: 'Shop/Topic/Resource' }),
    ],
  });
  expect(casesOf(report)).toEqual([
    {
      name: 'testcase',
      attributes: { classname: 'AwsSolutions on prod-shop', name: 'AwsSolutions-IAM5: Shop/Topic/Resource' },
      text: expect.any(String),
      children: [
        {
          name: 'failure',
          attributes: { message: 'The SNS Topic does not require publishers to use SSL. (and 1 more)', type: 'error' },
          text:
            'AwsSolutions-IAM5[Action::s3:*] (lib/shop.ts:3): The SNS Topic does not require publishers to use SSL. Fix: name it\n' +
            'AwsSolutions-IAM5[Resource::*]: Another.',
          children: [],
        },
      ],
    },
  ]);
});

test('what is accepted is skipped, with all that governs it', () => {
  const [{ children }] = casesOf(reportOf({ acknowledgements: [acknowledgementOf()] }));
  expect(children.map(({ attributes }) => attributes.message)).toEqual([
    'accepted: A log bucket that logs to itself never comes to rest. · owner: platform-team · expires: 2027-06-30 · evidence: https://example.com/tickets/1',
  ]);
});

test('an acknowledgement that accepts nothing is no case', () => {
  expect(casesOf(reportOf({ acknowledgements: [acknowledgementOf({ states: ['unused'] })] }))).toEqual([]);
});

test.each([
  ['info', undefined, 'system-out'],
  ['info', 'new', 'system-out'],
  ['warning', undefined, 'failure'],
  ['custom', 'new', 'failure'],
  ['error', 'unchanged', 'skipped'],
] as const)('a finding of severity %s that is %p is %s: it fails where a check does', (severity, status, outcome) => {
  const [found] = casesOf(reportOf({ findings: [findingOf({ severity, status })] }));
  expect(outcomeOf(found)).toBe(outcome);
  expect(JSON.stringify(found)).toContain('The SNS Topic does not require publishers to use SSL.');
});

test('the type of a failure is the severity, in the own word of the pack where it has one', () => {
  const [{ children }] = casesOf(
    reportOf({ findings: [findingOf({ severity: 'custom', customSeverity: 'blocker' })] }),
  );
  expect(children[0].attributes.type).toBe('blocker');
});

test('a problem and a crashed pack are errors, also where they found nothing', () => {
  const report = reportOf({
    problems: ['it is old'],
    packs: [
      packOf(),
      packOf({ name: 'Own', verdict: 'crashed', error: 'kaput' }),
      packOf({ name: 'X', verdict: 'crashed' }),
    ],
  });
  const rows = casesOf(report).map(({ attributes, children: [{ name, attributes: error }] }) => [
    ...[attributes.classname, attributes.name, name, error.message],
  ]);
  expect(rows).toEqual([
    ['golden-path', 'can judge the app', 'error', 'it is old'],
    ['Own', 'runs to its end', 'error', 'kaput'],
    ['X', 'runs to its end', 'error', 'it crashed'],
  ]);
});

test('a strict parser reads back what was written, whatever it was', () => {
  fc.assert(
    fc.property(anyText, anyText, (construct, description) => {
      const [{ attributes, children }] = casesOf(reportOf({ findings: [findingOf({ construct, description })] }));
      expect(attributes.name).toBe(fileText(`AwsSolutions-SNS3: ${construct || '(app)'}`));
      expect(children[0].attributes.message).toBe(fileText(description));
      expect(children[0].text).toBe(fileText(`AwsSolutions-SNS3: ${description}`));
    }),
  );
});

test('a text that says true keeps its value, which some writers of XML leave out', () => {
  const [{ children }] = casesOf(reportOf({ findings: [findingOf({ description: 'true' })] }));
  expect(children[0].attributes.message).toBe('true');
});

test('any report is well-formed, and no case fails twice', () => {
  fc.assert(
    fc.property(anyReport, (report) => {
      expect(casesOf(report).filter(({ children }) => children.length > 1)).toEqual([]);
    }),
  );
});

test('a large report is written in the time that its size takes', () => {
  const compliant = Array.from({ length: 50_000 }, (_, index) => compliantOf({ construct: `Shop/${index}` }));
  const start = process.cpuUsage();
  expect(renderJunit(reportOf({ compliant })).length).toBeGreaterThan(50_000);
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10);
});
