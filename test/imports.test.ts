import { readdirSync, readFileSync } from 'fs';
import { builtinModules } from 'module';
import { join, posix } from 'path';
import * as ts from 'typescript';
import { peerDependencies } from '../package.json';

/** The import directions of lib: which folders each folder may import. Every folder may import `private`, file by file. */
const MAY_IMPORT: Record<string, string[]> = {
  private: [],
  page: [],
  release: [],
  network: [],
  signals: [],
  fleet: ['release', 'network'],
  rollout: ['fleet', 'network', 'signals'],
  resilience: ['fleet', 'signals'],
  service: ['release', 'network', 'signals', 'fleet', 'rollout', 'resilience'],
  delivery: ['release', 'service'],
  account: ['signals'],
  checks: [],
};

/**
 * What is bundled on its own, so that it may use dev dependencies, but nothing that knows constructs: the code of the
 * Lambda functions, and what the command rehearses and shows. Each with what it may import beside itself.
 */
const BUNDLED: Record<string, string[]> = {
  'lib/rollout/gate/': [],
  'lib/rollout/probe/': ['lib/rollout/gate/'],
  'lib/page/': [],
  'lib/checks/report/': ['lib/checks/', 'lib/page/', 'lib/private/'],
  'lib/rollout/rehearsal/': ['lib/rollout/gate/', 'lib/page/', 'lib/private/'],
  'lib/signals/preview/': ['lib/page/', 'lib/private/'],
  'lib/signals/recorder/': [],
};

/** Costly to load, so it is loaded only by who asks for checks. */
const LAZY = 'cdk-nag';

interface Import {
  readonly specifier: string;
  /** Type imports vanish at compile time; eager ones run when the file is loaded, lazy ones when a function is called. */
  readonly time: 'type' | 'eager' | 'lazy';
}

function importsOf(source: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, time: Import['time']) => {
    if (node && ts.isStringLiteralLike(node)) found.push({ specifier: node.text, time });
  };
  const visit = (node: ts.Node, inFunction: boolean): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier, node.importClause?.isTypeOnly ? 'type' : 'eager');
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'eager');
    } else if (ts.isExternalModuleReference(node)) {
      add(node.expression, 'eager');
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal, 'type');
    } else if (ts.isCallExpression(node)) {
      const loads =
        node.expression.kind === ts.SyntaxKind.ImportKeyword || /^require(\.resolve)?$/.test(node.expression.getText());
      if (loads) add(node.arguments[0], inFunction ? 'lazy' : 'eager');
    }
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  visit(source, false);
  return found;
}

function bundleOf(file: string): string | undefined {
  return Object.keys(BUNDLED).find((bundle) => file.startsWith(bundle));
}

function packageProblem(file: string, { specifier, time }: Import): string | undefined {
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  if (specifier.startsWith('node:') || builtinModules.includes(name)) return undefined;
  const isPeer = Object.keys(peerDependencies).includes(name);
  if (bundleOf(file)) return isPeer ? `imports ${name}, but what is bundled knows no constructs` : undefined;
  if (!isPeer) return `imports ${name}, which is not a peer dependency`;
  if (name !== LAZY) return undefined;
  if (!file.startsWith('lib/checks/')) return `imports ${LAZY} outside lib/checks`;
  return time === 'eager'
    ? `imports ${LAZY} when it is loaded: use \`import type\`, or load it in a function`
    : undefined;
}

function relativeProblem(file: string, specifier: string): string | undefined {
  const [root, folder] = file.split('/');
  const target = posix.join(posix.dirname(file), specifier).replace(/\/$/, '');
  const [targetRoot, targetFolder, ...rest] = target.split('/');
  if (targetRoot !== root || targetFolder === undefined) return `imports ${specifier}, which is outside lib`;
  const bundle = bundleOf(file);
  if (bundle !== undefined) {
    const inside = [bundle, ...BUNDLED[bundle]].some((allowed) => target.startsWith(allowed));
    return inside ? undefined : `imports ${specifier}, but ${bundle} stands alone`;
  }
  if (targetFolder === folder) return undefined;
  if (!(targetFolder in MAY_IMPORT)) return `imports ${specifier}, which is in no folder of the table`;
  if (targetFolder === 'private') return rest.length === 1 ? undefined : `imports ${specifier}: name a file of private`;
  if (!MAY_IMPORT[folder].includes(targetFolder)) return `imports ${targetFolder}, which ${folder} may not`;
  if (rest.length > 0 && rest.join('/') !== 'index') return `imports ${specifier} past the index of ${targetFolder}`;
  return undefined;
}

