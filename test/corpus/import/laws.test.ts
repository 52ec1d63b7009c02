import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readDocument } from '../../../src/corpus/document.ts';
import { folderOf } from '../../cli/corpora.ts';
import { importOf, page } from './pages.ts';

const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('plan', 'harbour', 'said', 'The', '“Yes”', 'U.S.', '7', 'vote.', 'però'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('#', '-', '>', '---', '1.', '*', '```', '<', '&', '|', '[a]:', '\u00a0'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const words = fc.array(word, { maxLength: 8 }).map((list) => escaped(list.join(' ')));
const BLOCKS = [
  'p',
  'div',
  'h2',
  'li',
  'ul',
  'blockquote',
  'td',
  'tr',
  'table',
  'section',
  'figure',
  'pre',
  'dl',
  'x-own',
];
const INLINES = ['b', 'i', 'a', 'span', 'sup', 'q', 'br', 'img'];
const SILENT = ['script', 'style', 'template', 'noscript', 'svg', 'nav', 'button'];

/** HTML in any nesting, sensible or not, and now and then with a tag too few or too many. */
const { html } = fc.letrec<{ html: string; element: string }>((tie) => ({
  html: fc
    .array(fc.oneof({ weight: 3, arbitrary: words }, { weight: 2, arbitrary: tie('element') }), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
  element: fc
    .tuple(
      fc.constantFrom(...BLOCKS, ...BLOCKS, ...INLINES, ...SILENT),
      tie('html'),
      fc.integer({ max: 9, min: 0 }),
    )
    .map(([name, inner, fate]) => {
      if (fate === 0) return `<${name}>${inner}`;
      if (fate === 1) return `${inner}</${name}>`;
      return `<${name}>${inner}</${name}>`;
    }),
}));

/** What a page says in any of its parts, white space and tags aside. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at);
    if (at < 0) return false;
    at += character.length;
  }
  return true;
}

describe('the law of import', () => {
  it('every character of the body is the page’s own, in order', () => {
    fc.assert(
      fc.property(html, (body) => {
        const imported = importOf(page(body), { fileName: 'page.html' });
        if (imported.kind === 'problem') return;
        const read = readDocument('page.md', 'page.md', imported.content);
        if (read.kind === 'problems') return;
        const own = lettersOf(
          body
            .replace(/<\/?[a-z][^>]*>/g, '')
            .replaceAll('&lt;', '<')
            .replaceAll('&amp;', '&'),
        );
        expect(isSubsequence(lettersOf(read.document.text), own)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('a text file’s body is the file, whatever stands in it', () => {
    const line = fc.array(word, { maxLength: 6 }).map((list) => list.join(' '));
    const text = fc
      .array(line, { minLength: 1, maxLength: 8 })
      .map((lines) => lines.join('\n'))
      .filter((each) => !/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(each));
    fc.assert(
      fc.property(text, fc.constantFrom('a.txt', 'a.md'), (own, fileName) => {
        const imported = importOf(own, { fileName, publisher: 'The Herald' });
        if (imported.kind === 'problem') return;
        const read = readDocument('a.md', 'a.md', imported.content);
        if (read.kind === 'document') expect(read.document.text).toBe(own.replace(/^\ufeff/, ''));
      }),
      { numRuns: 300 },
    );
  });

  it('the same page gives the same file', () => {
    fc.assert(
      fc.property(html, (body) => {
        const once = importOf(page(body), { fileName: 'page.html' });
        expect(importOf(page(body), { fileName: 'page.html' })).toEqual(once);
      }),
      { numRuns: 50 },
    );
  });

  it('follows no reference: nothing is connected to, and no other file is read', () => {
    const connect = vi.spyOn(Socket.prototype, 'connect');
    const fetched = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const folder = folderOf({});
    writeFileSync(`${folder}/secret.html`, '<p>Keep this secret.</p>');
    const file = `file://${folder}/secret.html`;
    const address = 'http://127.0.0.1:9/x';
    const references = [address, file].map(
      (to) => `<base href="${to}"><link rel="stylesheet" href="${to}"><script src="${to}"></script>
        <meta http-equiv="refresh" content="0; url=${to}"><style>@import url(${to});</style>
        <img src="${to}" srcset="${to} 2x"><iframe src="${to}"></iframe><object data="${to}"></object>
        <embed src="${to}"><video poster="${to}"><source src="${to}"></video><a href="${to}">link</a>
        <script>fetch('${to}'); import('${to}')</script><img src=x onerror="fetch('${to}')">
        <svg><use href="${to}"/></svg><link rel="import" href="${to}"><portal src="${to}"></portal>`,
    );
    const html = `<?xml version="1.0"?><!DOCTYPE html [<!ENTITY secret SYSTEM "${file}">]>
      <html><head>${references.join('')}</head><body>${references.join('')}<p>Shown &secret;</p></body></html>`;
    const imported = importOf(html, { fileName: 'page.html' });
    expect(imported).toMatchObject({ kind: 'imported', content: expect.stringContaining('Shown') });
    expect(JSON.stringify(imported)).not.toContain('Keep this secret');
    expect(connect).not.toHaveBeenCalled();
    expect(fetched).not.toHaveBeenCalled();
  });
});
