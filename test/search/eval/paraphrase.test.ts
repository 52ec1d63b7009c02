import { describe, expect, it } from 'vitest';
import { isParaphrase } from '../../../src/search/eval/paraphrase.ts';

const STORM = 'A storm delayed the fireworks until Friday.';

describe('isParaphrase', () => {
  it.each([
    [true, 'Did bad weather postpone anything?', [STORM], 'no word is shared'],
    [true, 'Until when was a show put off?', [STORM], 'function words do not count'],
    [false, 'Which storms were there?', [STORM], 'an inflection is the same word'],
    [
      false,
      'Was the show on Friday?',
      ['Children crossed it first.', STORM],
      'one of the sentences has a word',
    ],
    [false, 'Cosa ha detto Meloni?', ['Meloni proposed more.'], 'a name is the same in both languages'],
    [false, 'Did bad weather postpone anything?', [], 'nothing answers'],
  ])('is %s of %j', (expected, question, sentences) => {
    expect(isParaphrase(question, sentences)).toBe(expected);
  });
});
