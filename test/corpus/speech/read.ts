import { readDocument } from '../../../src/corpus/document.ts';
import { annotateSpeech } from '../../../src/corpus/speech/index.ts';
import type { Document, Sentence } from '../../../src/corpus/types.ts';

/** Reads a text as a corpus file and annotates it. */
export function read(
  text: string,
  language = 'en',
): { document: Document; plain: readonly Sentence[]; sentences: Sentence[] } {
  const result = readDocument('text.md', 'text.md', `---\nlanguage: ${language}\n---\n${text}`);
  if (result.kind !== 'document') throw new Error(JSON.stringify(result));
  return {
    document: result.document,
    plain: result.sentences,
    sentences: annotateSpeech(result.document, result.sentences),
  };
}

/** One line a sentence: `voice: speaker + others`, with "nobody" for null. */
export function summary(text: string, language = 'en'): string[] {
  return read(text, language).sentences.map(
    ({ voice, speaker, alsoSpeakers = [] }) =>
      `${voice}: ${[speaker ?? 'nobody', ...alsoSpeakers].join(' + ')}`,
  );
}
