import MiniSearch from 'minisearch';
import { buildIndex, suggest } from '../src/search/index.ts';
import type { Options } from './benchmarks.ts';
import { benchSet } from './corpus.ts';
import { type Measured, quantile } from './report.ts';

const SIZES = [1_000, 10_000, 100_000];
const QUESTIONS = 200;
const CHOICES = 25;
/** Keys between two requests: Discord's client does not ask after each. */
const KEYS = 4;

/** Completions of half-typed questions, one after each key, beside MiniSearch's own suggestions. */
export async function measureAutocomplete({ quick, sizes: wanted, files }: Options): Promise<Measured> {
  const sizes = wanted?.split(',').map(Number) ?? (quick ? SIZES.slice(0, 2) : SIZES);
  const rows: string[][] = [];
  let last = Number.NaN;
  for (const size of sizes) {
    const set = benchSet(files, size, QUESTIONS);
    const index = buildIndex(set.corpus);
    const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
    engine.addAll(set.texts.map((text, id) => ({ id, text })));
    const ours: number[] = [];
    const theirs: number[] = [];
    const keys = set.questions.flatMap(({ question }) =>
      Array.from({ length: Math.floor(question.length / KEYS) }, (_, n) => question.slice(0, 2 + n * KEYS)),
    );
    // One after the other: what MiniSearch leaves to be collected would be collected in our time.
    for (const text of keys) ours.push(timed(() => suggest(index, text, [], CHOICES)));
    for (let at = 0; at < keys.length; at += size > 10_000 ? 20 : 4)
      theirs.push(timed(() => engine.autoSuggest(keys[at]!, { fuzzy: false })));
    last = quantile(ours, 0.99);
    const figures = (times: number[]) => [0.5, 0.99].map((share) => quantile(times, share).toFixed(2));
    rows.push([
      size.toLocaleString('en'),
      'verbatim',
      ...figures(ours),
      (last / quantile(theirs, 0.99)).toFixed(2),
    ]);
    rows.push([size.toLocaleString('en'), 'minisearch', ...figures(theirs), '']);
  }
  return {
    title: 'Autocompletion',
    method: 'The choices for a half-typed question, asked for after every fourth key.',
    head: ['sentences', 'engine', 'p50 ms', 'p99 ms', 'p99 ratio'],
    rows,
    goals: [
      {
        what: `autocompletion: p99 at ${sizes.at(-1)!.toLocaleString('en')} sentences, ms`,
        value: last,
        limit: 10,
      },
    ],
  };
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
