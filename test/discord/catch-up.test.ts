import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { DiscordApi } from '../../src/discord/api.ts';
import { CatchUp } from '../../src/discord/catch-up.ts';
import { idAt } from '../../src/discord/snowflake.ts';
import { BOT, discordError, FakeDiscord, GUILD } from './fakes.ts';

const NOW = Date.UTC(2026, 0, 1, 12);
const ago = (seconds: number) => idAt(NOW - seconds * 1_000);
const CHANNEL_TEXT = 0;
/** View Channel and Read Message History. */
const READING = '66560';

interface ChannelOptions {
  readonly id: string;
  /** Seconds since its last message. */
  readonly last: number;
  readonly type?: number;
  readonly overwrites?: readonly object[];
  readonly parent?: string;
}

function channel({ id, last, type = CHANNEL_TEXT, overwrites = [], parent }: ChannelOptions) {
  const common = { id, type, last_message_id: ago(last) };
  return parent === undefined
    ? { ...common, permission_overwrites: overwrites }
    : { ...common, parent_id: parent, thread_metadata: {} };
}

function guild(channels: readonly ChannelOptions[], threads: readonly ChannelOptions[] = []) {
  return {
    t: 'GUILD_CREATE',
    d: {
      id: GUILD,
      owner_id: '1',
      joined_at: '2020-01-01T00:00:00Z',
      roles: [{ id: GUILD, permissions: READING }],
      members: [{ user: { id: BOT }, roles: [] }],
      channels: channels.map(channel),
      threads: threads.map(channel),
    },
  };
}

const asks = (seconds: number, content = `<@${BOT}> what is proposed?`) => ({
  id: ago(seconds),
  type: 0,
  author: { id: '5' },
  content,
});
const answers = (seconds: number, question: number, extra: object = {}) => ({
  id: ago(seconds),
  type: 19,
  author: { id: BOT, bot: true },
  content: '> …',
  message_reference: { message_id: ago(question) },
  ...extra,
});

