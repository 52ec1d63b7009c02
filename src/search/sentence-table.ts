import type { Corpus, Document } from '../corpus/types.ts';
import { fold } from './analysis/fold.ts';
import { stem } from './analysis/stem.ts';
import { type Token, tokenize } from './analysis/tokenize.ts';
import {
  DATE_WORDS,
  LOCATIVE_WORDS,
  MANNER_WORDS,
  NEGATIONS,
  QUANTITY_WORDS,
  REASON_WORDS,
} from './data/answer-types.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';

/** What a token is, as bits: features ask "a new number?", "a name not in the question?". */
export const NAME = 1;
export const NUMBER = 2;
export const DATE = 4;
export const PLACE = 8;
/** Not in the text: a name of who is speaking in the sentence. */
export const SPEAKER = 16;

/** What a sentence has, as bits. */
export const HAS_REASON = 1;
export const HAS_MANNER = 2;
export const HAS_NEGATION = 4;
export const IS_HEADING = 8;

/**
 * The sentences as numbers, for scoring without allocation. Sentence `s` has the content tokens
 * `tokens[tokenStart[s] .. tokenStart[s + 1])`; term `t` stands in the sentences
 * `postings[postingStart[t] .. postingStart[t + 1])`, ascending. Sentences of a document are neighbours.
 */
export interface SentenceTable {
  readonly count: number;
  readonly termIds: ReadonlyMap<string, number>;
  readonly terms: readonly string[];
  readonly tokenStart: Uint32Array;
  readonly tokens: Uint32Array;
  readonly tokenKinds: Uint8Array;
  /** All words of a sentence, function words too. */
  readonly lengths: Uint16Array;
  readonly kinds: Uint8Array;
  readonly postingStart: Uint32Array;
  readonly postings: Uint32Array;
  /** Terms that are written with a capital inside a sentence at least once. */
  readonly names: ReadonlySet<number>;
  /** Document id → its first sentence and the one after its last. */
  readonly ranges: ReadonlyMap<string, readonly [number, number]>;
  /** Place of each sentence's document in `corpus.documents`. */
  readonly documentOf: Uint32Array;
  /** Folded words, without possessive and as written → how often: known to spelling repair and completion. */
  readonly words: ReadonlyMap<string, number>;
}

const NO_WORDS: ReadonlySet<string> = new Set();

export function buildSentenceTable(corpus: Corpus): SentenceTable {
  const documents = new Map(corpus.documents.map((d, i) => [d.id, [d, i] as const]));
  const count = corpus.sentences.length;
  const termIds = new Map<string, number>();
  const terms: string[] = [];
  const words = new Map<string, number>();
  const names = new Set<number>();
  const tokens = new GrowingArray();
  const kinds = new GrowingArray();
  const tokenStart = new Uint32Array(count + 1);
  const lengths = new Uint16Array(count);
  const sentenceKinds = new Uint8Array(count);
  const documentOf = new Uint32Array(count);
  const ranges = new Map<string, [number, number]>();

  const termId = (term: string): number => {
    let id = termIds.get(term);
    if (id === undefined) {
      id = terms.length;
      termIds.set(term, id);
      terms.push(term);
    }
    return id;
  };

  corpus.sentences.forEach((sentence, s) => {
    const [document, place] = documents.get(sentence.document)!;
    const language = primaryTag(document);
    const functionWords = FUNCTION_WORDS[language] ?? NO_WORDS;
    const text = document.text.slice(sentence.start, sentence.end);
    const found = tokenize(text, language);
    documentOf[s] = place;
    const range = ranges.get(document.id);
    if (range) range[1] = s + 1;
    else ranges.set(document.id, [s, s + 1]);
    tokenStart[s] = tokens.length;
    lengths[s] = Math.min(found.length, 65_535);
    let flags = sentence.heading ? IS_HEADING : 0;
    found.forEach((token, i) => {
      flags |= sentenceKindOf(token.word, i > 0);
      words.set(token.word, (words.get(token.word) ?? 0) + 1);
      const written = fold(text.slice(token.start, token.end));
      if (!words.has(written)) words.set(written, 1);
      if (functionWords.has(token.word) && !token.acronym) return;
      const id = termId(stem(token.word, language));
      const named = token.capital && (i > 0 || token.acronym);
      if (named && !sentence.heading) names.add(id);
      tokens.push(id);
      kinds.push(tokenKindOf(token, found[i - 1], token.capital));
    });
    for (const speaker of [sentence.speaker, ...(sentence.alsoSpeakers ?? [])])
      if (speaker)
        for (const token of tokenize(speaker, language)) {
          tokens.push(termId(stem(token.word, language)));
          kinds.push(NAME | SPEAKER);
        }
    sentenceKinds[s] = flags;
  });
  tokenStart[count] = tokens.length;

  return {
    count,
    termIds,
    terms,
    tokenStart,
    tokens: tokens.finish(Uint32Array),
    tokenKinds: kinds.finish(Uint8Array),
    lengths,
    kinds: sentenceKinds,
    ...invert(tokens.finish(Uint32Array), tokenStart, terms.length),
    names,
    ranges,
    documentOf,
    words,
  };
}

