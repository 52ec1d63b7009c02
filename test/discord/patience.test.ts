import { describe, expect, test } from 'vitest';
import { patiently } from '../../src/discord/patience.ts';

/** A server that answers as listed, and what was waited for. */
function server(...answers: readonly { status: number; headers?: Record<string, string> }[]) {
  const waited: number[] = [];
  const bodies: Response[] = [];
  const queue = [...answers];
  const request = patiently(
    async () => {
      const { status, headers = {} } = queue.shift()!;
      const response = new Response(status === 204 ? null : 'x', { status, headers });
      bodies.push(response);
      return response as never;
    },
    async (milliseconds) => {
      waited.push(milliseconds);
    },
  );
  return { waited, bodies, request: () => request('http://discord.test', {}) };
}

describe('requests keep their distance', () => {
  test('an answer, a refusal and a rate limit that says how long come at once', async () => {
    const { request, waited } = server(
      { status: 200 },
      { status: 403 },
      { status: 429, headers: { 'retry-after': '3' } },
    );
    for (const status of [200, 403, 429]) expect((await request()).status).toBe(status);
    expect(waited).toEqual([]);
  });

  test('after a failure there is a pause, and its body is read so that the connection is free', async () => {
    const { request, waited, bodies } = server({ status: 502 });
    expect((await request()).status).toBe(502);
    expect(waited).toEqual([300]);
    expect(bodies[0]?.bodyUsed).toBe(true);
  });

  test('a rate limit without a time is waited for ever longer, until a request goes through', async () => {
    const blocked = Array.from({ length: 9 }, () => ({ status: 429 }));
    const { request, waited } = server(...blocked, { status: 204 }, { status: 429 });
    for (let count = 0; count < 11; count++) await request();
    expect(waited).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 500]);
  });
});
