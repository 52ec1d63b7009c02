import { expect, test } from 'vitest';
import { loadCorpus } from '../../../src/corpus/load.ts';
import type { Voice } from '../../../src/corpus/types.ts';

const expected: readonly [
  ordinal: number,
  voice: Voice,
  speaker: string | null,
  also: string | null,
  reason: string,
][] = [
  [1, 'narrator', null, null, 'a headline speaks for nobody, though "proposes" stands in it'],
  [
    2,
    'reported',
    'Italy',
    null,
    'the institution that "has proposed that"; the dateline "Istanbul:" is no label',
  ],
  [
    3,
    'mixed',
    'Giorgia Meloni',
    null,
    'a retelling with a quoted piece; the subject stands before an appositive clause',
  ],
  [4, 'reported', 'Giorgia Meloni', null, 'the surname means the full name given before'],
  [5, 'direct', 'Giorgia Meloni', null, 'a quotation with its own clause; "she" is the last woman who spoke'],
  [6, 'direct', 'Giorgia Meloni', null, 'no cue: the quotation goes on after "she explained."'],
  [
    7,
    'narrator',
    null,
    null,
    '"the administration of … Trump calls for": the administration is no speaker here',
  ],
  [8, 'reported', 'Pete Hegseth', 'Donald Trump', '"ruled out"; "a stance echoed by Trump" adds the second'],
  [9, 'reported', 'Giorgia Meloni', null, '"expressed skepticism" says that she spoke'],
  [10, 'direct', 'Giorgia Meloni', null, 'a quotation that "she noted" interrupts'],
  [
    11,
    'reported',
    'Giorgia Meloni',
    null,
    '"she acknowledged"; "endorsed" in the subordinate clause is no speech',
  ],
  [12, 'direct', 'Giorgia Meloni', null, '"Meloni said"'],
  [13, 'narrator', null, null, 'after the quotation the author goes on'],
  [14, 'narrator', null, null, '"had hoped" is no speech'],
  [15, 'reported', 'Volodymyr Zelenskyy', null, '"has insisted that", title stripped'],
  [16, 'narrator', null, null, 'a treaty clause that "states" explains, nobody speaks'],
];

const result = loadCorpus('corpus/article.md');
if (result.kind !== 'corpus') throw new Error('the corpus does not load');
const { sentences } = result.corpus;

test.each(expected)('sentence %i is %s by %s (also %s): %s', (ordinal, voice, speaker, also) => {
  const sentence = sentences[ordinal - 1]!;
  expect(sentence).toMatchObject({ ordinal, voice, speaker });
  expect(sentence.alsoSpeakers ?? []).toEqual(also === null ? [] : [also]);
});