/** A bot that has just started, with a history by channel, newest first. */
function started(history: Readonly<Record<string, readonly object[]>>) {
  const discord = new FakeDiscord();
  const answered: string[] = [];
  const servers: unknown[] = [];
  const asked: string[] = [];
  discord.answer = ({ route }) => {
    const id = /channels\/(\w+)\//.exec(route)![1]!;
    asked.push(id);
    return history[id] ?? [];
  };
  const time = { now: NOW };
  const pauses: number[] = [];
  const catchUp = new CatchUp({
    api: new DiscordApi(discord.rest),
    log: pino({ level: 'silent' }),
    bot: () => BOT,
    today: () => time.now,
    answer: (message) => {
      answered.push(message.id);
      servers.push(message.guild_id);
    },
    wait: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { discord, catchUp, answered, servers, asked, time, pauses, settled };
}

const READY = { t: 'READY', d: {} };

describe('mentions that came while the bot was down', () => {
  test.each<[string, readonly object[], readonly number[]]>([
    ['are answered, oldest first', [asks(20), asks(60)], [60, 20]],
    ['are left where they have an answer', [answers(50, 60), asks(60)], []],
    ['are left before the newest that has one: they were refused', [answers(50, 60), asks(60), asks(90)], []],
    ['are answered after the newest that has one', [asks(20), answers(50, 60), asks(60)], [20]],
    ['are left when they are older than ten minutes', [asks(20), asks(601)], [20]],
    [
      'are answered though a question of after the start was answered first',
      [answers(-2, -1), asks(20)],
      [20],
    ],
    ['are none without a mention', [asks(20, 'what is proposed?')], []],
    ['are none by a bot', [{ ...asks(20), author: { id: '6', bot: true } }], []],
    [
      'are answered though a later command was: that is no answer to them',
      [answers(10, 15, { interaction_metadata: {} }), asks(20)],
      [20],
    ],
  ])('%s', async (_, messages, expected) => {
    const { catchUp, answered, settled } = started({ c1: messages });
    catchUp.saw(READY, 0);
    catchUp.saw(guild([{ id: 'c1', last: 5 }]), 0);
    await settled();
    expect(answered).toEqual(expected.map(ago));
  });

  test('are answered in their server, as the gateway would have given them', async () => {
    const { catchUp, settled, servers } = started({ c1: [asks(20)] });
    catchUp.saw(READY, 0);
    catchUp.saw(guild([{ id: 'c1', last: 5 }]), 0);
    await settled();
    expect(servers).toEqual([GUILD]);
  });

  test('in a busy channel are read page by page, three at most', async () => {
    const page = Array.from({ length: 100 }, (_, index) => asks(index + 1, 'chat'));
    const { catchUp, asked, settled } = started({ c1: page });
    catchUp.saw(READY, 0);
    catchUp.saw(guild([{ id: 'c1', last: 1 }]), 0);
    await settled();
    expect(asked).toEqual(['c1', 'c1', 'c1']);
  });
});

describe('which channels are read', () => {
  const read = async (...[channels, threads]: Parameters<typeof guild>) => {
    const { catchUp, asked, settled } = started({});
    catchUp.saw(READY, 0);
    catchUp.saw(guild(channels, threads), 0);
    await settled();
    return asked;
  };
  const hidden = [{ id: GUILD, type: 0, allow: '0', deny: '1024' }];
  const own = [...hidden, { id: BOT, type: 1, allow: '1024', deny: '0' }];

  test.each<[string, Parameters<typeof guild>, readonly string[]]>([
    ['one with a message of the last ten minutes', [[{ id: 'c1', last: 599 }]], ['c1']],
    ['not one that was quiet', [[{ id: 'c1', last: 601 }]], []],
    [
      'not a hidden one, which would count as an invalid request',
      [[{ id: 'c1', last: 5, overwrites: hidden }]],
      [],
    ],
    ['a hidden one that the bot was let into', [[{ id: 'c1', last: 5, overwrites: own }]], ['c1']],
    ['not a forum: its messages are in its threads', [[{ id: 'c1', last: 5, type: 15 }]], []],
    [
      'a thread, with the access of its channel',
      [
        [
          { id: 'c1', last: 900 },
          { id: 'c2', last: 900, overwrites: hidden },
        ],
        [
          { id: 't1', last: 5, type: 11, parent: 'c1' },
          { id: 't2', last: 5, type: 11, parent: 'c2' },
        ],
      ],
      ['t1'],
    ],
  ])('%s', async (_, args, expected) => {
    expect(await read(...args)).toEqual(expected);
  });

  test('four hundred at most, each reader pausing after one', async () => {
    const { catchUp, asked, settled, pauses } = started({});
    catchUp.saw(READY, 0);
    catchUp.saw(guild(Array.from({ length: 900 }, (_, number) => ({ id: `c${number}`, last: 5 }))), 0);
    await settled();
    await expect.poll(() => asked.length).toBe(400);
    await settled();
    expect(asked).toHaveLength(400);
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(400);
  });
});

describe('when they are looked for', () => {
  const channels = [
    { id: 'c1', last: 5 },
    { id: 'c2', last: 300 },
  ];

  test('not for a server that comes back within a session that never began here', async () => {
    const { catchUp, asked, settled } = started({});
    catchUp.saw(guild(channels), 0);
    await settled();
    expect(asked).toEqual([]);
  });

  test('not after a resume: Discord sends what was missed', async () => {
    const { catchUp, asked, settled } = started({});
    catchUp.saw(READY, 0);
    catchUp.saw({ t: 'RESUMED', d: null }, 0);
    await settled();
    expect(asked).toEqual([]);
  });

  test('after a lost session, only since its last event; each shard has its own', async () => {
    const { catchUp, asked, settled, time } = started({});
    time.now = NOW - 60_000;
    catchUp.saw(READY, 0);
    catchUp.saw({ t: 'MESSAGE_CREATE', d: {} }, 0);
    time.now = NOW;
    catchUp.saw(READY, 0);
    catchUp.saw(guild(channels), 0);
    await settled();
    expect(asked).toEqual(['c1']);
    catchUp.saw(READY, 1);
    catchUp.saw(guild(channels), 1);
    await settled();
    expect(asked).toEqual(['c1', 'c1', 'c2']);
  });

  test('a channel that is closed meanwhile stops nothing', async () => {
    const { discord, catchUp, answered, settled } = started({});
    discord.answer = ({ route }) => (route.includes('c1') ? discordError(50_001) : [asks(20)]);
    catchUp.saw(READY, 0);
    catchUp.saw(guild(channels), 0);
    await settled();
    expect(answered).toEqual([ago(20)]);
  });
});
