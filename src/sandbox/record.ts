import type { RequestFault } from './faults.ts';

/** One thing that passed between the bot and the sandbox. Times are the sandbox clock's, in ms. */
export type Traffic =
  | {
      kind: 'request';
      at: number;
      method: string;
      /** With ids in it, without the API version: `/channels/1/messages`. Interaction tokens are left in. */
      path: string;
      body: unknown;
      status: number;
      /** Discord's JSON error code, for a refusal. */
      code?: number;
      /** What went wrong on demand. */
      fault?: RequestFault['kind'];
      /** Of a 429: whose limit it was. */
      scope?: string;
    }
  | { kind: 'dispatch'; at: number; shard: number; event: string; data: unknown }
  | { kind: 'received'; at: number; shard: number; op: number; data: unknown }
  | { kind: 'closed'; at: number; shard: number; code: number };

/** The last so many requests and events, oldest first. */
export interface TrafficRecord {
  readonly entries: readonly Traffic[];
  /** Requests, narrowed by method and by a path that holds `path`. */
  requests(method?: string, path?: string): Extract<Traffic, { kind: 'request' }>[];
  /** Events sent to the bot, narrowed by name. */
  dispatches(event?: string): Extract<Traffic, { kind: 'dispatch' }>[];
  add(entry: Traffic): void;
  clear(): void;
  /** Tells of each entry as it is added, however few are kept; returns what ends it. */
  follow(listener: (entry: Traffic) => void): () => void;
}

const DEFAULT_LIMIT = 2_000;

export function createRecord(limit = DEFAULT_LIMIT): TrafficRecord {
  let entries: Traffic[] = [];
  const followers = new Set<(entry: Traffic) => void>();
  return {
    get entries() {
      return entries.slice(-limit);
    },
    requests: (method, path = '') =>
      entries
        .filter((entry) => entry.kind === 'request')
        .filter((entry) => (method === undefined || entry.method === method) && entry.path.includes(path)),
    dispatches: (event) =>
      entries
        .filter((entry) => entry.kind === 'dispatch')
        .filter((entry) => event === undefined || entry.event === event),
    add: (entry) => {
      entries.push(entry);
      for (const follower of followers) follower(entry);
      // Cut rarely, so that adding stays cheap.
      if (entries.length > 2 * limit) entries = entries.slice(-limit);
    },
    clear: () => {
      entries = [];
    },
    follow: (listener) => {
      followers.add(listener);
      return () => followers.delete(listener);
    },
  };
}
