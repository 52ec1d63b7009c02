import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import { folderOf } from '../cli/corpora.ts';

/** Problems as "file:line: message", without the folder. */
function problemsOf(path: string, folder = path): string[] {
  const result = loadCorpus(path);
  if (result.kind === 'corpus') return [];
  return result.problems.map(({ file, line, message }) =>
    `${file}${line === undefined ? '' : `:${line}`}: ${message}`.replaceAll(`${folder}/`, ''),
  );
}

function corpusOf(path: string) {
  const result = loadCorpus(path);
  if (result.kind === 'problems') throw new Error(result.problems[0]!.message);
  return result.corpus;
}

describe('a folder', () => {
  it('gives its .md and .txt files, by name, and nothing else', () => {
    const folder = folderOf({
      'b.txt': 'B.',
      'a.md': 'A.',
      'Z.md': 'Z.',
      'é.md': 'É.',
      '.hidden.md': 'Hidden.',
      'notes.pdf': 'No.',
      'a.md~': 'No.',
    });
    mkdirSync(`${folder}/deeper`);
    writeFileSync(`${folder}/deeper/c.md`, 'C.');
    expect(corpusOf(folder).documents.map(({ id }) => id)).toEqual(['Z', 'a', 'b', 'é']);
  });

  it('gives the same version for the same files, another for any change', () => {
    const files = { 'a.md': 'A text.', 'a.questions.yaml': 'document: a\nsentences: []\n' };
    const { version } = corpusOf(folderOf(files));
    expect(corpusOf(folderOf(files)).version).toBe(version);
    const changes = [
      { ...files, 'a.md': 'A text!' },
      { ...files, 'a.md': '---\ntitle: T\n---\nA text.' },
      { 'b.md': 'A text.' },
      { ...files, 'b.md': 'More.' },
      { ...files, 'a.questions.yaml': 'document: a\nsentences: [] # new\n' },
    ];
    for (const changed of changes) expect(corpusOf(folderOf(changed)).version).not.toBe(version);
  });

  it('tells how far it is, file by file', () => {
    const seen: string[] = [];
    loadCorpus(folderOf({ 'a.md': 'A.', 'b.md': 'B.' }), {
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['1/2', '2/2']);
  });

  it('follows a link to a file', () => {
    const folder = folderOf({ 'a.md': 'A.' });
    symlinkSync(`${folder}/a.md`, `${folder}/b.md`);
    expect(corpusOf(folder).documents).toHaveLength(2);
  });
});

describe('one file', () => {
  it('is a corpus, with the questions beside it', () => {
    const folder = folderOf({
      'a.md': 'A text.',
      'b.md': 'Another.',
      'a.questions.yaml':
        'document: a\nsentences:\n  - ordinal: 1\n    hash: "000000"\n    questions:\n      en: [what?]\n',
    });
    const corpus = corpusOf(`${folder}/a.md`);
    expect(corpus.documents.map(({ id }) => id)).toEqual(['a']);
    expect(corpus.expansions).toHaveLength(1);
  });
});

describe('what is wrong is told with its file, its line and a remedy', () => {
  it('a path that leads nowhere', () => {
    expect(problemsOf('/nowhere')).toEqual([
      '/nowhere: does not exist; give a folder of .md and .txt files, or one such file',
    ]);
  });

  it('a file of another kind', () => {
    const folder = folderOf({ 'a.pdf': 'x' });
    expect(problemsOf(`${folder}/a.pdf`, folder)).toEqual([
      'a.pdf: is neither a folder nor a .md or .txt file; `verbatim add` imports other files',
    ]);
  });

  it('an empty folder', () => {
    const folder = folderOf({});
    expect(problemsOf(folder)).toEqual([
      `${folder}: holds no .md or .txt file; put a text into it, or import one with \`verbatim add FILE\``,
    ]);
  });

  it('every file that cannot be used, at once', () => {
    const folder = folderOf({
      'good.md': 'A text.',
      'binary.md': Uint8Array.of(0x41, 0x0a, 0xff),
      'control.txt': 'A\u0007',
      'empty.md': '',
      'only-front.md': '---\ntitle: T\n---\n\n',
      'front.md': '---\ntitle: [a\n---\nText.',
      'marks.md': '* * *\n\n---\n',
      'twin.md': 'One.',
      'twin.txt': 'Two.',
    });
    mkdirSync(`${folder}/folder.md`);
    expect(problemsOf(folder)).toEqual([
      expect.stringMatching(/^binary\.md:2: is not UTF-8; save it as UTF-8/),
      'control.txt:1: contains the control character U+0007; remove it',
      'empty.md:1: has no text; write the source’s own words into it, or remove it',
      'folder.md: is a folder; give the files in it, or move it out of the corpus',
      expect.stringMatching(/^front\.md:\d: the front matter is not YAML/),
      'marks.md:1: has no text; write the source’s own words into it, or remove it',
      'only-front.md:4: has no text; write the source’s own words into it, or remove it',
      'twin.txt: has the same id "twin" as twin.md; rename one of them',
    ]);
  });

  it('a file of 50 MB, without reading it', () => {
    const folder = folderOf({ 'big.txt': '' });
    truncateSync(`${folder}/big.txt`, 50 * 1024 * 1024);
    expect(problemsOf(folder)).toEqual([
      'big.txt: is larger than 10 MB (50 MB); split it into several files',
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('a file that may not be read', () => {
    const folder = folderOf({ 'a.md': 'A.' });
    chmodSync(`${folder}/a.md`, 0o000);
    expect(problemsOf(folder)).toEqual(['a.md: may not be read; change its permissions']);
  });

  it('a link that leads nowhere', () => {
    const folder = folderOf({});
    symlinkSync(`${folder}/gone`, `${folder}/a.md`);
    expect(problemsOf(folder)).toEqual(['a.md: does not exist']);
  });

  it('a file that would be read under another name, as a warning', () => {
    const folder = folderOf({
      'a.md': 'A.',
      'B.TXT': 'B.',
      'c.markdown': 'C.',
      'd.html': '<p>D.</p>',
      'a.questions.yml': '',
      'notes.pdf': '',
      '.hidden.TXT': '',
    });
    const result = loadCorpus(folder);
    expect(
      result.kind === 'corpus' &&
        result.warnings.map(({ file, message }) => [file.slice(folder.length + 1), message]),
    ).toEqual([
      ['B.TXT', 'is not read: rename it so that it ends in .md, .txt or .questions.yaml'],
      ['a.questions.yml', 'is not read: rename it so that it ends in .md, .txt or .questions.yaml'],
      ['c.markdown', 'is not read: rename it so that it ends in .md, .txt or .questions.yaml'],
      ['d.html', 'is not read: import it with `verbatim add`'],
    ]);
  });

  it('questions without their document, as a warning', () => {
    const folder = folderOf({ 'a.md': 'A.', 'b.questions.yaml': 'document: b\nsentences: []\n' });
    expect(loadCorpus(folder)).toMatchObject({
      kind: 'corpus',
      warnings: [{ message: 'belongs to no document: there is no b.md or b.txt; rename or remove it' }],
    });
  });
});
