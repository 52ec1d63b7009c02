import { describe, expect, it } from 'vitest';
import { areaUnderCurve, compareRuns, isRight, measure } from '../../../src/search/eval/metrics.ts';
import type { Outcome } from '../../../src/search/eval/types.ts';

function outcome(part: Partial<Outcome>): Outcome {
  return {
    document: 'd',
    id: 'q',
    question: '?',
    answerable: true,
    paraphrase: false,
    kind: 'answered',
    rank: 1,
    confidence: 0.9,
    first: '',
    expected: [],
    ...part,
  };
}

describe('measure', () => {
  const run = [
    outcome({ id: '1', rank: 1, confidence: 0.9 }),
    outcome({ id: '2', rank: 3, confidence: 0.6 }),
    outcome({ id: '3', rank: 0, kind: 'silent', confidence: 0.2 }),
    outcome({ id: '4', answerable: false, kind: 'silent', rank: 0, confidence: 0.1 }),
    outcome({ id: '5', answerable: false, kind: 'answered', rank: 0, confidence: 0.7 }),
  ];

  it('counts ranks over the answerable questions and silence over the others', () => {
    expect(measure(run)).toMatchObject({
      questions: 5,
      answerable: 3,
      unanswerable: 2,
      hitAt1: 1 / 3,
      hitAt3: 2 / 3,
      meanReciprocalRank: (1 + 1 / 3) / 3,
      answeredShare: 2 / 3,
      silentShare: 1 / 2,
      jointAccuracy: 2 / 5,
      auroc: 4 / 6,
    });
  });

  it('weighs the gap between promised and held by the number of questions in a band', () => {
    // One question a band: |.9−1| + |.6−0| + |.2−0| + |.1−0| + |.7−0| over five.
    expect(measure(run).expectedCalibrationError).toBeCloseTo(1.7 / 5);
    expect(measure(run).reliability.map((b) => [b.from, b.count, b.held])).toEqual([
      [0.1, 1, 0],
      [0.2, 1, 0],
      [0.6, 1, 0],
      [0.7, 1, 0],
      [0.9, 1, 1],
    ]);
  });

  it('has no figure where nothing can be counted', () => {
    expect(measure([])).toMatchObject({ hitAt1: null, silentShare: null, auroc: null, jointAccuracy: null });
  });
});

describe('areaUnderCurve', () => {
  it.each([
    [[2, 3], [0, 1], 1],
    [[0, 1], [2, 3], 0],
    [[1, 1], [1, 1], 0.5],
    [[1, 3], [2], 0.5],
  ])('of %j against %j is %d', (positives, negatives, area) => {
    expect(areaUnderCurve(positives, negatives)).toBe(area);
  });
});

describe('isRight', () => {
  it('wants an answer given, not only ranked first', () => {
    expect(isRight(outcome({ kind: 'silent', rank: 1 }))).toBe(false);
  });
});

describe('compareRuns', () => {
  it('lists what changed sides and counts what has no partner', () => {
    const before = [outcome({ id: '1' }), outcome({ id: '2', rank: 2 }), outcome({ id: 'gone' })];
    const after = [outcome({ id: '1', kind: 'silent' }), outcome({ id: '2' })];
    const { won, lost, unmatched } = compareRuns(before, after);
    expect(won.map((c) => [c.id, c.before, c.after])).toEqual([
      ['2', 'answered, right at 2', 'answered, right first'],
    ]);
    expect(lost.map((c) => c.id)).toEqual(['1']);
    expect(unmatched).toBe(1);
  });
});
