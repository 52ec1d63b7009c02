import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSentences } from '../src/corpus/document.ts';
import { hashText } from '../src/corpus/hash.ts';
import type { Corpus, Document, Sentence } from '../src/corpus/types.ts';
import { parseQuestionSet } from '../src/search/eval/run.ts';

/** A question with the places (in `corpus.sentences`) of the sentences that answer it. */
export interface BenchQuestion {
  readonly question: string;
  readonly answers: ReadonlySet<number>;
}

export interface BenchSet {
  readonly corpus: Corpus;
  readonly texts: readonly string[];
  readonly questions: readonly BenchQuestion[];
}

/** Sentences a synthetic document has. */
const SYNTHETIC_DOCUMENT = 20;
/** Share of words in a synthetic sentence that are invented ones. */
const INVENTED = 0.08;
/** Invented words a sentence of the corpus, at most: vocabulary grows with size, as names make it do in real text. */
const INVENTED_A_SENTENCE = 0.5;
/** What is asked about where no question file is given. */
const OWN_FILES = ['news.jsonl', 'article-en.jsonl'].map((name) =>
  join(import.meta.dirname, 'questions', name),
);

/** Numbers from 0 to 1 from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A corpus of `size` sentences with questions whose answers stand in it: whole documents of the question files while
 * they last, then made-up sentences that follow the same words' frequencies and neighbourhoods (a bigram chain,
 * seeded) with invented words among them, so that common words are as common, and rare ones as rare, as in a real
 * corpus of that size. Questions that the files lack are made up of a made-up sentence's longer words.
 */
export function benchSet(files: readonly string[], size: number, most: number, seed = 7): BenchSet {
  const documents: Document[] = [];
  const sentences: Sentence[] = [];
  const questions: BenchQuestion[] = [];
  const given = files.length > 0 ? files : OWN_FILES;
  for (const line of given.flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))) {
    if (sentences.length >= size) break;
    const parsed = parseQuestionSet(line);
    if (parsed.kind === 'problem') throw new Error(parsed.message);
    const { text, questions: asked } = parsed.set;
    const id = `d${documents.length}`;
    const own = readSentences(text, { document: id, language: 'en', format: 'text' });
    if (sentences.length + own.length > size && sentences.length > 0) continue;
    const first = sentences.length;
    documents.push(documentOf(id, text));
    sentences.push(...own);
    for (const { question, answers } of asked) {
      const places = own.flatMap((one, at) =>
        answers.some(([start]) => start === one.start) ? [first + at] : [],
      );
      if (places.length > 0) questions.push({ question, answers: new Set(places) });
    }
  }
  const random = randomFrom(seed);
  const real = sentences.map(({ document, start, end }) =>
    documents[Number(document.slice(1))]!.text.slice(start, end),
  );
  addSynthetic(documents, sentences, chainOf(real), size, random);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const texts = sentences.map(({ document, start, end }) => byId.get(document)!.text.slice(start, end));
  const asked = questions.length <= most ? questions : sample(questions, most, random);
  if (real.length < size)
    while (asked.length < most) {
      const place = real.length + Math.floor(random() * (size - real.length));
      asked.push({ question: questionAbout(texts[place]!), answers: new Set([place]) });
    }
  const version = hashText(documents.map(({ hash }) => hash).join());
  return {
    corpus: { documents, sentences, expansions: [], knownSilences: [], version },
    texts,
    questions: asked,
  };
}

function documentOf(id: string, text: string): Document {
  return { id, title: id, text, language: 'en', hash: hashText(text) };
}

type Chain = ReadonlyMap<string, readonly string[]>;
const START = '';

/** Word → the words that follow it, as often as they do; `START` → the words that open a sentence. */
function chainOf(texts: readonly string[]): Chain {
  const chain = new Map<string, string[]>();
  const add = (from: string, to: string) => {
    const list = chain.get(from);
    if (list) list.push(to);
    else chain.set(from, [to]);
  };
  for (const text of texts) {
    const words = text.split(/\s+/);
    for (const [at, word] of words.entries()) add(at === 0 ? START : words[at - 1]!, word);
  }
  return chain;
}

function addSynthetic(
  documents: Document[],
  sentences: Sentence[],
  chain: Chain,
  size: number,
  random: () => number,
): void {
  while (sentences.length < size) {
    const id = `d${documents.length}`;
    const spans: { start: number; end: number }[] = [];
    let text = '';
    for (let i = 0; i < SYNTHETIC_DOCUMENT && sentences.length + spans.length < size; i++) {
      const start = text.length;
      const words: string[] = [];
      const length = 8 + Math.floor(random() * 30);
      for (let word = START; words.length < length; ) {
        const next = chain.get(word) ?? chain.get(START)!;
        word = next[Math.floor(random() * next.length)]!;
        words.push(random() < INVENTED ? inventedWord(size, random) : word);
      }
      text += `${words.join(' ')}. `;
      spans.push({ start, end: text.length - 1 });
    }
    documents.push(documentOf(id, text));
    for (const [at, span] of spans.entries())
      sentences.push({
        document: id,
        ordinal: at + 1,
        paragraph: 1,
        ...span,
        voice: 'narrator',
        speaker: null,
      });
  }
}

const SYLLABLES = [
  'ba',
  'den',
  'fo',
  'gar',
  'hil',
  'jo',
  'kan',
  'lem',
  'mi',
  'nor',
  'pel',
  'quo',
  'ras',
  'sil',
  'tu',
  'vex',
];

/** A word by Zipf's law: its rank is drawn evenly on a logarithmic scale. */
function inventedWord(size: number, random: () => number): string {
  const vocabulary = Math.max(10, INVENTED_A_SENTENCE * size);
  let rank = Math.floor(vocabulary ** random());
  let word = '';
  do {
    word += SYLLABLES[rank % SYLLABLES.length]!;
    rank = Math.floor(rank / SYLLABLES.length);
  } while (rank > 0);
  return word;
}

/** Some of a sentence's longer words, asked about. */
function questionAbout(text: string): string {
  const words = text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= 4);
  const some = words.filter((_, at) => at % Math.max(1, Math.floor(words.length / 5)) === 0).slice(0, 5);
  return `What is said about ${some.join(' ')}?`;
}

function sample<T>(values: readonly T[], count: number, random: () => number): T[] {
  const pool = [...values];
  return Array.from({ length: count }, () => pool.splice(Math.floor(random() * pool.length), 1)[0]!);
}
