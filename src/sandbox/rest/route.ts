import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { Channel, Guild, Message } from '../model.ts';
import type { Reader } from '../shapes.ts';
import { canView } from '../visibility.ts';
import type { World } from '../world.ts';

/** What every route works on. */
export interface RestContext {
  readonly world: World;
  readonly gateway: Gateway;
  /** Settings of the sandbox that routes tell the bot. */
  readonly settings: { shards: number; maxConcurrency: number };
  /** `http://127.0.0.1:PORT`. */
  readonly origin: () => string;
}

export interface RestRequest {
  readonly context: RestContext;
  readonly world: World;
  /** By the name in the route's pattern. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** Files of a multipart request, by their field name (`files[0]`). */
  readonly files: ReadonlyMap<string, File>;
}

/** `body` is sent as JSON; without one the answer is empty. */
export interface RestReply {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for what varies, as Discord's OpenAPI file names it. */
  readonly path: string;
  /** `token`: whoever knows the interaction's token may call. */
  readonly access: 'bot' | 'token';
  /** A refusal is thrown as an ApiError and answered at one boundary. */
  readonly handle: (request: RestRequest) => RestReply;
}

export const NO_CONTENT: RestReply = { status: 204 };

export function ok(body: unknown): RestReply {
  return { status: 200, body };
}

/** What the application may read over REST: its settings decide, not a session's intents. */
export function applicationReader(world: World): Reader {
  return { intents: world.application.privilegedIntents };
}

/** A channel that the bot sees: 10003 for none, 50001 for a hidden one. */
export function visibleChannel(world: World, id: string | undefined): Channel {
  const channel = world.channels.get(id ?? '');
  if (channel === undefined) throw errors.unknownChannel();
  if (!canView(world, world.application.botId, channel)) throw errors.missingAccess();
  return channel;
}

/** A message that the bot may fetch; without the history's permission Discord answers 50001. */
export function visibleMessage(request: RestRequest): { channel: Channel; message: Message } {
  const { world, params } = request;
  const channel = visibleChannel(world, params.channel_id);
  const message = world.message(channel.id, params.message_id ?? '');
  // An ephemeral message is reached through its interaction's token alone.
  if (message === undefined || message.reader !== null) throw errors.unknownMessage();
  return { channel, message };
}

/** A server that the bot is in. */
export function ownGuild(world: World, id: string | undefined): Guild {
  const guild = world.guilds.get(id ?? '');
  if (guild === undefined) throw errors.unknownGuild();
  if (!guild.members.has(world.application.botId)) throw errors.missingAccess();
  return guild;
}

/** 50013 unless the bot has these bits in the channel. */
export function requirePermissions(world: World, channel: Channel, bits: bigint): void {
  if ((world.permissions(world.application.botId, channel) & bits) !== bits)
    throw errors.missingPermissions();
}

export function requireHistory(world: World, channel: Channel): void {
  if ((world.permissions(world.application.botId, channel) & Permission.ReadMessageHistory) === 0n) {
    throw errors.missingAccess();
  }
}
