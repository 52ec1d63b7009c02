import { SingleBar } from 'cli-progress';
import type { Io } from './io.ts';

export interface Progress {
  readonly update: (done: number, total: number) => void;
  /** Takes the bar off the screen. */
  readonly end: () => void;
}

/** Less work than this is over before a bar could be read. */
const MIN_TOTAL = 200;

/** A bar on standard error where that is a terminal and the work is long; nothing otherwise. */
export function startProgress(io: Io, label: string): Progress {
  if (!io.stderr.isTTY) return { update: () => {}, end: () => {} };
  let bar: SingleBar | null = null;
  return {
    update(done, total) {
      if (bar) bar.update(done);
      else if (total >= MIN_TOTAL) {
        bar = new SingleBar({
          stream: io.stderr as NodeJS.WritableStream,
          format: `${label} {bar} {value}/{total}`,
          barCompleteChar: '█',
          barIncompleteChar: '░',
          hideCursor: true,
          clearOnComplete: true,
        });
        bar.start(total, done);
      }
    },
    end: () => bar?.stop(),
  };
}
