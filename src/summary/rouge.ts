/** ROUGE F1 of a summary against a reference, 0 to 1. */
export interface Rouge {
  readonly rouge1: number;
  readonly rouge2: number;
  readonly rougeL: number;
}

/**
 * ROUGE-1, ROUGE-2 and ROUGE-L as F1 (Lin 2004), over lower-case runs of letters and digits, without stemming;
 * ROUGE-L over the whole text. Time: candidate × reference words.
 */
export function rouge(candidate: string, reference: string): Rouge {
  const a = wordsOf(candidate);
  const b = wordsOf(reference);
  return {
    rouge1: overlapF1(grams(a, 1), grams(b, 1)),
    rouge2: overlapF1(grams(a, 2), grams(b, 2)),
    rougeL: f1(longestCommonSubsequence(a, b), a.length, b.length),
  };
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function grams(words: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let i = 0; i + size <= words.length; i++) {
    const gram = words.slice(i, i + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function overlapF1(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [gram, count] of a) shared += Math.min(count, b.get(gram) ?? 0);
  return f1(shared, total(a), total(b));
}

function total(counts: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

function f1(shared: number, candidate: number, reference: number): number {
  return shared === 0 ? 0 : (2 * shared) / (candidate + reference);
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let previous = new Uint32Array(b.length + 1);
  let current = new Uint32Array(b.length + 1);
  for (const word of a) {
    for (let j = 1; j <= b.length; j++)
      current[j] = word === b[j - 1] ? previous[j - 1]! + 1 : Math.max(previous[j]!, current[j - 1]!);
    [previous, current] = [current, previous];
  }
  return previous[b.length]!;
}
