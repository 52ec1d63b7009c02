// Draws the README's pictures anew: npm run screenshots. Needs a Chromium on the PATH.
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { findChromium, launchChromium, type VisitOptions, visit } from '../test/sandbox/page/chromium.ts';
import { startLocalBot } from '../test/sandbox/page/local-bot.ts';

const FOLDER = 'docs/images';
const DESKTOP = { width: 1000, height: 680 };
const PHONE = { width: 390, height: 760 };
/** Milliseconds for the last scrolling and fading to end. */
const SETTLE = 400;

const answer = (page: Page) =>
  page
    .getByRole('article')
    .filter({ has: page.locator('discord-quote') })
    .last();

/** Each picture: how the page is opened, and what is done before it is taken. */
const PICTURES: Record<string, [VisitOptions, (page: Page) => Promise<void>]> = {
  'sandbox-answer': [
    { ...DESKTOP, theme: 'dark' },
    async (page) => {
      await page.locator('.examples button').first().click();
      await answer(page).waitFor();
    },
  ],
  'sandbox-commands': [
    { ...DESKTOP, theme: 'light' },
    async (page) => {
      await page.locator('#composer-text').fill('/');
      await page.locator('#suggestions').getByRole('option').first().waitFor();
    },
  ],
  'sandbox-silence': [
    { ...DESKTOP, theme: 'light' },
    async (page) => {
      await page.locator('.examples button').last().click();
      await answer(page).waitFor();
    },
  ],
  'sandbox-context': [
    { ...DESKTOP, theme: 'dark' },
    async (page) => {
      await page.locator('.examples button').nth(1).click();
      await answer(page).getByRole('button', { name: 'Context' }).click();
      await page.getByRole('article').filter({ hasText: 'Only you can see this' }).waitFor();
    },
  ],
  'sandbox-ukrainian': [
    { ...DESKTOP, theme: 'light', locale: 'uk' },
    async (page) => {
      await page.locator('.examples button').first().click();
      await answer(page).waitFor();
    },
  ],
  'sandbox-phone': [
    { ...PHONE, theme: 'dark' },
    async (page) => {
      await page.locator('.examples button').first().click();
      await answer(page).waitFor();
    },
  ],
};

const chromium = findChromium();
if (chromium === null) {
  process.stderr.write(
    'No Chromium on the PATH: install one (Debian: apt-get install chromium) and try again.\n',
  );
  process.exit(1);
}
mkdirSync(FOLDER, { recursive: true });
const wanted = process.argv.slice(2);
const browser = await launchChromium(chromium);
for (const [name, [options, prepare]] of Object.entries(PICTURES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const bot = await startLocalBot();
  const { page } = await visit(browser, bot.url, options);
  await prepare(page);
  await page.mouse.move(0, 0);
  await page.waitForTimeout(SETTLE);
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled' });
  await page.context().close();
  await bot.stop();
}
await browser.close();
