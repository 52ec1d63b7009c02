import type { SearchIndex } from '../build.ts';
import { ANSWER_THRESHOLD, confidenceOf } from '../confidence.ts';
import { type KnownQuestions, similaritiesToKnown } from '../known-questions.ts';
import { rank } from '../rank.ts';
import type { Outcome } from './types.ts';

/** Known questions at least this similar to the one under test are left out with it. */
const NEAR_DUPLICATE = 0.7;

/**
 * Each known question of a corpus once as the test, without itself and its near-duplicates: how questions fare that
 * nobody wrote down. Right is the sentence that it was written for, and silence for one known to be unanswered.
 */
export function leaveOneOut(index: SearchIndex, language?: string): Outcome[] {
  return index.known.questions.flatMap((known, k) => {
    const range = index.table.ranges.get(known.document);
    if (!range || (language !== undefined && known.language !== language)) return [];
    const excluded = nearDuplicates(index.known, k);
    const ranking = rank(index, known.text, { scope: { from: range[0], to: range[1] }, excluded });
    const confidence = confidenceOf(ranking);
    const textOf = (place: number | undefined) => {
      const sentence = place === undefined ? undefined : index.corpus.sentences[place];
      return sentence ? index.documents.get(sentence.document)!.text.slice(sentence.start, sentence.end) : '';
    };
    return [
      {
        document: known.document,
        id: `${known.language}-${k}`,
        question: known.text,
        answerable: known.sentence >= 0,
        kind: confidence >= ANSWER_THRESHOLD ? ('answered' as const) : ('silent' as const),
        rank: 1 + ranking.sentences.indexOf(known.sentence),
        confidence,
        first: textOf(ranking.sentences[0]),
        expected: known.sentence < 0 ? [] : [textOf(known.sentence)],
      },
    ];
  });
}

/** Marks a known question and those that are nearly the same. */
export function nearDuplicates(known: KnownQuestions, place: number): Uint8Array {
  const { text, language } = known.questions[place]!;
  const excluded = Uint8Array.from(similaritiesToKnown(known, text, language), (s) =>
    s >= NEAR_DUPLICATE ? 1 : 0,
  );
  excluded[place] = 1;
  return excluded;
}
