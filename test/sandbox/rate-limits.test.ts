import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../src/sandbox/clock.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { INVALID_REQUESTS } from '../../src/sandbox/limits.ts';
import { createRateLimits } from '../../src/sandbox/rate-limits.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { call } from './raw.ts';

const clock = manualClock();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock });
});
afterEach(() => sandbox.close());

const send = (channel: string) => call(sandbox, 'POST', `/channels/${channel}/messages`, { content: 'x' });

test('every answer says how much of its bucket is left, and when it is full again', async () => {
  const { headers } = await send(sandbox.places.general);
  const of = (name: string) => headers.get(`x-ratelimit-${name}`);
  expect([of('limit'), of('remaining'), of('reset-after')]).toEqual(['5', '4', '5.000']);
  expect(Number(of('reset'))).toBeCloseTo(clock.now() / 1_000 + 5, 3);
});

test('a spent bucket answers 429 until its window is over; another channel has its own', async () => {
  const { general, debate } = sandbox.places;
  for (let count = 0; count < 5; count++) expect((await send(general)).status).toBe(200);
  clock.advance(2_000);
  const { status, headers, body } = await send(general);
  expect([status, headers.get('retry-after'), headers.get('x-ratelimit-scope')]).toEqual([
    429,
    '3.000',
    'user',
  ]);
  expect(body).toEqual({ message: 'You are being rate limited.', retry_after: 3, global: false });
  expect((await send(debate)).status).toBe(200);
  clock.advance(3_000);
  expect((await send(general)).status).toBe(200);
});

describe('over all routes', () => {
  test('fifty requests a second pass, interactions not counted', () => {
    const limits = createRateLimits(clock);
    const take = (route: string, major: string) => limits.take('GET', route, major);
    for (let count = 0; count < 50; count++)
      expect(take('/channels/:channel_id', `${count}`).kind).toBe('allowed');
    expect(take('/channels/:channel_id', 'other')).toMatchObject({
      kind: 'limited',
      global: true,
      headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' },
    });
    const callback = '/interactions/:interaction_id/:interaction_token/callback';
    expect(limits.take('POST', callback, '').kind).toBe('allowed');
    clock.advance(1_000);
    expect(take('/channels/:channel_id', 'other').kind).toBe('allowed');
  });

  test('ten thousand invalid requests in ten minutes are a ban', () => {
    const limits = createRateLimits(clock);
    for (let count = 1; count < INVALID_REQUESTS; count++) limits.countInvalid();
    expect(limits.banned).toBe(false);
    limits.countInvalid();
    expect(limits.banned).toBe(true);
    clock.advance(600_000);
    expect(limits.banned).toBe(false);
  });
});
