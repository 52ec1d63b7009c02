import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { shardOf } from '../../src/sandbox/snowflake.ts';
import { buildProgram, type Program, type RunningProgram } from './processes.ts';

const QUESTION = 'What did Meloni say about UN peacekeeping missions?';
const SERVERS = 9;

let program: Program;
let sandbox: Sandbox;
let servers: string[];

beforeAll(async () => {
  program = await buildProgram();
});
afterAll(() => program.dispose());
afterEach(async () => {
  await program.end();
  await sandbox.close();
});
// Several processes start, each as slowly as a busy machine lets it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A Discord with several servers, which recommends `shards` and lets them all in at once. */
async function discord(shards: number) {
  sandbox = await startSandbox({ shards, maxConcurrency: 16, rateLimits: false, recordLimit: 1_000_000 });
  servers = sandbox.addGuilds(SERVERS);
}

function start(environment: Record<string, string>): RunningProgram {
  return program.start(sandbox, environment);
}

const isReady = (count: number) => async (running: RunningProgram) => {
  for (let shard = 0; shard < count; shard++)
    await running.logged('a shard is ready', (line) => line.shard === shard);
};

/** Asks in a server and waits for the answer, which must be one. */
async function ask(server: string): Promise<string> {
  const channel = sandbox.world.guilds.get(server)!.channels[0]!;
  const invocation = await sandbox.as(sandbox.places.owner).slash('ask', { question: QUESTION }, { channel });
  return (await invocation.message()).content;
}

/** First responses to interactions that Discord took. */
const answers = () =>
  sandbox.record.requests('POST', '/callback').filter(({ status }) => status >= 200 && status < 300);

