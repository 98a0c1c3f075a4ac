// Compiles the library and both apps into a folder: node build.mjs FOLDER
//
// A process of its own, because a child starts with the peak memory of its parent: a runner that had loaded the compiler
// would hide what small apps need.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const [folder] = process.argv.slice(2);
const { peerDependencies, dependencies, name } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

// The layout of an app that has installed the library from npm: the CDK looks for `node_modules` in stack traces, so code
// of an app and code of a library do not cost the same.
const library = join(folder, 'node_modules', name);
mkdirSync(library, { recursive: true });
cpSync(join(REPOSITORY, 'package.json'), join(library, 'package.json'));
link(join(REPOSITORY, 'assets'), join(library, 'assets'));
compile(join(REPOSITORY, 'lib'), join(library, 'dist/lib'));
compile(join(REPOSITORY, 'bench'), join(folder, 'bench'));
link(join(library, 'dist/lib'), join(folder, 'lib'));
for (const installed of Object.keys({ ...peerDependencies, ...dependencies })) {
  link(join(REPOSITORY, 'node_modules', installed), join(folder, 'node_modules', installed));
}

/** File by file, as the library is published and as apps are compiled; a bundle would load faster than what users get. */
function compile(source, target) {
  const { config } = ts.readConfigFile(join(REPOSITORY, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, REPOSITORY);
  for (const file of readdirSync(source, { recursive: true })) {
    const text = () => readFileSync(join(source, file), 'utf8');
    if (file.endsWith('.json')) write(join(target, file), text());
    if (!file.endsWith('.ts')) continue;
    const { outputText } = ts.transpileModule(text(), {
      compilerOptions: { ...options, noEmit: false },
      fileName: file,
    });
    write(join(target, file.replace(/\.ts$/, '.js')), outputText);
  }
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function link(target, path) {
  if (!existsSync(target)) return;
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, 'junction');
}
