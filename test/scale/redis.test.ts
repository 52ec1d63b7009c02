import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Secret } from '../../src/config.ts';
import { memoryLimiters, redisLimiters, takeTurn } from '../../src/discord/cooldown.ts';
import { IDENTIFY_WINDOW, memoryWindows, redisWindows } from '../../src/discord/identify.ts';
import { connectRedis, type SharedRedis } from '../../src/discord/redis.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { shardOf } from '../../src/sandbox/snowflake.ts';
import { buildProgram } from './processes.ts';
import { hasRedis, startRedis, type TestRedis } from './redis.ts';

const COOLDOWNS = { user: { questions: 2, seconds: 60 }, channel: { questions: 3, seconds: 60 } };
const TOKEN = 'bot.of-a.test';
const LOST = 'Redis is gone: cooldowns and identify throttling are kept in this process until it is back';
const BACK = 'Redis is back: cooldowns and identify throttling are shared again';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

describe.skipIf(!hasRedis)('with Redis', () => {
  let redis: TestRedis;
  let logged: { level: number; msg: string }[];
  const connections: SharedRedis[] = [];

  async function connect(token = TOKEN, url = redis.url): Promise<SharedRedis> {
    const log = pino({}, { write: (line) => logged.push(JSON.parse(line)) });
    const connection = connectRedis(new Secret(url), token, log);
    connections.push(connection);
    await connection.settled;
    return connection;
  }
  const messages = () => logged.map(({ msg }) => msg);

  beforeEach(async () => {
    logged = [];
    redis = await startRedis();
  });
  afterEach(async () => {
    redis.thaw();
    await Promise.all(connections.splice(0).map((connection) => connection.close()));
    await redis.kill();
  });

  test('processes count the questions of a member and of a channel together', async () => {
    const [one, two] = [redisLimiters(COOLDOWNS, await connect()), redisLimiters(COOLDOWNS, await connect())];
    expect(await takeTurn(one, 'ann', 'room')).toEqual({ kind: 'free' });
    expect(await takeTurn(two, 'ann', 'room')).toEqual({ kind: 'free' });
    expect(await takeTurn(one, 'ann', 'room')).toMatchObject({ kind: 'wait', scope: 'user' });
    expect(await takeTurn(one, 'ben', 'room')).toEqual({ kind: 'free' });
    expect(await takeTurn(two, 'cat', 'room')).toMatchObject({ kind: 'wait', scope: 'channel' });
    expect(await takeTurn(two, 'cat', 'other')).toEqual({ kind: 'free' });
  });

  test('another bot in the same Redis counts for itself', async () => {
    const [one, two] = [
      redisLimiters(COOLDOWNS, await connect()),
      redisLimiters(COOLDOWNS, await connect('another.bot.entirely')),
    ];
    for (const limiters of [one, two, one, two])
      expect(await takeTurn(limiters, 'ann', null)).toEqual({ kind: 'free' });
  });

  test('every key is gone when its time is over, and holds a number', async () => {
    const connection = await connect();
    await takeTurn(redisLimiters(COOLDOWNS, connection), 'ann', 'room');
    await redisWindows(connection).take(3);
    const keys = (await connection.client.keys('*')).sort();
    expect(keys.map((key) => key.replace(connection.prefix, ''))).toEqual([
      ':cooldown:channel:room',
      ':cooldown:user:ann',
      ':identify:3',
    ]);
    for (const key of keys) {
      expect(await connection.client.get(key)).toBe('1');
      const left = await connection.client.pttl(key);
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThanOrEqual(60_000);
    }
  });

  test('two processes do not log in within the same window; another bucket has its own', async () => {
    const [one, two] = [redisWindows(await connect()), redisWindows(await connect())];
    expect(await one.take(0)).toBe(0);
    const wait = await two.take(0);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(IDENTIFY_WINDOW);
    expect(await two.take(1)).toBe(0);
  });

  test.each([
    ['dies', (it: TestRedis) => it.kill(), (it: TestRedis) => it.start()],
    ['freezes', async (it: TestRedis) => it.freeze(), async (it: TestRedis) => it.thaw()],
  ])('while it %s each process counts by itself, with one warning', async (_, lose, restore) => {
    const connection = await connect();
    const limiters = redisLimiters(COOLDOWNS, connection);
    const windows = redisWindows(
      connection,
      memoryWindows(() => 0),
    );
    expect(await takeTurn(limiters, 'ann', null)).toEqual({ kind: 'free' });
    await lose(redis);
    for (let turn = 0; turn < 2; turn++)
      expect(await takeTurn(limiters, 'ann', null)).toEqual({ kind: 'free' });
    expect(await takeTurn(limiters, 'ann', null)).toMatchObject({ kind: 'wait', scope: 'user' });
    expect([await windows.take(0), await windows.take(0)]).toEqual([0, IDENTIFY_WINDOW]);
    await vi.waitUntil(() => messages().includes(LOST), { timeout: 20_000 });
    await restore(redis);
    await vi.waitUntil(() => messages().includes(BACK), { timeout: 20_000 });
    expect(messages()).toEqual([LOST, BACK]);
    expect(await takeTurn(redisLimiters(COOLDOWNS, await connect()), 'ben', null)).toEqual({ kind: 'free' });
    expect(await takeTurn(limiters, 'ben', null)).toEqual({ kind: 'free' });
    expect(await takeTurn(limiters, 'ben', null)).toMatchObject({ kind: 'wait' });
  });

  test('where it was never there, the start goes on without', async () => {
    await redis.kill();
    const connection = await connect();
    expect(await redisWindows(connection).take(0)).toBe(0);
    expect(await takeTurn(redisLimiters(COOLDOWNS, connection), 'ann', null)).toEqual({ kind: 'free' });
    expect(messages()).toEqual([LOST]);
  });

  test('the processes of a bot log in one after the other, share cooldowns, and outlive their Redis', async () => {
    const program = await buildProgram();
    const sandbox = await startSandbox({ maxConcurrency: 1 });
    try {
      const servers = sandbox.addGuilds(2);
      const shared = { REDIS_URL: redis.url, SHARD_COUNT: '2', COOLDOWN_USER: '2/600' };
      const processes = [0, 1].map((id) => program.start(sandbox, { ...shared, SHARD_IDS: `${id}` }));
      await Promise.all(processes.map((running) => running.logged('ready')));
      await processes[0]!.logged('commands registered');
      // Discord turned none away, so each identified once.
      const identified = sandbox.record.entries.filter(
        (entry) => entry.kind === 'received' && entry.op === 2,
      );
      expect(identified).toHaveLength(2);

      const ask = async (server: string) => {
        const channel = sandbox.world.guilds.get(server)!.channels[0]!;
        const asker = sandbox.as(sandbox.places.owner);
        const invocation = await asker.slash('ask', { question: 'What did Meloni say?' }, { channel });
        return (await invocation.message()).content;
      };
      expect(servers.map((server) => shardOf(server, 2)).sort()).toEqual([0, 1]);
      for (const server of servers) expect(await ask(server)).toContain('Giorgia Meloni');
      for (const server of servers) expect(await ask(server)).not.toContain('Giorgia Meloni');
      await redis.kill();
      await Promise.all(processes.map((running) => running.logged(LOST)));
      for (const server of servers) expect(await ask(server)).toContain('Giorgia Meloni');
    } finally {
      await program.end();
      program.dispose();
      await sandbox.close();
    }
  });
});

test('without Redis, cooldowns are counted in memory', async () => {
  const limiters = memoryLimiters(COOLDOWNS);
  expect(await takeTurn(limiters, 'ann', 'room')).toEqual({ kind: 'free' });
  expect(await takeTurn(limiters, 'ann', null)).toEqual({ kind: 'free' });
  const third = await takeTurn(limiters, 'ann', null);
  expect(third).toMatchObject({ kind: 'wait', scope: 'user' });
  expect(await takeTurn(memoryLimiters({ user: null, channel: null }), 'ann', 'room')).toEqual({
    kind: 'free',
  });
});
