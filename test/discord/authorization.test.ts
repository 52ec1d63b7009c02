import { ApplicationCommandOptionType, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { loadConfig } from '../../src/config.ts';
import { type Bot, startBot } from '../../src/discord/bot.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import { createLogger } from '../../src/log.ts';
import type { Actor, Sandbox, SeenMessage } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { articleLibrary } from './libraries.ts';

/**
 * Who may do what, cell by cell, by interactions that go past the client's own checks: what a modified client, or a
 * server that opened a command to everybody, can send.
 */
let sandbox: Sandbox;
let bot: Bot;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  const environment = { DISCORD_API_URL: sandbox.api, COOLDOWN_USER: 'off', COOLDOWN_CHANNEL: 'off' };
  const parsed = loadConfig(environment, 'no such file');
  if (parsed.kind === 'problems') throw new Error(parsed.message);
  const library = articleLibrary();
  const log = createLogger({ level: 'silent' });
  bot = await startBot({ config: parsed.config, log, library: () => library }, sandbox.token);
  await bot.registered;
});
afterAll(async () => {
  await bot.stop();
  await sandbox.close();
});

const ROLES = ['member', 'moderator', 'administrator', 'owner'] as const;
const PLACES = [...ROLES, 'user-install in a foreign server', 'direct message'] as const;
type Place = (typeof PLACES)[number];

/** For each kind of command, who gets it. A moderators' command is one whose payload asks for a permission. */
const MAY: Readonly<Record<'everybody' | 'moderators', Readonly<Record<Place, boolean>>>> = {
  everybody: {
    member: true,
    moderator: true,
    administrator: true,
    owner: true,
    'user-install in a foreign server': true,
    'direct message': true,
  },
  moderators: {
    member: false,
    moderator: true,
    administrator: true,
    owner: true,
    'user-install in a foreign server': false,
    'direct message': false,
  },
};

const { moderatorsOnly, moderatorsInServer } = {
  moderatorsOnly: messagesIn('en').text('moderatorsOnly'),
  moderatorsInServer: messagesIn('en').text('moderatorsInServer'),
};

function inPlace(place: Place): { actor: Actor; channel: string } {
  const { places } = sandbox;
  switch (place) {
    case 'user-install in a foreign server':
      return { actor: sandbox.as(places.traveller), channel: places.foreignChannel };
    case 'direct message': {
      const actor = sandbox.as(places.moderator);
      return { actor, channel: actor.directMessages() };
    }
    default:
      return { actor: sandbox.as(places[place]), channel: places.general };
  }
}

/** The data of an invocation with the options that the payload requires. */
async function invocation(command: (typeof COMMANDS)[number], channel: string, actor: Actor) {
  const { data } = command;
  const head = { id: '1', name: data.name, type: data.type ?? 1 };
  if (head.type === 3) {
    const target = await actor.say(channel, 'Meloni said “peacekeeping missions are a different matter”.');
    return { ...head, target_id: target.id, resolved: { messages: { [target.id]: target } } };
  }
  const options = ('options' in data ? (data.options ?? []) : [])
    .filter((option) => 'required' in option && option.required)
    .map(({ name, type }) => ({
      name,
      type,
      value: type === ApplicationCommandOptionType.String ? 'Meloni' : 1,
    }));
  return { ...head, options };
}

const cells = COMMANDS.flatMap((command) => {
  const kind = command.data.default_member_permissions == null ? 'everybody' : 'moderators';
  return PLACES.map((place) => ({
    command,
    place,
    title: `${command.data.name} (for ${kind}), ${place}: ${MAY[kind][place] ? 'served' : 'refused'}`,
    served: MAY[kind][place],
  }));
});

