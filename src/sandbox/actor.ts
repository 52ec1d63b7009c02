import {
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  MessageType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import { commandsFor, localised } from './command-access.ts';
import { checkedOptions, focusedOptions, nestOptions, resolvedOf, rulesAt } from './command-options.ts';
import { clickData, selectData, submissionData } from './components.ts';
import {
  type Actor,
  type MessageReference,
  type OptionValues,
  type Places,
  Refusal,
  type SeenMessage,
  type VisibleChannel,
  type VisibleGuild,
  type Where,
} from './driver.ts';
import { beginInteraction, type InteractionRequest } from './interactions.ts';
import { invocationOf } from './invocation.ts';
import { MESSAGE_CONTENT } from './limits.ts';
import { pingedBy } from './mentions.ts';
import type { Channel, Command, Message, User } from './model.ts';
import { observationFor } from './observation.ts';
import { mayModerateThread, sendingPermission } from './permissions.ts';
import { HUMAN, memberShape, messageShape, userShape } from './shapes.ts';
import { canSee, canView } from './visibility.ts';
import { waitFor } from './waiting.ts';
import type { World } from './world.ts';

const LISTED_MESSAGES = 50;

/** Someone at Discord's client: what it lists, what it would refuse to send, and what it shows. */
export function createActor(world: World, places: Places, user: User, locale = user.locale): Actor {
  const seen = (message: Message): SeenMessage => messageShape(world, message, HUMAN);

  const channelAt = (channelId: string): Channel => {
    const channel = world.channels.get(channelId);
    if (channel === undefined || !canView(world, user.id, channel)) {
      throw new Refusal(`${user.displayName} sees no channel ${channelId}`);
    }
    return channel;
  };
  const here = (where: Where | undefined): Channel =>
    channelAt(where?.channel ?? homeOf(world, places, user));
  const messageAt = (reference: MessageReference): Message => {
    const message = world.message(reference.channel_id, reference.id);
    if (message === undefined || !canSee(world, user.id, message)) {
      throw new Refusal(`${user.displayName} sees no message ${reference.id}`);
    }
    return message;
  };
  const writable = (channelId: string): Channel => {
    const channel = channelAt(channelId);
    if (!mayWrite(world, user, channel))
      throw new Refusal(`${user.displayName} may not write in #${channel.name}`);
    return channel;
  };
  const begin = (request: Omit<InteractionRequest, 'userId' | 'locale'>) =>
    invocationOf(world, beginInteraction(world, { userId: user.id, locale, ...request }));

  const command = (name: string, type: ApplicationCommandType, channel: Channel) => {
    const found = commandsFor(world, user, channel).find((one) => one.name === name && one.type === type);
    if (found !== undefined) return found;
    const names = commandsFor(world, user, channel).map((one) => one.name);
    throw new Refusal(
      `${user.displayName} has no command "${name}" here, only: ${names.join(', ') || 'none'}`,
    );
  };
  const slash = (fullName: string, where: Where | undefined) => {
    const channel = here(where);
    const [name = '', ...path] = fullName.split(' ');
    const found = command(name, ApplicationCommandType.ChatInput, channel);
    return { channel, found, path, rules: rulesAt(found, path) };
  };
  const menu = (
    found: Command,
    channel: Channel,
    target: string,
    resolved: object,
    message: Message | null,
  ) =>
    begin({
      type: InteractionType.ApplicationCommand,
      channel,
      name: found.name,
      commandType: found.type,
      targetMessageId: message?.id ?? null,
      data: { ...commandHead(found), target_id: target, resolved },
    });

  const actor: Actor = {
    userId: user.id,
    user: userShape(user),
    locale,
    speaking: (other) => createActor(world, places, user, other),

    guilds: () => visibleGuilds(world, user),
    messages: (channelId, limit = LISTED_MESSAGES) =>
      world
        .messagesOf(channelId)
        .filter((message) => canSee(world, user.id, message))
        .slice(-limit)
        .map(seen),
    commands: (channelId) =>
      commandsFor(world, user, channelAt(channelId)).map((found) => localised(found, locale)),
    directMessages: () => {
      const known = world.channels.size;
      const channel = world.directChannel(user.id);
      if (world.channels.size > known) world.emit({ kind: 'channel-created', channel });
      return channel.id;
    },

    say: async (channelId, content) => seen(post(world, user, writable(channelId), content, null, true)),
    reply: async (reference, content, { ping = true } = {}) => {
      const target = messageAt(reference);
      return seen(post(world, user, writable(target.channelId), content, target, ping));
    },
    edit: async (reference, content) => {
      const message = messageAt(reference);
      if (message.authorId !== user.id) throw new Refusal('Only its author edits a message');
      const text = checkedContent(content);
      const channel = channelAt(message.channelId);
      const mentions = mentionsOf(world, user, channel, text, null, false);
      world.changeMessage(message, { content: text, mentions, editedAt: world.clock.now() });
      return seen(message);
    },
    delete: async (reference) => {
      const message = messageAt(reference);
      const bits = world.permissions(user.id, channelAt(message.channelId));
      const manages = (bits & Permission.ManageMessages) !== 0n;
      if (message.authorId !== user.id && !manages)
        throw new Refusal(`${user.displayName} may not delete this message`);
      world.deleteMessage(message);
    },
    dismiss: (reference) => {
      const message = messageAt(reference);
      if (message.reader === null) throw new Refusal('Only an ephemeral message can be dismissed');
      message.dismissed = true;
      world.emit({ kind: 'message-dismissed', message, userId: user.id });
    },
    type: (channelId) => world.emit({ kind: 'typing', channel: channelAt(channelId), userId: user.id }),

    slash: async (fullName, values = {}, where) => {
      const { channel, found, path, rules } = slash(fullName, where);
      const options = checkedOptions(rules, values);
      const resolved = resolvedOf(world, channel, options);
      return begin({
        type: InteractionType.ApplicationCommand,
        channel,
        name: fullName,
        commandType: found.type,
        data: {
          ...commandHead(found),
          options: nestOptions(found, path, options),
          ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
        },
      });
    },
    autocomplete: async (fullName: string, values: OptionValues, focused: string, where?: Where) => {
      const { channel, found, path, rules } = slash(fullName, where);
      const options = nestOptions(found, path, focusedOptions(rules, values, focused));
      const invocation = begin({
        type: InteractionType.ApplicationCommandAutocomplete,
        channel,
        name: fullName,
        commandType: found.type,
        data: { ...commandHead(found), options },
      });
      const outcome = await invocation.outcome();
      return outcome.kind === 'choices' ? outcome.choices : [];
    },
    messageMenu: async (name, reference) => {
      const message = messageAt(reference);
      const channel = channelAt(message.channelId);
      const found = command(name, ApplicationCommandType.Message, channel);
      // The target of a message command comes with its content: see isWithheld.
      return menu(found, channel, message.id, { messages: { [message.id]: seen(message) } }, message);
    },
    userMenu: async (name, targetId, where) => {
      const channel = here(where);
      const found = command(name, ApplicationCommandType.User, channel);
      const target = world.users.get(targetId);
      if (target === undefined) throw new Refusal(`There is no user ${targetId}`);
      const member = world.guildOf(channel)?.members.get(targetId);
      const members = member === undefined ? {} : { members: { [targetId]: memberShape(member) } };
      return menu(found, channel, targetId, { users: { [targetId]: userShape(target) }, ...members }, null);
    },
    click: async (reference, button) => {
      const source = messageAt(reference);
      const data = clickData(source.components, button);
      return begin({
        type: InteractionType.MessageComponent,
        channel: channelAt(source.channelId),
        data,
        source,
      });
    },
    select: async (reference, customId, values) => {
      const source = messageAt(reference);
      const data = selectData(source.components, customId, values);
      return begin({
        type: InteractionType.MessageComponent,
        channel: channelAt(source.channelId),
        data,
        source,
      });
    },
    submitModal: async (modal, values) => {
      const id = typeof modal === 'string' ? modal : modal.id;
      const opener = [...world.interactions.values()].find((one) => one.id === id && one.userId === user.id);
      if (opener?.modal == null) throw new Refusal(`No form ${id} is open for ${user.displayName}`);
      const { custom_id: customId, components } = opener.modal.data;
      return begin({
        type: InteractionType.ModalSubmit,
        channel: channelAt(opener.channelId),
        data: submissionData(components, customId, values),
        source: opener.sourceId === null ? null : (world.message(opener.channelId, opener.sourceId) ?? null),
      });
    },
    forge: async ({ type, data, channel, message, permissions }) =>
      begin({
        type,
        data,
        channel: world.channels.get(message?.channel_id ?? channel ?? homeOf(world, places, user))!,
        name: typeof data.name === 'string' ? data.name : '',
        commandType: type === InteractionType.ApplicationCommand ? Number(data.type ?? 1) : undefined,
        source: message === undefined ? null : (world.message(message.channel_id, message.id) ?? null),
        permissions,
      } as Omit<InteractionRequest, 'userId' | 'locale'>),

    observe: (listener) =>
      world.subscribe((event) => {
        const observation = observationFor(world, event, user.id);
        if (observation !== null) listener(observation);
      }),
    sees: (test, where) => {
      const accepts = acceptor(test);
      const watched = where?.channel;
      return awaitMessage(
        world,
        user,
        (message) => (watched === undefined || message.channel_id === watched) && accepts(message),
        `${user.displayName} did not see ${String(test)}`,
        true,
      );
    },
    nextReply: (where) => {
      const watched = where?.channel;
      const since = world.nextId();
      return awaitMessage(
        world,
        user,
        (message) =>
          (watched === undefined || message.channel_id === watched) &&
          message.author.id !== user.id &&
          BigInt(message.id) > BigInt(since) &&
          !isLoading(message),
        `${user.displayName} saw no reply`,
        false,
      );
    },
  };
  return actor;
}

/** The first message, here already or to come, that a person sees and `accepts` takes. */
function awaitMessage(
  world: World,
  user: User,
  accepts: (message: SeenMessage) => boolean,
  problem: string,
  searchPast: boolean,
): Promise<SeenMessage> {
  const witnessed: string[] = [];
  const check = (message: Message): SeenMessage | undefined => {
    if (!canSee(world, user.id, message)) return undefined;
    const shape = messageShape(world, message, HUMAN);
    if (accepts(shape)) return shape;
    witnessed.push(`${shape.author.username}: ${shape.content.slice(0, 80)}`);
    return undefined;
  };
  const past = function* () {
    for (const { messages } of world.channels.values()) if (messages !== null) yield* messages.values();
  };
  return waitFor(
    world,
    (event) => {
      if (event?.kind === 'message-created' || event?.kind === 'message-updated') return check(event.message);
      if (event !== null || !searchPast) return undefined;
      for (const message of past()) {
        const found = check(message);
        if (found !== undefined) return found;
      }
      return undefined;
    },
    () => `${problem}. Seen instead:\n${witnessed.slice(-5).join('\n') || '(nothing)'}`,
  );
}

function acceptor(
  test: string | RegExp | ((message: SeenMessage) => boolean),
): (message: SeenMessage) => boolean {
  if (typeof test === 'function') return test;
  return ({ content }) => (typeof test === 'string' ? content.includes(test) : test.test(content));
}

const LOADING = 128;

function isLoading(message: SeenMessage): boolean {
  return ((message.flags ?? 0) & LOADING) !== 0;
}

function commandHead(command: Command) {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id === undefined ? {} : { guild_id }) };
}

