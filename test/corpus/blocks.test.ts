import { describe, expect, it } from 'vitest';
import { readBlocks } from '../../src/corpus/blocks.ts';
import type { Format } from '../../src/corpus/leaves.ts';
import { documentOf } from './read.ts';

/** Blocks as text; a heading begins with "# ", a row with "| ". */
function blocksOf(text: string, format: Format = 'markdown'): string[] {
  return readBlocks(text, format).map(({ start, end, heading, row }) => {
    const mark = heading ? '# ' : row ? '| ' : '';
    return mark + text.slice(start, end);
  });
}

const WRAPPED = [
  'The harbour of Skerry is to be dredged before the winter, the council said, and',
  'its pier is to be closed to everybody but the ferry. Fishermen who had asked for',
  'more time were told that there was none, since the money has to be spent by the',
  'end of the year.',
].join('\n');

/** Breaks a text into lines of at most so many characters. */
function wrap(text: string, width: number): string {
  return text.replace(new RegExp(`(.{1,${width}})(?: |$)`, 'g'), '$1\n').trimEnd();
}

describe('paragraphs', () => {
  it.each<[string, string, string[]]>([
    ['a line each', 'One line.\nAnother line.\nA third.', ['One line.', 'Another line.', 'A third.']],
    ['blank lines between them', 'One.\n\nTwo.\n\n\n\nThree.', ['One.', 'Two.', 'Three.']],
    ['Windows’ line ends', 'One.\r\nTwo.\r\n\r\nThree.\r\n', ['One.', 'Two.', 'Three.']],
    ['old line ends', 'One.\rTwo.', ['One.', 'Two.']],
    ['no end at the last', 'One.\n\nTwo', ['One.', 'Two']],
    ['white space around them', '  \n\n  One.  \n \t \n\tTwo. \n', ['One.', 'Two.']],
    [
      'a sentence that goes on in small letters',
      'The council, which met\nat noon, agreed.\nIt left.',
      ['The council, which met\nat noon, agreed.', 'It left.'],
    ],
    [
      'verses',
      'Roses are red\nViolets are blue\nSugar is sweet',
      ['Roses are red', 'Violets are blue', 'Sugar is sweet'],
    ],
    [
      'names, one a line',
      'Ada Lindqvist\nJonas Ek\nMaria Rossi',
      ['Ada Lindqvist', 'Jonas Ek', 'Maria Rossi'],
    ],
    ['rules between them', 'One.\n\n* * *\n\nTwo.\n\n-----\n\nThree.', ['One.', 'Two.', 'Three.']],
    ['nothing', ' \n \n', []],
  ])('%s', (_, text, expected) => {
    for (const format of ['markdown', 'text'] as const) expect(blocksOf(text, format)).toEqual(expected);
  });

  it('wrapped at a width are whole, with the text around them', () => {
    const text = `${WRAPPED}\n\nA second paragraph.\n\n${WRAPPED}\n`;
    expect(blocksOf(text)).toEqual([WRAPPED, 'A second paragraph.', WRAPPED]);
    expect(blocksOf(text.replaceAll('\n', '\r\n'))).toHaveLength(3);
  });

  it.each([45, 60, 72, 90, 120])(
    'have the sentences of the text that was wrapped, at %i characters',
    (width) => {
      const text = WRAPPED.replaceAll('\n', ' ');
      const paragraphs = [
        `${text} It rained.[citation needed] “Why?” Ada Lindqvist asked. Nobody from the U.S. Navy came.`,
        text,
      ];
      const plain = documentOf(paragraphs.join('\n\n')).texts;
      const wrapped = documentOf(paragraphs.map((each) => wrap(each, width)).join('\n\n')).texts;
      expect(wrapped.map((each) => each.replaceAll('\n', ' '))).toEqual(plain);
    },
  );

  it('of the same lengths that end in full sentences are not taken for wrapped ones', () => {
    const lines = WRAPPED.split('\n').map((line) => `${line.slice(0, 70)} it seems.`);
    expect(blocksOf(lines.join('\n'))).toEqual(lines);
  });

  it('in a script without spaces or capitals stay apart where lines are few', () => {
    const lines = ['รัฐมนตรีเสนอแผนใหม่ ประเทศอื่นเห็นด้วย แต่บางประเทศไม่', 'เขากล่าวว่าไม่ แล้วจากไป'];
    expect(blocksOf(lines.join('\n'))).toEqual(lines);
  });
});

