import type { APIApplicationCommand, APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, launchChromium, type Visit, type VisitOptions, visit } from './chromium.ts';
import { EXAMPLES, type ScriptedStage, scriptedStage } from './scripted-stage.ts';

const chromium = findChromium();
const ASK = {
  id: '1',
  type: 1,
  name: 'ask',
  description: 'Ask the sources',
  options: [
    { type: 5, name: 'private', description: 'For you alone' },
    { type: 3, name: 'question', description: 'Your question', required: true, autocomplete: true },
  ],
} as unknown as APIApplicationCommand;
const FIND = { id: '2', type: 3, name: 'Find the source', description: '' } as APIApplicationCommand;
const button = (label: string, part: object = {}) => ({
  type: 2,
  style: 2,
  label,
  custom_id: label,
  ...part,
});
const row = (...components: object[]) =>
  ({ components: [{ type: 1, components }] }) as unknown as Partial<APIMessage>;
const EPHEMERAL = { flags: 64 } as Partial<APIMessage>;

describe.skipIf(chromium === null)('the page in a browser', () => {
  let browser: Browser;
  let stage: ScriptedStage;
  const visits: Visit[] = [];
  const open = async (options?: VisitOptions): Promise<Page> => {
    const opened = await visit(browser, stage.url, options);
    visits.push(opened);
    return opened.page;
  };
  const composer = (page: Page) => page.locator('#composer-text');
  const article = (page: Page, text: string | RegExp) => page.getByRole('article').filter({ hasText: text });

  beforeAll(async () => {
    browser = await launchChromium(chromium!);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    stage = await scriptedStage();
    stage.commands.push(ASK, FIND);
  });
  afterEach(async () => {
    const complaints = visits.flatMap(({ problems }) => problems);
    await Promise.all(visits.splice(0).map(({ page }) => page.context().close()));
    await stage.stop();
    expect([...complaints, ...stage.errors]).toEqual([]);
  });

  it('greets with three questions; a click asks, and the answer stands below', async () => {
    const page = await open();
    stage.onInteraction(() => {
      stage.post({ content: '> “So it is,” she said.\n-# **Someone** · direct' });
      return 'answered';
    });
    await page.getByRole('button', { name: EXAMPLES[0] }).click();
    await article(page, 'So it is').waitFor();
    expect(stage.calls).toEqual([`slash ask {"question":"${EXAMPLES[0]}"}`]);
    expect(await article(page, 'So it is').locator('discord-quote').textContent()).toBe(
      '“So it is,” she said.',
    );
    expect(await article(page, 'So it is').locator('discord-subscript strong').textContent()).toBe('Someone');
  });

  it('asks with the keyboard alone: / lists commands, the question is completed, Enter sends', async () => {
    const page = await open();
    stage.onInteraction(() => 'pending');
    await composer(page).focus();
    await page.keyboard.type('/as');
    await page.getByRole('option', { name: '/ask' }).waitFor();
    await page.keyboard.press('Enter');
    const question = page.getByRole('combobox', { name: 'question' });
    await question.and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Who');
    await page.getByRole('option', { name: 'Who opposed it?' }).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => question.inputValue()).toBe('Who opposed it?');
    await page.keyboard.press('Enter');
    await article(page, 'Sending command…').waitFor();
    expect(stage.calls).toEqual(['slash ask {"question":"Who opposed it?"}']);
    await expect.poll(() => composer(page).evaluate((element) => element.matches(':focus'))).toBe(true);
  });

  it('names a missing option, offers the optional ones, and leaves on Escape', async () => {
    const page = await open();
    await composer(page).fill('/ask ');
    await page.getByRole('combobox', { name: 'question' }).press('Enter');
    await page.getByRole('alert').filter({ hasText: '“question” is required.' }).waitFor();
    await page.getByRole('button', { name: 'private' }).click();
    await page.getByRole('option', { name: 'True' }).click();
    expect(await page.getByRole('combobox', { name: 'private' }).inputValue()).toBe('True');
    const list = page.locator('#suggestions');
    await list.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'hidden' });
    await page.keyboard.press('Escape');
    await composer(page).waitFor();
    expect(stage.calls).toEqual([]);
  });

  it('completes @ to a mention, and sends it as Discord does', async () => {
    const page = await open();
    await composer(page).pressSequentially('hello @ver');
    await page.keyboard.press('Tab');
    await page.keyboard.type('and **you**');
    await page.keyboard.press('Enter');
    const message = article(page, 'hello');
    await message.locator('discord-mention').waitFor();
    expect(await message.locator('strong').textContent()).toBe('you');
    expect(await composer(page).inputValue()).toBe('');
  });

  it('shows every text as text', async () => {
    const page = await open();
    const hostile =
      '<img src=x onerror="document.title=1"><script>document.title=1</script>[x](javascript:alert(1))';
    stage.post({ from: 'moderator', content: hostile });
    const message = article(page, '<script>');
    await message.waitFor();
    expect(await message.locator('script, a, [onerror]').count()).toBe(0);
    expect(await page.title()).toBe('Verbatim, a local Discord');
  });

  it('a button shows what only its reader sees, and that can be dismissed', async () => {
    const page = await open();
    const answer = stage.post({
      content: 'An answer',
      ...row(button('Context'), button('Off', { disabled: true })),
    });
    stage.onInteraction(() => {
      stage.post({ content: 'The paragraph', ...EPHEMERAL, referenced_message: answer } as never);
      return 'answered';
    });
    await page.getByRole('button', { name: 'Off' }).click();
    await page.getByRole('button', { name: 'Context' }).click();
    const note = article(page, 'Only you can see this');
    await note.getByRole('button', { name: 'Dismiss message' }).click();
    await note.waitFor({ state: 'detached' });
    expect(stage.calls.map((call) => call.split(' ')[0])).toEqual(['click', 'dismiss']);
  });

  it('says what Discord says when the bot is silent or the client refuses', async () => {
    const page = await open();
    stage.post({ content: 'An answer', ...row(button('Context')) });
    stage.onInteraction(() => 'failed');
    await page.getByRole('button', { name: 'Context' }).click();
    await page.getByRole('alert').filter({ hasText: 'This interaction failed' }).waitFor();
    await page.getByRole('button', { name: EXAMPLES[1] }).click();
    await article(page, 'The application did not respond').waitFor();
    stage.onInteraction(() => 'refused');
    await page.getByRole('button', { name: EXAMPLES[2] }).click();
    await article(page, 'Not here.').waitFor();
  });

  it('shows that the bot thinks, then what it says', async () => {
    const page = await open();
    const message = stage.post({ content: '', flags: 128 });
    await article(page, 'Verbatim is thinking…').waitFor();
    stage.update(message, { content: 'Done', flags: 0 as MessageFlags });
    await article(page, 'Done').waitFor();
    expect(await article(page, 'thinking').count()).toBe(0);
  });

  it('a message’s menu opens by right click, by button and by keyboard, with the apps’ commands', async () => {
    const page = await open();
    stage.post({ from: 'moderator', content: 'A claim' });
    const message = article(page, 'A claim');
    await message.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Find the source' }).click();
    await message.hover();
    await message.getByRole('button', { name: 'Message actions' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await message.press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.calls.length).toBe(2);
    expect(new Set(stage.calls.map((call) => call.replace(/"\d+"/, 'id')))).toEqual(
      new Set(['menu Find the source id']),
    );
  });

  it('replies, edits and deletes', async () => {
    const page = await open();
    stage.post({ from: 'moderator', content: 'First' });
    await article(page, 'First').hover();
    await article(page, 'First').getByRole('button', { name: 'Reply' }).click();
    await page.keyboard.type('Mine');
    await page.keyboard.press('Enter');
    const mine = article(page, 'Mine');
    expect(await mine.locator('discord-reply').textContent()).toContain('First');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    await article(page, /Mine!\s*\(edited\)/).waitFor();
    await mine.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Delete message' }).click();
    await mine.waitFor({ state: 'detached' });
  });

  it('fills in a form', async () => {
    const page = await open();
    const input = { type: 4, custom_id: 'q', style: 1, label: 'Question' };
    const data = { custom_id: 'f', title: 'Ask again', components: [{ type: 1, components: [input] }] };
    stage.observe({ kind: 'modal-opened', modal: { id: '77', channelId: '101', data: data as never } });
    await page.getByRole('dialog', { name: 'Ask again' }).waitFor();
    await page.keyboard.type('why?');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(() => stage.calls).toEqual(['submit 77 {"q":"why?"}']);
  });

  it('chooses from a menu of a message', async () => {
    const page = await open();
    const options = ['short', 'long'].map((value) => ({ label: value, value }));
    stage.post({
      content: 'How long?',
      ...row({ type: 3, custom_id: 'length', placeholder: 'Length', options }),
    });
    await page.getByRole('combobox', { name: 'Length' }).selectOption('long');
    await expect.poll(() => stage.calls).toEqual(['select length ["long"]']);
  });

  it('changes who one is, the language and the theme, and keeps them', async () => {
    const page = await open();
    await page.getByRole('radio', { name: 'Moderator' }).check({ force: true });
    await page.getByText('Mira', { exact: true }).first().waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('uk');
    await page.getByRole('heading', { name: 'Вітаємо в #general' }).waitFor();
    await page.getByRole('button', { name: 'Увімкнути світлу тему' }).click();
    await page.reload();
    await page.getByRole('heading', { name: 'Вітаємо в #general' }).waitFor();
    expect(await page.getByRole('radio', { name: 'Модератор' }).isChecked()).toBe(true);
    expect(await page.locator('html').getAttribute('data-theme')).toBe('light');
    expect(await page.locator('html').getAttribute('lang')).toBe('uk');
    expect(stage.locales.at(-1)).toBe('uk');
  });

  it('marks channels with news, and says where one cannot write', async () => {
    const page = await open();
    stage.post({ in: 'debate', content: 'News' });
    await page.locator('.channel.unread', { hasText: 'debate' }).click();
    await article(page, 'News').waitFor();
    await page.getByRole('button', { name: 'announcements' }).click();
    await page.getByText('You cannot write in #announcements.').waitFor();
  });

  it('comes back by itself when the server restarts, with what was missed', async () => {
    const page = await open();
    await stage.stop();
    await page.getByRole('status').filter({ hasText: 'The connection is lost.' }).waitFor();
    stage.post({ content: 'Said meanwhile' });
    await stage.restart().catch(() => {});
    await article(page, 'Said meanwhile').waitFor();
    expect(await page.getByRole('status').filter({ hasText: 'lost' }).count()).toBe(0);
  });

  it('keeps the end in sight while messages come and grow, and leaves alone who scrolled up', async () => {
    const page = await open();
    const fromEnd = () =>
      page.locator('#scroll').evaluate((list) => list.scrollHeight - list.scrollTop - list.clientHeight);
    for (let count = 0; count < 20; count++) stage.post({ content: `Message ${count}` });
    await article(page, 'Message 19').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    const last = stage.post({ content: '', flags: 128 });
    await article(page, 'thinking').waitFor();
    stage.update(last, { content: 'line\n'.repeat(30), flags: 0 as MessageFlags });
    await article(page, 'line').waitFor();
    await expect.poll(fromEnd).toBeLessThan(2);
    await page.locator('#scroll').hover();
    await page.mouse.wheel(0, -400);
    await expect.poll(fromEnd).toBeGreaterThan(300);
    stage.post({ content: 'Later' });
    await article(page, 'Later').waitFor();
    expect(await fromEnd()).toBeGreaterThan(300);
  });

  it('fits a phone of 360 pixels, with the channels in a drawer', async () => {
    const page = await open({ width: 360, height: 700, theme: 'light' });
    stage.post({
      content: `${'A'.repeat(300)} ${'word '.repeat(80)}`,
      ...row(...['One', 'Two', 'Three', 'Four'].map((l) => button(l))),
    });
    await article(page, 'word').waitFor();
    const list = page.locator('#scroll');
    const client = await list.evaluate(({ clientWidth }) => clientWidth);
    const scroll = await list.evaluate(({ scrollWidth }) => scrollWidth);
    expect(scroll).toBe(client);
    const channel = page.getByRole('button', { name: 'debate' });
    expect(await channel.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Show channels' }).click();
    await channel.click();
    await page.getByRole('heading', { name: 'Welcome to #debate' }).waitFor();
    await channel.waitFor({ state: 'hidden' });
  });
});
