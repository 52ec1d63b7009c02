import { type APIMessage, PermissionFlagsBits } from 'discord-api-types/v10';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { readGaps } from '../../src/corpus/teach.ts';
import { answerReply } from '../../src/discord/answer-view.ts';
import { digestOf, gapsFile } from '../../src/discord/digest.ts';
import { escapeLine, unescapeMarkdown } from '../../src/discord/escape.ts';
import { LOCALES } from '../../src/discord/locale.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import { type PastMessage, readAnswer } from '../../src/discord/read-back.ts';
import { MAX_CONTENT } from '../../src/discord/reply.ts';
import { answer } from '../../src/search/index.ts';
import { ASKER, BOT, CHANNEL, discordError, GUILD, slash } from './fakes.ts';
import { articleLibrary } from './libraries.ts';
import { deskOf, idsOf, MODERATOR } from './moderators.ts';
import { readQuotes } from './reader.ts';

const library = articleLibrary();
const ANSWERED = 'What did Meloni say about UN peacekeeping missions?';
const SILENT = 'Which brand of toothpaste do the zeppelins recommend?';

/** The bot's public answer to `/ask`, as Discord keeps it. */
function asked(question: string, locale: (typeof LOCALES)[number] = 'en'): PastMessage {
  const reply = answerReply(answer(library.index, question, { limit: 8 }), {
    library,
    messages: messagesIn(locale),
    visibility: 'public',
    asker: ASKER,
    echo: true,
  });
  return { id: '1', content: reply.content, interaction_metadata: {} as never };
}

/** The bot's reply to a mention; `content` of the question is what Discord gives of it. */
function mentioned(question: string, content: string): PastMessage {
  const { content: reply } = asked(question);
  return {
    id: '2',
    content: reply.split('\n').slice(1).join('\n'),
    message_reference: { channel_id: CHANNEL, message_id: '3' } as never,
    referenced_message: { content } as never,
  };
}

describe.each(LOCALES)('an answer in %s', (locale) => {
  test('is read back with its passages and its question', () => {
    const found = answer(library.index, ANSWERED);
    if (found.kind !== 'answered') throw new Error('this test needs an answered question');
    expect(readAnswer(asked(ANSWERED, locale))).toEqual({
      message: '1',
      given: found.passages.slice(0, found.carried).map(({ id }) => id),
      nearest: [],
      silent: false,
      missing: [],
      question: ANSWERED,
    });
  });

  test('that is a silence is read back with the words that are missing, and nothing is given', () => {
    const found = answer(library.index, SILENT);
    if (found.kind !== 'silent') throw new Error('this test needs a question without an answer');
    const read = readAnswer(asked(SILENT, locale))!;
    expect(read).toMatchObject({ silent: true, given: [], question: SILENT });
    expect(read.missing).toEqual(found.missing);
    expect(read.missing.length).toBeGreaterThan(1);
    expect(read.nearest.length).toBeGreaterThan(0);
  });
});

test('a question is read back as it was asked, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 150 }), (text) => {
      const line = text.replace(/\s+/g, ' ').trim();
      expect(unescapeMarkdown(escapeLine(text))).toBe(line);
      fc.pre(/[\p{L}\p{N}]/u.test(line) && !line.endsWith('…'));
      expect(readAnswer(asked(text))?.question).toBe(line);
    }),
  );
});

test('a question that was cut above its answer is not taken for what was asked', () => {
  const long = `${'Which brand of toothpaste '.repeat(10)}does he recommend?`;
  expect(readAnswer(asked(long))).toMatchObject({ silent: true, question: null });
});

test('a mention’s question is read where Discord gives its text, and only there', () => {
  expect(readAnswer(mentioned(SILENT, `<@${BOT}> ${SILENT}`))).toMatchObject({
    silent: true,
    question: SILENT,
  });
  expect(readAnswer(mentioned(SILENT, ''))).toMatchObject({ silent: true, question: null });
});

