import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { z } from 'zod';
import * as errors from '../errors.ts';
import { PINS } from '../limits.ts';
import { isThread, sendingPermission } from '../permissions.ts';
import { channelShape, messageShape } from '../shapes.ts';
import { timeOf } from '../snowflake.ts';
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

const CHANNEL = '/channels/:channel_id';

export const channelRoutes: Route[] = [
  { method: 'GET', path: CHANNEL, access: 'bot', handle: getChannel },
  { method: 'POST', path: `${CHANNEL}/typing`, access: 'bot', handle: showTyping },
  { method: 'GET', path: `${CHANNEL}/messages/pins`, access: 'bot', handle: listPins },
  {
    method: 'PUT',
    path: `${CHANNEL}/messages/pins/:message_id`,
    access: 'bot',
    handle: (request) => setPin(request, true),
  },
  {
    method: 'DELETE',
    path: `${CHANNEL}/messages/pins/:message_id`,
    access: 'bot',
    handle: (request) => setPin(request, false),
  },
  { method: 'GET', path: `${CHANNEL}/pins`, access: 'bot', handle: listPinsOld },
  {
    method: 'PUT',
    path: `${CHANNEL}/pins/:message_id`,
    access: 'bot',
    handle: (request) => setPin(request, true),
  },
  {
    method: 'DELETE',
    path: `${CHANNEL}/pins/:message_id`,
    access: 'bot',
    handle: (request) => setPin(request, false),
  },
  { method: 'POST', path: `${CHANNEL}/threads`, access: 'bot', handle: startThread },
  { method: 'POST', path: `${CHANNEL}/messages/:message_id/threads`, access: 'bot', handle: startThread },
  {
    method: 'PUT',
    path: `${CHANNEL}/thread-members/@me`,
    access: 'bot',
    handle: (request) => joinThread(request, true),
  },
  {
    method: 'DELETE',
    path: `${CHANNEL}/thread-members/@me`,
    access: 'bot',
    handle: (request) => joinThread(request, false),
  },
];

function getChannel({ world, params }: RestRequest): RestReply {
  return ok(channelShape(world, visibleChannel(world, params.channel_id)));
}

function showTyping({ world, params }: RestRequest): RestReply {
  const channel = visibleChannel(world, params.channel_id);
  requirePermissions(world, channel, sendingPermission(channel));
  world.emit({ kind: 'typing', channel, userId: world.application.botId });
  return NO_CONTENT;
}

function pinned({ world, params }: RestRequest) {
  const channel = visibleChannel(world, params.channel_id);
  requireHistory(world, channel);
  return world
    .messagesOf(channel.id)
    .filter((message) => message.pinned)
    .reverse();
}

function listPins(request: RestRequest): RestReply {
  const reader = applicationReader(request.world);
  const items = pinned(request).map((message) => ({
    pinned_at: new Date(message.editedAt ?? timeOf(message.id)).toISOString(),
    message: messageShape(request.world, message, reader),
  }));
  return ok({ items, has_more: false });
}

function listPinsOld(request: RestRequest): RestReply {
  const reader = applicationReader(request.world);
  return ok(pinned(request).map((message) => messageShape(request.world, message, reader)));
}

function setPin(request: RestRequest, on: boolean): RestReply {
  const { world } = request;
  const { channel, message } = visibleMessage(request);
  requirePermissions(world, channel, Permission.PinMessages);
  if (on && pinned(request).length >= PINS) throw errors.tooManyPins();
  if (message.pinned !== on) {
    world.changeMessage(message, { pinned: on });
    world.emit({ kind: 'pins-updated', channel });
  }
  return NO_CONTENT;
}

const THREAD = z.looseObject({ name: z.string().min(1).max(100), type: z.number().int().optional() });

function startThread(request: RestRequest): RestReply {
  const { world, params } = request;
  const parent = visibleChannel(world, params.channel_id);
  const { name, type } = errors.parseBody(THREAD, request.body);
  const starter = params.message_id === undefined ? null : visibleMessage(request).message;
  if (parent.guildId === null || isThread(parent)) throw errors.cannotDoHere();
  const isPrivate = starter === null && type !== ChannelType.PublicThread;
  requirePermissions(
    world,
    parent,
    isPrivate ? Permission.CreatePrivateThreads : Permission.CreatePublicThreads,
  );
  const { botId } = world.application;
  if (starter !== null && world.channels.has(starter.id)) throw errors.threadExists();
  const channel = world.addChannel({
    ...(starter === null ? {} : { id: starter.id }),
    type: isPrivate ? ChannelType.PrivateThread : ChannelType.PublicThread,
    guildId: parent.guildId,
    parentId: parent.id,
    name,
    thread: { ownerId: botId, archived: false, locked: false, members: new Set([botId]) },
  });
  world.emit({ kind: 'channel-created', channel });
  return { status: 201, body: channelShape(world, channel) };
}

function joinThread({ world, params }: RestRequest, on: boolean): RestReply {
  const channel = visibleChannel(world, params.channel_id);
  if (channel.thread === null) throw errors.cannotDoHere();
  if (on) channel.thread.members.add(world.application.botId);
  else channel.thread.members.delete(world.application.botId);
  return NO_CONTENT;
}
