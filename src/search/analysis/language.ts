import { FUNCTION_WORDS } from '../data/function-words.ts';
import { fold } from './fold.ts';

/** Letters that only some languages use. Each found letter counts as a function word would. */
const TELLING_LETTERS: readonly (readonly [string, RegExp])[] = [
  ['uk', /[іїєґ]/giu],
  ['ru', /[ыэъё]/giu],
  ['pl', /[ąęłńśźż]/giu],
  ['tr', /[ğış]/gu],
  ['de', /[ßäöü]/giu],
  ['es', /[ñ¿¡áíóú]/giu],
  ['fr', /[àâçèêëîïôûœ]/giu],
  ['it', /[àèéìòù]/giu],
];
const LETTER_WEIGHT = 0.6;

/** Scripts that only one of the known languages is written in, or whose language does not matter here. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['th', /\p{Script=Thai}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['zh', /\p{Script=Han}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['el', /\p{Script=Greek}/u],
];

/**
 * The language of a short text: BCP 47 tag, or `fallback` where nothing tells.
 *
 * Script first, then counts of function words and of letters that only some languages use; a tie goes to the
 * fallback, then to the order of the data. Meant for questions of a few words, where n-gram models are unsure.
 */
export function detectLanguage(text: string, fallback = 'en'): string {
  for (const [language, script] of SCRIPTS) if (script.test(text)) return language;
  const cyrillic = /\p{Script=Cyrillic}/u.test(text);
  const words = text
    .split(/[^\p{L}\p{M}]+/u)
    .filter(Boolean)
    .map(fold);
  let best = cyrillic ? 'uk' : fallback;
  let bestScore = 0;
  for (const [language, list] of Object.entries(FUNCTION_WORDS)) {
    if (cyrillic !== (language === 'uk' || language === 'ru')) continue;
    let score = words.reduce((sum, word) => sum + (list.has(word) ? 1 : 0), 0);
    for (const [owner, letters] of TELLING_LETTERS)
      if (owner === language) score += LETTER_WEIGHT * (text.match(letters)?.length ?? 0);
    if (score > bestScore || (score === bestScore && score > 0 && language === fallback)) {
      best = language;
      bestScore = score;
    }
  }
  return best;
}
