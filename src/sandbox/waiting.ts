import { PATIENCE } from './limits.ts';
import type { World, WorldEvent } from './world.ts';

/**
 * Waits for what someone sees: asked once now (with null), then at every event, never by the clock. After 10 s of
 * real time it rejects with what `problem` says, which should name what was seen instead.
 */
export function waitFor<Found>(
  world: World,
  attempt: (event: WorldEvent | null) => Found | undefined,
  problem: () => string,
): Promise<Found> {
  const found = attempt(null);
  if (found !== undefined) return Promise.resolve(found);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stop();
      reject(new Error(problem()));
    }, PATIENCE);
    const stop = world.subscribe((event) => {
      const seen = attempt(event);
      if (seen === undefined) return;
      clearTimeout(timer);
      stop();
      resolve(seen);
    });
  });
}
