import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type CorpusFile, readCorpus } from './corpus.ts';
import { MAX_FILE_BYTES } from './decode.ts';
import type { CorpusProblem, CorpusResult } from './types.ts';

export interface LoadOptions {
  /** Called after each file with how many of all are read. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads a corpus: a folder of `.md` and `.txt` files, or one such file, each with an optional
 * `<id>.questions.yaml` beside it. The only place of the core that touches files. Order is that of the file names
 * by code point, so that the same files give the same corpus everywhere. Never throws for what stands in files.
 */
export function loadCorpus(path: string, options: LoadOptions = {}): CorpusResult {
  const listed = listFiles(path);
  if (listed.kind === 'problem') return { kind: 'problems', problems: [listed.problem] };
  const read = readCorpus(readFiles(listed.files), { place: path, total: listed.files.length, ...options });
  return read.kind === 'corpus' ? { ...read, warnings: [...listed.unread, ...read.warnings] } : read;
}

type Listed =
  | {
      readonly kind: 'files';
      readonly files: readonly string[];
      /** Files that somebody may believe to be read. */
      readonly unread: readonly CorpusProblem[];
    }
  | { readonly kind: 'problem'; readonly problem: CorpusProblem };

function listFiles(path: string): Listed {
  try {
    if (statSync(path).isDirectory()) {
      const names = readdirSync(path).sort();
      return {
        kind: 'files',
        files: names.filter((name) => READ.test(name)).map((name) => join(path, name)),
        unread: names.flatMap((name) => unreadWarning(path, name)),
      };
    }
  } catch (error) {
    return {
      kind: 'problem',
      problem: {
        file: path,
        message: `${reason(error)}; give a folder of .md and .txt files, or one such file`,
      },
    };
  }
  if (!/\.(?:md|txt)$/.test(path)) {
    const message = 'is neither a folder nor a .md or .txt file; `verbatim add` imports other files';
    return { kind: 'problem', problem: { file: path, message } };
  }
  const questions = join(dirname(path), `${basename(path).replace(/\.(?:md|txt)$/, '')}.questions.yaml`);
  const beside = statSync(questions, { throwIfNoEntry: false })?.isFile() ?? false;
  return { kind: 'files', files: beside ? [path, questions] : [path], unread: [] };
}

const READ = /^[^.].*\.(?:md|txt|questions\.yaml)$/;
const MISNAMED = /^[^.].*\.(?:md|txt|text|markdown|questions?\.ya?ml)$/i;
const IMPORTABLE = /^[^.].*\.x?html?$/i;

function unreadWarning(folder: string, name: string): CorpusProblem[] {
  if (READ.test(name)) return [];
  const file = join(folder, name);
  if (MISNAMED.test(name))
    return [{ file, message: 'is not read: rename it so that it ends in .md, .txt or .questions.yaml' }];
  if (IMPORTABLE.test(name)) return [{ file, message: 'is not read: import it with `verbatim add`' }];
  return [];
}

function* readFiles(files: readonly string[]): Generator<CorpusFile> {
  for (const file of files) yield readSourceFile(file);
}

/** Reads one file, unless it is too large for a source. */
export function readSourceFile(file: string): CorpusFile {
  try {
    const { size } = statSync(file);
    if (size <= MAX_FILE_BYTES)
      return { kind: 'file', file, name: basename(file), bytes: readFileSync(file) };
    const megabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
    const message = `is larger than ${megabytes(MAX_FILE_BYTES)} (${megabytes(size)}); split it into several files`;
    return { kind: 'problem', problem: { file, message } };
  } catch (error) {
    return { kind: 'problem', problem: { file, message: reason(error) } };
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read; change its permissions';
    case 'EISDIR':
      return 'is a folder; give the files in it, or move it out of the corpus';
    default:
      return `cannot be read (${error instanceof Error ? error.message : String(error)})`;
  }
}