/** The language tag that the language data goes by: "en" of "en-GB". */
export function primaryTag(document: Document): string {
  return document.language.toLowerCase().split('-')[0]!;
}

/** Sentences of a term between `from` (inclusive) and `to`: how many. */
export function frequencyWithin(table: SentenceTable, term: number, from: number, to: number): number {
  const begin = table.postingStart[term]!;
  const end = table.postingStart[term + 1]!;
  if (from === 0 && to === table.count) return end - begin;
  return lowerBound(table.postings, begin, end, to) - lowerBound(table.postings, begin, end, from);
}

/** First place in the sorted `array[begin .. end)` that holds at least `value`. */
export function lowerBound(array: Uint32Array, begin: number, end: number, value: number): number {
  let low = begin;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (array[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function tokenKindOf(token: Token, before: Token | undefined, capital: boolean): number {
  let kind = 0;
  if (capital) kind |= NAME;
  if (token.digits || QUANTITY_WORDS.has(token.word)) kind |= NUMBER;
  if (DATE_WORDS.has(token.word) || /^(1\d|20)\d\d(s|$)/.test(token.word)) kind |= DATE;
  if (capital && before && (LOCATIVE_WORDS.has(before.word) || before.capital)) kind |= PLACE;
  return kind;
}

function sentenceKindOf(word: string, inside: boolean): number {
  let kind = 0;
  if (REASON_WORDS.has(word) && (inside || word !== 'for')) kind |= HAS_REASON;
  if (MANNER_WORDS.has(word)) kind |= HAS_MANNER;
  if (NEGATIONS.has(fold(word))) kind |= HAS_NEGATION;
  return kind;
}

function invert(tokens: Uint32Array, tokenStart: Uint32Array, termCount: number) {
  const counts = new Uint32Array(termCount + 1);
  const lastSeen = new Int32Array(termCount).fill(-1);
  const sentences = tokenStart.length - 1;
  const eachTerm = (visit: (term: number, sentence: number) => void) => {
    lastSeen.fill(-1);
    for (let s = 0; s < sentences; s++)
      for (let i = tokenStart[s]!; i < tokenStart[s + 1]!; i++) {
        const term = tokens[i]!;
        if (lastSeen[term] === s) continue;
        lastSeen[term] = s;
        visit(term, s);
      }
  };
  eachTerm((term) => {
    counts[term + 1]!++;
  });
  for (let t = 0; t < termCount; t++) counts[t + 1]! += counts[t]!;
  const postingStart = counts.slice();
  const next = counts.slice(0, termCount);
  const postings = new Uint32Array(postingStart[termCount]!);
  eachTerm((term, s) => {
    postings[next[term]!++] = s;
  });
  return { postingStart, postings };
}

/** Numbers of unknown count, without a boxed array's memory. */
class GrowingArray {
  #values = new Uint32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const larger = new Uint32Array(2 * this.length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.length++] = value;
  }

  finish<T>(type: { from(values: Uint32Array): T }): T {
    return type.from(this.#values.subarray(0, this.length));
  }
}
