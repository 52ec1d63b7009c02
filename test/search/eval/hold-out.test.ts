import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdOut } from '../../../src/search/eval/hold-out.ts';
import { buildIndex } from '../../../src/search/index.ts';
import {
  type KnownQuestion,
  knownQuestionsOf,
  similaritiesToKnown,
} from '../../../src/search/known-questions.ts';
import { textCorpus } from '../corpora.ts';

const base = buildIndex(textCorpus({ 'd.txt': 'Children crossed the bridge.\nA storm came.' }));
const FOLDS = 4;

const withQuestions = (texts: readonly string[]) => ({
  ...base,
  known: knownQuestionsOf(
    texts.map((text, i): KnownQuestion => ({ text, language: 'en', sentence: i % 2, document: 'd' })),
  ),
});

const words = fc.constantFrom(
  'who',
  'crossed',
  'bridge',
  'storm',
  'children',
  'when',
  'came',
  'why',
  'delay',
);
const questions = fc.uniqueArray(
  fc.array(words, { minLength: 1, maxLength: 5 }).map((w) => w.join(' ')),
  { minLength: 1, maxLength: 25 },
);

describe('holdOut', () => {
  it('makes every question the test once, and never known at the same time', () => {
    fc.assert(
      fc.property(questions, (texts) => {
        const tested: string[] = [];
        for (const { index, questions: held } of holdOut(withQuestions(texts), FOLDS)) {
          const known = index.known.questions.map((q) => q.text);
          const test = held.map((q) => q.text);
          expect([...known, ...test].sort()).toEqual([...texts].sort());
          tested.push(...test);
        }
        expect(tested.sort()).toEqual([...texts].sort());
      }),
      { numRuns: 50 },
    );
  });

  it('keeps near-duplicates of a tested question from what is known', () => {
    fc.assert(
      fc.property(questions, (texts) => {
        const whole = withQuestions(texts);
        for (const { index, questions: held } of holdOut(whole, FOLDS)) {
          const kept = new Set(index.known.questions.map((q) => q.text));
          for (const { text, language } of held)
            similaritiesToKnown(whole.known, text, language).forEach((similarity, k) => {
              if (kept.has(whole.known.questions[k]!.text)) expect(similarity).toBeLessThan(0.7);
            });
        }
      }),
      { numRuns: 50 },
    );
  });

  it('leaves further questions out of what is known, but not out of the test', () => {
    const texts = [
      'who crossed',
      'when did the storm come',
      'why',
      'what delayed the children',
      'which bridge',
    ];
    const isKept = (question: KnownQuestion) => question.sentence === 0;
    const tested: string[] = [];
    for (const { index, questions: held } of holdOut(withQuestions(texts), FOLDS, isKept)) {
      expect(index.known.questions.every(isKept)).toBe(true);
      tested.push(...held.map((q) => q.text));
    }
    expect(tested.sort()).toEqual([...texts].sort());
  });

  it('gives the same parts every time', () => {
    const parts = () =>
      [...holdOut(withQuestions(['who', 'which bridge', 'a storm', 'children came']), FOLDS)].map((part) =>
        part.questions.map((q) => q.text),
      );
    expect(parts()).toEqual(parts());
  });
});
