import { join } from 'path';
import { reportAsPage } from '../../../../lib/checks/report/page/page';
import { Report } from '../../../../lib/checks/report/report-model';
import { Box, collisions, describeInBrowser, Readability, TestPage } from '../../../page/browser';
import { reportOf } from '../model-samples';
import { CLEAN, hostileReport, largeReport, reachedOf, SPECIMEN } from './samples';

jest.setTimeout(120_000);

/** What `measures.js` says. */
interface Measures {
  readonly width: number;
  readonly cutOff: string[];
  readonly letters: number[];
  readonly contrasts: Readability;
  readonly drawing: {
    readonly frames: Box[];
    readonly boxes: Array<Box & { text: string }>;
    readonly outside: string[];
    readonly texts: number[];
    readonly lines: number[];
  };
  readonly structure: {
    readonly headings: number[];
    readonly regions: number;
    readonly landmarks: number[];
    readonly tables: Array<{ caption: string; columns: number; cells: number; heads: number }>;
    readonly unlabelled: number;
  };
}

const WIDE = { width: 1400, height: 900 };
const SIZES = [
  ['wide', WIDE],
  ['medium', { width: 1024, height: 800 }],
  ['small', { width: 768, height: 900 }],
  ['narrow', { width: 320, height: 700 }],
] as const;

const LONG = 'AVeryLongNameWithoutAnyPlaceWhereItCouldBeBroken'.repeat(3);
const REPORTS: ReadonlyArray<readonly [name: string, report: Report]> = [
  ['specimen', SPECIMEN],
  ['clean', CLEAN],
  ['nothing', reportOf()],
  ['long', hostileReport(LONG)],
  ...[1, 10, 60].map((number) => [`reached-${number}`, reaching(number)] as const),
];

const tested = new TestPage<Measures>('golden-path-report', join(__dirname, 'measures.js'));

