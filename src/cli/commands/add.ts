import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { corpusPath } from '../../config.ts';
import { MAX_FILE_BYTES } from '../../corpus/decode.ts';
import { readDocument } from '../../corpus/document.ts';
import { hintProblem, type ImportHints, importSource } from '../../corpus/import/index.ts';
import { readSourceFile } from '../../corpus/load.ts';
import type { Document } from '../../corpus/types.ts';
import { problemLine } from '../corpus.ts';
import { count, neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print } from '../io.ts';
import { startProgress } from '../progress.ts';

type Attribution = Omit<ImportHints, 'fileName'>;
interface Options extends Attribution {
  readonly corpus?: string;
  readonly replace?: true;
}

export function defineAdd(program: Command, io: Io, finish: Finish): void {
  program
    .command('add')
    .summary('import web pages, Markdown or text files into the corpus')
    .description(
      'Imports saved web pages (HTML), Markdown or text files into the corpus, one document each. The text is the file’s own; ' +
        'what the file states of itself (title, publisher, author, date, address) becomes its attribution, and what is given ' +
        'here goes before that. Nothing is looked up anywhere.',
    )
    .argument('<file...>', 'the files; - for standard input')
    .option('--title <text>', 'the title')
    .option('--publisher <name>', 'who published it')
    .option('--author <name>', 'who wrote it')
    .option('--published <date>', 'when, such as 2025-03-06, or as the source says it')
    .option('--url <address>', 'where it stands on the web')
    .option('--language <tag>', 'its language, such as uk; told from its words when left out')
    .option('--licence <text>', 'the licence of the text')
    .option('--id <id>', 'the document’s id; from the title or the file’s name when left out')
    .option('--corpus <path>', 'the folder of the corpus')
    .option('--replace', 'write over a document that has the same id')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  verbatim add harbour-plan.html\n' +
        '  verbatim add minutes.txt --publisher "Skerry Council" --published 2025-03-06',
    )
    .action((files: string[], options: Options) => finish(add(io, files, options)));
}

async function add(io: Io, files: readonly string[], options: Options): Promise<ExitCode> {
  const { corpus, replace = false, ...attribution } = options;
  const own = (['id', 'title', 'url'] as const).find((name) => attribution[name] !== undefined);
  if (files.length > 1 && own !== undefined)
    return fail(io, EXIT.usage, `--${own} belongs to one document: add the files one by one`);
  const wrong = hintProblem({ ...attribution, fileName: '' });
  if (wrong !== null) return fail(io, EXIT.usage, `--${neutralise(wrong)}`);
  const folder = corpus ?? corpusPath(io.environment);
  const unusable = makeFolder(folder);
  if (unusable !== null) return fail(io, EXIT.failure, unusable);
  const progress = startProgress(io, 'Importing');
  const outcomes: Added[] = [];
  for (const file of files) {
    const outcome = await addFile(io, file, { folder, replace, attribution });
    outcomes.push(outcome);
    progress.update(outcomes.length, files.length);
  }
  progress.end();
  for (const { kind, message } of outcomes) {
    if (kind === 'added') await print(io, `${neutralise(message)}\n`);
    else fail(io, EXIT.failure, neutralise(message));
  }
  return outcomes.some(({ kind }) => kind === 'problem') ? EXIT.failure : EXIT.ok;
}

interface Target {
  readonly folder: string;
  readonly replace: boolean;
  readonly attribution: Attribution;
}

type Added = { readonly kind: 'added' | 'problem'; readonly message: string };

async function addFile(io: Io, file: string, target: Target): Promise<Added> {
  const source = file === '-' ? await readStandardInput(io) : readSourceFile(file);
  if (source.kind === 'problem') return problem(problemLine(source.problem));
  const { attribution } = target;
  const named = file === '-' && attribution.title !== undefined ? { id: attribution.title } : {};
  const imported = importSource(source.bytes, { ...named, ...attribution, fileName: source.name });
  if (imported.kind === 'problem') return problem(imported.message);
  if (imported.fileName === NAMELESS)
    return problem(`${STANDARD_INPUT} has no name: give the document one with --id`);
  const path = join(target.folder, imported.fileName);
  const read = readDocument(path, imported.fileName, imported.content);
  if (read.kind === 'problems') return problem(`${source.name}: ${read.problems[0]!.message}`);
  const twin = join(target.folder, `${read.document.id}.txt`);
  const taken = statSync(twin, { throwIfNoEntry: false }) ? twin : null;
  if (taken !== null) return problem(alreadyThere(source.name, taken));
  try {
    writeFileSync(path, imported.content, { flag: target.replace ? 'w' : 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      return problem(`${alreadyThere(source.name, path)}, or write over it with --replace`);
    return problem(`${path}: cannot be written (${code})`);
  }
  return { kind: 'added', message: `${path}: ${summary(read.document, read.sentences.length)}` };
}

function alreadyThere(name: string, path: string): string {
  return `${name}: ${path} is there already; give another id with --id`;
}

function summary({ title, publisher, published, language }: Document, sentences: number): string {
  const stated = [publisher ?? 'publisher not stated', published ?? 'no date stated'];
  return [`“${title}”`, ...stated, language, count(sentences, 'sentence')].join(' · ');
}

function problem(message: string): Added {
  return { kind: 'problem', message };
}

/** Makes the folder of a corpus that begins with this import; what is wrong with it, or null. */
function makeFolder(folder: string): string | null {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return null;
    mkdirSync(folder, { recursive: true });
    return null;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTDIR')
      return `${folder}: is a file; name the folder of the corpus with --corpus`;
    return `${folder}: cannot be made (${code}); name the folder of the corpus with --corpus`;
  }
}

const STANDARD_INPUT = 'standard input';
/** What a document would be called whose text says nothing of itself. */
const NAMELESS = 'standard-input.md';

async function readStandardInput(io: Io): Promise<ReturnType<typeof readSourceFile>> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of io.stdin) {
      parts.push(Buffer.from(part));
      size += parts.at(-1)!.length;
      // One byte too many is enough for the importer to refuse it.
      if (size > MAX_FILE_BYTES) break;
    }
  } catch (error) {
    const message = `cannot be read (${(error as NodeJS.ErrnoException).code ?? (error as Error).message})`;
    return { kind: 'problem', problem: { file: STANDARD_INPUT, message } };
  }
  return { kind: 'file', file: STANDARD_INPUT, name: STANDARD_INPUT, bytes: Buffer.concat(parts) };
}
