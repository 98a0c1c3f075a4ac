import { mkdirSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { pathToFileURL } from 'url';
import * as sparticuz from '@sparticuz/chromium';
import { Browser, chromium, Page } from 'playwright-core';

// The types are those of the ES module; what is loaded is the CommonJS one, which is the class itself.
const bundled = sparticuz as unknown as typeof sparticuz.default;

/** The browser comes from npm, for Linux on x64 alone. */
export const describeInBrowser = process.platform === 'linux' && process.arch === 'x64' ? describe : describe.skip;

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What `readability` of `measuring.js` says. */
export interface Readability {
  readonly dark: boolean;
  readonly texts: Array<{ text: string; contrast: number }>;
}

/** A page of a browser, which says what it is asked for and complains about. `M` is what its measures say. */
export class TestPage<M> {
  public page!: Page;
  public readonly complaints: string[] = [];
  public readonly requests: string[] = [];
  private browser!: Browser;

  /** The pages and their screenshots stay in the folder, for who wants to look at them. */
  constructor(
    name: string,
    private readonly measures: string,
    public readonly folder = join(tmpdir(), name),
  ) {}

  public async launch(): Promise<void> {
    mkdirSync(this.folder, { recursive: true });
    this.browser = await chromium.launch({ executablePath: await bundled.executablePath(), args: bundled.args });
    this.page = await this.browser.newPage();
    for (const path of [join(__dirname, 'measuring.js'), this.measures]) await this.page.addInitScript({ path });
    this.page.on('console', (message) => this.complaints.push(message.text()));
    this.page.on('pageerror', (error) => this.complaints.push(error.message));
    this.page.on('dialog', (dialog) => this.complaints.push(dialog.message()));
    this.page.on('request', (request) => this.requests.push(request.url()));
  }

  public close(): Promise<void> {
    return this.browser.close();
  }

  public async reset(size: { width: number; height: number }): Promise<void> {
    this.complaints.length = 0;
    this.requests.length = 0;
    await this.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await this.page.setViewportSize(size);
  }

  public async open(name: string, html: string): Promise<string> {
    const file = join(this.folder, `${name}.html`);
    writeFileSync(file, html);
    const url = pathToFileURL(file).href;
    await this.page.goto(url);
    return url;
  }

  public async shoot(name: string, fullPage = true): Promise<void> {
    await this.page.screenshot({ path: join(this.folder, `${name}.png`), fullPage });
  }

  /** Runs one of the measures in the browser. */
  public async measure<Name extends keyof M & string>(name: Name): Promise<M[Name]> {
    return this.page.evaluate(`measures.${name}()`);
  }
}

/** Boxes of text are a little larger than its letters. */
export function collisions(boxes: ReadonlyArray<Box & { text: string }>): string[] {
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
