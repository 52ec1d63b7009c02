import { describe, expect, it } from 'vitest';
import { classify, trainClassifier } from '../../src/search/known-classifier.ts';
import { knownEvidence, knownQuestionsOf, trainClassifiers } from '../../src/search/known-questions.ts';
import { likeness, product, vectorOf } from '../../src/search/meaning.ts';

const about = (sentence: number, thing: string) =>
  ['who saw', 'where is', 'when came', 'why left', 'what of', 'is it', 'did they see', 'tell of'].map(
    (ask) => ({
      text: `${ask} the ${thing}?`,
      sentence,
    }),
  );
const wordings = [...about(0, 'lighthouse'), ...about(1, 'octopus'), ...about(-1, 'president')];

describe('a classifier of known questions', () => {
  const classifier = trainClassifier(wordings, 'en')!;
  const likeliest = (text: string) => {
    const scores = [...classify(classifier, text, 'en')];
    return classifier.owners[scores.indexOf(Math.max(...scores))];
  };

  it.each([
    ['How old are lighthouses?', 0, 'the word decides, inflected as it is'],
    ['octopuss size', 1, 'letter groups survive a misspelling'],
    ['Which president?', -1, 'silence is an owner as sentences are'],
  ])('%s: owner %i, for %s', (text, owner) => {
    expect(likeliest(text)).toBe(owner);
  });

  it('gives every owner less than even odds where no word is known', () => {
    for (const score of classify(classifier, 'zzz qqq', 'en')) expect(score).toBeLessThan(0);
  });

  it('learns the same from the same wordings, and nothing from too few or from one owner', () => {
    expect(trainClassifier(wordings, 'en')).toEqual(classifier);
    expect(trainClassifier(wordings.slice(0, 19), 'en')).toBeNull();
    expect(trainClassifier(Array.from({ length: 4 }, () => about(0, 'ship')).flat(), 'en')).toBeNull();
  });
});

describe('classifiers', () => {
  it('are the same whether trained when asked for or all before', () => {
    const known = wordings.map((w) => ({ ...w, language: 'en', document: 'a' }));
    const [late, early] = [knownQuestionsOf(known), knownQuestionsOf(known)];
    trainClassifiers(early);
    expect([late.classifiers.size, early.classifiers.size]).toEqual([0, 1]);
    const evidence = knownEvidence(late, 'lighthouse age', 'en', null);
    expect(evidence).toEqual(knownEvidence(early, 'lighthouse age', 'en', null));
    expect(evidence.judged).toBe(true);
    expect(late.classifiers).toEqual(early.classifiers);
  });
});

describe('words of like meaning', () => {
  it.each([
    ['troop', 'soldier', 'cow'],
    ['begin', 'start', 'window'],
    ['skeptic', 'doubt', 'tractor'],
  ])('%s is nearer to %s than to %s', (word, near, far) => {
    const to = (other: string) => product(vectorOf(word)!, vectorOf(other)!);
    expect(to(near)).toBeGreaterThan(to(far) + 0.2);
    expect(product(vectorOf(word)!, vectorOf(word)!)).toBeCloseTo(1, 5);
    expect(likeness(to(far))).toBeLessThan(likeness(to(near)));
  });

  it('has nothing to say of a word that it does not know', () => {
    expect(vectorOf('qzxv')).toBeNull();
  });
});
