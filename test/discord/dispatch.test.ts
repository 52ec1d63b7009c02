import { ApplicationCommandType, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { type Command, defineCommand } from '../../src/discord/command.ts';
import { memoryLimiters } from '../../src/discord/cooldown.ts';
import { customId } from '../../src/discord/custom-id.ts';
import { Dispatcher, type Services } from '../../src/discord/dispatch.ts';
import { IN_SERVERS } from '../../src/discord/payload.ts';
import { autocomplete, click, discordError, FakeDiscord, fakeServices, menu, OTHER, slash } from './fakes.ts';
import { articleLibrary } from './libraries.ts';

const library = articleLibrary();
const isPrivate = (response: { data: { flags: number } }) =>
  (response.data.flags & MessageFlags.Ephemeral) !== 0;

function setUp(overrides: Partial<Services> = {}) {
  const discord = new FakeDiscord();
  const fakes = fakeServices(discord, library, overrides);
  return { discord, ...fakes, dispatcher: new Dispatcher(fakes.services) };
}

/** A command that does what a test needs. */
function commandOf(run: Command['run'], payload: object = {}): Command {
  return {
    data: { type: ApplicationCommandType.ChatInput, name: 'test', description: 'test', ...payload },
    run,
  };
}
const shown = (content: string) => ({ content, visibility: 'public', outcome: 'shown' }) as const;

describe('a command', () => {
  test('is answered with the handler’s reply, pinging and embedding nothing', async () => {
    const { discord, dispatcher, recorded } = setUp({
      commands: [commandOf(() => shown('@everyone hello'))],
    });
    await dispatcher.handle(slash('test'));
    expect(discord.responses).toEqual([
      {
        type: 4,
        data: {
          content: '@everyone hello',
          components: [],
          attachments: [],
          allowed_mentions: { parse: [], replied_user: false },
          flags: MessageFlags.SuppressEmbeds,
        },
      },
    ]);
    expect(recorded).toEqual([{ surface: 'test', outcome: 'shown', seconds: 0 }]);
  });

  test('delivered twice is answered once', async () => {
    const { discord, dispatcher } = setUp();
    const interaction = slash('help');
    await Promise.all([dispatcher.handle(interaction), dispatcher.handle(interaction)]);
    expect(discord.responses).toHaveLength(1);
  });

  test('that is no longer there is refused privately', async () => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(slash('gone', {}, { locale: 'de' }));
    expect(isPrivate(discord.responses[0])).toBe(true);
    expect(discord.responses[0].data.content).toContain('Diesen Befehl gibt es nicht mehr');
  });

  test.each([
    ['without a required option', slash('ask')],
    ['with an option that it does not have', slash('ask', { question: 'who?', more: 'x' })],
    ['with a value of another type', slash('ask', { question: 7 })],
  ])('%s is refused privately', async (_, interaction) => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(interaction);
    expect(isPrivate(discord.responses[0])).toBe(true);
    expect(discord.responses[0].data.content).toContain('has changed since');
  });

  test('whose handler fails tells the asker, and the log without the question', async () => {
    const failing = commandOf(() => {
      throw new Error('a bug');
    });
    const { discord, dispatcher, logged, recorded } = setUp({ commands: [failing] });
    await dispatcher.handle(slash('test', {}, { locale: 'fr' }));
    expect(isPrivate(discord.responses[0])).toBe(true);
    expect(discord.responses[0].data.content).toContain('Une erreur s’est produite');
    expect(
      logged.some(({ msg, err }) => msg === 'a handler failed' && (err as Error).message === 'a bug'),
    ).toBe(true);
    expect(recorded[0]?.outcome).toBe('failed');
  });

  test('whose answer cannot be delivered leaves no exception', async () => {
    const { discord, dispatcher, logged } = setUp();
    discord.answer = () => discordError(10062, 'Unknown interaction');
    await dispatcher.handle(slash('help'));
    expect(discord.requests).toHaveLength(1);
    expect(logged.map(({ msg }) => msg)).toContain('an answer came too late or could not be delivered');
  });

  test('neither logs nor counts what was asked, or by whom', async () => {
    const { dispatcher, logged, recorded } = setUp();
    await dispatcher.handle(slash('ask', { question: 'unmistakable Zanzibar' }));
    expect(JSON.stringify([logged, recorded])).not.toMatch(/Zanzibar|100000000000000001/);
  });

  test('that takes longer is deferred, shows its progress and ends in the reply', async () => {
    const slow = commandOf(async (context) => {
      await context.defer('private');
      await context.progress('half');
      return { content: 'done', visibility: 'private', outcome: 'shown', followUps: [shown('and more')] };
    });
    const { discord, dispatcher } = setUp({ commands: [slow] });
    await dispatcher.handle(slash('test'));
    expect(
      discord.requests.map(({ method, body }) => [method, body.type ?? body.content, body.data ?? null]),
    ).toEqual([
      ['POST', 5, { flags: MessageFlags.Ephemeral }],
      ['PATCH', 'half', null],
      ['PATCH', 'done', null],
      ['POST', 'and more', null],
    ]);
  });

  test('deferred in public and refused after all is refused privately', async () => {
    const slow = commandOf(async (context) => {
      await context.defer('public');
      return { content: 'no', visibility: 'private', outcome: 'refused' };
    });
    const { discord, dispatcher } = setUp({ commands: [slow] });
    await dispatcher.handle(slash('test'));
    expect(discord.requests.map(({ method }) => method)).toEqual(['POST', 'POST', 'DELETE']);
    expect(discord.requests[1]?.body.flags & MessageFlags.Ephemeral).toBeTruthy();
  });
});

