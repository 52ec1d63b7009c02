import type { SearchIndex } from './build.ts';
import type { KnownEvidence } from './known-questions.ts';
import type { MatchedTerm, Scope } from './matching.ts';
import { addTo, DIMENSIONS, normalise, vectorOf, vectorsOf } from './meaning.ts';
import type { Question } from './question.ts';
import type { SentenceTable } from './sentence-table.ts';

/** BM25+ with MiniSearch's constants (Lv and Zhai 2011). */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };

/** A question prepared for looking at many sentences: weights in arrays, terms by their number. */
export interface FeatureContext {
  readonly table: SentenceTable;
  readonly scope: Scope;
  readonly question: Question;
  readonly matched: readonly MatchedTerm[];
  readonly known: KnownEvidence;
  /** Corpus term → place of the question term that it stands for, plus one. */
  readonly same: Slots;
  readonly related: Slots;
  readonly alike: Slots;
  readonly background: Float64Array;
  readonly document: Float64Array;
  readonly backgroundTotal: number;
  readonly documentTotal: number;
  readonly meanLength: number;
  readonly rarest: number;
  readonly focusAt: number;
  /** Null where question or text is not English. */
  readonly meaning: QuestionMeaning | null;
}

/** What the question's terms mean, and room to work in. */
export interface QuestionMeaning {
  readonly vectors: readonly (Float32Array | null)[];
  /** The vector of a term of the table. */
  readonly vectorAt: (term: number) => Float32Array | null;
  readonly mean: Float64Array;
  /** For each of the question's terms the cosine of the sentence's nearest word. */
  readonly best: Float64Array;
  readonly sentence: Float64Array;
}

/**
 * Term → place, for asking of every token of many sentences: nearly all are in none, which a table of 256 bytes tells
 * without hashing.
 */
class Slots {
  readonly #mayHave = new Uint8Array(256);
  readonly #places = new Map<number, number>();

  /** The first place of a term stays. */
  add(term: number, place: number): void {
    this.#mayHave[term & 255] = 1;
    if (!this.#places.has(term)) this.#places.set(term, place);
  }

  get(term: number): number | undefined {
    return this.#mayHave[term & 255] === 1 ? this.#places.get(term) : undefined;
  }
}

export function prepareFeatures(
  index: SearchIndex,
  question: Question,
  matched: readonly MatchedTerm[],
  scope: Scope,
  known: KnownEvidence,
  language: string,
): FeatureContext {
  const { table } = index;
  const slots = (pick: (m: MatchedTerm) => readonly number[]) => {
    const places = new Slots();
    matched.forEach((m, i) => {
      for (const term of pick(m)) places.add(term, i + 1);
    });
    return places;
  };
  const sentences = scope.to - scope.from;
  const scale = Math.log(1 + 2 * sentences);
  const background = Float64Array.from(matched, (m) => m.backgroundIdf * (0.3 + m.documentIdf / scale));
  const document = Float64Array.from(matched, (m) => m.documentIdf);
  let rarest = -1;
  matched.forEach((m, i) => {
    if (m.frequency > 0 && (rarest < 0 || background[i]! > background[rarest]!)) rarest = i;
  });
  const focusAt = question.focus === null ? -1 : matched.findIndex((m) => m.term.stem === question.focus);
  return {
    table,
    scope,
    question,
    matched,
    known,
    same: slots((m) => m.same),
    related: slots((m) => m.related),
    alike: slots((m) => m.alike),
    background,
    document,
    backgroundTotal: background.reduce((a, b) => a + b, 0) || 1,
    documentTotal: document.reduce((a, b) => a + b, 0) || 1,
    meanLength: meanTokens(table, scope),
    rarest,
    focusAt,
    meaning: question.language === 'en' && language === 'en' ? meaningOf(table, matched, background) : null,
  };
}

function meaningOf(
  { terms }: SentenceTable,
  matched: readonly MatchedTerm[],
  weights: Float64Array,
): QuestionMeaning {
  const vectors = matched.map(({ term }) => (term.number ? null : vectorOf(term.stem)));
  const mean = new Float64Array(DIMENSIONS);
  vectors.forEach((vector, i) => {
    if (vector) addTo(mean, vector, weights[i]!);
  });
  normalise(mean);
  return {
    vectors,
    vectorAt: vectorsOf(terms),
    mean,
    best: new Float64Array(vectors.length),
    sentence: new Float64Array(DIMENSIONS),
  };
}

/** Mean content words of a sentence; of the first ones only where there are many. */
function meanTokens(table: SentenceTable, scope: Scope): number {
  const to = Math.min(scope.to, scope.from + 1000);
  return Math.max(1, (table.tokenStart[to]! - table.tokenStart[scope.from]!) / Math.max(1, to - scope.from));
}

/** Which of the question's terms stand in a sentence, as bits. */
export function matchedBits(context: FeatureContext, sentence: number): number {
  const { table, same } = context;
  let bits = 0;
  const end = table.tokenStart[sentence + 1]!;
  for (let i = table.tokenStart[sentence]!; i < end; i++) {
    const slot = same.get(table.tokens[i]!);
    if (slot !== undefined) bits |= 1 << (slot - 1);
  }
  return bits;
}

/** BM25+ of a sentence by its matched terms; a repeated term counts a little more. */
export function bm25(context: FeatureContext, sentence: number): number {
  const { table, same, document, meanLength } = context;
  const begin = table.tokenStart[sentence]!;
  const end = table.tokenStart[sentence + 1]!;
  const norm = BM25.k * (1 - BM25.b + (BM25.b * (end - begin)) / meanLength);
  let score = 0;
  let seen = 0;
  for (let i = begin; i < end; i++) {
    const slot = same.get(table.tokens[i]!);
    if (slot === undefined || seen & (1 << (slot - 1))) continue;
    seen |= 1 << (slot - 1);
    let frequency = 1;
    for (let k = i + 1; k < end; k++) if (same.get(table.tokens[k]!) === slot) frequency++;
    score += document[slot - 1]! * (BM25.d + (frequency * (BM25.k + 1)) / (frequency + norm));
  }
  return score;
}
