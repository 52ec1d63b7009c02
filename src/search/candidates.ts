import { MAX_SEARCHED, type SearchIndex } from './build.ts';
import { bm25, type FeatureContext } from './feature-context.ts';
import { IS_HEADING, lowerBound } from './sentence-table.ts';

/** Up to this many sentences all are looked at. */
const SMALL_SCOPE = 200;
/** Sentences that the rarest words may bring in, before the next commoner word is left to scoring alone. */
const MAX_POSTINGS = 2_000;
/** Where already the rarest word has more, so many of its sentences are looked at. */
const MOST_FOUND = 2 * MAX_POSTINGS;
/** Sentences that get the full ranking. */
const MAX_RANKED = 100;

/** The sentences worth ranking, by place in the corpus, ascending. Headings only where a scope has nothing else. */
export function findCandidates(index: SearchIndex, context: FeatureContext): number[] {
  const { scope, known } = context;
  if (scope.to - scope.from <= SMALL_SCOPE) return everySentence(index, scope.from, scope.to);
  const found = new Uint32Array(MOST_FOUND + known.sentences.size);
  let count = 0;
  for (const sentence of known.sentences.keys()) found[count++] = sentence;
  const sorted = found.subarray(0, rarestFirst(index, context, found, count)).sort();
  const best = new Best(MAX_RANKED);
  for (let i = 0; i < sorted.length; i++) {
    const s = sorted[i]!;
    if (s < scope.from || s >= scope.to || (i > 0 && s === sorted[i - 1])) continue;
    if (index.table.kinds[s]! & IS_HEADING) continue;
    best.offer(s, bm25(context, s) + (known.sentences.get(s)?.best ?? 0) * KNOWN_BOOST);
  }
  return best.sentences();
}

/** A sentence whose known question is the very question is worth as much as several rare words. */
const KNOWN_BOOST = 20;

function everySentence(index: SearchIndex, from: number, to: number): number[] {
  const all = Array.from({ length: to - from }, (_, i) => from + i);
  const proper = all.filter((s) => !(index.table.kinds[s]! & IS_HEADING));
  return proper.length > 0 ? proper : all;
}

/**
 * Writes the sentences that have the rarest words to `found` from `count` on, some twice, and gives where it ended:
 * those of the very rarest as MiniSearch finds them, those of the next commoner ones from the postings, since a search
 * makes an object of each sentence; within one document all from the postings.
 */
function rarestFirst(index: SearchIndex, context: FeatureContext, found: Uint32Array, count: number): number {
  const { table } = index;
  const { scope } = context;
  const engine = scope.from === 0 && scope.to === table.count ? index.engine : null;
  const most = count + MOST_FOUND;
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
  const searched: string[] = [];
  let postings = 0;
  let at = count;
  for (const { term, begin, end } of terms) {
    if (postings > 0 && postings + end - begin > MAX_POSTINGS) break;
    postings += end - begin;
    if (engine && postings <= MAX_SEARCHED) searched.push(table.terms[term]!);
    else for (let i = begin; i < end && at < most; i++) found[at++] = table.postings[i]!;
  }
  if (engine && searched.length > 0)
    for (const hit of engine.search({ combineWith: 'OR', queries: searched }))
      if (at < most) found[at++] = hit.id as number;
  return at;
}

/** The best few of many scored sentences, kept as a heap whose root is the worst: no object a sentence. */
class Best {
  readonly #sentences: Uint32Array;
  readonly #scores: Float64Array;
  #size = 0;

  constructor(most: number) {
    this.#sentences = new Uint32Array(most);
    this.#scores = new Float64Array(most);
  }

  /** Sentences are offered in ascending order; of equal scores the first stay. */
  offer(sentence: number, score: number): void {
    if (this.#size < this.#scores.length) {
      let at = this.#size++;
      while (at > 0 && this.#isWorse(sentence, score, (at - 1) >> 1)) at = this.#move((at - 1) >> 1, at);
      this.#put(at, sentence, score);
    } else if (score > this.#scores[0]!) {
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= this.#size) break;
        if (
          child + 1 < this.#size &&
          this.#isWorse(this.#sentences[child + 1]!, this.#scores[child + 1]!, child)
        )
          child++;
        if (this.#isWorse(sentence, score, child)) break;
        this.#move(child, at);
        at = child;
      }
      this.#put(at, sentence, score);
    }
  }

  /** Ascending. */
  sentences(): number[] {
    return Array.from(this.#sentences.subarray(0, this.#size).sort());
  }

  #isWorse(sentence: number, score: number, than: number): boolean {
    const other = this.#scores[than]!;
    return score < other || (score === other && sentence > this.#sentences[than]!);
  }

  /** Moves an entry and gives the place that it left. */
  #move(from: number, to: number): number {
    this.#put(to, this.#sentences[from]!, this.#scores[from]!);
    return from;
  }

  #put(at: number, sentence: number, score: number): void {
    this.#sentences[at] = sentence;
    this.#scores[at] = score;
  }
}
