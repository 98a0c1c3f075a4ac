import { mkdirSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import { App } from 'aws-cdk-lib';
import { Browser, Page } from 'playwright-core';
import { shop } from '../../../examples/shop';
import { readTemplates } from '../../../lib/checks/assembly/assembly';
import { Preview, previewOf } from '../../../lib/signals/preview/preview';
import { HAS_BROWSER, launch } from '../../rollout/rehearsal/show/browser';
import { HOSTILE, SPECIMEN } from './specimen';

jest.setTimeout(120_000);

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

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
  readonly hidden: string[];
  readonly width: number;
  readonly contrasts: {
    readonly dark: boolean;
    readonly texts: Array<{ text: string; contrast: number }>;
    readonly series: Array<{ name: string; contrast: number }>;
  };
  readonly structure: {
    readonly ids: string[];
    readonly links: string[];
    readonly headings: number[];
    readonly pictures: string[][];
    readonly unnamed: number;
  };
}

/** The pages and their screenshots stay here, for who wants to look at them. */
const FOLDER = join(tmpdir(), 'golden-path-dashboards');

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

let browser: Browser;
let page: Page;
/** A widget of every kind, and the dashboards of the demo. */
let pages: Array<{ name: string; html: string }>;
let demo: Preview;
const complaints: string[] = [];
const requests: string[] = [];