test('what answered nobody, and what a quoted text looks like, are left out', () => {
  const { content } = asked(ANSWERED);
  expect(readAnswer({ id: '1', content })).toBeNull();
  const forged = content.replace(
    /^> .*$/m,
    '> **The sources do not answer this.**\n> -# x · `article#1@abcdef`',
  );
  expect(readAnswer({ id: '1', content: forged, interaction_metadata: {} as never })).toMatchObject({
    silent: false,
    given: readAnswer(asked(ANSWERED))!.given,
  });
});

test('passages, words and questions are counted once an answer', () => {
  const past = (question: string, id: string) => readAnswer({ ...asked(question), id })!;
  const digest = digestOf([
    past(ANSWERED, '9'),
    past(SILENT, '8'),
    past(ANSWERED, '7'),
    past(SILENT.toUpperCase().replace('?', ' ?!'), '6'),
    { ...past(SILENT, '5'), question: null },
  ]);
  expect(digest).toMatchObject({ answered: 2, silent: 3, withheld: 1 });
  expect(digest.given[0]!.messages).toEqual(['9', '7']);
  expect(digest.gaps).toEqual([{ question: SILENT, count: 2, nearest: expect.any(Array) }]);
  expect(digest.missing[0]!.count).toBe(3);
});

test('the file of unanswered questions is what `verbatim teach --gaps` reads, whatever was asked', () => {
  const question = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter((text) => text.trim() === text);
  fc.assert(
    fc.property(fc.uniqueArray(question, { maxLength: 5 }), (questions) => {
      const text = gapsFile(
        questions.map((each) => ({ question: each, count: 2, nearest: ['article#5@557a4b'] })),
        messagesIn('uk').text('digest.questions').split('\n'),
      );
      const read = readGaps('unanswered.yaml', text);
      expect(read.kind === 'gaps' && read.gaps.map((gap) => gap.question)).toEqual(questions);
      expect(read.kind === 'gaps' && read.gaps.every((gap) => gap.id === undefined)).toBe(true);
    }),
  );
});

