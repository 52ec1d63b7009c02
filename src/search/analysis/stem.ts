import snowball from 'snowball-stemmers';
import { IRREGULAR_FORMS, NUMBER_WORDS, SPELLING_VARIANTS } from '../data/spelling.ts';
import { SUFFIXES } from '../data/suffixes.ts';

/** BCP 47 primary tag → Snowball algorithm. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  en: 'english',
  it: 'italian',
  fr: 'french',
  de: 'german',
  es: 'spanish',
  ru: 'russian',
  tr: 'turkish',
  pt: 'portuguese',
  nl: 'dutch',
  sv: 'swedish',
  ro: 'romanian',
};

/** Letters that a light stem keeps at least. */
const SHORTEST_STEM = 3;
/** Words remembered a language: a bound on memory, not on vocabulary. */
const REMEMBERED_WORDS = 200_000;

const stemmers = new Map<string, (word: string) => string>();

/** The form that a folded word and its inflections share; the word itself where the language is not known. */
export function stem(word: string, language: string): string {
  let stemmer = stemmers.get(language);
  if (!stemmer) {
    stemmer = remembering(stemmerFor(language));
    stemmers.set(language, stemmer);
  }
  return stemmer(word);
}

function stemmerFor(language: string): (word: string) => string {
  const numbers = NUMBER_WORDS[language];
  const inflection = inflectionStemmer(language);
  return (word) => {
    if (/\p{N}/u.test(word)) return stemNumber(word);
    return numbers?.get(word) ?? inflection(word);
  };
}

function inflectionStemmer(language: string): (word: string) => string {
  const suffixes = SUFFIXES[language];
  if (suffixes) return (word) => stripSuffix(word, suffixes);
  const algorithm = ALGORITHMS[language];
  if (!algorithm) return (word) => word;
  const stemmer = snowball.newStemmer(algorithm);
  if (language !== 'en') return (word) => stemmer.stem(word);
  return (word) => stemmer.stem(americanSpelling(IRREGULAR_FORMS.get(word) ?? word));
}

function americanSpelling(word: string): string {
  if (word.length < 6) return word;
  for (const [ending, replacement] of SPELLING_VARIANTS) {
    if (ending.test(word)) return word.replace(ending, replacement);
  }
  return word;
}

/** "1970s" → "1970", "5th" → "5". */
function stemNumber(word: string): string {
  return word.replace(/^(\p{N}+)(?:s|st|nd|rd|th)$/u, '$1');
}

function stripSuffix(word: string, suffixes: readonly string[]): string {
  for (const suffix of suffixes)
    if (word.length - suffix.length >= SHORTEST_STEM && word.endsWith(suffix))
      return word.slice(0, -suffix.length);
  return word;
}

/** Snowball takes microseconds a word; texts repeat their words. Results do not depend on what is remembered. */
function remembering(stemmer: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    let result = known.get(word);
    if (result === undefined) {
      result = stemmer(word);
      if (known.size >= REMEMBERED_WORDS) known.clear();
      known.set(word, result);
    }
    return result;
  };
}
