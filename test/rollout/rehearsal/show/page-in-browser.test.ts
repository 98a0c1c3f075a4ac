import { join } from 'path';
import { Run } from '../../../../lib/rollout/rehearsal/run';
import { rehearsalAsPage } from '../../../../lib/rollout/rehearsal/show/page';
import { Box, collisions, describeInBrowser, Readability, TestPage } from '../../../page/browser';
import { ALARM_RUN, GOOD_RUN, HOSTILE_RUN, manyRuns, rehearsalOf } from './samples';

jest.setTimeout(60_000);

/** What `measures.js` says. */
interface Measures {
  readonly picture: {
    readonly bars: Array<{ kind: string; x: number; width: number; height: number }>;
    readonly ticks: Array<{ minutes: number; x: number }>;
    readonly marks: Array<{ name: string; x: number }>;
  };
  readonly labels: Array<{ name: string; frame: Box; labels: Array<Box & { text: string }> }>;
  readonly width: number;
  readonly contrasts: Readability & { readonly areas: Array<{ area: string; contrast: number }> };
  readonly structure: {
    readonly tables: Array<{ columns: number; hasCaption: boolean }>;
    readonly ids: string[];
    readonly links: string[];
    readonly ground: string;
  };
}

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 700 };

const tested = new TestPage<Measures>('golden-path-rehearsal', join(__dirname, 'measures.js'));

