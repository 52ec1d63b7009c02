import { readFileSync } from 'node:fs';
import { basename, isAbsolute, relative } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Corpus } from '../../corpus/types.ts';
import { compareRuns, measure } from '../../search/eval/metrics.ts';
import type { Outcome } from '../../search/eval/types.ts';
import { MODEL } from '../../search/model.ts';
import { meanScores, type SummaryScores } from '../../summary/eval.ts';
import { openCorpus } from '../corpus.ts';
import { displayFor } from '../display.ts';
import {
  comparisonText,
  failures,
  type Measured,
  markdownTable,
  metricsTable,
  type Provenance,
  provenanceText,
  reliabilityTable,
} from '../eval-report.ts';
import {
  evaluate,
  evaluateSummary,
  isSummaryFile,
  readQuestionFile,
  readSummaryFile,
} from '../evaluation.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { startProgress } from '../progress.ts';
import { type MeasuredSummaries, summaryMarkdown, summaryTable } from '../summary-report.ts';

/** Sentences of a summary unless told otherwise. */
const SENTENCES = 3;

interface Options {
  readonly sentences: number;
  readonly corpus?: string;
  readonly fresh?: true;
  readonly failures?: true;
  readonly compare?: string;
  readonly json?: true;
  readonly markdown?: true;
  readonly paraphrases?: true;
}

export function defineEval(program: Command, io: Io, finish: Finish): void {
  program
    .command('eval')
    .summary('measure the answers on question files')
    .description(
      'Asks the questions of files of the form {document, title?, text, questions: [{id, question, answers: [[start, end], …]}]}, ' +
        'a document a line, each of its own text alone, and prints how the answers did.\n' +
        'Files of the form {document, title?, text, summary} measure summaries instead: ROUGE against the reference, beside ' +
        'the first sentences (Lead) and plain TextRank of the same length.\n' +
        'answered and silent: share of the answerable answered, of the others met with silence; joint: both and the ' +
        'right sentence first; AUROC, ECE: how well the confidence tells right from wrong, and how far it is off.',
    )
    .argument('<file...>', 'question files, or files of documents with reference summaries')
    .option(
      '--corpus <path>',
      'where a question file’s text stands there, use its attribution and expansions',
    )
    .option('--fresh', 'read every text as one that is new, without expansions')
    .option('--failures', 'list every question that was not served')
    .option('--compare <run>', 'what changed since a run kept with --json')
    .option('--sentences <number>', 'sentences of each summary', parseSentences, SENTENCES)
    .option(
      '--paraphrases',
      'a further row of the questions that share no content word with what answers them',
    )
    .option('--json', 'one JSON object {files, all, outcomes}')
    .option('--markdown', 'the figures as a table in Markdown, below the command, the date and the versions')
    .action((files: string[], options: Options) => finish(evaluateFiles(io, files, options)));
}

async function evaluateFiles(io: Io, files: readonly string[], options: Options): Promise<ExitCode> {
  const summaries = await Promise.all(files.map(isSummaryFile));
  if (summaries.every((each) => each)) return evaluateSummaries(io, files, options);
  if (summaries.some((each) => each))
    return fail(io, EXIT.usage, 'questions and summaries are measured apart: give files of one kind');
  const earlier = options.compare === undefined ? null : readRun(options.compare);
  if (typeof earlier === 'string') return fail(io, EXIT.failure, earlier);
  const corpus = options.fresh ? null : openCorpus(io, options.corpus);
  if (corpus === null && !options.fresh) return EXIT.failure;
  const measured: Measured[] = [];
  const outcomes: Outcome[] = [];
  for (const file of files) {
    const result = await evaluateFile(io, file, corpus);
    if (typeof result === 'string') return fail(io, EXIT.failure, result);
    measured.push(...rowsOf(nameOf(file), result, options));
    outcomes.push(...result);
  }
  const all: Measured = { name: 'all', metrics: measure(outcomes) };
  if (options.json) {
    await print(io, `${toJson({ files: measured, all: all.metrics, outcomes })}\n`);
    return EXIT.ok;
  }
  const rows = files.length > 1 ? [...measured, ...rowsOf(all.name, outcomes, options)] : measured;
  if (options.markdown) {
    await print(io, provenanceText(provenanceOf(io, files, options)) + markdownTable(rows));
    return EXIT.ok;
  }
  const display = displayFor(io);
  if (options.failures) for (const failure of failures(display, outcomes)) await print(io, `${failure}\n`);
  await print(io, `${metricsTable(display, rows)}\n${reliabilityTable(display, all.metrics)}`);
  if (earlier) await print(io, `\n${comparisonText(display, compareRuns(earlier, outcomes))}`);
  return EXIT.ok;
}

