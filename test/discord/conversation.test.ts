import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Actor, SeenMessage } from '../../src/sandbox/driver.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';
import { type LocalBot, startLocalBot } from './local-bot.ts';
import { readQuotes } from './reader.ts';

const library = articleLibrary();
const { text } = library.documents[0]!;
let local: LocalBot;
let member: Actor;
let general: string;

beforeEach(async () => {
  local = await startLocalBot({ library: () => library });
  ({ general } = local.sandbox.places);
  member = local.sandbox.as(local.sandbox.places.member);
});
afterEach(async () => {
  expect(local.newViolations()).toEqual([]);
  await local.stop();
});

const ask = (words: string, channel = general) =>
  member.say(channel, `<@${local.sandbox.places.bot}> ${words}`);
const answersTo = (question: SeenMessage) => (message: SeenMessage) =>
  message.message_reference?.message_id === question.id;
const allAnswers = (question: SeenMessage) =>
  member.messages(question.channel_id, 500).filter(answersTo(question));
const deleted = () =>
  new Promise<string>((resolve) => {
    const stop = member.observe((seen) => {
      if (seen.kind !== 'message-deleted') return;
      stop();
      resolve(seen.messageId);
    });
  });

/** Questions on the article, and words of the sentence that answers. */
const QUESTIONS = [
  ['What did Meloni say about UN peacekeeping missions?', 'UN peacekeeping missions are a different matter'],
  ['Who ruled out NATO membership for Ukraine?', 'Hegseth'],
] as const;

test.each(QUESTIONS)(
  'a mention and /ask answer “%s” with the same sentence of the article',
  async (question, words) => {
    const asked = await ask(question);
    const reply = await member.sees(answersTo(asked));
    const invoked = await (await member.slash('ask', { question })).message();
    for (const { content } of [reply, invoked]) {
      expect(content).toContain(words);
      const quotes = readQuotes(content);
      expect(quotes.length).toBeGreaterThan(0);
      for (const quote of quotes) expect(text).toContain(quote);
    }
    expect(readQuotes(reply.content)).toEqual(readQuotes(invoked.content));
  },
);

test('when the socket drops in mid-conversation nothing asked is lost, and nothing answered twice', async () => {
  const { faults } = local.sandbox;
  const asked: SeenMessage[] = [];
  const invoked: Promise<SeenMessage>[] = [];
  for (let count = 0; count < 12; count++) {
    if (count % 4 === 1) faults.dropSockets();
    asked.push(await ask(QUESTIONS[count % 2]![0]));
    invoked.push((await member.slash('ask', { question: QUESTIONS[count % 2]![0] })).message());
    if (count % 4 === 3) await member.sees(answersTo(asked.at(-1)!));
  }
  for (const question of asked) await member.sees(answersTo(question));
  for (const answer of await Promise.all(invoked)) expect(answer.content).toContain('> ');
  await local.bot.stop();
  expect(asked.map((question) => allAnswers(question).length)).toEqual(asked.map(() => 1));
  expect(local.logged.some(({ msg }) => msg === 'resumed')).toBe(true);
});

test('an event delivered twice is answered once', async () => {
  local.sandbox.faults.duplicateEvents(1);
  const asked = await ask(QUESTIONS[0][0]);
  const invoked = await member.slash('ask', { question: QUESTIONS[1][0] });
  await Promise.all([member.sees(answersTo(asked)), invoked.message()]);
  await local.bot.stop();
  expect(allAnswers(asked)).toHaveLength(1);
  expect(local.sandbox.record.requests('POST', '/callback').map(({ status }) => status)).toEqual([204]);
});

test('the answer follows an edit of its question, and goes with it', async () => {
  const asked = await ask(QUESTIONS[0][0]);
  const reply = await member.sees(answersTo(asked));
  await member.edit(asked, `<@${local.sandbox.places.bot}> ${QUESTIONS[1][0]}`);
  const changed = await member.sees(({ id, content }) => id === reply.id && content.includes('Hegseth'));
  expect(changed.edited_timestamp).not.toBeNull();
  expect(allAnswers(asked)).toHaveLength(1);
  const gone = deleted();
  await member.delete(asked);
  await gone;
  await expect.poll(() => member.messages(general).length).toBe(0);
});

