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

/** The page becomes the moderator's. */
async function asModerator(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Moderator' }).check({ force: true });
  await page.getByText('Mira', { exact: true }).first().waitFor();
}

async function command(page: Page, name: string): Promise<void> {
  await page.locator('#composer-text').pressSequentially(`/${name}`);
  await page.locator('#suggestions').getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#suggestions').waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
}

/** Each picture: how the page is opened, and what is done before it is taken. */
const PICTURES: Record<string, [VisitOptions, (page: Page) => Promise<void>]> = {
  'sandbox-answer': [
    { ...DESKTOP, theme: 'dark' },
    async (page) => {
      await page.locator('#composer-text').pressSequentially('@Verb');
      await page.keyboard.press('Tab');
      await page.keyboard.type('What did Meloni say about UN peacekeeping missions?');
      await page.keyboard.press('Enter');
      await answer(page).waitFor();
      await page
        .locator('#composer-text')
        .pressSequentially('/ask Who ruled out NATO membership for Ukraine?');
      await page.locator('#suggestions').getByRole('option', { name: 'Who ruled out' }).first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      await answer(page).filter({ hasText: 'Hegseth' }).waitFor();
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
  'moderators-summary': [
    { ...DESKTOP, theme: 'dark' },
    async (page) => {
      await asModerator(page);
      await command(page, 'summary');
      await page.getByRole('button', { name: 'Short', exact: true }).click();
      await page.getByRole('article').filter({ hasText: '3 sentences of' }).waitFor();
    },
  ],
  'moderators-quotes': [
    { ...DESKTOP, height: 900, theme: 'light' },
    async (page) => {
      const claim =
        'Trump said: “There are no timelines yet, but I see interest in this idea from our partners”. And it is “the same security blanket that NATO countries have”!';
      await page.locator('#composer-text').fill(claim);
      await page.keyboard.press('Enter');
      const said = page.getByRole('article').filter({ hasText: 'Trump said' });
      await said.click({ button: 'right' });
      await page.getByRole('menuitem', { name: 'Check quotes' }).click();
      await page.getByRole('article').filter({ hasText: 'compared with the sources' }).waitFor();
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