describeInBrowser('the page in a browser', () => {
  beforeAll(() => tested.launch());
  afterAll(() => tested.close());
  beforeEach(() => tested.reset(WIDE));

  test('asks for nothing but itself, and has nothing to complain about', async () => {
    const url = await open('three', GOOD_RUN, ALARM_RUN, HOSTILE_RUN);
    expect(tested.requests).toEqual([url]);
    expect(tested.complaints).toEqual([]);
    expect(await tested.page.title()).toBe('Rehearsal of checkout');
  });

  test('takes hostile names for text', async () => {
    await open('hostile', HOSTILE_RUN);
    expect(await tested.page.locator('script, img, iframe, b b, i').count()).toBe(0);
    expect(await tested.page.locator('h2').innerText()).toContain('<script>document.title="owned"</script>');
  });

  test.each([
    ['good', GOOD_RUN, { 60: 0, 300: 10, 700: 100, 1210: 100 }],
    ['alarm', ALARM_RUN, { 60: 0, 300: 10, 700: 100, 760: 0, 900: 0 }],
  ])('draws who gets the traffic: %s', async (name, run, shares) => {
    await open(name, run);
    const picture = await tested.measure('picture');
    for (const [seconds, percent] of Object.entries(shares)) {
      const newest = heightAt(picture, Number(seconds), 'newest share');
      const former = heightAt(picture, Number(seconds), 'former share');
      expect((100 * newest) / (former + newest)).toBeCloseTo(percent, 0);
    }
  });

  test('draws shares that sum up to all of the traffic at every moment', async () => {
    await open('alarm', ALARM_RUN);
    const picture = await tested.measure('picture');
    const full = heightAt(picture, 0, 'former share');
    expect(full).toBeGreaterThan(100);
    const sums = Array.from(
      { length: 905 },
      (_, seconds) => heightAt(picture, seconds, 'former share') + heightAt(picture, seconds, 'newest share'),
    );
    expect(sums.filter((sum) => Math.abs(sum - full) > 0.2)).toEqual([]);
  });

  test('draws how many servers are healthy, of how many there are', async () => {
    await open('alarm', ALARM_RUN);
    const picture = await tested.measure('picture');
    const six = heightAt(picture, 0, 'former servers');
    const at = (seconds: number, side: string): number[] =>
      ['healthy', 'servers'].map((kind) => Math.round((60 * heightAt(picture, seconds, `${side} ${kind}`)) / six) / 10);
    expect({
      boot: at(60, 'newest'),
      first: at(180, 'newest'),
      all: at(300, 'newest'),
      gone: at(870, 'newest'),
    }).toEqual({
      boot: [0, 3],
      first: [3, 6],
      all: [6, 6],
      gone: [0, 4],
    });
    expect(at(870, 'former')).toEqual([6, 6]);
  });

  test('marks when the fault struck, when it showed and when users were back', async () => {
    await open('alarm', ALARM_RUN);
    const picture = await tested.measure('picture');
    await tested.shoot('alarm');
    expect(picture.marks).toEqual([
      { name: 'fault 12:00', x: expect.closeTo(xOf(picture, 720), 0) },
      { name: 'first sign 12:00', x: expect.closeTo(xOf(picture, 720), 0) },
      { name: 'all back 12:10', x: expect.closeTo(xOf(picture, 730), 0) },
    ]);
  });

  test.each([
    ['wide', WIDE],
    ['narrow', NARROW],
  ])('has no label that covers another, or leaves its picture, on a %s screen', async (name, size) => {
    await tested.page.setViewportSize(size);
    await open('three', GOOD_RUN, ALARM_RUN, HOSTILE_RUN);
    const pictures = await tested.measure('labels');
    expect(pictures.map((picture) => picture.name)).toEqual([name, name, name]);
    for (const { frame, labels } of pictures) {
      expect(labels.length).toBeGreaterThan(12);
      expect(labels.filter((label) => label.left < frame.left - 1 || label.right > frame.right + 1)).toEqual([]);
      expect(collisions(labels)).toEqual([]);
    }
  });

  test.each([NARROW.width, 360, 768])('needs no horizontal scrolling at %s pixels', async (width) => {
    await tested.page.setViewportSize({ width, height: 700 });
    await open('three', GOOD_RUN, ALARM_RUN, HOSTILE_RUN);
    expect(await tested.measure('width')).toBeLessThanOrEqual(width);
    if (width === 360) await tested.shoot('three-narrow');
  });

  test.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
    await tested.page.emulateMedia({ colorScheme });
    await open('three', GOOD_RUN, ALARM_RUN, HOSTILE_RUN);
    await tested.shoot(`three-${colorScheme}`);
    const { dark, texts, areas } = await tested.measure('contrasts');
    expect(dark).toBe(colorScheme === 'dark');
    expect(texts.length).toBeGreaterThan(100);
    // WCAG 2.2, 1.4.3 and 1.4.11.
    expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    expect(areas.length).toBeGreaterThan(20);
    expect(areas.filter(({ contrast }) => contrast < 3)).toEqual([]);
  });

  test('is printed in dark on white, with wide pictures, and without links back', async () => {
    await tested.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open('three', GOOD_RUN, ALARM_RUN, HOSTILE_RUN);
    expect((await tested.measure('structure')).ground).toBe('rgb(255, 255, 255)');
    expect(await tested.page.locator('.picture.wide:visible').count()).toBe(3);
    expect(await tested.page.locator('.picture.narrow:visible, .up:visible').count()).toBe(0);
    const pdf = await tested.page.pdf({ format: 'A4', printBackground: true, path: join(tested.folder, 'three.pdf') });
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  test('names its pictures and their parts for who does not see them', async () => {
    await open('alarm', ALARM_RUN);
    await expect(tested.page.ariaSnapshot()).resolves.toContain(
      'img "Traffic and servers over time: alarm-during-bake@12m Phases: create from 0:00, preflight from 0:20',
    );
    expect((await tested.measure('structure')).tables).toEqual([{ columns: 5, hasCaption: true }]);
  });

  test('leads from the overview of many runs to each of them, with the long parts closed', async () => {
    await open('many', ...manyRuns());
    const { links, ids } = await tested.measure('structure');
    expect(links).toHaveLength(28);
    expect(new Set(links).size).toBe(28);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(expect.arrayContaining(links));
    expect(await tested.page.locator('details[open]').count()).toBe(0);
    await tested.page.click('text=scenario-number-9@');
    expect(await tested.page.locator('#run-10').boundingBox()).toMatchObject({ y: expect.closeTo(0, 0) });
    await tested.shoot('many', false);
  });
});

function open(name: string, ...runs: Run[]): Promise<string> {
  return tested.open(name, rehearsalAsPage(rehearsalOf(...runs)));
}

/** Where a moment lies on the time axis, by the axis's own words. */
function xOf({ ticks }: Measures['picture'], seconds: number): number {
  const [first, last] = [ticks[0], ticks[ticks.length - 1]];
  return first.x + ((last.x - first.x) * seconds) / (60 * (last.minutes - first.minutes));
}

/** The height of what is drawn of a kind at a moment. */
function heightAt(picture: Measures['picture'], seconds: number, kind: string): number {
  const at = xOf(picture, seconds);
  const bars = picture.bars.filter((bar) => bar.kind === kind && bar.x <= at && at < bar.x + bar.width);
  return bars.reduce((sum, { height }) => sum + height, 0);
}
