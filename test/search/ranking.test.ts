import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import { answer, buildIndex } from '../../src/search/index.ts';

const loaded = loadCorpus('corpus/article.md');
if (loaded.kind === 'problems') throw new Error('the article does not load');
/** The article as if nobody had written down a question: only its own words speak. */
const index = buildIndex({ ...loaded.corpus, expansions: [], knownSilences: [] });

function order(question: string, limit: number): number[] {
  const given = answer(index, question, { limit });
  if (given.kind === 'invalid') throw new Error(given.problem);
  return (given.kind === 'answered' ? given.passages : given.nearest).map((p) => p.ordinal);
}

/** A question, and the sentences in the order expected with why each stands where it does. */
const CASES: readonly [string, ...(readonly [ordinal: number, reason: string])[]][] = [
  [
    'UN peacekeeping missions',
    [10, 'all three words, side by side in the order asked'],
    [9, '"UN peacekeeping" side by side, but of forces: no missions'],
    [3, 'of the three words only "peacekeeping"'],
  ],
  [
    'What does Article 5 state?',
    [16, 'has all three words, and it is the article that states'],
    [4, 'names Article 5 but does not state what it says'],
    [5, 'has none of the words, but goes on from the sentence that names the article'],
  ],
  [
    'Which summit did Ukraine hope for membership at?',
    [14, 'the only sentence with a summit and with hopes'],
    [15, 'Ukraine and its membership, right after the sentence with the summit'],
  ],
  [
    'Did Zelenskiy ask for troops?',
    [15, 'the name, misspelt in the question by a letter, and troops'],
    [3, 'troops, but nobody of that name'],
  ],
  [
    'Meloni collective defense',
    [4, 'all three words'],
    [2, '"collective defense" side by side, but Italy instead of Meloni'],
    [5, 'neither; Meloni speaks it, right after the sentence with all three words'],
  ],
  [
    'Which challenges does the idea face?',
    [11, 'all three words, and the challenges that the question is for'],
    [12, 'an idea only, but right after the sentence that has the rest'],
    [8, 'an idea only, and its neighbours have no more'],
  ],
  ['timelines', [12, 'the only sentence with the word'], [13, 'right after it in the same paragraph']],
  [
    'Where did EU leaders meet?',
    [3, 'EU, leaders and a meeting, with its place'],
    [14, '"met", another form of "meet", which is rarer here than "leaders"'],
    [7, 'leaders, European ones, but they do not meet'],
  ],
  [
    'Who is interested in the idea?',
    [12, 'interest and idea, close together'],
    [11, 'the idea, and people who may be the ones asked for; no interest'],
    [8, 'the same, further from the sentence that has both'],
  ],
  [
    'When do peacekeeping missions get deployed?',
    [10, 'missions, peacekeeping and "deployed"'],
    [9, 'peacekeeping and "deployment", but no missions'],
    [14, 'none of the words, but a date, which "when" asks for'],
  ],
];

describe('the order of the article’s sentences, by their own words', () => {
  it.each(
    CASES.map(([question, ...places]) => ({
      question,
      expected: places.map(([ordinal]) => ordinal),
      why: places.map(([ordinal, reason]) => `${ordinal}: ${reason}`).join('\n'),
    })),
  )('$question: $expected', ({ question, expected, why }) => {
    expect(order(question, expected.length), why).toEqual(expected);
  });
});