describe('/digest', () => {
  const NOW = 1_700_000_000_000;
  const snowflake = (time: number, sequence = 0) =>
    String((BigInt(time - 1_420_070_400_000) << 22n) + BigInt(sequence));
  const reading = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;
  let desk: ReturnType<typeof deskOf>;
  /** The channel, newest first. */
  let channel: APIMessage[];
  beforeEach(() => {
    desk = deskOf(library);
    channel = [];
    desk.discord.answer = ({ route, query }) => {
      if (!route.endsWith(`/channels/${CHANNEL}/messages`)) return {};
      const before = query.get('before');
      const older = channel.filter(({ id }) => before === null || BigInt(id) < BigInt(before));
      return older.slice(0, Number(query.get('limit')));
    };
  });
  const message = (past: Partial<PastMessage>, minutesAgo: number, author = BOT) =>
    ({ ...past, id: snowflake(NOW - minutesAgo * 60_000), author: { id: author } }) as APIMessage;
  const chat = (count: number, from: number) =>
    Array.from({ length: count }, (_, at) => message({ content: '' }, from + at / 60, ASKER));
  /** Everything that the moderator is shown, message by message. */
  async function run(values = {}, where = {}): Promise<{ content: string; files: string[] }[]> {
    const interaction = {
      ...slash('digest', values, { ...MODERATOR, botPermissions: reading, ...where }),
      id: snowflake(NOW, 1),
    };
    await desk.dispatcher.handle(interaction as never);
    return desk.discord.requests
      .filter(({ method, route }) => method !== 'GET' && route !== '')
      .map(({ body, files }) => ({
        content: (body?.data?.content ?? body?.content ?? '') as string,
        files: files.map(({ data }) => data.toString('utf8')),
      }))
      .filter(({ content }) => content !== '');
  }

  test('tells the moderator alone what was given, with counts and links, in whole sentences', async () => {
    channel = [
      message(asked(ANSWERED), 5),
      message(asked(ANSWERED, 'it'), 6),
      message(asked(SILENT, 'uk'), 7),
    ];
    const [shown] = await run();
    expect(desk.discord.responses[0]).toEqual({ type: 5, data: { flags: 64 } });
    expect(shown!.content).toContain('2 answers with passages, 1 silence');
    expect(shown!.content).toContain(`**×2** · [1](<https://discord.com/channels/${GUILD}/${CHANNEL}/`);
    expect(idsOf(shown!.content)).toHaveLength(1);
    for (const quote of readQuotes(shown!.content)) expect(library.documents[0]!.text).toContain(quote);
    expect(shown!.content).toContain('`toothpaste`');
    expect(shown!.content).not.toContain(ASKER);
    expect(shown!.files[0]).toContain(`- question: "${SILENT}"\n  id:\n`);
  });

  test('reads only the bot’s own messages of the hours asked for', async () => {
    channel = [
      message(asked(ANSWERED), 5, ASKER),
      message(asked(ANSWERED), 30),
      message(asked(ANSWERED), 90),
    ];
    expect((await run({ hours: 1 }))[0]!.content).toContain('1 answer with passages, 0 silences');
  });

  test('reads a long channel in batches, back to its time, and shows how far it has come', async () => {
    channel = [
      ...chat(950, 1),
      message(asked(ANSWERED), 100),
      ...chat(950, 101),
      message(asked(ANSWERED), 60 * 25),
    ];
    const shown = await run();
    expect(shown[0]!.content).toMatch(/^Reading back: 500 messages, as far as <t:\d+:f>$/);
    expect(shown.at(-1)!.content).toContain('1 answer with passages');
    const gets = desk.discord.requests.filter(({ method }) => method === 'GET');
    expect(gets).toHaveLength(20);
  });

  test('stops after ten thousand messages and says how far it has read', async () => {
    channel = Array.from({ length: 10_200 }, (_, at) => message({ content: '' }, at / 60, ASKER));
    const shown = await run({ hours: 168 });
    expect(shown.at(-1)!.content).toMatch(/Only the newest 10,000 messages were read, back to <t:\d+:f>\./);
  });

  test('says where nothing was asked', async () => {
    channel = chat(3, 1);
    const [shown] = await run();
    expect(shown!.content).toContain('I gave no public answer');
    expect(shown!.files).toEqual([]);
  });

  test.each([PermissionFlagsBits.ViewChannel, 0n])(
    'names the permissions that are missing, having %s',
    async (botPermissions) => {
      const [shown] = await run({}, { botPermissions });
      expect(shown!.content).toContain('*Read Message History*');
      expect(desk.discord.requests.some(({ method }) => method === 'GET')).toBe(false);
    },
  );

  test('names them too where Discord refuses', async () => {
    desk.discord.answer = ({ method }) => (method === 'GET' ? discordError(50001) : {});
    expect((await run()).at(-1)!.content).toContain('*Read Message History*');
  });

  test('says that a question could not be read back', async () => {
    channel = [message(mentioned(SILENT, ''), 5)];
    const [shown] = await run();
    expect(shown!.content).toContain('The wording of 1 such question could not be read back');
    expect(shown!.files).toEqual([]);
  });

  test('shows a passage that no longer stands in its text by its id alone, and fits messages', async () => {
    const ids = library.index.corpus.sentences.filter(({ heading }) => !heading);
    channel = ids.map((_, at) =>
      message(
        { content: `> x\n-# y · \`article#${at + 2}@ffffff\``, interaction_metadata: {} as never },
        at + 1,
      ),
    );
    const shown = await run();
    expect(shown[0]!.content).toContain('`article#2@ffffff`');
    expect(shown.flatMap(({ content }) => readQuotes(content))).toEqual([]);
    for (const { content } of shown) expect(content.length).toBeLessThanOrEqual(MAX_CONTENT);
  });
});
