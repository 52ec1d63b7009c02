import { describe, expect, it } from 'vitest';
import { readDocument } from '../../../src/corpus/document.ts';
import { contentOf, importOf } from './pages.ts';

describe('a text file', () => {
  it.each([
    ['one line', 'A text.'],
    ['Windows’ line ends', 'One.\r\n\r\nTwo.\r\n'],
    ['white space at its ends', '\n\n  A text.  \n\n\n'],
    ['accents written apart', 'Cafe\u0301 noir.\n'],
    ['curly quotes and dashes', '“One” – ‘two’ — three…\n'],
  ])('keeps its body to the character: %s', (_, text) => {
    expect(contentOf(text, 'notes.txt')).toBe(text);
  });

  it('drops the byte order mark, which is none of its characters', () => {
    expect(contentOf('\ufeffA text.', 'notes.txt')).toBe('A text.');
  });

  it('is declared plain text where Markdown would read it otherwise', () => {
    expect(contentOf('# 1 of 3\nA text.\n', 'notes.txt')).toBe('---\nformat: text\n---\n# 1 of 3\nA text.\n');
    expect(contentOf('# A heading\nA text.\n', 'notes.md')).toBe('# A heading\nA text.\n');
  });

  it('keeps the front matter that it has, after what is said of it', () => {
    const text = '---\ntitle: Old\npublisher: The Herald\n---\nA text.\n';
    const imported = importOf(text, { fileName: 'notes.md', title: 'New', url: 'https://a.example' });
    expect(imported).toMatchObject({
      kind: 'imported',
      fileName: 'notes.md',
      content: '---\ntitle: New\npublisher: The Herald\nurl: https://a.example\n---\nA text.\n',
    });
  });

  it('may begin with a line that looks like front matter', () => {
    const text = '---\nA text between lines.\n---\nMore.\n';
    const content = contentOf(text, 'notes.txt');
    expect(readDocument('notes.md', 'notes.md', content)).toMatchObject({ document: { text } });
  });

  it('is a page where its first words say so', () => {
    expect(
      importOf('<!doctype html><html><body><p>A text.</p></body></html>', { fileName: 'saved' }),
    ).toMatchObject({
      content: 'A text.\n',
    });
  });

  it.each([
    ['an id from the file’s name', 'My Notes (2).txt', {}, 'my-notes-2.md'],
    ['Latin letters without accents', 'Café à Łódź.txt', {}, 'cafe-a-łodz.md'],
    ['letters of any script', 'Київ – новини.txt', {}, 'київ-новини.md'],
    ['no folder of the file', '../../etc/passwd.txt', {}, 'passwd.md'],
    ['the id given', 'notes.txt', { id: 'Harbour Plan' }, 'harbour-plan.md'],
    ['no id that leaves the folder', 'notes.txt', { id: '../../evil' }, 'evil.md'],
    [
      'at most 60 characters, by words',
      `${'word '.repeat(30)}.txt`,
      {},
      `${'word-'.repeat(12).slice(0, -1)}.md`,
    ],
  ])('gets %s', (_, fileName, hints, expected) => {
    expect(importOf('A text.', { fileName, ...hints })).toMatchObject({ fileName: expected });
  });

  it.each<[string, string | Uint8Array, object, RegExp]>([
    ['an empty file', '', {}, /^file\.txt has no text to import$/],
    ['white space alone', ' \n\t\n', {}, /has no text to import/],
    ['a file that is not UTF-8', Uint8Array.of(0x41, 0xff), {}, /^file\.txt is not UTF-8; save it as UTF-8/],
    [
      'a control character',
      'One.\nTwo\u0007.',
      {},
      /^file\.txt line 2 contains the control character U\+0007/,
    ],
    ['a PDF', '%PDF-1.7\n…', {}, /is a PDF; save it as a web page or as plain text/],
    ['a Word document', 'PK\u0003\u0004…', {}, /is a packed document, such as \.docx/],
    [
      'front matter that does not parse',
      '---\ntitle: [a\n---\nText.',
      {},
      /^file\.txt line \d: the front matter is not YAML/,
    ],
    ['an address that is none', 'Text.', { url: 'herald' }, /^url must be a web address/],
    ['a date that does not exist', 'Text.', { published: '2025-02-30' }, /^published must be a date/],
    ['a language that is none', 'Text.', { language: 'English!' }, /^language must be a language tag/],
    ['an empty title', 'Text.', { title: ' ' }, /^title must not be empty/],
    ['an id without a letter', 'Text.', { id: '../..' }, /has no letter or digit/],
  ])('refuses %s in a line', (_, content, hints, message) => {
    const imported = importOf(content, { fileName: 'file.txt', ...hints });
    expect(imported).toMatchObject({ kind: 'problem', message: expect.stringMatching(message) });
    expect((imported as { message: string }).message).not.toContain('\n');
  });

  it('refuses a file of more than 10 MB', () => {
    const imported = importOf(new Uint8Array(10 * 1024 * 1024 + 1), { fileName: 'big.txt' });
    expect(imported).toEqual({ kind: 'problem', message: 'big.txt is larger than 10 MB; split it' });
  });
});