describe('headings', () => {
  it.each<[string, string, string[]]>([
    ['with marks', '# One\n\nText.\n\n### Two ###\n\nMore.', ['# One', 'Text.', '# Two', 'More.']],
    ['underlined', 'One\n===\n\nText.\n\nTwo\n---\nMore.', ['# One', 'Text.', '# Two', 'More.']],
    [
      'over a rule, when it is a sentence',
      'This is a sentence.\n---\nMore.',
      ['This is a sentence.', 'More.'],
    ],
    [
      'bare, at the top',
      'Council adopts plan\n\nThe council adopted it.',
      ['# Council adopts plan', 'The council adopted it.'],
    ],
    [
      'bare, between paragraphs',
      'It began.\n\nWhat is next\n\nIt ends.\n\nNobody knows.',
      ['It began.', '# What is next', 'It ends.', 'Nobody knows.'],
    ],
    ['none where a line ends in a mark', 'Hello!\n\nText.', ['Hello!', 'Text.']],
    ['none where a line holds a sentence', 'It began. What then\n\nText.', ['It began. What then', 'Text.']],
    ['none at the end', 'It began.\n\nSigned', ['It began.', 'Signed']],
    ['none in a text that ends no line', 'a\n\nb\n\nc', ['a', 'b', 'c']],
    [
      'none of a note’s reference',
      'It is said to be so.[^1]\n\nText.',
      ['It is said to be so.[^1]', 'Text.'],
    ],
  ])('%s', (_, text, expected) => {
    expect(blocksOf(text)).toEqual(expected);
  });

  it('are characters of their own in plain text', () => {
    expect(blocksOf('# 1 of 3\nText.', 'text')).toEqual(['# 1 of 3', 'Text.']);
  });
});

describe('lists, quotations, tables and code', () => {
  it.each<[string, string, string[]]>([
    ['bullets are no words', '- One.\n- Two.\n* Three.', ['One.', 'Two.', 'Three.']],
    ['numbers are', '1. One.\n2. Two.\n10) Ten.', ['1. One.', '2. Two.', '10) Ten.']],
    [
      'items in items',
      '- One\n  - Two\n    goes on\n- Three\n\n  More.',
      ['One', 'Two\n    goes on', 'Three', 'More.'],
    ],
    ['items after text', 'Three things:\n- one\n- two', ['Three things:', 'one', 'two']],
    ['block quotes', '> One.\n> Two.\n\nAfter.', ['One.', 'Two.', 'After.']],
    ['block quotes in block quotes', '> One.\n>\n> > Two.', ['One.', 'Two.']],
    [
      'rows of a table',
      '| Year | Cost |\n|---|--:|\n| 2025 | £4m. High |',
      ['| Year | Cost', '| 2025 | £4m. High'],
    ],
    ['fenced code', 'One.\n\n```js\nlet a = 1;\n```\n\nTwo.', ['One.', 'let a = 1;', 'Two.']],
    ['indented code', 'One.\n\n    two three\n\nFour.', ['One.', 'two three', 'Four.']],
    ['comments are not read', 'One.\n\n<!-- two -->\n\nThree.', ['One.', 'Three.']],
    ['addresses of links are not read', 'See [it].\n\n[it]: https://a.example\n', ['See [it].']],
  ])('%s', (_, text, expected) => {
    expect(blocksOf(text)).toEqual(expected);
  });

  it.each<[string, string, string[]]>([
    ['bullets', '• One.\n• Two.', ['One.', 'Two.']],
    ['letters', 'a) One.\nb) Two.', ['a) One.', 'b) Two.']],
    ['items over several lines', '- One that\n  goes on\n- Two', ['One that\n  goes on', 'Two']],
    ['a dash of speech is no bullet', '— Who is there?\n— Me.', ['— Who is there?', '— Me.']],
  ])('in plain text: %s', (_, text, expected) => {
    expect(blocksOf(text, 'text')).toEqual(expected);
  });
});
