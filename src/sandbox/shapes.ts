import {
  type APIMessage,
  type APIUser,
  ChannelType,
  type GuildMemberFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10';
import type { Channel, Guild, Member, Message, Role, User } from './model.ts';
import { isThread } from './permissions.ts';
import { timeOf } from './snowflake.ts';
import { isWithheld } from './visibility.ts';
import type { World } from './world.ts';

/** The world's data in the shapes that Discord sends. */

export function userShape(user: User): APIUser {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? '0001' : '0',
    global_name: user.bot ? null : user.displayName,
    avatar: null,
    banner: null,
    accent_color: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    bot: user.bot,
    system: false,
  } as APIUser;
}

export function memberShape(member: Member) {
  return {
    roles: member.roles,
    nick: member.nickname,
    avatar: null,
    banner: null,
    joined_at: new Date(member.joinedAt).toISOString(),
    premium_since: null,
    communication_disabled_until:
      member.timedOutUntil === null ? null : new Date(member.timedOutUntil).toISOString(),
    deaf: false,
    mute: false,
    pending: false,
    flags: 0 as GuildMemberFlags,
  };
}

export function roleShape(role: Role) {
  return {
    id: role.id,
    name: role.name,
    permissions: role.permissions.toString(),
    position: role.position,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.color !== 0,
    icon: null,
    unicode_emoji: null,
    managed: false,
    mentionable: false,
    flags: 0,
  };
}

export function channelShape(world: World, channel: Channel) {
  const lastMessage = [...(channel.messages?.keys() ?? [])].at(-1) ?? null;
  if (channel.guildId === null) {
    const recipients = channel.recipients.flatMap((id) => world.users.get(id) ?? []).map(userShape);
    return { id: channel.id, type: channel.type, last_message_id: lastMessage, flags: 0, recipients };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: lastMessage,
    rate_limit_per_user: 0,
    flags: 0,
  };
  if (isThread(channel)) {
    const created = new Date(timeOf(channel.id)).toISOString();
    return {
      ...common,
      owner_id: channel.thread?.ownerId,
      message_count: channel.messages?.size ?? 0,
      member_count: channel.thread?.members.size ?? 0,
      total_message_sent: channel.messages?.size ?? 0,
      thread_metadata: {
        archived: channel.thread?.archived ?? false,
        locked: channel.thread?.locked ?? false,
        auto_archive_duration: 1_440,
        archive_timestamp: created,
        create_timestamp: created,
      },
    };
  }
  return {
    ...common,
    position: 0,
    topic: channel.topic,
    nsfw: false,
    permission_overwrites: channel.overwrites.map(({ id, kind, allow, deny }) => ({
      id,
      type: kind === 'role' ? 0 : 1,
      allow: allow.toString(),
      deny: deny.toString(),
    })),
  };
}

export function guildShape(guild: Guild) {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: [...guild.roles.values()].map(roleShape),
    emojis: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: guild.preferredLocale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    stickers: [],
    region: 'rotterdam',
    hub_type: null,
    incidents_data: null,
  };
}

