import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { Stack, Stage, Validations } from 'aws-cdk-lib';
import { version } from '../../package.json';
import {
  addHarmless,
  addNag,
  addPlugin,
  addService,
  addTopic,
  editJson,
  protect,
  SERVICE,
  synth,
  temporaryFolder,
} from '../fixtures/assemblies/synth';
import { goldenPath, ROOT } from './command';

const FORMATS = 'json, markdown, sarif, csv, junit, html';
const FILES = ['report.csv', 'report.html', 'report.json', 'report.junit.xml', 'report.md', 'report.sarif'];

function cleanAssembly(): string {
  return synth((app) => {
    const shop = new Stack(app, 'Shop');
    addHarmless(shop);
    addService(shop, 'Checkout');
    protect(app);
  });
}

function crashedAssembly(): string {
  return synth((app) => {
    addTopic(new Stack(app, 'Shop'));
    addNag(app);
    addPlugin(app, 'Own', () => {
      throw new Error('kaput');
    });
  });
}

describe('golden-path report', () => {
  test('writes the formats asked for and prints a summary', () => {
    const assembly = synth((app) => {
      const shop = new Stack(app, 'Shop');
      addTopic(shop);
      addService(shop, 'Checkout');
      addTopic(new Stack(new Stage(app, 'Prod'), 'Api'));
      Validations.of(shop).acknowledge({ id: 'AwsSolutions::AwsSolutions-SNS3', reason: 'Only EC2 publishes here.' });
      protect(app);
    });
    const out = path.join(temporaryFolder(), 'not/there/yet');
    expect(goldenPath(['report', '--assembly', assembly, '--format', 'json,markdown', '--out', out])).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^\d+ errors, \d+ warnings, 0 notes\n/),
    });
    const { out: summary } = goldenPath(['report', '--assembly', assembly, '--format', 'json,markdown', '--out', out]);
    for (const part of [
      'Services (1), releases (1)\n  checkout  commit 9fceb02d0ae5  release f00ba4  ami-0123456789abcdef0 (arm64)  Shop\n',
      '  checkout  service  nothing watches latency, traffic, errors, saturation  Shop\n',
      'Exposure (0 public of 0 declared, 0 unknown)\n',
      '  Prod-Api  1 resource  aws://unknown-account/unknown-region\n',
      '  AwsSolutions  findings  1 finding, 1 acknowledged\n',
      '  error    AwsSolutions-SNS3',
      '  AwsSolutions-SNS3  Shop/Topic  (no owner)  (no expiry)  Only EC2 publishes here.\n',
      `\nReport: ${out}/report.json, ${out}/report.md\n`,
    ]) {
      expect(summary).toContain(part);
    }
    const report = JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8'));
    expect(report.schema).toBe('golden-path/report/1');
    expect(report.services).toEqual([{ ...SERVICE, stack: 'Shop', path: 'Shop/Checkout' }]);
    expect(report.missingSignals[0]).toEqual({
      stack: 'Shop',
      service: 'checkout',
      scope: 'service',
      signal: 'latency',
    });
    const markdown = fs.readFileSync(path.join(out, 'report.md'), 'utf8');
    expect(markdown).toContain('> - nothing watches the latency of the service');
    expect(markdown).toContain('| AwsSolutions-SNS3 | Shop/Topic | Only EC2 publishes here. | (none) | (no end) |');
  });

  test('writes only the formats asked for', () => {
    const out = temporaryFolder();
    expect(goldenPath(['report', '--assembly', cleanAssembly(), '--format', ' markdown ', '--out', out]).code).toBe(0);
    expect(fs.readdirSync(out)).toEqual(['report.md']);
  });

  test('with --json prints the report and nothing else', () => {
    const { code, out, err } = goldenPath(['report', '--assembly', cleanAssembly(), '--json']);
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ schema: 'golden-path/report/1', summary: { services: 1, resources: 1 } });
  });

  test('with --json and --out prints the very bytes that it writes', () => {
    const folder = temporaryFolder();
    const { out } = goldenPath(['report', '--assembly', cleanAssembly(), '--json', '--out', folder]);
    expect(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')).toBe(out);
    expect(fs.readdirSync(folder)).toEqual(FILES);
  });

  test('survives a reader that stops early', () => {
    const command = `"${process.execPath}" -r ts-node/register bin/golden-path.ts report --json --assembly "${cleanAssembly()}" | true`;
    const { stderr } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
    expect(stderr).toBe('');
  });

  test('prints no colour into a pipe, not even when asked to', () => {
    const { out } = goldenPath(['report', '--assembly', cleanAssembly(), '--out', temporaryFolder()], {
      FORCE_COLOR: '1',
      NO_COLOR: undefined,
    });
    expect(out).toMatch(/^no findings\n/);
    expect(out).not.toContain('\u001b');
  });
});

