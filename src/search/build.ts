import MiniSearch from 'minisearch';
import type { Corpus, Document } from '../corpus/types.ts';
import { type AliasIndex, buildAliases } from './aliases.ts';
import { buildKnownQuestions, type KnownQuestions } from './known-questions.ts';
import { buildNames, type NameIndex } from './names.ts';
import { buildSentenceTable, type SentenceTable } from './sentence-table.ts';
import { buildSpelling, type SpellingIndex } from './typos.ts';

/** What MiniSearch indexes: a sentence by its rarer stems. */
interface Entry {
  readonly id: number;
  readonly stems: string;
}

/**
 * Sentences that a word may stand in for MiniSearch to index it. It is asked for the rarest words alone; what the
 * commoner ones bring in stands in the postings, and to index them too would take most of the time and memory.
 */
export const MAX_SEARCHED = 200;

/**
 * Everything that answering needs of a corpus, made once. Plain data all through (arrays, typed arrays, maps, sets,
 * records), so that it can be written to a file and read back.
 */
export interface IndexTables {
  readonly table: SentenceTable;
  readonly aliases: AliasIndex;
  readonly names: NameIndex;
  readonly known: KnownQuestions;
  readonly spelling: SpellingIndex;
  /** The corpus's terms in alphabetical order, for words that begin alike. */
  readonly sortedTerms: readonly string[];
}

/** A corpus made searchable. Immutable; a reload builds a new one. */
export interface SearchIndex extends IndexTables {
  readonly corpus: Corpus;
  readonly documents: ReadonlyMap<string, Document>;
  /** Null until it is filled: then the postings give what it would, so that answers are the same. */
  readonly engine: MiniSearch<Entry> | null;
}

/** Makes a corpus searchable. Time and memory grow with its length; 16 sentences take milliseconds, 100,000 seconds. */
export function buildIndex(corpus: Corpus): SearchIndex {
  const index = indexFrom(corpus, buildTables(corpus));
  for (const _ of fillEngine(index));
  return index;
}

export function buildTables(corpus: Corpus): IndexTables {
  const table = buildSentenceTable(corpus);
  return {
    table,
    aliases: buildAliases(corpus),
    names: buildNames([...table.names].map((t) => table.terms[t]!)),
    known: buildKnownQuestions(corpus),
    spelling: buildSpelling(table.words),
    sortedTerms: [...table.terms].sort(),
  };
}

/** The index that a corpus and the tables made of it are, with its engine yet to be filled. */
export function indexFrom(corpus: Corpus, tables: IndexTables): SearchIndex {
  return {
    ...tables,
    corpus,
    documents: new Map(corpus.documents.map((d) => [d.id, d])),
    engine: null,
  };
}

/** Sentences that are indexed in one step. */
const STEP = 500;

/** Fills an index's engine, and pauses after each step, with how many sentences are in, so that a caller can let others run. */
export function* fillEngine(index: { engine: SearchIndex['engine'] } & SearchIndex): Generator<number> {
  const { postingStart, tokenStart, tokens, terms, count } = index.table;
  const engine = new MiniSearch<Entry>({
    fields: ['stems'],
    tokenize: (text) => (text === '' ? [] : text.split(' ')),
    processTerm: (term) => term,
  });
  for (let s = 0; s < count; s++) {
    let stems = '';
    for (let i = tokenStart[s]!; i < tokenStart[s + 1]!; i++) {
      const term = tokens[i]!;
      if (postingStart[term + 1]! - postingStart[term]! > MAX_SEARCHED) continue;
      stems += stems === '' ? terms[term]! : ` ${terms[term]!}`;
    }
    engine.add({ id: s, stems });
    if (s % STEP === STEP - 1) yield s + 1;
  }
  index.engine = engine;
}
