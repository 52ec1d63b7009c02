import { GatewayIntentBits as Intent, GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import { z } from 'zod';
import type { Clock } from './clock.ts';
import { dispatchFor } from './dispatches.ts';
import { Connection } from './gateway-connection.ts';
import { CloseCode, checkLogin, isToken, type Login } from './gateway-login.ts';
import { Session } from './gateway-session.ts';
import { DAY, GATEWAY_PAYLOAD_BYTES, IDENTIFIES_A_DAY, RESUME_WINDOW } from './limits.ts';
import type { Traffic, TrafficRecord } from './record.ts';
import { guildCreateShape, userShape } from './shapes.ts';
import type { World, WorldEvent } from './world.ts';

const PAYLOAD = z.object({ op: z.number().int(), d: z.unknown() });
const RESUME = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int().nonnegative() });
const REQUEST_MEMBERS = z.object({
  guild_id: z.string(),
  nonce: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
});

export interface GatewayOptions {
  readonly world: World;
  readonly clock: Clock;
  /** Of heartbeats and send limits, which a client keeps in real time. */
  readonly socketClock: Clock;
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
  /** When each login bucket was last used. */
  readonly #identified = new Map<number, number>();
  readonly #unsubscribe: () => void;
  #identifies: number[] = [];
  #silent = false;
  #duplication = 0;
  #disorder = 0;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#unsubscribe = options.world.subscribe((event) => this.#onWorldEvent(event));
  }

  /** Logins left of the day's allowance; resuming costs none. */
  get identifiesLeft(): number {
    const since = this.#options.clock.now() - DAY;
    this.#identifies = this.#identifies.filter((at) => at > since);
    return Math.max(0, IDENTIFIES_A_DAY - this.#identifies.length);
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
    const version = query.get('v') ?? VERSION;
    if (version !== VERSION) {
      socket.close(CloseCode.invalidVersion);
      return;
    }
    const connection = new Connection(socket, {
      clock: this.#options.socketClock,
      stream: query.get('compress') === 'zlib-stream',
      isSilent: () => this.#silent,
    });
    this.#connections.add(connection);
    socket.on('message', (raw) => this.#receive(connection, raw as Buffer));
    socket.on('close', (code) => this.#closed(connection, code));
  }

  dropSockets(shard?: number): void {
    for (const connection of this.#on(shard)) connection.socket.terminate();
  }

  closeSockets(code: number, shard?: number): void {
    for (const connection of this.#on(shard)) connection.close(code);
  }

  requestReconnect(shard?: number): void {
    for (const connection of this.#on(shard)) connection.send({ op: Op.Reconnect, d: null });
  }

  invalidateSessions(resumable: boolean, shard?: number): void {
    for (const connection of this.#on(shard)) {
      const { session } = connection;
      if (session && resumable) this.#detach(session, connection);
      else if (session) this.#forget(session);
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
    const code = this.#answer(connection, raw);
    if (code !== null) connection.close(code);
  }

  /** Does what the client asks; gives the code to close its socket with, or null. */
  #answer(connection: Connection, raw: Buffer): number | null {
    if (!connection.countSend()) return CloseCode.rateLimited;
    const parsed = PAYLOAD.safeParse(raw.length > GATEWAY_PAYLOAD_BYTES ? undefined : parseJson(raw));
    if (!parsed.success) return CloseCode.decodeError;
    const { op, d } = parsed.data;
    const { session } = connection;
    const data = op === Op.Identify || op === Op.Resume ? { ...(d as object), token: '[token]' } : d;
    this.#record({ kind: 'received', shard: session?.shard ?? NO_SHARD, op, data });
    switch (op) {
      case Op.Heartbeat:
        if (typeof d === 'number') session?.confirm(d);
        connection.heartbeat();
        return null;
      case Op.Identify:
        return session === null ? this.#identify(connection, d) : CloseCode.alreadyAuthenticated;
      case Op.Resume:
        return session === null ? this.#resume(connection, d) : CloseCode.alreadyAuthenticated;
      case Op.PresenceUpdate:
      case Op.VoiceStateUpdate:
        return session === null ? CloseCode.notAuthenticated : null;
      case Op.RequestGuildMembers:
        return session === null ? CloseCode.notAuthenticated : this.#sendMembers(session, d);
      default:
        return CloseCode.unknownOpcode;
    }
  }

  #identify(connection: Connection, d: unknown): number | null {
    const { world, clock, token, maxConcurrency, identifyWindow } = this.#options;
    const verdict = checkLogin(world, token, d);
    if (verdict.kind === 'closed') return verdict.code;
    const { login } = verdict;
    const bucket = login.shard % maxConcurrency;
    const last = this.#identified.get(bucket);
    const tooSoon = last !== undefined && clock.now() - last < identifyWindow;
    if (tooSoon || this.identifiesLeft === 0) {
      connection.send(SESSION_OVER);
      return null;
    }
    this.#identified.set(bucket, clock.now());
    this.#identifies.push(clock.now());
    connection.compressPayloads = login.compress;
    const session = new Session(`session-${world.nextId()}`, login, connection);
    connection.session = session;
    this.#sessions.set(session.id, session);
    this.#dispatch(session, 'READY', this.#readyData(session, login));
    const everyMember = (login.intents & Intent.GuildMembers) !== 0;
    if ((login.intents & Intent.Guilds) !== 0) {
      for (const guild of login.guilds) {
        this.#dispatch(session, 'GUILD_CREATE', guildCreateShape(world, guild, everyMember));
      }
    }
    this.#online();
    return null;
  }

  #readyData(session: Session, { shard, shards, guilds }: Login): object {
    const { world, url } = this.#options;
    const { application } = world;
    const user = userShape(world.users.get(application.botId)!);
    return {
      v: Number(VERSION),
      user: { ...user, bot: true, verified: true, mfa_enabled: false },
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
    };
  }

  #resume(connection: Connection, d: unknown): number | null {
    const parsed = RESUME.safeParse(d);
    if (!parsed.success) return CloseCode.decodeError;
    const { token, session_id: id, seq } = parsed.data;
    if (!isToken(token, this.#options.token)) return CloseCode.authenticationFailed;
    const session = this.#sessions.get(id);
    if (session === undefined) {
      connection.send(SESSION_OVER);
      return null;
    }
    if (seq > session.sequence) return CloseCode.invalidSequence;
    session.connection?.socket.terminate();
    session.stopForgetting();
    session.connection = connection;
    connection.session = session;
    if (!session.replay(seq)) {
      this.#forget(session);
      connection.send(SESSION_OVER);
      return null;
    }
    this.#dispatch(session, 'RESUMED', { _trace: [] });
    this.#online();
    return null;
  }

  #closed(connection: Connection, code: number): void {
    this.#connections.delete(connection);
    const { session } = connection;
    this.#record({ kind: 'closed', shard: session?.shard ?? NO_SHARD, code });
    if (session !== null && session.connection === connection) {
      // A client that closes with 1000 or 1001 ends its session; any other end may be resumed.
      if (code === 1_000 || code === 1_001) this.#forget(session);
      else this.#detach(session, connection);
    }
    if (this.ready === 0) this.#options.world.emit({ kind: 'bot-presence', online: false });
  }

  /** Leaves a session without a socket, to be resumed for a while: on the same socket, where that is open. */
  #detach(session: Session, connection: Connection): void {
    connection.session = null;
    session.connection = null;
    session.stopForgetting = this.#options.clock.after(RESUME_WINDOW, () => this.#forget(session));
  }

  #forget(session: Session): void {
    session.stopForgetting();
    this.#sessions.delete(session.id);
    if (session.connection !== null) session.connection.session = null;
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
    const { world, random } = this.#options;
    for (const session of [...this.#sessions.values()]) {
      const dispatch = dispatchFor(world, event, session);
      if (dispatch === null) continue;
      if (this.#disorder > 0 && session.held === null && random() < this.#disorder) {
        session.held = dispatch;
        continue;
      }
      this.#dispatch(session, dispatch.event, dispatch.data);
      this.#release(session);
      if (this.#duplication > 0 && random() < this.#duplication) {
        this.#dispatch(session, dispatch.event, dispatch.data);
      }
    }
  }

  #release(session: Session): void {
    const { held } = session;
    session.held = null;
    if (held !== null) this.#dispatch(session, held.event, held.data);
  }

  #dispatch(session: Session, event: string, data: unknown): void {
    this.#record({ kind: 'dispatch', shard: session.shard, event, data });
    session.dispatch(event, data);
  }

  #sendMembers(session: Session, d: unknown): number | null {
    const parsed = REQUEST_MEMBERS.safeParse(d);
    const { world } = this.#options;
    const guild = parsed.success ? world.guilds.get(parsed.data.guild_id) : undefined;
    if (!parsed.success) return CloseCode.decodeError;
    if (guild === undefined) return null;
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
    return null;
  }

  #record(entry: Unstamped<Traffic>): void {
    this.#options.record.add({ ...entry, at: this.#options.clock.now() } as Traffic);
  }
}

const VERSION = '10';
/** The client has to identify anew. */
const SESSION_OVER = { op: Op.InvalidSession, d: false };
/** Shard of a socket that has not identified. */
const NO_SHARD = -1;

type Unstamped<Entry> = Entry extends Traffic ? Omit<Entry, 'at'> : never;

function parseJson(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return undefined;
  }
}
