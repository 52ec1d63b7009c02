import data from './data/weights.generated.json' with { type: 'json' };
import { FEATURES } from './features.ts';
import type { Knowledge } from './rank.ts';

/** Linear weights by feature name, with what they were trained on. Written by `npm run train`. */
export interface LinearModel {
  readonly bias: number;
  readonly weights: Readonly<Record<string, number>>;
}

export interface Model {
  readonly version: string;
  /** Ranking without and with questions known for the document. */
  readonly ranker: { readonly fresh: LinearModel; readonly taught: LinearModel };
  /** Probability that the first passage answers: logistic over the confidence features. */
  readonly confidence: Readonly<Record<Knowledge, LinearModel>>;
  /** Confidence from which on the first passage is given as the answer: where most questions are served rightly. */
  readonly thresholds: Readonly<Record<Knowledge, number>>;
}

export const MODEL: Model = data;

/** A model's weights in the order of the named features; a feature that the model does not know weighs nothing. */
export function weightArray(model: LinearModel, names: readonly string[] = FEATURES): Float64Array {
  return Float64Array.from(names, (name) => model.weights[name] ?? 0);
}
