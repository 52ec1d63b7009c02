import type { RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** Pause before a request that failed at Discord's side is tried again, in milliseconds. */
const AFTER_FAILURE = 300;
/** How often it is tried again: within Discord's three seconds for a first response. */
export const RETRIES = 5;
/** First and longest pause after a 429 that does not say how long to wait; it doubles until a request goes through. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 60_000;

/**
 * Requests that keep their distance. discord.js's REST client obeys Retry-After, but tries again at once after a 500,
 * and after a 429 of the proxy before Discord, which has no such header; repeated, these lead to a ban.
 */
export function patiently(
  request: MakeRequest,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): MakeRequest {
  let blocked = 0;
  return async (url, init) => {
    const response = await request(url, init);
    const isBlocked = response.status === 429 && !response.headers.has('retry-after');
    if (response.ok) blocked = 0;
    if (!isBlocked && response.status < 500) return response;
    // Nobody reads such a body, and an unread one keeps its connection busy.
    await response.arrayBuffer();
    await wait(isBlocked ? Math.min(FIRST_WAIT * 2 ** blocked++, LONGEST_WAIT) : AFTER_FAILURE);
    return response;
  };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
