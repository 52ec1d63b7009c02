import type { Outcome } from './reply.ts';

/** Where a question came in: a command's name, `mention`, `button` or `autocomplete`. */
export type Surface = string;

/** What is counted of an answer. Nothing of the question or of who asked. */
export interface Handled {
  readonly surface: Surface;
  readonly outcome: Outcome | 'cooldown' | 'duplicate';
  readonly seconds: number;
}

export interface Metrics {
  record(handled: Handled): void;
}

export const NO_METRICS: Metrics = { record() {} };
