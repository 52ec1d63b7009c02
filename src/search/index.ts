import MiniSearch from 'minisearch';
import { HASH_DIGITS, hashText } from '../corpus/hash.ts';
import type { Corpus, Document, Sentence } from '../corpus/types.ts';
import type { Answer, AskOptions, Passage } from './types.ts';

/** A corpus made searchable. Immutable; a reload builds a new one. */
export interface SearchIndex {
  readonly corpus: Corpus;
  readonly documents: ReadonlyMap<string, Document>;
  readonly engine: MiniSearch<{ id: number; text: string }>;
}

// Interim search: plain MiniSearch. Replaced by the real one.
export function buildIndex(corpus: Corpus): SearchIndex {
  const documents = new Map(corpus.documents.map((d) => [d.id, d]));
  const engine = new MiniSearch<{ id: number; text: string }>({ fields: ['text'] });
  engine.addAll(
    corpus.sentences.map((s, id) => ({ id, text: documents.get(s.document)!.text.slice(s.start, s.end) })),
  );
  return { corpus, documents, engine };
}

/** The passage of a sentence, with a score and a confidence. */
export function toPassage(index: SearchIndex, sentence: Sentence, score = 0, confidence = 0): Passage {
  const text = index.documents.get(sentence.document)!.text.slice(sentence.start, sentence.end);
  const { heading: _, ...rest } = sentence;
  return {
    id: `${sentence.document}#${sentence.ordinal}@${hashText(text).slice(0, HASH_DIGITS)}`,
    ...rest,
    text,
    score,
    confidence,
  };
}

/** Answers a question from the corpus, or says that it is silent. Pure: same index and question, same answer. */
export function answer(index: SearchIndex, question: string, options: AskOptions = {}): Answer {
  const { limit = 3, source } = options;
  if (!question.trim()) return { kind: 'invalid', question, problem: 'empty question' };
  const hits = index.engine
    .search(question)
    .map((h) => ({ sentence: index.corpus.sentences[h.id as number]!, score: h.score }))
    .filter((h) => !source || h.sentence.document === source)
    .slice(0, limit);
  const passages = hits.map((h) => toPassage(index, h.sentence, h.score, 0.5));
  if (passages.length === 0)
    return { kind: 'silent', question, missing: [], nearest: [], mayBear: false, confidence: 0 };
  return { kind: 'answered', question, passages, carried: 1, confidence: 0.5 };
}

/** Completions of a half-typed question: wordings from the corpus, best first. */
export function suggest(_index: SearchIndex, _text: string, _limit: number): string[] {
  return [];
}
