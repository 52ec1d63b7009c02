import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '../../src/corpus/front-matter.ts';

const read = (text: string) => readFrontMatter('a.md', text);
const problems = (text: string) => {
  const result = read(text);
  return result.kind === 'problems' ? result.problems.map(({ line, message }) => `${line}: ${message}`) : [];
};

describe('front matter', () => {
  it('gives what the file states, and the body to the character', () => {
    const text = [
      '---',
      'title: "Yes": and no'.replace('"Yes": and no', "'Yes: and no'"),
      'publisher: The Herald # a comment',
      'author: [Ada Reporter, Bo Writer]',
      'published: 2025-03-06',
      'url: https://herald.example/plan?a=1#b',
      'dateline: Skerry',
      'licence: CC BY 4.0',
      'language: en-GB',
      'format: text',
      'aliases:',
      '  Ada Lindqvist: [Lindqvist, the harbour master]',
      '  Skerry: the island',
      '  Plan: [2025]',
      '---',
      '',
      '  Body “as it is”.  ',
      '',
    ].join('\n');
    expect(read(text)).toEqual({
      kind: 'read',
      meta: {
        title: 'Yes: and no',
        publisher: 'The Herald',
        author: 'Ada Reporter, Bo Writer',
        published: '2025-03-06',
        url: 'https://herald.example/plan?a=1#b',
        dateline: 'Skerry',
        licence: 'CC BY 4.0',
        language: 'en-GB',
        format: 'text',
        aliases: {
          'Ada Lindqvist': ['Lindqvist', 'the harbour master'],
          Skerry: ['the island'],
          Plan: ['2025'],
        },
      },
      body: '\n  Body “as it is”.  \n',
      bodyLine: 16,
      warnings: [],
    });
  });

  it.each([
    ['none', 'A text.\n', 'A text.\n'],
    ['an empty one', '---\n---\nA text.', 'A text.'],
    ['Windows’ line ends', '---\r\ntitle: T\r\n---\r\nA text.\r\n', 'A text.\r\n'],
    ['closed by dots', '---\ntitle: T\n...\nA text.', 'A text.'],
    ['white space after the marks', '---  \ntitle: T\n---\t\nA text.', 'A text.'],
    ['no text after it', '---\ntitle: T\n---', ''],
    [
      'a rule that opens the text',
      '---\n\nA text that has a rule above it.\n',
      '---\n\nA text that has a rule above it.\n',
    ],
    ['a rule later in the text', 'One.\n\n---\n\nTwo.', 'One.\n\n---\n\nTwo.'],
    ['values left empty', '---\ntitle: T\npublisher:\n---\nA text.', 'A text.'],
  ])('may be %s', (_, text, body) => {
    expect(read(text)).toMatchObject({ kind: 'read', body, warnings: [] });
  });

  it.each([
    '2025',
    '2025-03',
    '2025-03-06',
    '2024-02-29',
    '2025-03-06T09:30:00Z',
    '2025-03-06 09:30',
    'March 2025',
    '6 березня 2025 р.',
  ])('takes the date %s', (published) => {
    expect(read(`---\npublished: ${published}\n---\n`)).toMatchObject({ meta: { published } });
  });

  it.each([
    ['a list that is not closed', '---\ntitle: [a\n---\nText.', /^[23]: the front matter is not YAML: /],
    ['a key twice', '---\ntitle: a\ntitle: b\n---\nText.', /^3: the front matter is not YAML: /],
    [
      'an end that is missing',
      '---\ntitle: a\nText goes on.',
      /^1: the front matter is not closed; put a line --- after it$/,
    ],
    [
      'words that are no settings',
      '---\nJust words.\n---\nText.',
      /^2: the front matter must be lines such as "title: …"/,
    ],
    ['an empty title', '---\nlanguage: en\ntitle: ""\n---\n', /^3: title must not be empty$/],
    [
      'a title that is no text',
      '---\ntitle: [a, b]\n---\n',
      /^2: title must be text; put it in quotation marks$/,
    ],
    [
      'a title without end',
      `---\ntitle: ${'x'.repeat(501)}\n---\n`,
      /^2: title must be at most 500 characters$/,
    ],
    [
      'a month that does not exist',
      '---\npublished: 2025-13-01\n---\n',
      /^2: published must be a date such as 2025-03-06/,
    ],
    ['a day that does not exist', '---\npublished: 2023-02-29\n---\n', /^2: published must be a date/],
    [
      'an address without a scheme',
      '---\nurl: herald.example\n---\n',
      /^2: url must be a web address that begins with https/,
    ],
    [
      'an address that is a script',
      '---\nurl: "javascript:alert(1)"\n---\n',
      /^2: url must be a web address/,
    ],
    [
      'a language that is none',
      '---\nlanguage: english please\n---\n',
      /^2: language must be a language tag such as en/,
    ],
    [
      'aliases that are a list',
      '---\naliases: [a, b]\n---\n',
      /^2: aliases must map a name to its other names/,
    ],
    ['a format that is none', '---\nformat: html\n---\n', /^2: format must be markdown or text$/],
  ])('with %s is a problem with its line', (_, text, message) => {
    expect(problems(text)).toEqual([expect.stringMatching(message)]);
  });

  it('reports every problem at once', () => {
    expect(problems('---\ntitle: ""\nurl: x\nlanguage: "?"\n---\n')).toHaveLength(3);
  });

  it('warns of keys that it does not know, with the one that may be meant', () => {
    const result = read('---\ntitel: T\nmood: fine\n---\nText.');
    expect(result).toMatchObject({
      kind: 'read',
      meta: {},
      warnings: [
        {
          file: 'a.md',
          line: 2,
          message: '"titel" is not known in front matter and is ignored; did you mean "title"?',
        },
        { line: 3, message: expect.stringContaining('known are title, publisher,') },
      ],
    });
  });

  it('never throws, and never loses a character of the body', () => {
    const line = fc.oneof(
      fc.constantFrom('---', '...', 'title: a', 'x: [', '- y', '', 'Text.', '"', '&a *b', '\t:'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n', '\r'), (lines, joint) => {
        const text = lines.join(joint);
        const result = read(text);
        if (result.kind === 'problems')
          for (const problem of result.problems) expect(problem.line).toBeGreaterThan(0);
        else expect(text.endsWith(result.body)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
