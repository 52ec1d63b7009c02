import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/corpus/document.ts';
import { hashText } from '../../src/corpus/hash.ts';
import { documentOf } from './read.ts';

describe('a document', () => {
  it('has its file’s name for an id, and what its front matter states, and nothing more', () => {
    const { document } = documentOf(
      '---\ntitle: A plan\npublisher: The Herald\n---\nThe text is here.\n',
      'plan.v2.md',
    );
    expect(document).toEqual({
      id: 'plan.v2',
      title: 'A plan',
      publisher: 'The Herald',
      text: 'The text is here.\n',
      language: 'en',
      hash: hashText('The text is here.\n'),
    });
  });

  it.each([
    ['its first heading', '# A *plan*\n\nThe text.', 'A *plan*'],
    ['a bare headline', 'Council adopts plan\n\nThe council did.', 'Council adopts plan'],
    ['its id where there is none', 'The council did.', 'a'],
  ])('without a title is called by %s', (_, text, title) => {
    expect(documentOf(text).document.title).toBe(title);
  });

  it('has its title’s line for a heading', () => {
    const { sentences } = documentOf('---\ntitle: It is done.\n---\nIt is done.\n\nThe council did it.');
    expect(sentences.map(({ heading }) => heading)).toEqual([true, undefined]);
  });

  it('keeps every character of its body', () => {
    const body = ' \u00a0“Naïve” – cafe\u0301…\r\n\r\n\tÞ\u200b\ufeff fin ';
    expect(documentOf(body).document.text).toBe(body);
  });

  it.each(['', ' \n\n', '---\ntitle: T\n---\n', '* * *\n', '<!-- nothing -->\n'])(
    'of %j alone is a problem',
    (text) => {
      expect(readDocument('a.md', 'a.md', text)).toEqual({
        kind: 'problems',
        problems: [
          expect.objectContaining({ file: 'a.md', message: expect.stringMatching(/^has no text;/) }),
        ],
      });
    },
  );

  it('gives no line twice, where an item opens a code block that nothing closes', () => {
    expect(documentOf('1. ```\n1. ').texts).toEqual(['1. ```', '1.']);
  });

  it('counts paragraphs and sentences from one', () => {
    const { sentences } = documentOf('# Head\n\nOne. Two.\n\n- Three. Four.\n- Five.\n');
    expect(sentences.map(({ ordinal, paragraph }) => [ordinal, paragraph])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
      [5, 3],
      [6, 4],
    ]);
  });

  it('without capital letters has sentences that begin with small ones', () => {
    expect(documentOf('they came early. they left late.').texts).toEqual([
      'they came early.',
      'they left late.',
    ]);
  });
});

const word = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'The',
      'council',
      'met',
      'in',
      'Skerry',
      'U.S.',
      'Dr.',
      'said',
      '“Yes”',
      'end.',
      'Why?',
      '2025',
      'Київ',
      '他说。',
      'मंत्री।',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '#',
      '-',
      '>',
      '*',
      '1.',
      '|',
      '```',
      '---',
      '===',
      '<b>',
      '[a]',
      '(b).',
      '“',
      '"',
      '&amp;',
      '\\*',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 5 }) },
);
const lead = fc.constantFrom('', '', '', '# ', '- ', '  - ', '> ', '1. ', '    ', '| ', '\t');
const line = fc.tuple(lead, fc.array(word, { maxLength: 7 })).map(([mark, words]) => mark + words.join(' '));
const body = fc
  .tuple(
    fc.array(line, { minLength: 1, maxLength: 9 }),
    fc.constantFrom('\n', '\n\n', '\r\n', '\r\n\r\n', '\r'),
  )
  .map(([lines, joint]) => lines.join(joint));

const wordsOf = (text: string) => text.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];

describe('the law of sentences, over any text', () => {
  const check = (text: string, name: string) => {
    const result = readDocument(name, name, `---\n---\n${text}`);
    if (result.kind === 'problems') {
      expect(wordsOf(text.replace(/<!--[\s\S]*?-->|^\s*[`~]{3,}.*$|^\s*\[.*/gm, ''))).toEqual([]);
      return;
    }
    const { document, sentences } = result;
    expect(document.text).toBe(text);
    let end = 0;
    let paragraph = 1;
    let between = '';
    for (const [index, sentence] of sentences.entries()) {
      expect(sentence.ordinal).toBe(index + 1);
      expect(sentence.start).toBeGreaterThanOrEqual(end);
      expect(sentence.end).toBeGreaterThan(sentence.start);
      expect([paragraph, paragraph + 1]).toContain(sentence.paragraph);
      between += `${text.slice(end, sentence.start)} `;
      ({ end, paragraph } = sentence);
    }
    between += text.slice(end);
    return between;
  };

  it('of plain text: in order, apart, and no word is lost', () => {
    fc.assert(
      fc.property(body, (text) => {
        expect(wordsOf(check(text, 'a.txt') ?? '')).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('of Markdown: in order, apart, and nothing is lost but fences’ labels, comments and addresses', () => {
    fc.assert(
      fc.property(body, (text) => {
        const between = check(text, 'a.md') ?? '';
        expect(wordsOf(between.replace(/<!--[\s\S]*?-->|[`~]{3,}.*|\[[^\]]*\]:\s*\S+.*/g, ''))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('the same words give the same sentences in Markdown without marks and in plain text', () => {
    const plain = fc.array(fc.constantFrom('The', 'council', 'met.', 'Why?', 'It', 'was', 'late'), {
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(fc.array(plain, { minLength: 1, maxLength: 4 }), (paragraphs) => {
        const text = paragraphs.map((words) => words.join(' ')).join('\n\n');
        expect(documentOf(text, 'a.md').sentences).toEqual(documentOf(text, 'a.txt').sentences);
      }),
    );
  });
});
