import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerReply, RANKED_PASSAGES } from '../../src/discord/answer-view.ts';
import { sentencesOf } from '../../src/discord/library.ts';
import { LOCALES } from '../../src/discord/locale.ts';
import { messagesIn } from '../../src/discord/messages.ts';
import { fitPassages, MAX_CONTENT, passageBlock } from '../../src/discord/reply.ts';
import { shorten } from '../../src/discord/shorten.ts';
import { answer, toPassage } from '../../src/search/index.ts';
import { articleLibrary, HARBOUR, libraryOf } from './libraries.ts';
import { readQuotes } from './reader.ts';

const english = messagesIn('en');
const article = articleLibrary();
const passageOf = (
  library: ReturnType<typeof libraryOf>,
  ordinal: number,
  document = library.documents[0]!.id,
) => toPassage(library.index, sentencesOf(library, document)[ordinal - 1]!);

describe('a passage', () => {
  test('of a source that states nothing of itself says so', () => {
    expect(passageBlock(passageOf(article, 10), article, english)).toMatchInlineSnapshot(`
      "> “UN peacekeeping missions are a different matter,” she noted, “because such missions are deployed when the peace process has already begun.”
      -# **Giorgia Meloni**, quoted directly · Italy proposes extending NATO’s security umbrella to Ukraine without membership · not stated: publisher, date, and link · paragraph 9, sentence 10 · \`article#10@1e26c0\`"
    `);
  });

  test('with a relative time, from a text without a date', () => {
    expect(passageBlock(passageOf(article, 8), article, english)).toMatchInlineSnapshot(`
      "> Last month, US Defense Secretary Pete Hegseth ruled out Ukraine’s NATO membership, a stance echoed by Trump, who has dismissed the idea as impractical.
      -# **Pete Hegseth** (also Donald Trump), in reported speech · Italy proposes extending NATO’s security umbrella to Ukraine without membership · not stated: publisher, date, and link · paragraph 7, sentence 8 · \`article#8@f92db1\`
      -# The text carries no date: “Last month” counts from a day that it does not state."
    `);
  });

  test('of a source with a link leads to the sentence itself', () => {
    const library = libraryOf({ 'harbour.md': HARBOUR });
    expect(passageBlock(passageOf(library, 2), library, english)).toMatchInlineSnapshot(`
      "> Harbour master Ada Lindqvist announced the closure at a meeting in Port Ellen.
      -# **Ada Lindqvist**, in reported speech · [Harbour to close](<https://herald.example/harbour#:~:text=Harbour%20master%20Ada%20Lindqvist,meeting%20in%20Port%20Ellen.>) · The Skerry Herald · 2024-05-01 · paragraph 2, sentence 2 · \`harbour#2@8c9b7b\`"
    `);
  });

  test('in a language other than the reader’s says which', () => {
    expect(passageBlock(passageOf(article, 4), article, messagesIn('it'))).toMatchInlineSnapshot(`
      "> Meloni proposed that extending NATO’s Article 5—its collective defense clause—would be more effective.
      -# **Giorgia Meloni**, discorso indiretto · Italy proposes extending NATO’s security umbrella to Ukraine without membership · non indicati: testata, data e link · paragrafo 4, frase 4 · in inglese · \`article#4@75b814\`"
    `);
  });

  test('is never translated', () => {
    for (const locale of LOCALES)
      expect(readQuotes(passageBlock(passageOf(article, 4), article, messagesIn(locale)))).toEqual([
        passageOf(article, 4).text,
      ]);
  });
});

describe('fitting', () => {
  const long = 'word '.repeat(700).trim();
  const library = libraryOf({ 'long.txt': `${long}.\nA short one.\nAnother short one.\n` });

  test('a passage longer than a message is attached whole', () => {
    const passage = passageOf(library, 1);
    const fitted = fitPassages([passage], { library, messages: english });
    expect(fitted.files).toEqual([{ name: 'passage-1.txt', text: passage.text }]);
    expect(fitted.content).not.toContain('word word');
    expect(fitted.content).toContain(passage.id);
  });

  test('what does not fit is left for More, never cut', () => {
    const many = Array.from({ length: 12 }, () => passageOf(article, 10));
    const fitted = fitPassages(many, { library: article, messages: english });
    expect(fitted.shown.length).toBeGreaterThan(1);
    expect(fitted.shown.length + fitted.rest.length).toBe(12);
    expect(readQuotes(fitted.content)).toEqual(fitted.shown.map((each) => each.text));
  });

  test('a label is cut after a word, and never within a character', () => {
    expect(shorten('one two three', 9)).toBe('one two…');
    expect(shorten(`${'x'.repeat(8)}😀😀`, 10)).toBe(`${'x'.repeat(8)}…`);
    expect(shorten('short', 9)).toBe('short');
  });
});

const WORDS = [
  'peace',
  'treaty',
  '*bold*',
  '_x_',
  '`code`',
  '<@1>',
  '@everyone',
  'https://a.b/c_d',
  ':smile:',
  '#',
  '>',
  '-',
  '1.',
  '“quoted',
  'words”',
  'said',
  'Ada Lindqvist',
  'мир',
  '😀',
  '||',
  '~~',
  '[a](b)',
  '\\',
  'discord.gg/x',
  'x'.repeat(150),
];
const sentence = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 60 })
  .map((words) => `Peace ${words.join(' ')}.`);

describe('every reply to a question', () => {
  test('quotes whole sentences as a reader sees them, within Discord’s limits', () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...LOCALES),
        fc.constantFrom('peace', 'treaty words', 'who said <@1> *this*', 'nothing of the sort'),
        (sentences, locale, question) => {
          const library = libraryOf({ 'text.txt': `${sentences.join('\n')}\n` });
          const found = answer(library.index, question, { limit: RANKED_PASSAGES });
          const reply = answerReply(found, {
            library,
            messages: messagesIn(locale),
            visibility: 'public',
            asker: '1'.repeat(19),
            echo: true,
          });
          expect(reply.content.length).toBeLessThanOrEqual(MAX_CONTENT);
          const whole = new Set(
            library.index.corpus.sentences.map((each) => toPassage(library.index, each).text),
          );
          for (const quote of readQuotes(reply.content)) expect(whole).toContain(quote);
          for (const file of reply.files ?? []) expect(whole).toContain(file.text);
          for (const row of reply.rows ?? [])
            for (const part of row.components)
              if ('custom_id' in part) expect(part.custom_id.length).toBeLessThanOrEqual(100);
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });
});
