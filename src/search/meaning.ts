import data from './data/vectors.generated.json' with { type: 'json' };

/**
 * What words mean, as vectors learned from the company that words keep: stems used in like places are near one
 * another, so that "start" finds "begin" and "soldiers" finds "troops". English only.
 */

/** Numbers of a vector; a multiple of four. */
export const DIMENSIONS: number = data.dimensions;

/** Below this cosine two words have little in common. */
const UNLIKE = 0.25;

interface Vectors {
  readonly places: ReadonlyMap<string, number>;
  /** Four bits a number, two numbers a byte, as they are stored. */
  readonly bytes: Uint8Array;
}

let vectors: Vectors | null = null;

/** Unpacking takes some milliseconds, which a start that asks nothing need not spend. */
function unpacked(): Vectors {
  vectors ??= {
    places: new Map(data.stems.split(' ').map((stem, i) => [stem, i])),
    bytes: Uint8Array.from(atob(data.values), (c) => c.charCodeAt(0)),
  };
  return vectors;
}

/** The unit vector of an English stem; null for a stem that has none, as numbers and rare names. */
export function vectorOf(stem: string): Float32Array | null {
  const { places, bytes } = unpacked();
  const place = places.get(stem);
  return place === undefined ? null : unitVector(bytes, place);
}

/** Vectors remembered of a list of terms: a bound on memory. */
const REMEMBERED = 20_000;

interface TermVectors {
  count: number;
  vectors: (Float32Array | null)[];
}

const vectorsOfTerms = new WeakMap<readonly string[], TermVectors>();

/** The vectors of a list of stems by their place in it, kept once they were asked for. */
export function vectorsOf(terms: readonly string[]): (term: number) => Float32Array | null {
  const kept = vectorsOfTerms.get(terms) ?? { count: 0, vectors: [] };
  vectorsOfTerms.set(terms, kept);
  return (term) => {
    let vector = kept.vectors[term];
    if (vector === undefined) {
      if (kept.count >= REMEMBERED) Object.assign(kept, { count: 0, vectors: [] });
      vector = vectorOf(terms[term]!);
      kept.vectors[term] = vector;
      kept.count++;
    }
    return vector;
  };
}

function unitVector(bytes: Uint8Array, place: number): Float32Array {
  const vector = new Float32Array(DIMENSIONS);
  let square = 0;
  for (let k = 0; k < DIMENSIONS; k += 2) {
    const byte = bytes[(place * DIMENSIONS + k) / 2]!;
    const first = (byte >> 4) - 8;
    const second = (byte & 15) - 8;
    vector[k] = first;
    vector[k + 1] = second;
    square += first * first + second * second;
  }
  const length = Math.sqrt(square) || 1;
  for (let k = 0; k < DIMENSIONS; k++) vector[k]! /= length;
  return vector;
}

/** Sum of products; of unit vectors the cosine of their angle, −1 to 1. */
export function product(a: Float32Array | Float64Array, b: Float32Array | Float64Array): number {
  // Four sums at a time: the processor need not wait for one before it adds the next.
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let k = 0; k < DIMENSIONS; k += 4) {
    first += a[k]! * b[k]!;
    second += a[k + 1]! * b[k + 1]!;
    third += a[k + 2]! * b[k + 2]!;
    fourth += a[k + 3]! * b[k + 3]!;
  }
  return first + second + (third + fourth);
}

/** How alike two words are, 0 to 1, from the cosine of their vectors. */
export function likeness(cosine: number): number {
  return cosine <= UNLIKE ? 0 : (cosine - UNLIKE) / (1 - UNLIKE);
}

/** Scales a vector to length 1 in place; gives its length before. */
export function normalise(vector: Float64Array): number {
  const length = Math.sqrt(product(vector, vector));
  if (length > 0) for (let k = 0; k < DIMENSIONS; k++) vector[k]! /= length;
  return length;
}

/** Adds `weight` times a vector to a sum, in place. */
export function addTo(sum: Float64Array, vector: Float32Array, weight: number): void {
  for (let k = 0; k < DIMENSIONS; k++) sum[k]! += weight * vector[k]!;
}
