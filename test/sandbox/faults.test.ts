import { type Client, GatewayDispatchEvents } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { loggedIn } from './bot.ts';
import { call, identify, isEvent, type Payload, rawGateway } from './raw.ts';

let sandbox: Sandbox;
let client: Client<true> | undefined;

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimits: false, seed: 7 });
});
afterEach(async () => {
  await client?.destroy();
  client = undefined;
  await sandbox.close();
});

const me = () => sandbox.as(sandbox.places.member);
const say = (words: string) => me().say(sandbox.places.general, `<@${sandbox.places.bot}> ${words}`);

/** The real client with what it heard, in order; `heard` resolves once it has heard so much. */
async function listening() {
  client = await loggedIn(sandbox);
  const words: string[] = [];
  const waiting = new Set<() => void>();
  // The gateway's own events: discord.js passes a message that it has in its cache on once only.
  client.ws.on(GatewayDispatchEvents.MessageCreate, ({ content }: { content: string }) => {
    words.push(content.replace(/^<@\d+> /, ''));
    for (const check of [...waiting]) check();
  });
  return {
    words,
    heard: (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => words.length >= count && resolve();
        waiting.add(check);
        check();
      }),
  };
}

/** Payloads by which the client came back, in order: 2 is IDENTIFY, 6 is RESUME. */
const logins = () =>
  sandbox.record.entries.flatMap((entry) =>
    entry.kind === 'received' && (entry.op === 2 || entry.op === 6) ? [entry.op] : [],
  );

describe('the real client comes back, and misses nothing, when', () => {
  test.each<[string, () => void]>([
    ['its socket is cut', () => sandbox.faults.dropSockets()],
    ['its socket is closed with a code that may be resumed', () => sandbox.faults.closeSockets(4_000)],
    ['it is asked to reconnect', () => sandbox.faults.requestReconnect()],
    ['its session is invalid but may be resumed', () => sandbox.faults.invalidateSessions(true)],
  ])('%s: by resuming', async (_, fault) => {
    const { words, heard } = await listening();
    await say('before');
    await heard(1);
    fault();
    await say('meanwhile');
    await heard(2);
    await say('after');
    await heard(3);
    expect(words).toEqual(['before', 'meanwhile', 'after']);
    expect(logins()).toEqual([2, 6]);
  });

  test.each<[string, () => void]>([
    ['its session is over', () => sandbox.faults.invalidateSessions(false)],
    ['Discord restarts', () => sandbox.faults.restart()],
  ])('%s: by identifying anew', async (_, fault) => {
    const { heard } = await listening();
    fault();
    await sandbox.connected();
    await expect.poll(() => logins().filter((op) => op === 2).length).toBe(2);
    await say('after');
    await heard(1);
  });
});

describe('events', () => {
  test('are delivered twice', async () => {
    const { words, heard } = await listening();
    sandbox.faults.duplicateEvents(1);
    await say('once');
    await heard(2);
    expect(words).toEqual(['once', 'once']);
  });

  test('change places', async () => {
    const { words, heard } = await listening();
    sandbox.faults.reorderEvents(1);
    await say('first');
    await say('second');
    await heard(2);
    expect(words).toEqual(['second', 'first']);
  });

  test('stay away while the gateway is silent, heartbeats included; a resume brings them', async () => {
    const gateway = rawGateway(sandbox);
    await gateway.receives(({ op }: Payload) => op === 10);
    gateway.send(identify(sandbox));
    const { d } = await gateway.receives(isEvent('READY'));
    const { s } = await gateway.receives(isEvent('GUILD_CREATE'));
    sandbox.faults.silence(true);
    gateway.send({ op: 1, d: s });
    await say('unheard');
    gateway.socket.terminate();
    await gateway.closed();
    sandbox.faults.silence(false);
    const again = rawGateway(sandbox);
    await again.receives(({ op }: Payload) => op === 10);
    again.send({
      op: 6,
      d: { token: sandbox.token, session_id: (d as { session_id: string }).session_id, seq: s },
    });
    expect(await again.receives(isEvent('MESSAGE_CREATE'))).toMatchObject({
      d: { content: expect.stringContaining('unheard') },
    });
  });

  test('that are duplicated by chance are the same ones with the same seed', async () => {
    const delivered = async (seed: number) => {
      const one = await startSandbox({ seed, rateLimits: false });
      const gateway = rawGateway(one);
      await gateway.receives(({ op }: Payload) => op === 10);
      gateway.send(identify(one));
      await gateway.receives(isEvent('GUILD_CREATE'));
      one.faults.duplicateEvents(0.5);
      const member = one.as(one.places.member);
      for (let count = 0; count < 12; count++)
        await member.say(one.places.general, `<@${one.places.bot}> ${count}`);
      const words = one.record
        .dispatches('MESSAGE_CREATE')
        .map(({ data }) => (data as { content: string }).content.split(' ')[1]);
      await one.close();
      return words;
    };
    const first = await delivered(7);
    expect(first.length).toBeGreaterThan(12);
    expect(await delivered(7)).toEqual(first);
    expect(await delivered(8)).not.toEqual(first);
  });
});

