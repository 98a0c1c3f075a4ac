import * as sparticuz from '@sparticuz/chromium';
import { Browser, chromium } from 'playwright-core';

// The types are those of the ES module; what is loaded is the CommonJS one, which is the class itself.
const bundled = sparticuz as unknown as typeof sparticuz.default;

/** The browser comes from npm, for Linux on x64 alone. */
export const HAS_BROWSER = process.platform === 'linux' && process.arch === 'x64';

export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await bundled.executablePath(), args: bundled.args });
}
