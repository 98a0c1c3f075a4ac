import { spawnSync } from 'child_process';
import * as fs from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { peerDependencies } from '../package.json';

const ROOT = join(__dirname, '..');
const TEN_MINUTES = 10 * 60_000;

/** What the package is made from. It is built from a copy, so that no other test sees a half-written dist. */
const SOURCES = [
  ...['bin', 'lib', 'scripts'],
  ...['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'tsconfig.json'],
];

function run(folder: string, command: string, ...args: string[]): { stdout: string; stderr: string } {
  // Users have the validation on that the unit tests switch off.
  const { CDK_VALIDATION: _, ...env } = process.env;
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: TEN_MINUTES,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} exited with ${status}:\n${stdout}\n${stderr}`);
  return { stdout, stderr };
}

function readJson(...path: string[]): any {
  return JSON.parse(fs.readFileSync(join(...path), 'utf8'));
}

test('the lock file names no registry', () => {
  const [, ...packages] = Object.entries<any>(readJson(ROOT, 'package-lock.json').packages);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  // Without an address, the hash alone says which package is meant.
  expect(packages.filter(([, { integrity, inBundle }]) => integrity === undefined && !inBundle)).toEqual([]);
});

describe('the packed library', () => {
  const workspace = join(fs.realpathSync(tmpdir()), `golden-path-package-${process.pid}`);
  const copy = join(workspace, 'copy');
  let tarball: string;
  let files: string[];
  let warnings: string[];

  beforeAll(() => {
    for (const source of SOURCES) fs.cpSync(join(ROOT, source), join(copy, source), { recursive: true });
    fs.symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
    run(copy, 'npm', 'run', 'build');
    const pack = run(copy, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', workspace);
    const [{ filename, files: packed }] = JSON.parse(pack.stdout);
    tarball = join(workspace, filename);
    files = packed.map(({ path }: { path: string }) => path);
    // Settings that only the machine's own npm configuration has are not the package's fault.
    warnings = pack.stderr.split('\n').filter((line) => /^npm warn (?!Unknown (user|env) config)/i.test(line));
  }, TEN_MINUTES);

  afterAll(() => fs.rmSync(workspace, { recursive: true, force: true }));

  test.each([
    '.jsii',
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'dist/bin/golden-path.js',
    'dist/lib/checks/exposure/types/inert-types.json',
    'dist/lib/index.d.ts',
    'dist/lib/index.js',
    'lib/release/release-manifest.schema.json',
  ])('contains %s', (file) => {
    expect(files).toContain(file);
  });

  test('contains nothing but compiled code, what it reads, declarations, schemas and what stands at the top', () => {
    const expected =
      /^(assets\/(gate|probe|recorder)\/index\.js|dist\/lib\/.+\.(js|d\.ts)|dist\/lib\/.+\/inert-types\.json|dist\/bin\/golden-path\.js|lib\/.+\.schema\.json|[^/]+)$/;
    expect(files.filter((file) => !expected.test(file))).toEqual([]);
    expect(files.filter((file) => !file.includes('/')).sort()).toEqual(
      ['.jsii', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].sort(),
    );
  });

  test('has no source map, and names no path of the machine that built it', () => {
    const marks = [`${workspace}/`, `${ROOT}/`, '//# sourceMappingURL='];
    const hasMark = (file: string) => {
      const text = fs.readFileSync(join(copy, file), 'utf8');
      return marks.some((mark) => text.includes(mark));
    };
    expect(files.filter(hasMark)).toEqual([]);
  });

  test('has a command that can be executed', () => {
    const command = join(copy, 'dist/bin/golden-path.js');
    expect(fs.readFileSync(command, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n"use strict";/);
    expect(fs.statSync(command).mode & 0o111).toBe(0o111);
  });

  test('is packed without a warning', () => {
    expect(warnings).toEqual([]);
  });

  test('has a documented API: every type and member, and the default of every optional property', () => {
    const undocumented: string[] = [];
    for (const type of Object.values<any>(readJson(copy, '.jsii').types)) {
      if (!type.docs?.summary) undocumented.push(type.name);
      const members = [...(type.properties ?? []), ...(type.methods ?? []), ...(type.members ?? [])];
      for (const { name, docs, optional, overrides } of members) {
        if (overrides) continue;
        if (!docs?.summary) undocumented.push(`${type.name}.${name}`);
        if (type.datatype && optional && !docs?.default) undocumented.push(`${type.name}.${name}: @default`);
      }
    }
    expect(undocumented).toEqual([]);
  });

  describe.each([
    ['floor', (range: string) => range.replace('^', '')],
    ['newest', (range: string) => range],
  ])('installed with the %s of its peers', (title, versionOf) => {
    const project = join(workspace, title);
    const peers = Object.entries(peerDependencies).map(([name, range]) => ({ name, version: versionOf(range) }));

    beforeAll(() => {
      fs.mkdirSync(project);
      fs.writeFileSync(join(project, 'package.json'), '{ "private": true }');
      fs.copyFileSync(join(__dirname, 'fixtures/ten-line-app.js'), join(project, 'app.js'));
      fs.copyFileSync(join(ROOT, 'examples/release.json'), join(project, 'release.json'));
      const options = ['--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', '--save-exact'];
      run(project, 'npm', 'install', ...options, tarball, ...peers.map(({ name, version }) => `${name}@${version}`));
      run(project, process.execPath, 'app.js');
    }, TEN_MINUTES);

    test('has these versions, once each', () => {
      const { packages } = readJson(project, 'package-lock.json');
      for (const { name, version } of peers) {
        const found = Object.keys(packages).filter((path) => path.endsWith(`node_modules/${name}`));
        expect(found).toEqual([`node_modules/${name}`]);
        if (title === 'floor') expect(packages[found[0]].version).toBe(version);
      }
    });

    test('synthesizes a service', () => {
      const { Resources } = readJson(project, 'cdk.out/Checkout.template.json');
      const types = Object.values<any>(Resources).map(({ Type }) => Type);
      expect(types).toContain('AWS::AutoScaling::AutoScalingGroup');
      expect(types).toContain('AWS::EC2::LaunchTemplate');
    });

    test('reports on the service', () => {
      run(project, join('node_modules', '.bin', 'golden-path'), 'report', '--format', 'json', '--out', 'report');
      const { services } = readJson(project, 'report/report.json');
      // The same fingerprint with all versions of the peers: an upgrade of the CDK must not replace a fleet.
      const fingerprint = '64efcd4ac329';
      expect(services).toEqual([expect.objectContaining({ name: 'checkout', stack: 'Checkout', fingerprint })]);
    });
  });
});