test.each(cells)('$title', async ({ command, place, served }) => {
  const { actor, channel } = inPlace(place);
  const data = await invocation(command, channel, actor);
  const forged = await actor.forge({ type: InteractionType.ApplicationCommand, data, channel });
  const answer = await forged.message();
  const refused = [moderatorsOnly, moderatorsInServer].includes(answer.content);
  expect(refused).toBe(!served);
  if (refused) expect((answer.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
});

test('there are commands of both kinds, and each asks for Manage Messages or for nothing', () => {
  const asked = new Set(COMMANDS.map(({ data }) => data.default_member_permissions ?? null));
  expect(asked).toEqual(new Set([null, '8192']));
});

/** An answer in #general with its buttons, and the custom id of one by the name in it. */
async function publicAnswer(asker: Actor): Promise<{ message: SeenMessage; id(button: string): string }> {
  const asked = await asker.slash('ask', { question: 'Who ruled out membership?' });
  const message = await asked.message();
  return { message, id: (button) => customIds(message).find((id) => id.includes(`:${button}:`))! };
}

function customIds(message: SeenMessage): string[] {
  return (message.components ?? []).flatMap((row) =>
    'components' in row
      ? row.components.flatMap((part) => ('custom_id' in part ? [part.custom_id] : []))
      : [],
  );
}

const { expired, notYours } = {
  expired: messagesIn('en').text('expired'),
  notYours: messagesIn('en').text('notYours'),
};

describe('the buttons of an answer', () => {
  const DELETES: Readonly<Record<(typeof ROLES)[number] | 'asker', boolean>> = {
    asker: true,
    member: false,
    moderator: true,
    administrator: true,
    owner: true,
  };

  test.each(Object.entries(DELETES))('Delete, clicked by the %s: %s', async (role, may) => {
    const { places } = sandbox;
    // The asker is somebody else than each of the roles.
    const stranger = sandbox.world.addUser({ username: `asker-${role}` });
    sandbox.world.addMember(sandbox.world.guilds.get(places.guild)!, stranger.id);
    const asker = sandbox.as(stranger.id);
    const { message, id } = await publicAnswer(asker);
    const clicker = role === 'asker' ? asker : sandbox.as(places[role as 'member']);
    const outcome = await (await clicker.click(message, id('delete'))).outcome();
    expect(outcome.kind).toBe(may ? 'deleted' : 'message');
    if (outcome.kind === 'message') expect(outcome.message.content).toBe(notYours);
  });

  const forgeClick = async (actor: Actor, message: SeenMessage, customId: string) => {
    const data = { component_type: 2, custom_id: customId };
    const forged = await actor.forge({ type: InteractionType.MessageComponent, data, message });
    return (await forged.message()).content;
  };

  test('a custom id that names another asker is refused: the message does not carry it', async () => {
    const { places } = sandbox;
    const { message, id } = await publicAnswer(sandbox.as(places.moderator));
    const own = id('delete').replace(places.moderator, places.member);
    expect(own).not.toBe(id('delete'));
    expect(await forgeClick(sandbox.as(places.member), message, own)).toBe(expired);
  });

  test('a custom id of another version, of another bot or of nobody is refused', async () => {
    const { places } = sandbox;
    const member = sandbox.as(places.member);
    const { message, id } = await publicAnswer(member);
    const made = [
      id('context').replace(/^1:/, '0:'),
      'poll:yes',
      '1:answer:constructor:x',
      '1:__proto__:x:y',
      '1',
    ];
    for (const customId of made) expect(await forgeClick(member, message, customId)).toBe(expired);
  });

  test("a moderators' button does nothing for a member who makes its custom id up", async () => {
    const member = sandbox.as(sandbox.places.member);
    const { message } = await publicAnswer(member);
    const buttons = COMMANDS.flatMap(({ data, buttons: own = {} }) =>
      data.default_member_permissions == null
        ? []
        : Object.keys(own).map((name) => `1:${data.name}:${name}:x`),
    );
    for (const customId of buttons) expect(await forgeClick(member, message, customId)).toBe(expired);
  });
});

describe('who is not a person gets no answer', () => {
  test.each([
    ['another bot', { bot: true }],
    ['a webhook', { bot: true, username: 'hook' }],
  ])('%s', async (_, person) => {
    const { world, places } = sandbox;
    const other = world.addUser({ username: 'other', ...person });
    world.addMember(world.guilds.get(places.guild)!, other.id);
    const content = `<@${places.bot}> Who ruled out membership?`;
    const mentions = { users: [places.bot], roles: [], everyone: false };
    const ignored = world.addMessage({ channelId: places.debate, authorId: other.id, content, mentions });
    // Answers come in order: once the member has one, the other would have had it.
    const member = sandbox.as(places.member);
    const asked = await member.say(places.debate, content);
    await member.sees((message) => message.message_reference?.message_id === asked.id);
    const answered = member.messages(places.debate).map(({ message_reference: to }) => to?.message_id);
    expect(answered).not.toContain(ignored.id);
  });

  test('nor does the bot itself', async () => {
    const { world, places } = sandbox;
    const before = sandbox.record.requests('POST', `/channels/${places.debate}/messages`).length;
    const content = `<@${places.bot}> Who ruled out membership?`;
    const mentions = { users: [places.bot], roles: [], everyone: false };
    world.addMessage({ channelId: places.debate, authorId: places.bot, content, mentions });
    const member = sandbox.as(places.member);
    const asked = await member.say(places.debate, content);
    await member.sees((message) => message.message_reference?.message_id === asked.id);
    expect(sandbox.record.requests('POST', `/channels/${places.debate}/messages`)).toHaveLength(before + 1);
  });
});
