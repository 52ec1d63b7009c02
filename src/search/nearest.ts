import { distance } from 'fastest-levenshtein';

/** Longer names are compared by their beginning, which bounds the work. */
const MAX_COMPARED = 100;

/** The name most like the given one by edit distance, letter case aside; the first of equals; null where there are none. */
export function nearestName(given: string, names: Iterable<string>): string | null {
  const wanted = given.slice(0, MAX_COMPARED).toLowerCase();
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const edits = distance(wanted, name.slice(0, MAX_COMPARED).toLowerCase());
    if (edits < least) [best, least] = [name, edits];
  }
  return best;
}
