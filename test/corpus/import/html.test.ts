import { describe, expect, it } from 'vitest';
import { bodyOf, contentOf, importOf, NEWS_PAGE, page } from './pages.ts';

describe('a news page', () => {
  it('becomes its article: paragraphs, headings and items in order, and nothing of the site', () => {
    expect(bodyOf(NEWS_PAGE)).toBe(
      [
        'The council adopted the plan on Thursday, after a debate of six hours\u00a0— the longest since 1998.',
        'The harbour at dusk',
        '“We have waited for this,” harbour master Ada Lindqvist said.',
        '“The plan is a mistake,” said Jonas Ek.',
        '## What changes',
        '- The pier closes in May.',
        '- Ferries move to Port Ellen.',
        'Year\tCost',
        '2025\t£4m',
        'Fishermen collected four hundred signatures against the plan, which the mayor did not answer.',
        'The vote was 7 to 4, with two members absent, and the mayor signed the plan on the same evening, in front of a small crowd.\n',
      ].join('\n\n'),
    );
  });

  it('gets its id from its title', () => {
    expect(importOf(NEWS_PAGE, { fileName: 'index.html' })).toMatchObject({
      kind: 'imported',
      fileName: 'council-adopts-the-harbour-plan.md',
    });
  });
});

it('an encyclopaedia’s page becomes its text, box, headings and notes, without the marks for editors', () => {
  const html = page(
    `<header><nav>Main menu</nav></header>
    <div id="toc"><h2>Contents</h2><ul><li><a href="#history">History</a></li></ul></div>
    <main><div class="noprint">From an encyclopaedia</div>
      <table class="infobox"><tr><th>Country</th><td>Norway</td></tr><tr><th>Opened</th><td>1884</td></tr></table>
      <p><b>Skerry Harbour</b> is a harbour in <a href="/norway">Norway</a>.<sup><a href="#1">[1]</a></sup> It was built in
        1884 by J.D. Cole &amp; Sons, Ltd., and rebuilt c. 1920.<sup>[2]</sup></p>
      <div><h2 id="history">History</h2><span class="mw-editsection">[<a>edit</a>]</span></div>
      <p>The harbour was first surveyed in 1871. In 1901 the pier failed, which the <i>Herald</i> called "a calamity", and
        the town, which had paid for it, went without a pier until 1913. A second pier followed then, and with it the
        lighthouse on the island, which was lit for the first time on 3 May of that year.</p>
      <ol><li>Cole, J. (1990). <i>Harbours</i>. p. 12.</li></ol>
    </main><footer>The text is free.</footer>`,
    '<title>Skerry Harbour - An Encyclopaedia</title>',
  );
  expect(bodyOf(html).split('\n\n')).toEqual([
    'Country\tNorway',
    'Opened\t1884',
    'Skerry Harbour is a harbour in Norway.[1] It was built in 1884 by J.D. Cole & Sons, Ltd., and rebuilt c. 1920.[2]',
    '## History',
    expect.stringMatching(/^The harbour was first surveyed in 1871\..* of that year\.$/),
    '- Cole, J. (1990). Harbours. p. 12.\n',
  ]);
});

it('among several articles the page’s own is found', () => {
  const teasers =
    '<article><h3>Other news</h3><p>Short.</p></article><article><h3>More</h3><p>Short, too.</p></article>';
  const text =
    'The council adopted the plan on Thursday, after a debate of six hours, the longest since 1998. '.repeat(
      4,
    );
  const html = page(
    `<article><p>${text}</p><p>${text}</p></article><section class="related">${teasers}</section>`,
  );
  expect(bodyOf(html)).toBe(`${text.trim()}\n\n${text.trim()}\n`);
});

