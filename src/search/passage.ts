import { passageId } from '../corpus/permalink.ts';
import type { Sentence } from '../corpus/types.ts';
import type { SearchIndex } from './build.ts';
import type { Passage } from './types.ts';

/** The passage of a sentence, with a score and a confidence. */
export function toPassage(index: SearchIndex, sentence: Sentence, score = 0, confidence = 0): Passage {
  const document = index.documents.get(sentence.document)!;
  const { heading: _, ...rest } = sentence;
  return {
    id: passageId(document, sentence),
    ...rest,
    text: document.text.slice(sentence.start, sentence.end),
    score,
    confidence,
  };
}
