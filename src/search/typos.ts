/** Shorter words are left alone: too many real words lie one edit away. */
const SHORTEST_REPAIRED = 5;
/** From this length two edits are mended. */
const TWO_EDITS_FROM = 8;
/** Candidates compared for one word; a bound on time. */
const MAX_COMPARED = 4_000;

/** Known words arranged by what they share with their misspellings. */
export interface SpellingIndex {
  /** First two letters, or last three, → words. A misspelling seldom hits both ends. */
  readonly byEnds: ReadonlyMap<string, readonly string[]>;
  readonly counts: ReadonlyMap<string, number>;
}

export function buildSpelling(words: ReadonlyMap<string, number>): SpellingIndex {
  const byEnds = new Map<string, string[]>();
  for (const word of [...words.keys()].sort()) {
    if (word.length < SHORTEST_REPAIRED - 1 || /\p{N}/u.test(word)) continue;
    for (const key of endsOf(word)) {
      const list = byEnds.get(key);
      if (list) list.push(word);
      else byEnds.set(key, [word]);
    }
  }
  return { byEnds, counts: words };
}

/**
 * The word meant by a misspelt one: within one edit, two from eight letters, transpositions counted as one
 * (Damerau 1964). The nearest wins, then the more frequent, then the alphabet. Null where none is near.
 */
export function repairWord(spelling: SpellingIndex, word: string): string | null {
  if (word.length < SHORTEST_REPAIRED) return null;
  const allowed = word.length >= TWO_EDITS_FROM ? 2 : 1;
  let best: string | null = null;
  let bestDistance = allowed + 1;
  let bestCount = 0;
  let compared = 0;
  for (const key of endsOf(word)) {
    for (const candidate of spelling.byEnds.get(key) ?? []) {
      if (Math.abs(candidate.length - word.length) > allowed) continue;
      if (++compared > MAX_COMPARED) return best;
      const distance = editDistance(word, candidate, Math.min(allowed, bestDistance));
      if (distance > allowed || distance > bestDistance) continue;
      const count = spelling.counts.get(candidate) ?? 0;
      if (
        distance < bestDistance ||
        count > bestCount ||
        (count === bestCount && best !== null && candidate < best)
      ) {
        best = candidate;
        bestDistance = distance;
        bestCount = count;
      }
    }
  }
  return best;
}

function endsOf(word: string): readonly string[] {
  return [`^${word.slice(0, 2)}`, `${word.slice(-3)}$`];
}

/** Optimal string alignment distance, or `limit + 1` as soon as it must be larger. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let twoBack: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, twoBack[j - 2]! + 1);
      row.push(value);
      least = Math.min(least, value);
    }
    if (least > limit) return limit + 1;
    twoBack = previous;
    previous = row;
  }
  return previous[b.length]!;
}