describe('golden-path report ends with 2', () => {
  test('after writing the report when a pack crashed', () => {
    const out = temporaryFolder();
    const { code, err } = goldenPath(['report', '--assembly', crashedAssembly(), '--out', out]);
    const problem =
      "pack 'Own': crashed (Validation plugin 'Own' failed: kaput): repair it and synthesize again; until then nobody knows what it would have found";
    expect([code, err]).toEqual([2, `golden-path: ${problem}\n`]);
    const report = JSON.parse(fs.readFileSync(path.join(out, 'report.json'), 'utf8'));
    expect(report.problems).toEqual([problem]);
    expect(report.findings.map(({ rule }: { rule: string }) => rule)).toContain('AwsSolutions-SNS3');
  });

  test('without an assembly', () => {
    const folder = temporaryFolder();
    expect(goldenPath(['report', '--assembly', folder, '--json'])).toEqual({
      code: 2,
      out: '',
      err: `golden-path: ${folder}/manifest.json: is missing, so this is no cloud assembly: run \`cdk synth '**'\` first, or name the folder with --assembly\n`,
    });
  });

  test('when the validation report is stale, and leaves no report of an earlier run behind', () => {
    const out = temporaryFolder();
    const assembly = cleanAssembly();
    expect(goldenPath(['report', '--assembly', assembly, '--out', out]).code).toBe(0);
    editJson(assembly, 'Shop.template.json', (template) => (template.Description = 'of a later synth'));
    expect(goldenPath(['report', '--assembly', assembly, '--out', out])).toEqual({
      code: 2,
      out: '',
      err: `golden-path: ${assembly}/validation-report.json: speaks of other templates than those beside it, so it is left from an earlier synth: delete the folder and run \`cdk synth '**'\` again with its checks on\n`,
    });
    expect(fs.readdirSync(out)).toEqual([]);
  });

  test('when the report cannot be written', () => {
    const file = path.join(temporaryFolder(), 'file');
    fs.writeFileSync(file, '');
    expect(goldenPath(['report', '--assembly', cleanAssembly(), '--out', file])).toEqual({
      code: 2,
      out: '',
      err: `golden-path: cannot write ${file}/report.json (ENOTDIR): choose another folder with --out\n`,
    });
  });

  const options = '--assembly, --packs, --budget, --date, --expired, --baseline, --format, --out, --json, --help';
  test.each([
    ['report', '--out is missing: name a folder for the report, or give --json alone'],
    ['report --json --format json', '--out is missing: name a folder for the report, or give --json alone'],
    ['report --out x --format json,pdf', `unknown format 'pdf': allowed are ${FORMATS}`],
    ['report --out x --format=', `unknown format '': allowed are ${FORMATS}`],
    ['report --frmat json', `unknown option '--frmat' (Did you mean --format?): allowed are ${options}`],
    ['report --out', `option '--out <dir>' argument missing: allowed are ${options}`],
    ['report cdk.out', `too many arguments for 'report'. Expected 0 arguments but got 1: allowed are ${options}`],
    [
      'chek',
      "unknown command 'chek' (Did you mean check?): allowed are check, report, exposure, rehearse, dashboard, --version, --help",
    ],
    [
      '--colour',
      "unknown option '--colour': allowed are check, report, exposure, rehearse, dashboard, --version, --help",
    ],
  ])('when called as: golden-path %s', (args, message) => {
    expect(goldenPath(args.split(' '))).toEqual({ code: 2, out: '', err: `golden-path: ${message}\n` });
  });

  test('and the help on stderr when called with nothing', () => {
    const { code, out, err } = goldenPath([]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^Usage: golden-path \[options\] \[command\]\n/);
  });
});

describe('golden-path', () => {
  test('says its version', () => {
    expect(goldenPath(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });

  test('says what formats there are', () => {
    const { code, out } = goldenPath(['report', '--help']);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain(`comma-separated: ${FORMATS} (default: all)`);
  });
});
