import { ChannelType, MessageType } from 'discord-api-types/v10';
import type { Clock } from './clock.ts';
import type { OpenModal } from './driver.ts';
import { FILES_KEPT, INTERACTIONS_KEPT, MESSAGES_KEPT } from './limits.ts';
import type { Channel, Command, Guild, Interaction, Member, Message, User } from './model.ts';
import { permissionsIn } from './permissions.ts';
import { snowflakeAt, snowflakes } from './snowflake.ts';

/** What happened in the world; gateway and observers each turn it into what their audience may know. */
export type WorldEvent =
  | { kind: 'message-created' | 'message-updated' | 'message-deleted'; message: Message }
  | { kind: 'reaction-added' | 'reaction-removed'; message: Message; userId: string; emoji: string }
  | { kind: 'pins-updated'; channel: Channel }
  | { kind: 'typing'; channel: Channel; userId: string }
  | { kind: 'interaction-created'; interaction: Interaction; payload: object }
  | { kind: 'interaction-changed'; interaction: Interaction }
  | { kind: 'modal-opened'; interaction: Interaction; modal: OpenModal }
  | { kind: 'message-dismissed'; message: Message; userId: string }
  | { kind: 'guild-added' | 'guild-removed' | 'guild-updated'; guild: Guild }
  | { kind: 'channel-created' | 'channel-updated' | 'channel-deleted'; channel: Channel }
  | { kind: 'member-updated'; guild: Guild; member: Member }
  | { kind: 'commands-changed' }
  | { kind: 'bot-presence'; online: boolean };

export type WorldListener = (event: WorldEvent) => void;

export interface Application {
  id: string;
  name: string;
  botId: string;
  ownerId: string;
  /** Privileged intents that its settings allow, as gateway bits. */
  privilegedIntents: number;
}

/**
 * The state of the local Discord: plain data by id, and the changes that others are told of.
 * It decides nothing about who may do or see what: see permissions.ts and visibility.ts.
 */
export class World {
  readonly clock: Clock;
  readonly nextId: () => string;
  readonly application: Application;
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  /** By scope ('' is global, else a server's id), then by command id. */
  readonly commands = new Map<string, Map<string, Command>>();
  /** By token, oldest first. */
  readonly interactions = new Map<string, Interaction>();
  /** Files that messages carry, by attachment id, oldest first. */
  readonly files = new Map<string, File>();
  readonly #listeners = new Set<WorldListener>();
  #guildTime: number;

  constructor(clock: Clock, application: { name: string; privilegedIntents: number }) {
    this.clock = clock;
    this.nextId = snowflakes(() => clock.now());
    // A server's shard follows from its time of birth: each gets a millisecond of its own, in the past.
    this.#guildTime = clock.now() - 365 * 86_400_000;
    const id = this.nextId();
    this.application = { id, botId: id, ownerId: id, ...application };
    this.addUser({ id, username: application.name, bot: true });
  }

