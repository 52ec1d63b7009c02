/** What goes wrong with one REST request. */
export type RequestFault =
  /** An error of the server's; with `carriedOut` the request has done its work all the same. */
  | { kind: 'status'; status: 500 | 502 | 503; carriedOut?: boolean }
  /** `retryAfter` in ms; null answers as the proxy before Discord does, without saying how long to wait. */
  | { kind: 'rate-limit'; retryAfter: number | null; scope: 'user' | 'global' | 'shared' }
  /** The connection is cut without an answer. */
  | { kind: 'refuse' }
  /** The answer comes `delay` ms (of the sandbox's clock) late. */
  | { kind: 'delay'; delay: number };

export interface FaultRule {
  /** HTTP method; any when absent. */
  method?: string;
  /** Part of the path, such as `/callback`; any when absent. */
  path?: string;
  /** Share of matching requests, 0 to 1; all when absent. Drawn from the seed. */
  probability?: number;
  /** How many times it happens before the rule is spent; without end when absent. */
  times?: number;
  fault: RequestFault;
}

/** Faults on demand. Random ones come from the sandbox's seed, so that a run can be repeated. */
export interface Faults {
  /** Adds a rule for REST requests; returns what takes it away. */
  onRequest(rule: FaultRule): () => void;
  /** Cuts sockets as a broken network does (no close frame, code 1006): a shard's, or all. */
  dropSockets(shard?: number): void;
  /** Closes sockets with a gateway close code. */
  closeSockets(code: number, shard?: number): void;
  /** Op 7: asks to reconnect and resume. */
  requestReconnect(shard?: number): void;
  /** Op 9; `resumable` false ends the session. */
  invalidateSessions(resumable: boolean, shard?: number): void;
  /** Sends each coming event twice with this probability. 0 ends it. */
  duplicateEvents(probability: number): void;
  /** Holds a coming event back until the one after it, with this probability. 0 ends it. */
  reorderEvents(probability: number): void;
  /** Stops (or again begins) sending anything on open sockets, heartbeat acknowledgements included. */
  silence(silent: boolean): void;
  /** As if Discord restarted: sessions are forgotten, sockets closed, the world stays. */
  restart(): void;
  /** Ends every fault. */
  clear(): void;
}

/** What a gateway does on demand. */
export type GatewayFaults = Omit<Faults, 'onRequest' | 'clear'>;

export interface FaultSource {
  readonly faults: Faults;
  /** The fault for a request, if any: the REST server asks. */
  draw(method: string, path: string): RequestFault | null;
}

/** `random` gives numbers from 0 to 1, seeded. */
export function createFaults(gateway: GatewayFaults, random: () => number): FaultSource {
  const rules = new Set<FaultRule & { left: number }>();
  const faults: Faults = {
    onRequest: (rule) => {
      const kept = { ...rule, left: rule.times ?? Number.POSITIVE_INFINITY };
      rules.add(kept);
      return () => rules.delete(kept);
    },
    dropSockets: (shard) => gateway.dropSockets(shard),
    closeSockets: (code, shard) => gateway.closeSockets(code, shard),
    requestReconnect: (shard) => gateway.requestReconnect(shard),
    invalidateSessions: (resumable, shard) => gateway.invalidateSessions(resumable, shard),
    duplicateEvents: (probability) => gateway.duplicateEvents(probability),
    reorderEvents: (probability) => gateway.reorderEvents(probability),
    silence: (silent) => gateway.silence(silent),
    restart: () => gateway.restart(),
    clear: () => {
      rules.clear();
      gateway.duplicateEvents(0);
      gateway.reorderEvents(0);
      gateway.silence(false);
    },
  };
  return {
    faults,
    draw: (method, path) => {
      for (const rule of rules) {
        if (rule.method !== undefined && rule.method !== method) continue;
        if (rule.path !== undefined && !path.includes(rule.path)) continue;
        if (rule.probability !== undefined && random() >= rule.probability) continue;
        if (--rule.left <= 0) rules.delete(rule);
        return rule.fault;
      }
      return null;
    },
  };
}

/**
 * Numbers from 0 up to 1 that repeat with the seed.
 * Method: mulberry32, Tommy Ettinger, 2017 (public domain).
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
