import { afterAll, beforeAll, expect, test } from 'vitest';
import { INTERACTIONS_KEPT } from '../../src/sandbox/limits.ts';
import { countsOf, exchange } from './exchange.ts';
import { articleLibrary } from './libraries.ts';
import { type LocalBot, startLocalBot } from './local-bot.ts';

/** `npm run bench:soak` runs 10,000 interactions and measures time and memory as well. */
const TURNS = 60;
let local: LocalBot;

beforeAll(async () => {
  const library = articleLibrary();
  local = await startLocalBot({ library: () => library, sandbox: { recordLimit: 100 } });
});
afterAll(() => local.stop());

test('a long conversation leaves no listener, cache entry, timer of an interaction or socket behind', async () => {
  for (let turn = 0; turn < 5; turn++) await exchange(local, turn);
  const before = countsOf(local);
  for (let turn = 0; turn < TURNS; turn++) await exchange(local, turn);
  expect(countsOf(local)).toEqual(before);
  expect(local.sandbox.world.interactions.size).toBeLessThanOrEqual(INTERACTIONS_KEPT);
});
