import { setTimeout as sleep } from 'node:timers/promises';
import type { IIdentifyThrottler } from 'discord.js';
import type { SharedRedis } from './redis.ts';

/** Who may identify next, per bucket of shards. */
export interface IdentifyWindows {
  /** Takes a bucket's window and gives 0, or the milliseconds after which to ask again. */
  take(bucket: number): Promise<number>;
}

/**
 * Milliseconds between two logins of a bucket. Discord asks for 5 seconds; the rest covers the way of an IDENTIFY that
 * was sent late after one that was sent at once.
 */
export const IDENTIFY_WINDOW = 5_500;

/**
 * Lets a shard identify when its bucket's window is free. `maxConcurrency` is how many shards Discord lets in at a
 * time: shard `id` belongs to bucket `id % maxConcurrency` (Discord's documentation, "Sharding: max concurrency").
 */
export function identifyThrottler(
  windows: IdentifyWindows,
  maxConcurrency: number,
  wait: (milliseconds: number, signal: AbortSignal) => Promise<unknown> = (milliseconds, signal) =>
    sleep(milliseconds, undefined, { signal }),
): IIdentifyThrottler {
  return {
    async waitForIdentify(shard, signal) {
      for (;;) {
        signal.throwIfAborted();
        const milliseconds = await windows.take(shard % maxConcurrency);
        if (milliseconds <= 0) return;
        await wait(milliseconds, signal);
      }
    },
  };
}

/** Windows of this process alone. `now` is in milliseconds. */
export function memoryWindows(now: () => number = () => performance.now()): IdentifyWindows {
  const taken = new Map<number, number>();
  return {
    async take(bucket) {
      const free = (taken.get(bucket) ?? Number.NEGATIVE_INFINITY) + IDENTIFY_WINDOW;
      if (free > now()) return free - now();
      taken.set(bucket, now());
      return 0;
    },
  };
}

/** Windows that all processes of the bot share; of this process alone while Redis is gone. */
export function redisWindows(redis: SharedRedis, alone: IdentifyWindows = memoryWindows()): IdentifyWindows {
  return {
    async take(bucket) {
      const key = `${redis.prefix}:identify:${bucket}`;
      try {
        await redis.settled;
        if ((await redis.client.set(key, '1', 'PX', IDENTIFY_WINDOW, 'NX')) === 'OK') return 0;
        // The key may have ended in between: then it is asked for again at once.
        return Math.max(1, await redis.client.pttl(key));
      } catch {
        return alone.take(bucket);
      }
    },
  };
}
