import type { SearchIndex } from './build.ts';
import { bm25, type FeatureContext } from './features.ts';
import { IS_HEADING, lowerBound } from './sentence-table.ts';

/** Up to this many sentences all are looked at. */
const SMALL_SCOPE = 200;
/** Sentences that the rarest words may bring in, before the next commoner word is left to scoring alone. */
const MAX_POSTINGS = 2_000;
/** Sentences that get the full ranking. */
const MAX_RANKED = 100;

/** The sentences worth ranking, by place in the corpus, ascending. Headings only where a scope has nothing else. */
export function findCandidates(index: SearchIndex, context: FeatureContext): number[] {
  const { scope } = context;
  if (scope.to - scope.from <= SMALL_SCOPE) return everySentence(index, scope.from, scope.to);
  const found = new Set<number>();
  for (const sentence of context.known.sentences.keys()) found.add(sentence);
  for (const sentence of rarestFirst(index, context)) found.add(sentence);
  const scored = [...found]
    .filter((s) => s >= scope.from && s < scope.to && !(index.table.kinds[s]! & IS_HEADING))
    .map((s) => ({ s, score: bm25(context, s) + (context.known.sentences.get(s)?.best ?? 0) * KNOWN_BOOST }));
  scored.sort((a, b) => b.score - a.score || a.s - b.s);
  return scored
    .slice(0, MAX_RANKED)
    .map(({ s }) => s)
    .sort((a, b) => a - b);
}

/** A sentence whose known question is the very question is worth as much as several rare words. */
const KNOWN_BOOST = 20;

function everySentence(index: SearchIndex, from: number, to: number): number[] {
  const all = Array.from({ length: to - from }, (_, i) => from + i);
  const proper = all.filter((s) => !(index.table.kinds[s]! & IS_HEADING));
  return proper.length > 0 ? proper : all;
}

/** Sentences that have the rarest words, by MiniSearch over the corpus, or by the postings within one document. */
function rarestFirst(index: SearchIndex, context: FeatureContext): Iterable<number> {
  const { table } = index;
  const { scope } = context;
  const whole = scope.from === 0 && scope.to === table.count;
  const terms = context.matched
    .flatMap((m) => m.same)
    .map((term) => {
      const begin = lowerBound(
        table.postings,
        table.postingStart[term]!,
        table.postingStart[term + 1]!,
        scope.from,
      );
      const end = lowerBound(table.postings, begin, table.postingStart[term + 1]!, scope.to);
      return { term, begin, end };
    })
    .filter(({ begin, end }) => end > begin)
    .sort((a, b) => a.end - a.begin - (b.end - b.begin) || a.term - b.term);
  const taken: typeof terms = [];
  let postings = 0;
  for (const entry of terms) {
    if (taken.length > 0 && postings + entry.end - entry.begin > MAX_POSTINGS) break;
    taken.push(entry);
    postings += entry.end - entry.begin;
  }
  if (whole && postings <= 2 * MAX_POSTINGS)
    return index.engine
      .search({ combineWith: 'OR', queries: taken.map(({ term }) => table.terms[term]!) })
      .map((hit) => hit.id as number);
  const sentences: number[] = [];
  for (const { begin, end } of taken)
    for (let i = begin; i < end && sentences.length < 2 * MAX_POSTINGS; i++)
      sentences.push(table.postings[i]!);
  return sentences;
}
