import type { Corpus } from '../../src/corpus/types.ts';
import { TURNING_WORDS } from '../../src/quotes/data/turning-words.ts';
import type { QuoteFinding } from '../../src/quotes/types.ts';

/** A message with one quotation in it, and what checking that quotation must say. */
export interface Mutation {
  readonly how: string;
  readonly message: string;
  readonly expected: QuoteFinding['kind'];
}

/** A stream of numbers from 0 to 1 from a seed (mulberry32), so that a set can be made again. */
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
 * Quotations of a corpus, changed in ways that people change them: `count` of them, each kind in turn.
 * `invented` are sentences that the corpus does not have, for the quotations that stand nowhere.
 */
export function mutate(corpus: Corpus, count: number, seed: number, invented: readonly string[]): Mutation[] {
  const random = randomFrom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const sentences = corpus.sentences
    .filter((sentence) => !sentence.heading)
    .map((sentence) => {
      const { text } = corpus.documents.find((document) => document.id === sentence.document)!;
      // The marks go, so that the words can be quoted again; the apostrophe stays.
      const words = text.slice(sentence.start, sentence.end).replace(/[“”"]/g, '').split(/\s+/);
      return { ...sentence, words };
    })
    .filter(({ words }) => words.length >= 8);
  const speakers = [...new Set(sentences.flatMap(({ speaker }) => (speaker === null ? [] : [speaker])))];
  const vocabulary = [
    ...new Set(sentences.flatMap(({ words }) => words.filter((word) => /^\p{Ll}{5,}$/u.test(word)))),
  ];

  /** Five words or more in a row of a sentence. */
  const excerpt = ({ words }: { words: readonly string[] }): string[] => {
    const length = 5 + Math.floor(random() * (words.length - 5));
    const from = Math.floor(random() * (words.length - length + 1));
    return words.slice(from, from + length);
  };
  const turning = new Set(TURNING_WORDS.en);
  const bare = (word: string) =>
    word
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const turns = (word: string) => turning.has(bare(word));
  const quote = (words: readonly string[]) => `They keep posting “${words.join(' ')}” here.`;

  const makers: Record<string, () => Omit<Mutation, 'how'> | undefined> = {
    unchanged: () => ({ message: quote(excerpt(pick(sentences))), expected: 'exact' }),
    typography: () => {
      const text = excerpt(pick(sentences))
        .join(' ')
        .replace(/’/g, "'")
        .replace(/—/g, ' - ')
        .replace(/…/g, '...');
      const start = text[0]!;
      return {
        message: `"${(random() < 0.5 ? start.toUpperCase() : start.toLowerCase()) + text.slice(1)}"`,
        expected: 'exact',
      };
    },
    'word swapped': () => {
      const words = excerpt(pick(sentences));
      const place = 1 + Math.floor(random() * (words.length - 2));
      const other = pick(vocabulary);
      if (bare(words[place]!) === '' || bare(other) === bare(words[place]!)) return undefined;
      return { message: quote(words.with(place, other)), expected: 'altered' };
    },
    'negation dropped': () => {
      const words = excerpt(pick(sentences));
      const place = words.findIndex((word, at) => at > 0 && at < words.length - 1 && turns(word));
      return place < 0 ? undefined : { message: quote(words.toSpliced(place, 1)), expected: 'altered' };
    },
    'negation added': () => {
      const words = excerpt(pick(sentences));
      return { message: quote(words.toSpliced(2, 0, 'not')), expected: 'altered' };
    },
    'ellipsis, harmless': () => elided(false),
    'ellipsis over a negation or condition': () => elided(true),
    spliced: () => {
      const [one, two] = [pick(sentences), pick(sentences)];
      if (one.document === two.document && Math.abs(one.ordinal - two.ordinal) < 2) return undefined;
      const words = [...one.words.slice(0, 6), ...two.words.slice(-6)];
      return { message: quote(words), expected: 'spliced' };
    },
    'other speaker': () => {
      const sentence = pick(sentences);
      const claimed = pick(speakers);
      if (
        sentence.speaker === null ||
        claimed === sentence.speaker ||
        sentence.alsoSpeakers?.includes(claimed)
      )
        return undefined;
      return { message: `${claimed} said: “${excerpt(sentence).join(' ')}”`, expected: 'other-speaker' };
    },
    'right speaker': () => {
      const sentence = pick(sentences);
      if (sentence.speaker === null) return undefined;
      return { message: `${sentence.speaker} said: “${excerpt(sentence).join(' ')}”`, expected: 'exact' };
    },
    invented: () => ({ message: `“${pick(invented)}”`, expected: 'absent' }),
  };

  function elided(overTurn: boolean): Omit<Mutation, 'how'> | undefined {
    const words = excerpt(pick(sentences));
    if (words.length < 9) return undefined;
    const from = 3;
    const to = words.length - 3;
    if (words.slice(from, to).some(turns) !== overTurn) return undefined;
    return {
      message: quote([...words.slice(0, from), '…', ...words.slice(to)]),
      expected: overTurn ? 'altered' : 'exact',
    };
  }

  const kinds = Object.keys(makers);
  const mutations: Mutation[] = [];
  for (let i = 0, tries = 0; mutations.length < count && tries < count * 50; tries++) {
    const how = kinds[i % kinds.length]!;
    const made = makers[how]!();
    if (!made) continue;
    mutations.push({ how, ...made });
    i++;
  }
  return mutations;
}
