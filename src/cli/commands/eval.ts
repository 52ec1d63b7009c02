import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { z } from 'zod';
import type { Corpus } from '../../corpus/types.ts';
import { compareRuns, measure } from '../../search/eval/metrics.ts';
import type { Outcome } from '../../search/eval/types.ts';
import { openCorpus } from '../corpus.ts';
import { displayFor } from '../display.ts';
import {
  comparisonText,
  failures,
  type Measured,
  markdownTable,
  metricsTable,
  reliabilityTable,
} from '../eval-report.ts';
import { evaluate, readQuestionFile } from '../evaluation.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { startProgress } from '../progress.ts';

interface Options {
  readonly corpus?: string;
  readonly fresh?: true;
  readonly failures?: true;
  readonly compare?: string;
  readonly json?: true;
  readonly markdown?: true;
}

export function defineEval(program: Command, io: Io, finish: Finish): void {
  program
    .command('eval')
    .summary('measure the answers on question files')
    .description(
      'Asks the questions of files of the form {document, title?, text, questions: [{id, question, answers: [[start, end], …]}]}, ' +
        'a document a line, each of its own text alone, and prints how the answers did.\n' +
        'answered and silent: share of the answerable answered, of the others met with silence; joint: both and the ' +
        'right sentence first; AUROC, ECE: how well the confidence tells right from wrong, and how far it is off.',
    )
    .argument('<file...>', 'question files')
    .option(
      '--corpus <path>',
      'where a question file’s text stands there, use its attribution and expansions',
    )
    .option('--fresh', 'read every text as one that is new, without expansions')
    .option('--failures', 'list every question that was not served')
    .option('--compare <run>', 'what changed since a run kept with --json')
    .option('--json', 'one JSON object {files, all, outcomes}')
    .option('--markdown', 'the figures as a table in Markdown')
    .action((files: string[], options: Options) => finish(evaluateFiles(io, files, options)));
}

async function evaluateFiles(io: Io, files: readonly string[], options: Options): Promise<ExitCode> {
  const earlier = options.compare === undefined ? null : readRun(options.compare);
  if (typeof earlier === 'string') return fail(io, EXIT.failure, earlier);
  const corpus = options.fresh ? null : openCorpus(io, options.corpus);
  if (corpus === null && !options.fresh) return EXIT.failure;
  const measured: Measured[] = [];
  const outcomes: Outcome[] = [];
  for (const file of files) {
    const result = await evaluateFile(io, file, corpus);
    if (typeof result === 'string') return fail(io, EXIT.failure, result);
    measured.push({ name: nameOf(file), metrics: measure(result) });
    outcomes.push(...result);
  }
  const all: Measured = { name: 'all', metrics: measure(outcomes) };
  if (options.json) {
    await print(io, `${toJson({ files: measured, all: all.metrics, outcomes })}\n`);
    return EXIT.ok;
  }
  const rows = measured.length > 1 ? [...measured, all] : measured;
  if (options.markdown) {
    await print(io, markdownTable(rows));
    return EXIT.ok;
  }
  const display = displayFor(io);
  if (options.failures) for (const failure of failures(display, outcomes)) await print(io, `${failure}\n`);
  await print(io, `${metricsTable(display, rows)}\n${reliabilityTable(display, all.metrics)}`);
  if (earlier) await print(io, `\n${comparisonText(display, compareRuns(earlier, outcomes))}`);
  return EXIT.ok;
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
