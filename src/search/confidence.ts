import { FEATURES } from './features.ts';
import { MISMATCHES, mismatchOf } from './mismatch.ts';
import { MODEL, weightArray } from './model.ts';
import type { Knowledge, Ranking } from './rank.ts';

/** What the confidence is judged by besides the first passage's own features. */
const SITUATION = [
  'absent', // rarity share of the terms that stand nowhere in scope
  'absentNames', // … of names and numbers alone
  'someNameAbsent',
  'certainty', // softmax of the first
  'margin', // score of the first over the second
  'score',
  'terms', // ln(1 + terms)
  'matchedTerms', // ln(1 + terms matched by the first)
  'noTerms', // nothing but function words
  'fullMatch', // the first has all terms
  'knownAnswered', // closest known question that is answered
  'knownSilence', // closest known question that is not
  'knownMargin', // the first over the second of both, positive when answered
  'familiarity', // share of words that known questions have
  'knownFirst', // closest known question of the first passage
  'silenceVote', // share of nearness that known unanswered questions have
  'silenceOdds', // what the known questions teach: log-odds of silence, from 0 to 12
  'silenceLikely', // the same as a share of what all sentences and silence have
  'firstOdds', // log-odds of the first less those of silence
  'judged', // the known questions were enough to learn from
  'foreign', // asked in another language than the text's
] as const;

export const CONFIDENCE_FEATURES: readonly string[] = [...FEATURES, ...SITUATION, ...MISMATCHES];

const WEIGHTS = {
  none: weightArray(MODEL.confidence.none, CONFIDENCE_FEATURES),
  some: weightArray(MODEL.confidence.some, CONFIDENCE_FEATURES),
  rich: weightArray(MODEL.confidence.rich, CONFIDENCE_FEATURES),
};

/** Share of the threshold from which on the nearest passages may bear on the question. */
const MAY_BEAR = 0.5;

/** What a confidence is good for: given as the answer, as what may bear on the question, or neither. */
export function verdictOf(confidence: number, knowledge: Knowledge): 'answers' | 'may bear' | 'silent' {
  const threshold = MODEL.thresholds[knowledge];
  if (confidence >= threshold) return 'answers';
  return confidence >= MAY_BEAR * threshold ? 'may bear' : 'silent';
}

/** The ranking that answers best: whose confidence is highest for the threshold that it is held to. */
export function surest(rankings: readonly Ranking[]): Judged {
  const judged = rankings.map((ranking) => ({ ranking, confidence: confidenceOf(ranking) }));
  const sureness = ({ ranking, confidence }: Judged) => confidence / MODEL.thresholds[ranking.knowledge];
  return judged.reduce((best, other) => (sureness(other) > sureness(best) ? other : best));
}

export interface Judged {
  readonly ranking: Ranking;
  readonly confidence: number;
}

/** Calibrated probability that the ranking's first passage answers; 0 where nothing matches at all. */
export function confidenceOf(ranking: Ranking): number {
  if (!hasAnyMatch(ranking)) return 0;
  const weights = WEIGHTS[ranking.knowledge];
  const features = confidenceFeatures(ranking);
  let sum = MODEL.confidence[ranking.knowledge].bias;
  for (let i = 0; i < features.length; i++) sum += features[i]! * weights[i]!;
  return 1 / (1 + Math.exp(-sum));
}

/** The features of a ranking's confidence, in the order of `CONFIDENCE_FEATURES`. */
export function confidenceFeatures(ranking: Ranking): Float64Array {
  const { context, scores } = ranking;
  const first = ranking.features[0];
  let total = 0;
  let absent = 0;
  let names = 0;
  let absentNames = 0;
  for (const { backgroundIdf, frequency, term } of context.matched) {
    const named = term.name || term.number;
    total += backgroundIdf;
    if (named) names += backgroundIdf;
    if (frequency > 0) continue;
    absent += backgroundIdf;
    if (named) absentNames += backgroundIdf;
  }
  const exponentials = scores.map((s) => Math.exp(s - scores[0]!));
  const { known } = context;
  const mismatch = mismatchOf(ranking);
  const situation: Record<(typeof SITUATION)[number], number> = {
    absent: total > 0 ? absent / total : 1,
    absentNames: names > 0 ? absentNames / names : 0,
    someNameAbsent: absentNames > 0 ? 1 : 0,
    certainty: scores.length > 0 ? 1 / exponentials.reduce((a, b) => a + b, 0) : 0,
    margin: scores.length > 1 ? Math.min(3, scores[0]! - scores[1]!) : 0,
    score: scores[0] ?? 0,
    terms: Math.log(1 + context.matched.length),
    matchedTerms: Math.log(1 + countMatched(ranking)),
    noTerms: context.matched.length === 0 ? 1 : 0,
    fullMatch: context.matched.length > 0 && countMatched(ranking) === context.matched.length ? 1 : 0,
    knownAnswered: known.answered,
    knownSilence: known.silence,
    knownMargin: known.answered - known.silence,
    familiarity: known.familiarity,
    knownFirst: known.sentences.get(ranking.sentences[0] ?? -1)?.best ?? 0,
    silenceVote: known.silenceVote,
    silenceOdds: known.silenceOdds,
    silenceLikely: known.silenceLikely,
    firstOdds: known.judged
      ? (known.sentences.get(ranking.sentences[0] ?? -1)?.odds ?? 0) - known.silenceOdds
      : 0,
    judged: known.judged ? 1 : 0,
    foreign: context.question.language === 'en' ? 0 : 1,
  };
  return Float64Array.from([
    ...(first ?? new Float64Array(FEATURES.length)),
    ...SITUATION.map((n) => situation[n]),
    ...MISMATCHES.map((n) => mismatch[n]),
  ]);
}

/** Some word of the question stands in the scope, is near one that does, or some known question has one. */
function hasAnyMatch(ranking: Ranking): boolean {
  const { context } = ranking;
  if (context.known.answered > 0) return true;
  return context.matched.some((m) => m.frequency > 0 || m.related.length > 0 || m.alike.length > 0);
}

function countMatched(ranking: Ranking): number {
  const first = ranking.sentences[0];
  if (first === undefined) return 0;
  const { table, same } = ranking.context;
  const slots = new Set<number>();
  for (let i = table.tokenStart[first]!; i < table.tokenStart[first + 1]!; i++) {
    const slot = same.get(table.tokens[i]!);
    if (slot !== undefined) slots.add(slot);
  }
  return slots.size;
}
