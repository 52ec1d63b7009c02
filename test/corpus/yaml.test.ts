import { describe, expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { readGaps } from '../../src/corpus/teach.ts';

const LAUGHS = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  'b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]',
  'c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]',
  'd: [*c, *c, *c, *c, *c, *c, *c, *c, *c]',
].join('\n');

/** The problems of a corpus of these files. */
function problemsOf(files: Readonly<Record<string, string>>): string[] {
  const entries = Object.entries(files).map(([file, text]) => ({
    kind: 'file' as const,
    file,
    name: file,
    bytes: Buffer.from(text, 'utf8'),
  }));
  const read = readCorpus(entries, { place: 'test', total: entries.length });
  return read.kind === 'problems' ? read.problems.map(({ message }) => message) : [];
}

describe('aliases in YAML are a problem with a name, not a crash', () => {
  test.each([
    ['that lead nowhere', 'title: *x'],
    ['that stand for more than fits', LAUGHS],
  ])('%s, in front matter', (_, yaml) => {
    expect(problemsOf({ 'a.md': `---\n${yaml}\n---\nThe harbour closes.\n` })).toEqual([
      expect.stringContaining('the front matter is not YAML'),
    ]);
  });

  test('in expansions', () => {
    const files = { 'a.md': 'The harbour closes.\n', 'a.questions.yaml': 'document: *x\nsentences: []\n' };
    expect(problemsOf(files)).toEqual([expect.stringContaining('is not YAML')]);
  });

  test('in gaps', () => {
    expect(readGaps('gaps.yaml', '- question: *x\n')).toMatchObject({
      kind: 'problems',
      problems: [{ message: expect.stringContaining('is not YAML') }],
    });
  });
});
