import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, type Visit, visit } from './chromium.ts';
import { type LocalBot, startLocalBot } from './local-bot.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('a moderator at the page, with the real bot', () => {
  let browser: Browser;
  let local: LocalBot;
  let visited: Visit;
  let page: Page;
  const article = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text });
  const button = (name: string) => page.getByRole('article').getByRole('button', { name, exact: true });

  /** Types a command, takes the first suggestion and sends it. */
  async function command(name: string): Promise<void> {
    await page.locator('#composer-text').pressSequentially(`/${name}`);
    await page.locator('#suggestions').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await page.locator('#suggestions').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
  }
  async function say(text: string): Promise<void> {
    await page.locator('#composer-text').fill(text);
    await page.keyboard.press('Enter');
    await article(text.slice(0, 30)).waitFor();
  }
  /** Every block quote on the page is a sentence of the source. */
  async function expectVerbatim(within: ReturnType<typeof article>): Promise<void> {
    const quotes = await within.locator('discord-quote').allTextContents();
    expect(quotes.length).toBeGreaterThan(0);
    for (const quote of quotes)
      for (const line of quote.split('\n').map((each) => each.trim()))
        if (line !== '') expect(local.text).toContain(line);
  }

  beforeAll(async () => {
    [browser, local] = await Promise.all([launchChromium(chromium!), startLocalBot()]);
    visited = await visit(browser, local.url);
    page = visited.page;
    await page.getByRole('radio', { name: 'Moderator' }).check({ force: true });
    await page.getByText('Mira', { exact: true }).first().waitFor();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    expect([...visited.problems, ...local.errors]).toEqual([]);
  });

  it('previews a summary, changes its length and posts it', async () => {
    await command('summary');
    const preview = article(/Preview, for you alone/);
    await preview.waitFor();
    await expectVerbatim(preview);
    expect(await preview.textContent()).toContain('Only you can see this');
    const quotes = await preview.locator('discord-quote').count();
    await button('Short').click();
    await expect.poll(() => preview.locator('discord-quote').count()).toBeLessThan(quotes);
    await button('Post').click();
    await article(/Posted: /).waitFor();
    const posted = article(/extracted, not written/);
    await posted.waitFor();
    expect(await posted.textContent()).not.toContain('Only you can see this');
    await expectVerbatim(posted);
  });

  it('turns the pages of positions', async () => {
    await command('positions');
    await article(/page 1 of/).waitFor();
    await expectVerbatim(article(/page 1 of/));
    await button('Next').click();
    await article(/page 2 of/).waitFor();
    await expectVerbatim(article(/page 2 of/));
    await button('Previous').click();
    await article(/page 1 of/).waitFor();
  });

  it('compares the quotations of a message from its menu', async () => {
    await say('They claim it is “the same security blanket that NATO countries have”');
    await article('They claim it is').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Check quotes' }).click();
    const compared = article(/1 quotation, compared with the sources/);
    await compared.waitFor();
    expect(await compared.textContent()).toContain('replaced: message “blanket” · source “umbrella”');
    await expectVerbatim(compared);
  });

  it('reads back what was asked', async () => {
    await page.locator('.examples button').first().click();
    // Not the placeholder that stands there until the answer has come.
    await article('used /ask').filter({ hasText: 'article#' }).waitFor();
    await command('digest');
    const digest = article(/What was asked here in the last 24 hours/);
    await digest.waitFor();
    expect(await digest.textContent()).toContain('no member is named');
  });
});
