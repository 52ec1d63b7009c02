import type { Command } from 'commander';
import { corpusLookup, passageId } from '../../corpus/permalink.ts';
import type { Corpus } from '../../corpus/types.ts';
import { openCorpus, sourceProblem } from '../corpus.ts';
import { displayFor, neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { speakerLabel } from '../wording.ts';

interface Options {
  readonly source?: string;
  readonly corpus?: string;
  readonly json?: true;
}

export function defineSentences(program: Command, io: Io, finish: Finish): void {
  program
    .command('sentences')
    .summary('list every sentence with its place, voice and speaker')
    .description('Lists every sentence with its offsets (UTF-16), paragraph, voice and speaker.')
    .option('--source <id>', 'only this document')
    .option('--corpus <path>', 'a folder of .md and .txt files, or one file')
    .option('--json', 'a JSON array, a sentence a line')
    .action((options: Options) => finish(sentences(io, options)));
}

async function sentences(io: Io, options: Options): Promise<ExitCode> {
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  const unknown = sourceProblem(corpus, options.source);
  if (unknown !== null) return fail(io, EXIT.usage, unknown);
  const listed = listSentences(corpus, options.source);
  return options.json ? printJson(io, listed) : printText(io, listed);
}

type Listed = ReturnType<typeof listSentences> extends Iterable<infer Each> ? Each : never;

function* listSentences(corpus: Corpus, source: string | undefined) {
  const lookup = corpusLookup(corpus);
  for (const sentence of corpus.sentences) {
    if (source !== undefined && sentence.document !== source) continue;
    const document = lookup.document(sentence.document)!;
    const text = document.text.slice(sentence.start, sentence.end);
    yield { id: passageId(document, sentence), ...sentence, text };
  }
}

async function printJson(io: Io, listed: Iterable<Listed>): Promise<ExitCode> {
  let separator = '[\n';
  for (const sentence of listed) {
    await print(io, `${separator}${toJson(sentence)}`);
    separator = ',\n';
  }
  await print(io, separator === '[\n' ? '[]\n' : '\n]\n');
  return EXIT.ok;
}

async function printText(io: Io, listed: Iterable<Listed>): Promise<ExitCode> {
  const display = displayFor(io);
  for (const sentence of listed) {
    const place = `paragraph ${sentence.paragraph}, ${sentence.start}–${sentence.end}`;
    const label = sentence.heading ? 'heading' : speakerLabel(sentence);
    const head = display.wrap(`${sentence.id} · ${place} · ${label}`);
    await print(io, `${display.dim(head)}\n${display.wrap(neutralise(sentence.text), 2)}\n`);
  }
  return EXIT.ok;
}