describe('a moderators’ command', () => {
  const needed = String(PermissionFlagsBits.ManageMessages);
  const moderators = commandOf(() => shown('secret'), { default_member_permissions: needed, ...IN_SERVERS });
  test.each([
    ['a member', {}, 'moderators'],
    ['a moderator', { permissions: PermissionFlagsBits.ManageMessages }, 'secret'],
    ['an administrator', { permissions: PermissionFlagsBits.Administrator }, 'secret'],
    ['a moderator, in direct messages', { direct: true }, 'only in a server'],
    [
      'a moderator of a server without the bot',
      { permissions: PermissionFlagsBits.ManageMessages, foreign: true },
      'only in a server',
    ],
  ])('called by %s', async (_, where, words) => {
    const { discord, dispatcher } = setUp({ commands: [moderators] });
    await dispatcher.handle(slash('test', {}, where));
    expect(discord.responses[0].data.content).toContain(words);
    expect(isPrivate(discord.responses[0])).toBe(words !== 'secret');
  });

  test.each([
    ['a member', {}, false],
    ['a moderator', { permissions: PermissionFlagsBits.ManageMessages }, true],
    ['a moderator, in direct messages', { direct: true }, false],
  ])('is in the help of %s only where it can be used', async (_, who, named) => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(slash('help', {}, who));
    expect(discord.responses[0].data.content.includes('`/digest`')).toBe(named);
  });

  test('has its buttons gated too', async () => {
    const command: Command = { ...moderators, buttons: { post: () => shown('posted') } };
    const { discord, dispatcher } = setUp({ commands: [command] });
    await dispatcher.handle(click(customId('test', 'post')));
    await dispatcher.handle(
      click(customId('test', 'post'), { permissions: PermissionFlagsBits.ManageMessages }),
    );
    expect(discord.responses.map(({ data }) => data.content)).toEqual([
      expect.stringContaining('moderators'),
      'posted',
    ]);
  });
});

