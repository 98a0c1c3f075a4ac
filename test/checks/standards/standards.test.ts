import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { controlsInSentence } from '../../../lib/checks/standards/control-sentence';
import { AWS_SOLUTIONS, RuleControls, SHARED } from '../../../lib/checks/standards/rule-controls';
import { baseRule, findingInRule } from '../../../lib/checks/standards/rule-name';
import { KNOWN_CONTROLS, standardsOf } from '../../../lib/checks/standards/standards';

const LIB = join(__dirname, '../../../lib');
const PACKS = join(require.resolve('cdk-nag'), '../packs');

function sourceOf(pack: string): string {
  return readFileSync(join(PACKS, `${pack}.js`), 'utf8');
}

/** The sentences of a pack, as they stand in its source. */
function sentencesOf(pack: string): string[] {
  return [...sourceOf(pack).matchAll(/info: '((?:[^'\\]|\\.)*)'/g)].map(([, sentence]) => sentence);
}

/** The names of a pack's rules, without the pack. */
function rulesOf(pack: string): string[] {
  const source = sourceOf(pack);
  return [...source.matchAll(/ruleSuffixOverride: '(\w+)'|rule: \w+\.(?:default\.)?(\w+)/g)].map(
    ([, own, name]) => own ?? name,
  );
}

describe('the sentences of packs that follow a standard', () => {
  test.each([
    ['nist-800-53-r5', 79, /^[A-Z]{2}-\d+[a-z]?(?:\.\d+)?(?:\([a-z\d]+\))*$/],
    ['nist-800-53-r4', 67, /^[A-Z]{2}-\d+[a-z]?(?:\([a-z\d]+\))*$/],
    ['hipaa-security', 84, /^164\.\d+(?:\([a-zA-Z\d]+\))+$/],
    ['pci-dss-321', 64, /^\d+(?:\.\d+)+$/],
  ] as const)('of %s all name controls, and every one of them is read', (pack, atLeast, shape) => {
    const sentences = sentencesOf(pack);
    expect(sentences.length).toBeGreaterThanOrEqual(atLeast);
    for (const sentence of sentences) {
      const listed = sentence.slice(sentence.indexOf('(Control ID'));
      const named = new Set(
        listed.match(/[A-Z]{2}-\d+[\w.()]*|\d+\.\d+[\w.()]*/g)?.map((one) => one.replace(/[.)]*$/, '')),
      );
      const read = controlsInSentence(sentence);
      expect(read.map((control) => control.replace(/[.)]*$/, ''))).toEqual([...named]);
      expect(read.filter((control) => !shape.test(control))).toEqual([]);
    }
  });

  test.each([
    ['No X-Ray - (Control ID: 164.312(b)).', ['164.312(b)']],
    ['No SSL - (Control IDs: 164.312(a)(2)(iv), 164.312(e)(1).', ['164.312(a)(2)(iv)', '164.312(e)(1)']],
    ['No WAF - (Control IDs: AC-4(21), SI-1a.2, SI-1a.2).', ['AC-4(21)', 'SI-1a.2']],
    ['Open - (Control IDs: 1.3, 1.3.1).', ['1.3', '1.3.1']],
    ['None at all.', []],
    ['(Control IDs: see the manual)', []],
  ])('%j has %j', (sentence, controls) => {
    expect(controlsInSentence(sentence)).toEqual(controls);
  });
});

