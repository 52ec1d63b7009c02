import { createDeflate, constants as zlib } from 'node:zlib';
import { GatewayIntentBits as Intent, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import { dispatchFor } from './dispatches.ts';
import {
  GATEWAY_PAYLOAD_BYTES,
  GATEWAY_SEND_WINDOW,
  GATEWAY_SENDS,
  GUILDS_A_SHARD,
  HEARTBEAT_INTERVAL,
  IDENTIFIES_A_DAY,
  REPLAYED_EVENTS,
  RESUME_WINDOW,
} from './limits.ts';
import type { TrafficRecord } from './record.ts';
import { guildCreateShape, userShape } from './shapes.ts';
import { shardOf } from './snowflake.ts';
import type { World, WorldEvent } from './world.ts';

/** Close codes that the gateway gives. Source: Discord's "Gateway close event codes". */
const Close = {
  unknownOpcode: 4_001,
  decodeError: 4_002,
  notAuthenticated: 4_003,
  authenticationFailed: 4_004,
  alreadyAuthenticated: 4_005,
  invalidSequence: 4_007,
  rateLimited: 4_008,
  timedOut: 4_009,
  invalidShard: 4_010,
  shardingRequired: 4_011,
  invalidIntents: 4_013,
  disallowedIntents: 4_014,
} as const;

const KNOWN_INTENTS = Object.values(Intent).reduce<number>(
  (bits, bit) => (typeof bit === 'number' ? bits | bit : bits),
  0,
);
const PRIVILEGED_INTENTS = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

const payloadSchema = z.object({ op: z.number().int(), d: z.unknown() });
const identifySchema = z.object({
  token: z.string(),
  intents: z.number().int().nonnegative(),
  shard: z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).optional(),
});
const resumeSchema = z.object({
  token: z.string(),
  session_id: z.string(),
  seq: z.number().int().nonnegative(),
});
const membersSchema = z.object({
  guild_id: z.string(),
  nonce: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
});

interface Session {
  readonly id: string;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  sequence: number;
  /** Sent events that a resume may ask for again, oldest first. */
  sent: { sequence: number; event: string; data: unknown }[];
  /** An event held back so that it arrives after the next one. */
  held: { event: string; data: unknown } | null;
  connection: Connection | null;
  forget: () => void;
}

interface Connection {
  readonly socket: WebSocket;
  readonly send: (payload: object) => void;
  session: Session | null;
  beaten: boolean;
  sends: number;
  readonly end: () => void;
}

export interface GatewayOptions {
  readonly world: World;
  readonly clock: Clock;
  readonly token: string;
  readonly record: TrafficRecord;
  /** `ws://…` of this gateway, for resuming. */
  readonly url: () => string;
  readonly maxConcurrency: number;
  /** Milliseconds in which `maxConcurrency` logins are taken; 0 takes any number. */
  readonly identifyWindow: number;
  /** A number from 0 to 1, seeded. */
  readonly random: () => number;
}

