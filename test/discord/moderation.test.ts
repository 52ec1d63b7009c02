import {
  ChannelType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readGaps } from '../../src/corpus/teach.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import type { Actor, SeenMessage } from '../../src/sandbox/driver.ts';
import { articleLibrary } from './libraries.ts';
import { addServer, type LocalBot, startLocalBot } from './local-bot.ts';
import { idsOf } from './moderators.ts';
import { readQuotes } from './reader.ts';

/** What moderators do, through a real client: the bot that people run, in a local Discord. */
const LIBRARY = articleLibrary();
const SENTENCES = LIBRARY.index.corpus.sentences.map(({ start, end }) =>
  LIBRARY.documents[0]!.text.slice(start, end),
);

let local: LocalBot;
let italian: string;
let moderator: Actor;
let member: Actor;
let general: string;

beforeAll(async () => {
  local = await startLocalBot({
    library: () => LIBRARY,
    prepare(sandbox) {
      italian = addServer(sandbox, 'it');
    },
  });
  const { places, as } = local.sandbox;
  ({ general } = places);
  moderator = as(places.moderator);
  member = as(places.member);
});
afterAll(() => local.stop());
afterEach(() => expect(local.newViolations()).toEqual([]));

const isPrivate = (message: SeenMessage) => ((message.flags ?? 0) & MessageFlags.Ephemeral) !== 0;

/** Whole sentences of the source in every block quote, and nobody pinged. */
function expectLaws(message: SeenMessage): void {
  expect([message.mentions, message.mention_roles, message.mention_everyone]).toEqual([[], [], false]);
  for (const quote of readQuotes(message.content)) expect(SENTENCES).toContain(quote);
}

async function run(actor: Actor, name: string, options = {}, channel = general): Promise<SeenMessage> {
  const message = await (await actor.slash(name, options, { channel })).message();
  expectLaws(message);
  return message;
}

describe('/summary', () => {
  test('is previewed to the moderator alone, then posted for all, and can be deleted', async () => {
    const preview = await run(moderator, 'summary', { length: 'long' });
    expect(isPrivate(preview)).toBe(true);
    expect(member.messages(general).map(({ id }) => id)).not.toContain(preview.id);
    const clicked = await moderator.click(preview, 'Short');
    const [short] = moderator.messages(general).filter(({ id }) => id === preview.id);
    expect(await clicked.outcome()).toMatchObject({ kind: 'updated' });
    const post = member.sees(/extracted, not written/, { channel: general });
    await moderator.click(short!, 'Post');
    const posted = await post;
    expectLaws(posted);
    expect(isPrivate(posted)).toBe(false);
    expect(idsOf(posted.content)).toHaveLength(3);
    expect(posted.message_reference).toBeUndefined();
    const after = await moderator.sees(/^Posted: /, { channel: general });
    expect(after.content).toContain(posted.id);
    expect(after.components).toEqual([]);
    await moderator.click(posted, 'Delete');
    await expect.poll(() => member.messages(general).some(({ id }) => id === posted.id)).toBe(false);
  });

  test('that cannot be posted says which permission is missing', async () => {
    const channel = local.sandbox.places.announcements;
    const preview = await run(moderator, 'summary', {}, channel);
    const refused = await (await moderator.click(preview, 'Post')).message();
    expect(refused.content).toContain('*Send Messages*');
    expect(isPrivate(refused)).toBe(true);
  });

  test('completes its source', async () => {
    const choices = await moderator.autocomplete('summary', { source: 'arti' }, 'source', {
      channel: general,
    });
    expect(choices).toContainEqual({ name: LIBRARY.documents[0]!.title, value: 'article' });
  });

  test('speaks Italian to a moderator who does, and the server’s language to the channel', async () => {
    const preview = await run(moderator.speaking('it'), 'summary', { length: 'short' });
    expect(preview.content).toContain('Riassunto di');
    const post = member.sees(/^\*\*Summary of/, { channel: general });
    await moderator.speaking('it').click(preview, 'Pubblica');
    expectLaws(await post);
    const owner = local.sandbox.as(local.sandbox.places.owner);
    const there = await run(owner, 'summary', { length: 'short' }, italian);
    const riassunto = member.sees(/^\*\*Riassunto di/, { channel: italian });
    await owner.click(there, 'Post');
    expectLaws(await riassunto);
  });
});

describe('/positions', () => {
  test('is turned page by page, to the moderator alone', async () => {
    const first = await run(moderator, 'positions');
    expect(isPrivate(first)).toBe(true);
    const ids = new Set(idsOf(first.content));
    for (let page = first; page.components?.some((row) => JSON.stringify(row).includes('"Next"')); ) {
      const outcome = await (await moderator.click(page, 'Next')).outcome();
      if (outcome.kind !== 'updated') throw new Error(`the page was not turned: ${outcome.kind}`);
      page = outcome.message;
      expectLaws(page);
      for (const id of idsOf(page.content)) ids.add(id);
    }
    const spoken = LIBRARY.index.corpus.sentences.filter(
      ({ speaker, alsoSpeakers = [] }) => speaker !== null || alsoSpeakers.length > 0,
    );
    expect(ids.size).toBe(spoken.length);
  });

  test('lists who is silent on a topic, in Italian', async () => {
    const shown = await run(moderator.speaking('it'), 'positions', { topic: 'peacekeeping' });
    expect(shown.content).toContain('**Pete Hegseth** · non dice nulla su questo');
  });
});

