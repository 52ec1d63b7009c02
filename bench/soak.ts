import { countsOf, EVENTS_A_TURN, exchange } from '../test/discord/exchange.ts';
import { articleLibrary } from '../test/discord/libraries.ts';
import { startLocalBot } from '../test/discord/local-bot.ts';

/**
 * Asks the real bot in a sandbox 10,000 times, or as often as the first argument says, and shows by tenths how long
 * an exchange takes and what stays in memory. Exits with 1 where something grows that must not.
 */
const TENTHS = 10;
/** Of the last half over the first, after a collection; the sandbox's own stores are full long before. */
const HEAP_GROWTH = 1.1;

const turns = Math.ceil(Number(process.argv[2] ?? 10_000) / EVENTS_A_TURN / TENTHS);
const library = articleLibrary();
const local = await startLocalBot({ library: () => library, sandbox: { recordLimit: 100 } });
for (let turn = 0; turn < turns; turn++) await exchange(local, turn);

const before = countsOf(local);
const heaps: number[] = [];
console.log('| interactions | median of an exchange, ms | 99th percentile, ms | heap after collection, MB |');
console.log('|--:|--:|--:|--:|');
for (let tenth = 1; tenth <= TENTHS; tenth++) {
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const start = performance.now();
    await exchange(local, turn);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  globalThis.gc?.();
  heaps.push(process.memoryUsage().heapUsed / 1e6);
  const at = (share: number) => times[Math.floor(times.length * share)]!.toFixed(1);
  console.log(
    `| ${tenth * turns * EVENTS_A_TURN} | ${at(0.5)} | ${at(0.99)} | ${heaps.at(-1)!.toFixed(1)} |`,
  );
}
const after = countsOf(local);
const grown = Object.keys(before).filter((name) => after[name]! > before[name]!);
const growth = Math.max(...heaps.slice(TENTHS / 2)) / Math.max(...heaps.slice(0, TENTHS / 2));
console.log(`\nGrown: ${grown.join(', ') || 'nothing'}. Heap: ${growth.toFixed(2)} times.`);
await local.stop();
process.exitCode = grown.length > 0 || growth > HEAP_GROWTH ? 1 : 0;