(HAS_BROWSER ? describe : describe.skip)('the page of a dashboard in a browser', () => {
  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    const outdir = join(FOLDER, 'assembly');
    const app = new App({ outdir });
    shop(app, 'examples/release.json');
    app.synth();
    demo = previewOf(readTemplates(outdir));
    pages = [...previewOf([SPECIMEN]).dashboards, ...demo.dashboards];
    browser = await launch();
    page = await browser.newPage();
    await page.addInitScript({ path: join(__dirname, 'measures.js') });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('request', (request) => requests.push(request.url()));
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    complaints.length = 0;
    requests.length = 0;
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.setViewportSize(WIDE);
  });

  test('shows the dashboards of the demo, with nothing wrong in them', () => {
    expect(demo.dashboards.length).toBeGreaterThanOrEqual(2);
    for (const { name, widgets, problems } of demo.dashboards) {
      expect([name, problems]).toEqual([name, []]);
      expect(widgets).toBeGreaterThan(3);
    }
  });

  test('asks for nothing but itself, and has nothing to complain about', async () => {
    const urls = [];
    for (const one of pages) urls.push(await open(one));
    expect(requests).toEqual(urls);
    expect(complaints).toEqual([]);
  });

  test('takes hostile texts for texts', async () => {
    const [hostile] = previewOf([HOSTILE]).dashboards;
    const url = await open({ name: 'hostile', html: hostile.html });
    await shoot('hostile');
    expect(await page.locator('script, img, iframe').count()).toBe(0);
    expect(await page.title()).toContain(`document.title='owned'`);
    expect([requests, complaints]).toEqual([[url], []]);
  });

  describe.each(SIZES)('on a %s screen', (name, size) => {
    let seen: Array<{
      page: string;
      widgets: Measures['widgets'];
      hidden: string[];
      plots: Measures['plots'];
      width: number;
    }>;

    beforeAll(async () => {
      await page.setViewportSize(size);
      seen = [];
      for (const one of pages) {
        await open(one);
        seen.push({
          page: one.name,
          widgets: await measure('widgets'),
          hidden: await measure('hidden'),
          plots: await measure('plots'),
          width: await measure('width'),
        });
      }
      if (size !== WIDE && size !== NARROW) return;
      await open(pages[0]);
      await shoot(`specimen-${name}`);
    });

    test('has widgets that do not overlap, and nothing that leaves its widget', () => {
      for (const { widgets } of seen) {
        expect(widgets.length).toBeGreaterThan(3);
        expect(widgets.filter(({ outside }) => outside.length > 0)).toEqual([]);
        expect(collisions(widgets.map((widget) => ({ ...widget, text: widget.name })))).toEqual([]);
      }
    });

    test('shows numbers and gauges in full', () => {
      // On the smallest grid, tiles that others made for a larger one have to be scrolled.
      for (const { page: of, hidden } of size === SMALL ? seen.slice(0, 1) : seen)
        expect([of, hidden]).toEqual([of, []]);
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
      expect(plots.flatMap(({ thresholds }) => thresholds).length).toBeGreaterThan(10);
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
    const widgets = await measure('widgets');
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
    await page.setViewportSize(NARROW);
    await open(pages[0]);
    const widgets = await measure('widgets');
    expect(new Set(widgets.map(({ left }) => left)).size).toBe(1);
    expect(widgets.map(({ top }) => top)).toEqual(widgets.map(({ top }) => top).sort((a, b) => a - b));
  });

  test('writes out the labels of thresholds on a wide screen', async () => {
    for (const one of pages) {
      await open(one);
      const thresholds = (await measure('plots')).flatMap((plot) => plot.thresholds);
      expect(thresholds.filter(({ isWhole }) => !isWhole)).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    for (const one of pages) {
      await open(one);
      const { dark, texts, series } = await measure('contrasts');
      expect(dark).toBe(colorScheme === 'dark');
      expect(texts.length).toBeGreaterThan(50);
      // WCAG 2.2, 1.4.3 and 1.4.11.
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(series.filter(({ contrast }) => contrast < 3)).toEqual([]);
    }
  });

  test('is printed in dark on white', async () => {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(pages[0]);
    expect((await measure('contrasts')).dark).toBe(false);
    const pdf = await page.pdf({
      format: 'A4',
      landscape: true,
      printBackground: true,
      path: join(FOLDER, 'specimen.pdf'),
    });
    expect(pdf.length).toBeGreaterThan(10_000);
  });

  test('can be heard, and worked with a keyboard', async () => {
    for (const one of pages) {
      await open(one);
      const { ids, links, headings, pictures, unnamed } = await measure('structure');
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(links));
      expect(headings.filter((level) => level === 1)).toHaveLength(1);
      expect(headings[0]).toBe(1);
      expect(pictures.length).toBeGreaterThan(2);
      expect(pictures.filter((texts) => texts.some((text) => text === ''))).toEqual([]);
      expect(unnamed).toBe(0);
    }
    await open(pages[0]);
    await expect(page.ariaSnapshot()).resolves.toContain(
      'img "Servers GroupInServiceInstances: from 6 to 6, at last 6.',
    );
    await page.locator('.tiles a').first().focus();
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#alarm-\d$/);
    expect(await page.locator('tr:target').count()).toBe(1);
  });

  test('is found from the list of all', async () => {
    for (const { file, html } of demo.dashboards) writeFileSync(join(FOLDER, file), html);
    await open({ name: 'index', html: demo.index });
    await shoot('index');
    await page.click(`text=${demo.dashboards[0].name}`);
    expect(await page.locator('h1').innerText()).toBe(demo.dashboards[0].name);
  });
});

async function open({ name, html }: { name: string; html: string }): Promise<string> {
  const file = join(FOLDER, `${name}.html`);
  writeFileSync(file, html);
  const url = pathToFileURL(file).href;
  await page.goto(url);
  return url;
}

async function shoot(name: string): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
}

/** Runs one of the measures in the browser. */
async function measure<Name extends keyof Measures>(name: Name): Promise<Measures[Name]> {
  return page.evaluate(`measures.${name}()`);
}

function fail(message: string): never {
  throw new Error(message);
}

/** Boxes of text are a little larger than its letters. */
function collisions(boxes: ReadonlyArray<Box & { text: string }>): string[] {
  const shown = boxes.filter(({ text }) => text.trim() !== '');
  const pairs = shown.flatMap((one, index) => shown.slice(index + 1).map((other) => [one, other]));
  return pairs
    .filter(
      ([one, other]) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2,
    )
    .map(([one, other]) => `${one.text} covers ${other.text}`);
}

function isInside(inner: Box, outer: Box, tolerance: number): boolean {
  return (
    inner.left >= outer.left - tolerance &&
    inner.right <= outer.right + tolerance &&
    inner.top >= outer.top - tolerance &&
    inner.bottom <= outer.bottom + tolerance
  );
}
