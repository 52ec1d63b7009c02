/** Steps of gradient descent; both losses are convex and have settled by then. */
const STEPS = 250;
const RATE = 0.1;
/** Adam's constants (Kingma and Ba 2015). */
const ADAM = { first: 0.9, second: 0.999, epsilon: 1e-8 };

/** A question with its candidates: rows of features, and which rows are right. */
export interface Group {
  /** Whose text this is: cross-validation keeps a document's questions together. */
  readonly document: string;
  readonly rows: readonly Float64Array[];
  readonly right: readonly boolean[];
  readonly weight: number;
}

/** Weights that make the right candidates likeliest: listwise softmax loss (Cao et al. 2007), L2 penalty. */
export function trainRanker(groups: readonly Group[], size: number, penalty: number): Float64Array {
  const usable = groups.filter((g) => g.right.some(Boolean) && g.right.some((r) => !r));
  const total = usable.reduce((sum, g) => sum + g.weight, 0);
  return descend(size, (weights, gradient) => {
    for (const group of usable) {
      const scores = group.rows.map((row) => dot(weights, row));
      const top = Math.max(...scores);
      const powers = scores.map((s) => Math.exp(s - top));
      const all = powers.reduce((a, b) => a + b, 0);
      const good = powers.reduce((a, p, i) => a + (group.right[i] ? p : 0), 0);
      group.rows.forEach((row, i) => {
        const pull = (powers[i]! / all - (group.right[i] ? powers[i]! / good : 0)) * (group.weight / total);
        if (pull !== 0) for (let k = 0; k < size; k++) gradient[k]! += pull * row[k]!;
      });
    }
    for (let k = 0; k < size; k++) gradient[k]! += penalty * weights[k]!;
  });
}

export interface Example {
  readonly document: string;
  readonly features: Float64Array;
  readonly right: boolean;
  readonly weight: number;
}

/** Logistic regression on standardised features, L2 penalty; the weights given are for the raw features. */
export function trainLogistic(examples: readonly Example[], size: number, penalty: number) {
  const { mean, spread } = standardise(examples, size);
  const total = examples.reduce((sum, e) => sum + e.weight, 0);
  const scaled = examples.map((e) => e.features.map((v, k) => (v - mean[k]!) / spread[k]!));
  const fitted = descend(size + 1, (weights, gradient) => {
    examples.forEach((example, i) => {
      const row = scaled[i]!;
      const predicted = 1 / (1 + Math.exp(-dot(weights, row) - weights[size]!));
      const pull = ((predicted - (example.right ? 1 : 0)) * example.weight) / total;
      for (let k = 0; k < size; k++) gradient[k]! += pull * row[k]!;
      gradient[size]! += pull;
    });
    for (let k = 0; k < size; k++) gradient[k]! += penalty * weights[k]!;
  });
  const weights = Float64Array.from({ length: size }, (_, k) => fitted[k]! / spread[k]!);
  const bias = fitted[size]! - weights.reduce((sum, w, k) => sum + w * mean[k]!, 0);
  return { weights, bias };
}

/** What spreads less is the same in every example but for rounding: it tells nothing and must weigh nothing. */
const LEAST_SPREAD = 1e-6;

function standardise(examples: readonly Example[], size: number) {
  const mean = new Float64Array(size);
  const spread = new Float64Array(size);
  for (const { features } of examples)
    for (let k = 0; k < size; k++) mean[k]! += features[k]! / examples.length;
  for (const { features } of examples)
    for (let k = 0; k < size; k++) spread[k]! += (features[k]! - mean[k]!) ** 2 / examples.length;
  for (let k = 0; k < size; k++) {
    const deviation = Math.sqrt(spread[k]!);
    spread[k] = deviation > LEAST_SPREAD ? deviation : 1;
  }
  return { mean, spread };
}

/** Adam from zero over the whole set: deterministic. */
function descend(size: number, slope: (weights: Float64Array, gradient: Float64Array) => void): Float64Array {
  const weights = new Float64Array(size);
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = new Float64Array(size);
    slope(weights, gradient);
    for (let k = 0; k < size; k++) {
      const g = gradient[k]!;
      first[k] = ADAM.first * first[k]! + (1 - ADAM.first) * g;
      second[k] = ADAM.second * second[k]! + (1 - ADAM.second) * g * g;
      const corrected = first[k]! / (1 - ADAM.first ** step);
      weights[k]! -= (RATE * corrected) / (Math.sqrt(second[k]! / (1 - ADAM.second ** step)) + ADAM.epsilon);
    }
  }
  return weights;
}

export function dot(weights: Float64Array, row: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += weights[k]! * row[k]!;
  return sum;
}
