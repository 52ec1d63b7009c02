import { readCorpus } from '../../src/corpus/corpus.ts';
import { type DocumentResult, readDocument } from '../../src/corpus/document.ts';
import type { Corpus, Document, Sentence } from '../../src/corpus/types.ts';

/** A document read from a file's text; fails the test where there is none. */
export function documentOf(
  text: string,
  name = 'a.md',
): { document: Document; sentences: readonly Sentence[]; texts: string[] } {
  const result: DocumentResult = readDocument(name, name, text);
  if (result.kind === 'problems') throw new Error(result.problems[0]!.message);
  const { document, sentences } = result;
  return { document, sentences, texts: sentences.map(({ start, end }) => document.text.slice(start, end)) };
}

/** A corpus of these files; fails the test where there is none. */
export function corpusOf(files: Readonly<Record<string, string>>): Corpus {
  const entries = Object.entries(files).map(([name, text]) => ({
    kind: 'file' as const,
    file: name,
    name,
    bytes: new TextEncoder().encode(text),
  }));
  const result = readCorpus(entries, { place: 'test', total: entries.length });
  if (result.kind === 'problems') throw new Error(result.problems[0]!.message);
  return result.corpus;
}
