import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import type { App } from 'aws-cdk-lib';
import { describeObstacle } from '../assembly/cannot-judge';
import { firstLineWithoutPaths } from '../report/plain-text';
import { RulePack } from '../rule-packs';
import { AppTemplates } from '../template/app-templates';
import { Resource } from '../template/resource';
import { nagModules, NagModules } from './nag-modules';
import { PackJudgement, runPack } from './run-pack';
import { asTemplateShows } from './tree-rules';
import { TypedStacks } from './typed-stacks';

/** What a rule said of a resource of a template, or one finding of those that it listed. */
export interface PackRow extends Omit<PackJudgement, 'node'> {
  readonly resource: Resource;
}

/** What packs said of templates. */
export interface Examination {
  readonly rows: readonly PackRow[];
  /** Why something could not be judged, as lines for a person. */
  readonly problems: readonly string[];
}

/**
 * Runs packs of cdk-nag over templates, as they would run over constructs.
 *
 * In the synth a pack sees what the code of the app made, but not property overrides, raw resources and the constructs of another
 * copy of aws-cdk-lib. Templates have all of it. They have no acknowledgements, so what was accepted is a finding here too.
 */
export function examineTemplates(app: AppTemplates, packs: readonly RulePack[]): Examination {
  if (packs.length === 0) return { rows: [], problems: [] };
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-packs-'));
  try {
    return examine(app, packs, folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function examine(app: AppTemplates, packs: readonly RulePack[], folder: string): Examination {
  const modules = nagModules();
  const root = emptyApp(modules, folder);
  const stacks = new TypedStacks(app, root, modules, folder);
  const examinations = packs.map((pack) => examineWith(pack, stacks, modules, root));
  return {
    rows: examinations.flatMap(({ rows }) => rows),
    problems: [...stacks.problems, ...examinations.flatMap(({ problems }) => problems)],
  };
}

/** Never synthesized, not at the end of the process either; the folder is there because else it makes one that stays. */
function emptyApp({ cdk }: NagModules, folder: string): App {
  const { DISABLE_CREATION_STACK_TRACES, DISABLE_LOGICAL_ID_METADATA } = cdk.cx_api;
  return new cdk.App({
    outdir: folder,
    autoSynth: false,
    // Notes on where constructs are made, which take a third of the time; here that is always the same place.
    postCliContext: { [DISABLE_CREATION_STACK_TRACES]: true, [DISABLE_LOGICAL_ID_METADATA]: true },
  });
}

function examineWith(pack: RulePack, stacks: TypedStacks, { nag }: NagModules, root: App): Examination {
  try {
    const rows = runPack(pack, nag, root).map(({ node, ...row }) => {
      const resource = stacks.resourceOf(node);
      return { ...asTemplateShows(row, resource), resource };
    });
    return { rows, problems: [] };
  } catch (error) {
    const problem = `cannot be run over the templates (${firstLineWithoutPaths((error as Error).message)})`;
    const fix = 'use a version of cdk-nag that this version of cdk-golden-path supports';
    return { rows: [], problems: [describeObstacle({ where: `pack '${pack.packName}'`, problem, fix })] };
  }
}
