import { readdirSync, readFileSync } from 'node:fs';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import type { Corpus } from '../../src/corpus/types.ts';

const TEXTS = 'test/texts';

/** The project's own corpus, which must load. */
export function ownCorpus(): Corpus {
  const loaded = loadCorpus('corpus');
  if (loaded.kind !== 'corpus') throw new Error(JSON.stringify(loaded.problems));
  return loaded.corpus;
}

/** The news texts written for measuring, one of them or all together. */
export function newsCorpus(names: readonly string[] = newsTexts()): Corpus {
  const files = names.map((name) => ({
    kind: 'file' as const,
    file: name,
    name,
    bytes: readFileSync(`${TEXTS}/${name}`),
  }));
  const read = readCorpus(files, { place: TEXTS, total: files.length });
  if (read.kind !== 'corpus') throw new Error(JSON.stringify(read.problems));
  return read.corpus;
}

export function newsTexts(): string[] {
  return readdirSync(TEXTS)
    .filter((name) => name.endsWith('.md'))
    .sort();
}
