import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import { REACTIONS } from '../limits.ts';
import { userShape } from '../shapes.ts';
import {
  NO_CONTENT,
  ok,
  type RestReply,
  type RestRequest,
  type Route,
  requireHistory,
  requirePermissions,
  visibleMessage,
} from './route.ts';

const REACTION_LIST = '/channels/:channel_id/messages/:message_id/reactions';
const REACTION = `${REACTION_LIST}/:emoji_name`;

export const reactionRoutes: Route[] = [
  { method: 'GET', path: REACTION, access: 'bot', handle: listReactions },
  { method: 'PUT', path: `${REACTION}/@me`, access: 'bot', handle: addReaction },
  { method: 'DELETE', path: `${REACTION}/@me`, access: 'bot', handle: removeOwnReaction },
  { method: 'DELETE', path: `${REACTION}/:user_id`, access: 'bot', handle: removeReaction },
  { method: 'DELETE', path: REACTION_LIST, access: 'bot', handle: removeAllReactions },
];

function listReactions(request: RestRequest): RestReply {
  const { message } = visibleMessage(request);
  const users = message.reactions.get(request.params.emoji_name ?? '') ?? [];
  return ok([...users].flatMap((id) => request.world.users.get(id) ?? []).map(userShape));
}

function addReaction(request: RestRequest): RestReply {
  const { world, params } = request;
  const { channel, message } = visibleMessage(request);
  requireHistory(world, channel);
  const emoji = params.emoji_name ?? '';
  const users = message.reactions.get(emoji);
  if (users === undefined) {
    if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|[0-9#*]\u{fe0f}?\u{20e3}|:\d+$/u.test(emoji))
      throw errors.unknownEmoji();
    requirePermissions(world, channel, Permission.AddReactions);
    if (message.reactions.size >= REACTIONS) throw errors.tooManyReactions();
  }
  const userId = world.application.botId;
  message.reactions.set(emoji, (users ?? new Set()).add(userId));
  world.emit({ kind: 'reaction-added', message, userId, emoji });
  return NO_CONTENT;
}

function removeOwnReaction(request: RestRequest): RestReply {
  return remove(request, request.world.application.botId);
}

function removeReaction(request: RestRequest): RestReply {
  requirePermissions(request.world, visibleMessage(request).channel, Permission.ManageMessages);
  return remove(request, request.params.user_id ?? '');
}

function remove(request: RestRequest, userId: string): RestReply {
  const { message } = visibleMessage(request);
  const emoji = request.params.emoji_name ?? '';
  const users = message.reactions.get(emoji);
  if (users?.delete(userId) === true) {
    if (users.size === 0) message.reactions.delete(emoji);
    request.world.emit({ kind: 'reaction-removed', message, userId, emoji });
  }
  return NO_CONTENT;
}

function removeAllReactions(request: RestRequest): RestReply {
  const { channel, message } = visibleMessage(request);
  requirePermissions(request.world, channel, Permission.ManageMessages);
  request.world.changeMessage(message, { reactions: new Map() });
  return NO_CONTENT;
}
