import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFile, lineAt } from '../../src/corpus/decode.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

describe('decodeFile', () => {
  it('gives any text back to the character, without its byte order mark', () => {
    const printable = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text));
    fc.assert(
      fc.property(printable, fc.boolean(), (text, marked) => {
        const own = text.replace(/^\ufeff/, '');
        expect(decodeFile('a.md', utf8(marked ? `\ufeff${own}` : own))).toEqual({ kind: 'text', text: own });
      }),
    );
  });

  it.each<[string, number[], number]>([
    ['a byte that is none', [0x41, 0x0a, 0x42, 0xff], 2],
    ['a character that is cut', [0x41, 0xc3], 1],
    ['Latin-1', [0x0a, 0x0a, 0x63, 0x61, 0x66, 0xe9, 0x0a, 0x41], 3],
    ['UTF-16', [0xff, 0xfe, 0x41, 0x00], 1],
    ['a surrogate', [0x41, 0xed, 0xa0, 0x80], 1],
    ['an overlong form', [0x41, 0x0a, 0xc0, 0xaf], 2],
  ])('names the line of %s', (_, bytes, line) => {
    expect(decodeFile('a.md', Uint8Array.from(bytes))).toEqual({
      kind: 'problem',
      problem: { file: 'a.md', line, message: expect.stringMatching(/^is not UTF-8; save it as UTF-8/) },
    });
  });

  it('finds the line of a bad byte late in a large file', () => {
    const bytes = utf8('A line of the text, éè.\n'.repeat(100_000));
    bytes[bytes.length - 2] = 0xff;
    expect(decodeFile('a.md', bytes)).toMatchObject({ problem: { line: 100_000 } });
  });

  it.each([
    ['a null', 'One\nTwo\u0000', 2, 'U+0000'],
    ['an escape', '\u001b[2J', 1, 'U+001B'],
    ['a deletion', 'One\r\nTwo\r\n\u007f', 3, 'U+007F'],
  ])('names %s and its line', (_, text, line, code) => {
    expect(decodeFile('a.md', utf8(text))).toEqual({
      kind: 'problem',
      problem: { file: 'a.md', line, message: `contains the control character ${code}; remove it` },
    });
  });

  it('takes tabs, line ends and form feeds for white space', () => {
    expect(decodeFile('a.md', utf8('a\tb\r\nc\fd'))).toMatchObject({ kind: 'text' });
  });
});

it.each([
  ['', 0, 1],
  ['a\nb', 1, 1],
  ['a\nb', 2, 2],
  ['a\r\nb\rc', 5, 3],
])('lineAt(%j, %i) is %i', (text, offset, line) => {
  expect(lineAt(text, offset)).toBe(line);
});
