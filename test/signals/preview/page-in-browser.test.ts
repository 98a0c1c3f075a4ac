import { writeFileSync } from 'fs';
import { join } from 'path';
import { shop } from '../../../examples/shop';
import { readTemplates } from '../../../lib/checks/assembly/assembly';
import { COLORS } from '../../../lib/signals/preview/draw/colors';
import { Preview, previewOf } from '../../../lib/signals/preview/preview';
import { synth } from '../../fixtures/assemblies/synth';
import { Box, collisions, describeInBrowser, Readability, TestPage } from '../../page/browser';
import { HOSTILE, SPECIMEN } from './specimen';

jest.setTimeout(120_000);

/** What `measures.js` says. */
interface Measures {
  readonly widgets: Array<Box & { name: string; outside: string[] }>;
  readonly plots: Array<{
    name: string;
    frame: Box;
    widget: Box;
    labels: Array<Box & { text: string }>;
    thresholds: Array<Box & { text: string; isWhole: boolean }>;
    guards: Box[];
    lines: Box[];
  }>;
  readonly figures: Array<{ name: string; isWhole: boolean }>;
  readonly width: number;
  readonly contrasts: Readability & { readonly series: Array<{ name: string; contrast: number }> };
  readonly structure: {
    readonly ids: string[];
    readonly links: string[];
    readonly headings: number[];
    readonly pictures: string[][];
    readonly unnamed: number;
  };
}

const WIDE = { width: 1400, height: 900 };
const MEDIUM = { width: 1000, height: 800 };
/** Where one column becomes a grid. */
const SMALL = { width: 761, height: 800 };
const NARROW = { width: 320, height: 700 };

const SIZES = [
  ['wide', WIDE],
  ['medium', MEDIUM],
  ['small', SMALL],
  ['narrow', NARROW],
] as const;

const tested = new TestPage<Measures>('golden-path-dashboards', join(__dirname, 'measures.js'));
/** A widget of every kind, and the dashboards of the demo. */
let pages: Array<{ name: string; html: string }>;
let demo: Preview;

