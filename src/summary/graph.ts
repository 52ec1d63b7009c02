/** Terms of each sentence, stemmed and without stop words; repeated terms count. */
export type SentenceTerms = readonly (readonly string[])[];

/** Sparse cosine similarities: for each sentence its neighbours, each pair in both lists, never itself. */
export type SentenceGraph = readonly (readonly { readonly to: number; readonly weight: number }[])[];

// LexRank, Erkan and Radev 2004: the chance of jumping to any sentence, and when to stop iterating.
const DAMPING = 0.15;
const TOLERANCE = 1e-6;
const MOST_ITERATIONS = 100;
/** Edges under this cosine are noise and only cost time (LexRank uses .1 on long multi-document input; less keeps short texts connected). */
const LEAST_SIMILARITY = 0.03;

/**
 * A term that stands in more sentences than this tells little of any pair of them, and costs the square of their
 * number: it is passed over. Only long texts have such terms.
 */
const MOST_SENTENCES = 200;

/** The graph of sentences by tf–idf cosine. Time follows the pairs that share a term, not all pairs. */
export function buildGraph(terms: SentenceTerms): SentenceGraph {
  const vectors = weightedVectors(terms);
  const postings = new Map<string, { sentence: number; weight: number }[]>();
  for (const [sentence, vector] of vectors.entries())
    for (const [term, weight] of vector) {
      const list = postings.get(term);
      if (list) list.push({ sentence, weight });
      else postings.set(term, [{ sentence, weight }]);
    }
  const shared = (term: string) => {
    const list = postings.get(term)!;
    return list.length > MOST_SENTENCES ? [] : list;
  };
  return vectors.map((vector, from) => {
    const sums = new Map<number, number>();
    for (const [term, weight] of vector)
      for (const other of shared(term))
        if (other.sentence !== from)
          sums.set(other.sentence, (sums.get(other.sentence) ?? 0) + weight * other.weight);
    return [...sums]
      .filter(([, weight]) => weight >= LEAST_SIMILARITY)
      .map(([to, weight]) => ({ to, weight }));
  });
}

/**
 * Continuous LexRank: how central each sentence is, as the stationary share of a random walk over similarities.
 * `prior` is where the walk restarts (uniform for plain LexRank, a focus for a biased one); it sums to 1.
 */
export function centrality(graph: SentenceGraph, prior: readonly number[]): number[] {
  const totals = graph.map((edges) => edges.reduce((sum, edge) => sum + edge.weight, 0));
  let ranks = [...prior];
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const next = prior.map((share) => DAMPING * share);
    let stuck = 0;
    for (const [from, edges] of graph.entries()) {
      if (totals[from] === 0) stuck += ranks[from]!;
      for (const { to, weight } of edges)
        next[to] = next[to]! + ((1 - DAMPING) * ranks[from]! * weight) / totals[from]!;
    }
    for (const [i, share] of prior.entries()) next[i] = next[i]! + (1 - DAMPING) * stuck * share;
    const moved = next.reduce((sum, rank, i) => sum + Math.abs(rank - ranks[i]!), 0);
    ranks = next;
    if (moved < TOLERANCE) break;
  }
  return ranks;
}

/** Unit-length tf–idf vectors. */
function weightedVectors(terms: SentenceTerms): Map<string, number>[] {
  const frequency = new Map<string, number>();
  for (const sentence of terms)
    for (const term of new Set(sentence)) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  return terms.map((sentence) => {
    const vector = new Map<string, number>();
    for (const term of sentence) vector.set(term, (vector.get(term) ?? 0) + 1);
    let square = 0;
    for (const [term, count] of vector) {
      const weight = count * Math.log(1 + terms.length / frequency.get(term)!);
      vector.set(term, weight);
      square += weight * weight;
    }
    const norm = Math.sqrt(square) || 1;
    for (const [term, weight] of vector) vector.set(term, weight / norm);
    return vector;
  });
}
