import { MessageReferenceType, MessageType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { z } from 'zod';
import * as errors from '../errors.ts';
import {
  MESSAGE_LIST,
  MESSAGE_LIST_DEFAULT,
  NONCE_MEMORY,
  OLD_MESSAGE_AGE,
  OLD_MESSAGE_EDITS,
} from '../limits.ts';
import type { Channel, Message } from '../model.ts';
import { mayModerateThread, sendingPermission } from '../permissions.ts';
import { messageShape } from '../shapes.ts';
import { compareIds, isSnowflake, timeOf } from '../snowflake.ts';
import type { World } from '../world.ts';
import type { MessageBody } from './bodies.ts';
import { changesOf, contentOf, parseMessage } from './message-content.ts';
import {
  applicationReader,
  NO_CONTENT,
  ok,
  type RestReply,
  type RestRequest,
  type Route,
  requireHistory,
  requirePermissions,
  visibleChannel,
  visibleMessage,
} from './route.ts';

const MESSAGES = '/channels/:channel_id/messages';
const MESSAGE = `${MESSAGES}/:message_id`;

export const messageRoutes: Route[] = [
  { method: 'GET', path: MESSAGES, access: 'bot', handle: listMessages },
  { method: 'POST', path: MESSAGES, access: 'bot', handle: createMessage },
  { method: 'GET', path: MESSAGE, access: 'bot', handle: getMessage },
  { method: 'PATCH', path: MESSAGE, access: 'bot', handle: editMessage },
  { method: 'DELETE', path: MESSAGE, access: 'bot', handle: deleteMessage },
];

function createMessage(request: RestRequest): RestReply {
  const { world } = request;
  const channel = visibleChannel(world, request.params.channel_id);
  const body = parseMessage(request.body);
  requirePermissions(world, channel, sendingPermission(channel));
  const { thread } = channel;
  if (thread?.locked === true && !mayModerateThread(world, world.application.botId, channel))
    throw thread.archived ? errors.threadArchived() : errors.threadLocked();
  const recipient = channel.guildId === null ? world.users.get(channel.recipients[0] ?? '') : undefined;
  if (recipient?.closed === true) throw errors.closedToMessages();
  const replied = repliedTo(world, channel, body);
  const twin = body.enforce_nonce === true ? sentBefore(world, channel, body.nonce) : undefined;
  if (twin !== undefined) return ok(messageShape(world, twin, applicationReader(world)));
  if (thread?.archived === true) {
    thread.archived = false;
    world.emit({ kind: 'channel-updated', channel });
  }
  const message = world.addMessage({
    ...contentOf(request, body, channel, replied),
    channelId: channel.id,
    authorId: world.application.botId,
    nonce: body.nonce ?? null,
    ...(replied === null
      ? {}
      : { type: MessageType.Reply, reference: { messageId: replied.id, channelId: channel.id } }),
  });
  return ok(messageShape(world, message, applicationReader(world)));
}

/** The message replied to; 50035 for an unknown one unless the bot said that it may be missing. */
function repliedTo(world: World, channel: Channel, body: MessageBody): Message | null {
  const reference = body.message_reference;
  if (reference == null || reference.type === MessageReferenceType.Forward) return null;
  requireHistoryForReply(world, channel);
  const found = world.message(reference.channel_id ?? channel.id, reference.message_id);
  if (found !== undefined && found.reader === null && found.channelId === channel.id) return found;
  if (reference.fail_if_not_exists === false) return null;
  throw errors.invalidField(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
}

function requireHistoryForReply(world: World, channel: Channel): void {
  if ((world.permissions(world.application.botId, channel) & Permission.ReadMessageHistory) === 0n) {
    throw errors.replyWithoutHistory();
  }
}

function sentBefore(world: World, channel: Channel, nonce: string | number | null | undefined) {
  if (nonce == null) return undefined;
  const since = world.clock.now() - NONCE_MEMORY;
  return world
    .messagesOf(channel.id)
    .findLast(
      (message) =>
        String(message.nonce) === String(nonce) &&
        message.authorId === world.application.botId &&
        timeOf(message.id) >= since,
    );
}

function getMessage(request: RestRequest): RestReply {
  const { channel, message } = visibleMessage(request);
  requireHistory(request.world, channel);
  return ok(messageShape(request.world, message, applicationReader(request.world)));
}

/** Newest first, as Discord lists. Without the history's permission the list is empty. */
function listMessages(request: RestRequest): RestReply {
  const { world } = request;
  const channel = visibleChannel(world, request.params.channel_id);
  const { limit, before, after, around } = parseQuery(request.query);
  if ((world.permissions(world.application.botId, channel) & Permission.ReadMessageHistory) === 0n)
    return ok([]);
  const all = world.messagesOf(channel.id).filter(({ reader }) => reader === null);
  const older = (than: string) => all.filter(({ id }) => compareIds(id, than) < 0);
  const newer = (than: string) => all.filter(({ id }) => compareIds(id, than) > 0);
  const half = Math.floor(limit / 2);
  const chosen =
    around !== undefined
      ? [
          ...older(around).slice(-half),
          ...all.filter(({ id }) => id === around),
          ...newer(around).slice(0, half),
        ]
      : after !== undefined
        ? newer(after).slice(0, limit)
        : (before === undefined ? all : older(before)).slice(-limit);
  const reader = applicationReader(world);
  return ok(chosen.reverse().map((message) => messageShape(world, message, reader)));
}

const ID = z
  .string()
  .refine(isSnowflake, { message: 'Value is not snowflake.', params: { code: 'NUMBER_TYPE_COERCE' } })
  .optional();
const LIST_QUERY = z.object({
  limit: z.coerce.number().int().min(1).max(MESSAGE_LIST).default(MESSAGE_LIST_DEFAULT),
  before: ID,
  after: ID,
  around: ID,
});

function parseQuery(query: URLSearchParams) {
  return errors.parseBody(LIST_QUERY, Object.fromEntries(query));
}

function editMessage(request: RestRequest): RestReply {
  const { world } = request;
  const { message } = visibleMessage(request);
  if (message.authorId !== world.application.botId) throw errors.notTheAuthor();
  const body = parseMessage(request.body);
  const changes = changesOf(request, body, message);
  countOldEdit(world, message);
  world.changeMessage(message, changes);
  return ok(messageShape(world, message, applicationReader(world)));
}

const oldEdits = new WeakMap<World, Map<string, { since: number; count: number }>>();

/** 30046 once a channel's hourly allowance of edits to messages older than an hour is spent. */
function countOldEdit(world: World, message: Message): void {
  const now = world.clock.now();
  if (now - timeOf(message.id) < OLD_MESSAGE_AGE) return;
  const ofWorld = oldEdits.get(world) ?? new Map<string, { since: number; count: number }>();
  oldEdits.set(world, ofWorld);
  const found = ofWorld.get(message.channelId);
  const spent = found !== undefined && now - found.since < OLD_MESSAGE_AGE ? found : { since: now, count: 0 };
  ofWorld.set(message.channelId, spent);
  if (++spent.count > OLD_MESSAGE_EDITS) throw errors.oldMessageEdits();
}

function deleteMessage(request: RestRequest): RestReply {
  const { world } = request;
  const { channel, message } = visibleMessage(request);
  if (message.authorId !== world.application.botId) {
    requirePermissions(world, channel, Permission.ManageMessages);
  }
  world.deleteMessage(message);
  return NO_CONTENT;
}
