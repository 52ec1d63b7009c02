import { expect, test } from 'vitest';
import { readCorpus } from '../../src/corpus/corpus.ts';

function sentencesOf(text: string, name = 'a.md') {
  const file = { kind: 'file' as const, file: name, name, bytes: Buffer.from(text, 'utf8') };
  const read = readCorpus([file], { place: 'test', total: 1 });
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  const [document] = read.corpus.documents;
  return read.corpus.sentences.map(({ start, end }) => document!.text.slice(start, end));
}

// Each of these took longer than anybody waits, though it is short.
test('a text that ends in a dash and one long word is read at once', () => {
  const end = `—A${'a'.repeat(94)}1`;
  expect(sentencesOf(`What now? ${end}`)).toEqual(['What now?', end]);
});

test('a name after a dash still signs what stands before it', () => {
  expect(sentencesOf('“Nobody wants it.” — Ada Lindqvist, harbour master')).toHaveLength(1);
});

test('a code block with very many empty lines is read at once, without its fence', () => {
  const text = `Before.\n\n\`\`\`\nInside.${'\n'.repeat(30_000)}\`\`\`\n\nAfter.\n`;
  expect(sentencesOf(text)).toEqual(['Before.', 'Inside.', 'After.']);
});
