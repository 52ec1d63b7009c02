import { occurrences, type QuoteIndex, sentenceAt, sentenceOf } from './index.ts';

/** A run of source words that stands the same in the quotation: quoted words from `at`, source words from `position`. */
export interface Run {
  readonly at: number;
  readonly position: number;
  readonly length: number;
}

/** Words rarer than this in the corpus serve as anchors; a commoner one says too little about the place. */
const ANCHOR_OCCURRENCES = 3_000;
/** Anchors looked up for one quotation, rarest first, and how often they may stand in the corpus all together. */
const ANCHORS = 12;
const ANCHOR_BUDGET = 4_000;
/** Stretches of source that are aligned word by word with one quotation. */
const CANDIDATES = 6;

/**
 * Where the whole quotation stands word for word, first in the corpus first, or −1. A place that crosses from one
 * document into the next does not count.
 *
 * @param prefer says of a place whether it is better than an earlier one (the speaker that is claimed, say).
 */
export function findExact(
  index: QuoteIndex,
  quoted: readonly number[],
  prefer: (position: number) => boolean = () => true,
): number {
  const anchor = rarestOf(index, quoted);
  if (anchor < 0) return -1;
  const word = quoted[anchor]!;
  let found = -1;
  for (let i = index.postings[word]!; i < index.postings[word + 1]!; i++) {
    const position = index.positions[i]! - anchor;
    if (position < 0 || !standsAt(index, quoted, position)) continue;
    if (prefer(position)) return position;
    if (found < 0) found = position;
  }
  return found;
}

/** Stretches of the corpus, as half-open ranges of word positions, that share the quotation's rarer words: best first. */
export function findCandidates(index: QuoteIndex, quoted: readonly number[]): [number, number][] {
  const votes = new Map<number, number>();
  for (const at of anchorsOf(index, quoted)) {
    const word = quoted[at]!;
    const weight = Math.log(1 + index.words.length / occurrences(index, word));
    for (let i = index.postings[word]!; i < index.postings[word + 1]!; i++) {
      const sentence = sentenceAt(index, index.positions[i]!);
      votes.set(sentence, (votes.get(sentence) ?? 0) + weight);
    }
  }
  return mostVoted(votes).map((sentence) => stretchAround(index, sentence, quoted.length));
}

/** Most votes first, then in the corpus' order; without sorting thousands for the sake of a few. */
function mostVoted(votes: ReadonlyMap<number, number>): number[] {
  const best: [number, number][] = [];
  for (const [sentence, vote] of votes) {
    const last = best[CANDIDATES - 1];
    if (last && (vote < last[1] || (vote === last[1] && sentence > last[0]))) continue;
    best.push([sentence, vote]);
    best.sort(([a, x], [b, y]) => y - x || a - b);
    best.length = Math.min(best.length, CANDIDATES);
  }
  return best.map(([sentence]) => sentence);
}

/** The longest run of the quotation's words from `at` on that stands somewhere in the corpus, or undefined under `least` words. */
export function longestRun(
  index: QuoteIndex,
  quoted: readonly number[],
  at: number,
  least: number,
): Run | undefined {
  if (at + least > quoted.length) return undefined;
  let anchor = -1;
  for (let i = at; i < at + least; i++) {
    const word = quoted[i]!;
    if (word < 0) return undefined;
    if (anchor < 0 || occurrences(index, word) < occurrences(index, quoted[anchor]!)) anchor = i;
  }
  const word = quoted[anchor]!;
  if (occurrences(index, word) > ANCHOR_OCCURRENCES) return undefined;
  let best: Run | undefined;
  for (let i = index.postings[word]!; i < index.postings[word + 1]!; i++) {
    const position = index.positions[i]! - (anchor - at);
    if (position < 0) continue;
    // A run stays within a sentence: what goes on in the next one is a part of its own.
    const limit = index.sentenceWords[sentenceAt(index, position) + 1]!;
    let length = 0;
    while (
      at + length < quoted.length &&
      position + length < limit &&
      index.words[position + length] === quoted[at + length]
    )
      length++;
    if (length >= least && length > (best?.length ?? 0)) best = { at, position, length };
  }
  return best;
}

function standsAt(index: QuoteIndex, quoted: readonly number[], position: number): boolean {
  const end = position + quoted.length;
  if (end > index.words.length) return false;
  for (let i = 0; i < quoted.length; i++) if (index.words[position + i] !== quoted[i]) return false;
  return documentAt(index, position) === documentAt(index, end - 1);
}

function documentAt(index: QuoteIndex, position: number): string {
  return sentenceOf(index, sentenceAt(index, position)).document;
}

function rarestOf(index: QuoteIndex, quoted: readonly number[]): number {
  let rarest = -1;
  for (const [at, word] of quoted.entries()) {
    if (word < 0) return -1;
    if (rarest < 0 || occurrences(index, word) < occurrences(index, quoted[rarest]!)) rarest = at;
  }
  return rarest;
}

function anchorsOf(index: QuoteIndex, quoted: readonly number[]): number[] {
  const seen = new Set<number>();
  let looked = 0;
  return [...quoted.keys()]
    .filter((at) => {
      const word = quoted[at]!;
      if (word < 0 || seen.has(word)) return false;
      seen.add(word);
      return occurrences(index, word) <= ANCHOR_OCCURRENCES;
    })
    .sort((a, b) => occurrences(index, quoted[a]!) - occurrences(index, quoted[b]!) || a - b)
    .slice(0, ANCHORS)
    .filter((at) => {
      looked += occurrences(index, quoted[at]!);
      return looked <= ANCHOR_BUDGET;
    });
}

/** The sentence with as many words around it, in its document, as the quotation could reach into. */
function stretchAround(index: QuoteIndex, sentence: number, words: number): [number, number] {
  const { document } = sentenceOf(index, sentence);
  let first = sentence;
  let last = sentence;
  let reach = words;
  while (reach > 0 && first > 0 && sentenceOf(index, first - 1).document === document) {
    first--;
    reach -= wordsIn(index, first);
  }
  reach = words;
  while (
    reach > 0 &&
    last + 1 < index.corpus.sentences.length &&
    sentenceOf(index, last + 1).document === document
  ) {
    last++;
    reach -= wordsIn(index, last);
  }
  return [index.sentenceWords[first]!, index.sentenceWords[last + 1]!];
}

function wordsIn(index: QuoteIndex, sentence: number): number {
  return Math.max(1, index.sentenceWords[sentence + 1]! - index.sentenceWords[sentence]!);
}
