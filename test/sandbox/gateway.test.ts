import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../src/sandbox/clock.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { HEARTBEAT_INTERVAL } from '../../src/sandbox/limits.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { shardOf } from '../../src/sandbox/snowflake.ts';
import { call, identify, isEvent, type Payload, rawGateway } from './raw.ts';

const clock = manualClock();
const socketClock = manualClock();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock, socketClock, maxConcurrency: 2 });
});
afterEach(() => sandbox.close());

const isHello = ({ op }: Payload) => op === 10;
const isInvalid = ({ op }: Payload) => op === 9;

async function opened(query?: string) {
  const gateway = rawGateway(sandbox, query);
  await gateway.receives(isHello);
  return gateway;
}

async function loggedIn(change: object = {}) {
  const gateway = await opened();
  gateway.send(identify(sandbox, change));
  const ready = await gateway.receives(isEvent('READY'));
  return {
    gateway,
    ready: ready.d as { session_id: string; resume_gateway_url: string; guilds: { id: string }[] },
  };
}

describe('closes the socket of a client that', () => {
  test.each([
    ['has a wrong token', 4004, () => identify(sandbox, { token: 'no' })],
    ['asks for an unknown intent', 4013, () => identify(sandbox, { intents: 1 << 30 })],
    ['asks for a withheld privileged intent', 4014, () => identify(sandbox, { intents: 1 << 15 })],
    ['names a shard out of range', 4010, () => identify(sandbox, { shard: [2, 2] })],
    ['sends what is not JSON', 4002, () => '{'],
    ['sends more than 4,096 bytes', 4002, () => identify(sandbox, { padding: 'x'.repeat(4096) })],
    ['sends an unknown opcode', 4001, () => ({ op: 99, d: null })],
    ['speaks before it identifies', 4003, () => ({ op: 3, d: {} })],
    ['resumes with a wrong token', 4004, () => ({ op: 6, d: { token: 'no', session_id: 'x', seq: 0 } })],
  ])('%s: %i', async (_, code, payload) => {
    const gateway = await opened();
    gateway.send(payload());
    expect(await gateway.closed()).toBe(code);
  });

  test('identifies twice: 4005', async () => {
    const { gateway } = await loggedIn();
    gateway.send(identify(sandbox));
    expect(await gateway.closed()).toBe(4005);
  });

  test('sends more than 120 payloads a minute: 4008', async () => {
    const gateway = await opened();
    for (let sent = 0; sent < 121; sent++) gateway.send({ op: 1, d: null });
    expect(await gateway.closed()).toBe(4008);
  });

  test('misses its heartbeats: 4009', async () => {
    const gateway = await opened();
    socketClock.advance(4 * HEARTBEAT_INTERVAL);
    expect(await gateway.closed()).toBe(4009);
  });

  test('asks for another version: 4012', async () => {
    expect(await rawGateway(sandbox, 'v=6').closed()).toBe(4012);
  });

  test('claims a sequence that was never sent: 4007', async () => {
    const { gateway, ready } = await loggedIn();
    gateway.socket.terminate();
    const again = await opened();
    again.send({ op: 6, d: { token: sandbox.token, session_id: ready.session_id, seq: 999 } });
    expect(await again.closed()).toBe(4007);
  });
});

test('a heartbeat is acknowledged', async () => {
  const gateway = await opened();
  gateway.send({ op: 1, d: null });
  expect(await gateway.receives(({ op }) => op === 11)).toEqual({ op: 11 });
});

test('READY lists the servers, which then arrive whole, with the bot as their only member', async () => {
  const { gateway, ready } = await loggedIn();
  expect(ready.guilds).toEqual([{ id: sandbox.places.guild, unavailable: true }]);
  const { d } = await gateway.receives(isEvent('GUILD_CREATE'));
  expect(d).toMatchObject({ id: sandbox.places.guild, members: [{ user: { id: sandbox.places.bot } }] });
});

