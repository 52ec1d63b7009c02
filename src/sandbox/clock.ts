/** Cancels a timer; harmless once it has fired. */
export type Cancel = () => void;

/** The sandbox's only source of time, so that a test can let 15 minutes pass at once. Times are in milliseconds. */
export interface Clock {
  now(): number;
  /** Calls `action` once, `delay` ms from now, unless cancelled before. */
  after(delay: number, action: () => void): Cancel;
}

export interface ManualClock extends Clock {
  /** Lets `duration` ms pass; timers that fall due fire in their order, each at its own time. */
  advance(duration: number): void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  after: (delay, action) => {
    const timer = setTimeout(action, delay);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** A clock that stands still until it is advanced. */
export function manualClock(start = Date.UTC(2025, 0, 1)): ManualClock {
  const timers = new Set<{ at: number; action: () => void }>();
  let now = start;
  const earliest = (until: number) => {
    let first: { at: number; action: () => void } | undefined;
    for (const timer of timers) {
      if (timer.at <= until && (first === undefined || timer.at < first.at)) first = timer;
    }
    return first;
  };
  return {
    now: () => now,
    after: (delay, action) => {
      const timer = { at: now + delay, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (duration) => {
      const until = now + duration;
      for (let timer = earliest(until); timer !== undefined; timer = earliest(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.action();
      }
      now = until;
    },
  };
}
