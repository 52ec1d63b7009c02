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
  /** One a line, in order: quickly read from a file, and taken apart when first asked. */
  readonly features: string;
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
  const rows = joinRows(taken.map((groups) => vectorOf(groups, features, rarity)));
  const right = Int32Array.from(wordings, (w) => owners.indexOf(w.sentence));
  return {
    owners,
    features: [...features.keys()].join('\n'),
    rarity,
    ...fitOwners(rows, right, owners.length, features.size),
  };
}

const placesOf = new WeakMap<Classifier, ReadonlyMap<string, number>>();

/** Place of each feature. */
function featurePlaces(classifier: Classifier): ReadonlyMap<string, number> {
  let places = placesOf.get(classifier);
  if (!places) {
    places = new Map(classifier.features.split('\n').map((feature, place) => [feature, place]));
    placesOf.set(classifier, places);
  }
  return places;
}

/** Logarithmic odds of each owner, in their order. */
export function classify(classifier: Classifier, text: string, language: string): Float64Array {
  const { owners, rarity, weights, bias } = classifier;
  const row = vectorOf(groupsOf(text, language), featurePlaces(classifier), rarity);
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

/** All rows in one: row `i` has the places and values from `start[i]` to `start[i + 1]`. */
interface Rows {
  readonly start: Uint32Array;
  readonly places: Uint32Array;
  readonly values: Float64Array;
  /** With one more for the bias. */
  readonly square: Float64Array;
}

function joinRows(rows: readonly Row[]): Rows {
  const start = new Uint32Array(rows.length + 1);
  rows.forEach((row, i) => {
    start[i + 1] = start[i]! + row.places.length;
  });
  const places = new Uint32Array(start[rows.length]!);
  const values = new Float64Array(start[rows.length]!);
  rows.forEach((row, i) => {
    places.set(row.places, start[i]);
    values.set(row.values, start[i]);
  });
  const square = Float64Array.from(rows, (row) => row.values.reduce((sum, value) => sum + value * value, 1));
  return { start, places, values, square };
}

/**
 * Weights (feature × owner) and biases of one logistic regression an owner with L2 penalty, by coordinate descent on
 * the dual (Yu, Huang and Lin 2011, "Dual coordinate descent methods for logistic regression"). A row is read once for
 * all owners.
 */
function fitOwners(
  { start, places, values, square }: Rows,
  right: Int32Array,
  owners: number,
  size: number,
): Pick<Classifier, 'weights' | 'bias'> {
  const weights = new Float64Array(size * owners);
  const bias = new Float64Array(owners);
  const least = Math.min(1e-3 * COST, 1e-8);
  const alpha = new Float64Array(right.length * owners).fill(least);
  const scores = new Float64Array(owners);
  const steps = new Float64Array(owners);
  for (let round = 0; round < ROUNDS; round++)
    for (let i = 0; i < right.length; i++) {
      const from = start[i]!;
      const to = start[i + 1]!;
      scores.set(bias);
      for (let k = from; k < to; k++) {
        const at = places[k]! * owners;
        const value = values[k]!;
        for (let o = 0; o < owners; o++) scores[o]! += value * weights[at + o]!;
      }
      for (let o = 0; o < owners; o++) {
        const sign = right[i] === o ? 1 : -1;
        const before = alpha[i * owners + o]!;
        const after = bestCoordinate(before, square[i]!, sign * scores[o]!);
        alpha[i * owners + o] = after;
        steps[o] = sign * (after - before);
        bias[o]! += steps[o]!;
      }
      for (let k = from; k < to; k++) {
        const at = places[k]! * owners;
        const value = values[k]!;
        for (let o = 0; o < owners; o++) weights[at + o]! += value * steps[o]!;
      }
    }
  return { weights: Float32Array.from(weights), bias: Float32Array.from(bias) };
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
