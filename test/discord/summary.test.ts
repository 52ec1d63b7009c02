import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { customId } from '../../src/discord/custom-id.ts';
import { MAX_CONTENT } from '../../src/discord/reply.ts';
import { click, discordError, slash } from './fakes.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';
import { type Button, deskOf, idsOf, MODERATOR } from './moderators.ts';
import { readQuotes } from './reader.ts';

const article = articleLibrary();
let desk: ReturnType<typeof deskOf>;
beforeEach(() => {
  desk = deskOf(article);
});
const labelled = (label: string): Button => desk.last().buttons.find((button) => button.label === label)!;
const ask = (values = {}, where = {}) =>
  desk.dispatcher.handle(slash('summary', values, { ...MODERATOR, ...where }));
const press = (label: string, where = {}) =>
  desk.dispatcher.handle(click(labelled(label).custom_id, { ...MODERATOR, ...where }));
const posts = () => desk.discord.requests.filter(({ route }) => /^\/channels\/\d+\/messages$/.test(route));

describe('the preview', () => {
  test('is for the moderator alone, in whole sentences, and names source, version and share', async () => {
    await ask();
    const { content, isPrivate, buttons } = desk.last();
    expect(isPrivate).toBe(true);
    const { text, hash, title } = article.documents[0]!;
    const quotes = readQuotes(content);
    expect(quotes.length).toBeGreaterThan(2);
    for (const quote of quotes) expect(text).toContain(quote);
    expect(content).toContain(title);
    expect(content).toContain(hash.slice(0, 12));
    expect(content).toMatch(
      /\d of 15, \d+% of the text.*extracted, not written|sentences of 15, \d+% of the text/,
    );
    expect(idsOf(content)).toHaveLength(quotes.length);
    expect(buttons.map(({ label }) => label)).toEqual(['Short', 'Medium', 'Long', 'Post']);
  });

  test('changes its length in place', async () => {
    await ask();
    const medium = idsOf(desk.last().content).length;
    await press('Short');
    expect(desk.last().type).toBe(7);
    expect(idsOf(desk.last().content).length).toBeLessThan(medium);
    await press('Long');
    expect(idsOf(desk.last().content).length).toBeGreaterThan(medium);
  });

  test('turns to a focus, and keeps it when its length changes', async () => {
    await ask({ focus: ' peacekeeping\n missions ', length: 'short' });
    expect(desk.last().content).toContain('on: peacekeeping missions');
    expect(idsOf(desk.last().content)).toContainEqual(expect.stringMatching(/^article#10@/));
    await press('Medium');
    expect(desk.last().content).toContain('on: peacekeeping missions');
  });

  test('says where nothing bears on the focus, and which words the sources lack', async () => {
    await ask({ focus: 'rainfall' });
    expect(desk.last().content).toContain('bears on this:** rainfall');
    expect(desk.last().content).toContain('`rainfall`');
    expect(desk.last().buttons).toEqual([]);
  });

  test('refuses a topic that no button could carry', async () => {
    await ask({ focus: 'x'.repeat(60) });
    expect(desk.last()).toMatchObject({ isPrivate: true, content: expect.stringContaining('at most 55') });
  });
});

describe('a text too short to be worth shortening', () => {
  test('is said to be so, with the lengths that do shorten it', async () => {
    desk = deskOf(libraryOf({ 'harbour.md': HARBOUR }));
    await ask({ length: 'long' });
    expect(desk.last().content).toContain('too short to be worth shortening so: 5 sentences');
    expect(desk.last().buttons.map(({ label }) => label)).toEqual(['Short', 'Long']);
    await press('Short');
    expect(idsOf(desk.last().content)).toHaveLength(3);
  });

  test('has no buttons where no length would shorten it', async () => {
    desk = deskOf(libraryOf({ 'note.txt': 'The ferry leaves at noon. The harbour is closed.' }));
    await ask();
    expect(desk.last()).toMatchObject({ content: expect.stringContaining('2 sentences'), buttons: [] });
  });
});

test('a very long text is given time, and the preview comes all the same', async () => {
  const text = Array.from({ length: 2_100 }, (_, at) => `The ferry number ${at} leaves the harbour.`).join(
    '\n',
  );
  desk = deskOf(libraryOf({ 'ferries.txt': `${text}\n` }));
  await ask({ length: 'short' });
  expect(desk.discord.responses).toEqual([{ type: 5, data: { flags: 64 } }]);
  expect(desk.discord.requests.at(-1)!.body.content).toContain('3 sentences of 2,100');
});

describe('the source', () => {
  const two = () =>
    deskOf(libraryOf({ 'harbour.md': HARBOUR, 'other.txt': 'One sentence stands here alone.' }));

  test('has to be named where there are several', async () => {
    desk = two();
    await ask();
    expect(desk.last().content).toBe('There are several sources. Name one: `harbour` or `other`.');
  });

  test('that does not exist is refused with the nearest one', async () => {
    desk = two();
    await ask({ source: 'harbor' });
    expect(desk.last().content).toContain('Did you mean **harbour**?');
  });
});

describe('Post', () => {
  test('puts the very passages of the preview into the channel, as a message of its own that pings nobody', async () => {
    await ask({ length: 'short' });
    const preview = idsOf(desk.last().content);
    desk.discord.answer = ({ method }) => (method === 'POST' ? { id: '77' } : {});
    await press('Post');
    const [post] = posts();
    expect(idsOf(post!.body.content)).toEqual(preview);
    expect(post!.body).toMatchObject({
      allowed_mentions: { parse: [], replied_user: false },
      enforce_nonce: true,
    });
    expect(post!.body.content).not.toContain('Preview');
    expect(post!.body.content).toContain('extracted, not written');
    expect(post!.body.message_reference).toBeUndefined();
    expect(desk.last()).toMatchObject({
      type: 7,
      content: expect.stringMatching(/^Posted: .*\/77$/),
      buttons: [],
    });
  });

  test('is in the language of the channel, where the preview was in the moderator’s', async () => {
    await ask({}, { locale: 'it', guildLocale: 'de' });
    expect(desk.last().content).toContain('Riassunto di');
    await press('Pubblica', { locale: 'it', guildLocale: 'de' });
    expect(posts()[0]!.body.content).toContain('Zusammenfassung von');
  });

  test('works after a restart', async () => {
    await ask();
    const { custom_id: id } = labelled('Post');
    desk = deskOf(articleLibrary(), desk.discord);
    await desk.dispatcher.handle(click(id, MODERATOR));
    expect(posts()).toHaveLength(1);
  });

  test('refuses a text that has changed since', async () => {
    const text = `${'The ferry leaves the island at noon. It is full. '.repeat(8)}\n`;
    desk = deskOf(libraryOf({ 'ferry.txt': text }));
    await ask({ length: 'short' });
    const { custom_id: id } = labelled('Post');
    desk = deskOf(libraryOf({ 'ferry.txt': text.replace('noon', 'dusk') }));
    await desk.dispatcher.handle(click(id, MODERATOR));
    expect(posts()).toEqual([]);
    expect(desk.last()).toMatchObject({ isPrivate: true, content: expect.stringContaining('has changed') });
  });

  test.each([50001, 50013])(
    'tells which permission is missing when Discord refuses with %i',
    async (code) => {
      await ask();
      desk.discord.answer = ({ route }) => (route.startsWith('/channels') ? discordError(code) : {});
      await press('Post');
      expect(desk.last()).toMatchObject({
        isPrivate: true,
        content: expect.stringContaining('*Send Messages*'),
      });
    },
  );

  test.each(['m', 'x5.00000000.00000000.', 's3..00000000.', ''])(
    'with the made-up state %j has expired',
    async (state) => {
      await desk.dispatcher.handle(click(customId('summary', 'post', state), MODERATOR));
      expect(posts()).toEqual([]);
      expect(desk.last().isPrivate).toBe(true);
    },
  );
});

test('whatever the text, a summary fits a message in whole sentences of it', async () => {
  const word = fc.constantFrom(
    'harbour',
    'Lindqvist',
    '*bold*',
    '_x_',
    'the',
    'said',
    '“no”',
    '@everyone',
    '<@1>',
    'не',
  );
  const sentence = fc
    .array(word, { minLength: 1, maxLength: 60 })
    .map((words) => `The ${words.join(' ')} ends.`);
  await fc.assert(
    fc.asyncProperty(
      fc.array(sentence, { minLength: 4, maxLength: 30 }),
      fc.constantFrom('short', 'medium', 'long'),
      async (sentences, length) => {
        const library = libraryOf({ 'text.txt': `${sentences.join(' ')}\n` });
        desk = deskOf(library);
        await ask({ length });
        const { content } = desk.last();
        expect(content.length).toBeLessThanOrEqual(MAX_CONTENT);
        const whole = library.index.corpus.sentences.map(({ start, end }) =>
          library.documents[0]!.text.slice(start, end),
        );
        for (const quote of readQuotes(content)) expect(whole).toContain(quote);
      },
    ),
    { numRuns: 40 },
  );
});
