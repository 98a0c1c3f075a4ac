import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { CfnGuardValidator } from '@cdklabs/cdk-validator-cfnguard';
import { shop } from '../examples/shop';
import { readContents, StackTemplate } from '../lib/checks/assembly/assembly';
import { withConstructPaths } from '../lib/checks/template/construct-paths';
import { resourcesIn } from '../lib/checks/template/resource';
import { findPython } from './emulator/python';
import { synth } from './fixtures/assemblies/synth';

const DOC = fs.readFileSync(path.join(__dirname, '../docs/other-checkers.md'), 'utf8');

/** The rows of a table of the page, as "rule resource". */
function explained(title: string): string[] {
  const section = DOC.split(/^## /m).find((one) => one.startsWith(title)) ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| (.+?) \| .+ \|$/gm)].map(
    ([, rule, of]) => `${rule} ${of.replace(/`/g, '')}`,
  );
}

describe('the demo, before other checkers', () => {
  let folder: string;
  let templates: readonly StackTemplate[];
  let files: string[];
  beforeAll(() => {
    folder = synth((app) => shop(app, 'examples/release.json'));
    templates = withConstructPaths(readContents(folder));
    files = templates.map(({ stack }) => path.join(folder, `${stack}.template.json`));
  });

  const constructOf = (file: string, logicalId: string): string => {
    const template = templates.find(({ stack }) => path.basename(file) === `${stack}.template.json`);
    const found = template && resourcesIn(template).find((resource) => resource.logicalId === logicalId);
    return found?.name.replace(/(\/Resource)+$/, '') ?? logicalId;
  };

  test('breaks no control of Control Tower that the page does not explain', () => {
    const validator = new CfnGuardValidator({ controlTowerRulesEnabled: true });
    const { violations } = validator.validate({ templatePaths: files } as never);
    const found = violations.flatMap(({ description, violatingResources }) =>
      // cfn-guard lists the clauses of a rule too, which name no resource.
      violatingResources.flatMap(({ templatePath, resourceLogicalId }) => {
        const [, control] = /\[(CT\.[A-Z0-9.]+)\]/.exec(description) ?? [];
        return resourceLogicalId ? `${control} ${constructOf(String(templatePath), resourceLogicalId)}` : [];
      }),
    );
    expect([...new Set(found)].sort()).toEqual(explained('AWS Control Tower').sort());
    expect(found.length).toBeGreaterThan(10);
  }, 120_000);

  test('gives cfn-lint nothing to say that the page does not explain', () => {
    const found = findPython();
    if ('missing' in found) throw new Error(found.missing);
    const lint = [
      '-c',
      'from cfnlint import runner; runner.main()',
      '--regions',
      'eu-west-1',
      '--format',
      'json',
      '--template',
      ...files,
    ];
    const { stdout, stderr } = spawnSync(found.python, lint, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
    expect(stderr).toBe('');
    // A cfn-lint that was installed before ours may not know yet that listeners and their rules have tags.
    const isOldSchema = ({ Rule, Message }: any) => Rule.Id === 'E3002' && Message.includes("('Tags' was unexpected)");
    const messages: any[] = JSON.parse(stdout).filter((message: any) => !isOldSchema(message));
    const rules: string[] = messages.map(({ Rule }) => Rule.Id);
    expect([...new Set(rules)].sort()).toEqual(explained('cfn-lint').map((row) => row.split(' ')[0]));
  }, 300_000);
});