describeInBrowser('the page of a dashboard in a browser', () => {
  beforeAll(async () => {
    demo = previewOf(readTemplates(synth((app) => shop(app, 'examples/release.json'))));
    pages = [...previewOf([SPECIMEN]).dashboards, ...demo.dashboards];
    await tested.launch();
  });
  afterAll(() => tested.close());
  beforeEach(() => tested.reset(WIDE));

  test('asks for nothing but itself, and has nothing to complain about', async () => {
    const urls = [];
    for (const one of pages) urls.push(await open(one));
    expect(tested.requests).toEqual(urls);
    expect(tested.complaints).toEqual([]);
  });

  test('takes hostile texts for texts', async () => {
    const [hostile] = previewOf([HOSTILE]).dashboards;
    const url = await open({ name: 'hostile', html: hostile.html });
    await tested.shoot('hostile');
    expect(await tested.page.locator('script, img, iframe').count()).toBe(0);
    expect(await tested.page.title()).toContain(`document.title='owned'`);
    expect([tested.requests, tested.complaints]).toEqual([[url], []]);
  });

  describe.each(SIZES)('on a %s screen', (name, size) => {
    let seen: Array<{
      page: string;
      widgets: Measures['widgets'];
      figures: Measures['figures'];
      plots: Measures['plots'];
      width: number;
    }>;

    beforeAll(async () => {
      await tested.page.setViewportSize(size);
      seen = [];
      for (const one of pages) {
        await open(one);
        seen.push({
          page: one.name,
          widgets: await tested.measure('widgets'),
          figures: await tested.measure('figures'),
          plots: await tested.measure('plots'),
          width: await tested.measure('width'),
        });
      }
      if (size !== WIDE && size !== NARROW) return;
      await open(pages[0]);
      await tested.shoot(`specimen-${name}`);
    });

    test('has widgets that do not overlap, and nothing that leaves its widget', () => {
      for (const { widgets } of seen) {
        expect(widgets.length).toBeGreaterThan(3);
        expect(widgets.filter(({ outside }) => outside.length > 0)).toEqual([]);
        expect(collisions(widgets.map((widget) => ({ ...widget, text: widget.name })))).toEqual([]);
      }
    });

    test('shows numbers and gauges in full', () => {
      expect(seen[0].figures.length).toBeGreaterThan(3);
      // On the smallest grid, tiles that others made for a larger one have to be scrolled.
      for (const { page: of, figures } of size === SMALL ? seen.slice(0, 1) : seen)
        expect([of, figures.filter(({ isWhole }) => !isWhole)]).toEqual([of, []]);
    });

    test('has labels that do not collide', () => {
      for (const { name: of, labels, widget } of seen.flatMap(({ plots }) => plots)) {
        expect(labels.length).toBeGreaterThan(3);
        expect([of, collisions(labels)]).toEqual([of, []]);
        expect([of, labels.filter(({ left, right }) => left < widget.left || right > widget.right)]).toEqual([of, []]);
      }
    });

    test('has thresholds and lines within the plot', () => {
      const plots = seen.flatMap((one) => one.plots);
      for (const part of ['thresholds', 'guards', 'lines'] as const) {
        expect([part, plots.flatMap((plot) => plot[part]).length > 10]).toEqual([part, true]);
      }
      for (const { name: of, frame, guards, lines, thresholds } of plots) {
        expect([of, [...guards, ...lines].filter((line) => !isInside(line, frame, 3))]).toEqual([of, []]);
        expect([of, thresholds.filter((label) => !isInside(label, frame, 1.5))]).toEqual([of, []]);
        // A threshold is a line within the plot, not its upper edge.
        const flat = guards.filter(({ top, bottom }) => bottom - top < 3);
        expect([of, flat.filter(({ top }) => top < frame.top + 4)]).toEqual([of, []]);
      }
    });

    test('needs no horizontal scrolling', () => {
      for (const { page: of, width } of seen) expect([of, Math.max(width, size.width)]).toEqual([of, size.width]);
    });
  });

  test('lays out widgets on a grid of 24 columns, with rows of 50 pixels', async () => {
    await open(pages[0]);
    const widgets = await tested.measure('widgets');
    const at = (name: string): Box => widgets.find((widget) => widget.name === name) ?? fail(`no widget ${name}`);
    const [text, alarms, latency, traffic, bar] = [
      'text, widget 1',
      'Alarms',
      'Latency by release',
      'Traffic by release',
      'Zones',
    ].map(at);
    const column = (traffic.left - latency.left) / 12;
    expect(latency.right - latency.left).toBeCloseTo(12 * column - 8, 0);
    expect(alarms.left - text.left).toBeCloseTo(14 * column, 0);
    expect([latency.top - text.top, bar.top - text.top, latency.bottom - latency.top]).toEqual([300, 900, 292]);
  });

  test('has one column on a narrow screen, in the order of the grid', async () => {
    await tested.page.setViewportSize(NARROW);
    await open(pages[0]);
    const widgets = await tested.measure('widgets');
    expect(new Set(widgets.map(({ left }) => left)).size).toBe(1);
    expect(widgets.map(({ top }) => top)).toEqual(widgets.map(({ top }) => top).sort((a, b) => a - b));
  });

  test('writes out the labels of thresholds on a wide screen', async () => {
    for (const one of pages) {
      await open(one);
      const thresholds = (await tested.measure('plots')).flatMap((plot) => plot.thresholds);
      expect(thresholds.filter(({ isWhole }) => !isWhole)).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
    await tested.page.emulateMedia({ colorScheme });
    for (const one of pages) {
      await open(one);
      const { dark, texts, series } = await tested.measure('contrasts');
      expect(dark).toBe(colorScheme === 'dark');
      expect(texts.length).toBeGreaterThan(50);
      // WCAG 2.2, 1.4.3 and 1.4.11.
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(series).toHaveLength(COLORS);
      expect(series.filter(({ contrast }) => contrast < 3)).toEqual([]);
    }
  });

  test('is printed in dark on white', async () => {
    await tested.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(pages[0]);
    expect((await tested.measure('contrasts')).dark).toBe(false);
    const pdf = await tested.page.pdf({
      format: 'A4',
      landscape: true,
      printBackground: true,
      path: join(tested.folder, 'specimen.pdf'),
    });
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  test('can be heard, and worked with a keyboard', async () => {
    for (const one of pages) {
      await open(one);
      const { ids, links, headings, pictures, unnamed } = await tested.measure('structure');
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(links));
      expect(headings.filter((level) => level === 1)).toHaveLength(1);
      expect(headings[0]).toBe(1);
      expect(pictures.length).toBeGreaterThan(2);
      expect(pictures.filter((texts) => texts.some((text) => text === ''))).toEqual([]);
      expect(unnamed).toBe(0);
    }
    await open(pages[0]);
    await expect(tested.page.ariaSnapshot()).resolves.toContain(
      'img "Servers GroupInServiceInstances: from 6 to 6, at last 6.',
    );
    await tested.page.locator('.tiles a').first().focus();
    await tested.page.keyboard.press('Enter');
    expect(tested.page.url()).toMatch(/#alarm-\d$/);
    expect(await tested.page.locator('tr:target').count()).toBe(1);
  });

  test('is found from the list of all', async () => {
    for (const { file, html } of demo.dashboards) writeFileSync(join(tested.folder, file), html);
    await open({ name: 'index', html: demo.index });
    await tested.shoot('index');
    await tested.page.click(`text=${demo.dashboards[0].name}`);
    expect(await tested.page.locator('h1').innerText()).toBe(demo.dashboards[0].name);
  });
});

function open({ name, html }: { name: string; html: string }): Promise<string> {
  return tested.open(name, html);
}

function fail(message: string): never {
  throw new Error(message);
}

function isInside(inner: Box, outer: Box, tolerance: number): boolean {
  return (
    inner.left >= outer.left - tolerance &&
    inner.right <= outer.right + tolerance &&
    inner.top >= outer.top - tolerance &&
    inner.bottom <= outer.bottom + tolerance
  );
}
