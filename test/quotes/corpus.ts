import { loadCorpus } from '../../src/corpus/load.ts';
import type { Corpus } from '../../src/corpus/types.ts';

/** The project's own corpus, which must load. */
export async function ownCorpus(): Promise<Corpus> {
  const loaded = await loadCorpus('corpus');
  if (loaded.kind !== 'corpus') throw new Error(JSON.stringify(loaded.problems));
  return loaded.corpus;
}