describe('the tables', () => {
  const numbersOf = (table: Record<string, RuleControls>) =>
    Object.values(table).flatMap(({ fsbp = [], cis = [] }) => [
      ...fsbp.map((number) => `FSBP:${number}`),
      ...cis.map((number) => `CIS-7.0:${number}`),
    ]);

  test('name rules that are in their packs', () => {
    const shared = ['nist-800-53-r5', 'nist-800-53-r4', 'hipaa-security', 'pci-dss-321', 'serverless'].flatMap(rulesOf);
    expect(Object.keys(AWS_SOLUTIONS).filter((rule) => !rulesOf('aws-solutions').includes(rule))).toEqual([]);
    expect(Object.keys(SHARED).filter((rule) => !shared.includes(rule))).toEqual([]);
  });

  test('name controls that are known', () => {
    const known = KNOWN_CONTROLS.map(({ id }) => id);
    expect([...numbersOf(AWS_SOLUTIONS), ...numbersOf(SHARED)].filter((id) => !known.includes(id))).toEqual([]);
  });

  test('know each control once, with a title', () => {
    const ids = KNOWN_CONTROLS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(KNOWN_CONTROLS.filter(({ title }) => title === '')).toEqual([]);
  });

  test('know every control of FSBP and CIS that a principle rule names', () => {
    const folder = join(LIB, 'checks/principles');
    const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .flatMap(
        (file) => readFileSync(join(folder, file), 'utf8').match(/(?<=')(?:FSBP|CIS)[-\w.]*:[\w.]+(?=')/g) ?? [],
      );
    const known = KNOWN_CONTROLS.map(({ id }) => id);
    expect(named).toContain('FSBP:AutoScaling.1');
    expect([...new Set(named)].filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe('the standards of a rule', () => {
  test('of AwsSolutions come from the table, with what NIST has on them', () => {
    expect(standardsOf('AwsSolutions-KMS5', 'The key does not rotate.')).toEqual([
      'CIS-7.0:4.6',
      'NIST-800-53-R5:SC-12',
      'NIST-800-53-R5:SC-12(2)',
      'NIST-800-53-R5:SC-28(3)',
    ]);
    expect(standardsOf('AwsSolutions-SQS2')).toEqual([
      'FSBP:SQS.1',
      ...['CA-9(1)', 'CM-3(6)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'].map(
        (id) => `NIST-800-53-R5:${id}`,
      ),
    ]);
  });

  test('are the same for each of its findings', () => {
    expect(standardsOf('AwsSolutions-IAM5[Resource::arn:aws:s3:::a/*]')).toEqual(standardsOf('AwsSolutions-IAM5'));
    expect(standardsOf('AwsSolutions-IAM5')).toContain('FSBP:IAM.21');
  });

  test('of a pack for NIST are its own words on NIST, and the table on the others', () => {
    const sentence = 'No IMDSv2 - (Control IDs: AC-6).';
    expect(standardsOf('NIST.800.53.R5-EC2IMDSv2Enabled', sentence)).toEqual([
      'CIS-7.0:6.7',
      'FSBP:AutoScaling.3',
      'FSBP:EC2.170',
      'FSBP:EC2.8',
      'NIST-800-53-R5:AC-6',
    ]);
  });

  test.each([
    ['NIST.800.53.R4-X', 'Bad - (Control ID: AC-6(a)(d)).', ['NIST-800-53-R4:AC-6(a)(d)']],
    ['HIPAA.Security-X', 'Bad - (Control ID: 164.312(b)).', ['HIPAA:164.312(b)']],
    ['PCI.DSS.321-X', 'Bad - (Control IDs: 1.3.1, 1.2).', ['PCI-DSS-3.2.1:1.2', 'PCI-DSS-3.2.1:1.3.1']],
    ['Serverless-LambdaTracing', 'Bad.', []],
    ['Serverless-EC2IMDSv2Enabled', '', standardsOf('HIPAA.Security-EC2IMDSv2Enabled')],
    ['AwsSolutions-toString', '', []],
    ['Own-S1', 'Bad.', []],
    ['S1', '', []],
    ['', '', []],
  ])('of %s with %j are %j', (rule, info, standards) => {
    expect(standardsOf(rule, info)).toEqual(standards);
  });

  test('of a shared rule in the packs for HIPAA and PCI have what NIST has', () => {
    expect(standardsOf('HIPAA.Security-ALBHttpDropInvalidHeaderEnabled')).toEqual([
      'FSBP:ELB.4',
      'NIST-800-53-R5:SC-7(4)',
      'NIST-800-53-R5:SC-8(2)',
    ]);
  });
});

test('the name of a rule and its finding are told apart', () => {
  const names = ['AwsSolutions-S1', 'AwsSolutions-IAM5[Resource::<A.Arn>/[x]]', '[x]', 'A[\n]'];
  expect(names.map((name) => [baseRule(name), findingInRule(name)])).toEqual([
    ['AwsSolutions-S1', ''],
    ['AwsSolutions-IAM5', 'Resource::<A.Arn>/[x]'],
    ['', 'x'],
    ['A', '\n'],
  ]);
});
