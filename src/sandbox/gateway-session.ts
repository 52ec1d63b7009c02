import { GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { Cancel } from './clock.ts';
import type { Dispatch } from './dispatches.ts';
import type { Connection } from './gateway-connection.ts';
import type { Login } from './gateway-login.ts';
import { REPLAYED_EVENTS } from './limits.ts';

/** What outlives a socket: a shard's numbered events, kept until the client confirms them. */
export class Session {
  readonly id: string;
  readonly shard: number;
  readonly shards: number;
  readonly intents: number;
  connection: Connection | null;
  /** An event held back so that it arrives after the next one. */
  held: Dispatch | null = null;
  /** Stops the countdown to being forgotten while no socket is open. */
  stopForgetting: Cancel = () => {};
  #sequence = 0;
  #sent: (Dispatch & { sequence: number })[] = [];

  constructor(id: string, login: Login, connection: Connection) {
    this.id = id;
    this.shard = login.shard;
    this.shards = login.shards;
    this.intents = login.intents;
    this.connection = connection;
  }

  get sequence(): number {
    return this.#sequence;
  }

  dispatch(event: string, data: unknown): void {
    const sequence = ++this.#sequence;
    this.#sent.push({ sequence, event, data });
    // Cut rarely, so that sending stays cheap.
    if (this.#sent.length > 2 * REPLAYED_EVENTS) this.#sent = this.#sent.slice(-REPLAYED_EVENTS);
    this.connection?.send({ op: Op.Dispatch, t: event, s: sequence, d: data });
  }

  /** Forgets the events up to the one that the client says it has. */
  confirm(sequence: number): void {
    const first = this.#sent.findIndex((event) => event.sequence > sequence);
    this.#sent = first === -1 ? [] : this.#sent.slice(first);
  }

  /** Sends again what came after `sequence`; false when some of that is gone. */
  replay(sequence: number): boolean {
    const oldest = this.#sent[0]?.sequence ?? this.#sequence + 1;
    if (sequence + 1 < oldest) return false;
    this.confirm(sequence);
    for (const { sequence: s, event, data } of this.#sent) {
      this.connection?.send({ op: Op.Dispatch, t: event, s, d: data });
    }
    return true;
  }
}
