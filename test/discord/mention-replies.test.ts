import { describe, expect, test } from 'vitest';
import { memoryLimiters } from '../../src/discord/cooldown.ts';
import { MentionReplies } from '../../src/discord/mention-replies.ts';
import { Speakable } from '../../src/discord/speakable.ts';
import {
  ASKER,
  BOT,
  CHANNEL,
  discordError,
  FakeDiscord,
  fakeServices,
  GUILD,
  type MessageOptions,
  message,
  OTHER,
} from './fakes.ts';
import { articleLibrary } from './libraries.ts';

const library = articleLibrary();
/** The time of a snowflake below, and one for each minute after it. */
const START = Date.parse('2024-05-01T12:00:00Z');
const idAt = (milliseconds: number) => String((BigInt(START + milliseconds) - 1_420_070_400_000n) << 22n);
const PEACEKEEPING = `<@${BOT}> What did Meloni say about UN peacekeeping missions?`;

/** A bot that came up at START, over a Discord that numbers the messages it takes. */
function setUp({ born = 0, guildLocale = 'en-US', limited = false } = {}) {
  const discord = new FakeDiscord();
  let sent = 0;
  discord.answer = ({ method, route }) => {
    if (method === 'POST' && route.endsWith('/channels')) return { id: 'dm' };
    if (method === 'POST') return { id: `reply-${++sent}`, channel_id: CHANNEL };
    return method === 'GET' ? [] : {};
  };
  const limiters = memoryLimiters({ user: limited ? { questions: 1, seconds: 60 } : null, channel: null });
  const { services, recorded, logged } = fakeServices(discord, library, { limiters });
  let clock = START + born;
  const today = () => clock;
  const speakable = new Speakable(services.api, services.log, today);
  const waited: number[] = [];
  const replies = new MentionReplies({
    ...services,
    speakable,
    bot: () => BOT,
    guildLocale: (guild) => (guild === GUILD ? guildLocale : undefined),
    today,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  });
  const pass = (milliseconds: number) => {
    clock += milliseconds;
  };
  return { discord, replies, speakable, recorded, logged, pass, waited };
}

const asked = (content = PEACEKEEPING, options: MessageOptions = {}) =>
  message(content, { id: idAt(1_000), ...options });

describe('a mention', () => {
  test('is answered by a reply to the message that pings nobody and can be sent only once', async () => {
    const { discord, replies } = setUp();
    const question = asked();
    await replies.created(question);
    expect(discord.requests).toHaveLength(1);
    const [{ route, body } = { route: '', body: null }] = discord.requests;
    expect(route).toBe(`/channels/${CHANNEL}/messages`);
    expect(body).toMatchObject({
      message_reference: { message_id: question.id },
      nonce: question.id,
      enforce_nonce: true,
      allowed_mentions: { parse: [], replied_user: false },
    });
    expect(body.content).toMatch(/^> .*UN peacekeeping/);
  });

  test('delivered twice is answered once', async () => {
    const { discord, replies } = setUp();
    await Promise.all([replies.created(asked()), replies.created(asked())]);
    expect(discord.requests).toHaveLength(1);
  });

  test('of somebody else is left alone', async () => {
    const { discord, replies, recorded } = setUp();
    await replies.created(asked('What did Meloni say?'));
    expect([discord.requests, recorded]).toEqual([[], []]);
  });

  test('is answered in the server’s language', async () => {
    const { discord, replies } = setUp({ guildLocale: 'uk' });
    await replies.created(asked());
    expect(discord.requests[0]?.body.content).toContain('пряма мова');
  });

  test('in a direct message is answered in the language of its words', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked('Che cosa ha detto la Meloni sulle missioni dell’ONU?', { direct: true }));
    expect(discord.requests[0]?.body.content).toMatch(/in inglese|fonti/);
  });

  test('that only greets gets a short help', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked(`<@${BOT}> hi!`));
    expect(discord.requests[0]?.body.content).toContain('`/ask`');
  });

  test('in a reply to somebody, with nothing asked, points at the menu', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked(`<@${BOT}>`, { replyTo: { id: '1', author: OTHER } }));
    expect(discord.requests[0]?.body.content).toContain('*Find the source*');
  });

  test('with a question as long as an essay is told what the limit is', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked(`<@${BOT}> ${'word '.repeat(200)}`));
    expect(discord.requests[0]?.body.content).toContain('500');
  });

  test('deleted before it could be answered gets no answer', async () => {
    const { discord, replies, recorded, logged } = setUp();
    discord.answer = () =>
      discordError(
        50035,
        'Invalid Form Body\nmessage_reference[MESSAGE_REFERENCE_UNKNOWN_MESSAGE]: Unknown message',
      );
    await replies.created(asked());
    expect(recorded.map(({ outcome }) => outcome)).toEqual(['refused']);
    expect(logged.some(({ level }) => Number(level) >= 50)).toBe(false);
  });

  test('where replies need a permission that is missing is answered by a plain message', async () => {
    const { discord, replies } = setUp();
    discord.answer = ({ body }) =>
      body?.message_reference ? discordError(160002) : { id: 'x', channel_id: CHANNEL };
    await replies.created(asked());
    expect(discord.requests.map(({ body }) => 'message_reference' in body)).toEqual([true, false]);
  });
});