/** Discord's gateway (version 10, JSON, with and without zlib-stream) over sockets that somebody else accepts. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Set<Connection>();
  readonly #waiting = new Set<{ count: number; resolve: () => void }>();
  readonly #identified = new Map<number, number>();
  readonly #unsubscribe: () => void;
  #identifies = 0;
  #silent = false;
  #duplication = 0;
  #disorder = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#unsubscribe = options.world.subscribe((event) => this.#onWorldEvent(event));
  }

  get identifiesLeft(): number {
    return Math.max(0, IDENTIFIES_A_DAY - this.#identifies);
  }

  /** Sessions with an open socket. */
  get ready(): number {
    return [...this.#sessions.values()].filter(({ connection }) => connection !== null).length;
  }

  /** Resolves once so many sessions are ready. */
  connected(count: number): Promise<void> {
    if (this.ready >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ count, resolve }));
  }

  /** Takes a new socket; `query` is what its address says. */
  accept(socket: WebSocket, query: URLSearchParams): void {
    const { clock } = this.#options;
    const write = query.get('compress') === 'zlib-stream' ? compressed(socket) : plain(socket);
    const send = (payload: object) => {
      if (!this.#silent && socket.readyState === socket.OPEN) write(JSON.stringify(payload));
    };
    let beat = () => {};
    let refill = () => {};
    const connection: Connection = {
      socket,
      send,
      session: null,
      beaten: true,
      sends: 0,
      end: () => {
        beat();
        refill();
      },
    };
    const watch = () => {
      beat = clock.after(HEARTBEAT_INTERVAL * 1.5, () => {
        if (!connection.beaten) {
          this.#close(connection, Close.timedOut);
          return;
        }
        connection.beaten = false;
        watch();
      });
    };
    const allow = () => {
      refill = clock.after(GATEWAY_SEND_WINDOW, () => {
        connection.sends = 0;
        allow();
      });
    };
    watch();
    allow();
    this.#connections.add(connection);
    socket.on('message', (raw) => this.#receive(connection, raw as Buffer));
    socket.on('close', (code) => this.#closed(connection, code));
    socket.on('error', () => socket.terminate());
    send({ op: Op.Hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL } });
  }

  dropSockets(shard?: number): void {
    for (const connection of this.#on(shard)) connection.socket.terminate();
  }

  closeSockets(code: number, shard?: number): void {
    for (const connection of this.#on(shard)) this.#close(connection, code);
  }

  requestReconnect(shard?: number): void {
    for (const connection of this.#on(shard)) connection.send({ op: Op.Reconnect, d: null });
  }

  invalidateSessions(resumable: boolean, shard?: number): void {
    for (const connection of this.#on(shard)) {
      if (!resumable && connection.session) this.#forget(connection.session);
      connection.send({ op: Op.InvalidSession, d: resumable });
    }
  }

  duplicateEvents(probability: number): void {
    this.#duplication = probability;
  }

  reorderEvents(probability: number): void {
    this.#disorder = probability;
    if (probability === 0) for (const session of this.#sessions.values()) this.#release(session);
  }

  silence(silent: boolean): void {
    this.#silent = silent;
  }

  restart(): void {
    for (const session of [...this.#sessions.values()]) this.#forget(session);
    for (const connection of [...this.#connections]) connection.socket.terminate();
  }

  close(): void {
    this.#unsubscribe();
    this.restart();
  }

  #on(shard: number | undefined): Connection[] {
    return [...this.#connections].filter(({ session }) => shard === undefined || session?.shard === shard);
  }

  #receive(connection: Connection, raw: Buffer): void {
    if (++connection.sends > GATEWAY_SENDS) {
      this.#close(connection, Close.rateLimited);
      return;
    }
    if (raw.length > GATEWAY_PAYLOAD_BYTES) {
      this.#close(connection, Close.decodeError);
      return;
    }
    const parsed = payloadSchema.safeParse(parseJson(raw.toString('utf8')));
    if (!parsed.success) {
      this.#close(connection, Close.decodeError);
      return;
    }
    const { op, d } = parsed.data;
    const { clock, record } = this.#options;
    const shown = op === Op.Identify || op === Op.Resume ? { ...(d as object), token: '[token]' } : d;
    record.add({
      kind: 'received',
      at: clock.now(),
      shard: connection.session?.shard ?? -1,
      op,
      data: shown,
    });
    switch (op) {
      case Op.Heartbeat:
        connection.beaten = true;
        if (connection.session && typeof d === 'number') dropUntil(connection.session, d);
        connection.send({ op: Op.HeartbeatAck });
        return;
      case Op.Identify:
        this.#identify(connection, d);
        return;
      case Op.Resume:
        this.#resume(connection, d);
        return;
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
      case Op.RequestGuildMembers:
        if (!connection.session) {
          this.#close(connection, Close.notAuthenticated);
          return;
        }
        if (op === Op.RequestGuildMembers) this.#sendMembers(connection.session, d);
        return;
      default:
        this.#close(connection, Close.unknownOpcode);
        return;
    }
  }

  #identify(connection: Connection, d: unknown): void {
    const { world, clock, token, maxConcurrency, identifyWindow, url } = this.#options;
    if (connection.session) {
      this.#close(connection, Close.alreadyAuthenticated);
      return;
    }
    const parsed = identifySchema.safeParse(d);
    if (!parsed.success) {
      this.#close(connection, Close.decodeError);
      return;
    }
    const { intents, shard: [shard, shards] = [0, 1] } = parsed.data;
    if (parsed.data.token.replace(/^Bot /, '') !== token) {
      this.#close(connection, Close.authenticationFailed);
      return;
    }
    if (shard >= shards) {
      this.#close(connection, Close.invalidShard);
      return;
    }
    if ((intents & ~KNOWN_INTENTS) !== 0) {
      this.#close(connection, Close.invalidIntents);
      return;
    }
    if ((intents & PRIVILEGED_INTENTS & ~world.application.privilegedIntents) !== 0) {
      this.#close(connection, Close.disallowedIntents);
      return;
    }
    const guilds = [...world.guilds.values()].filter(
      (guild) => guild.members.has(world.application.botId) && shardOf(guild.id, shards) === shard,
    );
    if (guilds.length > GUILDS_A_SHARD) {
      this.#close(connection, Close.shardingRequired);
      return;
    }
    const bucket = shard % maxConcurrency;
    const last = this.#identified.get(bucket);
    if (last !== undefined && clock.now() - last < identifyWindow) {
      connection.send({ op: Op.InvalidSession, d: false });
      return;
    }
    this.#identified.set(bucket, clock.now());
    this.#identifies++;
    const session: Session = {
      id: `session-${world.nextId()}`,
      shard,
      shards,
      intents,
      sequence: 0,
      sent: [],
      held: null,
      connection,
      forget: () => {},
    };
    connection.session = session;
    this.#sessions.set(session.id, session);
    const { application } = world;
    this.#dispatch(session, 'READY', {
      v: 10,
      user: {
        ...userShape(world.users.get(application.botId)!),
        bot: true,
        verified: true,
        mfa_enabled: false,
      },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: url(),
      shard: [shard, shards],
      application: { id: application.id, flags: 0 },
      session_type: 'normal',
      private_channels: [],
      user_settings: {},
      relationships: [],
      presences: [],
    });
    const everyMember = (intents & Intent.GuildMembers) !== 0;
    if ((intents & Intent.Guilds) !== 0)
      for (const guild of guilds)
        this.#dispatch(session, 'GUILD_CREATE', guildCreateShape(world, guild, everyMember));
    this.#online();
  }

  #resume(connection: Connection, d: unknown): void {
    if (connection.session) {
      this.#close(connection, Close.alreadyAuthenticated);
      return;
    }
    const parsed = resumeSchema.safeParse(d);
    if (!parsed.success) {
      this.#close(connection, Close.decodeError);
      return;
    }
    if (parsed.data.token.replace(/^Bot /, '') !== this.#options.token) {
      this.#close(connection, Close.authenticationFailed);
      return;
    }
    const session = this.#sessions.get(parsed.data.session_id);
    const { seq } = parsed.data;
    if (!session) {
      connection.send({ op: Op.InvalidSession, d: false });
      return;
    }
    if (seq > session.sequence) {
      this.#close(connection, Close.invalidSequence);
      return;
    }
    const oldest = session.sent[0]?.sequence ?? session.sequence + 1;
    if (seq + 1 < oldest) {
      this.#forget(session);
      connection.send({ op: Op.InvalidSession, d: false });
      return;
    }
    session.connection?.socket.terminate();
    session.forget();
    session.connection = connection;
    connection.session = session;
    dropUntil(session, seq);
    for (const { sequence, event, data } of session.sent)
      connection.send({ op: Op.Dispatch, t: event, s: sequence, d: data });
    this.#dispatch(session, 'RESUMED', { _trace: [] });
    this.#online();
  }

  #closed(connection: Connection, code: number): void {
    connection.end();
    this.#connections.delete(connection);
    const { session } = connection;
    this.#options.record.add({
      kind: 'closed',
      at: this.#options.clock.now(),
      shard: session?.shard ?? -1,
      code,
    });
    if (!session || session.connection !== connection) return;
    session.connection = null;
    // A client that closes with 1000 or 1001 ends its session; any other end may be resumed.
    if (code === 1_000 || code === 1_001) this.#forget(session);
    else session.forget = this.#options.clock.after(RESUME_WINDOW, () => this.#forget(session));
    if (this.ready === 0) this.#options.world.emit({ kind: 'bot-presence', online: false });
  }

  #forget(session: Session): void {
    session.forget();
    this.#sessions.delete(session.id);
    if (session.connection) session.connection.session = null;
    session.connection = null;
  }

  #online(): void {
    this.#options.world.emit({ kind: 'bot-presence', online: true });
    for (const waiter of [...this.#waiting]) {
      if (this.ready < waiter.count) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }

  #onWorldEvent(event: WorldEvent): void {
    if (event.kind === 'bot-presence') return;
    const { world, random } = this.#options;
    for (const session of [...this.#sessions.values()]) {
      const dispatch = dispatchFor(world, event, session);
      if (!dispatch) continue;
      if (this.#disorder > 0 && session.held === null && random() < this.#disorder) {
        session.held = dispatch;
        continue;
      }
      this.#dispatch(session, dispatch.event, dispatch.data);
      this.#release(session);
      if (this.#duplication > 0 && random() < this.#duplication)
        this.#dispatch(session, dispatch.event, dispatch.data);
    }
  }

  #release(session: Session): void {
    const { held } = session;
    session.held = null;
    if (held) this.#dispatch(session, held.event, held.data);
  }

  #dispatch(session: Session, event: string, data: unknown): void {
    const sequence = ++session.sequence;
    session.sent.push({ sequence, event, data });
    if (session.sent.length > 2 * REPLAYED_EVENTS) session.sent = session.sent.slice(-REPLAYED_EVENTS);
    this.#options.record.add({
      kind: 'dispatch',
      at: this.#options.clock.now(),
      shard: session.shard,
      event,
      data,
    });
    session.connection?.send({ op: Op.Dispatch, t: event, s: sequence, d: data });
  }

  #sendMembers(session: Session, d: unknown): void {
    const parsed = membersSchema.safeParse(d);
    const { world } = this.#options;
    const guild = parsed.success ? world.guilds.get(parsed.data.guild_id) : undefined;
    if (!parsed.success || !guild) return;
    const wanted = [parsed.data.user_ids ?? []].flat();
    const everyMember = (session.intents & Intent.GuildMembers) !== 0;
    const { members } = guildCreateShape(world, guild, true);
    this.#dispatch(session, 'GUILD_MEMBERS_CHUNK', {
      guild_id: guild.id,
      members: members.filter(({ user }) => wanted.includes(user.id) || (wanted.length === 0 && everyMember)),
      chunk_index: 0,
      chunk_count: 1,
      not_found: wanted.filter((id) => !guild.members.has(id)),
      nonce: parsed.data.nonce,
    });
  }

  #close(connection: Connection, code: number): void {
    if (code >= 4_000 && connection.session && code !== Close.timedOut && code !== Close.rateLimited)
      this.#forgetWhenFatal(connection.session, code);
    connection.socket.close(code);
  }

  #forgetWhenFatal(session: Session, code: number): void {
    if (code === Close.authenticationFailed || code >= Close.invalidShard) this.#forget(session);
  }
}

function dropUntil(session: Session, sequence: number): void {
  let count = 0;
  while (count < session.sent.length && session.sent[count]!.sequence <= sequence) count++;
  if (count > 0) session.sent.splice(0, count);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function plain(socket: WebSocket): (text: string) => void {
  return (text) => socket.send(text);
}

/** One zlib stream for the whole connection, flushed after each payload, as Discord's transport compression. */
function compressed(socket: WebSocket): (text: string) => void {
  const deflate = createDeflate({ flush: zlib.Z_SYNC_FLUSH });
  let chunks: Buffer[] = [];
  deflate.on('data', (chunk: Buffer) => chunks.push(chunk));
  socket.on('close', () => deflate.destroy());
  return (text) => {
    deflate.write(text);
    deflate.flush(zlib.Z_SYNC_FLUSH, () => {
      const payload = Buffer.concat(chunks);
      chunks = [];
      if (payload.length > 0 && socket.readyState === socket.OPEN) socket.send(payload);
    });
  };
}
