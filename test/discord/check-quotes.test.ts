import { beforeEach, expect, test } from 'vitest';
import { MAX_CONTENT } from '../../src/discord/reply.ts';
import { menu } from './fakes.ts';
import { articleLibrary } from './libraries.ts';
import { deskOf, idsOf } from './moderators.ts';
import { readMessage, readQuotes } from './reader.ts';

const article = articleLibrary();
const { text } = article.documents[0]!;
let desk: ReturnType<typeof deskOf>;
beforeEach(() => {
  desk = deskOf(article);
});

/** All messages that a comparison came in, the first one first; every one of them private. */
async function check(content: string, target: object = {}, where = {}): Promise<string[]> {
  await desk.dispatcher.handle(menu('Check quotes', { content, ...target }, where));
  const bodies = desk.discord.requests
    .map(({ body }) => (body && 'data' in body ? body.data : body))
    .filter((body) => body?.content);
  // A reply that was deferred carries its privacy in the deferral.
  const isPrivate = desk.discord.requests.some(({ body }) => body?.data?.flags & 64);
  expect(isPrivate).toBe(true);
  for (const { flags } of bodies.slice(1)) expect(flags & 64).toBe(64);
  return bodies.map((body) => body.content as string);
}

test('a quotation that stands in the sources is shown with its id and whole sentence', async () => {
  const [reply] = await check('they want “more durable solutions”');
  expect(reply).toContain('1. “more durable solutions”\n**Word for word in the sources**');
  expect(idsOf(reply!)).toEqual([expect.stringMatching(/^article#3@/)]);
  for (const quote of readQuotes(reply!)) expect(text).toContain(quote);
});

test('words that differ stand side by side: replaced, added, dropped', async () => {
  const [reply] = await check(
    '“it will provide Ukraine with the very same security umbrella that NATO countries have” “This is the same as joining NATO”',
  );
  expect(reply).toContain('- replaced: message “will” · source “would”');
  expect(reply).toContain('- added: message “very” · source –');
  expect(reply).toContain('- dropped: message – · source “not”');
});

test('words given to another, joined sentences and what stands nowhere are worded neutrally', async () => {
  const replies = await check(
    [
      'Trump said: “There are no concrete timelines yet”',
      '“NATO’s Article 5 states that an attack on UN peacekeeping forces or additional military contingents”',
      '“We will fight them on the beaches forever”',
    ].join('\n'),
  );
  const all = replies.join('\n');
  expect(all).toContain('but not as words of Trump');
  expect(all).toContain('Joined from parts of separate sentences');
  expect(all).toContain('**Not in the sources**\n-# Nearest passage, which is not it:');
  expect(all).toContain('this says nothing of what is true');
  expect(all.replace('what is true', '')).not.toMatch(/\b(?:true|false|fake|lie|wrong|misquot\w+)\b/i);
});

test('an ellipsis shows what it leaves out', async () => {
  const [reply] = await check('“It would ensure … real security guarantees”');
  expect(reply).toContain('left out at the ellipsis: “stable, long-term, and”');
});

test.each(['nothing at all', 'their so-called “umbrella”', ''])(
  '%j quotes nothing, which is said',
  async (content) => {
    expect(await check(content)).toEqual(['Nothing is quoted in that message.']);
  },
);

test('what a forwarded message and a preview quote is compared too', async () => {
  const [reply] = await check('look', {
    message_snapshots: [{ message: { content: '“more durable solutions”' } }],
    embeds: [{ description: '“no concrete timelines yet”' }],
  });
  expect(reply).toContain('**2 quotations');
});

test('a long message takes several messages, each whole', async () => {
  const { sentences } = article.index.corpus;
  const quotes = sentences.filter(({ heading }) => !heading).slice(0, 8);
  const replies = await check(quotes.map(({ start, end }) => `> ${text.slice(start, end)}`).join('\n\n'));
  expect(replies.length).toBeGreaterThan(1);
  for (const reply of replies) expect(reply.length).toBeLessThanOrEqual(MAX_CONTENT);
  expect(replies.flatMap(idsOf)).toHaveLength(8);
  for (const quote of replies.flatMap(readQuotes)) expect(text).toContain(quote);
});

test('a very long one comes as a file, to the character', async () => {
  const { sentences } = article.index.corpus;
  const quotes = sentences.filter(({ heading }) => !heading).map(({ start, end }) => text.slice(start, end));
  const [reply, ...others] = await check([...quotes, ...quotes].map((quote) => `> ${quote}`).join('\n\n'));
  expect(reply).toContain('attached whole');
  expect(others).toEqual([]);
  const file = desk.discord.requests.flatMap(({ files }) => files)[0]!;
  expect(file.name).toBe('quotations.txt');
  for (const quote of quotes) expect(file.data.toString('utf8')).toContain(`\n${quote}\narticle#`);
});

test('what the message says cannot break out of its place', async () => {
  const [reply] = await check('“@everyone **no** concrete timelines ||yet|| <@1> `x`\\*”');
  expect(readMessage(reply!)).not.toMatch(/⟦(?:spoiler|everyone|user|inlineCode)⟧(?!article)/);
});

test('comes in the asker’s language', async () => {
  const [reply] = await check('“more durable solutions”', {}, { locale: 'it' });
  expect(reply).toContain('**Parola per parola nelle fonti**');
});