describe('an edited question', () => {
  test('changes its answer', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked(`<@${BOT}> What is Article 5?`));
    await replies.updated(asked(PEACEKEEPING, { edited: true }));
    expect(discord.requests[1]).toMatchObject({
      method: 'PATCH',
      route: `/channels/${CHANNEL}/messages/reply-1`,
    });
    expect(discord.requests[1]?.body.content).toMatch(/^> .*UN peacekeeping/);
  });

  test('is followed for two minutes', async () => {
    const { discord, replies, pass } = setUp();
    await replies.created(asked());
    pass(3 * 60_000);
    await replies.updated(asked(PEACEKEEPING, { edited: true }));
    expect(discord.requests).toHaveLength(1);
  });

  test('is not a loaded link preview', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked());
    await replies.updated(asked());
    expect(discord.requests).toHaveLength(1);
  });

  test('that mentions the bot only now is answered', async () => {
    const { discord, replies } = setUp();
    await replies.created(asked('What did Meloni say about UN peacekeeping missions?'));
    await replies.updated(asked(PEACEKEEPING, { edited: true }));
    expect(discord.requests.map(({ method }) => method)).toEqual(['POST']);
  });

  test('of before a restart has its answer found in Discord', async () => {
    const { discord, replies } = setUp({ born: 30_000 });
    const question = asked(PEACEKEEPING, { edited: true });
    discord.answer = ({ method }) =>
      method === 'GET'
        ? [
            {
              id: 'a',
              channel_id: CHANNEL,
              author: { id: OTHER },
              message_reference: { message_id: question.id },
            },
            {
              id: 'b',
              channel_id: CHANNEL,
              author: { id: BOT },
              message_reference: { message_id: 'another' },
            },
            {
              id: 'c',
              channel_id: CHANNEL,
              author: { id: BOT },
              message_reference: { message_id: question.id },
            },
          ]
        : {};
    await replies.updated(question);
    expect(discord.requests.map(({ method, route }) => [method, route])).toEqual([
      ['GET', `/channels/${CHANNEL}/messages`],
      ['PATCH', `/channels/${CHANNEL}/messages/c`],
    ]);
  });
});

