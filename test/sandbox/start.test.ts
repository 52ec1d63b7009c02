import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/types.ts';
import { NoFreePort, startLocalDiscord } from '../../src/sandbox/start.ts';

const corpus = { documents: [{ title: 'A treaty' }], expansions: [], knownSilences: [] } as unknown as Corpus;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
const start = async (port: number) => {
  const report = (error: unknown) => {
    throw error;
  };
  const local = await startLocalDiscord({ port, corpus: () => corpus, openapi: null, report });
  closing.push(local.close);
  return local;
};

describe('a local Discord', () => {
  it('serves its page and Discord’s REST at one address on loopback', async () => {
    const local = await start(0);
    expect(new URL(local.url).hostname).toBe('127.0.0.1');
    expect(await (await fetch(local.url)).text()).toMatch(/^<!doctype html>/);
    const headers = { authorization: `Bot ${local.token}` };
    const self = await fetch(`${local.api}/v10/users/@me`, { headers });
    expect(await self.json()).toMatchObject({ bot: true });
  });

  it('moves on from a busy port', async () => {
    const busy = Number(new URL((await start(0)).url).port);
    const second = await start(busy);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(busy);
  });

  it('says what to do when there is no port left', async () => {
    const held = createServer().listen(65_535, '127.0.0.1');
    closing.push(() => new Promise((resolve) => held.close(resolve)));
    await once(held, 'listening');
    await expect(start(65_535)).rejects.toThrow(NoFreePort);
  });

  it('refuses the page of another site', async () => {
    const { url } = await start(0);
    const foreign = await fetch(url, { headers: { origin: 'http://elsewhere.example' } });
    expect(foreign.status).toBe(403);
  });
});
