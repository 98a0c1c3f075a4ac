import { readdirSync, readFileSync } from 'fs';
import * as path from 'path';
import { PRINCIPLE_IDS } from '../../../lib/checks/principles/principle';
import { PRINCIPLES } from '../../../lib/checks/principles/principles';
import { Rule } from '../../../lib/checks/principles/rule';
import { RULES } from '../../../lib/checks/principles/rules';
import { KNOWN_CONTROLS } from '../../../lib/checks/standards/standards';

const FOLDER = path.join(__dirname, '../../../lib/checks/principles/rules');

interface RuleFile {
  readonly folder: string;
  readonly name: string;
  readonly rules: readonly Rule[];
}

function ruleFiles(): RuleFile[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: folder }) =>
      readdirSync(path.join(FOLDER, folder)).map((file) => ({
        folder,
        name: path.basename(file, '.ts'),
        rules: exportedRules(path.join(FOLDER, folder, file)),
      })),
    );
}

function exportedRules(file: string): Rule[] {
  const names = [...readFileSync(file, 'utf8').matchAll(/^export const (\w+): Rule = /gm)].map(([, name]) => name);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the files are found by looking into the folder
  const exported = require(file) as { [name: string]: Rule };
  return names.map((name) => exported[name]);
}

/** `DIS-3-UserData` as `user-data`. */
function kebab({ id, principle }: Rule): string {
  const name = id.slice(principle.length + 1);
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

const CONTROL_IDS = new Set(KNOWN_CONTROLS.map(({ id }) => id));
const NIST_CONTROL = /^NIST-800-53-R5:[A-Z]{2}-\d+(\(\d+\))?$/;

describe('every file of a rule', () => {
  test.each(ruleFiles().map((one) => [`${one.folder}/${one.name}`, one] as const))(
    '%s',
    (_, { folder, name, rules }) => {
      expect(rules).toHaveLength(1);
      const [rule] = rules;
      expect(rule.principle.toLowerCase()).toBe(folder);
      expect(rule.id.startsWith(`${rule.principle}-`)).toBe(true);
      expect(kebab(rule)).toBe(name);
      expect(RULES.filter((one) => one === rule)).toHaveLength(1);
    },
  );
});

describe('the rules', () => {
  test('all have a file', () => {
    const inFiles = ruleFiles().flatMap(({ rules }) => rules.map(({ id }) => id));
    expect(RULES.map(({ id }) => id).sort()).toEqual(inFiles.sort());
  });

  test('have ids of their own, in the order of the principles', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    const positions = RULES.map(({ principle }) => PRINCIPLE_IDS.indexOf(principle));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))('%s speaks in sentences', (_, rule) => {
    expect(rule.requirement).toMatch(/^[A-Z].{15,140}\.$/);
    expect(rule.why).toMatch(/^[A-Z].{30,250}\.$/);
    expect(rule.fix).toMatch(/^[a-z].{10,250}[^.]$/);
  });

  test.each(RULES.map((rule) => [rule.id, rule] as const))(
    '%s names controls that there are',
    (_, { standards = [] }) => {
      const known = standards.filter((id) => CONTROL_IDS.has(id) || NIST_CONTROL.test(id));
      expect(known).toEqual(standards);
      expect(new Set(standards).size).toBe(standards.length);
    },
  );
});

test('the catalogue has each principle once, in order, with a sentence', () => {
  expect(PRINCIPLES.map(({ id }) => id)).toEqual(PRINCIPLE_IDS);
  for (const { title } of PRINCIPLES) expect(title).toMatch(/^[A-Z].{15,110}\.$/);
});
