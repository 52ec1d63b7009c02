import { readCorpus } from '../../src/corpus/corpus.ts';
import type { Corpus } from '../../src/corpus/types.ts';

/** A corpus of files by name. */
export function textCorpus(files: Record<string, string>): Corpus {
  const entries = Object.entries(files).map(([name, text]) => ({
    kind: 'file' as const,
    file: name,
    name,
    bytes: new TextEncoder().encode(text),
  }));
  const result = readCorpus(entries, { place: 'test', total: entries.length });
  if (result.kind === 'problems') throw new Error(result.problems[0]!.message);
  return result.corpus;
}
