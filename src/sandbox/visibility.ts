import { ChannelType, GatewayIntentBits, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Channel, Message } from './model.ts';
import type { World } from './world.ts';

/** Whether a user sees that a channel exists and what is said in it now. */
export function canView(world: World, userId: string, channel: Channel): boolean {
  if (channel.guildId === null) {
    return channel.recipients.includes(userId) || userId === world.application.botId;
  }
  return (world.permissions(userId, channel) & Permission.ViewChannel) !== 0n;
}

/** Whether a user sees a message: an ephemeral one has one reader. */
export function canSee(world: World, userId: string, message: Message): boolean {
  if (message.reader !== null) return message.reader === userId && !message.dismissed;
  const channel = world.channels.get(message.channelId);
  return channel !== undefined && canView(world, userId, channel);
}

/**
 * Whether the application gets a message emptied. Without the privileged intent it reads its own messages,
 * direct messages, and messages that mention it (a reply that pings it does). The target of a message command
 * is given with its content too: whoever builds that payload does not ask.
 * Source: https://docs.discord.com/developers/events/gateway#message-content-intent
 */
export function isWithheld(world: World, message: Message, intents: number): boolean {
  const { botId } = world.application;
  if ((intents & GatewayIntentBits.MessageContent) !== 0) return false;
  if (message.authorId === botId) return false;
  const type = world.channels.get(message.channelId)?.type;
  if (type === ChannelType.DM || type === ChannelType.GroupDM) return false;
  return !message.mentions.users.includes(botId);
}
