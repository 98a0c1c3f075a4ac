import { rehearsalAsPage } from '../../../../lib/rollout/rehearsal/show/page';
import { ALARM_RUN, GOOD_RUN, HOSTILE_RUN, manyRuns, rehearsalOf } from './samples';

const THREE = rehearsalAsPage(rehearsalOf(GOOD_RUN, ALARM_RUN, HOSTILE_RUN));

describe('the page', () => {
  test('loads nothing and runs nothing', () => {
    expect(THREE).not.toMatch(/<(script|link|img|iframe|object|embed|base|form)\b/i);
    expect(THREE).not.toMatch(/@import|url\(/i);
    // Of all that has an address, only places on the page itself.
    expect(THREE.match(/\b(?:href|src)="[^#][^"]*"/g)).toBeNull();
    expect(THREE).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  test('shows hostile names as text', () => {
    expect(THREE).toContain('&lt;script&gt;document.title=&quot;owned&quot;&lt;/script&gt;');
    expect(THREE.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  test('escapes what stands in attributes', () => {
    // Each tag is closed before a quote could open an attribute of somebody else's.
    const tags = THREE.replace(/<style>[^]*<\/style>/, '').match(/<[a-z][^>]*>/gi) ?? [];
    expect(tags.length).toBeGreaterThan(500);
    expect(tags.filter((tag) => /\son\w+=/i.test(tag))).toEqual([]);
  });

  test('says all there is to say about a run', () => {
    const page = rehearsalAsPage(rehearsalOf(ALARM_RUN));
    const text = page.replace(/<style>[^]*<\/style>/, '').replace(/<[^>]+>/g, ' ');
    [ALARM_RUN.story, ALARM_RUN.reason ?? '', '15:05', '0:10', '21 %', 'all 10 held', 'Every invariant held.'].forEach(
      (part) => expect(text).toContain(part),
    );
    ALARM_RUN.timeline.forEach(({ event }) => expect(text).toContain(event));
    ALARM_RUN.invariants.forEach(({ name }) => expect(text).toContain(`${name}: held`));
  });

  test('says how an invariant broke, openly', () => {
    expect(THREE).toContain('nothing-left-behind: broke, at 3:20 the group');
    expect(THREE.match(/<details open>/g)).toHaveLength(1);
  });

  test('has an overview if there is more than one run, and only then', () => {
    expect(THREE).toContain(
      '3 runs: 1 released, 1 rolled back, 1 refused before any traffic. The slowest way back took 0:10. At most 21 % of the requests met a release that was not let through.',
    );
    expect(rehearsalAsPage(rehearsalOf(ALARM_RUN))).not.toContain('id="runs"');
  });

  test('stays small with many runs', () => {
    expect(rehearsalAsPage(rehearsalOf(...manyRuns())).length).toBeLessThan(1024 * 1024);
  });

  test('can do without any moment', () => {
    const page = rehearsalAsPage(rehearsalOf({ ...GOOD_RUN, timeline: [] }));
    expect(page).toContain('Timeline: 0 moments');
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('can do without any run', () => {
    expect(rehearsalAsPage(rehearsalOf())).toContain('Nothing was rehearsed.');
  });

  test('draws nothing that is no number', () => {
    expect(THREE).not.toMatch(/"(NaN|undefined|-?Infinity)"|="-/);
  });

  test('describes its pictures in words', () => {
    expect(THREE).toContain(
      'Traffic of the new release: 0 % from 0:00, 10 % from 4:10, 100 % from 9:20, 0 % from 12:10.',
    );
    expect(THREE).toContain('fault at 12:00. first sign of trouble at 12:00. all traffic back at 12:10.');
  });
});