function indexProblems(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    const reExported =
      ts.isExportDeclaration(statement) && statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
        ? statement.moduleSpecifier.text
        : undefined;
    if (reExported === undefined) return [`does more than re-export: ${statement.getText()}`];
    const folder = reExported.replace('./', '');
    return folder in MAY_IMPORT && folder !== 'private'
      ? []
      : [`re-exports ${reExported}, which is not a public folder`];
  });
}

/** What is wrong with the imports of one file, by its path from the root of the repository. */
function problemsOf(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const [, folder, ...rest] = file.split('/');
  if (file === 'lib/index.ts') return indexProblems(source);
  if (rest.length === 0) return ['is in no folder: only index.ts is at the top of lib'];
  if (!(folder in MAY_IMPORT)) {
    return [`is in the folder ${folder}, which is not in the table: a new folder needs a decision`];
  }
  return importsOf(source).flatMap((found) => {
    const isRelative = found.specifier.startsWith('.');
    return (isRelative ? relativeProblem(file, found.specifier) : packageProblem(file, found)) ?? [];
  });
}

/** What each file imports, by its path. */
type ImportsByFile = ReadonlyMap<string, readonly Import[]>;

function importsIn(file: string, text: string): Import[] {
  return importsOf(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
}

/** A file, every file that it imports, and that those import. */
function reachedFrom(start: string, imports: ImportsByFile): string[] {
  const reached = new Set([start]);
  for (const file of reached) {
    for (const { specifier } of imports.get(file) ?? []) {
      const target = posix.join(posix.dirname(file), specifier);
      const found = [`${target}.ts`, posix.join(target, 'index.ts')].find((path) => imports.has(path));
      if (found !== undefined && specifier.startsWith('.')) reached.add(found);
    }
  }
  return [...reached];
}

/** What is bundled may use dev dependencies; a file that is not, and all that it reaches, would look for them in the user's tree. */
function devDependenciesReachedFrom(file: string, imports: ImportsByFile): string[] {
  if (bundleOf(file)) return [];
  return reachedFrom(file, imports)
    .filter(bundleOf)
    .flatMap((bundled) =>
      (imports.get(bundled) ?? [])
        .filter(({ specifier, time }) => !specifier.startsWith('.') && time !== 'type')
        .filter(({ specifier }) => !specifier.startsWith('node:') && !builtinModules.includes(specifier))
        .map(({ specifier }) => `reaches ${specifier} through ${bundled}`),
    );
}

describe('the import directions of lib', () => {
  const files = readdirSync(join(__dirname, '../lib'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => posix.join('lib', ...file.split(/[\\/]/)));
  const textOf = (file: string) => readFileSync(join(__dirname, '..', file), 'utf8');
  const imports: ImportsByFile = new Map(files.map((file) => [file, importsIn(file, textOf(file))]));

  test.each(files)('%s keeps them', (file) => {
    expect(problemsOf(file, textOf(file))).toEqual([]);
    expect(devDependenciesReachedFrom(file, imports)).toEqual([]);
  });

  test('an app loads no report, which is the business of the command', () => {
    const typesOnly = 'lib/checks/report/report-model.ts';
    const reached = reachedFrom('lib/index.ts', imports);
    expect(reached).toContain('lib/checks/golden-path.ts');
    expect(reached.filter((file) => file.startsWith('lib/checks/report/') && file !== typesOnly)).toEqual([]);
  });
});

describe('the checker of import directions', () => {
  test.each([
    ['a folder of its row, by its index', 'lib/fleet/a.ts', `import { A } from '../release';`],
    ['the same, written out', 'lib/fleet/a.ts', `import { A } from '../release/index';`],
    ['a file of private', 'lib/checks/report/a.ts', `import { A } from '../../private/errors';`],
    ['its own folder', 'lib/fleet/a.ts', `import { A } from './b';`],
    ['its own folder, from a subfolder', 'lib/checks/report/a.ts', `import { A } from '../rules/b';`],
    ['peer dependencies', 'lib/fleet/a.ts', `import { A } from 'aws-cdk-lib/aws-ec2'; import { B } from 'constructs';`],
    [
      'Node.js',
      'lib/fleet/a.ts',
      `import * as fs from 'fs'; import { B } from 'node:path'; import C from 'fs/promises';`,
    ],
    [
      'types of cdk-nag, in checks',
      'lib/checks/a.ts',
      `import type { A } from 'cdk-nag'; type B = import('cdk-nag').B;`,
    ],
    ['cdk-nag lazily, in checks', 'lib/checks/a.ts', `const load = () => require('cdk-nag');`],
    ['the gate, in the rehearsal', 'lib/rollout/rehearsal/a.ts', `import { A } from '../gate/gate';`],
    [
      'what pages are made of, in the rehearsal',
      'lib/rollout/rehearsal/a.ts',
      `import { A } from '../../page/markup';`,
    ],
    ['the same, in the preview', 'lib/signals/preview/draw/a.ts', `import { A } from '../../../page/markup';`],
    ['dev dependencies, in the gate', 'lib/rollout/gate/a.ts', `import { A } from '@aws-sdk/client-auto-scaling';`],
    [
      'dev dependencies, in a format of the report',
      'lib/checks/report/formats/a.ts',
      `import { a } from 'csv-stringify';`,
    ],
    ['the rest of checks, in the report', 'lib/checks/report/a.ts', `import { A } from '../standards/b';`],
    ['the gate, in rollout', 'lib/rollout/a.ts', `import { A } from './gate/tick';`],
    ['public folders, re-exported', 'lib/index.ts', `export * from './fleet'; export { A } from './release';`],
    ['nothing, but says so in text', 'lib/fleet/a.ts', `// import '../service';\nconst a = "import '../service'";`],
  ])('accepts %s', (_, file, text) => {
    expect(problemsOf(file, text)).toEqual([]);
  });

  test.each([
    [
      'a folder missing in its row',
      'lib/fleet/a.ts',
      `import { A } from '../rollout';`,
      'imports rollout, which fleet may not',
    ],
    ['that as a type', 'lib/checks/a.ts', `import type { A } from '../fleet';`, 'imports fleet, which checks may not'],
    ['that by re-export', 'lib/fleet/a.ts', `export * from '../signals';`, 'imports signals, which fleet may not'],
    ['that lazily', 'lib/fleet/a.ts', `const f = () => import('../signals');`, 'imports signals, which fleet may not'],
    ['that by require', 'lib/fleet/a.ts', `import a = require('../signals');`, 'imports signals, which fleet may not'],
    [
      'anything, in private',
      'lib/private/a.ts',
      `import { A } from '../release';`,
      'imports release, which private may not',
    ],
    [
      'past an index',
      'lib/fleet/a.ts',
      `import { A } from '../release/release';`,
      'imports ../release/release past the index of release',
    ],
    [
      'private as a whole',
      'lib/fleet/a.ts',
      `import { A } from '../private';`,
      'imports ../private: name a file of private',
    ],
    [
      'a folder that is not in the table',
      'lib/fleet/a.ts',
      `import { A } from '../utils';`,
      'imports ../utils, which is in no folder of the table',
    ],
    ['the root index', 'lib/fleet/a.ts', `import { A } from '..';`, 'imports .., which is outside lib'],
    [
      'the root index, written out',
      'lib/fleet/a.ts',
      `import { A } from '../index';`,
      'imports ../index, which is in no folder of the table',
    ],
    ['a test', 'lib/fleet/a.ts', `import { A } from '../../test/a';`, 'imports ../../test/a, which is outside lib'],
    [
      'a dev dependency',
      'lib/fleet/a.ts',
      `import { A } from '@aws-cdk/assert/jest';`,
      'imports @aws-cdk/assert, which is not a peer dependency',
    ],
    [
      'cdk-nag outside checks',
      'lib/service/a.ts',
      `import type { A } from 'cdk-nag';`,
      'imports cdk-nag outside lib/checks',
    ],
    [
      'cdk-nag eagerly',
      'lib/checks/a.ts',
      `import { A } from 'cdk-nag';`,
      'imports cdk-nag when it is loaded: use `import type`, or load it in a function',
    ],
    [
      'cdk-nag by an eager require',
      'lib/checks/a.ts',
      `const nag = require('cdk-nag');`,
      'imports cdk-nag when it is loaded: use `import type`, or load it in a function',
    ],
    [
      'constructs in the gate',
      'lib/rollout/gate/a.ts',
      `import { A } from 'constructs';`,
      'imports constructs, but what is bundled knows no constructs',
    ],
    [
      'a construct in the gate',
      'lib/rollout/gate/a.ts',
      `import { A } from '../traffic-rules';`,
      'imports ../traffic-rules, but lib/rollout/gate/ stands alone',
    ],
    [
      'private, in the gate',
      'lib/rollout/gate/a.ts',
      `import { A } from '../../private/errors';`,
      'imports ../../private/errors, but lib/rollout/gate/ stands alone',
    ],
    [
      'the rehearsal, in the gate',
      'lib/rollout/gate/a.ts',
      `import { A } from '../rehearsal/run';`,
      'imports ../rehearsal/run, but lib/rollout/gate/ stands alone',
    ],
    [
      'a construct in the rehearsal',
      'lib/rollout/rehearsal/a.ts',
      `import { A } from '../traffic-rules';`,
      'imports ../traffic-rules, but lib/rollout/rehearsal/ stands alone',
    ],
    [
      'a construct in the preview',
      'lib/signals/preview/a.ts',
      `import { A } from '../metric/golden-signals';`,
      'imports ../metric/golden-signals, but lib/signals/preview/ stands alone',
    ],
    [
      'a construct in the report',
      'lib/checks/report/a.ts',
      `import { A } from '../../service/b';`,
      'imports ../../service/b, but lib/checks/report/ stands alone',
    ],
    [
      'the preview, in what pages are made of',
      'lib/page/a.ts',
      `import { A } from '../signals/preview/preview';`,
      'imports ../signals/preview/preview, but lib/page/ stands alone',
    ],
    [
      'what pages are made of, in a construct',
      'lib/signals/dashboard/a.ts',
      `import { A } from '../../page/markup';`,
      'imports page, which signals may not',
    ],
    ['code in the root index', 'lib/index.ts', `export const a = 1;`, 'does more than re-export: export const a = 1;'],
    ['an import in the root index', 'lib/index.ts', `import './fleet';`, `does more than re-export: import './fleet';`],
    [
      'private, re-exported',
      'lib/index.ts',
      `export * from './private/errors';`,
      're-exports ./private/errors, which is not a public folder',
    ],
    ['a file beside the root index', 'lib/a.ts', ``, 'is in no folder: only index.ts is at the top of lib'],
    [
      'a folder without a row',
      'lib/utils/a.ts',
      ``,
      'is in the folder utils, which is not in the table: a new folder needs a decision',
    ],
  ])('fails on %s', (_, file, text, problem) => {
    expect(problemsOf(file, text)).toEqual([problem]);
  });

  test('finds a dev dependency behind a file that is bundled, by however many steps', () => {
    const texts: Array<[string, string]> = [
      ['lib/checks/judgement/a.ts', `import { B } from '../report/b';`],
      ['lib/checks/report/b.ts', `import { C } from './formats';`],
      ['lib/checks/report/formats/index.ts', `import fs from 'fs'; import { stringify } from 'csv-stringify';`],
      ['lib/checks/report/types.ts', `import type { Log } from 'sarif';`],
      ['lib/checks/judgement/c.ts', `import { Log } from '../report/types';`],
    ];
    const imports = new Map(texts.map(([file, text]) => [file, importsIn(file, text)]));
    expect(texts.map(([file]) => devDependenciesReachedFrom(file, imports))).toEqual([
      ['reaches csv-stringify through lib/checks/report/formats/index.ts'],
      ...[[], [], [], []],
    ]);
  });
});
