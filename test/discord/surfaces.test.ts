import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { toLocale } from '../../src/discord/locale.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import type { SeenMessage } from '../../src/sandbox/driver.ts';
import { HARBOUR, libraryOf } from './libraries.ts';
import {
  addServer,
  DESCRIBED,
  type LocalBot,
  PLACES,
  type Place,
  type PlaceName,
  startLocalBot,
} from './local-bot.ts';
import { readQuotes } from './reader.ts';

/** A text that states its attribution, and one that states nothing and speaks of "last week". */
const LIBRARY = libraryOf({
  'harbour.md': HARBOUR,
  'minutes.txt': [
    'The village council met last week in the old sail loft.',
    'Councillor Runa Berg proposed a ferry to the mainland on Sundays.',
    '“A ferry costs less than a lighthouse,” Berg told the council.',
    '',
  ].join('\n'),
});
const QUESTION = 'Who announced the closure of the harbour?';

let local: LocalBot;
const servers: Record<string, string> = {};
const at = {} as Record<PlaceName, Place>;

beforeAll(async () => {
  local = await startLocalBot({
    library: () => LIBRARY,
    prepare(sandbox) {
      for (const locale of ['it', 'uk']) servers[locale] = addServer(sandbox, locale);
    },
  });
  for (const name of Object.keys(PLACES) as PlaceName[]) at[name] = PLACES[name](local.sandbox, servers);
});
afterAll(() => local.stop());
afterEach(() => expect(local.newViolations()).toEqual([]));

const wordsAt = ({ asker }: Place) => messagesIn(toLocale(asker.locale));
const label = (place: Place, button: 'context' | 'more' | 'delete') =>
  wordsAt(place).text(`button.${button}`);
const where = ({ channel }: Place) => ({ channel });
const slash =
  (name: string, options = {}) =>
  async (place: Place) =>
    (await place.asker.slash(name, options, where(place))).message();
const clickOn = async (place: Place, message: SeenMessage, button: 'context' | 'more') =>
  (await place.asker.click(message, label(place, button))).message();
const ask = slash('ask', { question: QUESTION });

/** What a member may do that ends in a message, and whether all see it. */
const SURFACES: Record<string, { shows: (place: Place) => Promise<SeenMessage>; all: boolean }> = {
  '/ask': { shows: ask, all: true },
  '/ask, privately': { shows: slash('ask', { question: QUESTION, private: true }), all: false },
  '/ask of one source': {
    shows: slash('ask', { question: 'What does a ferry cost?', source: 'minutes' }),
    all: true,
  },
  '/ask what the sources do not answer': {
    shows: slash('ask', { question: 'Which zeppelin won the marathon?' }),
    all: true,
  },
  '/ask of an unknown source': { shows: slash('ask', { question: QUESTION, source: 'harbor' }), all: false },
  '/quote': { shows: slash('quote', { speaker: 'Ada Lindqvist' }), all: true },
  '/quote about something': { shows: slash('quote', { speaker: 'Lindqvist', about: 'the lamp' }), all: true },
  '/quote of somebody unknown': { shows: slash('quote', { speaker: 'Ada Lindquist' }), all: false },
  '/passage': { shows: async (place) => slash('passage', { id: await idOf(place) })(place), all: true },
  '/passage that has changed': { shows: slash('passage', { id: 'harbour#1@abcdef' }), all: true },
  '/passage of an unknown document': { shows: slash('passage', { id: 'harbor#1@abcdef' }), all: false },
  '/sources': { shows: slash('sources'), all: false },
  '/help': { shows: slash('help'), all: false },
  '/privacy': { shows: slash('privacy'), all: false },
  'Find the source': {
    async shows(place) {
      const said = await place.asker.say(place.channel, 'Nobody wants to see the lamp go dark, they say');
      return (await place.asker.messageMenu('Find the source', said)).message();
    },
    all: false,
  },
  Context: { shows: async (place) => clickOn(place, await ask(place), 'context'), all: false },
  More: { shows: async (place) => clickOn(place, await ask(place), 'more'), all: false },
};

/** The permalink at the end of the attribution, as a reader copies it. */
async function idOf(place: Place): Promise<string> {
  return /`(\S+#\d+@\w+)`/.exec((await ask(place)).content)![1]!;
}

