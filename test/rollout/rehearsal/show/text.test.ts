import { stripVTControlCharacters } from 'util';
import { progressLine, rehearsalAsText } from '../../../../lib/rollout/rehearsal/show/text';
import { clock, percentOf, verdictOf, wayBackOf } from '../../../../lib/rollout/rehearsal/show/words';
import { ALARM_RUN, GOOD_RUN, HOSTILE_RUN, invariants, rehearsalOf } from './samples';

const PLAIN = { color: false };

describe('a rehearsal of one run as text', () => {
  test('tells the whole story, from the header to the verdict', () => {
    expect(rehearsalAsText(rehearsalOf(ALARM_RUN), PLAIN)).toBe(`Rehearsal of checkout (stack prod-checkout)
  from     d00d1e5a11ad (commit 111111111111)
  to       f00ba4c0ffee (commit 9fceb02d0ae5)
  rollout  canary: 10 % for 5 minutes, then all; bake 10 minutes

Traffic and healthy of all servers: of the former release + of the new one
   time  phase       traffic      healthy        event
   0:00  create      100 + 0 %    6/6 + 0/0      CloudFormation starts the update
   0:20  preflight   100 + 0 %    6/6 + 0/0      the image exists and fits; no alarm fires
   0:50  create      100 + 0 %    6/6 + 0/3      the new group starts 3 servers
   1:30  capacity    100 + 0 %    6/6 + 0/6      the new group gets the size of the former one: 6
   2:40  capacity    100 + 0 %    6/6 + 3/6      3 servers of the new release are healthy
   3:30  health      100 + 0 %    6/6 + 6/6      each zone has 2 healthy servers
   4:00  tests       100 + 0 %    6/6 + 6/6      GET /healthz answered 200 after 31 ms
   4:10  step 1      90 + 10 %    6/6 + 6/6      10 % of the traffic on the new release
   9:20  bake        0 + 100 %    6/6 + 6/6      all traffic on the new release
  12:00  bake        0 + 100 %    6/6 + 6/6      the error alarm fires
  12:10  restore     100 + 0 %    6/6 + 6/6      all traffic back on the former release
  12:20  settle      100 + 0 %    6/6 + 6/6      it is still there
  12:30  answer      100 + 0 %    6/6 + 6/6      CloudFormation is told: failed
  13:00  roll back   100 + 0 %    6/6 + 6/6      CloudFormation asks for the former release: it is live
  14:05  roll back   100 + 0 %    6/6 + 0/4      the new group leaves
  15:05  roll back   100 + 0 %    6/6 + 0/0      the new group is deleted

fault                               what happened                                       deploy  way back  exposed  invariants
alarm-during-bake@12m               rolled back: in phase bake, after 12.2 min, with    15:05   0:10      21 %     all 10 held
                                    100 % of the traffic: alarm checkout-f00ba4-Errors
                                    fired at 12:10: 4.2 % of the requests failed. All
                                    tr…

CloudFormation was told:
  ${ALARM_RUN.reason}

Every invariant held.`);
  });
});

describe('a rehearsal of many runs as text', () => {
  const text = rehearsalAsText(rehearsalOf(GOOD_RUN, ALARM_RUN, HOSTILE_RUN), PLAIN);

  test('has a row for each, and no timeline', () => {
    expect(text).toMatch(/^no fault +released +20:20 +- +none +all 10 held$/m);
    expect(text).toMatch(/^alarm-during-bake@12m +rolled back: .* 15:05 +0:10 +21 % +all 10 held$/m);
    expect(text).not.toContain('CloudFormation starts the update');
  });

  test('says at last what broke, and where', () => {
    expect(text.split('\n').pop()).toMatch(/^2 invariants broke in 1 of 3 runs: nothing-left-behind, <script>/);
  });

  test('has no character that acts on the screen, whoever wrote the names', () => {
    expect(text.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });
});

describe('colours', () => {
  test('are for a terminal alone', () => {
    const coloured = rehearsalAsText(rehearsalOf(GOOD_RUN, ALARM_RUN), { color: true });
    expect(coloured).toContain('\u001b[32mEvery invariant held in all 2 runs.\u001b[0m');
    // The same text, column by column.
    expect(stripVTControlCharacters(coloured)).toBe(rehearsalAsText(rehearsalOf(GOOD_RUN, ALARM_RUN), PLAIN));
  });

  test('say what broke', () => {
    expect(rehearsalAsText(rehearsalOf(HOSTILE_RUN), { color: true })).toContain(
      '\u001b[31m2 invariants broke in 1 of 1 run: nothing-left-behind',
    );
  });
});

describe('the verdict', () => {
  test.each([
    ['no run at all', [], 'Nothing was rehearsed.'],
    ['a run without invariants', [{ ...GOOD_RUN, invariants: [] }], 'No invariant was checked in 1 of 1 run.'],
    [
      'one that broke twice',
      [GOOD_RUN, ...[1, 2].map(() => ({ ...GOOD_RUN, invariants: invariants({ 'answered-once': 'at 9:20' }) }))],
      '1 invariant broke in 2 of 3 runs: answered-once.',
    ],
  ])('is bad with %s', (_, runs, text) => {
    expect(verdictOf(runs)).toEqual({ good: false, text });
    expect(
      rehearsalAsText(rehearsalOf(...runs), PLAIN)
        .split('\n')
        .pop(),
    ).toBe(text);
  });

  test('is good only if all held', () => {
    expect(verdictOf([GOOD_RUN, ALARM_RUN])).toEqual({ good: true, text: 'Every invariant held in all 2 runs.' });
  });
});

test('a progress line is a line of the timeline', () => {
  const lines = rehearsalAsText(rehearsalOf(GOOD_RUN), PLAIN).split('\n');
  expect(lines).toEqual(expect.arrayContaining(GOOD_RUN.timeline.map(progressLine)));
});

describe('when users were led back', () => {
  test('begins with the first sign, and ends with the weights', () => {
    expect(wayBackOf(ALARM_RUN)).toEqual({ seenAtSeconds: 720, backAtSeconds: 730 });
  });

  test.each([
    ['there was no way back', { ...ALARM_RUN, rollbackTimeSeconds: null }],
    ['there were never users', { ...HOSTILE_RUN, rollbackTimeSeconds: 5 }],
    ['they are still there', { ...GOOD_RUN, rollbackTimeSeconds: 5 }],
  ])('is unknown if %s', (_, run) => {
    expect(wayBackOf(run)).toBeUndefined();
  });
});

describe('a number for people', () => {
  test.each([
    [0, '0:00'],
    [59.6, '1:00'],
    [725, '12:05'],
    [3600, '1:00:00'],
    [3725, '1:02:05'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });

  test.each([
    [0, 'none'],
    [0.0004, '< 0.1 %'],
    [0.0123, '1.2 %'],
    [0.2134, '21 %'],
    [0.9999, '> 99.9 %'],
    [1, '100 %'],
  ])('a share of %s is %s', (share, text) => {
    expect(percentOf(share)).toBe(text);
  });
});
