import * as fs from 'fs';
import * as path from 'path';
import { readAssembly } from '../../../lib/checks/assembly/assembly';
import { synthFindings, synthPacks } from '../../../lib/checks/judgement/synth-findings';
import { examineTemplates } from '../../../lib/checks/packs/examine-templates';
import { RulePack } from '../../../lib/checks/rule-packs';
import { AppTemplates } from '../../../lib/checks/template/app-templates';
import { withConstructPaths } from '../../../lib/checks/template/construct-paths';
import { goldenPath, ROOT } from '../../bin/command';
import { FAIL_OPEN_CASES, FailOpenCase, synthesizeCase, SynthResult } from '../../fixtures/fail-open/cases';
import { findings } from './packs';

/** Each takes seconds, so each is run once. */
const results = new Map<FailOpenCase, SynthResult>();

function resultOf(id: string): SynthResult {
  const one = FAIL_OPEN_CASES.find((candidate) => candidate.id === id)!;
  const result = results.get(one) ?? synthesizeCase(one);
  results.set(one, result);
  return result;
}

function secondPass(id: string): string[] {
  const assembly = readAssembly(resultOf(id).folder);
  const { rows, problems } = examineTemplates(new AppTemplates(withConstructPaths(assembly)), [RulePack.AWS_SOLUTIONS]);
  expect(problems).toEqual([]);
  return findings(rows);
}

describe('plain cdk-nag', () => {
  test.each(FAIL_OPEN_CASES.map(({ id, title }) => [id, title]))(
    '%s: is green, for %s',
    (id) => {
      const { code, output } = resultOf(id);
      expect(output).not.toMatch(/AwsSolutions|NIST|error/i);
      expect(code).toBe(0);
    },
    120_000,
  );
});

describe('golden-path check', () => {
  /** What the README says of the cases: of which kind they are, and how the check ends. */
  const README = [
    ...fs.readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/^\| (F\d) \| (.+?) \| .+? \| (\d): .+ \|$/gm),
  ].map(([, id, title, code]) => ({ id, title, code: Number(code) }));

  test.each(FAIL_OPEN_CASES.map((one) => [one.id, one.title, one] as const))(
    '%s: is red, for %s',
    (id, title, { mustSay }) => {
      const { code, out, err } = goldenPath(['check', '--assembly', resultOf(id).folder]);
      expect(README).toContainEqual({ id, title, code });
      expect(code).not.toBe(0);
      for (const words of mustSay) expect(out + err).toMatch(words);
    },
    120_000,
  );

  test('has a row in the README for each case', () => {
    expect(README.map(({ id }) => id)).toEqual(FAIL_OPEN_CASES.map(({ id }) => id));
  });
});

describe('what is wrong all the same', () => {
  test('F1 is in the report, as a pack that crashed', () => {
    const { plugins } = readAssembly(resultOf('F1').folder);
    expect(synthPacks(plugins)).toEqual([
      { name: 'AwsSolutions', crash: expect.stringMatching(/Cannot read properties of undefined/) },
    ]);
  }, 120_000);

  test('F2 is in the report, at the stack that was not selected', () => {
    const { plugins } = readAssembly(resultOf('F2').folder);
    expect(synthFindings(plugins, [])).toEqual([
      expect.objectContaining({ rule: 'AwsSolutions-EC23', construct: 'Production/Shop/Open' }),
    ]);
  }, 120_000);

  test('F3 is in the templates, and nowhere else', () => {
    expect(synthFindings(readAssembly(resultOf('F3').folder).plugins, [])).toEqual([]);
    expect(secondPass('F3')).toEqual(['AwsSolutions-EC23 Shop/Open']);
  }, 120_000);

  test.each(['F4', 'F6'])(
    '%s is beyond the packs, over templates too',
    (id) => {
      expect(secondPass(id)).toEqual([]);
    },
    120_000,
  );

  test('F5 is in the templates, and nowhere else', () => {
    expect(synthFindings(readAssembly(resultOf('F5').folder).plugins, [])).toEqual([]);
    expect(secondPass('F5')).toEqual(['AwsSolutions-EC23 Shop/Overridden', 'AwsSolutions-EC23 Shop/Raw']);
  }, 120_000);

  test('F7 is told by the times of the files', () => {
    const { folder } = resultOf('F7');
    expect(() => readAssembly(folder)).toThrow(/left from an earlier synth/);
  }, 120_000);
});
