import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

describe('sentences', () => {
  it('gives every sentence as JSON, each the slice of its text', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stdout } = await runWith(['sentences', '--json', '--corpus', corpus]);
    const sentences = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect(sentences.map((s: { id: string }) => s.id.replace(/@.*/, ''))).toEqual([
      'bakery#1',
      'bakery#2',
      'lighthouse#1',
      'lighthouse#2',
      'lighthouse#3',
      'lighthouse#4',
    ]);
    const bakery = readFileSync(`${corpus}/bakery.txt`, 'utf8');
    for (const { document, start, end, text } of sentences)
      if (document === 'bakery') expect(text).toBe(bakery.slice(start, end));
    expect(Object.keys(sentences[0])).toEqual(
      expect.arrayContaining([
        'id',
        'document',
        'ordinal',
        'paragraph',
        'start',
        'end',
        'voice',
        'speaker',
        'text',
      ]),
    );
  });

  it('gives one document alone, a sentence a block', async () => {
    const args = ['sentences', '--source', 'bakery', '--corpus', folderOf(TWO_DOCUMENTS)];
    const { exit, stdout } = await runWith(args);
    expect(exit).toBe(0);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^bakery#1@[0-9a-f]+ · paragraph 1, 0–45 · narrator$/),
      '  The bakery in Mill Lane opens before sunrise.',
      expect.stringMatching(/^bakery#2@[0-9a-f]+ · paragraph \d, 46–81 · narrator$/),
      '  Its rye bread won a prize in Leeds.',
      '',
    ]);
  });

  it('names the nearest source where there is none of the name', async () => {
    const args = ['sentences', '--source', 'baker', '--corpus', folderOf(TWO_DOCUMENTS)];
    const { exit, stderr } = await runWith(args);
    expect({ exit, stderr }).toEqual({
      exit: 2,
      stderr: 'verbatim: there is no source "baker"; the nearest is "bakery"\n',
    });
  });
});