  subscribe(listener: WorldListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(event: WorldEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  addUser(user: Pick<User, 'username'> & Partial<User>): User {
    const full: User = {
      id: this.nextId(),
      displayName: user.username,
      bot: false,
      locale: 'en-US',
      installed: false,
      closed: false,
      ...user,
    };
    this.users.set(full.id, full);
    return full;
  }

  addGuild(guild: { name: string; ownerId: string; permissions: bigint }): Guild {
    const id = snowflakeAt(this.#guildTime++).toString();
    const everyone = { id, name: '@everyone', permissions: guild.permissions, position: 0, color: 0 };
    const full: Guild = {
      id,
      name: guild.name,
      ownerId: guild.ownerId,
      preferredLocale: 'en-US',
      roles: new Map([[id, everyone]]),
      members: new Map(),
      channels: [],
    };
    this.guilds.set(id, full);
    return full;
  }

  addMember(guild: Guild, userId: string, roles: string[] = []): Member {
    const member = { userId, nickname: null, roles, joinedAt: this.clock.now(), timedOutUntil: null };
    guild.members.set(userId, member);
    return member;
  }

  addChannel(channel: Pick<Channel, 'type' | 'guildId'> & Partial<Channel>): Channel {
    const full: Channel = {
      id: this.nextId(),
      name: '',
      topic: null,
      parentId: null,
      overwrites: NO_OVERWRITES,
      recipients: NO_RECIPIENTS,
      thread: null,
      messages: null,
      ...channel,
    };
    this.channels.set(full.id, full);
    if (full.guildId !== null) this.guilds.get(full.guildId)?.channels.push(full.id);
    return full;
  }

  /** The direct-message channel of the bot and a user, made when first asked for. */
  directChannel(userId: string): Channel {
    const found = [...this.channels.values()].find(
      ({ type, recipients }) => type === ChannelType.DM && recipients[0] === userId,
    );
    return found ?? this.addChannel({ type: ChannelType.DM, guildId: null, recipients: [userId] });
  }

  message(channelId: string, messageId: string): Message | undefined {
    return this.channels.get(channelId)?.messages?.get(messageId);
  }

  /** A channel's messages, oldest first. */
  messagesOf(channelId: string): Message[] {
    return [...(this.channels.get(channelId)?.messages?.values() ?? [])];
  }

  addMessage(message: Pick<Message, 'channelId' | 'authorId'> & Partial<Message>): Message {
    const channel = this.channels.get(message.channelId);
    if (channel === undefined) throw new Error(`No channel ${message.channelId}`);
    const full: Message = {
      id: this.nextId(),
      type: MessageType.Default,
      content: '',
      flags: 0,
      editedAt: null,
      mentions: { users: [], roles: [], everyone: false },
      embeds: [],
      components: [],
      attachments: [],
      reference: null,
      nonce: null,
      pinned: false,
      reactions: new Map(),
      reader: null,
      dismissed: false,
      interaction: null,
      ...message,
    };
    channel.messages ??= new Map();
    channel.messages.set(full.id, full);
    dropOldest(channel.messages, MESSAGES_KEPT);
    this.emit({ kind: 'message-created', message: full });
    return full;
  }

  changeMessage(message: Message, changes: Partial<Message>): void {
    Object.assign(message, changes);
    this.emit({ kind: 'message-updated', message });
  }

  deleteMessage(message: Message): void {
    if (this.channels.get(message.channelId)?.messages?.delete(message.id) === true) {
      this.emit({ kind: 'message-deleted', message });
    }
  }

  addInteraction(interaction: Interaction): void {
    this.interactions.set(interaction.token, interaction);
    dropOldest(this.interactions, INTERACTIONS_KEPT);
  }

  addFile(file: File): string {
    const id = this.nextId();
    this.files.set(id, file);
    dropOldest(this.files, FILES_KEPT);
    return id;
  }

  commandsOf(scope: string): Map<string, Command> {
    const found = this.commands.get(scope) ?? new Map<string, Command>();
    this.commands.set(scope, found);
    return found;
  }

  guildOf(channel: Channel): Guild | null {
    return channel.guildId === null ? null : (this.guilds.get(channel.guildId) ?? null);
  }

  permissions(userId: string, channel: Channel): bigint {
    const parent = channel.parentId === null ? null : (this.channels.get(channel.parentId) ?? null);
    return permissionsIn({
      userId,
      channel,
      parent: parent?.type === ChannelType.GuildCategory ? null : parent,
      guild: this.guildOf(channel),
      now: this.clock.now(),
    });
  }
}

// Shared by the thousands of channels that have none of their own.
const NO_OVERWRITES: Channel['overwrites'] = [];
const NO_RECIPIENTS: Channel['recipients'] = [];

/** A Map keeps the order of insertion, so its first keys are the oldest. */
function dropOldest<Value>(map: Map<string, Value>, limit: number): void {
  for (const key of map.keys()) {
    if (map.size <= limit) return;
    map.delete(key);
  }
}
