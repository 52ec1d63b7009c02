import type { SearchIndex } from './build.ts';
import type { KnownEvidence } from './known-questions.ts';
import type { MatchedTerm, Scope } from './matching.ts';
import { addTo, DIMENSIONS, likeness, normalise, product, vectorOf } from './meaning.ts';
import type { Question } from './question.ts';
import {
  DATE,
  HAS_MANNER,
  HAS_NEGATION,
  HAS_REASON,
  NAME,
  NUMBER,
  PLACE,
  type SentenceTable,
  SPEAKER,
} from './sentence-table.ts';

/**
 * What the ranker sees of a sentence for a question, by name. Shares are of the question's terms weighted by rarity,
 * 0 to 1; "new" means not named in the question. The first twelve are the ones that research found to carry ranking.
 */
export const FEATURES = [
  'bm25', // BM25+ over the candidates' best
  'background', // share matched, rarity in general English × rarity here
  'document', // share matched, rarity here
  'length', // ln(1 + words) / 4
  'unmatchedNames', // rarity sum of names and numbers not matched / 10
  'who', // asks who: a new name
  'when', // asks when: a new date
  'howMany', // asks how many: a new number
  'typeMissing', // asks for a type that the sentence has nothing of
  'focus', // "which X": X stands there 1, a synonym .6
  'related', // further share matched by synonym or derivation
  'previous', // further share matched in the sentence before
  'next', // further share matched in the sentence after
  'alike', // further share matched by words that begin alike
  'soft', // further share matched by words of like meaning, as far as they are alike
  'meaning', // cosine of the question's mean vector and that of the sentence's other words
  'where', // asks where: a new name after a preposition of place
  'why', // asks why: a word of reason
  'how', // asks how: a word of means
  'pairs', // neighbouring question terms that are neighbours in the sentence
  'tightness', // matched terms over the stretch of the sentence that they span
  'rarest', // the rarest term of the question that the corpus has is matched
  'negation', // question and sentence differ in having a negation
  'speaker', // asks what somebody said: the sentence is theirs
  'knownWords', // closest known question of the sentence, words
  'knownGrams', // closest known question of the sentence, letter groups
  'knownBest', // closest known question of the sentence over the closest of all
  'knownSecond', // second closest
  'knownBag', // the sentence's known questions together have the words
  'knownVote', // share of the nearness of all known questions
  'knownOdds', // what the known questions teach: log-odds of this sentence, from 0 (none) to 12
  'knownLikely', // the same as a share of what all sentences and silence have
] as const;

export type FeatureName = (typeof FEATURES)[number];
export const FEATURE_COUNT = FEATURES.length;
const AT = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<FeatureName, number>;

/** BM25+ with MiniSearch's constants (Lv and Zhai 2011). */
const BM25 = { k: 1.2, b: 0.7, d: 0.5 };
const SYNONYM_FOCUS = 0.6;

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
interface QuestionMeaning {
  readonly vectors: readonly (Float32Array | null)[];
  readonly mean: Float64Array;
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
    meaning: question.language === 'en' && language === 'en' ? meaningOf(matched, background) : null,
  };
}

