import { corpusPath } from '../config.ts';
import { loadCorpus } from '../corpus/load.ts';
import type { Corpus, CorpusProblem, CorpusResult } from '../corpus/types.ts';
import { buildTables, fillEngine, indexFrom } from '../search/build.ts';
import type { SearchIndex } from '../search/index.ts';
import { nearestName } from '../search/nearest.ts';
import { neutralise } from './display.ts';
import type { Io } from './io.ts';
import { startProgress } from './progress.ts';

/** Problems shown of a corpus that cannot be used; `check` shows all. */
const MAX_PROBLEMS = 5;

/** The corpus a command works on; null, with the reasons on standard error, where it cannot be read. */
export function openCorpus(io: Io, path: string | undefined): Corpus | null {
  const given = path ?? corpusPath(io.environment);
  const result = readCorpusFiles(io, given);
  if (result.kind === 'corpus') return result.corpus;
  for (const problem of result.problems.slice(0, MAX_PROBLEMS))
    io.stderr.write(`verbatim: ${problemLine(problem)}\n`);
  const rest = result.problems.length - MAX_PROBLEMS;
  if (rest > 0)
    io.stderr.write(`verbatim: and ${rest} more; see them all with: verbatim check ${neutralise(given)}\n`);
  return null;
}

/** Reads a corpus, showing progress where it is large. */
export function readCorpusFiles(io: Io, path: string): CorpusResult {
  const progress = startProgress(io, 'Reading texts');
  const result = loadCorpus(path, { onProgress: progress.update });
  progress.end();
  return result;
}

/** Makes a corpus searchable, showing progress where it is large. */
export function indexCorpus(io: Io, corpus: Corpus): SearchIndex {
  const index = indexFrom(corpus, buildTables(corpus));
  const progress = startProgress(io, 'Indexing');
  for (const done of fillEngine(index)) progress.update(done, corpus.sentences.length);
  progress.end();
  return index;
}

/** "corpus/article.md:3: what is wrong". */
export function problemLine({ file, line, message }: CorpusProblem): string {
  return neutralise(`${file}${line === undefined ? '' : `:${line}`}: ${message}`);
}

/** What is wrong with a source's id that a corpus does not have, with the nearest one; null where it has it. */
export function sourceProblem(corpus: Corpus, source: string | undefined): string | null {
  if (source === undefined) return null;
  const ids = corpus.documents.map((document) => document.id);
  if (ids.includes(source)) return null;
  const near = nearestName(source, ids);
  return `there is no source "${source.slice(0, 100)}"${near === null ? '' : `; the nearest is "${near}"`}`;
}