/** GUILD_CREATE's fuller shape. Members other than the bot need a privileged intent. */
export function guildCreateShape(world: World, guild: Guild, everyMember: boolean) {
  const channels = guild.channels.flatMap((id) => world.channels.get(id) ?? []);
  const { botId } = world.application;
  const members = [...guild.members.values()].filter(({ userId }) => everyMember || userId === botId);
  return {
    ...guildShape(guild),
    joined_at: new Date(guild.members.get(botId)?.joinedAt ?? 0).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: members.map((member) => ({
      user: userShape(world.users.get(member.userId)!),
      ...memberShape(member),
    })),
    channels: channels.filter((channel) => !isThread(channel)).map((channel) => channelShape(world, channel)),
    threads: channels.filter(isThread).map((channel) => channelShape(world, channel)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Who the message is for: `intents` empties what the application may not read; null gives everything. */
export interface Reader {
  intents: number | null;
}

export const HUMAN: Reader = { intents: null };

export function messageShape(world: World, message: Message, reader: Reader): APIMessage {
  const referenced =
    message.reference === null
      ? undefined
      : world.message(message.reference.channelId, message.reference.messageId);
  const shape = {
    ...messageHead(world, message, reader),
    ...(message.type === MessageType.Reply
      ? { referenced_message: referenced === undefined ? null : messageHead(world, referenced, reader) }
      : {}),
  };
  // The enumerations of discord-api-types are nominal; the values are theirs.
  return shape as unknown as APIMessage;
}

/** A message with the fields that only the gateway adds. */
export function gatewayMessageShape(world: World, message: Message, reader: Reader) {
  const channel = world.channels.get(message.channelId);
  const guild = channel === undefined ? null : world.guildOf(channel);
  const member = guild?.members.get(message.authorId);
  return {
    ...messageShape(world, message, reader),
    channel_type: channel?.type ?? ChannelType.GuildText,
    ...(guild === null ? {} : { guild_id: guild.id }),
    ...(member === undefined ? {} : { member: memberShape(member) }),
  };
}

function messageHead(world: World, message: Message, reader: Reader) {
  const withheld = reader.intents !== null && isWithheld(world, message, reader.intents);
  const author = world.users.get(message.authorId);
  const guildId = world.channels.get(message.channelId)?.guildId ?? undefined;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: author === undefined ? { id: message.authorId, username: 'unknown' } : userShape(author),
    content: withheld ? '' : message.content,
    timestamp: new Date(timeOf(message.id)).toISOString(),
    edited_timestamp: message.editedAt === null ? null : new Date(message.editedAt).toISOString(),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.users.flatMap((id) => world.users.get(id) ?? []).map(userShape),
    mention_roles: message.mentions.roles,
    attachments: withheld ? [] : message.attachments,
    embeds: withheld ? [] : message.embeds,
    components: withheld ? [] : message.components,
    pinned: message.pinned,
    flags: message.flags,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.reactions.size === 0 ? {} : { reactions: reactionShapes(world, message) }),
    ...(message.reference === null
      ? {}
      : {
          message_reference: {
            type: MessageReferenceType.Default,
            message_id: message.reference.messageId,
            channel_id: message.reference.channelId,
            ...(guildId === undefined ? {} : { guild_id: guildId }),
          },
        }),
    ...interactionFields(world, message),
  };
}

function interactionFields(world: World, message: Message) {
  const origin = message.interaction;
  if (origin === null) {
    const byBot = message.authorId === world.application.botId;
    return byBot ? { application_id: world.application.id } : {};
  }
  const user = world.users.get(origin.userId);
  const shownUser = user === undefined ? { id: origin.userId } : userShape(user);
  return {
    application_id: world.application.id,
    webhook_id: world.application.id,
    interaction_metadata: {
      id: origin.id,
      type: origin.type,
      user: shownUser,
      authorizing_integration_owners: {},
      ...(origin.name === '' ? {} : { name: origin.name }),
      ...(origin.originalId === null ? {} : { original_response_message_id: origin.originalId }),
      ...(origin.sourceId === null ? {} : { interacted_message_id: origin.sourceId }),
      ...(origin.targetMessageId === null ? {} : { target_message_id: origin.targetMessageId }),
    },
    ...(origin.name === ''
      ? {}
      : { interaction: { id: origin.id, type: origin.type, name: origin.name, user: shownUser } }),
  };
}

function reactionShapes(world: World, message: Message) {
  return [...message.reactions].map(([emoji, users]) => ({
    count: users.size,
    count_details: { burst: 0, normal: users.size },
    me: users.has(world.application.botId),
    me_burst: false,
    burst_colors: [],
    emoji: emojiShape(emoji),
  }));
}

/** `👍`, or `name:id` for a server's own. */
export function emojiShape(emoji: string) {
  const [name, id] = emoji.split(':');
  return { id: id ?? null, name: name ?? null };
}