describe('a button', () => {
  test.each([
    ['of another version', '7:answer:more:abc'],
    ['that nobody knows', customId('answer', 'toString')],
    ['of a command that is gone', customId('gone', 'more')],
    ['of something else', 'whatever'],
  ])('%s has expired', async (_, id) => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(click(id));
    expect(isPrivate(discord.responses[0])).toBe(true);
    expect(discord.responses[0].data.content).toContain('older version');
  });

  test('that is not on the message was made up', async () => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(click(customId('answer', 'delete', OTHER), { user: OTHER, forged: true }));
    expect(discord.requests).toHaveLength(1);
    expect(discord.responses[0].data.content).toContain('older version');
  });

  test('may replace its message and send more', async () => {
    const command: Command = {
      ...commandOf(() => shown('')),
      buttons: {
        next: () => ({ kind: 'update', reply: { ...shown('page 2'), followUps: [shown('posted')] } }),
      },
    };
    const { discord, dispatcher } = setUp({ commands: [command] });
    await dispatcher.handle(click(customId('test', 'next')));
    expect(discord.responses[0]).toMatchObject({ type: 7, data: { content: 'page 2' } });
    expect(discord.requests[1]?.body.content).toBe('posted');
  });
});

describe('suggestions', () => {
  test('are sent in full', async () => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(autocomplete('ask', 'source', ''));
    expect(discord.responses[0].type).toBe(8);
    expect(discord.responses[0].data.choices.length).toBeGreaterThan(0);
  });

  test('are none for an option that has none', async () => {
    const { discord, dispatcher } = setUp();
    await dispatcher.handle(autocomplete('ask', 'private', ''));
    expect(discord.responses[0]).toEqual({ type: 8, data: { choices: [] } });
  });
});

describe('cooldowns', () => {
  const limits = { user: { questions: 2, seconds: 60 }, channel: { questions: 3, seconds: 60 } };
  const ask = (user: string, values: object = {}) => slash('ask', { question: 'Who?', ...values }, { user });

  test('stop a user and tell when to ask again, privately', async () => {
    const { discord, dispatcher, recorded } = setUp({ limiters: memoryLimiters(limits) });
    for (let n = 0; n < 3; n++) await dispatcher.handle(ask('100000000000000001'));
    expect(discord.responses[2].data.content).toMatch(/ask again in (60|59) seconds/);
    expect(isPrivate(discord.responses[2])).toBe(true);
    expect(recorded.map(({ outcome }) => outcome)).toEqual([
      expect.any(String),
      expect.any(String),
      'cooldown',
    ]);
  });

  test('stop a channel, but not private questions in it', async () => {
    const { discord, dispatcher } = setUp({ limiters: memoryLimiters(limits) });
    for (const user of ['1', '2', '3', '4'].map((digit) => digit.repeat(18)))
      await dispatcher.handle(ask(user));
    await dispatcher.handle(ask('5'.repeat(18), { private: true }));
    expect(discord.responses[3].data.content).toContain('in this channel');
    expect(discord.responses[4].data.content).not.toContain('in this channel');
  });

  test('leave help and the deletion of an answer alone', async () => {
    const none = { questions: 1, seconds: 60 };
    const { discord, dispatcher } = setUp({ limiters: memoryLimiters({ user: none, channel: none }) });
    for (let n = 0; n < 3; n++) await dispatcher.handle(slash('help'));
    await dispatcher.handle(click(customId('answer', 'delete', '100000000000000001')));
    expect(JSON.stringify(discord.responses)).not.toContain('again in');
    expect(discord.requests.at(-1)?.method).toBe('DELETE');
  });
});

test('a menu gets its message', async () => {
  const seen: string[] = [];
  const command = defineCommand({
    data: { type: ApplicationCommandType.Message, name: 'test' },
    run: (_, { target }) => {
      seen.push(target.content);
      return shown('ok');
    },
  });
  const { dispatcher } = setUp({ commands: [command] });
  await dispatcher.handle(menu('test', { content: 'hello' }));
  expect(seen).toEqual(['hello']);
});

test('a response that is there already, since an attempt went through whose answer was lost, counts', async () => {
  const { discord, dispatcher, recorded, logged } = setUp({ commands: [commandOf(() => shown('hello'))] });
  discord.answer = () => discordError(40060, 'Interaction has already been acknowledged.');
  await dispatcher.handle(slash('test'));
  expect(discord.requests).toHaveLength(1);
  expect(recorded).toMatchObject([{ outcome: 'shown' }]);
  expect(logged.map(({ msg }) => msg)).toEqual(['handled']);
});
