import type { Clock } from './clock.ts';
import { GLOBAL_REQUESTS_A_SECOND, INVALID_REQUEST_WINDOW, INVALID_REQUESTS } from './limits.ts';

/** The limit of a route: so many requests in a window (ms). Discord publishes none; these are as observed. */
interface RouteLimit {
  method?: string;
  route: RegExp;
  limit: number;
  window: number;
}

/** The first that matches counts. */
const ROUTE_LIMITS: readonly RouteLimit[] = [
  { method: 'PUT', route: /\/reactions\//, limit: 1, window: 250 },
  { method: 'DELETE', route: /\/reactions\//, limit: 1, window: 250 },
  { method: 'POST', route: /^\/channels\/:channel_id\/messages$/, limit: 5, window: 5_000 },
  { method: 'PATCH', route: /^\/channels\/:channel_id\/messages\/:message_id$/, limit: 5, window: 5_000 },
  { method: 'DELETE', route: /^\/channels\/:channel_id\/messages\/:message_id$/, limit: 5, window: 1_000 },
  { route: /^\/channels\/:channel_id\/messages/, limit: 5, window: 5_000 },
  { route: /^\/channels\/:channel_id\/typing$/, limit: 5, window: 5_000 },
  { route: /^\/webhooks\//, limit: 5, window: 2_000 },
  { method: 'PUT', route: /\/commands$/, limit: 2, window: 1_000 },
  { route: /\/commands/, limit: 5, window: 20_000 },
  { route: /^\/gateway\/bot$/, limit: 2, window: 5_000 },
  { route: /.*/, limit: 10, window: 1_000 },
];

/** What every answer says of its bucket. */
export type LimitHeaders = Record<string, string>;

export type LimitVerdict =
  | { kind: 'allowed'; headers: LimitHeaders }
  | { kind: 'limited'; headers: LimitHeaders; retryAfter: number; global: boolean };

export interface RateLimits {
  /** Counts a request. `route` is the pattern, `major` the id that splits its buckets (channel, server, token). */
  take(method: string, route: string, major: string): LimitVerdict;
  /** Counts a 401, 403 or 429 (429 of a shared scope excepted); true once the address is banned. */
  countInvalid(): void;
  readonly banned: boolean;
  readonly invalidRequests: number;
}

/** Discord's buckets with a fixed window each, and 50 requests a second over all routes but interaction callbacks. */
export function createRateLimits(clock: Clock): RateLimits {
  const buckets = new Map<string, { left: number; resets: number }>();
  let second = { start: 0, count: 0 };
  let invalid = { start: 0, count: 0 };
  const refreshInvalid = () => {
    if (clock.now() - invalid.start >= INVALID_REQUEST_WINDOW) invalid = { start: clock.now(), count: 0 };
  };
  const overGlobal = () => {
    if (clock.now() - second.start >= 1_000) second = { start: clock.now(), count: 0 };
    return ++second.count > GLOBAL_REQUESTS_A_SECOND;
  };
  return {
    take: (method, route, major) => {
      const now = clock.now();
      // An interaction's first response is exempt: its 3 s leave no time to wait.
      if (route.startsWith('/interactions/')) return { kind: 'allowed', headers: {} };
      if (overGlobal()) {
        const retryAfter = second.start + 1_000 - now;
        return { kind: 'limited', headers: limitedHeaders('global', retryAfter), retryAfter, global: true };
      }
      const rule = ROUTE_LIMITS.find(
        (one) => (one.method === undefined || one.method === method) && one.route.test(route),
      )!;
      const key = `${method} ${route} ${major}`;
      const found = buckets.get(key);
      const bucket =
        found !== undefined && found.resets > now ? found : { left: rule.limit, resets: now + rule.window };
      buckets.set(key, bucket);
      if (buckets.size > BUCKETS_KEPT) forgetSpent(buckets, now);
      const headers = {
        'x-ratelimit-limit': String(rule.limit),
        'x-ratelimit-remaining': String(Math.max(0, bucket.left - 1)),
        'x-ratelimit-reset': seconds(bucket.resets),
        'x-ratelimit-reset-after': seconds(bucket.resets - now),
        'x-ratelimit-bucket': bucketName(method, rule),
      };
      if (bucket.left === 0) {
        const retryAfter = bucket.resets - now;
        return {
          kind: 'limited',
          headers: { ...headers, ...limitedHeaders('user', retryAfter) },
          retryAfter,
          global: false,
        };
      }
      bucket.left--;
      return { kind: 'allowed', headers };
    },
    countInvalid: () => {
      refreshInvalid();
      invalid.count++;
    },
    get banned() {
      refreshInvalid();
      return invalid.count >= INVALID_REQUESTS;
    },
    get invalidRequests() {
      refreshInvalid();
      return invalid.count;
    },
  };
}

/** Headers of a 429; `retryAfter` in ms. */
export function limitedHeaders(scope: 'user' | 'global' | 'shared', retryAfter: number): LimitHeaders {
  return {
    'retry-after': seconds(retryAfter),
    'x-ratelimit-scope': scope,
    ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
  };
}

export function limitedBody(retryAfter: number, global: boolean) {
  return { message: 'You are being rate limited.', retry_after: retryAfter / 1_000, global };
}

const BUCKETS_KEPT = 10_000;

function forgetSpent(buckets: Map<string, { resets: number }>, now: number): void {
  for (const [key, { resets }] of buckets) if (resets <= now) buckets.delete(key);
}

function seconds(duration: number): string {
  return (duration / 1_000).toFixed(3);
}

function bucketName(method: string, rule: RouteLimit): string {
  return `${method.toLowerCase()}-${ROUTE_LIMITS.indexOf(rule)}`;
}
