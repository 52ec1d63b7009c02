/** What goes wrong with one REST request. */
export type RequestFault =
  | { kind: 'status'; status: 500 | 502 | 503 }
  | { kind: 'rate-limit'; retryAfter: number; scope: 'user' | 'global' | 'shared' }
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
  /** The fault for a request, if any: asked by the REST server. */
  drawRequest(method: string, path: string): RequestFault | null;
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
  /** Stops (or again begins) sending anything on open sockets, heartbeat acknowledgements included. */
  silence(silent: boolean): void;
  /** As if Discord restarted: sessions are forgotten, sockets closed, the world stays. */
  restart(): void;
  /** Ends every fault. */
  clear(): void;
}
