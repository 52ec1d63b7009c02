import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IDENTIFY_WINDOW, identifyThrottler, memoryWindows } from '../../src/discord/identify.ts';

/** A throttler over a clock that goes on only while somebody waits. */
function throttled(maxConcurrency: number) {
  let now = 0;
  const windows = memoryWindows(() => now);
  const throttler = identifyThrottler(windows, maxConcurrency, async (milliseconds, signal) => {
    signal.throwIfAborted();
    now += milliseconds;
  });
  return { throttler, now: () => now };
}

describe('identifying', () => {
  test('shards of a bucket wait for each other, those of different ones do not', async () => {
    const { throttler, now } = throttled(2);
    const { signal } = new AbortController();
    const times: number[] = [];
    for (const shard of [0, 1, 2, 3, 4]) {
      await throttler.waitForIdentify(shard, signal);
      times.push(now());
    }
    expect(times.map((time) => time / IDENTIFY_WINDOW)).toEqual([0, 0, 1, 1, 2]);
  });

  test('no window ever lets in more than Discord allows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 16 }),
        fc.array(fc.nat({ max: 63 }), { maxLength: 40 }),
        async (maxConcurrency, shards) => {
          const { throttler, now } = throttled(maxConcurrency);
          const identified: { bucket: number; at: number }[] = [];
          for (const shard of shards) {
            await throttler.waitForIdentify(shard, new AbortController().signal);
            identified.push({ bucket: shard % maxConcurrency, at: now() });
          }
          for (const [i, one] of identified.entries())
            for (const other of identified.slice(i + 1))
              if (one.bucket === other.bucket)
                expect(other.at - one.at).toBeGreaterThanOrEqual(IDENTIFY_WINDOW);
        },
      ),
    );
  });

  test('a shard that is given up waits no longer', async () => {
    const { throttler } = throttled(1);
    const given = new AbortController();
    await throttler.waitForIdentify(0, given.signal);
    given.abort(new Error('the shard was destroyed'));
    await expect(throttler.waitForIdentify(1, given.signal)).rejects.toThrow('the shard was destroyed');
  });
});
