import type { Options } from '../benchmarks.ts';
import { type BenchSet, benchSet } from '../corpus.ts';
import { type Measured, quantile } from '../report.ts';
import { type Ask, ENGINES } from './engines.ts';

interface Row {
  readonly engine: string;
  readonly sentences: number;
  readonly buildSeconds: number;
  readonly heapMegabytes: number;
  readonly p50: number;
  readonly p99: number;
  readonly hitAt1: number;
}

/** Questions asked before any is counted, so that code is compiled. */
const WARM_UP = 20;
const QUESTIONS = 200;
/** Milliseconds that an engine may spend on a size; what it answered by then is what counts. */
const TIME_LIMIT = 25_000;
const SIZES = [15, 1_000, 10_000, 100_000];
const QUICK_SIZES = [15, 1_000, 10_000];

/** Our whole `answer()` against other engines' bare search, on the same sentences and questions, asked in turn. */
export async function measureAnswering({ quick, sizes: wanted, files }: Options): Promise<Measured> {
  const sizes = wanted?.split(',').map(Number) ?? (quick ? QUICK_SIZES : SIZES);
  const rows: Row[] = [];
  for (const size of sizes) {
    const set = benchSet(files, size, quick ? QUESTIONS / 4 : QUESTIONS);
    const built: Built[] = [];
    for (const { name, most, build } of ENGINES) {
      if (most !== undefined && size > most) continue;
      console.error(`building ${name} over ${size} sentences`);
      const before = heap();
      const start = performance.now();
      const ask = await build(set.corpus, set.texts);
      const buildSeconds = (performance.now() - start) / 1_000;
      built.push({ name, ask, buildSeconds, heapMegabytes: heap() - before });
    }
    rows.push(...(await askInTurn(set, built)));
  }
  return report(rows);
}

interface Built {
  readonly name: string;
  readonly ask: Ask;
  readonly buildSeconds: number;
  readonly heapMegabytes: number;
}

/** Each question goes to every engine before the next, so that what else the machine does meets all alike. */
async function askInTurn({ questions, corpus }: BenchSet, engines: readonly Built[]): Promise<Row[]> {
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

function report(rows: readonly Row[]): Measured {
  const largest = Math.max(...rows.map(({ sentences }) => sentences));
  const others = (row: Row) =>
    rows.filter(({ sentences, engine }) => sentences === row.sentences && engine !== OURS);
  const best = (row: Row, key: 'p50' | 'p99') => Math.min(...others(row).map((other) => other[key]));
  const ours = rows.find(({ engine, sentences }) => engine === OURS && sentences === largest)!;
  const at = `at ${largest.toLocaleString('en')} sentences`;
  return {
    title: 'Answering',
    method:
      'Our `answer()`, with spelling repair, ranking and confidence, against the bare search of other engines over the same sentences, each question put to each engine in turn. The ratio is to the fastest of the others.',
    head: [
      'sentences',
      'engine',
      'build s',
      'heap MB',
      'p50 ms',
      'p99 ms',
      'hit@1',
      'p50 ratio',
      'p99 ratio',
    ],
    rows: rows.map((row) => [
      row.sentences.toLocaleString('en'),
      row.engine,
      row.buildSeconds.toFixed(2),
      row.heapMegabytes.toFixed(0),
      row.p50.toFixed(2),
      row.p99.toFixed(2),
      row.hitAt1.toFixed(3),
      row.engine === OURS ? (row.p50 / best(row, 'p50')).toFixed(2) : '',
      row.engine === OURS ? (row.p99 / best(row, 'p99')).toFixed(2) : '',
    ]),
    goals: [
      {
        what: `answering: p50 to the fastest other engine, ${at}`,
        value: ours.p50 / best(ours, 'p50'),
        limit: 0.33,
      },
      {
        what: `answering: p99 to the fastest other engine, ${at}`,
        value: ours.p99 / best(ours, 'p99'),
        limit: 0.5,
      },
      {
        what: `answering: the best other engine's hit@1 to ours, ${at}`,
        value: Math.max(...others(ours).map(({ hitAt1 }) => hitAt1)) / ours.hitAt1,
        limit: 1,
      },
    ],
  };
}

const OURS = 'verbatim';

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1_048_576;
}
