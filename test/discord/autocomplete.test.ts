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
import { Dispatcher } from '../../src/discord/dispatch.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import { answer } from '../../src/search/index.ts';
import { FakeDiscord, fakeServices, slash } from './fakes.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';
import { readQuotes } from './reader.ts';

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

  test('for a question offer no known question but the first of each sentence, and none in another language', () => {
    const { expansions } = article.index.corpus;
    const wordings = expansions.flatMap(({ questions }) => Object.values(questions).flat());
    for (const locale of ['en', 'it'] as const) {
      const first = expansions.flatMap(({ questions }) => questions[locale]?.[0] ?? []);
      for (const typed of ['Hegseth', 'NATO', 'Italy', 'Ukraine']) {
        const values = completeQuestion({ library: article, reader: messagesIn(locale) }, typed).map(
          ({ value }) => value,
        );
        expect(values.filter((value) => wordings.includes(value) && !first.includes(value))).toEqual([]);
      }
    }
  });

  test('for a question that is too long to be a choice leave the words to themselves', () => {
    const choices = completeQuestion({ library: article, reader }, `Meloni ${'x'.repeat(100)}`);
    expect(choices.every(({ value }) => !value.includes('xx'))).toBe(true);
  });

  test('for a question with nothing typed are known questions, in the asker’s language', () => {
    const values = (locale: 'en' | 'uk') =>
      completeQuestion({ library: article, reader: messagesIn(locale) }, '').map(({ value }) => value);
    expect(values('en').length).toBeGreaterThan(5);
    const outcomes = values('en').map((value) => answer(article.index, value));
    // Where the search is not sure of one, its passages are shown as such that may bear on it.
    for (const found of outcomes)
      expect(found.kind === 'silent' ? found.mayBear : found.kind).not.toBe(false);
    expect(outcomes.filter(({ kind }) => kind === 'answered').length).toBeGreaterThan(outcomes.length * 0.9);
    expect(values('uk').every((value) => /\p{Script=Cyrillic}/u.test(value))).toBe(true);
  });

  test('for a question are sentences too, a long one by its permalink, which /ask opens', async () => {
    const words = 'Hegseth ruled out NATO membership';
    const long = completeQuestion({ library: article, reader }, words).filter(({ value }) =>
      value.includes('#'),
    );
    expect(long.length).toBeGreaterThan(0);
    const discord = new FakeDiscord();
    const dispatcher = new Dispatcher(fakeServices(discord, article).services);
    for (const { value, name } of long) {
      await dispatcher.handle(slash('ask', { question: value }));
      const { content } = discord.responses.at(-1).data;
      expect(content).toContain(value);
      // Where every cut would fall into a quotation, the label is the id itself.
      if (name !== value) expect(readQuotes(content)[0]).toContain(name.replace('…', ''));
    }
    await dispatcher.handle(slash('ask', { question: long[0]!.value.replace(/@.*/, '@000000') }));
    expect(discord.responses.at(-1).data.content).toContain('The text has changed since');
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
      { numRuns: 50 },
    );
  });
});

test('a label is a beginning of its text that leaves no quotation half said', () => {
  const part = fc.stringMatching(/^[a-zé]{1,12}$/);
  const quoted = fc.array(part, { minLength: 1, maxLength: 8 }).map((words) => `“${words.join(' ')}”`);
  fc.assert(
    fc.property(fc.array(fc.oneof(part, quoted), { minLength: 5, maxLength: 40 }), (parts) => {
      const text = parts.join(' ');
      const shown = label(text);
      const kept = shown.replace(/…$/, '');
      expect(text.startsWith(kept)).toBe(true);
      expect(shown.length).toBeLessThanOrEqual(MAX_CHOICE);
      expect(kept.split('“').length).toBe(kept.split('”').length);
    }),
  );
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
    [
      'single marks count in a text without double ones',
      `${filler} ‘this is not what was said’`,
      `${filler}…`,
    ],
    [
      'a quotation that the text leaves open is not cut',
      `${filler} “this is not what was said`,
      `${filler}…`,
    ],
    ['nothing is left of a long quotation', `“${filler} and some more words that do not fit”`, ''],
  ])('%s', (_, text, shown) => {
    expect(label(text)).toBe(shown);
  });
});
