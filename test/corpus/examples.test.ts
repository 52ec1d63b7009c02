import { expect, it } from 'vitest';
import { exampleQuestions } from '../../src/corpus/examples.ts';
import type { Corpus } from '../../src/corpus/types.ts';

const corpus = (part: Partial<Corpus>) =>
  ({ documents: [{ title: 'A treaty' }], expansions: [], knownSilences: [], ...part }) as unknown as Corpus;
const expansion = (ordinal: number, questions: Record<string, string[]>) =>
  ({ document: 'a', ordinal, hash: '', questions }) as Corpus['expansions'][number];
const full = corpus({
  expansions: [1, 2, 3, 4, 5, 6].map((ordinal) =>
    expansion(ordinal, { en: [`en ${ordinal}`, `other ${ordinal}`], uk: [`uk ${ordinal}`] }),
  ),
  knownSilences: [{ document: 'a', questions: { en: ['unknown'], uk: ['невідоме'] } }],
});

it.each([
  ['en-US', ['en 2', 'en 5', 'unknown']],
  ['uk', ['uk 2', 'uk 5', 'невідоме']],
  ['tr', ['en 2', 'en 5', 'unknown']],
])('in %s they come from the whole corpus, the last one unanswered', (language, questions) => {
  expect(exampleQuestions(full, language, 3)).toEqual(questions);
});

it('a corpus in one language alone offers that', () => {
  expect(exampleQuestions(corpus({ expansions: [expansion(1, { it: ['chi?'] })] }), 'de', 3)).toEqual([
    'chi?',
  ]);
});

it('a corpus with no questions offers its titles', () => {
  expect(exampleQuestions(corpus({}), 'en-US', 3)).toEqual(['A treaty']);
});
