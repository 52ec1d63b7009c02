import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { corpusPath } from '../../config.ts';
import { type Gap, type Lesson, readGaps, teach } from '../../corpus/teach.ts';
import type { Corpus } from '../../corpus/types.ts';
import { openCorpus, problemLine } from '../corpus.ts';
import { count, neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print } from '../io.ts';

interface Options {
  readonly gaps?: string;
  readonly language?: string;
  readonly corpus?: string;
}

export function defineTeach(program: Command, io: Io, finish: Finish): void {
  program
    .command('teach')
    .summary('add a question to those that a sentence answers')
    .description(
      'Adds a question to a document’s expansions, corpus/<id>.questions.yaml: it helps to find the sentence and is never shown.\n' +
        'A file for --gaps is a YAML list of {question, id}; entries without an id are left for later.',
    )
    .argument('[question]', 'the question, in any language')
    .argument('[passage]', 'the id of the sentence that answers it, such as article#2@3a09cc')
    .option('--gaps <file>', 'take the questions from a file, as /digest gives it, with ids filled in')
    .option('--language <tag>', 'the question’s language, such as uk; told from its words when left out')
    .option('--corpus <path>', 'the folder of the corpus')
    .addHelpText('after', '\nExample:\n  verbatim teach "will the yanks play along?" "article#11@1a7bec"')
    .action((question: string | undefined, passage: string | undefined, options: Options) =>
      finish(runTeach(io, question, passage, options)),
    );
}

async function runTeach(
  io: Io,
  question: string | undefined,
  passage: string | undefined,
  options: Options,
): Promise<ExitCode> {
  if (options.gaps !== undefined) {
    if (question !== undefined)
      return fail(io, EXIT.usage, '--gaps takes its questions from the file: leave out the question');
    return teachGaps(io, options.gaps, options);
  }
  if (!question || !passage)
    return fail(
      io,
      EXIT.usage,
      'give a question and the id of its sentence (see: verbatim sentences), or --gaps FILE',
    );
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  const outcome = teachOne(io, corpus, lessonOf({ question, id: passage }, options), options);
  if (outcome.kind === 'problem') return fail(io, EXIT.failure, outcome.message);
  await print(io, `${outcome.message}\n`);
  return EXIT.ok;
}

async function teachGaps(io: Io, file: string, options: Options): Promise<ExitCode> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return fail(io, EXIT.failure, `${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  const read = readGaps(file, text);
  if (read.kind === 'problems') {
    for (const problem of read.problems) fail(io, EXIT.failure, problemLine(problem));
    return EXIT.failure;
  }
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  let problems = 0;
  for (const gap of read.gaps) {
    if (gap.id === undefined) continue;
    const outcome = teachOne(io, corpus, lessonOf({ ...gap, id: gap.id }, options), options);
    if (outcome.kind === 'done') await print(io, `${outcome.message}\n`);
    else {
      problems++;
      fail(io, EXIT.failure, `${problemLine({ file, line: gap.line, message: outcome.message })}`);
    }
  }
  const open = read.gaps.filter((gap) => gap.id === undefined).length;
  if (open > 0) io.stderr.write(`verbatim: ${count(open, 'question')} without an id left for later\n`);
  return problems > 0 ? EXIT.failure : EXIT.ok;
}

function lessonOf({ question, id }: Pick<Gap, 'question'> & { id: string }, { language }: Options): Lesson {
  return { question, id, ...(language !== undefined && { language }) };
}

type Taught = { readonly kind: 'done' | 'problem'; readonly message: string };

/** Adds one question to its file, which is read anew, so that several may go to one document. */
function teachOne(io: Io, corpus: Corpus, lesson: Lesson, options: Options): Taught {
  const folder = folderOf(options.corpus ?? corpusPath(io.environment));
  const document = lesson.id.replace(/#[^#]*$/, '');
  const known = corpus.documents.some(({ id }) => id === document);
  const path = join(folder, `${document}.questions.yaml`);
  try {
    const taught = teach(corpus, lesson, known ? readIfThere(path) : '');
    switch (taught.kind) {
      case 'taught':
        writeFileSync(path, taught.yaml);
        return {
          kind: 'done',
          message: `${path}: sentence ${taught.ordinal}, ${taught.language}: ${neutralise(lesson.question.trim())}`,
        };
      case 'known':
        return { kind: 'done', message: `${path}: sentence ${taught.ordinal} already has this question` };
      case 'problem':
        return { kind: 'problem', message: neutralise(taught.message) };
      default:
        return taught satisfies never;
    }
  } catch (error) {
    return {
      kind: 'problem',
      message: `${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`,
    };
  }
}

function readIfThere(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? readFileSync(path, 'utf8') : '';
}

function folderOf(path: string): string {
  return statSync(path).isDirectory() ? path : dirname(path);
}
