import { detectLanguage } from './analysis/language.ts';
import { stem } from './analysis/stem.ts';
import { type Token, tokenize } from './analysis/tokenize.ts';
import {
  type AnswerType,
  FOCUS_TYPES,
  NEGATIONS,
  QUESTION_WORDS,
  SPEECH_WORDS,
} from './data/answer-types.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';

/** A content word of a question. */
export interface QuestionTerm {
  readonly stem: string;
  /** Folded, as written (or as repaired). */
  readonly word: string;
  /** As written, to name it to the reader. */
  readonly surface: string;
  /** Place among all words of the question. */
  readonly at: number;
  readonly name: boolean;
  readonly number: boolean;
}

/** A question taken apart. */
export interface Question {
  readonly text: string;
  readonly language: string;
  readonly tokens: readonly Token[];
  /** Content words, each stem once. */
  readonly terms: readonly QuestionTerm[];
  readonly type: AnswerType;
  /** Stem of the noun after "what" or "which", where it names a kind of thing; null elsewhere. */
  readonly focus: string | null;
  /** Asks for somebody's words or opinion. */
  readonly aboutSpeech: boolean;
  readonly negated: boolean;
}

/** Words of a long question that are looked at: enough for any real one, and a bound on time. */
const MAX_WORDS = 400;

/**
 * Takes a question apart. `repair` gives the word meant for a misspelt one, or null; `isName` tells which stems
 * the corpus writes with a capital, because many people type questions in lower case.
 */
export function parseQuestion(
  text: string,
  fallbackLanguage: string,
  repair: (token: Token, language: string) => string | null,
  isName: (stem: string) => boolean,
): Question {
  const language = detectLanguage(text, fallbackLanguage);
  const functionWords = FUNCTION_WORDS[language] ?? FUNCTION_WORDS.en!;
  const all = tokenize(text, language).slice(0, MAX_WORDS);
  const tokens = all.map((token) => {
    if (functionWords.has(token.word) || token.digits) return token;
    const repaired = repair(token, language);
    return repaired === null ? token : { ...token, word: repaired };
  });
  const shouting = tokens.length > 2 && tokens.every((t) => t.acronym || t.digits || t.end - t.start === 1);
  const isFunctionWord = (t: Token) => functionWords.has(t.word) && (!t.acronym || shouting);
  const { type, focus, typed } = questionType(tokens, language, isFunctionWord);
  const terms = new Map<string, QuestionTerm>();
  tokens.forEach((token, at) => {
    if (isFunctionWord(token) || at === typed) return;
    const form = stem(token.word, language);
    if (terms.has(form)) return;
    const name = !shouting && ((token.capital && at > 0) || token.acronym || isName(form));
    terms.set(form, {
      stem: form,
      word: token.word,
      surface: text.slice(token.start, token.end),
      at,
      name,
      number: token.digits || /^\d+$/.test(form),
    });
  });
  return {
    text,
    language,
    tokens,
    terms: [...terms.values()],
    type,
    focus,
    aboutSpeech: [...terms.keys()].some((t) => SPEECH_WORDS.has(t)),
    negated: tokens.some((t) => NEGATIONS.has(t.word)),
  };
}

/** What the question wants, from its first question word; `typed` is the place of a noun that only says so ("which year"). */
function questionType(
  tokens: readonly Token[],
  language: string,
  isFunctionWord: (token: Token) => boolean,
): { type: AnswerType; focus: string | null; typed: number } {
  const known = QUESTION_WORDS[language] ?? QUESTION_WORDS.en!;
  for (let i = 0; i < tokens.length; i++) {
    const two = `${tokens[i]!.word} ${tokens[i + 1]?.word ?? ''}`;
    const entry =
      known.find(([words]) => words === two) ?? known.find(([words]) => words === tokens[i]!.word);
    if (entry) return { type: entry[1], focus: null, typed: -1 };
    if (language !== 'en' || (tokens[i]!.word !== 'what' && tokens[i]!.word !== 'which')) continue;
    let at = i + 1;
    while (
      at < tokens.length &&
      isFunctionWord(tokens[at]!) &&
      /^(is|was|were|are|the|a|an|kind|type)$/.test(tokens[at]!.word)
    )
      at++;
    let last = at;
    while (last + 1 < tokens.length && at === i + 1 && !isFunctionWord(tokens[last + 1]!) && last - at < 2)
      last++;
    // "Which security measures is she …": the noun phrase ends before a function word; without one take its first word.
    const closed = at === i + 1 && last + 1 < tokens.length && isFunctionWord(tokens[last + 1]!);
    const noun = tokens[closed ? last : at];
    if (!noun || isFunctionWord(noun)) return { type: 'thing', focus: null, typed: -1 };
    const type = FOCUS_TYPES.get(noun.word);
    if (type) return { type, focus: null, typed: closed ? last : at };
    return { type: 'thing', focus: stem(noun.word, language), typed: -1 };
  }
  return { type: 'thing', focus: null, typed: -1 };
}