describeInBrowser('the page of the report in a browser', () => {
  beforeAll(() => tested.launch());
  afterAll(() => tested.close());
  beforeEach(() => tested.reset(WIDE));

  test('asks for nothing but itself, and has nothing to complain about', async () => {
    const urls = [];
    for (const [name, report] of REPORTS) urls.push(await open(name, report));
    expect(tested.requests).toEqual(urls);
    expect(tested.complaints).toEqual([]);
  });

  describe.each(SIZES)('on a %s screen', (name, size) => {
    test.each(REPORTS)('needs no horizontal scrolling, and cuts nothing off: %s', async (of, report) => {
      await tested.page.setViewportSize(size);
      await open(of, report);
      if (of === 'specimen' || of === 'reached-10') await tested.shoot(`${of}-${name}`);
      expect(await tested.measure('cutOff')).toEqual([]);
      expect(await tested.measure('width')).toBeLessThanOrEqual(size.width);
    });
  });

  test.each(['light', 'dark'] as const)('can be read in %s colours', async (colorScheme) => {
    await tested.page.emulateMedia({ colorScheme });
    for (const [name, report] of [...REPORTS.slice(0, 2), ['reached-10', reaching(10)] as const]) {
      await open(name, report);
      await tested.page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')));
      await tested.shoot(`${name}-${colorScheme}`);
      const { dark, texts } = await tested.measure('contrasts');
      expect(dark).toBe(colorScheme === 'dark');
      expect(texts.length).toBeGreaterThan(80);
      // WCAG 2.2, 1.4.3.
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
    }
  });

  describe('draws what the internet reaches', () => {
    test.each([1, 10, 60])('by %i ways, in boxes that hold their texts and do not collide', async (number) => {
      await open(`reached-${number}`, reaching(number));
      const { frames, boxes, outside } = await tested.measure('drawing');
      expect(boxes.length).toBeGreaterThan(number + 3);
      expect(outside).toEqual([]);
      expect(collisions(boxes)).toEqual([]);
      expect(
        boxes.filter(
          ({ left, right, top, bottom }) =>
            left < frames[0].left || right > frames[0].right || top < frames[0].top || bottom > frames[0].bottom,
        ),
      ).toEqual([]);
    });

    test.each(['light', 'dark'] as const)(
      'with texts and lines that can be seen in %s colours',
      async (colorScheme) => {
        await tested.page.emulateMedia({ colorScheme });
        await open('specimen', SPECIMEN);
        const { texts, lines } = await tested.measure('drawing');
        expect([texts.length > 10, lines.length > 10]).toEqual([true, true]);
        // WCAG 2.2, 1.4.3 and 1.4.11.
        expect(texts.filter((contrast) => contrast < 4.5)).toEqual([]);
        expect(lines.filter((contrast) => contrast < 3)).toEqual([]);
      },
    );

    test.each(SIZES)('in letters that can be read, or in words, on a %s screen', async (name, size) => {
      await tested.page.setViewportSize(size);
      await open('specimen', SPECIMEN);
      const letters = await tested.measure('letters');
      expect(letters.filter((height) => height < 10)).toEqual([]);
      const isDrawn = name === 'wide' || name === 'medium';
      expect([letters.length, await tested.page.locator('.outline-only').isVisible()]).toEqual(
        isDrawn ? [1, false] : [0, true],
      );
    });

    test('with a name, and a list that says the same', async () => {
      await open('specimen', SPECIMEN);
      await tested.page.locator('.outline-part summary').click();
      const snapshot = await tested.page.locator('figure').ariaSnapshot();
      expect(snapshot).toContain(
        'img "3 resources that the internet reaches by 4 ways; the outline below says the same in words"',
      );
      expect(snapshot).toContain('subnet Shop/Vpc/Public1 → load balancer Shop/Balancer → 443');
    });
  });

  test('has landmarks, headings in order, and tables that say what they are', async () => {
    for (const [name, report] of REPORTS) {
      await open(name, report);
      const { headings, regions, landmarks, tables, unlabelled } = await tested.measure('structure');
      expect(headings.filter((level) => level === 1)).toHaveLength(1);
      expect(headings.filter((level, index) => level > (headings[index - 1] ?? 0) + 1)).toEqual([]);
      expect([landmarks, regions, unlabelled]).toEqual([[1, 1, 1, 1], 0, 0]);
      expect(
        tables.filter(({ caption, columns, cells, heads }) => caption === '' || columns !== cells || heads > 0),
      ).toEqual([]);
    }
    expect(new Set(await names('section'))).toContain('Exposure');
  });

  describe('with a keyboard', () => {
    test('lets a reader skip to the report', async () => {
      await open('specimen', SPECIMEN);
      await tested.page.keyboard.press('Tab');
      expect(await tested.page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await tested.page.locator('.skip').boundingBox()).toMatchObject({ x: expect.closeTo(8, 0) });
      await tested.page.keyboard.press('Enter');
      expect(await tested.page.evaluate('document.activeElement.id')).toBe('main');
    });

    test('shows where the reader is', async () => {
      await open('specimen', SPECIMEN);
      for (let i = 0; i < 40; i += 1) {
        await tested.page.keyboard.press('Tab');
        const outline = await tested.page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
        expect(outline).not.toBe('none');
      }
    });

    test('sorts a table up and down, and says so', async () => {
      await open('specimen', SPECIMEN);
      const table = tested.page.locator('table', { hasText: '6 findings, the worst first' });
      const severities = () =>
        table.locator('tbody tr').evaluateAll((rows) => rows.map((row) => row.children[0].textContent?.trim()));
      expect(await severities()).toEqual(['error', 'error', 'error', 'error', 'warning', 'info']);
      await table.locator('th button', { hasText: 'Severity' }).focus();
      await tested.page.keyboard.press('Enter');
      expect(await table.locator('[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
      await tested.page.keyboard.press('Space');
      expect(await severities()).toEqual(['info', 'warning', 'error', 'error', 'error', 'error']);
      expect(await table.locator('[aria-sort]').getAttribute('aria-sort')).toBe('descending');
      await table.locator('th button', { hasText: 'Rule' }).press('Enter');
      expect(await table.locator('[aria-sort]').allInnerTexts()).toEqual(['Rule']);
    });

    test('sorts numbers as numbers, the greatest first', async () => {
      await open('large', largeReport(3, 2, 12));
      const table = tested.page.locator('table', { hasText: '3 services, 1 release' });
      await table.locator('th button', { hasText: 'Service' }).press('Enter');
      const rules = tested.page.locator('table', { hasText: 'rules that applied to something' });
      await rules.locator('th button', { hasText: 'Rule' }).press('Enter');
      const names = await rules.locator('tbody th span').allInnerTexts();
      expect(names.slice(1, 3).concat(names.slice(-2))).toEqual([
        'AwsSolutions-R1',
        'AwsSolutions-R2',
        'AwsSolutions-R10',
        'AwsSolutions-R11',
      ]);
      await open('specimen', SPECIMEN);
      const packs = tested.page.locator('table', { hasText: 'By stack and service' });
      await packs.locator('th button', { hasText: 'Errors' }).press('Enter');
      expect(await packs.locator('tbody tr td:nth-child(2)').allInnerTexts()).toEqual(['3', '1', '0']);
    });

    test('filters rows by text, stack and pack, and takes it back', async () => {
      await open('specimen', SPECIMEN);
      const findings = tested.page
        .locator('table', { hasText: '6 findings, the worst first' })
        .locator('tbody tr:visible');
      const all = await tested.page.locator('table.data tbody tr:visible').count();
      await tested.page.locator('#filter-text').focus();
      await tested.page.keyboard.type('GoldenPath-DIS-3-UserData  GOLDENPATH');
      expect(await findings.count()).toBe(1);
      expect(await tested.page.locator('#filter-count').innerText()).toMatch(/^2 of \d+ rows$/);
      await tested.page.keyboard.press('Escape');
      expect(await findings.count()).toBe(6);
      await tested.page.locator('[data-choice=stack]').selectOption('prod-platform');
      // The app as a whole is in no stack.
      expect(await findings.count()).toBe(2);
      await tested.page.locator('[data-choice=pack]').selectOption('AwsSolutions');
      expect(await findings.count()).toBe(0);
      await expect(tested.page.locator('table.empty').count()).resolves.toBeGreaterThan(3);
      await tested.page.getByRole('button', { name: 'Show all' }).press('Enter');
      expect(await tested.page.locator('table.data tbody tr:visible').count()).toBe(all);
      expect(await tested.page.locator('#filter-count').innerText()).toBe('');
    });
  });

  test('leads from a finding to its rule, and from the rule to what keeps it', async () => {
    await open('specimen', SPECIMEN);
    await tested.page.locator('#findings a', { hasText: 'GoldenPath-DIS-3-UserData' }).press('Enter');
    expect(tested.page.url()).toMatch(/#rule-4$/);
    await tested.page
      .locator('tr', { has: tested.page.locator('#rule-4') })
      .locator('a')
      .press('Enter');
    await tested.page.locator('#kept-3').waitFor({ state: 'visible' });
    expect(await tested.page.locator('details:has(#kept-3)').getAttribute('open')).not.toBeNull();
  });

  test('can be read without its script', async () => {
    const made = reportAsPage(SPECIMEN).replace(/<script>[^]*?<\/script>/, '');
    await tested.open('without-script', made);
    expect(await tested.page.locator('.filter').isVisible()).toBe(false);
    expect(await tested.page.locator('button:visible').count()).toBe(0);
    expect(await tested.page.locator('#findings tbody tr:visible').count()).toBeGreaterThan(6);
  });

  test('runs no script that found its way around the escaping', async () => {
    const injected = `<script>document.title = 'owned'</script><img src="x" onerror="document.title = 'owned'"><a id="bad" href="javascript:document.title = 'owned'">x</a>`;
    await tested.open('injected', reportAsPage(CLEAN).replace('</h1>', `</h1>${injected}`));
    await tested.page.locator('#bad').click();
    expect(await tested.page.title()).not.toBe('owned');
    expect(tested.complaints.filter((complaint) => /Content Security Policy/.test(complaint)).length).toBeGreaterThan(
      2,
    );
  });

  test('takes hostile texts for texts', async () => {
    const hostile = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'"> javascript:alert(1) ' onclick='alert(1)`;
    const url = await open('hostile', hostileReport(hostile));
    await tested.shoot('hostile');
    expect(await tested.page.locator('script').count()).toBe(1);
    expect(await tested.page.locator('img, iframe, [onclick], [onerror], a[href^="javascript"]').count()).toBe(0);
    expect(await tested.page.title()).not.toBe('owned');
    expect([tested.requests, tested.complaints]).toEqual([[url], []]);
  });

  describe('on paper', () => {
    test('is dark on white, without controls, with everything unfolded', async () => {
      await tested.page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      await tested.page.setViewportSize({ width: 718, height: 1000 });
      await open('specimen', SPECIMEN);
      await tested.shoot('specimen-print');
      const { dark, texts } = await tested.measure('contrasts');
      expect(dark).toBe(false);
      expect(texts.length).toBeGreaterThan(80);
      expect(texts.filter(({ contrast }) => contrast < 4.5)).toEqual([]);
      expect(await tested.page.locator('.filter:visible, .contents:visible, .outline-part:visible').count()).toBe(0);
      expect(await tested.page.locator('.outline-only').isVisible()).toBe(true);
      const heights = await tested.page
        .locator('details:has(.kept)')
        .evaluateAll((all) => all.map((one) => one.clientHeight - one.children[0].clientHeight));
      expect(heights.length).toBeGreaterThan(0);
      expect(heights.filter((height) => height < 20)).toEqual([]);
      expect(await tested.measure('width')).toBeLessThanOrEqual(718);
    });

    test('repeats the heads of tables on every sheet', async () => {
      await tested.page.emulateMedia({ media: 'print' });
      await open('specimen', SPECIMEN);
      const displays = await tested.page
        .locator('thead')
        .evaluateAll((all) => all.map((one) => one.ownerDocument.defaultView?.getComputedStyle(one).display));
      expect(new Set(displays)).toEqual(new Set(['table-header-group']));
      const pdf = await tested.page.pdf({
        format: 'A4',
        printBackground: true,
        path: join(tested.folder, 'specimen.pdf'),
      });
      expect(pdf.length).toBeGreaterThan(10_000);
    });

    test('unfolds before printing, and folds again what the reader had folded', async () => {
      await open('specimen', SPECIMEN);
      const open_ = () => tested.page.locator('details[open]').count();
      await tested.page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
      expect(await open_()).toBe(await tested.page.locator('details:not(.long)').count());
      await tested.page.evaluate(`dispatchEvent(new Event('afterprint'))`);
      expect(await open_()).toBe(0);
    });

    test('has words instead of a drawing that is longer than a sheet', async () => {
      await tested.page.emulateMedia({ media: 'print' });
      await open('reached-60', reaching(60));
      expect(await tested.page.locator('svg.reach').isVisible()).toBe(false);
      expect(await tested.page.locator('.outline-only').isVisible()).toBe(true);
    });
  });

  test('stays quick with 200 services and 20,000 rows that are in order', async () => {
    const began = Date.now();
    await open('large', largeReport(200, 1, 100));
    await tested.page.locator('#filter-text').fill('service-77');
    await tested.page.locator('#filter-count', { hasText: /^\d+ of \d+ rows$/ }).waitFor();
    await tested.page.locator('#findings th button', { hasText: 'Rule' }).press('Enter');
    expect(Date.now() - began).toBeLessThan(60_000);
    expect(tested.complaints).toEqual([]);
  });
});

function reaching(number: number): Report {
  return reportOf({
    ...SPECIMEN,
    exposure: { ...SPECIMEN.exposure, public: number, resources: reachedOf(number) },
  });
}

function open(name: string, report: Report): Promise<string> {
  return tested.open(name, reportAsPage(report));
}

function names(selector: string): Promise<Array<string | undefined>> {
  return tested.page
    .locator(selector)
    .evaluateAll((all) => all.map((one) => one.querySelector('h2')?.textContent ?? undefined));
}
