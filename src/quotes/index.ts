import type { Corpus, Document, Sentence } from '../corpus/types.ts';
import { foldWords } from './fold.ts';

/**
 * The corpus as one stream of folded words with the places of each word: what a quotation is aligned with.
 * Word positions run over all documents in order; everything is in typed arrays, about 24 bytes a word.
 */
export interface QuoteIndex {
  readonly corpus: Corpus;
  readonly documents: ReadonlyMap<string, Document>;
  /** Folded word → word number. */
  readonly vocabulary: ReadonlyMap<string, number>;
  /** Word number → folded word. */
  readonly forms: readonly string[];
  /** Word position → word number. */
  readonly words: Uint32Array;
  /** Word position → offset of its first character and past its last in the document's text. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** Sentence number (place in `corpus.sentences`) → its first word position; one more entry than sentences. */
  readonly sentenceWords: Uint32Array;
  /** Word position → number of its sentence. */
  readonly sentences: Uint32Array;
  /** Word number → where its positions begin in `positions`; one more entry than words. */
  readonly postings: Uint32Array;
  /** Word positions, by word number, ascending. */
  readonly positions: Uint32Array;
}

/** Builds the index. Linear in the corpus; about a second for 100,000 sentences, so build it once a corpus. */
export function buildQuoteIndex(corpus: Corpus): QuoteIndex {
  const documents = new Map(corpus.documents.map((document) => [document.id, document]));
  const vocabulary = new Map<string, number>();
  const forms: string[] = [];
  const words: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const sentenceWords = new Uint32Array(corpus.sentences.length + 1);
  for (const [place, sentence] of corpus.sentences.entries()) {
    sentenceWords[place] = words.length;
    const text = documents.get(sentence.document)!.text.slice(sentence.start, sentence.end);
    for (const word of foldWords(text)) {
      let number = vocabulary.get(word.form);
      if (number === undefined) {
        number = forms.length;
        vocabulary.set(word.form, number);
        forms.push(word.form);
      }
      words.push(number);
      starts.push(sentence.start + word.start);
      ends.push(sentence.start + word.end);
    }
  }
  sentenceWords[corpus.sentences.length] = words.length;
  const stream = Uint32Array.from(words);
  return {
    corpus,
    documents,
    vocabulary,
    forms,
    words: stream,
    starts: Uint32Array.from(starts),
    ends: Uint32Array.from(ends),
    sentenceWords,
    sentences: sentencesOf(sentenceWords),
    ...postingsOf(stream, forms.length),
  };
}

/** Number of a folded word, or −1 where the corpus does not have it. */
export function wordNumber(index: QuoteIndex, form: string): number {
  return index.vocabulary.get(form) ?? -1;
}

/** How often a word stands in the corpus. */
export function occurrences(index: QuoteIndex, word: number): number {
  return word < 0 ? 0 : index.postings[word + 1]! - index.postings[word]!;
}

/** Number of the sentence that a word position lies in. */
export function sentenceAt(index: QuoteIndex, position: number): number {
  return index.sentences[position]!;
}

/** The sentence of a number. */
export function sentenceOf(index: QuoteIndex, number: number): Sentence {
  return index.corpus.sentences[number]!;
}

function sentencesOf(sentenceWords: Uint32Array): Uint32Array {
  const sentences = new Uint32Array(sentenceWords.at(-1)!);
  for (let number = 0; number + 1 < sentenceWords.length; number++)
    sentences.fill(number, sentenceWords[number], sentenceWords[number + 1]);
  return sentences;
}

function postingsOf(words: Uint32Array, count: number): Pick<QuoteIndex, 'postings' | 'positions'> {
  const postings = new Uint32Array(count + 1);
  for (const word of words) postings[word + 1]!++;
  for (let word = 0; word < count; word++) postings[word + 1]! += postings[word]!;
  const next = postings.slice();
  const positions = new Uint32Array(words.length);
  for (let position = 0; position < words.length; position++) positions[next[words[position]!]!++] = position;
  return { postings, positions };
}
