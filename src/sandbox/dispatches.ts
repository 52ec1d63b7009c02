import { ChannelType, GatewayIntentBits as Intent } from 'discord-api-types/v10';
import type { Channel } from './model.ts';
import { isThread } from './permissions.ts';
import {
  channelShape,
  gatewayMessageShape,
  guildCreateShape,
  guildShape,
  memberShape,
  userShape,
} from './shapes.ts';
import { shardOf } from './snowflake.ts';
import { canView } from './visibility.ts';
import type { World, WorldEvent } from './world.ts';

/** What of a session decides which events it gets. */
export interface Subscription {
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
}

export interface Dispatch {
  readonly event: string;
  readonly data: unknown;
}

/** The gateway event that a change in the world is for a session, or null where it is none of its business. */
export function dispatchFor(world: World, event: WorldEvent, session: Subscription): Dispatch | null {
  switch (event.kind) {
    case 'message-created':
    case 'message-updated':
    case 'message-deleted': {
      const { message } = event;
      const channel = world.channels.get(message.channelId);
      // An ephemeral message is between the bot and its reader: the gateway does not tell of it.
      if (!channel || message.reader !== null || !reaches(world, channel, session, 'messages')) return null;
      if (event.kind !== 'message-deleted')
        return {
          event: event.kind === 'message-created' ? 'MESSAGE_CREATE' : 'MESSAGE_UPDATE',
          data: gatewayMessageShape(world, message, { intents: session.intents }),
        };
      return {
        event: 'MESSAGE_DELETE',
        data: { id: message.id, channel_id: channel.id, ...guildField(channel) },
      };
    }
    case 'reaction-added':
    case 'reaction-removed': {
      const channel = world.channels.get(event.message.channelId);
      if (!channel || !reaches(world, channel, session, 'reactions')) return null;
      const data = {
        user_id: event.userId,
        channel_id: channel.id,
        message_id: event.message.id,
        emoji: { id: null, name: event.emoji },
        burst: false,
        type: 0,
        ...guildField(channel),
        ...(event.kind === 'reaction-added' ? memberField(world, channel, event.userId) : {}),
      };
      return {
        event: event.kind === 'reaction-added' ? 'MESSAGE_REACTION_ADD' : 'MESSAGE_REACTION_REMOVE',
        data,
      };
    }
    case 'typing': {
      if (!reaches(world, event.channel, session, 'typing')) return null;
      const timestamp = Math.floor(world.clock.now() / 1_000);
      return {
        event: 'TYPING_START',
        data: {
          channel_id: event.channel.id,
          user_id: event.userId,
          timestamp,
          ...guildField(event.channel),
          ...memberField(world, event.channel, event.userId),
        },
      };
    }
    case 'pins-updated':
      return reaches(world, event.channel, session, 'guilds')
        ? {
            event: 'CHANNEL_PINS_UPDATE',
            data: { channel_id: event.channel.id, ...guildField(event.channel) },
          }
        : null;
    case 'interaction-created': {
      const { guildId } = event.interaction;
      const home = guildId !== null && world.guilds.get(guildId)?.members.has(world.application.botId);
      return shardOf(home ? guildId : null, session.shards) === session.shard
        ? { event: 'INTERACTION_CREATE', data: event.payload }
        : null;
    }
    case 'guild-added':
    case 'guild-removed':
    case 'guild-updated': {
      const { guild } = event;
      const mine = shardOf(guild.id, session.shards) === session.shard && has(session, Intent.Guilds);
      if (!mine) return null;
      if (event.kind === 'guild-removed') return { event: 'GUILD_DELETE', data: { id: guild.id } };
      if (!guild.members.has(world.application.botId)) return null;
      return event.kind === 'guild-updated'
        ? { event: 'GUILD_UPDATE', data: guildShape(guild) }
        : { event: 'GUILD_CREATE', data: guildCreateShape(world, guild, has(session, Intent.GuildMembers)) };
    }
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted': {
      const { channel } = event;
      if (channel.guildId === null || !ofGuild(world, channel, session) || !has(session, Intent.Guilds))
        return null;
      const what =
        event.kind === 'channel-created' ? 'CREATE' : event.kind === 'channel-updated' ? 'UPDATE' : 'DELETE';
      return {
        event: `${isThread(channel) ? 'THREAD' : 'CHANNEL'}_${what}`,
        data: channelShape(world, channel),
      };
    }
    case 'member-updated': {
      const { guild, member } = event;
      const own = member.userId === world.application.botId;
      if (shardOf(guild.id, session.shards) !== session.shard || !(own || has(session, Intent.GuildMembers)))
        return null;
      const user = userShape(world.users.get(member.userId)!);
      return { event: 'GUILD_MEMBER_UPDATE', data: { guild_id: guild.id, user, ...memberShape(member) } };
    }
    case 'interaction-changed':
    case 'modal-opened':
    case 'message-dismissed':
    case 'commands-changed':
    case 'bot-presence':
      return null;
    default:
      return event satisfies never;
  }
}

const INTENTS = {
  messages: { guild: Intent.GuildMessages, direct: Intent.DirectMessages },
  reactions: { guild: Intent.GuildMessageReactions, direct: Intent.DirectMessageReactions },
  typing: { guild: Intent.GuildMessageTyping, direct: Intent.DirectMessageTyping },
  guilds: { guild: Intent.Guilds, direct: Intent.DirectMessages },
} as const;

/** Whether the session's shard, its intents and the bot's own view of the channel let an event through. */
function reaches(world: World, channel: Channel, session: Subscription, what: keyof typeof INTENTS): boolean {
  const direct = channel.type === ChannelType.DM || channel.type === ChannelType.GroupDM;
  if (direct) return session.shard === 0 && has(session, INTENTS[what].direct);
  return (
    has(session, INTENTS[what].guild) &&
    ofGuild(world, channel, session) &&
    canView(world, world.application.botId, channel)
  );
}

function ofGuild(world: World, channel: Channel, session: Subscription): boolean {
  return (
    channel.guildId !== null &&
    shardOf(channel.guildId, session.shards) === session.shard &&
    world.guilds.get(channel.guildId)?.members.has(world.application.botId) === true
  );
}

function has(session: Subscription, intent: number): boolean {
  return (session.intents & intent) !== 0;
}

/** Who did it, as a member of the server. */
function memberField(world: World, channel: Channel, userId: string): object {
  const member = world.guildOf(channel)?.members.get(userId);
  const user = world.users.get(userId);
  return member && user ? { member: { user: userShape(user), ...memberShape(member) } } : {};
}

function guildField(channel: Channel): { guild_id?: string } {
  return channel.guildId === null ? {} : { guild_id: channel.guildId };
}