describe.each(Object.keys(PLACES) as PlaceName[])('%s', (name) => {
  test.each(Object.keys(SURFACES))('%s', async (surface) => {
    const { shows, all } = SURFACES[surface]!;
    const place = at[name];
    const message = await shows(place);
    expect((message.flags ?? 0) & MessageFlags.Ephemeral).toBe(all ? 0 : MessageFlags.Ephemeral);
    expect(shownOf(message, place).replace(COMMAND_LIST, '')).toMatchSnapshot();
    expectLaws(message);
  });

  test('/help names every command that a member may use', async () => {
    const { content } = await slash('help')(at[name]);
    const open = COMMANDS.filter(({ data }) => !data.default_member_permissions);
    expect(content.match(COMMAND_LIST)).toHaveLength(open.length);
  });

  test('Delete takes the answer away', async () => {
    const place = at[name];
    const answered = await ask(place);
    const outcome = await (await place.asker.click(answered, label(place, 'delete'))).outcome();
    expect(outcome).toEqual({ kind: 'deleted' });
    expect(place.asker.messages(place.channel).map(({ id }) => id)).not.toContain(answered.id);
  });

  test.each([
    ['ask', 'question', 'ferry'],
    ['ask', 'source', ''],
    ['quote', 'speaker', ''],
    ['passage', 'id', 'harbour#'],
  ])('/%s %s is completed', async (command, option, typed) => {
    const { asker, channel } = at[name];
    const choices = await asker.autocomplete(command, { [option]: typed }, option, { channel });
    expect(choices.map((choice) => `${choice.name} → ${choice.value}`)).toMatchSnapshot();
  });
});

describe.each((Object.keys(PLACES) as PlaceName[]).filter((name) => name !== 'in a server without the bot'))(
  'a mention %s',
  (name) => {
    test.each([
      ['with a question', `please, ${QUESTION}`],
      ['with a greeting alone', 'hello!'],
    ])('%s is answered by a reply', async (_, words) => {
      const place = at[name];
      const reply = place.asker.nextReply(where(place));
      const asked = await place.asker.say(place.channel, `<@${local.sandbox.places.bot}> ${words}`);
      const message = await reply;
      expect(message.message_reference?.message_id).toBe(asked.id);
      expect(shownOf(message, place)).toMatchSnapshot();
      expectLaws(message);
    });

    test('with nothing asked, in reply to a message, points at Find the source, or reads what is not withheld', async () => {
      const place = at[name];
      const member = local.sandbox.as(local.sandbox.places.member);
      const isDirect = name === 'in a direct message';
      const own = isDirect ? member.nextReply(where(place)) : null;
      const claim = await member.say(place.channel, 'The lamp stays lit.');
      const first = await own;
      const reply = place.asker.nextReply(where(place));
      await place.asker.reply(claim, `<@${local.sandbox.places.bot}>`);
      const message = await reply;
      if (first) expect(message.content).toBe(first.content);
      else expect(message.content).toContain(wordsAt(place).text('useFindTheSource'));
      expect(shownOf(message, place)).toMatchSnapshot();
    });
  },
);

test('in a server without the bot a mention reaches nobody', async () => {
  const { asker, channel } = at['in a server without the bot'];
  const { record, places } = local.sandbox;
  const before = record.dispatches('MESSAGE_CREATE').length;
  await asker.say(channel, `<@${places.bot}> ${QUESTION}`);
  expect(record.dispatches('MESSAGE_CREATE')).toHaveLength(before);
});

test.skipIf(!DESCRIBED)("every request was checked against Discord's OpenAPI description", () => {
  const { openapi, record } = local.sandbox;
  expect(openapi).toMatchObject({ kind: 'checked', violations: [] });
  const sent = record.requests('POST').length;
  expect(openapi.kind === 'checked' ? openapi.requests : 0).toBeGreaterThanOrEqual(sent);
});

/** The lines of the help that name commands, those for moderators included. */
const COMMAND_LIST = /^- (?:`\/\S+`|.+ → .+): .+\n/gm;

/** A message as a snapshot keeps it: its text, its buttons, and nothing that differs from run to run. */
function shownOf(message: SeenMessage, { asker }: Place): string {
  const rows = (message.components ?? []).map((row) =>
    row.type === ComponentType.ActionRow
      ? row.components
          .map((part) =>
            'label' in part && 'custom_id' in part ? `[${part.label}](${part.custom_id})` : '?',
          )
          .join(' ')
      : '?',
  );
  return [message.content, ...rows].join('\n').replaceAll(asker.userId, 'ASKER');
}

/** Whole sentences of a source, attributed, and nobody pinged. */
function expectLaws(message: SeenMessage): void {
  expect([message.mentions, message.mention_roles, message.mention_everyone]).toEqual([[], [], false]);
  const sentences = LIBRARY.index.corpus.sentences.map(({ document, start, end }) =>
    LIBRARY.index.documents.get(document)!.text.slice(start, end),
  );
  for (const quote of readQuotes(message.content)) expect(sentences).toContain(quote);
}
