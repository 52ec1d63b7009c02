import { EventEmitter } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/types.ts';
import { interrupted, runLocalDiscord, startLocalDiscord } from '../../src/sandbox/start.ts';

const corpus = { documents: [{ title: 'A treaty' }], expansions: [], knownSilences: [] } as unknown as Corpus;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const options = (port: number) => ({
  port,
  corpus: () => corpus,
  openapi: null,
  report: (error: unknown) => {
    throw error;
  },
});
const start = async (port: number) => {
  const local = await startLocalDiscord(options(port));
  closing.push(local.close);
  return local;
};

describe('a local Discord', () => {
  it('serves its page and Discord’s REST at one address on loopback', async () => {
    const local = await start(0);
    expect(new URL(local.url).hostname).toBe('127.0.0.1');
    expect(await (await fetch(local.url)).text()).toMatch(/^<!doctype html>/);
    const headers = { authorization: `Bot ${local.token}` };
    expect(await (await fetch(`${local.api}/v10/users/@me`, { headers })).json()).toMatchObject({ bot: true });
  });

  it('moves on from a busy port', async () => {
    const first = await start(0);
    const busy = Number(new URL(first.url).port);
    const second = await start(busy);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(busy);
  });

  it('refuses another site’s page and a name that is not its own', async () => {
    const { url } = await start(0);
    const foreign = await fetch(url, { headers: { origin: 'http://evil.example' } });
    expect(foreign.status).toBe(403);
  });
});

it('runs until it is told to stop, says one line, and leaves nothing open', async () => {
  const lines: string[] = [];
  const events: string[] = [];
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const running = runLocalDiscord({
    ...options(0),
    print: (line) => lines.push(line),
    startBot: async ({ api }) => {
      events.push(`bot at ${new URL(api).pathname}`);
      return { stop: async () => void events.push('bot stopped') };
    },
    stopped,
  });
  await expect.poll(() => lines.length).toBe(1);
  const url = /http:\S+/.exec(lines[0]!)?.[0] ?? '';
  expect((await fetch(url)).ok).toBe(true);
  stop();
  await running;
  expect(events).toEqual(['bot at /api', 'bot stopped']);
  await expect(fetch(url)).rejects.toThrow();
});

it('a bot that cannot start takes the local Discord with it', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  const startBot = () => Promise.reject(new Error('no login'));
  const run = runLocalDiscord({ ...options(port), print: () => {}, startBot, stopped: new Promise(() => {}) });
  await expect(run).rejects.toThrow('no login');
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
});

it.each(['SIGINT', 'SIGTERM'])('%s is heard once, so that a second one ends the process', async (signal) => {
  const signals = new EventEmitter();
  const stopped = interrupted(signals as unknown as NodeJS.Process);
  signals.emit(signal);
  await stopped;
  expect(signals.eventNames()).toEqual([]);
});
