import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A step that takes longer than this, in milliseconds, has gone wrong; said at once where. */
const ACTION_TIMEOUT = 8_000;

/** The first Chromium on the PATH, or null: browser tests are then reported as skipped. */
export function findChromium(): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {}
    }
  }
  return null;
}

/** A browser with a profile of its own, that goes with it. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

export interface Visit {
  page: Page;
  /** Addresses outside `url` that the page asked for, and everything that it complained about. */
  problems: string[];
}

export interface VisitOptions {
  width?: number;
  height?: number;
  locale?: string;
  theme?: 'light' | 'dark';
}

/** Opens the page as a newcomer's browser would. */
export async function visit(browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> {
  const { width = 1100, height = 760, locale = 'en-US', theme = 'dark' } = options;
  const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme: theme });
  context.setDefaultTimeout(ACTION_TIMEOUT);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('request', (request) => {
    const address = new URL(request.url());
    if (address.protocol !== 'data:' && address.host !== new URL(url).host)
      problems.push(`asked for ${address}`);
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (line) => {
    const down = line.text().includes('ERR_CONNECTION_REFUSED');
    if (['error', 'warning'].includes(line.type()) && !down) problems.push(line.text());
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 2, name: /#|Verbatim/ }).waitFor();
  return { page, problems };
}
