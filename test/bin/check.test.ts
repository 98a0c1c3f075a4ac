import * as fs from 'fs';
import * as path from 'path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { GoldenPath } from '../../lib';
import {
  addHarmless,
  addNag,
  addPlugin,
  addTopic,
  editJson,
  synth,
  temporaryFolder,
} from '../fixtures/assemblies/synth';
import { goldenPath } from './command';

const DAY = ['--date', '2026-11-24'];

const RULE = 'AwsSolutions::AwsSolutions-SNS3';

/** An app with one finding, which may be accepted. */
function shop(accept: (stack: Stack, app: App) => void = () => undefined): string {
  return synth((app) => {
    const stack = new Stack(app, 'Shop');
    addTopic(stack);
    accept(stack, app);
    GoldenPath.protect(app);
  });
}

const accept = (expires: string) => (stack: Stack) =>
  GoldenPath.acknowledge(stack.node.findChild('Topic'), {
    rule: RULE,
    reason: 'Only EC2 publishes here.',
    owner: 'shop-team',
    expires,
  });

function check(assembly: string, ...options: string[]) {
  return goldenPath(['check', '--assembly', assembly, ...DAY, ...options]);
}

describe('golden-path check', () => {
  test('ends with 0 where everything is in order, and says what was looked at', () => {
    const { code, out, err } = check(
      synth((app) => {
        addHarmless(new Stack(app, 'Shop'));
        GoldenPath.protect(app);
      }),
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      'clean\n\n1 resource in 1 stack · packs AwsSolutions, GoldenPath · 0 times in order · 0 acknowledged · ' +
        'exposure: 0 public of 0, 0 unknown · judged on 2026-11-24\n',
    );
  });

  test('ends with 1 where there is a finding, with what to do about it', () => {
    const { code, out } = check(shop());
    expect(code).toBe(1);
    expect(out).toContain('error AwsSolutions-SNS3\n  Shop/Topic (test/fixtures/assemblies/synth.ts:');
    expect(out).toContain('  The SNS Topic does not require publishers to use SSL.\n');
  });

  test('ends with 0 where the finding is accepted by somebody, until the last day', () => {
    const assembly = shop(accept('2026-11-24'));
    expect(check(assembly).code).toBe(0);
    const later = goldenPath(['check', '--assembly', assembly, '--date', '2026-11-25']);
    expect(later.code).toBe(1);
    expect(later.out).toContain(`error GoldenPath-SEC-2-ExpiredAcknowledgement[${RULE}]`);
  });

  test('does not keep a released manifest from being deployed again: what expired is a note then', () => {
    const assembly = shop(accept('2026-11-24'));
    const { code, out } = goldenPath(['check', '--assembly', assembly, '--date', '2030-01-01', '--expired', 'warn']);
    expect(out).toContain('clean');
    expect(code).toBe(0);
  });

  test('takes the day from SOURCE_DATE_EPOCH where none is given', () => {
    const assembly = shop(accept('2026-11-24'));
    const on = (seconds: string) => goldenPath(['check', '--assembly', assembly], { SOURCE_DATE_EPOCH: seconds }).code;
    expect(on(String(Date.UTC(2026, 10, 24) / 1000))).toBe(0);
    expect(on(String(Date.UTC(2026, 10, 25) / 1000))).toBe(1);
  });

  test('ends with 1 where a finding is accepted on a whole stack, or by nobody', () => {
    const { code, out } = check(
      shop((stack) => Validations.of(stack).acknowledge({ id: RULE, reason: 'Only EC2 publishes here.' })),
    );
    expect(code).toBe(1);
    expect(out).toContain(`GoldenPath-SEC-2-BroadAcknowledgement[${RULE}]\n  Shop`);
    expect(out).toContain(`GoldenPath-SEC-2-AcknowledgementWithoutOwner[${RULE}]\n  Shop`);
  });

  test('ends with 1 for an app that runs no check in its synth, and finds what it would have found', () => {
    const { code, out } = check(synth((app) => void addTopic(new Stack(app, 'Shop'))));
    expect(code).toBe(1);
    expect(out).toContain('error GoldenPath-SEC-2-ChecksInSynth\n  (app)');
    expect(out).toContain('error AwsSolutions-SNS3\n  Shop/Topic');
  });

  test('ends with 1 where a pack that must run did not', () => {
    const clean = synth((app) => {
      addHarmless(new Stack(app, 'Shop'));
      GoldenPath.protect(app);
    });
    const { code, out } = check(clean, '--packs', 'AwsSolutions,NIST.800.53.R5');
    expect(code).toBe(1);
    expect(out).toContain('The pack NIST.800.53.R5 must run, and did not run in the synth of this app.');
  });

  test('ends with 2 where a pack crashed, whatever else there is', () => {
    const { code, out, err } = check(
      synth((app) => {
        addTopic(new Stack(app, 'Shop'));
        addNag(app);
        addPlugin(app, 'Own', () => {
          throw new Error('kaput');
        });
      }),
    );
    expect(code).toBe(2);
    expect(err).toContain("golden-path: pack 'Own': crashed");
    expect(out).toMatch(/^could not judge; so far 1 error, /);
  });

  test('ends with 2 where nothing was synthesized, or the report is left from an earlier synth', () => {
    const empty = check(synth((app) => void new Stack(app, 'Shop')));
    expect(empty.code).toBe(2);
    expect(empty.err).toContain('the assembly: has no resource, so no rule was applied to anything');
    const stale = shop();
    editJson(stale, 'Shop.template.json', (template) => (template.Description = 'of a later synth'));
    expect(check(stale)).toMatchObject({ code: 2, out: '' });
  });

  test('fails on new findings alone, where it is given a baseline', () => {
    const [before, folder] = [shop(), temporaryFolder()];
    goldenPath(['report', '--assembly', before, '--format', 'json', '--out', folder, ...DAY]);
    const baseline = ['--baseline', path.join(folder, 'report.json')];
    const known = check(before, ...baseline);
    expect(known.out).toContain('since the baseline: 0 new, 0 fixed, ');
    expect(known.code).toBe(0);
    const { code, out } = check(
      shop((stack) => void addTopic(stack, 'Another')),
      ...baseline,
    );
    expect(code).toBe(1);
    expect(out).toContain('Shop/Another');
    expect(out).not.toContain('  Shop/Topic');
  });

  test('with --json prints the verdict and nothing else', () => {
    const { code, out, err } = check(shop(), '--json');
    expect([code, err]).toEqual([1, '']);
    expect(JSON.parse(out)).toMatchObject({
      schema: 'golden-path/check/1',
      verdict: 'findings',
      judgedOn: '2026-11-24',
      exposure: { budget: 0, public: 0, unknown: 0 },
    });
  });

  test.each([
    [['--packs', 'Nope'], /unknown pack 'Nope': allowed are AwsSolutions, /],
    [['--budget', 'many'], /--budget must be a whole number from 0 on, got 'many'/],
    [['--date', '2026-02-30'], /--date: '2026-02-30' is not a day/],
    [['--expired', 'ignore'], /Allowed choices are fail, warn/],
    [['--baseline', 'nowhere.json'], /nowhere\.json: cannot be read: name a report\.json/],
    [['--baseline', 'README.md'], /README\.md: is not valid JSON/],
  ])('refuses %j', (options, message) => {
    const { code, out, err } = goldenPath(['check', '--assembly', shop(), ...options]);
    expect(err).toMatch(message);
    expect([code, out]).toEqual([2, '']);
  });
});

test('a check writes nothing', () => {
  const assembly = shop();
  const before = fs.readdirSync(assembly);
  check(assembly);
  expect(fs.readdirSync(assembly)).toEqual(before);
});