test('a resumed session gets what it missed, once and in order', async () => {
  const { gateway, ready } = await loggedIn();
  const { s } = await gateway.receives(isEvent('GUILD_CREATE'));
  gateway.socket.terminate();
  await gateway.closed();
  const member = sandbox.as(sandbox.places.member);
  await member.say(sandbox.places.general, 'first');
  await member.say(sandbox.places.general, 'second');
  const again = await opened();
  again.send({ op: 6, d: { token: sandbox.token, session_id: ready.session_id, seq: s } });
  const first = await again.receives(isEvent('MESSAGE_CREATE'));
  const resumed = await again.receives(isEvent('RESUMED'));
  expect([first.s, resumed.s]).toEqual([s! + 1, s! + 3]);
});

test('a session that is declared invalid and resumable is resumed on the same socket', async () => {
  const { gateway, ready } = await loggedIn();
  const { s } = await gateway.receives(isEvent('GUILD_CREATE'));
  sandbox.faults.invalidateSessions(true);
  expect(await gateway.receives(isInvalid)).toEqual({ op: 9, d: true });
  await sandbox.as(sandbox.places.member).say(sandbox.places.general, 'meanwhile');
  gateway.send({ op: 6, d: { token: sandbox.token, session_id: ready.session_id, seq: s } });
  const missed = await gateway.receives(isEvent('MESSAGE_CREATE'));
  const resumed = await gateway.receives(isEvent('RESUMED'));
  expect([missed.s, resumed.s]).toEqual([s! + 1, s! + 2]);
});

test.each([1000, 1001])('a session closed with %i cannot be resumed', async (code) => {
  const { gateway, ready } = await loggedIn();
  gateway.socket.close(code);
  await gateway.closed();
  const again = await opened();
  again.send({ op: 6, d: { token: sandbox.token, session_id: ready.session_id, seq: 1 } });
  expect(await again.receives(isInvalid)).toEqual({ op: 9, d: false });
});

test('two logins of a bucket within 5 s: the second is told that its session is invalid', async () => {
  await loggedIn({ shard: [0, 4] });
  const second = await opened();
  second.send(identify(sandbox, { shard: [2, 4] }));
  expect(await second.receives(isInvalid)).toEqual({ op: 9, d: false });
  await loggedIn({ shard: [1, 4] });
  clock.advance(5_000);
  await loggedIn({ shard: [2, 4] });
  const { body } = await call(sandbox, 'GET', '/gateway/bot');
  expect(body.session_start_limit).toMatchObject({ total: 1_000, remaining: 997, max_concurrency: 2 });
});

test('each shard gets its own servers; past 2,500 on one, Discord requires more shards', async () => {
  sandbox.addGuilds(10);
  const shards = [await loggedIn({ shard: [0, 2] }), await loggedIn({ shard: [1, 2] })];
  for (const [shard, { ready }] of shards.entries()) {
    expect(ready.guilds.length).toBeGreaterThan(4);
    expect(ready.guilds.every(({ id }) => shardOf(id, 2) === shard)).toBe(true);
  }
  sandbox.addGuilds(2_500);
  clock.advance(5_000);
  const alone = await opened();
  alone.send(identify(sandbox));
  expect(await alone.closed()).toBe(4011);
});

test('with zlib-stream each payload is a flush of one stream', async () => {
  const gateway = await opened('v=10&encoding=json&compress=zlib-stream');
  gateway.send(identify(sandbox));
  await gateway.receives(isEvent('READY'));
  await gateway.receives(isEvent('GUILD_CREATE'));
  const member = sandbox.as(sandbox.places.member);
  for (let count = 0; count < 20; count++)
    await member.say(sandbox.places.general, `<@${sandbox.places.bot}> ${count}`);
  const last = await gateway.receives(
    ({ t, d }) => t === 'MESSAGE_CREATE' && JSON.stringify(d).includes('> 19'),
  );
  expect(last.s).toBe(22);
});

test('a foreign Origin or Host is refused, over HTTP and over WebSocket', async () => {
  const foreign = await fetch(`${sandbox.api}/v10/gateway`, { headers: { origin: 'https://example.org' } });
  expect(foreign.status).toBe(403);
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway`, {
    headers: { host: 'example.org' },
  });
  const message = await new Promise<string>((resolve) =>
    socket.once('error', (error) => resolve(error.message)),
  );
  expect(message).toContain('403');
});
