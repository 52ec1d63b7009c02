/**
 * How well voice and speaker are told on the marked articles of test/corpus/speech/fixtures: a row a set and
 * language, and with --failures every sentence that is wrong.
 *
 *   npm run bench:speech -- [--failures] [--set tuned|held-out] [--language en] [--layout 0…3]
 */
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { judgeSpeech, type SpeechOutcome, scoreSpeech } from '../src/corpus/speech/score.ts';
import { type Layout, PLAIN, readGold } from '../test/corpus/speech/gold.ts';

const SETS = ['tuned', 'held-out'] as const;
const LAYOUTS: readonly (readonly [string, Layout])[] = [
  ['as written', PLAIN],
  ['straight marks, a line a paragraph', { marks: 'straight', paragraphs: 'lines' }],
  ["'' marks, hard-wrapped", { marks: 'apostrophes', paragraphs: 'wrapped' }],
  ['curly marks, hard-wrapped', { marks: 'curly', paragraphs: 'wrapped' }],
];

const { values } = parseArgs({
  options: {
    failures: { type: 'boolean', default: false },
    set: { type: 'string' },
    language: { type: 'string' },
    layout: { type: 'string', default: '0' },
  },
});
const table = new Table({
  head: ['set', 'layout', 'sentences', 'voice', 'speaker', 'exact', 'direct', 'precision'],
  style: { head: [], border: [], compact: true },
});
for (const set of SETS.filter((each) => values.set === undefined || values.set === each)) {
  for (const english of [true, false]) {
    for (const [name, layout] of english ? LAYOUTS : LAYOUTS.slice(0, 1)) {
      const outcomes = judgeSpeech(
        readGold(set, layout).filter((sample) => isWanted(sample.language, english)),
      );
      if (outcomes.length === 0) continue;
      const { sentences, ...shares } = scoreSpeech(outcomes);
      const { voice, speaker, exact, direct, precision } = shares;
      table.push([
        `${set}, ${english ? 'English' : 'other languages'}`,
        name,
        sentences,
        ...[voice, speaker, exact, direct, precision].map((share) => share?.toFixed(3) ?? '–'),
      ]);
      if (values.failures && layout === LAYOUTS[Number(values.layout)]?.[1])
        for (const outcome of outcomes) printFailure(outcome);
    }
  }
}
console.log(table.toString());

function isWanted(language: string, english: boolean): boolean {
  return (values.language ?? language) === language && (language === 'en') === english;
}

function printFailure({ document, text, gold, given, voiceRight, speakerExact }: SpeechOutcome): void {
  if (voiceRight && speakerExact) return;
  const name = (speaker: string | null, others: readonly string[] = []) =>
    [speaker ?? 'nobody', ...others].join(' + ');
  console.log(
    `${document}: ${text}\n  marked ${gold.voice}: ${name(gold.speaker, gold.alsoSpeakers)}\n  given  ${given.voice}: ${name(given.speaker, given.alsoSpeakers)}\n`,
  );
}
