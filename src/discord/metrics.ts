import type { Outcome } from './reply.ts';

/** What is counted of something handled. Nothing of the question or of who asked. */
export interface Handled {
  /** A command's name, `owner.button`, `mention`, `mention-edit`, `mention-delete` or `autocomplete`. */
  readonly surface: string;
  readonly outcome: Outcome | 'cooldown';
  readonly seconds: number;
}

export interface Metrics {
  record(handled: Handled): void;
}

export const NO_METRICS: Metrics = { record() {} };
