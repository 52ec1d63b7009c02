import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  completePassage,
  completeQuestion,
  completeSource,
  completeSpeaker,
  label,
  MAX_CHOICE,
  MAX_CHOICES,
} from '../../src/discord/autocomplete.ts';
import type { Choice } from '../../src/discord/command.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';

const article = articleLibrary();
const reader = messagesIn('en');
const two = libraryOf({ 'harbour.md': HARBOUR, 'bakery.txt': 'The bakery opens before sunrise.\n' });

function expectValid(choices: readonly Choice[]): void {
  expect(choices.length).toBeLessThanOrEqual(MAX_CHOICES);
  expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
  for (const { name, value } of choices) {
    expect(name.length).toBeGreaterThan(0);
    expect(name.length).toBeLessThanOrEqual(MAX_CHOICE);
    expect(value.length).toBeGreaterThan(0);
    expect(value.length).toBeLessThanOrEqual(MAX_CHOICE);
  }
}

describe('suggestions', () => {
  test('for a question begin with the words themselves', () => {
    const typed = 'what did meloni';
    expect(completeQuestion({ library: article, reader }, typed)[0]).toEqual({ name: typed, value: typed });
  });

  test('for a source are all of them, or those with the typed words', () => {
    const values = (typed: string) =>
      completeSource({ library: two, reader }, typed).map(({ value }) => value);
    expect(values('').sort()).toEqual(['bakery', 'harbour']);
    expect(values('close')).toEqual(['harbour']);
    expect(values('zzz')).toEqual([]);
  });

  test('for a speaker are those who speak, found by any of their names', () => {
    const values = (typed: string) =>
      completeSpeaker({ library: article, reader }, typed).map(({ value }) => value);
    expect(values('')).toContain('Giorgia Meloni');
    expect(values('italian pm')).toContain('Giorgia Meloni');
    expect(values('zelensky')).toContain('Volodymyr Zelenskyy');
  });

  test('for an id begin with the first sentences and follow what is typed', () => {
    const values = (typed: string) =>
      completePassage({ library: article, reader }, typed).map(({ value }) => value);
    expect(values('')[0]).toMatch(/^article#2@/);
    expect(values('article#1').every((id) => /^article#1\d?@/.test(id))).toBe(true);
    expect(values('peacekeeping missions')[0]).toMatch(/^article#\d+@/);
  });

  test('are always what Discord takes', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (typed) => {
        for (const complete of [completeQuestion, completeSource, completeSpeaker, completePassage])
          expectValid(complete({ library: article, reader }, typed));
      }),
      { numRuns: 200, seed: 7 },
    );
  });
});

describe('a label', () => {
  const filler = 'word '.repeat(17).trim();
  test.each([
    ['a short text stays', 'A short “text”.', 'A short “text”.'],
    [
      'a long one is cut after a word',
      `${filler} and some more words that do not fit`,
      `${filler} and some more…`,
    ],
    ['a quotation is left out rather than cut', `${filler} “this is not what was said”`, `${filler}…`],
    ['a quotation that fits stays', `“short” ${filler} and some more words`, `“short” ${filler} and…`],
    ['straight marks count too', `${filler} "this is not what was said"`, `${filler}…`],
    ['so do low-high marks', `${filler} „das ist nicht gesagt worden“`, `${filler}…`],
    [
      'low-high marks close with the high one',
      `„kurz“ ${filler} und noch einige Wörter`,
      `„kurz“ ${filler} und…`,
    ],
    ['nothing is left of a long quotation', `“${filler} and some more words that do not fit”`, ''],
  ])('%s', (_, text, shown) => {
    expect(label(text)).toBe(shown);
  });
});
