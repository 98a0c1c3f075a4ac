import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'aws-cdk-lib';
import { shop } from '../../examples/shop';
import { goldenPath } from './command';

const FOLDER = fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-rehearse-'));
const [BEFORE, AFTER] = ['before', 'after'].map((name) => path.join(FOLDER, name));

const rehearse = (...args: string[]) => goldenPath(['rehearse', ...args]);

const DEMO = ['--from', BEFORE, '--to', AFTER, '--stack', 'Checkout'];

beforeAll(() => {
  const synth = (outdir: string, manifest: string) => {
    const app = new App({ outdir });
    shop(app, manifest);
    app.synth();
  };
  synth(BEFORE, 'examples/release.json');
  synth(AFTER, 'examples/next-release.json');
}, 60_000);

afterAll(() => fs.rmSync(FOLDER, { recursive: true }));

describe('golden-path rehearse', () => {
  test('releases the demo, and says how users came to it', () => {
    const { code, out, err } = rehearse(...DEMO);
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('Rehearsal of checkout (stack Checkout)');
    expect(out).toMatch(/users: 90 % on the former release, 10 % on the new one/);
    expect(out).toMatch(/no fault\s+released/);
    expect(out.trimEnd()).toMatch(/Every invariant held\.$/);
  }, 30_000);

  test('rehearses every scenario, and writes the page and the data', () => {
    const folder = path.join(FOLDER, 'out');
    const { code, out } = rehearse(...DEMO, '--fault', 'all', '--out', folder);
    expect(code).toBe(0);
    expect(out).toMatch(/Every invariant held in all \d\d runs\./);
    const { schema, runs } = JSON.parse(fs.readFileSync(path.join(folder, 'rehearsal.json'), 'utf8'));
    expect(schema).toBe('golden-path/rehearsal/1');
    expect(runs.length).toBeGreaterThan(40);
    for (const run of runs) expect(run.invariants).toHaveLength(11);
    expect(fs.readFileSync(path.join(folder, 'rehearsal.html'), 'utf8')).toContain('<svg');
  }, 60_000);

  test('prints for machines what it found, with a fault at a time', () => {
    const { code, out } = rehearse(...DEMO, '--fault', 'alarm-during-bake@12m', '--json');
    expect(code).toBe(0);
    const [run] = JSON.parse(out).runs;
    expect(run).toMatchObject({ fault: 'alarm-during-bake', faultAtSeconds: 720, outcome: 'rolled back' });
    expect(run.reason).toMatch(/^Release [0-9a-f]{12} of checkout \(commit c41d7a90be25\) was refused in phase bake, /);
    // One look and one call after it could be seen.
    expect(run.rollbackTimeSeconds).toBeLessThanOrEqual(12);
    expect(run.timeline[run.timeline.length - 1].former.weight).toBe(100);
  }, 30_000);

  test('compares the ways to deploy, with what it assumes', () => {
    const { out } = rehearse(...DEMO, '--strategies');
    expect(out).toMatch(/\* canary: 10 % for 5:00/);
    expect(out).toContain('instance refresh');
    expect(out).toContain('Assumed:');
  }, 30_000);

  test.each([
    [
      'a service is not named',
      ['--from', BEFORE, '--to', AFTER],
      'name the service with --stack: in both assemblies there are Catalog, Checkout',
    ],
    [
      'the stack has no gate',
      ['--from', BEFORE, '--to', AFTER, '--stack', 'Platform'],
      'no stack Platform with a release gate in both assemblies',
    ],
    ['a fault is unknown', [...DEMO, '--fault', 'meteor'], '`fault` must be one of '],
    [
      'a time is no time',
      [...DEMO, '--fault', 'alarm-during-bake@noon'],
      'write alarm-during-bake@12m or alarm-during-bake@90s',
    ],
    ['an assembly is missing', ['--from', path.join(FOLDER, 'nothing'), '--to', AFTER], 'this is no cloud assembly'],
    ['an option is missing', ['--from', BEFORE], "required option '--to <dir>' not specified"],
  ])(
    'fails with 2 and one line if %s',
    (_, args, message) => {
      const { code, out, err } = rehearse(...args);
      expect(out).toBe('');
      expect(err).toMatch(/^golden-path: .+\n$/);
      expect(err).toContain(message);
      expect(code).toBe(2);
    },
    30_000,
  );
});
