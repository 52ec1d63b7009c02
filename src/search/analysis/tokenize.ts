import { fold } from './fold.ts';

/** A word of a text. */
export interface Token {
  readonly start: number;
  readonly end: number;
  /** Folded, without possessive or elided article: what is compared. */
  readonly word: string;
  /** Begins with a capital letter. */
  readonly capital: boolean;
  /** Capitals only, two letters or more: an acronym, where the text around is not in capitals. */
  readonly acronym: boolean;
  /** Has a digit. */
  readonly digits: boolean;
}

/** A dotted abbreviation (U.S.), a number (5,000.50), a word with inner apostrophes. */
const WORD = /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,]\p{N}+)*\p{L}*|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const APOSTROPHE = /['’ʼ]/;
/** Longest elided article or pronoun before an apostrophe: "dell’", "qu’", "lorsqu’". */
const ELISION_LENGTH = 6;

/** The words of a text, in order, with UTF-16 offsets into it. Scripts without spaces are cut by `Intl.Segmenter`. */
export function tokenize(text: string, language: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const start = match.index;
    if (UNSPACED.test(raw)) segmentUnspaced(raw, start, language, tokens);
    else pushWord(raw, start, language, tokens);
  }
  return tokens;
}

function pushWord(raw: string, start: number, language: string, tokens: Token[]): void {
  const dotted = raw.includes('.') && !/\p{N}/u.test(raw);
  const first = raw.charAt(0);
  const capital = first !== first.toLowerCase();
  const digits = /\p{N}/u.test(raw);
  const core = dotted ? raw.replaceAll('.', '') : coreOf(raw, language);
  const word = digits ? fold(core.replace(/[.,](?=\p{N}{3}(?!\p{N}))/gu, '')) : fold(core);
  if (!word) return;
  const acronym =
    core.length >= 2 && core.length <= 6 && core === core.toUpperCase() && core !== core.toLowerCase();
  tokens.push({
    start,
    end: start + raw.length,
    word: acronym ? acronymForm(word) : word,
    capital,
    acronym,
    digits,
  });
}

/** The word without what an apostrophe joins to it, as each language uses it. */
function coreOf(raw: string, language: string): string {
  const at = raw.search(APOSTROPHE);
  if (at < 0) return raw;
  if (language === 'tr') return raw.slice(0, at);
  if ((language === 'it' || language === 'fr') && at <= ELISION_LENGTH)
    return raw.slice(at + 1) || raw.slice(0, at);
  return raw.replace(/['’ʼ]s$/i, '').replace(/(?<=s)['’ʼ]$/i, '');
}

/** "US" is no pronoun: acronyms that fold to a common word get a form of their own. */
function acronymForm(word: string): string {
  return word === 'us' ? 'usa' : word;
}

function segmentUnspaced(raw: string, start: number, language: string, tokens: Token[]): void {
  for (const { segment, index, isWordLike } of segmenterFor(language).segment(raw)) {
    if (!isWordLike) continue;
    const at = start + index;
    const digits = /\p{N}/u.test(segment);
    tokens.push({
      start: at,
      end: at + segment.length,
      word: fold(segment),
      capital: false,
      acronym: false,
      digits,
    });
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language);
  if (!segmenter) {
    segmenter = new Intl.Segmenter(/^(th|zh|ja|lo|km|my)/.test(language) ? language : 'und', {
      granularity: 'word',
    });
    segmenters.set(language, segmenter);
  }
  return segmenter;
}