test('whoever may manage messages deletes an answer, another member does not', async () => {
  const asked = await ask(QUESTIONS[0][0]);
  const reply = await member.sees(answersTo(asked));
  const { places } = local.sandbox;
  const other = local.sandbox.world.addUser({ username: 'other' });
  local.sandbox.world.addMember(local.sandbox.world.guilds.get(places.guild)!, other.id);
  const refused = await (await local.sandbox.as(other.id).click(reply, 'Delete')).message();
  expect(refused.content).toContain('Only the person who asked');
  expect(member.messages(general)).toContainEqual(expect.objectContaining({ id: reply.id }));
  const done = await (await local.sandbox.as(places.moderator).click(reply, 'Delete')).outcome();
  expect(done).toEqual({ kind: 'deleted' });
});

describe('where the bot may not write, the asker alone is told, and the log once a channel', () => {
  const refusals: Record<string, { channel: () => string; forbid: () => void }> = {
    'without Send Messages': {
      channel: () => local.sandbox.places.debate,
      forbid: () => {
        const { bot, debate } = local.sandbox.places;
        local.sandbox.world.channels.get(debate)!.overwrites = [
          { id: bot, kind: 'member', allow: 0n, deny: 1n << 11n },
        ];
      },
    },
    'in a locked thread that moderators write in': {
      channel: () => local.sandbox.places.thread,
      forbid: () => {
        local.sandbox.world.channels.get(local.sandbox.places.thread)!.thread!.locked = true;
        member = local.sandbox.as(local.sandbox.places.moderator);
      },
    },
    'while it is timed out': {
      channel: () => general,
      forbid: () => {
        const { guild, bot } = local.sandbox.places;
        const self = local.sandbox.world.guilds.get(guild)!.members.get(bot)!;
        self.timedOutUntil = Date.now() + 60_000;
      },
    },
  };

  test.each(Object.keys(refusals))('%s', async (name) => {
    const { channel, forbid } = refusals[name]!;
    forbid();
    const whispered = member.nextReply({ channel: member.directMessages() });
    const first = await ask(QUESTIONS[0][0], channel());
    expect((await whispered).content).toContain(`<#${channel()}>`);
    const second = await ask(QUESTIONS[1][0], channel());
    await local.handledAtLeast(2);
    expect([...allAnswers(first), ...allAnswers(second)]).toEqual([]);
    expect(member.messages(member.directMessages())).toHaveLength(1);
    expect(local.logged.filter(({ msg }) => String(msg).startsWith('cannot write'))).toHaveLength(1);
    // A slash command answers all the same.
    const invoked = await member.slash('ask', { question: QUESTIONS[0][0] }, { channel: channel() });
    expect((await invoked.message()).content).toContain('> ');
  });

  test('and whoever takes no direct messages is left in peace', async () => {
    refusals['without Send Messages']!.forbid();
    local.sandbox.world.users.get(member.userId)!.closed = true;
    await ask(QUESTIONS[0][0], local.sandbox.places.debate);
    await local.handledAtLeast(1);
    expect(local.handled).toMatchObject([{ surface: 'mention', outcome: 'refused' }]);
    expect(local.logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });
});

test('without Read Message History the answer comes as a message of its own', async () => {
  const { bot } = local.sandbox.places;
  const channel = local.sandbox.world.channels.get(general)!;
  channel.overwrites = [{ id: bot, kind: 'member', allow: 0n, deny: 1n << 16n }];
  const next = member.nextReply();
  await ask(QUESTIONS[0][0]);
  const answer = await next;
  expect(answer.message_reference).toBeUndefined();
  expect(answer.content).toContain(QUESTIONS[0][1]);
  const second = member.nextReply();
  await ask(QUESTIONS[1][0]);
  expect((await second).content).toContain(QUESTIONS[1][1]);
  // What is refused once is not tried with every question.
  const statuses = local.sandbox.record.requests('POST', '/messages').map(({ status }) => status);
  expect(statuses).toEqual([403, 200, 200]);
});

test('who asks too fast is told so alone, by command and by mention', async () => {
  await local.stop();
  local = await startLocalBot({ library: () => library, env: { COOLDOWN_USER: '1/60' } });
  member = local.sandbox.as(local.sandbox.places.member);
  general = local.sandbox.places.general;
  await (await member.slash('ask', { question: QUESTIONS[0][0] })).message();
  const refused = await (await member.slash('ask', { question: QUESTIONS[1][0] })).message();
  expect([refused.flags! & 64, refused.content]).toEqual([
    64,
    expect.stringMatching(/ask again in \d+ seconds/),
  ]);
  const whispered = member.nextReply({ channel: member.directMessages() });
  const asked = await ask(QUESTIONS[1][0]);
  expect((await whispered).content).toMatch(/ask again in \d+ seconds/);
  expect(allAnswers(asked)).toEqual([]);
});

test('a command that Discord still lists, and the bot no longer has, is refused to its user alone', async () => {
  const forged = await member.forge({ type: 2, data: { id: '1', type: 1, name: 'gone', options: [] } });
  const refused = await forged.message();
  expect([refused.flags! & 64, refused.content]).toEqual([64, expect.stringContaining('no longer exists')]);
});

test('a button of an older version says that it has expired, one of a changed text that the text has changed', async () => {
  const asked = await ask(QUESTIONS[0][0]);
  const reply = await member.sees(answersTo(asked));
  const press = async (id: string) => {
    const message = local.sandbox.world.message(general, reply.id)!;
    const button = { type: 2, style: 2, label: 'Old', custom_id: id };
    local.sandbox.world.changeMessage(message, { components: [{ type: 1, components: [button] }] as never });
    return (await (await member.click(reply, 'Old')).message()).content;
  };
  expect(await press('0:answer:context:x')).toContain('older version of the bot');
  const state = /1:answer:context:(\S{14})/.exec(JSON.stringify(reply.components))![1]!;
  expect(await press(`1:answer:context:${state.slice(0, 8)}${'A'.repeat(6)}`)).toContain(
    'The text has changed',
  );
});

test('it identifies with three intents, none privileged, and a status that says what it is for', () => {
  const [identified] = local.sandbox.record.entries.filter(
    (entry) => entry.kind === 'received' && entry.op === 2,
  );
  const GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES = (1 << 0) | (1 << 9) | (1 << 12);
  expect(identified).toMatchObject({
    data: {
      intents: GUILDS_GUILD_MESSAGES_DIRECT_MESSAGES,
      presence: { activities: [{ state: expect.stringContaining('/ask') }] },
    },
  });
});

test('a changed text answers the next question; what was said before says that it has changed', async () => {
  await local.stop();
  let now = libraryOf({ 'harbour.md': HARBOUR });
  local = await startLocalBot({ library: () => now });
  member = local.sandbox.as(local.sandbox.places.member);
  general = local.sandbox.places.general;
  const question = 'When will the harbour close?';
  const before = await (await member.slash('ask', { question })).message();
  const versionOf = async () =>
    /`([0-9a-f]{12})`\s*$/.exec((await (await member.slash('sources')).message()).content)![1];
  const version = await versionOf();
  now = libraryOf({ 'harbour.md': HARBOUR.replace('in autumn', 'in winter') });
  const after = await (await member.slash('ask', { question })).message();
  expect([before, after].map(({ content }) => /in (autumn|winter)/.exec(content)?.[1])).toEqual([
    'autumn',
    'winter',
  ]);
  expect(await versionOf()).not.toBe(version);
  expect((await (await member.click(before, 'Context')).message()).content).toContain(
    'The text has changed since',
  );
  const id = /`(harbour#1@\w+)`/.exec(before.content)![1]!;
  const opened = await (await member.slash('passage', { id })).message();
  expect(opened.content).toContain('**Changed since:**');
  expect(opened.content).toContain('in winter');
});
