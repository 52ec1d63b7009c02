import type { Measured } from './report.ts';

export interface Options {
  /** A short run, to see that all works: its figures are rough. */
  readonly quick: boolean;
  /** Corpus sizes in sentences, joined by commas. */
  readonly sizes?: string;
  /** Question files with texts to ask about; those in bench/questions where there are none. */
  readonly files: readonly string[];
}

type Benchmark = (options: Options) => Promise<Measured>;

/** The benchmarks by name, loaded when they run. */
export const BENCHMARKS = {
  answering: async (options) => (await import('./answering/index.ts')).measureAnswering(options),
  start: async (options) => (await import('./start.ts')).measureStart(options),
  questions: async (options) => (await import('./per-question.ts')).measureQuestions(options),
  memory: async (options) => (await import('./memory.ts')).measureMemory(options),
  autocomplete: async (options) => (await import('./autocomplete.ts')).measureAutocomplete(options),
} as const satisfies Record<string, Benchmark>;

export type BenchmarkName = keyof typeof BENCHMARKS;
