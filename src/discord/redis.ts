import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import type { Secret } from '../config.ts';
import type { Logger } from '../log.ts';

/** A connection to the Redis that several processes of one bot share. It comes back by itself whenever Redis does. */
export interface SharedRedis {
  readonly client: Redis;
  /** Begins every key, so that several bots may share one Redis. */
  readonly prefix: string;
  /** Resolves once the first attempt to connect has succeeded or failed. */
  readonly settled: Promise<void>;
  close(): Promise<void>;
}

/** Milliseconds after which Redis counts as gone: no connection, no answer to a command, silence while one waits. */
const CONNECT_WITHIN = 2_000;
const ANSWER_WITHIN = 500;
const SILENT_AT_MOST = 1_000;
/** Milliseconds until the next attempt to connect, at most. */
const RETRY_AT_MOST = 2_000;

/**
 * Connects to Redis without waiting for it. Commands fail at once while it is gone, for the caller to go on without;
 * the log says once that it is gone, and once that it is back.
 */
export function connectRedis(url: Secret, token: string, log: Logger): SharedRedis {
  const client = new Redis(url.reveal(), {
    connectTimeout: CONNECT_WITHIN,
    commandTimeout: ANSWER_WITHIN,
    socketTimeout: SILENT_AT_MOST,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt) => Math.min(100 * attempt, RETRY_AT_MOST),
  });
  let gone = false;
  const lost = (error?: Error) => {
    if (gone) return;
    gone = true;
    log.warn(
      { ...(error && { err: error }) },
      'Redis is gone: cooldowns and identify throttling are kept in this process until it is back',
    );
  };
  client.on('error', lost);
  client.on('close', () => lost());
  client.on('ready', () => {
    if (gone) log.info('Redis is back: cooldowns and identify throttling are shared again');
    gone = false;
  });
  return {
    client,
    prefix: `verbatim:${botKey(token)}`,
    settled: new Promise((resolve) => {
      for (const event of ['ready', 'error', 'close']) client.once(event, () => resolve());
    }),
    async close() {
      gone = true;
      client.disconnect();
    },
  };
}

/** Tells bots apart. A token's first part is the bot's id, which is no secret; the rest does not go into a key. */
function botKey(token: string): string {
  return createHash('sha256').update(token.split('.', 1)[0]!).digest('hex').slice(0, 12);
}
