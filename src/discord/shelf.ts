import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { loadCorpus } from '../corpus/load.ts';
import type { CorpusProblem } from '../corpus/types.ts';
import type { Logger } from '../log.ts';
import { buildIndex } from '../search/index.ts';
import { type Library, toLibrary } from './library.ts';

/** The corpus on disk and the last good reading of it. */
export interface Shelf {
  library(): Library;
  /** Reads the corpus again. A bad one is told to the log, and the last good one stays. */
  reload(): 'unchanged' | 'changed' | 'kept';
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

export function openShelf(path: string, log: Logger, watcher: Watcher = watchFiles): ShelfResult {
  const first = loadCorpus(path);
  if (first.kind === 'problems') return first;
  for (const warning of first.warnings) log.warn(warning, 'the corpus has something to look at');
  let library = toLibrary(buildIndex(first.corpus));
  let stop: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;

  const reload = () => {
    const read = loadCorpus(path);
    if (read.kind === 'problems') {
      for (const problem of read.problems.slice(0, MAX_LOGGED))
        log.error(problem, 'the changed corpus cannot be used; the last good one stays');
      return 'kept';
    }
    if (read.corpus.version === library.index.corpus.version) return 'unchanged';
    for (const warning of read.warnings) log.warn(warning, 'the corpus has something to look at');
    library = toLibrary(buildIndex(read.corpus));
    const { version, documents, sentences } = read.corpus;
    log.info(
      { version, documents: documents.length, sentences: sentences.length },
      'the corpus was reloaded',
    );
    return 'changed';
  };
  const shelf: Shelf = {
    library: () => library,
    reload,
    watch() {
      try {
        stop ??= watcher(path, () => {
          clearTimeout(timer);
          timer = setTimeout(reload, SETTLED).unref();
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
