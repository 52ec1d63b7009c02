import type { Document, Sentence } from '../corpus/types.ts';
import { stem } from '../search/analysis/stem.ts';
import { tokenize } from '../search/analysis/tokenize.ts';
import { FUNCTION_WORDS } from '../search/data/function-words.ts';
import { answer, type SearchIndex, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { LEANING_OPENINGS } from './data/openings.ts';
import { buildGraph, centrality } from './graph.ts';
import { type Budget, type Candidate, selectSentences } from './select.ts';

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
}

export type Summary =
  | {
      /** `whole`: the text is no longer than the summary would be, and `passages` is all of it. */
      readonly kind: 'summary' | 'whole';
      readonly document: Document;
      /** Whole sentences of the document, in its order. */
      readonly passages: readonly Passage[];
      /** Sentences and characters of the document, headings left out. */
      readonly sentences: number;
      readonly characters: number;
      /** Characters of the passages over those of the document, 0 to 1. */
      readonly share: number;
    }
  /** Nothing in the document bears on the focus. */
  | { readonly kind: 'silent'; readonly document: Document; readonly missing: readonly string[] }
  | { readonly kind: 'invalid'; readonly problem: string };

/** Weights of what makes a sentence worth giving; they sum to 1. News tells the most important first, hence the place. */
const CENTRALITY = 0.45;
const PLACE = 0.4;
const LENGTH = 0.15;
/** With a focus, how much bearing on it counts against the worth in general. */
const FOCUS = 0.75;
/** Words from and to which a sentence has a good length; shorter ones say little, longer ones cost much. */
const GOOD_LENGTH = { from: 10, to: 40 } as const;
/** Sentences ahead in which the weight of the place halves. */
const PLACE_HALVES = 2;

/**
 * Summarises one document by its own sentences: whole, in source order, each with its speaker. Sentences are scored by
 * LexRank over tf–idf similarity, place and length, then chosen for little repetition and for balance between speakers.
 */
export function summarize(index: SearchIndex, options: SummaryOptions = {}): Summary {
  const { budget = SUMMARY_LENGTHS.medium, focus } = options;
  const document = documentOf(index, options.source);
  if (typeof document === 'string') return { kind: 'invalid', problem: document };
  const sentences = index.corpus.sentences.filter(
    (sentence) => sentence.document === document.id && !sentence.heading,
  );
  const characters = charactersOf(sentences);
  if (focus === undefined && sentences.length <= budget.sentences && characters <= budget.characters)
    return describe(index, 'whole', document, sentences, sentences);

  const bearing = focus === undefined ? undefined : bearingOn(index, document, sentences, focus);
  if (bearing && 'missing' in bearing) return { kind: 'silent', document, missing: bearing.missing };
  const chosen = choose(document, sentences, budget, bearing);
  return describe(index, 'summary', document, sentences, chosen);
}

function documentOf(index: SearchIndex, source: string | undefined): Document | string {
  const ids = index.corpus.documents.map((document) => document.id);
  if (source === undefined && ids.length > 1)
    return `the corpus has ${ids.length} documents; name one as the source`;
  const document = index.corpus.documents.find(({ id }) => source === undefined || id === source);
  return document ?? `no document "${source}" in the corpus`;
}

function choose(
  document: Document,
  sentences: readonly Sentence[],
  budget: Budget,
  bearing: readonly number[] | undefined,
): Sentence[] {
  const language = document.language.split('-')[0]!;
  const terms = sentences.map((sentence) => termsOf(document, sentence, language));
  const graph = buildGraph(terms);
  const ranks = centrality(graph, bearing ? shares(bearing) : sentences.map(() => 1 / sentences.length));
  const highest = Math.max(...ranks, Number.MIN_VALUE);
  const candidates = sentences.map((sentence, place): Candidate => {
    const general =
      CENTRALITY * (ranks[place]! / highest) +
      PLACE * 2 ** (-place / PLACE_HALVES) +
      LENGTH * lengthWorth(terms[place]!);
    return {
      worth:
        bearing === undefined ? general : bearing[place]! && FOCUS * bearing[place]! + (1 - FOCUS) * general,
      characters: sentence.end - sentence.start,
      speaker: sentence.speaker,
      leansOn: place > 0 && leans(document.text, sentence, language) ? place - 1 : -1,
    };
  });
  return selectSentences(candidates, graph, budget).map((place) => sentences[place]!);
}

/** How much each sentence bears on the focus, 1 for the most; or the words that are found nowhere. */
function bearingOn(
  index: SearchIndex,
  document: Document,
  sentences: readonly Sentence[],
  focus: string,
): number[] | { missing: readonly string[] } {
  const found = answer(index, focus, { source: document.id, limit: sentences.length });
  if (found.kind === 'invalid') return { missing: [] };
  const ranked = found.kind === 'answered' ? found.passages : found.mayBear ? found.nearest : [];
  const least = Math.min(...ranked.map((passage) => passage.score));
  const bearing = ranked.filter((passage) => passage.score > least || ranked.length === 1);
  if (bearing.length === 0) return { missing: found.kind === 'silent' ? found.missing : [] };
  const places = new Map(bearing.map((passage, place) => [passage.ordinal, 1 / (1 + place / 2)]));
  return sentences.map((sentence) => places.get(sentence.ordinal) ?? 0);
}

function describe(
  index: SearchIndex,
  kind: 'summary' | 'whole',
  document: Document,
  sentences: readonly Sentence[],
  chosen: readonly Sentence[],
): Summary {
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

function termsOf({ text }: Document, { start, end }: Sentence, language: string): string[] {
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

function lengthWorth(terms: readonly string[]): number {
  const words = terms.length * 1.7; // content words are some six in ten of English news text
  if (words < GOOD_LENGTH.from) return words / GOOD_LENGTH.from;
  return words <= GOOD_LENGTH.to ? 1 : GOOD_LENGTH.to / words;
}

function shares(values: readonly number[]): number[] {
  const sum = values.reduce((total, value) => total + value, 0);
  return values.map((value) => value / sum);
}