describe('Check quotes', () => {
  test('is for everybody, to the asker alone', async () => {
    const said = await moderator.say(
      general,
      'Trump said: “There are no concrete timelines yet, but I see interest”',
    );
    const shown = await (await member.messageMenu('Check quotes', said)).message();
    expectLaws(shown);
    expect(isPrivate(shown)).toBe(true);
    expect(shown.content).toContain('dropped: message – · source “considerable”');
    expect(shown.content).toContain('The message gives it to Trump; the sources do not.');
  });

  test('compares in a direct message and in a server without the bot, in Italian', async () => {
    const { places, as } = local.sandbox;
    const direct = member.directMessages();
    const own = await member.say(direct, '«more durable solutions»');
    const shown = await (await member.speaking('it').messageMenu('Check quotes', own)).message();
    expect(shown.content).toContain('Parola per parola');
    const traveller = as(places.traveller);
    const there = await traveller.say(places.foreignChannel, '“more durable solutions”');
    expect((await (await traveller.messageMenu('Check quotes', there)).message()).content).toContain(
      'Word for word',
    );
  });

  test('sends a long comparison in several messages, all of them private', async () => {
    const quotes = SENTENCES.slice(1, 8).map((sentence) => `> ${sentence}`);
    const said = await moderator.say(general, quotes.join('\n\n'));
    const invocation = await member.messageMenu('Check quotes', said);
    const messages = [await invocation.message(), await invocation.followUp()];
    for (const message of messages) {
      expectLaws(message);
      expect(isPrivate(message)).toBe(true);
    }
  });
});

describe('/digest', () => {
  /** The text of a message's attachment. */
  const attachedTo = async (message: SeenMessage) => (await fetch(message.attachments[0]!.url)).text();
  const SILENT = 'Which brand of toothpaste do the zeppelins recommend?';

  test('reads the public answers back, after a restart too, and no private one', async () => {
    const channel = local.sandbox.places.debate;
    const asks = (question: string, options = {}) => run(member, 'ask', { question, ...options }, channel);
    await asks('What did Meloni say about UN peacekeeping missions?');
    await asks('What did Meloni say about UN peacekeeping missions?');
    await asks(SILENT);
    await asks('Which submarine won the marathon?', { private: true });
    const reply = member.nextReply({ channel });
    await member.say(channel, `<@${local.sandbox.places.bot}> Who feeds the penguins of Bratislava?`);
    await reply;
    const first = await run(moderator, 'digest', { hours: 1 }, channel);
    expect(isPrivate(first)).toBe(true);
    expect(first.content).toContain('2 answers with passages, 2 silences');
    expect(first.content).toContain('**×2**');
    expect(first.content).toContain('`toothpaste`');
    expect(first.content).toContain('`penguins`');
    expect(first.content).not.toContain('submarine');
    expect(first.content).not.toContain(member.userId);
    const gaps = await attachedTo(first);
    expect(gaps).toContain(`- question: "${SILENT}"\n  id:\n`);
    const read = readGaps('unanswered.yaml', gaps);
    expect(read.kind === 'gaps' && read.gaps).toHaveLength(2);
    await local.restart();
    expect((await run(moderator, 'digest', { hours: 1 }, channel)).content).toBe(first.content);
  });

  test('says which permission it lacks where the history is closed to the bot', async () => {
    const { world, places } = local.sandbox;
    const deny = PermissionFlagsBits.ReadMessageHistory;
    const { id: closed } = world.addChannel({
      type: ChannelType.GuildText,
      guildId: places.guild,
      name: 'closed',
      overwrites: [{ id: places.bot, kind: 'member', allow: 0n, deny }],
    });
    const shown = await run(moderator, 'digest', {}, closed);
    expect(shown.content).toContain('*Read Message History*');
    expect(isPrivate(shown)).toBe(true);
  });

  test('speaks Italian', async () => {
    const shown = await run(moderator.speaking('it'), 'digest', {}, local.sandbox.places.thread);
    expect(shown.content).toContain(messagesIn('it').text('digest.nothing'));
  });
});

describe.each(['summary', 'positions', 'digest'])('/%s', (name) => {
  const forged = { type: InteractionType.ApplicationCommand, data: { id: '1', type: 1, name, options: [] } };

  test('is not offered to a member, and a forged call is refused in the member’s language', async () => {
    const offered = (actor: Actor) => actor.commands(general).map((command) => command.name);
    expect(offered(member)).not.toContain(name);
    expect(offered(moderator)).toContain(name);
    await expect(member.slash(name, {}, { channel: general })).rejects.toThrow();
    const refused = await (await member.forge({ ...forged, channel: general })).message();
    expect(isPrivate(refused)).toBe(true);
    expect(refused.content).toContain('*Manage Messages*');
    const rifiutato = await (await member.speaking('it').forge({ ...forged, channel: general })).message();
    expect(rifiutato.content).toBe(messagesIn('it').text('moderatorsOnly'));
  });

  test('says why not in a direct message, and where the app is installed to an account alone', async () => {
    const traveller = local.sandbox.as(local.sandbox.places.traveller);
    for (const [actor, channel] of [
      [moderator, moderator.directMessages()],
      [traveller, local.sandbox.places.foreignChannel],
    ] as const) {
      const refused = await (await actor.forge({ ...forged, channel })).message();
      expect(refused.content).toBe(messagesIn('en').text('moderatorsInServer'));
    }
  });
});

test('a member who forges a click of a moderator’s buttons posts nothing', async () => {
  const preview = await run(moderator, 'summary', { length: 'short' });
  const post = JSON.stringify(preview.components).match(/"custom_id":"(1:summary:post:[^"]*)"/)![1]!;
  const before = member.messages(general).filter((message) => !isPrivate(message)).length;
  const forged = await member.forge({
    type: InteractionType.MessageComponent,
    data: { component_type: ComponentType.Button, custom_id: post },
    message: preview,
    channel: general,
  });
  expect((await forged.message()).content).toContain('*Manage Messages*');
  expect(member.messages(general).filter((message) => !isPrivate(message))).toHaveLength(before);
});
