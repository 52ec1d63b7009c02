import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/index.ts';
import { MISMATCHES, type MismatchName, mismatchOf } from '../../src/search/mismatch.ts';
import { rank } from '../../src/search/rank.ts';
import { textCorpus } from './corpora.ts';

const index = buildIndex(
  textCorpus({
    'town.txt': [
      'The council approved the bridge on Monday.',
      'Rents increased in 2019.',
      'The mayor did not visit Berlin.',
      'Anna Keller praised the harbor.',
      'Anna Keller came with Tom Brandt. She opened the most expensive library.',
    ].join('\n'),
  }),
);

const measured = (question: string) => {
  const ranking = rank(index, question, { scope: { from: 0, to: index.table.count } });
  const first = index.corpus.sentences[ranking.sentences[0]!]!;
  return { first: first.ordinal, ...mismatchOf(ranking) };
};

describe('mismatchOf', () => {
  it.each<[string, number, Partial<Record<MismatchName, number>>, string]>([
    ['What did the council approve?', 1, {}, 'nothing parts them'],
    [
      'Did the council not approve the bridge?',
      1,
      { askedNegated: 1, onlyAskedNegated: 1, yesNo: 1 },
      'only the question denies',
    ],
    ['Who did not visit Berlin?', 3, { askedNegated: 1 }, 'both deny'],
    ['Rents decreased in 2019', 2, { opposite: 1, absentTerms: 1 }, 'a contrary, which stands nowhere'],
    ['Rents increased in 2021', 2, { numberMissing: 1, absentTerms: 1 }, 'another year'],
    ['The least expensive library', 6, { degrees: 1, degreesMissing: 1, absentTerms: 1 }, 'another degree'],
    ['The most expensive library', 6, { degrees: 1 }, 'the same degree'],
    ['Which saxophonist praised the harbor?', 4, { absentTerms: 1 }, 'a word that stands nowhere'],
  ])('%s of sentence %i: %o, for %s', (question, first, expected) => {
    const { elsewhere, namesMissing, namesElsewhere, ...counted } = measured(question);
    const none = Object.fromEntries(MISMATCHES.map((name) => [name, 0]));
    expect({ ...none, ...counted }).toEqual({ ...none, ...expected, first });
    expect({ elsewhere, namesElsewhere }).toEqual({ elsewhere: 0, namesElsewhere: 0 });
    expect(namesMissing).toBe(0);
  });

  it('weighs a name that the text has elsewhere', () => {
    const { first, namesElsewhere, namesMissing, elsewhere } = measured('Did Keller approve the bridge?');
    expect(first).toBe(1);
    expect(namesElsewhere).toBeGreaterThan(0);
    expect(namesMissing).toBe(namesElsewhere);
    expect(elsewhere).toBeGreaterThan(0);
    expect(elsewhere).toBeLessThan(1);
  });

  it('does not miss a name that the sentence before has, for "she" may stand for it', () => {
    const { first, namesElsewhere, namesMissing } = measured('What expensive library did Brandt open?');
    expect(first).toBe(6);
    expect(namesElsewhere).toBeGreaterThan(0);
    expect(namesMissing).toBe(0);
  });

  it('is 0 throughout where there is no passage', () => {
    const ranking = rank(index, 'Did Keller not come?', { scope: { from: 0, to: 0 } });
    expect(ranking.sentences).toEqual([]);
    expect(Object.values(mismatchOf(ranking)).every((value) => value === 0)).toBe(true);
  });
});
