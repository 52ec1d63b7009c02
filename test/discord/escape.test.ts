import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockQuote, escapeLine, escapeMarkdown, inlineCode, maskedLink } from '../../src/discord/escape.ts';
import { readMessage, readQuotes } from './reader.ts';

/** Pieces that Discord would interpret, to be put together in any order. */
const PIECES = [
  '*',
  '**',
  '_',
  '__',
  '***',
  '~~',
  '||',
  '`',
  '```',
  '\\',
  '>',
  '>>>',
  '> ',
  '>>> ',
  '-',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '12) ',
  '#',
  '# ',
  '## ',
  '### ',
  '-# ',
  '[',
  ']',
  '(',
  ')',
  '](',
  '<',
  '>',
  '<@1>',
  '<@!12345678901234567>',
  '<@&2>',
  '<#3>',
  '<:a:1>',
  '<a:wave:123456789012345678>',
  '<t:1>',
  '<t:1618953630:R>',
  '</ask:1>',
  '<id:guide>',
  '<https://a.b>',
  '@everyone',
  '@here',
  ':smile:',
  ':+1:',
  'https://example.com/a_b_c',
  'http://x.y',
  '[a](https://b.c)',
  'discord.gg/abc',
  'https://discord.com/invite/x',
  'word',
  'Word',
  'é',
  'Ї',
  '“',
  '”',
  '…',
  '—',
  '.',
  ',',
  ':',
  ';',
  '!',
  '?',
  ' ',
  '  ',
  '\n',
  '0',
  '1',
  '😀',
  '¯\\_(ツ)_/¯',
  '\u200b',
  '\u202e',
  'e\u0301',
];
const tricky = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join(''));

describe('escaping', () => {
  test.each([
    [
      'plain words stay as they are',
      'Italy’s plan, “more durable” — 10:30.',
      'Italy’s plan, “more durable” — 10:30.',
    ],
    ['emphasis', 'a *b* _c_', 'a \\*b\\* \\_c\\_'],
    ['an address is no link', 'https://a.b/c_d', 'https\\://a.b/c\\_d'],
    ['an invite makes no preview', 'discord.gg/abc', 'discord\\.gg/abc'],
    ['mentions', '<@1> @everyone', '\\<@1> \\@everyone'],
    ['an e-mail address stays', 'a@example.com', 'a@example.com'],
    ['an emoji’s name', 'so :smile: there', 'so \\:smile: there'],
    ['a masked link', '[a](b)', '[a]\\(b)'],
    ['a heading', '# a', '\\# a'],
    ['a hash in a line', 'No. #1', 'No. #1'],
    ['subtext', '-# a', '\\-# a'],
    ['a list', '- a\n1. b', '\\- a\n1\\. b'],
    ['a number that begins a sentence', '1.5 million', '1.5 million'],
    ['a quotation', '> a', '\\> a'],
  ])('%s', (_, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('a reader of a block quote sees the text’s own characters', () => {
    fc.assert(
      fc.property(
        tricky.map((text) => text.trim()).filter((text) => text !== ''),
        (text) => {
          expect(readQuotes(blockQuote(text)).join('\n')).toBe(text.replace(/\r\n?|[\u2028\u2029]/g, '\n'));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('a reader of an escaped line sees its characters, white space aside', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const line = escapeLine(text);
        expect(readMessage(line)).toBe(text.replace(/\s+/g, ' ').trim());
      }),
      { numRuns: 2_000 },
    );
  });

  test('inline code shows a text in one line, backticks as a look-alike', () => {
    fc.assert(
      fc.property(
        tricky.filter((text) => text.trim() !== ''),
        (text) => {
          const shown = text.replace(/\s+/g, ' ').replaceAll('`', 'ˋ');
          expect(inlineCode(text)).toBe(`\`${shown}\``);
          expect(inlineCode(text).slice(1, -1)).not.toContain('`');
        },
      ),
    );
  });

  test('a masked link keeps its label within its brackets', () => {
    expect(maskedLink('A [title] with *marks*', 'https://a.b/c d')).toBe(
      '[A \\[title\\] with \\*marks\\*](<https://a.b/c%20d>)',
    );
  });
});