async function evaluateSummaries(io: Io, files: readonly string[], options: Options): Promise<ExitCode> {
  const measured: MeasuredSummaries[] = [];
  for (const file of files) {
    const read = await readSummaryFile(file);
    if (read.kind === 'problem') return fail(io, EXIT.failure, read.message);
    const progress = startProgress(io, nameOf(file));
    const scores: SummaryScores[] = [];
    for (const set of read.sets) {
      const scored = evaluateSummary(set, options.sentences);
      if (typeof scored === 'string') {
        progress.end();
        return fail(io, EXIT.failure, `${file}: ${scored}`);
      }
      scores.push(scored);
      progress.update(scores.length, read.sets.length);
    }
    progress.end();
    measured.push({ name: nameOf(file), documents: scores.length, scores: meanScores(scores) });
  }
  const text = options.json
    ? `${toJson({ sentences: options.sentences, files: measured })}\n`
    : options.markdown
      ? provenanceText(provenanceOf(io, files, options)) + summaryMarkdown(measured)
      : summaryTable(displayFor(io), measured);
  await print(io, text);
  return EXIT.ok;
}

/** A file's figures, and where they are asked for those of its paraphrases. */
function rowsOf(name: string, outcomes: readonly Outcome[], { paraphrases }: Options): Measured[] {
  const rows = [{ name, metrics: measure(outcomes) }];
  if (paraphrases)
    rows.push({ name: `${name}, paraphrases`, metrics: measure(outcomes.filter((o) => o.paraphrase)) });
  return rows;
}

/** Files outside the working directory are called by their name alone: where they lie is nobody else's matter. */
function provenanceOf(io: Io, files: readonly string[], options: Options): Provenance {
  const flags = [
    ...(options.corpus === undefined ? [] : ['--corpus', within(options.corpus)]),
    ...(options.fresh ? ['--fresh'] : []),
    ...(options.paraphrases ? ['--paraphrases'] : []),
    ...(options.sentences === SENTENCES ? [] : ['--sentences', String(options.sentences)]),
  ];
  return {
    command: ['verbatim', 'eval', '--markdown', ...flags, ...files.map(within)].join(' '),
    date: io.now(),
    versions: { Verbatim: packageFile.version, 'Node.js': process.versions.node, weights: MODEL.version },
  };
}

function within(path: string): string {
  const fromHere = relative('', path);
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? basename(path) : fromHere;
}

function parseSentences(value: string): number {
  if (!/^[1-9]\d{0,3}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(value);
}

async function evaluateFile(io: Io, file: string, corpus: Corpus | null): Promise<Outcome[] | string> {
  const read = await readQuestionFile(file);
  if (read.kind === 'problem') return read.message;
  const total = read.sets.reduce((sum, set) => sum + set.questions.length, 0);
  const progress = startProgress(io, nameOf(file));
  const outcomes: Outcome[] = [];
  for (const set of read.sets) {
    const result = evaluate(set, corpus);
    if (result.kind === 'problem') {
      progress.end();
      return `${file}: ${result.message}`;
    }
    outcomes.push(...result.outcomes);
    progress.update(outcomes.length, total);
  }
  progress.end();
  return outcomes;
}

const runSchema = z.object({
  outcomes: z.array(
    z.object({
      document: z.string(),
      id: z.string(),
      question: z.string(),
      answerable: z.boolean(),
      // A run kept by an earlier version does not say.
      paraphrase: z.boolean().default(false),
      kind: z.enum(['answered', 'silent', 'invalid']),
      rank: z.number(),
      confidence: z.number(),
      first: z.string(),
      expected: z.array(z.string()),
    }),
  ),
});

/** The outcomes of an earlier run, or why they cannot be read. */
function readRun(file: string): readonly Outcome[] | string {
  try {
    const parsed = runSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.outcomes : `${file}: is no run of verbatim eval --json`;
  } catch (error) {
    if (error instanceof SyntaxError)
      return `${file}: is not JSON; keep a run with verbatim eval --json FILE > ${file}`;
    return `${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`;
  }
}

function nameOf(file: string): string {
  return file.replace(/^.*[\\/]/, '').replace(/\.jsonl?$/, '');
}
