import * as fs from 'fs';
import * as path from 'path';
import { rehearseOnce } from '../../../lib/rollout/rehearsal/rehearse';
import { parseFault } from '../../../lib/rollout/rehearsal/scenarios/fault-name';
import { KNOWN_FAULTS } from '../../../lib/rollout/rehearsal/scenarios/scenario-map';
import { SCENARIOS } from '../../../lib/rollout/rehearsal/scenarios/scenarios';
import { messageOf } from '../../stacks';
import { NEXT, servicePlan } from './templates';

const ROOT = path.join(__dirname, '../../..');

const FROM = servicePlan();
const TO = servicePlan(NEXT);

function brokenIn({ invariants }: { invariants: readonly { name: string; broken: string | null }[] }): string[] {
  return invariants.flatMap(({ name, broken }) => (broken === null ? [] : [`${name}: ${broken}`]));
}

/** Whether there is such a file, with a line that begins with such a heading. */
function isThere(place: string): boolean {
  const [file, heading] = place.split(': ');
  const target = path.join(ROOT, file);
  if (!fs.existsSync(target) || !fs.statSync(target).isFile()) return false;
  const lines = fs.readFileSync(target, 'utf8').split('\n');
  return heading === undefined || lines.some((line) => /^(#+ |\*\*)/.test(line) && line.includes(heading));
}

describe('a deploy without a fault', () => {
  test('releases, step by step, and breaks nothing', async () => {
    const run = await rehearseOnce(FROM, TO, null);
    expect(run).toMatchObject({ fault: null, outcome: 'released', reason: null, exposedRequestShare: 0 });
    expect(brokenIn(run)).toEqual([]);
    const users = run.timeline.filter(({ event }) => event.startsWith('users:')).map(({ newest }) => newest.weight);
    expect(users).toEqual([10, 100]);
  });
});

describe('scenarios', () => {
  test.each(SCENARIOS.map((scenario) => [scenario.name, scenario] as const))('%s', async (_, scenario) => {
    const run = await rehearseOnce(FROM, TO, { scenario });
    expect([run.outcome, ...brokenIn(run)]).toEqual([scenario.expected]);
  });

  test('a fault strikes when it is asked to', async () => {
    const run = await rehearseOnce(FROM, TO, parseFault('alarm-during-bake@6m'));
    expect(run.faultAtSeconds).toBe(360);
    const after = run.timeline.filter(({ event }) => event.startsWith('alarm fires')).map(({ atSeconds }) => atSeconds);
    expect(after[0]).toBeGreaterThan(360);
    expect(run.rollbackTimeSeconds).toBeGreaterThan(0);
    expect(run.rollbackTimeSeconds).toBeLessThan(25);
  });

  test('names are said once', () => {
    const names = SCENARIOS.map(({ name }) => name);
    expect([...new Set(names)]).toEqual(names);
  });
});

describe('names of faults', () => {
  test.each([
    ['throttled', undefined],
    ['throttled@90s', 90],
    ['throttled@1.5m', 90],
  ])('reads %s', (text, atSeconds) => {
    expect(parseFault(text)).toMatchObject({ scenario: { name: 'throttled' }, ...(atSeconds && { atSeconds }) });
  });

  test('fails on an unknown name, and lists those that exist', () => {
    const message = messageOf(() => parseFault('rain'));
    expect(message).toContain('[rehearse] `fault` must be one of never-healthy, flapping,');
    expect(message).toContain('got "rain": choose one of them');
  });

  test.each([
    [
      'throttled@noon',
      'name its time in minutes or seconds since the deploy began',
      'write throttled@12m or throttled@90s',
    ],
    ['never-healthy@5m', 'name no time, because this fault has no moment of its own', 'write never-healthy'],
  ])('fails on %s', (text, must, fix) => {
    expect(messageOf(() => parseFault(text))).toBe(`[rehearse] \`fault\` must ${must}, got "${text}": ${fix}`);
  });
});

describe('the map of known faults', () => {
  test('has each of the 47 once', () => {
    expect(KNOWN_FAULTS.map(({ number }) => number)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
  });

  test('simulates 40 at least, each by a scenario of its own', () => {
    const simulated = KNOWN_FAULTS.flatMap(({ shown }) => (shown.by === 'simulation' ? [shown.scenario] : []));
    expect(simulated.length).toBeGreaterThanOrEqual(40);
    expect([...new Set(simulated)]).toEqual(simulated);
    const names = SCENARIOS.map(({ name }) => name);
    expect(simulated.filter((name) => !names.includes(name))).toEqual([]);
  });

  test('leads to files that exist, and to headings in them', () => {
    const places = KNOWN_FAULTS.flatMap(({ shown }) => {
      if (shown.by === 'simulation') return [];
      return [shown.by === 'document' ? shown.where : shown.test];
    });
    expect(places.length).toBeGreaterThan(0);
    expect(places.filter((place) => !isThere(place))).toEqual([]);
  });
});