describe('SHARDS=auto', () => {
  test('serves each server by exactly one process, registers once, and stops whole', async () => {
    await discord(3);
    const running = start({ SHARDS: 'auto' });
    await isReady(3)(running);
    await running.logged('commands registered');
    for (const server of servers)
      expect(await ask(server)).toContain('UN peacekeeping missions are a different');

    const arrivals = new Map<string, number[]>();
    for (const { data, shard } of sandbox.record.dispatches('GUILD_CREATE')) {
      const { id } = data as { id: string };
      arrivals.set(id, [...(arrivals.get(id) ?? []), shard]);
    }
    for (const server of servers) expect(arrivals.get(server)).toEqual([shardOf(server, 3)]);
    const handlers = () => running.log.filter(({ msg }) => msg === 'handled').map(({ shards }) => shards);
    await expect.poll(() => handlers().length).toBe(SERVERS);
    expect(handlers().sort()).toEqual(servers.map((server) => String(shardOf(server, 3))).sort());
    expect(answers()).toHaveLength(SERVERS);
    expect(sandbox.record.requests('PUT', '/commands')).toHaveLength(1);

    expect(await running.ended('SIGTERM')).toBe(0);
    expect(sandbox.record.entries.filter(({ kind }) => kind === 'closed')).toHaveLength(3);
  });

  test('starts a shard again that died, while the others go on', async () => {
    await discord(2);
    const running = start({ SHARDS: '2' });
    await isReady(2)(running);
    await running.logged('commands registered');
    const { pid } = await running.logged('a shard was started', ({ shard }) => shard === 1);
    process.kill(pid as number, 'SIGKILL');
    expect(await running.logged('a shard died; it is started again')).toMatchObject({
      shard: 1,
      signal: 'SIGKILL',
    });
    const others = servers.filter((server) => shardOf(server, 2) === 0);
    for (const server of others) expect(await ask(server)).toContain('Giorgia Meloni');
    expect(running.log.filter(({ msg }) => msg === 'a shard was started')).toHaveLength(2);

    await running.logged('a shard is ready', ({ shard, pid: another }) => shard === 1 && another !== pid);
    for (const server of servers) expect(await ask(server)).toContain('Giorgia Meloni');
    expect(running.log.filter(({ msg }) => msg === 'a shard died; it is started again')).toHaveLength(1);
  });

  test('a rolling restart under load answers every question once', async () => {
    await discord(2);
    const running = start({ SHARDS: '2' });
    await isReady(2)(running);
    await running.logged('commands registered');
    let asked = 0;
    let over = false;
    const asking = Promise.all(
      servers.slice(0, 2).map(async (server) => {
        while (!over) {
          asked++;
          expect(await ask(server)).toContain('Giorgia Meloni');
        }
      }),
    );
    running.process.kill('SIGUSR2');
    await running.logged('every shard was replaced').catch(() => {});
    over = true;
    await asking;
    expect(answers()).toHaveLength(asked);
    const started = running.log.filter(({ msg }) => msg === 'a shard was started');
    expect(started.map(({ shard }) => shard)).toEqual([0, 1, 0, 1]);
    expect(running.log.filter(({ msg }) => msg === 'the process that was replaced has ended')).toHaveLength(
      2,
    );
    expect(running.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a mention that two processes see during a restart is answered once', async () => {
    await discord(1);
    const shard = { SHARD_IDS: '0', SHARD_COUNT: '1' };
    const [old, next] = [start(shard), start(shard)];
    await Promise.all([old.logged('ready'), next.logged('ready')]);
    const { places } = sandbox;
    const member = sandbox.as(places.member);
    await member.say(places.general, `<@${places.bot}> ${QUESTION}`);
    await Promise.all([old.logged('handled'), next.logged('handled')]);
    expect(member.messages(places.general)).toHaveLength(2);
  });

  test('ends with the reason where no shard can run', async () => {
    await discord(2);
    const running = start({ SHARDS: '2', CORPUS: './nowhere' });
    expect(await running.ended()).toBe(14);
    expect(running.words).toContainEqual(expect.stringContaining('The corpus cannot be used'));
  });

  test('ends with one line where Discord refuses the token', async () => {
    await discord(2);
    const running = start({ SHARDS: 'auto', DISCORD_TOKEN: 'not.the.token' });
    expect(await running.ended()).toBe(10);
    expect(running.words).toHaveLength(1);
  });

  test('a shard leaves Discord when its manager is gone', async () => {
    await discord(2);
    const running = start({ SHARDS: '2' });
    await isReady(2)(running);
    // Ended is when the last process has closed the log that they share.
    expect(await running.ended('SIGKILL')).toBe('SIGKILL');
    expect(sandbox.record.entries.filter(({ kind }) => kind === 'closed')).toHaveLength(2);
  });
});

describe('SHARD_IDS of SHARD_COUNT', () => {
  test('divides the servers between processes that know nothing of each other', async () => {
    await discord(4);
    const first = start({ SHARD_IDS: '0-1', SHARD_COUNT: '4' });
    const second = start({ SHARD_IDS: '2,3', SHARD_COUNT: '4' });
    await Promise.all([first.logged('ready'), second.logged('ready'), first.logged('commands registered')]);
    for (const server of servers) expect(await ask(server)).toContain('Giorgia Meloni');
    const handledBy = (running: RunningProgram) => running.log.filter(({ msg }) => msg === 'handled').length;
    const share = servers.filter((server) => shardOf(server, 4) < 2).length;
    await expect.poll(() => [handledBy(first), handledBy(second)]).toEqual([share, SERVERS - share]);
    expect(sandbox.record.requests('PUT', '/commands')).toHaveLength(1);
    // Nobody has registered from the second.
    expect(second.log.map(({ msg }) => msg)).not.toContain('commands registered');

    expect(await first.ended('SIGTERM')).toBe(0);
    const left = servers.filter((server) => shardOf(server, 4) >= 2);
    for (const server of left) expect(await ask(server)).toContain('Giorgia Meloni');
  });

  test('what was asked before a stop is answered before it', async () => {
    await discord(1);
    const running = start({ SHARD_IDS: '0', SHARD_COUNT: '1' });
    await Promise.all([running.logged('ready'), running.logged('commands registered')]);
    // Answers are held up, so that the signal comes while they are under way.
    sandbox.faults.onRequest({ path: '/callback', fault: { kind: 'delay', delay: 500 } });
    const asking = servers.map(ask);
    await expect.poll(() => sandbox.record.dispatches('INTERACTION_CREATE').length).toBe(SERVERS);
    await expect.poll(() => running.log.length).toBeGreaterThan(0);
    await Promise.race(asking);
    running.process.kill('SIGTERM');
    for (const content of await Promise.all(asking)) expect(content).toContain('Giorgia Meloni');
    expect(await running.ended()).toBe(0);
  });
});
