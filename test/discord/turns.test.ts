import { describe, expect, test } from 'vitest';
import { Turns, WORTH_ANSWERING } from '../../src/discord/turns.ts';

/** Turns on a clock of the test's; `turn` lets the next piece of work begin. */
function setUp() {
  const nexts: (() => void)[] = [];
  const dropped: number[] = [];
  const begun: string[] = [];
  const clock = { now: 0 };
  const turns = new Turns({
    now: () => clock.now,
    yieldTo: (next) => nexts.push(next),
    dropped: (waited) => dropped.push(waited),
  });
  return {
    clock,
    dropped,
    begun,
    ask: (name: string, work: () => Promise<void> = () => Promise.resolve()) =>
      turns.take(() => {
        begun.push(name);
        return work();
      }),
    turn: () => nexts.shift()?.(),
    idle: () => nexts.length === 0,
  };
}

describe('turns', () => {
  test('work begins in order, one piece between two looks at the sockets', async () => {
    const { ask, turn, begun, idle } = setUp();
    const all = [ask('a'), ask('b'), ask('c')];
    expect(begun).toEqual([]);
    turn();
    expect(begun).toEqual(['a']);
    turn();
    turn();
    expect(begun).toEqual(['a', 'b', 'c']);
    expect(idle()).toBe(true);
    await Promise.all(all);
  });

  test('what waited too long is dropped, and what came after it is not kept waiting', async () => {
    const { ask, turn, begun, clock, dropped } = setUp();
    const late = [ask('late'), ask('late as well')];
    clock.now = WORTH_ANSWERING;
    const inTime = ask('in time');
    clock.now++;
    turn();
    expect(begun).toEqual(['in time']);
    expect(dropped).toEqual([WORTH_ANSWERING + 1, WORTH_ANSWERING + 1]);
    await Promise.all([...late, inTime]);
  });

  test('work slower than what comes still answers as much as it can', () => {
    const { ask, turn, begun, clock } = setUp();
    // One question every 5 ms, and 10 ms for each: a minute at twice what can be done.
    let came = 0;
    for (let done = 0; done < 6_000; done++) {
      for (; came * 5 <= clock.now; came++) void ask(String(came));
      turn();
      clock.now += 10;
    }
    expect(begun).toHaveLength(6_000);
    // And none of them for nothing: the last begun came the limit ago, give or take a step of the clock at either end.
    expect(clock.now - Number(begun.at(-1)) * 5).toBeLessThanOrEqual(WORTH_ANSWERING + 20);
  });

  test('a failure is that of its own work alone; later work begins anew', async () => {
    const { ask, turn, begun } = setUp();
    const failing = ask('a', () => Promise.reject(new Error('no')));
    turn();
    await expect(failing).rejects.toThrow('no');
    const next = ask('b');
    turn();
    await next;
    expect(begun).toEqual(['a', 'b']);
  });
});
