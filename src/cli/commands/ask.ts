import { type Command, InvalidArgumentError } from 'commander';
import { answer, explain, type SearchIndex } from '../../search/index.ts';
import type { Answer, AskOptions } from '../../search/types.ts';
import { runBatch } from '../batch.ts';
import { indexCorpus, openCorpus, sourceProblem } from '../corpus.ts';
import { count, displayFor, neutralise } from '../display.ts';
import { explanationText } from '../explanation.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { answerText } from '../wording.ts';

interface Options extends AskOptions {
  readonly corpus?: string;
  readonly json?: true;
  readonly batch?: true;
  readonly explain?: true;
}

export function defineAsk(program: Command, io: Io, finish: Finish): void {
  program
    .command('ask')
    .summary('answer a question with the text’s own words')
    .description(
      'Answers a question with the sentence of the sources that answers it, or says that they are silent.\n' +
        'Exit codes: 0 answered, 3 silent, 2 wrong use, 1 failure.',
    )
    .argument('[question...]', 'the question; quotation marks spare it from the shell')
    .option('--source <id>', 'stay within one document')
    .option('--limit <number>', 'ranked passages wanted', parseLimit)
    .option('--corpus <path>', 'a folder of .md and .txt files, or one file')
    .option('--json', 'one JSON Answer')
    .option('--explain', 'why: for each passage its features, value × weight')
    .option('--batch', 'read JSON lines {id?, question, source?, limit?} from standard input')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  verbatim ask "What did Meloni say about UN peacekeeping missions?"\n' +
        '  verbatim ask --batch --json < questions.jsonl > answers.jsonl',
    )
    .action((words: string[], options: Options) => finish(ask(io, words.join(' '), options)));
}

/** Answers one question, or with `batch` those of standard input. */
async function ask(io: Io, question: string, options: Options): Promise<ExitCode> {
  const wrong = wrongUse(question, options);
  if (wrong !== null) return fail(io, EXIT.usage, wrong);
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  const unknown = sourceProblem(corpus, options.source);
  if (unknown !== null) return fail(io, EXIT.usage, unknown);
  const index = indexCorpus(io, corpus);
  const { source, limit } = options;
  const asked: AskOptions = {
    ...(source !== undefined && { source }),
    ...(limit !== undefined && { limit }),
  };
  if (options.batch) return askBatch(io, index, asked);
  const given = answer(index, question, asked);
  if (options.json) await print(io, `${toJson(given)}\n`);
  else if (given.kind !== 'invalid')
    await print(io, answerText(displayFor(io), index, given, options.limit !== undefined));
  const why = options.explain && given.kind !== 'invalid' ? explain(index, question, asked) : null;
  if (why) await print(io, options.json ? `${toJson(why)}\n` : `\n${explanationText(why)}`);
  if (given.kind === 'invalid') fail(io, EXIT.usage, neutralise(given.problem));
  return exitOf(given);
}

async function askBatch(io: Io, index: SearchIndex, asked: AskOptions): Promise<ExitCode> {
  if (io.stdin.isTTY)
    io.stderr.write('Reading questions from the terminal, a JSON object a line; Ctrl-D ends them.\n');
  const result = await runBatch(io, index, asked);
  if (result.kind === 'unreadable')
    return fail(io, EXIT.failure, `standard input cannot be read: ${result.problem}`);
  const { lines, invalid } = result;
  if (invalid > 0)
    io.stderr.write(
      `verbatim: ${count(invalid, 'line')} of ${lines.toLocaleString('en')} invalid; see "problem" there\n`,
    );
  return EXIT.ok;
}

function wrongUse(question: string, { batch, explain, json }: Options): string | null {
  if (batch && explain) return '--explain takes one question apart: leave out --batch';
  if (batch) {
    if (question !== '') return '--batch reads its questions from standard input: leave out the question';
    return json ? null : '--batch writes JSON lines: add --json';
  }
  return question.trim() === ''
    ? 'there is no question; give one, as in: verbatim ask "Who proposed this?"'
    : null;
}

function exitOf(given: Answer): ExitCode {
  switch (given.kind) {
    case 'answered':
      return EXIT.ok;
    case 'silent':
      return EXIT.silent;
    case 'invalid':
      return EXIT.usage;
    default:
      return given satisfies never;
  }
}

function parseLimit(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(value);
}