describe('a page of another shape', () => {
  it.each<[string, string, string]>([
    ['a part of a page', '<p>One paragraph.</p><p>Another.</p>', 'One paragraph.\n\nAnother.\n'],
    ['text without an element', 'Only words. No element.', 'Only words. No element.\n'],
    ['no body element', '<html lang="en"><head><title>T</title></head><p>One.</p></html>', 'One.\n'],
    [
      'no article',
      page('<nav>Menu</nav><p>Short.</p><button>Buy</button><p>Also short.</p>'),
      'Short.\n\nAlso short.\n',
    ],
    [
      'tags that are not closed',
      page('<p>One <b>two<p>Three<ul><li>four<li>five'),
      'One two\n\nThree\n\n- four\n\n- five\n',
    ],
    ['tags that cross', page('<p>One <b>two <i>three</b> four</i> five.</p>'), 'One two three four five.\n'],
    ['a script that is not closed', page('<p>Shown.</p><script>var hidden = 1;'), 'Shown.\n'],
    ['comments', page('<!-- <p>Hidden</p> --><p>Shown.</p>'), 'Shown.\n'],
    [
      'XHTML',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>One <em/>two.</p></body></html>',
      'One two.\n',
    ],
    [
      'loose text beside blocks',
      page('<div>Loose <a href="x">link</a><div>Inner.</div>Tail.</div>'),
      'Loose link\n\nInner.\n\nTail.\n',
    ],
    ['elements inside a word', page('<p>un<b>believ</b>able<sup>2</sup></p>'), 'unbelievable2\n'],
    [
      'readings over characters',
      page('<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字です。</p>'),
      '漢字です。\n',
    ],
    ['preformatted lines', page('<pre>First line.\nSecond line.</pre>'), 'First line.\n\nSecond line.\n'],
    [
      'line breaks in verse',
      page('<p>Rough winds do shake.<br>So long lives this.</p>'),
      'Rough winds do shake.\n\nSo long lives this.\n',
    ],
    [
      'marks for editors',
      page('<h2>History<span class="mw-editsection">[edit]</span></h2><p>It began.</p>'),
      '## History\n\nIt began.\n',
    ],
    ['what is hidden', page('<p>Shown.</p><p hidden>Hidden.</p>'), 'Shown.\n'],
    [
      'nested lists',
      page('<ul><li>One<ul><li>Two</li></ul></li><li><p>Three</p></li></ul>'),
      '- One\n\n- Two\n\n- Three\n',
    ],
  ])('%s', (_, html, body) => {
    expect(bodyOf(html)).toBe(body);
  });

  it.each([
    ['named and numbered', '&ldquo;A&rdquo; &hellip; &#8212; &#x2014; &eacute;', '“A” … — — é'],
    ['without a semicolon', '&copy 5 &lt 6', '© 5 < 6'],
    ['escaped ones', '&amp;amp; &lt;b&gt;', '&amp; <b>'],
    ['unknown ones', '&unheardof; &', '&unheardof; &'],
  ])('reads entities: %s', (_, html, text) => {
    expect(bodyOf(page(`<p>Here: ${html} end.</p>`))).toBe(`Here: ${text} end.\n`);
  });

  it.each([
    '# no heading',
    '- no item',
    '&gt; no quotation',
    '---',
    '``` no code',
    '[no]: https://link.example',
  ])('declares a body plain text where Markdown would take the page’s own %j for markup', (line) => {
    const content = contentOf(page(`<p>Before.</p><p>${line}</p><p>After.</p>`));
    expect(content).toBe(
      `---\nlanguage: en\nformat: text\n---\nBefore.\n\n${line.replace('&gt;', '>')}\n\nAfter.\n`,
    );
  });

  it.each([
    ['nothing', ''],
    ['no text', page('<img src="a.jpg"><script>1</script>')],
    ['frames alone', '<html><frameset><frame src="a.html"></frameset></html>'],
  ])('with %s is refused in a line', (_, html) => {
    expect(importOf(html, { fileName: 'page.html' })).toEqual({
      kind: 'problem',
      message: 'page.html has no text to import; save the page as text and add that',
    });
  });

  it('that is nested without measure is refused, soon', () => {
    const deep = importOf('<div>'.repeat(100_000), { fileName: 'deep.html' });
    expect(deep).toMatchObject({ kind: 'problem', message: expect.stringContaining('nested deeper than') });
  });
});

