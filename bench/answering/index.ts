/**
 * Answering, side by side: our whole `answer()` against other engines' bare search, on the same sentences and
 * questions, asked in turn. Writes a table, and JSON with `--json FILE`.
 *
 *   npm run bench:answering -- [--sizes 16,1000,10000,100000] [--questions 200] [--json FILE] QUESTIONS.jsonl…
 *
 * Run with --expose-gc for the heap column.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { type BenchSet, benchSet } from '../corpus.ts';
import { type Ask, ENGINES } from './engines.ts';

interface Row {
  readonly engine: string;
  readonly sentences: number;
  readonly buildSeconds: number;
  readonly heapMegabytes: number | null;
  readonly p50: number;
  readonly p99: number;
  readonly hitAt1: number;
}

/** Questions asked before any is counted, so that code is compiled. */
const WARM_UP = 20;
/** Milliseconds that an engine may spend on a size; what it answered by then is what counts. */
const TIME_LIMIT = 120_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '16,1000,10000,100000' },
    questions: { type: 'string', default: '200' },
    json: { type: 'string' },
  },
});
if (positionals.length === 0) {
  console.error('Name at least one question file; see eval in README.md for their form.');
  process.exit(2);
}

const rows: Row[] = [];
for (const size of values.sizes.split(',').map(Number)) {
  const set = benchSet(positionals, size, Number(values.questions));
  const built: { name: string; ask: Ask; buildSeconds: number; heapMegabytes: number | null }[] = [];
  for (const { name, most, build } of ENGINES) {
    if (most !== undefined && size > most) continue;
    console.error(`building ${name} over ${size} sentences`);
    const before = heap();
    const start = performance.now();
    const ask = await build(set.corpus, set.texts);
    const buildSeconds = (performance.now() - start) / 1_000;
    built.push({ name, ask, buildSeconds, heapMegabytes: before === null ? null : heap()! - before });
  }
  rows.push(...(await askInTurn(set, built)));
}
report(rows);

/** Each question goes to every engine before the next, so that what else the machine does meets all alike. */
async function askInTurn(
  { questions, corpus }: BenchSet,
  engines: readonly { name: string; ask: Ask; buildSeconds: number; heapMegabytes: number | null }[],
): Promise<Row[]> {
  const times = engines.map((): number[] => []);
  const spent = engines.map(() => 0);
  const hits = engines.map(() => 0);
  for (const { question } of questions.slice(0, WARM_UP))
    for (const [at, { ask }] of engines.entries()) {
      const start = performance.now();
      if (spent[at]! < TIME_LIMIT / 4) await ask(question);
      spent[at] = spent[at]! + performance.now() - start;
    }
  spent.fill(0);
  for (const { question, answers } of questions)
    for (const [at, { ask }] of engines.entries()) {
      if (spent[at]! > TIME_LIMIT) continue;
      const start = performance.now();
      const place = await ask(question);
      const time = performance.now() - start;
      times[at]!.push(time);
      spent[at] = spent[at]! + time;
      if (answers.has(place)) hits[at] = hits[at]! + 1;
    }
  return engines.map(({ name, buildSeconds, heapMegabytes }, at) => ({
    engine: name,
    sentences: corpus.sentences.length,
    buildSeconds,
    heapMegabytes,
    p50: quantile(times[at]!, 0.5),
    p99: quantile(times[at]!, 0.99),
    hitAt1: hits[at]! / times[at]!.length,
  }));
}

function report(all: readonly Row[]): void {
  const machine = `${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}`;
  const table = new Table({
    head: [
      'sentences',
      'engine',
      'build s',
      'heap MB',
      'p50 ms',
      'p99 ms',
      'hit@1',
      'p50 ÷ best other',
      'p99 ÷ best other',
    ],
    style: { head: [], border: [] },
  });
  for (const row of all) {
    const others = all.filter(
      ({ sentences, engine }) => sentences === row.sentences && engine !== 'verbatim',
    );
    const ratio = (key: 'p50' | 'p99') =>
      row.engine === 'verbatim' ? (row[key] / Math.min(...others.map((other) => other[key]))).toFixed(2) : '';
    table.push([
      row.sentences.toLocaleString('en'),
      row.engine,
      row.buildSeconds.toFixed(2),
      row.heapMegabytes?.toFixed(0) ?? '–',
      row.p50.toFixed(2),
      row.p99.toFixed(2),
      row.hitAt1.toFixed(3),
      ratio('p50'),
      ratio('p99'),
    ]);
  }
  console.log(machine);
  console.log(table.toString());
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, rows: all }, null, 2)}\n`);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function heap(): number | null {
  if (!globalThis.gc) return null;
  globalThis.gc();
  return process.memoryUsage().heapUsed / 1_048_576;
}
