import type { Document, Sentence } from '../corpus/types.ts';
import { stem } from '../search/analysis/stem.ts';
import { tokenize } from '../search/analysis/tokenize.ts';
import { FUNCTION_WORDS } from '../search/data/function-words.ts';
import { type SearchIndex, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { LEANING_OPENINGS } from './data/openings.ts';
import { buildGraph, centrality, type SentenceGraph } from './graph.ts';
import { type Budget, type Candidate, selectSentences } from './select.ts';
import { bearingOn } from './topic.ts';

/** Lengths that a reader chooses from; characters are those of the passages alone. */
export const SUMMARY_LENGTHS = {
  short: { sentences: 3, characters: 700 },
  medium: { sentences: 5, characters: 1_200 },
  long: { sentences: 8, characters: 2_000 },
} as const satisfies Record<string, Budget>;

export type SummaryLength = keyof typeof SUMMARY_LENGTHS;

export interface SummaryOptions {
  /** Document id; may be left out where the corpus has one document. */
  readonly source?: string;
  /** `medium` unless given. */
  readonly budget?: Budget;
  /** A topic, in a reader's words, that the summary turns to. */
  readonly focus?: string;
  /** Gives as many sentences as the budget says where the text has them, whatever the focus and the share. */
  readonly fill?: boolean;
}

/** `whole`: too short a text to be worth shortening, and `passages` is all of it. */
export interface GivenSummary<Kind extends 'summary' | 'whole' = 'summary' | 'whole'> {
  readonly kind: Kind;
  readonly document: Document;
  /** Whole sentences of the document, in its order. */
  readonly passages: readonly Passage[];
  /** Sentences and characters of the document, headings left out. */
  readonly sentences: number;
  readonly characters: number;
  /** Characters of the passages over those of the document, 0 to 1. */
  readonly share: number;
}

export type Summary =
  | GivenSummary<'summary'>
  | GivenSummary<'whole'>
  /** Nothing in the document bears on the focus. */
  | { readonly kind: 'silent'; readonly document: Document; readonly missing: readonly string[] }
  | { readonly kind: 'invalid'; readonly problem: string };

/** A summary that would give more than this share of a text spares its reader nothing. */
export const WORTH_SHORTENING = 0.75;

/**
 * Weights of what makes a sentence worth giving; they sum to 1. News tells the most important first, so much so that
 * its first three sentences are a baseline that few methods beat (Nenkova 2005): the place counts most, and
 * centrality decides between neighbours.
 */
const PLACE = 0.7;
const CENTRALITY = 0.3;
/** Sentences ahead in which the weight of the place halves. */
const PLACE_HALVES = 4;
/** With a focus, how much bearing on it counts against the worth in general. */
const FOCUS = 0.75;
/** Words from and to which a sentence has a good length: a byline or an exclamation has fewer. */
const GOOD_WORDS = { from: 8, to: 40 } as const;

/**
 * Summarises one document by its own sentences: whole, in source order, each with its speaker. Sentences are scored by
 * place and by LexRank over tf–idf similarity, then chosen for little repetition and for balance between speakers.
 */
export function summarize(index: SearchIndex, options: SummaryOptions = {}): Summary {
  const { budget = SUMMARY_LENGTHS.medium, focus, fill = false } = options;
  const document = documentOf(index, options.source);
  if (typeof document === 'string') return { kind: 'invalid', problem: document };
  const [from, to] = index.table.ranges.get(document.id) ?? [0, 0];
  const places = Array.from({ length: to - from }, (_, at) => from + at).filter(
    (place) => !index.corpus.sentences[place]!.heading,
  );
  const sentences = places.map((place) => index.corpus.sentences[place]!);
  if (focus === undefined) {
    const chosen = choose(document, prepare(index, document, sentences), budget);
    const summary = describe(index, 'summary', document, sentences, chosen);
    return summary.share <= WORTH_SHORTENING || (fill && chosen.length < sentences.length)
      ? summary
      : describe(index, 'whole', document, sentences, sentences);
  }
  const bearing = bearingOn(index, focus, document.id);
  if (bearing.kind === 'silent') return { ...bearing, document };
  const bears = places.map((place) => bearing.sentences.get(place) ?? 0);
  const chosen = choose(document, prepare(index, document, sentences), budget, bears, fill);
  return describe(index, 'summary', document, sentences, chosen);
}

function documentOf(index: SearchIndex, source: string | undefined): Document | string {
  const ids = index.corpus.documents.map((document) => document.id);
  if (source === undefined && ids.length > 1)
    return `the corpus has ${ids.length} documents; name one as the source`;
  const document = index.corpus.documents.find(({ id }) => source === undefined || id === source);
  return document ?? `no document "${source}" in the corpus`;
}

/** What choosing needs of a document, whatever the length and the focus. */
interface Prepared {
  readonly sentences: readonly Sentence[];
  readonly graph: SentenceGraph;
  /** LexRank of each sentence. */
  readonly ranks: readonly number[];
  /** Words of each sentence. */
  readonly words: readonly number[];
}

/** Documents kept prepared for one corpus: a preview is asked for in several lengths. */
const PREPARED_DOCUMENTS = 4;
const prepared = new WeakMap<SearchIndex, Map<string, Prepared>>();

function prepare(index: SearchIndex, document: Document, sentences: readonly Sentence[]): Prepared {
  const known = prepared.get(index) ?? new Map<string, Prepared>();
  prepared.set(index, known);
  const found = known.get(document.id);
  if (found) return found;
  const graph = buildGraph(sentences.map((sentence) => termsOf(document, sentence, languageOf(document))));
  const ranks = centrality(
    graph,
    sentences.map(() => 1 / sentences.length),
  );
  const words = sentences.map((sentence) => countWords(document, sentence));
  const made = { sentences, graph, ranks, words };
  if (known.size >= PREPARED_DOCUMENTS) known.delete(known.keys().next().value!);
  known.set(document.id, made);
  return made;
}

/** @param bearing how much each sentence bears on the focus, 0 to 1; those that do not are taken only to `fill`. */
function choose(
  document: Document,
  { sentences, graph, ranks: general, words }: Prepared,
  budget: Budget,
  bearing?: readonly number[],
  fill = false,
): Sentence[] {
  const language = languageOf(document);
  const ranks = bearing ? centrality(graph, shares(bearing)) : general;
  const highest = Math.max(...ranks, Number.MIN_VALUE);
  const candidates = sentences.map((sentence, place): Candidate => {
    const worth =
      (PLACE * 2 ** (-place / PLACE_HALVES) + CENTRALITY * (ranks[place]! / highest)) *
      lengthWorth(words[place]!);
    return {
      worth: bearing ? focused(bearing[place]!, worth, fill) : worth,
      characters: sentence.end - sentence.start,
      speaker: sentence.speaker,
      leansOn: place > 0 && leans(document.text, sentence, language) ? place - 1 : -1,
    };
  });
  return selectSentences(candidates, graph, budget).map((place) => sentences[place]!);
}

/** The share that a sentence's length leaves of its worth: short ones say little, very long ones cost much. */
function lengthWorth(words: number): number {
  if (words < GOOD_WORDS.from) return Math.max(1, words) / GOOD_WORDS.from;
  return words > GOOD_WORDS.to ? Math.sqrt(GOOD_WORDS.to / words) : 1;
}

function focused(bearing: number, general: number, fill: boolean): number {
  if (bearing > 0) return FOCUS * bearing + (1 - FOCUS) * general;
  // Less than any sentence that bears on the focus, and never nothing: that would leave it out.
  return fill ? Number.EPSILON + general / 1_000 : 0;
}

function describe<Kind extends 'summary' | 'whole'>(
  index: SearchIndex,
  kind: Kind,
  document: Document,
  sentences: readonly Sentence[],
  chosen: readonly Sentence[],
): GivenSummary<Kind> {
  const characters = charactersOf(sentences);
  return {
    kind,
    document,
    passages: chosen.map((sentence) => toPassage(index, sentence, 0, 1)),
    sentences: sentences.length,
    characters,
    share: characters === 0 ? 0 : charactersOf(chosen) / characters,
  };
}

function charactersOf(sentences: readonly Sentence[]): number {
  return sentences.reduce((sum, sentence) => sum + sentence.end - sentence.start, 0);
}

/** The content words of a sentence, stemmed: what sentences are compared by. */
export function termsOf({ text }: Document, { start, end }: Sentence, language: string): string[] {
  const functionWords = FUNCTION_WORDS[language];
  return tokenize(text.slice(start, end), language)
    .filter((token) => !functionWords?.has(token.word))
    .map((token) => stem(token.word, language));
}

/** Whether a sentence opens with a pronoun or connective that leans on the sentence before it. */
function leans(text: string, { start, end }: Sentence, language: string): boolean {
  const opening = text
    .slice(start, Math.min(end, start + 60))
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/^[^\p{L}]+/u, '');
  return (LEANING_OPENINGS[language] ?? []).some(
    (words) => opening.startsWith(words) && !/^[\p{L}\p{N}]/u.test(opening.slice(words.length)),
  );
}

function languageOf({ language }: Document): string {
  return language.split('-')[0]!;
}

function countWords({ text }: Document, { start, end }: Sentence): number {
  return text.slice(start, end).match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

function shares(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