function checkedContent(content: string): string {
  const text = content.trim();
  if (text === '') throw new Refusal('An empty message is not sent');
  if ([...text].length > MESSAGE_CONTENT)
    throw new Refusal(`A message is ${MESSAGE_CONTENT} characters at most`);
  return text;
}

function post(
  world: World,
  user: User,
  channel: Channel,
  content: string,
  target: Message | null,
  ping: boolean,
) {
  const text = checkedContent(content);
  channel.thread?.members.add(user.id);
  return world.addMessage({
    channelId: channel.id,
    authorId: user.id,
    content: text,
    mentions: mentionsOf(world, user, channel, text, target, ping),
    ...(target === null
      ? {}
      : { type: MessageType.Reply, reference: { messageId: target.id, channelId: channel.id } }),
  });
}

function mentionsOf(
  world: World,
  user: User,
  channel: Channel,
  text: string,
  target: Message | null,
  ping: boolean,
) {
  const guild = world.guildOf(channel);
  return pingedBy(text, null, {
    repliedUser: target?.authorId ?? null,
    pingReply: ping,
    mayMentionAll: (world.permissions(user.id, channel) & Permission.MentionEveryone) !== 0n,
    userExists: (id) => world.users.has(id),
    roleExists: (id) => guild?.roles.has(id) === true,
  });
}

