import { readCorpus } from '../../src/corpus/corpus.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import type { CorpusResult } from '../../src/corpus/types.ts';
import { type Library, toLibrary } from '../../src/discord/library.ts';
import { buildIndex } from '../../src/search/index.ts';

/** The article that the bot comes with. */
export function articleLibrary(): Library {
  return library(loadCorpus('corpus'));
}

/** A library of files given by name and content. */
export function libraryOf(files: Readonly<Record<string, string>>): Library {
  const entries = Object.entries(files).map(([name, text]) => ({
    kind: 'file' as const,
    file: name,
    name,
    bytes: Buffer.from(text, 'utf8'),
  }));
  return library(readCorpus(entries, { place: 'test', total: entries.length }));
}

/** A text that states where it comes from, and has a speaker. */
export const HARBOUR = [
  '---',
  'title: Harbour to close',
  'publisher: The Skerry Herald',
  'published: 2024-05-01',
  'url: https://herald.example/harbour',
  'language: en',
  '---',
  'The harbour on Skerry Island will close in autumn.',
  'Harbour master Ada Lindqvist announced the closure at a meeting in Port Ellen.',
  '“Nobody wants to see the lamp go dark,” Lindqvist said. “The keepers have no other income.”',
  'Fishermen from the village collected four hundred signatures against the plan.',
  '',
].join('\n');

function library(result: CorpusResult): Library {
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems));
  return toLibrary(buildIndex(result.corpus));
}
