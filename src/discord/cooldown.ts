import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import type { SharedRedis } from './redis.ts';

/** The part of a limiter that is used here; one in memory and one in Redis both have it. */
export interface Limiter {
  /** Takes one of the key's points; rejects with a `RateLimiterRes` when none is left. */
  consume(key: string): Promise<unknown>;
}

export type Limiters = { readonly user: Limiter | null; readonly channel: Limiter | null };

export type CooldownResult =
  | { readonly kind: 'free' }
  /** `scope` has asked too much; `told` when that was already said within the same wait. */
  | { readonly kind: 'wait'; readonly scope: 'user' | 'channel'; readonly seconds: number };

/** Limiters in this process's memory; they forget each key when its time is over. */
export function memoryLimiters(cooldowns: Config['cooldowns']): Limiters {
  const create = (limit: { questions: number; seconds: number } | null) =>
    limit && new RateLimiterMemory({ points: limit.questions, duration: limit.seconds });
  return { user: create(cooldowns.user), channel: create(cooldowns.channel) };
}

/**
 * Limiters that all processes of the bot share. A key holds a user's or channel's id and a count, and is gone when its
 * time is over. While Redis is gone each process counts by itself.
 */
export function redisLimiters(cooldowns: Config['cooldowns'], redis: SharedRedis): Limiters {
  const create = (scope: 'user' | 'channel') => {
    const limit = cooldowns[scope];
    if (limit === null) return null;
    const { questions: points, seconds: duration } = limit;
    return new RateLimiterRedis({
      storeClient: redis.client,
      keyPrefix: `${redis.prefix}:cooldown:${scope}`,
      points,
      duration,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory({ points, duration }),
    });
  };
  return { user: create('user'), channel: create('channel') };
}

/** Counts a question of a user, and of a channel where all see the answer, before any work is done for it. */
export async function takeTurn(
  limiters: Limiters,
  user: string,
  channel: string | null,
): Promise<CooldownResult> {
  const own = await take(limiters.user, user);
  if (own !== null) return { kind: 'wait', scope: 'user', seconds: own };
  const shared = channel === null ? null : await take(limiters.channel, channel);
  return shared === null ? { kind: 'free' } : { kind: 'wait', scope: 'channel', seconds: shared };
}

/** Whole seconds to wait, or null. */
async function take(limiter: Limiter | null, key: string): Promise<number | null> {
  try {
    await limiter?.consume(key);
    return null;
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    return Math.max(1, Math.ceil(rejected.msBeforeNext / 1_000));
  }
}
