import { describe, expect, test } from 'vitest';
import { judgeSpeech, scoreSpeech } from '../../../src/corpus/speech/score.ts';
import { type Layout, PLAIN, parseGold, readGold } from './gold.ts';

/** Least shares of right voices and speakers; `npm run bench:speech -- --failures` lists what is wrong. */
const FLOORS = [
  ['tuned', 'English', 0.97, 0.97],
  ['held-out', 'English', 0.96, 0.94],
  ['tuned', 'other languages', 0.97, 0.97],
  ['held-out', 'other languages', 0.97, 0.93],
] as const;

describe.each(FLOORS)('%s articles, %s', (set, languages, voiceFloor, speakerFloor) => {
  const outcomes = judgeSpeech(
    readGold(set).filter(({ language }) => (language === 'en') === (languages === 'English')),
  );

  test('voice and speaker are right at least as often as measured', () => {
    const { voice, speaker } = scoreSpeech(outcomes);
    expect(voice).toBeGreaterThanOrEqual(voiceFloor);
    expect(speaker).toBeGreaterThanOrEqual(speakerFloor);
  });
});

const LAYOUTS: readonly Layout[] = [
  { marks: 'straight', paragraphs: 'lines' },
  { marks: 'apostrophes', paragraphs: 'wrapped' },
  { marks: 'curly', paragraphs: 'wrapped' },
];

/** How much of voice and speaker another layout may cost. */
const LAYOUT_COST = 0.03;

test.each(LAYOUTS)(
  '$marks marks and $paragraphs paragraphs are read like the article as written',
  (layout) => {
    const english = (given: Layout) => readGold('tuned', given).filter(({ language }) => language === 'en');
    const own = scoreSpeech(judgeSpeech(english(PLAIN)));
    const other = scoreSpeech(judgeSpeech(english(layout)));
    expect(own.voice! - other.voice!).toBeLessThan(LAYOUT_COST);
    expect(own.speaker! - other.speaker!).toBeLessThan(LAYOUT_COST);
  },
);

test('the scorer counts voices, shared words, exact names and names that should not be there', () => {
  const sample = parseGold(
    'en-sample.txt',
    'direct: Pence | “We are ready,” Mike Pence said.\nreported: Ted Cruz | The hall was empty.\nnarrator | Ted Cruz said so.',
    PLAIN,
  );
  expect(scoreSpeech(judgeSpeech([sample]))).toEqual({
    sentences: 3,
    voice: 1 / 3,
    speaker: 1 / 2,
    exact: 0,
    direct: 1,
    precision: 1 / 2,
  });
});
