import { fold } from './analysis/fold.ts';
import { stem } from './analysis/stem.ts';
import { nameSkeleton, toLatin } from './analysis/transliterate.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';
import { editDistance } from './typos.ts';

/** Skeleton beginnings shorter than this fit too many names. */
const SHORTEST_SKELETON = 3;

/** Names of a corpus by the beginning of their sound. */
export type NameIndex = ReadonlyMap<string, readonly string[]>;

/** From the stems that the corpus writes with a capital. */
export function buildNames(stems: Iterable<string>): NameIndex {
  const index = new Map<string, string[]>();
  for (const name of stems) {
    if (!/^[a-z]{3,}$/.test(name)) continue;
    const key = skeletonKey(name);
    if (key === null) continue;
    const list = index.get(key);
    if (list) list.push(name);
    else index.set(key, [name]);
  }
  return index;
}

/** The corpus's name that a word of another language or script gives, as "Мелоні" gives "meloni"; null where none is near. */
export function nameInCorpus(index: NameIndex, word: string): string | null {
  const latin = toLatin(word);
  const key = skeletonKey(latin);
  if (key === null) return null;
  const skeleton = nameSkeleton(latin);
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const name of index.get(key) ?? []) {
    const other = nameSkeleton(name);
    if (!skeleton.startsWith(other) && !other.startsWith(skeleton)) continue;
    if (Math.abs(skeleton.length - other.length) > 2) continue;
    const length = Math.min(latin.length, name.length);
    const distance = editDistance(latin.slice(0, length), name.slice(0, length), 3);
    if (distance > Math.max(1, Math.floor(length / 3)) || distance >= bestDistance) continue;
    best = name;
    bestDistance = distance;
  }
  return best;
}

function skeletonKey(latin: string): string | null {
  const vowel = /^[aeiouy]/.test(latin) ? 'a' : '';
  const skeleton = vowel + nameSkeleton(latin);
  return skeleton.length < SHORTEST_SKELETON ? null : skeleton.slice(0, SHORTEST_SKELETON);
}

const countries = new Map<string, ReadonlyMap<string, string>>();

/** The English name of a country that a word names in another language, stemmed for English; null elsewhere. From CLDR, by `Intl.DisplayNames`. */
export function countryInEnglish(word: string, language: string): string | null {
  if (language === 'en' || !FUNCTION_WORDS[language]) return null;
  let table = countries.get(language);
  if (!table) {
    table = countryTable(language);
    countries.set(language, table);
  }
  return table.get(stem(word, language)) ?? null;
}

function countryTable(language: string): ReadonlyMap<string, string> {
  const own = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const table = new Map<string, string>();
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const name = own.of(code);
    const target = english.of(code);
    if (name && target && !/[\s-]/.test(name) && !/[\s-]/.test(target))
      table.set(stem(fold(name), language), stem(fold(target), 'en'));
  }
  return table;
}
