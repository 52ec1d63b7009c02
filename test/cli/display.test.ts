import { Writable } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, displayFor, neutralise } from '../../src/cli/display.ts';
import { type Io, toJson } from '../../src/cli/io.ts';

function display(columns: number | null, environment = {}) {
  const output = Object.assign(new Writable(), columns === null ? {} : { isTTY: true, columns });
  return displayFor({ stdout: output, environment } as unknown as Io);
}

describe('neutralise', () => {
  it.each([
    ['an escape sequence', '\u001b[31mred', '␛[31mred'],
    ['a bell and a backspace', 'a\u0007\u0008', 'a␇␈'],
    ['a C1 control', 'a\u009b31m', 'a<U+009B>31m'],
    ['an override of the writing direction', 'a\u202eb', 'a<U+202E>b'],
    ['line breaks', 'one\r\n  two\tthree', 'one two three'],
    ['curly quotes, dashes and other scripts', '“Так”—не це', '“Так”—не це'],
    ['emoji sequences', '👩‍👩‍👧 🇺🇦', '👩‍👩‍👧 🇺🇦'],
  ])('treats %s', (_, text, shown) => {
    expect(neutralise(text)).toBe(shown);
  });

  it('lets no control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(neutralise(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
      }),
    );
  });
});

describe('displayFor', () => {
  it('colours a terminal', () => {
    expect(display(80).bold('x')).toBe('\u001b[1mx\u001b[22m');
  });

  it.each([
    ['off a terminal', null, {}],
    ['with NO_COLOR', 80, { NO_COLOR: '1' }],
    ['on a dumb terminal', 80, { TERM: 'dumb' }],
  ])('leaves text plain %s', (_, columns, environment) => {
    const { bold, dim, accent, warn } = display(columns, environment);
    expect([bold, dim, accent, warn].map((style) => style('x'))).toEqual(['x', 'x', 'x', 'x']);
  });

  it('breaks lines at the width of the terminal, and not elsewhere', () => {
    const text = 'word '.repeat(50).trim();
    for (const line of display(40).wrap(text, 2).split('\n')) {
      expect(line.length).toBeLessThanOrEqual(40);
      expect(line).toMatch(/^ {2}word/);
    }
    expect(display(null).wrap(text)).toBe(text);
  });

  it('loses no word, however narrow the terminal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé“]{1,30}$/), { minLength: 1 }),
        fc.integer({ min: 1, max: 200 }),
        (words, columns) => {
          const wrapped = stripVTControlCharacters(display(columns).wrap(words.join(' ')));
          expect(wrapped.replace(/\s/g, '')).toBe(words.join(''));
        },
      ),
    );
  });
});

describe('count', () => {
  it.each([
    [0, '0 documents'],
    [1, '1 document'],
    [1500, '1,500 documents'],
  ])('words %d', (number, words) => {
    expect(count(number, 'document')).toBe(words);
  });
});

describe('toJson', () => {
  it('is exact when parsed, one line, and leaves a terminal alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const json = toJson({ text });
        expect(JSON.parse(json)).toEqual({ text });
        expect(json).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
      }),
    );
  });
});
