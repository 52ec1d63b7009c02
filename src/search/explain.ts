import { scopeOf } from './answer.ts';
import type { SearchIndex } from './build.ts';
import { CONFIDENCE_FEATURES, confidenceFeatures, surest } from './confidence.ts';
import { FEATURES } from './features.ts';
import { MODEL, weightArray } from './model.ts';
import { toPassage } from './passage.ts';
import { type Knowledge, rankByKnowledge } from './rank.ts';
import type { AskOptions, Passage } from './types.ts';

/** One named quantity and what it adds to a sum. */
export interface Contribution {
  readonly name: string;
  readonly value: number;
  readonly weight: number;
  /** value × weight. */
  readonly adds: number;
}

/** Why the passages stand in their order, and why the answer has its confidence. */
export interface Explanation {
  readonly language: string;
  readonly knowledge: Knowledge;
  /** The question's content words: as asked, what they were read as, and in how many sentences they stand. */
  readonly terms: readonly { readonly asked: string; readonly readAs: string; readonly sentences: number }[];
  readonly passages: readonly {
    readonly passage: Passage;
    readonly contributions: readonly Contribution[];
  }[];
  readonly confidence: number;
  /** They and the bias add up to the confidence's logarithmic odds. */
  readonly confidenceContributions: readonly Contribution[];
  readonly confidenceBias: number;
}

const DEFAULT_LIMIT = 3;

/** Takes an answer apart; null for a document that the corpus does not have. Contributions largest first, none that are 0. */
export function explain(index: SearchIndex, question: string, options: AskOptions = {}): Explanation | null {
  const scope = scopeOf(index, options.source);
  if (!scope) return null;
  const { ranking, confidence } = surest(rankByKnowledge(index, question, { scope }));
  const weights = weightArray(MODEL.ranker[ranking.knowledge === 'none' ? 'fresh' : 'taught']);
  const { bias } = MODEL.confidence[ranking.knowledge];
  return {
    language: ranking.context.question.language,
    knowledge: ranking.knowledge,
    terms: ranking.context.matched.map(({ term, frequency }) => ({
      asked: term.surface,
      readAs: term.word,
      sentences: frequency,
    })),
    passages: ranking.sentences.slice(0, options.limit ?? DEFAULT_LIMIT).map((s, i) => ({
      passage: toPassage(index, index.corpus.sentences[s]!, ranking.scores[i]!, 0),
      contributions: contributions(FEATURES, ranking.features[i]!, weights),
    })),
    confidence,
    confidenceContributions: contributions(
      CONFIDENCE_FEATURES,
      confidenceFeatures(ranking),
      weightArray(MODEL.confidence[ranking.knowledge], CONFIDENCE_FEATURES),
    ),
    confidenceBias: bias,
  };
}

function contributions(
  names: readonly string[],
  values: Float64Array,
  weights: Float64Array,
): Contribution[] {
  return names
    .map((name, i) => ({ name, value: values[i]!, weight: weights[i]!, adds: values[i]! * weights[i]! }))
    .filter((c) => c.adds !== 0)
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds) || (a.name < b.name ? -1 : 1));
}