describe('the encoding of a page', () => {
  const encoded = (declaration: string, bytes: readonly number[]) =>
    Uint8Array.from([
      ...new TextEncoder().encode(`<html><head>${declaration}</head><body><p>`),
      ...bytes,
      ...new TextEncoder().encode('</p></body></html>'),
    ]);

  it.each<[string, string, number[], string]>([
    [
      'declared for HTTP',
      '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">',
      [0xe9, 0x74, 0xe9],
      'été',
    ],
    [
      'with Windows’ quotation marks',
      '<meta charset=windows-1252>',
      [0x93, 0x48, 0x69, 0x94, 0x97, 0x80],
      '“Hi”—€',
    ],
    ['Cyrillic', '<meta charset="windows-1251">', [0xca, 0xe8, 0xbf, 0xe2], 'Київ'],
    ['Japanese', '<meta charset="shift_jis">', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['not declared', '', [0xc3, 0xa9], 'é'],
    ['that nobody knows', '<meta charset="klingon">', [0xc3, 0xa9], 'é'],
  ])('%s', (_, declaration, bytes, text) => {
    expect(bodyOf(encoded(declaration, bytes))).toBe(`${text}\n`);
  });

  it.each([
    ['UTF-16, little-endian', 'utf-16le'],
    ['UTF-16, big-endian', 'utf-16be'],
  ])('is told by the byte order mark: %s', (_, encoding) => {
    const little = Buffer.from(`\ufeff${page('<p>Crème brûlée.</p>')}`, 'utf16le');
    expect(bodyOf(encoding === 'utf-16le' ? little : little.swap16())).toBe('Crème brûlée.\n');
  });

  it('that does not fit the bytes is refused in a line', () => {
    expect(importOf(encoded('', [0xe9, 0x74]), { fileName: 'old.html' })).toEqual({
      kind: 'problem',
      message: 'old.html is not UTF-8; save it as UTF-8 and add it again',
    });
  });
});

describe('what a page states of itself', () => {
  const stated = (head: string, body = '<p>A text.</p>') => {
    const imported = importOf(page(body, head), { fileName: 'page.html' });
    return imported.kind === 'imported' ? imported.stated : imported;
  };

  it('comes from Open Graph, names and links', () => {
    const head = `
      <meta property="og:title" content="Council adopts  the plan">
      <meta property="og:site_name" content="The Skerry Herald">
      <meta name="author" content="Ada Reporter">
      <meta property="article:published_time" content="2025-03-06T09:00:00Z">
      <link rel="canonical" href="https://herald.example/plan">
      <link rel="license" href="https://licence.example/by/4.0/">`;
    expect(stated(head)).toEqual({
      title: 'Council adopts the plan',
      publisher: 'The Skerry Herald',
      author: 'Ada Reporter',
      published: '2025-03-06T09:00:00Z',
      url: 'https://herald.example/plan',
      licence: 'https://licence.example/by/4.0/',
      language: 'en',
    });
  });

  it('comes from JSON-LD', () => {
    const data = {
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: 'Council adopts the plan',
      author: [{ name: 'Ada Reporter' }, { name: 'Bo Writer' }],
      publisher: { name: 'The Skerry Herald' },
      datePublished: '2025-03-06',
    };
    expect(stated(`<script type="application/ld+json">${JSON.stringify(data)}</script>`)).toMatchObject({
      title: 'Council adopts the plan',
      author: 'Ada Reporter, Bo Writer',
      publisher: 'The Skerry Herald',
      published: '2025-03-06',
    });
  });

  it('comes from microdata', () => {
    expect(
      stated('', '<time itemprop="datePublished" datetime="2024-11-02">2 Nov</time><p>A text.</p>'),
    ).toMatchObject({ published: '2024-11-02' });
  });

  it('is its main heading rather than a window’s title with the site’s name', () => {
    expect(stated('<title>A plan - The Herald</title>', '<h1>A plan</h1><p>A text.</p>')).toMatchObject({
      title: 'A plan',
    });
  });

  it.each([
    ['nothing', '', {}],
    ['empty values', '<meta name="author" content=" "><meta property="og:title" content="">', {}],
    ['the address of a profile for an author', '<meta name="author" content="https://social.example/a">', {}],
    ['an address without a site', '<link rel="canonical" href="/plan">', {}],
    ['a date that does not exist', '<meta property="article:published_time" content="2025-02-31">', {}],
    ['broken JSON-LD', '<script type="application/ld+json">{"@type": "NewsArticle", </script>', {}],
  ])('is left out where it is %s', (_, head, rest) => {
    expect(stated(head)).toEqual({ language: 'en', ...rest });
  });

  it('is kept exactly whatever marks it holds', () => {
    const title = `"Yes": it's [all] {here} # & more – 'so' \\n`;
    const escaped = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
    expect(stated(`<meta property="og:title" content="${escaped}">`)).toMatchObject({ title });
  });
});