function mayWrite(world: World, user: User, channel: Channel): boolean {
  if (channel.thread?.locked === true && !mayModerateThread(world, user.id, channel)) return false;
  return (world.permissions(user.id, channel) & sendingPermission(channel)) !== 0n;
}

/** Where someone is when a test names no place. */
function homeOf(world: World, places: Places, user: User): string {
  const general = world.channels.get(places.general);
  if (general !== undefined && canView(world, user.id, general)) return general.id;
  for (const channel of world.channels.values()) if (canView(world, user.id, channel)) return channel.id;
  throw new Refusal(`${user.displayName} sees no channel`);
}

function visibleGuilds(world: World, user: User): VisibleGuild[] {
  const show = (channel: Channel): VisibleChannel => ({
    id: channel.id,
    name: channel.guildId === null ? world.application.name : channel.name,
    type: channel.type,
    topic: channel.topic,
    parentId: channel.parentId,
    canWrite: mayWrite(world, user, channel),
  });
  const guilds = [...world.guilds.values()]
    .filter(({ members }) => members.has(user.id))
    .map((guild) => ({
      id: guild.id,
      name: guild.name,
      channels: guild.channels
        .flatMap((id) => world.channels.get(id) ?? [])
        .filter((channel) => canView(world, user.id, channel))
        .map(show),
    }));
  const direct = [...world.channels.values()].filter(
    ({ type, recipients }) => type === ChannelType.DM && recipients.includes(user.id),
  );
  return direct.length === 0
    ? guilds
    : [...guilds, { id: null, name: 'Direct messages', channels: direct.map(show) }];
}
