import { stem } from './analysis/stem.ts';
import { type Token, tokenize } from './analysis/tokenize.ts';
import { inverseFrequency } from './background.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';

/**
 * Tells from the wordings known for each sentence which sentence a question is for, or that it is one that the document
 * does not answer: one logistic regression an owner against all the others, over words, pairs of words and letter
 * groups. It learns which words decide between sentences, which the nearness to single questions does not tell.
 */
export interface Classifier {
  /** Places of sentences, −1 for silence. */
  readonly owners: Int32Array;
  readonly features: ReadonlyMap<string, number>;
  /** Weight of a feature in a question's vector, by feature. */
  readonly rarity: Float32Array;
  /** Feature × owner. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface Wording {
  readonly text: string;
  readonly sentence: number;
}

/** Fewer wordings teach nothing that their nearness does not tell. */
const FEWEST_WORDINGS = 20;
const GRAMS = [3, 4];
/** Pairs and letter groups in fewer wordings are dropped, words are kept. */
const RARE = 2;
/** Penalty of an error against the size of the weights. */
const COST = 10;
/** Rounds over all wordings; the weights have settled by then. */
const ROUNDS = 12;
const NEWTON_STEPS = 6;

/** Null for too few wordings, or all of one owner. Deterministic: the order of the wordings is the order of the steps. */
export function trainClassifier(wordings: readonly Wording[], language: string): Classifier | null {
  const owners = Int32Array.from([...new Set(wordings.map((w) => w.sentence))].sort((a, b) => a - b));
  if (wordings.length < FEWEST_WORDINGS || owners.length < 2) return null;
  const taken = wordings.map((w) => groupsOf(w.text, language));
  const { features, rarity } = vocabulary(taken);
  const rows = taken.map((groups) => vectorOf(groups, features, rarity));
  const weights = new Float32Array(features.size * owners.length);
  const bias = new Float32Array(owners.length);
  owners.forEach((owner, o) => {
    const fitted = fit(
      rows,
      wordings.map((w) => w.sentence === owner),
      features.size,
    );
    for (let k = 0; k < features.size; k++) weights[k * owners.length + o] = fitted[k]!;
    bias[o] = fitted[features.size]!;
  });
  return { owners, features, rarity, weights, bias };
}

/** Logarithmic odds of each owner, in their order. */
export function classify(classifier: Classifier, text: string, language: string): Float64Array {
  const { owners, features, rarity, weights, bias } = classifier;
  const row = vectorOf(groupsOf(text, language), features, rarity);
  const scores = Float64Array.from(bias);
  row.places.forEach((place, i) => {
    const value = row.values[i]!;
    for (let o = 0; o < owners.length; o++) scores[o]! += value * weights[place * owners.length + o]!;
  });
  return scores;
}

/** A question's features: words with their pairs, and letter groups; each group is as long as the other in the vector. */
type Groups = readonly (readonly string[])[];

interface Row {
  readonly places: readonly number[];
  readonly values: readonly number[];
}

function groupsOf(text: string, language: string): Groups {
  const tokens = tokenize(text, language);
  const words = tokens.map((t) => wordFeature(t, language));
  const pairs = words.slice(1).map((word, i) => `${words[i]} ${word}`);
  return [
    [...new Set([...words, ...pairs])],
    letterGroups(
      tokens.map((t) => t.word),
      GRAMS,
    ),
  ];
}

/** A stem, or a function word marked with its language: "who" and "when" tell questions apart. */
export function wordFeature(token: Token, language: string): string {
  return FUNCTION_WORDS[language]?.has(token.word) && !token.acronym
    ? `${language}:${token.word}`
    : stem(token.word, language);
}

/** Groups of neighbouring letters of each word, its beginning and end marked; each once. */
export function letterGroups(words: readonly string[], sizes: readonly number[]): readonly string[] {
  const groups = new Set<string>();
  for (const word of words) {
    const padded = `_${word}_`;
    for (const size of sizes)
      for (let i = 0; i + size <= padded.length; i++) groups.add(padded.slice(i, i + size));
  }
  return [...groups];
}

function vocabulary(taken: readonly Groups[]) {
  const counts = new Map<string, number>();
  for (const groups of taken)
    for (const feature of groups.flat()) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const features = new Map<string, number>();
  const rarity: number[] = [];
  for (const [feature, count] of counts) {
    if (count < RARE && (feature.includes(' ') || feature.startsWith('_') || feature.endsWith('_'))) continue;
    features.set(feature, features.size);
    rarity.push(1 + inverseFrequency(count, taken.length));
  }
  return { features, rarity: Float32Array.from(rarity) };
}

function vectorOf(groups: Groups, features: ReadonlyMap<string, number>, rarity: Float32Array): Row {
  const places: number[] = [];
  const values: number[] = [];
  for (const group of groups) {
    const found = group.flatMap((feature) => features.get(feature) ?? []);
    const length = Math.sqrt(found.reduce((sum, place) => sum + rarity[place]! ** 2, 0)) || 1;
    for (const place of found) {
      places.push(place);
      values.push(rarity[place]! / length);
    }
  }
  return { places, values };
}

/**
 * Weights and, last, the bias of a logistic regression with L2 penalty, by coordinate descent on its dual (Yu, Huang
 * and Lin 2011, "Dual coordinate descent methods for logistic regression").
 */
function fit(rows: readonly Row[], right: readonly boolean[], size: number): Float64Array {
  const weights = new Float64Array(size + 1);
  const start = Math.min(1e-3 * COST, 1e-8);
  const alpha = new Float64Array(rows.length).fill(start);
  const add = (i: number, step: number) => {
    const { places, values } = rows[i]!;
    for (let k = 0; k < places.length; k++) weights[places[k]!]! += step * values[k]!;
    weights[size]! += step;
  };
  rows.forEach((_, i) => {
    add(i, right[i] ? start : -start);
  });
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < rows.length; i++) {
      const { places, values } = rows[i]!;
      const sign = right[i] ? 1 : -1;
      let score = weights[size]!;
      let square = 1;
      for (let k = 0; k < places.length; k++) {
        score += weights[places[k]!]! * values[k]!;
        square += values[k]! * values[k]!;
      }
      const before = alpha[i]!;
      const after = bestCoordinate(before, square, sign * score);
      alpha[i] = after;
      if (after !== before) add(i, sign * (after - before));
    }
  return weights;
}

/** Newton's steps on one coordinate of the dual, kept between 0 and the cost. */
function bestCoordinate(before: number, square: number, score: number): number {
  let z = before;
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const slope = square * (z - before) + score + Math.log(z / (COST - z));
    const next = z - slope / (square + COST / (z * (COST - z)));
    if (next <= 0) z *= 0.1;
    else if (next >= COST) z = COST - 0.1 * (COST - z);
    else z = next;
    if (Math.abs(slope) < 1e-3) break;
  }
  return z;
}
