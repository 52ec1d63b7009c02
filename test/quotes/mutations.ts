import type { Corpus } from '../../src/corpus/types.ts';
import { TURNING_PHRASES, TURNING_WORDS } from '../../src/quotes/data/turning-words.ts';
import type { QuoteFinding } from '../../src/quotes/types.ts';

/** A message with one quotation in it, and what checking that quotation must say. */
export interface Mutation {
  readonly how: string;
  readonly message: string;
  readonly expected: QuoteFinding['kind'];
}

/** Ways in which a message quotes, and in which it says whose words they are. */
const FRAMES: readonly ((words: string) => string)[] = [
  (words) => `They keep posting “${words}” here.`,
  (words) => `"${words}"`,
  (words) => `look at this: «${words}»`,
  (words) => `„${words}“, and so on`,
  (words) => `> ${words}`,
  (words) => `and then “${words}`,
];
const ATTRIBUTIONS: readonly ((name: string, words: string) => string)[] = [
  (name, words) => `${name} said: “${words}”`,
  (name, words) => `${name}: "${words}"`,
  (name, words) => `“${words}” — ${name}`,
  (name, words) => `According to ${name}, “${words}”`,
  (name, words) => `“${words},” said ${name}.`,
  (name, words) => `“${words},” ${name} told reporters.`,
  (name, words) => `Yesterday ${name} insisted that “${words}”`,
];
const ELLIPSES = ['…', '...', '[…]', '[...]', '(…)'];

/** Sentences that no text here has, for quotations that stand nowhere. */
export const INVENTED = [
  'The weather over the lagoon will be sunny tomorrow',
  'We shall never surrender a single football to them',
  'Prices of bread rose by four percent in spring',
  'Nobody knows where the money for pensions went',
  'Die Katze schläft auf dem warmen Ofen',
  'The committee on fisheries adjourned after lunch in a hurry',
];

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

/** Draws for one mutation before its kind is passed over. */
const ATTEMPTS = 200;

function turningIn(corpus: Corpus, id: string) {
  const language = corpus.documents.find((document) => document.id === id)!.language.split('-')[0]!;
  return {
    turning: new Set(TURNING_WORDS[language] ?? TURNING_WORDS.en),
    phrases: TURNING_PHRASES[language] ?? TURNING_PHRASES.en!,
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
      const words = text
        .slice(sentence.start, sentence.end)
        .replace(/[“”"«»]/g, '')
        .split(/\s+/);
      return { ...sentence, words, ...turningIn(corpus, sentence.document) };
    })
    .filter(({ words }) => words.length >= 8);
  // A text may also give words to "the same study"; a message names people and bodies.
  const speakers = [
    ...new Set(sentences.flatMap(({ speaker }) => (speaker && /^\p{Lu}/u.test(speaker) ? [speaker] : []))),
  ];
  const vocabulary = [
    ...new Set(sentences.flatMap(({ words }) => words.filter((word) => /^\p{Ll}{5,}$/u.test(word)))),
  ];

  /** Five words or more in a row of a sentence. */
  const excerpt = ({ words }: { words: readonly string[] }): string[] => {
    const length = 5 + Math.floor(random() * (words.length - 5));
    const from = Math.floor(random() * (words.length - length + 1));
    return words.slice(from, from + length);
  };
  const bare = (word: string) =>
    word
      .toLowerCase()
      .replace(/’/g, "'")
      .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const quote = (words: readonly string[]) => pick(FRAMES)(words.join(' '));
  /** A message that gives words to somebody, by the full name or the last. */
  const give = (name: string, words: readonly string[]) =>
    pick(ATTRIBUTIONS)(random() < 0.5 ? name : name.split(' ').at(-1)!, words.join(' '));

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
    'first or last word swapped': () => {
      const words = excerpt(pick(sentences));
      const place = random() < 0.5 ? 0 : words.length - 1;
      const other = pick(vocabulary);
      if (bare(words[place]!) === '' || bare(other) === bare(words[place]!)) return undefined;
      return { message: quote(words.with(place, other)), expected: 'altered' };
    },
    'two words swapped': () => {
      const words = excerpt(pick(sentences));
      if (words.length < 8) return undefined;
      const [one, two] = [pick(vocabulary), pick(vocabulary)];
      if (words.includes(one) || words.includes(two)) return undefined;
      return { message: quote(words.with(2, one).with(5, two)), expected: 'altered' };
    },
    'word dropped': () => {
      const words = excerpt(pick(sentences));
      const place = 1 + Math.floor(random() * (words.length - 2));
      if (bare(words[place]!) === '' || bare(words[place - 1]!) === bare(words[place]!)) return undefined;
      return { message: quote(words.toSpliced(place, 1)), expected: 'altered' };
    },
    'negation dropped': () => {
      const sentence = pick(sentences);
      const words = excerpt(sentence);
      const place = words.findIndex(
        (word, at) => at > 0 && at < words.length - 1 && sentence.turning.has(bare(word)),
      );
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
      const length = 4 + Math.floor(random() * 4);
      const words = [...one.words.slice(0, length), ...two.words.slice(-length)];
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
      return { message: give(claimed, excerpt(sentence)), expected: 'other-speaker' };
    },
    'right speaker': () => {
      const sentence = pick(sentences);
      if (!speakers.includes(sentence.speaker ?? '')) return undefined;
      return { message: give(sentence.speaker!, excerpt(sentence)), expected: 'exact' };
    },
    invented: () => ({ message: quote([pick(invented)]), expected: 'absent' }),
    'two sentences': () => {
      const one = pick(sentences);
      const two = sentences.find(
        ({ document, ordinal }) => document === one.document && ordinal === one.ordinal + 1,
      );
      return two && { message: quote([...one.words.slice(-5), ...two.words.slice(0, 5)]), expected: 'exact' };
    },
  };

  function elided(overTurn: boolean): Omit<Mutation, 'how'> | undefined {
    const { words: all, turning, phrases } = pick(sentences);
    const words = excerpt({ words: all });
    if (words.length < 9) return undefined;
    const from = 3;
    const to = words.length - 3;
    const left = words.slice(from, to).map(bare);
    const said = ` ${left.join(' ')} `;
    const turns =
      left.some((word) => turning.has(word)) || phrases.some((phrase) => said.includes(` ${phrase} `));
    if (turns !== overTurn) return undefined;
    return {
      message: quote([...words.slice(0, from), pick(ELLIPSES), ...words.slice(to)]),
      expected: overTurn ? 'altered' : 'exact',
    };
  }

  const kinds = Object.keys(makers);
  const mutations: Mutation[] = [];
  for (let kind = 0, empty = 0; mutations.length < count && empty < kinds.length; kind++) {
    const how = kinds[kind % kinds.length]!;
    let made: Omit<Mutation, 'how'> | undefined;
    for (let attempt = 0; made === undefined && attempt < ATTEMPTS; attempt++) made = makers[how]!();
    // A text may have nothing for a kind (nobody speaks in it, say): then the kind is passed over.
    if (made) mutations.push({ how, ...made });
    empty = made ? 0 : empty + 1;
  }
  return mutations;
}
