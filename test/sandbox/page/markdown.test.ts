import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Markup, parseMarkdown, plainText, safeHref } from '../../../src/sandbox/page/markdown.ts';

const text = (value: string): Markup => ({ kind: 'text', text: value });

describe('what Discord makes of a message', () => {
  const cases: [title: string, content: string, markup: Markup[]][] = [
    [
      'a block quote with its line of attribution',
      '> “It is *not* the same.”\n-# **Giorgia Meloni** · direct',
      [
        {
          kind: 'quote',
          children: [text('“It is '), { kind: 'italic', children: [text('not')] }, text(' the same.”')],
        },
        {
          kind: 'subtext',
          children: [{ kind: 'bold', children: [text('Giorgia Meloni')] }, text(' · direct')],
        },
      ],
    ],
    ['escaped marks', '\\*so\\* \\_it\\_ \\> is \\\\', [text('*so* _it_ > is \\')]],
    [
      'an escaped line start',
      '\\-# no\n\\# no\n\\> no',
      [text('-# no'), { kind: 'break' }, text('# no'), { kind: 'break' }, text('> no')],
    ],
    ['underlines within words', 'snake_case_word', [text('snake_case_word')]],
    [
      'bold with italics in it',
      '**a *b***',
      [{ kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] }],
    ],
    ['a heading', '## Title\nbody', [{ kind: 'heading', level: 2, children: [text('Title')] }, text('body')]],
    [
      'lists within lists, of both kinds',
      '- one\n- two\n  - three\n2. second',
      [
        {
          kind: 'list',
          start: null,
          items: [[text('one')], [text('two'), { kind: 'list', start: null, items: [[text('three')]] }]],
        },
        { kind: 'list', start: 2, items: [[text('second')]] },
      ],
    ],
    ['a dash inside a line', 'yes - no', [text('yes - no')]],
    [
      'code keeps its marks',
      '`*a*` ```\n> b\n```',
      [{ kind: 'code', text: '*a*' }, text(' '), { kind: 'code-block', text: '> b' }],
    ],
    ['a spoiler', '||x||', [{ kind: 'spoiler', children: [text('x')] }]],
    [
      'a masked link with a text fragment',
      '[article](https://example.org/a_b#:~:text=a,b)',
      [{ kind: 'link', href: 'https://example.org/a_b#:~:text=a,b', children: [text('article')] }],
    ],
    [
      'a link in angle brackets',
      '[a](<https://example.org/>)',
      [{ kind: 'link', href: 'https://example.org/', children: [text('a')] }],
    ],
    ['a masked link to a script stays text', '[a](javascript:alert(1))', [text('a')]],
    [
      'mentions, a command and a time',
      '<@123456789012345678><#123456789012345678></ask:123456789012345678><t:60:R>',
      [
        { kind: 'user', id: '123456789012345678' },
        { kind: 'channel', id: '123456789012345678' },
        { kind: 'command', name: 'ask' },
        { kind: 'time', seconds: 60, style: 'R' },
      ],
    ],
    ['HTML is text', '<b>&amp;</b>', [text('<b>&amp;</b>')]],
    ['empty lines', 'a\n\nb', [text('a'), { kind: 'break' }, { kind: 'break' }, text('b')]],
  ];
  it.each(cases)('%s', (_title, content, markup) => {
    expect(parseMarkdown(content)).toEqual(markup);
  });
});

describe('for any message', () => {
  it('reading never fails', () => {
    const marks = fc.constantFrom(
      '*',
      '_',
      '~',
      '|',
      '`',
      '>',
      '#',
      '-',
      '\n',
      ' ',
      '\\',
      '[',
      ']',
      '(',
      ')',
      '<@1>',
      'a',
      '1.',
      'https://a.b',
    );
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (pieces) => {
        expect(Array.isArray(parseMarkdown(pieces.join('')))).toBe(true);
      }),
    );
  });

  it('a text whose marks are escaped shows exactly that text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z*_~|`>#<[\]()\\.:@ -]{0,40}$/), (original) => {
        const escaped = original.replace(/[*_~|`>#<[\]()\\.:@-]/g, (mark) => `\\${mark}`);
        const shown = parseMarkdown(escaped).map((piece) =>
          piece.kind === 'text' ? piece.text : `!${piece.kind}`,
        );
        expect(shown.join('')).toBe(original);
      }),
    );
  });

  it('every link leads to http or https', () => {
    const links = (markup: readonly Markup[]): string[] =>
      markup.flatMap((piece) => [
        ...(piece.kind === 'link' ? [piece.href] : []),
        ...('children' in piece ? links(piece.children) : []),
        ...(piece.kind === 'list' ? piece.items.flatMap(links) : []),
      ]);
    fc.assert(
      fc.property(
        fc.webUrl(),
        fc.constantFrom('javascript:', 'data:', 'file:', 'vbscript:', ''),
        (url, scheme) => {
          for (const href of links(parseMarkdown(`[a](${scheme}${url}) <${scheme}${url}> ${scheme}${url}`))) {
            expect(href).toMatch(/^https?:/);
          }
        },
      ),
    );
  });
});

it('plain text says what a message says, without marks and without a spoiler’s secret', () => {
  expect(plainText(parseMarkdown('> **a** b\n-# c ||d||\n- e'))).toBe('a b c … e');
});

it.each([
  ['https://example.org/', 'https://example.org/'],
  ['HTTP://example.org', 'http://example.org/'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['/relative', null],
])('the address %s becomes %s', (address, href) => {
  expect(safeHref(address)).toBe(href);
});
