import type { Change, Comparison, Metrics, Outcome, ReliabilityBin } from './types.ts';

/** Bands of the reliability table; ten is the usual choice (Guo et al. 2017, "On Calibration of Modern Neural Networks"). */
const RELIABILITY_BINS = 10;

/** The figures of a run, from how each question went. */
export function measure(outcomes: readonly Outcome[]): Metrics {
  const answerable = outcomes.filter((o) => o.answerable);
  const unanswerable = outcomes.filter((o) => !o.answerable);
  const reliability = reliabilityTable(outcomes);
  return {
    questions: outcomes.length,
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    hitAt1: share(answerable, (o) => o.rank === 1),
    hitAt3: share(answerable, (o) => o.rank >= 1 && o.rank <= 3),
    meanReciprocalRank: mean(answerable.map((o) => (o.rank > 0 ? 1 / o.rank : 0))),
    answeredShare: share(answerable, (o) => o.kind === 'answered'),
    silentShare: share(unanswerable, (o) => o.kind !== 'answered'),
    jointAccuracy: share(outcomes, isRight),
    auroc: areaUnderCurve(
      answerable.map((o) => o.confidence),
      unanswerable.map((o) => o.confidence),
    ),
    expectedCalibrationError:
      outcomes.length === 0
        ? null
        : reliability.reduce((sum, b) => sum + b.count * Math.abs(b.promised - b.held), 0) / outcomes.length,
    reliability,
  };
}

/** Whether the reader was served: a right sentence first, or silence where the text does not answer. */
export function isRight(outcome: Outcome): boolean {
  return outcome.answerable ? outcome.kind === 'answered' && outcome.rank === 1 : outcome.kind !== 'answered';
}

/** What was got, and what was wanted, in a few words. */
export function describeOutcome(outcome: Outcome): string {
  if (!outcome.answerable)
    return outcome.kind === 'answered' ? 'answered, silence wanted' : 'silent, rightly';
  const place =
    outcome.rank === 1 ? 'right first' : outcome.rank > 1 ? `right at ${outcome.rank}` : 'right not found';
  return `${outcome.kind}, ${place}`;
}

/** Questions that a second run serves and the first did not, and the other way round. */
export function compareRuns(before: readonly Outcome[], after: readonly Outcome[]): Comparison {
  const earlier = new Map(before.map((o) => [key(o), o]));
  const won: Change[] = [];
  const lost: Change[] = [];
  let matched = 0;
  for (const now of after) {
    const then = earlier.get(key(now));
    if (!then) continue;
    matched++;
    if (isRight(then) === isRight(now)) continue;
    const { document, id, question } = now;
    const change = { document, id, question, before: describeOutcome(then), after: describeOutcome(now) };
    (isRight(now) ? won : lost).push(change);
  }
  return { won, lost, unmatched: before.length + after.length - 2 * matched };
}

/** Probability that a random positive scores above a random negative, ties half (Mann–Whitney). Null without both kinds. */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null;
  const sorted = [
    ...positives.map((value) => ({ value, positive: true })),
    ...negatives.map((value) => ({ value, positive: false })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let i = 0; i < sorted.length; ) {
    let end = i;
    while (end < sorted.length && sorted[end]!.value === sorted[i]!.value) end++;
    const rank = (i + 1 + end) / 2;
    for (let k = i; k < end; k++) if (sorted[k]!.positive) rankSum += rank;
    i = end;
  }
  const p = positives.length;
  return (rankSum - (p * (p + 1)) / 2) / (p * negatives.length);
}

function reliabilityTable(outcomes: readonly Outcome[]): ReliabilityBin[] {
  const bins = Array.from({ length: RELIABILITY_BINS }, () => ({ count: 0, promised: 0, held: 0 }));
  for (const outcome of outcomes) {
    const bin = bins[Math.min(RELIABILITY_BINS - 1, Math.floor(outcome.confidence * RELIABILITY_BINS))]!;
    bin.count++;
    bin.promised += outcome.confidence;
    if (outcome.answerable && outcome.rank === 1) bin.held++;
  }
  return bins.flatMap(({ count, promised, held }, i) =>
    count === 0
      ? []
      : [
          {
            from: i / RELIABILITY_BINS,
            to: (i + 1) / RELIABILITY_BINS,
            count,
            promised: promised / count,
            held: held / count,
          },
        ],
  );
}

function key(outcome: Outcome): string {
  return `${outcome.document}\n${outcome.id}`;
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}
