import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, type Visit, visit } from './chromium.ts';
import { type LocalBot, startLocalBot } from './local-bot.ts';

const chromium = findChromium();

describe.skipIf(chromium === null)('the real bot, asked in a real browser', () => {
  let browser: Browser;
  let local: LocalBot;
  let visited: Visit;
  let page: Page;
  const article = (text: string | RegExp) => page.getByRole('article').filter({ hasText: text });

  beforeAll(async () => {
    [browser, local] = await Promise.all([launchChromium(chromium!), startLocalBot()]);
    visited = await visit(browser, local.url);
    page = visited.page;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await local?.stop();
    expect([...visited.problems, ...local.errors]).toEqual([]);
  });

  it('answers a question that was typed and completed, with the source’s own sentence', async () => {
    await page.locator('#composer-text').pressSequentially('/ask Meloni Article 5');
    const list = page.locator('#suggestions');
    await list.getByRole('option').nth(1).waitFor();
    const picked = await list.getByRole('option').nth(1).textContent();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(picked).toContain(await page.getByRole('combobox', { name: 'question' }).inputValue());
    await page.keyboard.press('Enter');
    const quote = article('used /ask').locator('discord-quote').first();
    await quote.waitFor();
    const said = (await quote.textContent())?.trim() ?? '';
    expect(said.length).toBeGreaterThan(20);
    expect(local.text).toContain(said.split('\n')[0]);
  });

  it('shows the context to the asker alone', async () => {
    await article('used /ask').getByRole('button', { name: 'Context' }).click();
    await article('Only you can see this').locator('discord-quote').first().waitFor();
  });

  it('answers a mention as a reply', async () => {
    await page.locator('#composer-text').pressSequentially('@Verb');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Who ruled out NATO membership for Ukraine?');
    await page.keyboard.press('Enter');
    const reply = page
      .getByRole('article')
      .filter({ has: page.locator('discord-reply') })
      .filter({ hasText: 'Hegseth' });
    await reply.locator('discord-quote').first().waitFor();
  });

  it('answers each of the questions on offer', async () => {
    const examples = page.locator('.examples button');
    expect(await examples.count()).toBe(3);
    const before = await article('used /ask').count();
    for (const example of await examples.all()) await example.click();
    await expect.poll(() => article('used /ask').count(), { timeout: 8_000 }).toBe(before + 3);
    await expect.poll(() => article(/thinking|Sending/).count(), { timeout: 8_000 }).toBe(0);
  });

  it('lists more commands for a moderator, in the moderator’s language', async () => {
    const commands = async () => {
      await page.locator('#composer-text').fill('/');
      await page.locator('#suggestions').getByRole('option').first().waitFor();
      const names = await page.locator('#suggestions [role=option] span').allTextContents();
      await page.locator('#composer-text').fill('');
      return names;
    };
    const asMember = await commands();
    await page.getByRole('radio', { name: 'Moderator' }).check({ force: true });
    await page.getByText('Mira', { exact: true }).first().waitFor();
    const asModerator = await commands();
    expect(asModerator).toEqual(expect.arrayContaining(asMember));
    await page.getByRole('combobox', { name: 'Language' }).selectOption('uk');
    await page.getByRole('heading', { name: /Вітаємо/ }).waitFor();
    await page.locator('#composer-text').fill('/');
    await expect
      .poll(() => page.locator('#suggestions small').first().textContent())
      .toMatch(/\p{Script=Cyrillic}/u);
    await page.locator('#composer-text').fill('/цитата ');
    await expect.poll(() => page.locator('.explain span').textContent()).toBe('Хто говорить');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Мова' }).selectOption('en-US');
    await page.getByRole('radio', { name: 'Member' }).check({ force: true });
  });

  it.each([
    ['/quote', '/quote Meloni', 'Giorgia Meloni in the sources'],
    ['/passage', '/passage article#10', 'Unaltered:'],
    ['/sources', '/sources', 'I answer from 1 source'],
    ['/help', '/help', 'What I can do'],
    ['/privacy', '/privacy', 'I keep nothing about you'],
  ])('%s by the keyboard alone', async (_, typed, shown) => {
    await page.locator('#composer-text').focus();
    await page.keyboard.type(typed);
    const list = page.locator('#suggestions');
    if (typed.includes(' ')) {
      await list.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    const sent = article(shown).last();
    if (typed.includes(' ')) await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await sent.waitFor();
  });

  it('finds the source of a message by its menu, and takes an answer away', async () => {
    await page.locator('#composer-text').fill('They say such missions are a different matter.');
    await page.keyboard.press('Enter');
    const said = article('They say such missions').last();
    await said.press('Enter');
    await page.getByRole('menuitem', { name: 'Find the source' }).press('Enter');
    await article('used Find the source').locator('discord-quote').first().waitFor();
    const answers = article('used /quote');
    const before = await answers.count();
    await answers.last().getByRole('button', { name: 'Delete' }).press('Enter');
    await expect.poll(() => answers.count()).toBe(before - 1);
  });
});
