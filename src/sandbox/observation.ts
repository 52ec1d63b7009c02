import type { Observation } from './driver.ts';
import type { Message } from './model.ts';
import { HUMAN, messageShape, userShape } from './shapes.ts';
import { canSee, canView } from './visibility.ts';
import type { World, WorldEvent } from './world.ts';

/** What a change in the world looks like to one person, or null where that person is not told. */
export function observationFor(world: World, event: WorldEvent, userId: string): Observation | null {
  switch (event.kind) {
    case 'message-created':
    case 'message-updated':
      return canSee(world, userId, event.message)
        ? { kind: event.kind, message: messageShape(world, event.message, HUMAN) }
        : null;
    case 'message-deleted':
      return canSee(world, userId, event.message) ? gone(event.message) : null;
    case 'message-dismissed':
      return event.userId === userId ? gone(event.message) : null;
    case 'reaction-added':
    case 'reaction-removed':
      return canSee(world, userId, event.message)
        ? { kind: 'message-updated', message: messageShape(world, event.message, HUMAN) }
        : null;
    case 'typing': {
      const user = world.users.get(event.userId);
      if (user === undefined || event.userId === userId || !canView(world, userId, event.channel))
        return null;
      return { kind: 'typing', channelId: event.channel.id, user: userShape(user) };
    }
    case 'interaction-created':
    case 'interaction-changed': {
      const { id, channelId, state } = event.interaction;
      return event.interaction.userId === userId
        ? { kind: 'interaction', interactionId: id, channelId, state }
        : null;
    }
    case 'modal-opened':
      return event.interaction.userId === userId ? { kind: 'modal-opened', modal: event.modal } : null;
    case 'guild-added':
    case 'guild-removed':
    case 'guild-updated':
    case 'member-updated':
      return event.guild.members.has(userId) ? { kind: 'channels-changed' } : null;
    case 'channel-created':
    case 'channel-updated':
    case 'channel-deleted':
      return event.channel.guildId === null || world.guildOf(event.channel)?.members.has(userId) === true
        ? { kind: 'channels-changed' }
        : null;
    case 'commands-changed':
      return { kind: 'commands-changed' };
    case 'bot-presence':
      return { kind: 'bot-presence', online: event.online };
    case 'pins-updated':
      return null;
    default:
      return event satisfies never;
  }
}

function gone(message: Message): Observation {
  return { kind: 'message-deleted', channelId: message.channelId, messageId: message.id };
}