describe('requests', () => {
  const statuses = async (count: number, path = '/users/@me') => {
    const all: number[] = [];
    for (let index = 0; index < count; index++)
      all.push(
        await call(sandbox, 'GET', path)
          .then(({ status }) => status)
          .catch(() => 0),
      );
    return all;
  };

  test.each([500, 502, 503] as const)(
    'fail with %i as often as the rule says, and then no more',
    async (status) => {
      sandbox.faults.onRequest({ path: '/users', times: 2, fault: { kind: 'status', status } });
      expect(await statuses(3)).toEqual([status, status, 200]);
    },
  );

  test('are cut without an answer', async () => {
    sandbox.faults.onRequest({ times: 1, fault: { kind: 'refuse' } });
    expect(await statuses(2)).toEqual([0, 200]);
  });

  test.each(['user', 'global', 'shared'] as const)('are limited in the %s scope', async (scope) => {
    sandbox.faults.onRequest({ times: 1, fault: { kind: 'rate-limit', retryAfter: 1_500, scope } });
    const { status, headers, body } = await call(sandbox, 'GET', '/users/@me');
    expect(status).toBe(429);
    expect(body).toMatchObject({ retry_after: 1.5, global: scope === 'global' });
    expect([headers.get('retry-after'), headers.get('x-ratelimit-scope')]).toEqual(['1.500', scope]);
  });

  test('are held by method and path, until the rule is taken away', async () => {
    const fault = { kind: 'status', status: 500 } as const;
    const end = sandbox.faults.onRequest({ method: 'POST', fault });
    sandbox.faults.onRequest({ method: 'GET', path: '/gateway/bot', fault });
    expect(await statuses(1)).toEqual([200]);
    expect(await statuses(1, '/gateway/bot')).toEqual([500]);
    const typing = () => call(sandbox, 'POST', `/channels/${sandbox.places.general}/typing`);
    expect((await typing()).status).toBe(500);
    end();
    expect((await typing()).status).toBe(204);
    sandbox.faults.clear();
    expect(await statuses(1, '/gateway/bot')).toEqual([200]);
  });

  test('fail by chance, the same ones with the same seed', async () => {
    sandbox.faults.onRequest({ probability: 0.5, fault: { kind: 'status', status: 500 } });
    const first = await statuses(12);
    expect(new Set(first)).toEqual(new Set([200, 500]));
    await sandbox.close();
    sandbox = await startSandbox({ rateLimits: false, seed: 7 });
    sandbox.faults.onRequest({ probability: 0.5, fault: { kind: 'status', status: 500 } });
    expect(await statuses(12)).toEqual(first);
  });

  test('that fail for a moment are made again by the real client', async () => {
    client = await loggedIn(sandbox);
    const channel = await client.channels.fetch(sandbox.places.general);
    for (const fault of [
      { kind: 'status', status: 502 },
      { kind: 'rate-limit', retryAfter: 20, scope: 'shared' },
    ] as const) {
      sandbox.faults.onRequest({ method: 'POST', times: 1, fault });
      if (channel?.isSendable()) await channel.send(`after ${fault.kind}`);
    }
    expect(
      me()
        .messages(sandbox.places.general)
        .map(({ content }) => content),
    ).toEqual(['after status', 'after rate-limit']);
  });
});

describe('the record', () => {
  test('holds every request and event, and no token', async () => {
    const { heard } = await listening();
    await say('hello');
    await heard(1);
    await call(sandbox, 'POST', `/channels/${sandbox.places.general}/messages`, { content: '' });
    const { record } = sandbox;
    expect(record.requests('POST', '/messages')).toMatchObject([
      {
        path: `/channels/${sandbox.places.general}/messages`,
        body: { content: '' },
        status: 400,
        code: 50_006,
      },
    ]);
    expect(record.dispatches().map(({ event }) => event)).toEqual([
      'READY',
      'GUILD_CREATE',
      'MESSAGE_CREATE',
    ]);
    expect(JSON.stringify(record.entries)).not.toContain(sandbox.token);
    record.clear();
    expect(record.entries).toEqual([]);
  });

  test('forgets the oldest beyond its limit', async () => {
    await sandbox.close();
    sandbox = await startSandbox({ recordLimit: 5, rateLimits: false });
    for (let count = 0; count < 12; count++) await call(sandbox, 'GET', `/channels/${count}`);
    expect(sandbox.record.entries.map((entry) => entry.kind === 'request' && entry.path)).toEqual(
      [7, 8, 9, 10, 11].map((count) => `/channels/${count}`),
    );
  });
});
