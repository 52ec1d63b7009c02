import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

const BROKEN = {
  'good.md': 'A text with a sentence in it.\n',
  'binary.txt': Uint8Array.of(0x41, 0x0a, 0xff, 0xfe),
  'front.md': '---\ntitle: [unclosed\n---\nA text.\n',
  'twin.md': 'One text.\n',
  'twin.txt': 'Another text.\n',
  'escape.txt': 'A text that \u001b[2Jclears the screen.\n',
};

describe('check', () => {
  it('counts what a good corpus holds', async () => {
    const { exit, stdout, stderr } = await runWith(['check', folderOf(TWO_DOCUMENTS)]);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: '2 documents, 6 sentences, no problems\n',
      stderr: '',
    });
  });

  it('lists every problem with its file and line, with 1', async () => {
    const { exit, stdout, stderr } = await runWith(['check', folderOf(BROKEN)]);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const problems = stdout.trimEnd().split('\n');
    expect(problems.pop()).toBe('4 problems');
    expect(problems.map((line) => line.replaceAll(/\S*\//g, '')).sort()).toEqual([
      expect.stringMatching(/^binary\.txt:2: .*UTF-8/),
      expect.stringMatching(/^escape\.txt:1: .*U\+001B/),
      expect.stringMatching(/^front\.md:\d: /),
      expect.stringMatching(/^twin\.txt: .*twin/),
    ]);
  });

  it('gives the same as JSON', async () => {
    const { exit, stdout } = await runWith(['check', '--json', folderOf(BROKEN)]);
    expect(exit).toBe(1);
    expect(JSON.parse(stdout).problems).toHaveLength(4);
    const good = await runWith(['check', '--json', folderOf(TWO_DOCUMENTS)]);
    expect(JSON.parse(good.stdout)).toEqual({ documents: 2, sentences: 6, problems: [], warnings: [] });
  });

  it.each([
    ['an empty folder', {}],
    ['a folder of other files', { 'notes.pdf': 'x' }],
    ['an empty text', { 'empty.md': '' }],
  ])('refuses %s in a line', async (_, files) => {
    const { exit, stdout } = await runWith(['check', folderOf(files)]);
    expect(exit).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
  });

  it('says no more than a few problems where a corpus is only read', async () => {
    const files = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`t${i}.txt`, Uint8Array.of(0xff)]));
    const { exit, stdout, stderr } = await runWith(['ask', 'x', '--corpus', folderOf(files)]);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(6);
    expect(stderr).toContain('and 4 more; see them all with: verbatim check ');
  });

  it('shows progress over many files on a terminal, and nothing elsewhere', async () => {
    const files = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`t${i}.txt`, 'A text.\n']));
    const folder = folderOf(files);
    const shown = await runWith(['check', folder], { columns: 80 });
    expect(shown.stderr).toContain('Reading texts');
    expect(shown.stdout).toContain('250 documents');
    expect((await runWith(['check', folder])).stderr).toBe('');
  });
});
