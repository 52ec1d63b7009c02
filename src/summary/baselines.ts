import { buildGraph, centrality, type SentenceTerms } from './graph.ts';

/** Places of the first sentences: for news a strong baseline (Nenkova 2005). */
export function lead(sentences: number, count: number): number[] {
  return Array.from({ length: Math.min(sentences, count) }, (_, place) => place);
}

/**
 * Places of the sentences of plain TextRank (Mihalcea and Tarau 2004), as it is mostly used today: the most central
 * ones of the similarity graph and nothing else, in source order. Ties go to the earlier sentence.
 */
export function textRank(terms: SentenceTerms, count: number): number[] {
  const ranks = centrality(
    buildGraph(terms),
    terms.map(() => 1 / terms.length),
  );
  return [...terms.keys()]
    .sort((a, b) => ranks[b]! - ranks[a]! || a - b)
    .slice(0, count)
    .sort((a, b) => a - b);
}