describe('a deleted question', () => {
  test('takes its answer with it', async () => {
    const { discord, replies } = setUp();
    const question = asked();
    await replies.created(question);
    await replies.deleted({ id: question.id, channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests[1]).toMatchObject({
      method: 'DELETE',
      route: `/channels/${CHANNEL}/messages/reply-1`,
    });
  });

  test('while it is being answered still takes its answer with it', async () => {
    const { discord, replies } = setUp();
    const question = asked();
    await Promise.all([
      replies.created(question),
      replies.deleted({ id: question.id, channel_id: CHANNEL, guild_id: GUILD }),
    ]);
    await replies.settled();
    expect(discord.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  test('in a purge takes its answer with it', async () => {
    const { discord, replies } = setUp();
    const question = asked();
    await replies.created(question);
    await replies.deletedInBulk({ ids: [idAt(2_000), question.id], channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  test('that was no question costs no request', async () => {
    const { discord, replies } = setUp();
    await replies.deleted({ id: idAt(5_000), channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests).toEqual([]);
  });

  test('of before a restart has its answer found in Discord', async () => {
    const { discord, replies } = setUp({ born: 30_000 });
    const id = idAt(1_000);
    discord.answer = ({ method }) =>
      method === 'GET'
        ? [{ id: 'c', channel_id: CHANNEL, author: { id: BOT }, message_reference: { message_id: id } }]
        : {};
    await replies.deleted({ id, channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests.map(({ method, route }) => [method, route])).toEqual([
      ['GET', `/channels/${CHANNEL}/messages`],
      ['DELETE', `/channels/${CHANNEL}/messages/c`],
    ]);
  });

  test('of long before is left alone, and a purge is no flood of requests', async () => {
    const { discord, replies, pass } = setUp({ born: 60_000 });
    for (let n = 0; n < 100; n++)
      await replies.deleted({ id: idAt(n), channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests).toHaveLength(30);
    pass(25 * 60 * 60_000);
    await replies.deleted({ id: idAt(0), channel_id: CHANNEL, guild_id: GUILD });
    expect(discord.requests).toHaveLength(30);
  });
});

describe('where the bot cannot speak', () => {
  const silent = (discord: FakeDiscord, code: number) => {
    discord.answer = ({ route }) =>
      route === `/channels/${CHANNEL}/messages` ? discordError(code) : { id: 'dm' };
  };

  test.each([
    ['no permission', 50013],
    ['no access', 50001],
    ['a locked thread', 160005],
    ['an archived thread', 50083],
  ])('%s: the asker is told by a direct message, the log once, and it stops trying', async (_, code) => {
    const { discord, replies, logged } = setUp();
    silent(discord, code);
    await replies.created(asked());
    await replies.created(asked(PEACEKEEPING, { id: idAt(2_000) }));
    await replies.created(asked(PEACEKEEPING, { id: idAt(3_000), author: { id: OTHER } }));
    expect(discord.requests.map(({ route }) => route)).toEqual([
      `/channels/${CHANNEL}/messages`,
      '/users/@me/channels',
      '/channels/dm/messages',
      '/users/@me/channels',
      '/channels/dm/messages',
    ]);
    expect(discord.requests[2]?.body.content).toContain(`<#${CHANNEL}>`);
    expect(logged.filter(({ channel }) => channel === CHANNEL)).toHaveLength(1);
  });

  test('it tries again after a while', async () => {
    const { discord, replies, pass } = setUp();
    silent(discord, 50013);
    await replies.created(asked());
    pass(6 * 60_000);
    await replies.created(asked(PEACEKEEPING, { id: idAt(2_000) }));
    expect(discord.requests.filter(({ route }) => route === `/channels/${CHANNEL}/messages`)).toHaveLength(2);
  });

  test('it tries again at once where somebody has changed permissions in the server', async () => {
    const { discord, replies, speakable, pass } = setUp();
    silent(discord, 50013);
    await replies.created(asked());
    pass(1_000);
    speakable.changed('another server');
    await replies.created(asked(PEACEKEEPING, { id: idAt(2_000) }));
    const tries = () =>
      discord.requests.filter(({ route }) => route === `/channels/${CHANNEL}/messages`).length;
    expect(tries()).toBe(1);
    speakable.changed(GUILD);
    await replies.created(asked(PEACEKEEPING, { id: idAt(3_000) }));
    expect(tries()).toBe(2);
  });

  test('an asker who takes no direct messages is left in peace', async () => {
    const { discord, replies, recorded } = setUp();
    discord.answer = ({ route }) => discordError(route.includes('@me') ? 50007 : 50013);
    await replies.created(asked());
    await replies.created(asked(PEACEKEEPING, { id: idAt(2_000) }));
    expect(discord.requests).toHaveLength(2);
    expect(recorded.map(({ outcome }) => outcome)).toEqual(['refused', 'refused']);
  });
});

test('who asks too much is told when to ask again by one direct message', async () => {
  const { discord, replies, recorded } = setUp({ limited: true });
  for (let n = 0; n < 4; n++) await replies.created(asked(PEACEKEEPING, { id: idAt(n) }));
  expect(discord.requests.map(({ route }) => route)).toEqual([
    `/channels/${CHANNEL}/messages`,
    '/users/@me/channels',
    '/channels/dm/messages',
  ]);
  expect(discord.requests[2]?.body.content).toMatch(/again in \d+ seconds/);
  expect(recorded.map(({ outcome }) => outcome).slice(1)).toEqual(['cooldown', 'cooldown', 'cooldown']);
});

test('a refused question that is delivered again is neither refused again nor answered', async () => {
  const { discord, replies, pass } = setUp({ limited: true });
  await replies.created(asked());
  const second = asked(PEACEKEEPING, { id: idAt(2_000) });
  await replies.created(second);
  const before = discord.requests.length;
  pass(120_000);
  await replies.created(second);
  expect(discord.requests).toHaveLength(before);
});

describe('while Discord is out of order', () => {
  const outage = Object.assign(new Error('Bad Gateway'), { status: 502 });

  test('an answer is sent again, with the same nonce', async () => {
    const { discord, replies, waited, recorded } = setUp();
    let failures = 2;
    discord.answer = () => (failures-- > 0 ? outage : { id: 'r', channel_id: CHANNEL });
    await replies.created(asked());
    expect(new Set(discord.requests.map(({ body }) => body.nonce))).toEqual(new Set([idAt(1_000)]));
    expect(discord.requests).toHaveLength(3);
    expect(waited).toEqual([2_000, 10_000]);
    expect(recorded).toMatchObject([{ outcome: 'answered' }]);
  });

  test('it gives up before Discord has forgotten the nonce', async () => {
    const { discord, replies, waited, recorded } = setUp();
    discord.answer = () => outage;
    await replies.created(asked());
    expect(waited.reduce((sum, each) => sum + each, 0)).toBeLessThan(120_000);
    expect(recorded).toMatchObject([{ outcome: 'failed' }]);
  });
});

test('a defect is logged and thrown at nobody', async () => {
  const { discord, replies, logged } = setUp();
  discord.answer = () => new TypeError('a bug');
  await replies.created(asked());
  expect(logged.at(-2)).toMatchObject({ msg: 'a message could not be answered' });
  expect(JSON.stringify(logged)).not.toContain(ASKER);
});
