import { describe, expect, it } from 'vitest';
import { localeFor, speaker, WORDS, type Word } from '../../../src/sandbox/page/words.ts';
import { PAGE_LOCALES } from '../../../src/sandbox/page-constants.ts';

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

describe.each(PAGE_LOCALES.filter((locale) => locale !== 'en-US'))('the page in %s', (locale) => {
  it('has every word, with the same placeholders', () => {
    expect(Object.keys(WORDS[locale])).toEqual(Object.keys(WORDS['en-US']));
    for (const [word, text] of Object.entries(WORDS['en-US'])) {
      expect([word, placeholders(WORDS[locale][word as Word])]).toEqual([word, placeholders(text)]);
    }
  });
});

it('fills in names, and leaves alone what looks like a placeholder in them', () => {
  expect(speaker('it')('replying', { name: '{name}' })).toBe('Risposta a {name}');
});

it.each([
  [['fr-CA', 'en'], 'fr'],
  [['ja', 'es-MX'], 'es-ES'],
  [['ja'], 'en-US'],
  [[], 'en-US'],
])('a browser that prefers %j begins in %s', (languages, locale) => {
  expect(localeFor(languages)).toBe(locale);
});
