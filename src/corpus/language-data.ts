import {
  ABBREVIATIONS,
  type Abbreviations,
  COMMON_ABBREVIATIONS,
  ORDINAL_DOT_LANGUAGES,
} from './data/abbreviations.ts';
import { ATTRIBUTION_VERBS } from './data/attribution-verbs.ts';
import { STARTERS } from './data/starters.ts';

export type AbbreviationKind = 'before' | 'number' | 'name' | 'closing' | 'time';

/** What the splitter knows of a language. */
export interface LanguageData {
  /** Abbreviation without its last stop, lower case, composed (NFC) → what may follow it. */
  readonly abbreviations: ReadonlyMap<string, ReadonlySet<AbbreviationKind>>;
  /** Beginnings of abbreviations of several parts, up to a stop: "e" and "p" of "e.g" and "p.n.e", and "p.n". */
  readonly beginnings: ReadonlySet<string>;
  /** Abbreviations that are ordinary words in small letters. */
  readonly ordinary: ReadonlySet<string>;
  /** Ends of compounds that are abbreviated ("str"). */
  readonly endings: readonly string[];
  readonly starters: ReadonlySet<string>;
  readonly attributionVerbs: ReadonlySet<string>;
  readonly ordinalDots: boolean;
  /** In Greek ";" asks a question. */
  readonly semicolonAsks: boolean;
}

const KINDS = ['before', 'number', 'name', 'closing', 'time'] as const;
const cache = new Map<string, LanguageData>();

/** Data for a BCP 47 tag; a language without lists of its own gets the common and the English ones. */
export function languageData(tag: string): LanguageData {
  const primary = tag.toLowerCase().split('-', 1)[0] ?? '';
  const known = cache.get(primary);
  if (known) return known;
  const key = ABBREVIATIONS[primary] ? primary : 'en';
  const own = kindsOf(ABBREVIATIONS[key]!);
  const abbreviations = new Map([...kindsOf(COMMON_ABBREVIATIONS), ...own]);
  const data: LanguageData = {
    abbreviations,
    beginnings: new Set([...abbreviations.keys()].flatMap(beginningsOf)),
    ordinary: new Set(ABBREVIATIONS[key]!.ordinary),
    endings: ABBREVIATIONS[key]!.endings ?? [],
    starters: new Set(STARTERS[key]),
    attributionVerbs: new Set(ATTRIBUTION_VERBS[key]),
    semicolonAsks: primary === 'el',
    ordinalDots: ORDINAL_DOT_LANGUAGES.has(primary),
  };
  cache.set(primary, data);
  return data;
}

function kindsOf(lists: Abbreviations): Map<string, Set<AbbreviationKind>> {
  const found = new Map<string, Set<AbbreviationKind>>();
  for (const kind of KINDS) {
    for (const word of lists[kind] ?? []) {
      const kinds = found.get(word);
      if (kinds) kinds.add(kind);
      else found.set(word, new Set([kind]));
    }
  }
  return found;
}

function beginningsOf(abbreviation: string): string[] {
  return [...abbreviation.matchAll(/\./g)].map(({ index }) => abbreviation.slice(0, index));
}
