import { ABBREVIATIONS, COMMON_ABBREVIATIONS, ORDINAL_DOT_LANGUAGES } from './data/abbreviations.ts';
import { ATTRIBUTION_VERBS } from './data/attribution-verbs.ts';
import { STARTERS } from './data/starters.ts';

export type AbbreviationKind = 'before' | 'number' | 'name' | 'closing';

/** What the splitter knows of a language. */
export interface LanguageData {
  /** Abbreviation without its last stop, lower case, composed (NFC) → what may follow it. */
  readonly abbreviations: ReadonlyMap<string, ReadonlySet<AbbreviationKind>>;
  readonly starters: ReadonlySet<string>;
  readonly attributionVerbs: ReadonlySet<string>;
  readonly ordinalDots: boolean;
}

const KINDS = ['before', 'number', 'name', 'closing'] as const;
const cache = new Map<string, LanguageData>();

/** Data for a BCP 47 tag; a language without lists of its own gets the common and the English ones. */
export function languageData(tag: string): LanguageData {
  const primary = tag.toLowerCase().split('-', 1)[0] ?? '';
  const known = cache.get(primary);
  if (known) return known;
  const key = ABBREVIATIONS[primary] ? primary : 'en';
  const abbreviations = new Map<string, Set<AbbreviationKind>>();
  for (const list of [COMMON_ABBREVIATIONS, ABBREVIATIONS[key]!]) {
    for (const kind of KINDS) {
      for (const word of list[kind]) {
        const kinds = abbreviations.get(word);
        if (kinds) kinds.add(kind);
        else abbreviations.set(word, new Set([kind]));
      }
    }
  }
  const data: LanguageData = {
    abbreviations,
    starters: new Set(STARTERS[key]),
    attributionVerbs: new Set(ATTRIBUTION_VERBS[key]),
    ordinalDots: ORDINAL_DOT_LANGUAGES.has(primary),
  };
  cache.set(primary, data);
  return data;
}
