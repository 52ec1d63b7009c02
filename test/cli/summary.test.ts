import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

const ordinals = (stdout: string) =>
  JSON.parse(stdout).passages.map((passage: { ordinal: number }) => passage.ordinal);

describe('summary', () => {
  it.each([1, 2, 3, 7, 14])(
    'gives exactly the %i sentences asked for, in source order',
    async (sentences) => {
      const { exit, stdout } = await runWith(['summary', '--sentences', String(sentences), '--json']);
      const found = ordinals(stdout);
      expect(exit).toBe(0);
      expect(found).toHaveLength(sentences);
      expect(found).toEqual([...found].sort((a, b) => a - b));
    },
  );

  it('gives whole sentences of the text, never a heading', async () => {
    const { stdout } = await runWith(['summary', '--json']);
    const source = readFileSync('corpus/article.md', 'utf8');
    for (const { text, id, ordinal } of JSON.parse(stdout).passages) {
      expect(source).toContain(text);
      expect(id).toMatch(/^article#\d+@[0-9a-f]{4,}$/);
      expect(ordinal).toBeGreaterThan(1);
    }
  });

  it('gives all of a text that has no more, and says so', async () => {
    const { exit, stdout } = await runWith(['summary', '--sentences', '50']);
    expect(exit).toBe(0);
    expect(stdout).toContain('The whole text, 15 sentences');
  });

  it('turns to a focus, and fills up where that is not enough', async () => {
    const focused = ['summary', '--focus', 'peacekeeping missions', '--json', '--sentences'];
    expect(ordinals((await runWith([...focused, '1'])).stdout)).toEqual([10]);
    const three = ordinals((await runWith([...focused, '3'])).stdout);
    expect(three).toContain(9);
    expect(three).toContain(10);
    expect(ordinals((await runWith([...focused, '12'])).stdout)).toHaveLength(12);
  });

  it('is silent where nothing bears on the focus, and names the words', async () => {
    const { exit, stdout } = await runWith(['summary', '--focus', 'rainfall in Norway']);
    expect(exit).toBe(3);
    expect(stdout).toContain('Found nowhere: “rainfall”, “Norway”.');
  });

  it('shows for people what share of which version it is, and who speaks', async () => {
    const { stdout } = await runWith(['summary', '--sentences', '3', '--source', 'article']);
    expect(stdout).toMatch(/version [0-9a-f]{12}\n3 of 15 sentences, \d+ % of the text/);
    expect(stdout).toContain('— Giorgia Meloni,');
  });

  it('asks for a source where there are several, and names one', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stderr } = await runWith(['summary', '--corpus', corpus]);
    expect(exit).toBe(2);
    expect(stderr).toBe(
      'verbatim: the corpus has 2 documents; name one as the source, as in: --source bakery\n',
    );
    expect((await runWith(['summary', '--corpus', corpus, '--source', 'bakery'])).exit).toBe(0);
  });

  it.each([
    [['--sentences', '0'], 'whole number'],
    [['--sentences', 'three'], 'whole number'],
    [['--focus', '?!'], '--focus has no word in it'],
    [['--source', 'artcle'], 'article'],
  ])('refuses %j in one line', async (args, reason) => {
    const { exit, stdout, stderr } = await runWith(['summary', ...args]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain(reason);
  });
});
