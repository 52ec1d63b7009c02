import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { CorpusProblem, CorpusResult } from '../corpus/types.ts';
import type { Logger } from '../log.ts';
import { buildTables, fillEngine, indexFrom } from '../search/build.ts';
import { trainClassifiers } from '../search/known-questions.ts';
import { type Library, toLibrary } from './library.ts';
import { fingerprint, type Prepared, type PreparedIndexes } from './prepared.ts';

/** The corpus on disk and the last good reading of it. */
export interface Shelf {
  library(): Library;
  /** Reads the corpus again. A bad one is told to the log, and the last good one stays. */
  reload(): Promise<'unchanged' | 'changed' | 'kept'>;
  /** Fills the index's engine between other work: nothing waits for it, and a start is quicker before. */
  fill(): Promise<void>;
  /** Reloads when a file changes, until `close`. */
  watch(): void;
  close(): void;
}

export type ShelfResult =
  | { readonly kind: 'shelf'; readonly shelf: Shelf }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };

/** Tells of changes of a file or folder; returns what ends it. A test brings its own. */
export type Watcher = (path: string, changed: () => void) => () => void;

/** An editor writes a file in several steps; a reload waits until none has come for so many milliseconds. */
const SETTLED = 300;
/** Problems logged of a bad corpus. */
const MAX_LOGGED = 10;

export interface ShelfOptions {
  readonly prepared?: PreparedIndexes | null;
  readonly watcher?: Watcher;
}

export async function openShelf(
  path: string,
  log: Logger,
  { prepared = null, watcher = watchFiles }: ShelfOptions = {},
): Promise<ShelfResult> {
  const first = await take(path, prepared, log);
  if (first.kind === 'problems') return first;
  let library = first.library();
  let stop: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;

  const reload = async () => {
    const next = await take(path, prepared, log);
    if (next.kind === 'problems') {
      for (const problem of next.problems.slice(0, MAX_LOGGED))
        log.error(problem, 'the changed corpus cannot be used; the last good one stays');
      return 'kept';
    }
    if (next.version === library.index.corpus.version) return 'unchanged';
    library = next.library();
    void fill(library);
    const { version, documents, sentences } = library.index.corpus;
    log.info(
      { version, documents: documents.length, sentences: sentences.length },
      'the corpus was reloaded',
    );
    return 'changed';
  };
  const shelf: Shelf = {
    library: () => library,
    reload,
    fill: () => fill(library),
    watch() {
      try {
        stop ??= watcher(path, () => {
          clearTimeout(timer);
          timer = setTimeout(() => void reload(), SETTLED).unref();
        });
      } catch (error) {
        log.warn({ err: error }, 'changes of the corpus cannot be noticed; SIGHUP reloads it');
      }
    },
    close() {
      clearTimeout(timer);
      stop?.();
      stop = null;
    },
  };
  return { kind: 'shelf', shelf };
}

type Taken =
  | { readonly kind: 'taken'; readonly version: string; library(): Library }
  | Extract<CorpusResult, { kind: 'problems' }>;

/** Takes a corpus as it was prepared, or reads its texts and prepares it once its library is wanted. */
async function take(path: string, indexes: PreparedIndexes | null, log: Logger): Promise<Taken> {
  const state = indexes && fingerprint(path);
  const prepared = state ? indexes.load(state) : null;
  if (prepared)
    return { kind: 'taken', version: prepared.corpus.version, library: () => open(prepared, log) };
  // Only then is the code loaded that reads texts.
  const { loadCorpus } = await import('../corpus/load.ts');
  const loaded = loadCorpus(path);
  if (loaded.kind === 'problems') return loaded;
  const { corpus, warnings } = loaded;
  return {
    kind: 'taken',
    version: corpus.version,
    library() {
      const made = { corpus, warnings, tables: buildTables(corpus) };
      trainClassifiers(made.tables.known);
      // Not where a file was written while the texts were read.
      if (state && fingerprint(path) === state) save(indexes, state, made, log);
      return open(made, log);
    },
  };
}

function open({ corpus, warnings, tables }: Prepared, log: Logger): Library {
  for (const warning of warnings) log.warn(warning, 'the corpus has something to look at');
  return toLibrary(indexFrom(corpus, tables));
}

function save(indexes: PreparedIndexes, state: string, prepared: Prepared, log: Logger): void {
  try {
    indexes.save(state, prepared);
  } catch (error) {
    log.info({ err: error }, 'the prepared index cannot be kept; each start reads the texts anew');
  }
}

async function fill({ index }: Library): Promise<void> {
  for (const _ of fillEngine(index)) await turn(undefined, { ref: false });
}

/** Watches a folder; of a single file its folder, since editors replace files, and only what belongs to it. */
function watchFiles(path: string, changed: () => void): () => void {
  const isFile = /\.(?:md|txt)$/.test(path);
  const stem = basename(path).replace(/\.(?:md|txt)$/, '');
  const watching = watch(isFile ? dirname(path) : path, { persistent: false }, (_, file) => {
    if (!isFile || file === null || file.startsWith(`${stem}.`)) changed();
  });
  // A folder that is taken away ends the watch; the last good corpus stays.
  watching.on('error', () => watching.close());
  return () => watching.close();
}