function meaningOf(matched: readonly MatchedTerm[], weights: Float64Array): QuestionMeaning {
  const vectors = matched.map(({ term }) => (term.number ? null : vectorOf(term.stem)));
  const mean = new Float64Array(DIMENSIONS);
  vectors.forEach((vector, i) => {
    if (vector) addTo(mean, vector, weights[i]!);
  });
  normalise(mean);
  return { vectors, mean, sentence: new Float64Array(DIMENSIONS) };
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

/** Fills `out[at .. at + FEATURE_COUNT)` for a sentence. `bestBm25` is the highest of the candidates. */
export function computeFeatures(
  context: FeatureContext,
  sentence: number,
  ownBm25: number,
  bestBm25: number,
  out: Float64Array,
  at: number,
): void {
  out.fill(0, at, at + FEATURE_COUNT);
  const set = (name: FeatureName, value: number) => {
    out[at + AT[name]] = value;
  };
  const { table, background, backgroundTotal, documentTotal, matched, question } = context;
  const bits = matchedBits(context, sentence);
  let own = 0;
  let here = 0;
  let unmatchedNames = 0;
  for (let i = 0; i < matched.length; i++) {
    if (bits & (1 << i)) {
      own += background[i]!;
      here += context.document[i]!;
    } else if (matched[i]!.term.name || matched[i]!.term.number) unmatchedNames += matched[i]!.backgroundIdf;
  }
  set('bm25', bestBm25 > 0 ? ownBm25 / bestBm25 : 0);
  set('background', own / backgroundTotal);
  set('document', here / documentTotal);
  set('length', Math.log(1 + table.lengths[sentence]!) / 4);
  set('unmatchedNames', unmatchedNames / 10);
  const fresh = scanTokens(context, sentence, bits, set);
  typeFeatures(context, sentence, fresh, set);
  if (context.meaning) meaningFeatures(context, context.meaning, sentence, bits, set);
  const near = (neighbour: number): number => {
    if (neighbour < context.scope.from || neighbour >= context.scope.to) return 0;
    if (table.documentOf[neighbour] !== table.documentOf[sentence]) return 0;
    const more = matchedBits(context, neighbour) & ~bits;
    return more === 0 ? 0 : weigh(background, more) / backgroundTotal;
  };
  set('previous', near(sentence - 1));
  set('next', near(sentence + 1));
  if (context.rarest >= 0) set('rarest', bits & (1 << context.rarest) ? 1 : 0);
  const negated = (table.kinds[sentence]! & HAS_NEGATION) !== 0;
  set('negation', negated === question.negated ? 0 : 1);
  knownFeatures(context, sentence, set);
}

type Setter = (name: FeatureName, value: number) => void;

/** One walk over the sentence's tokens: synonyms, neighbours, span, and which kinds of new tokens it has. */
function scanTokens(context: FeatureContext, sentence: number, bits: number, set: Setter): number {
  const { table, same, related, alike, background, backgroundTotal, question } = context;
  const begin = table.tokenStart[sentence]!;
  const end = table.tokenStart[sentence + 1]!;
  let fresh = 0;
  let relatedBits = 0;
  let alikeBits = 0;
  let pairs = 0;
  let first = -1;
  let last = -1;
  let matchedTokens = 0;
  let before = 0;
  let spokenByNamed = false;
  for (let i = begin; i < end; i++) {
    const term = table.tokens[i]!;
    const kind = table.tokenKinds[i]!;
    const slot = same.get(term) ?? 0;
    if (kind & SPEAKER) {
      if (slot > 0 && question.aboutSpeech) spokenByNamed = true;
      continue;
    }
    if (slot > 0) {
      if (first < 0) first = i;
      last = i;
      matchedTokens++;
      if (slot === before + 1 && before > 0) pairs += background[slot - 1]! + background[before - 1]!;
    } else {
      fresh |= kind;
      // A capital at the beginning of a sentence tells nothing.
      if (i === begin && kind & NAME && !table.names.has(term)) fresh &= ~NAME;
      const other = related.get(term);
      if (other !== undefined) relatedBits |= 1 << (other - 1);
      const similar = alike.get(term);
      if (similar !== undefined) alikeBits |= 1 << (similar - 1);
    }
    before = slot;
  }
  relatedBits &= ~bits;
  alikeBits &= ~(bits | relatedBits);
  set('related', weigh(background, relatedBits) / backgroundTotal);
  set('alike', weigh(background, alikeBits) / backgroundTotal);
  set('pairs', Math.min(1, pairs / (2 * backgroundTotal)));
  if (matchedTokens > 1) set('tightness', matchedTokens / (last - first + 1));
  if (spokenByNamed) set('speaker', 1);
  if (context.focusAt >= 0) {
    const bit = 1 << context.focusAt;
    set('focus', bits & bit ? 1 : relatedBits & bit ? SYNONYM_FOCUS : 0);
  }
  return fresh;
}

function meaningFeatures(
  context: FeatureContext,
  { vectors, mean, sentence: sum }: QuestionMeaning,
  sentence: number,
  bits: number,
  set: Setter,
): void {
  const { table, same, background } = context;
  const begin = table.tokenStart[sentence]!;
  const end = table.tokenStart[sentence + 1]!;
  let soft = 0;
  for (let i = 0; i < vectors.length; i++) {
    const vector = vectors[i]!;
    if (vector === null || bits & (1 << i)) continue;
    let best = 0;
    for (let k = begin; k < end; k++) {
      if (table.tokenKinds[k]! & SPEAKER) continue;
      const other = vectorOf(table.terms[table.tokens[k]!]!);
      if (other !== null) best = Math.max(best, product(vector, other));
    }
    soft += background[i]! * likeness(best);
  }
  set('soft', soft / context.backgroundTotal);
  sum.fill(0);
  for (let k = begin; k < end; k++) {
    if (table.tokenKinds[k]! & SPEAKER || same.get(table.tokens[k]!) !== undefined) continue;
    const other = vectorOf(table.terms[table.tokens[k]!]!);
    if (other !== null) addTo(sum, other, 1);
  }
  const length = normalise(sum);
  if (length > 0) set('meaning', product(mean, sum));
}

function typeFeatures(context: FeatureContext, sentence: number, fresh: number, set: Setter): void {
  const kinds = context.table.kinds[sentence]!;
  const check = (name: FeatureName, has: boolean) => {
    set(name, has ? 1 : 0);
    if (!has) set('typeMissing', 1);
  };
  const wanted = context.question.type;
  switch (wanted) {
    case 'person':
      check('who', (fresh & NAME) !== 0);
      break;
    case 'date':
      check('when', (fresh & DATE) !== 0);
      break;
    case 'number':
      check('howMany', (fresh & NUMBER) !== 0);
      break;
    case 'place':
      check('where', (fresh & PLACE) !== 0);
      break;
    case 'reason':
      set('why', kinds & HAS_REASON ? 1 : 0);
      break;
    case 'manner':
      set('how', kinds & HAS_MANNER ? 1 : 0);
      break;
    case 'thing':
      break;
    default: {
      wanted satisfies never;
    }
  }
}

function knownFeatures(context: FeatureContext, sentence: number, set: Setter): void {
  const evidence = context.known.sentences.get(sentence);
  if (!evidence) return;
  set('knownWords', evidence.words);
  set('knownGrams', evidence.grams);
  set('knownBest', context.known.answered > 0 ? evidence.best / context.known.answered : 0);
  set('knownSecond', evidence.second);
  set('knownBag', evidence.bag);
  set('knownVote', evidence.vote);
  set('knownOdds', evidence.odds);
  set('knownLikely', evidence.likely);
}

function weigh(weights: Float64Array, bits: number): number {
  let sum = 0;
  for (let i = 0; bits !== 0; i++, bits >>>= 1) if (bits & 1) sum += weights[i]!;
  return sum;
}
