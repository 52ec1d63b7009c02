import { scopeOf } from '../search/answer.ts';
import { FUNCTION_WORDS } from '../search/data/function-words.ts';
import { bm25 } from '../search/feature-context.ts';
import type { SearchIndex } from '../search/index.ts';
import { rank } from '../search/rank.ts';

/** Which sentences bear on a topic. */
export type Bearing =
  /** Place in `corpus.sentences` → how much it bears on the topic, above 0, at most 1. */
  | { readonly kind: 'bearing'; readonly sentences: ReadonlyMap<number, number> }
  /** No sentence does; `missing` are words of the topic that stand nowhere in the corpus. */
  | { readonly kind: 'silent'; readonly missing: readonly string[] };

/** A sentence bears on a topic with this share of the matching strength (BM25) of the one that matches best. */
const LEAST_STRENGTH = 0.25;
/** Or where one of the questions that it is known to answer is this like the topic. */
const LEAST_LIKENESS = 0.65;

/**
 * The sentences of a document, or of all, that bear on a topic: those that share its words, or that answer a known
 * question like it. A topic is no question, so nothing is asked of how sure an answer would be. At most the hundred
 * sentences that the search ranks.
 */
export function bearingOn(index: SearchIndex, topic: string, source?: string): Bearing {
  const scope = scopeOf(index, source);
  if (!scope || !/[\p{L}\p{N}]/u.test(topic)) return { kind: 'silent', missing: [] };
  const { sentences: ranked, context } = rank(index, topic, { scope });
  const strengths = ranked.map((sentence) => bm25(context, sentence));
  const strongest = Math.max(...strengths, Number.MIN_VALUE);
  const sentences = new Map<number, number>();
  for (const [at, sentence] of ranked.entries()) {
    const strength = strengths[at]! / strongest;
    const likeness = context.known.sentences.get(sentence)?.best ?? 0;
    const bearing = Math.max(
      strength >= LEAST_STRENGTH ? strength : 0,
      likeness >= LEAST_LIKENESS ? likeness : 0,
    );
    if (bearing > 0) sentences.set(sentence, Math.min(1, bearing));
  }
  if (sentences.size > 0) return { kind: 'bearing', sentences };
  const functionWords = FUNCTION_WORDS[context.question.language];
  const missing = context.matched.filter(({ known, term }) => !known && !functionWords?.has(term.word));
  return { kind: 'silent', missing: missing.map(({ term }) => term.surface) };
}
