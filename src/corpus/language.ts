import { FUNCTION_WORDS } from './data/function-words.ts';

const DEFAULT_LANGUAGE = 'en';

/** Whether a text is a well-formed BCP 47 language tag. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/**
 * The language of a short text by its commonest small words and the letters that only it has: enough to file a
 * question under its language. English where nothing tells.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE_CHARACTERS).toLowerCase().normalize('NFC');
  const scripted = SCRIPTS.find(([, script]) => (sample.match(script)?.length ?? 0) * 3 > sample.length);
  if (scripted) return scripted[0];
  const words = sample.match(/[\p{L}\p{M}]+/gu) ?? [];
  let best = DEFAULT_LANGUAGE;
  let most = 0;
  for (const [language, { words: known, letters }] of Object.entries(FUNCTION_WORDS)) {
    const own = words.filter((word) => known.has(word)).length;
    const marks = letters ? (sample.match(letters)?.length ?? 0) : 0;
    const score = own + marks * LETTER_WEIGHT;
    if (score > most) {
      most = score;
      best = language;
    }
  }
  return best;
}

/** Scripts whose commonest language may stand for them; Japanese before Chinese, since it uses both scripts. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
  ['hy', /\p{Script=Armenian}/gu],
  ['ka', /\p{Script=Georgian}/gu],
  ['am', /\p{Script=Ethiopic}/gu],
  ['bn', /\p{Script=Bengali}/gu],
  ['ta', /\p{Script=Tamil}/gu],
  ['te', /\p{Script=Telugu}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['km', /\p{Script=Khmer}/gu],
];

const SAMPLE_CHARACTERS = 2_000;
/** A letter that few languages have tells less than a word. */
const LETTER_WEIGHT = 0.6;
