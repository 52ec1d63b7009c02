// What the simpler reading of other languages knows of each: verb forms that report, prepositions, titles. The lists
// are the JSON files beside.
import { FUNCTION_WORDS } from '../data/function-words.ts';
import de from './data/languages/de.json' with { type: 'json' };
import es from './data/languages/es.json' with { type: 'json' };
import fr from './data/languages/fr.json' with { type: 'json' };
import it from './data/languages/it.json' with { type: 'json' };
import pl from './data/languages/pl.json' with { type: 'json' };
import tr from './data/languages/tr.json' with { type: 'json' };
import uk from './data/languages/uk.json' with { type: 'json' };
import type { Gender } from './registry.ts';
import type { Elision } from './tokens.ts';

export interface Language {
  readonly tag: string;
  /** Verb forms that report speech; forms of calling somebody something; words that report only behind a quotation. */
  readonly speech: ReadonlySet<string>;
  readonly naming: ReadonlySet<string>;
  readonly inverted: ReadonlySet<string>;
  /** Auxiliaries and adverbs that stand between a subject or quotation and its verb. */
  readonly auxiliaries: ReadonlySet<string>;
  /** Conjunctions that open what is said; in German the comma too. */
  readonly clauses: ReadonlySet<string>;
  /** "according to", as lower-case words; the longest first. */
  readonly accordingTo: readonly (readonly string[])[];
  /** The same behind its noun (Turkish "göre"). */
  readonly accordingAfter: string;
  /** "at", where an institution's people speak ("у міністерстві повідомили"). */
  readonly at: ReadonlySet<string>;
  readonly pronouns: ReadonlyMap<string, Gender | 'they'>;
  readonly articles: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly functionWords: ReadonlySet<string>;
  /** Ends of capitalised words that are titles before a name. */
  readonly titleEndings: readonly string[];
  /** Ends of verbs that tell the subject's gender. */
  readonly maleVerb: string;
  readonly femaleVerb: string;
  /** On which side of an apostrophe a word is cut: "l’|Italia", "Aydın|'ın". */
  readonly elision: Elision;
  readonly capitalNouns: boolean;
  /** A paragraph that begins with a dash is speech. */
  readonly dialogueDash: boolean;
  /** Names have cases. */
  readonly inflected: boolean;
  readonly verbFinal: boolean;
}

const DATA = { de, es, fr, it, pl, tr, uk } as const;
const cache = new Map<string, Language>();

/** What is known of the language with this BCP 47 tag; null for English, which has rules of its own, and for others. */
export function speechLanguage(tag: string): Language | null {
  const primary = tag.toLowerCase().split('-', 1)[0] ?? '';
  const known = cache.get(primary);
  if (known !== undefined) return known;
  const data = Object.hasOwn(DATA, primary) ? DATA[primary as keyof typeof DATA] : undefined;
  if (data === undefined) return null;
  const endings = split(data.endings);
  const language: Language = {
    tag: primary,
    speech: new Set([
      ...split(data.forms),
      ...split(data.stems).flatMap((stem) => endings.map((ending) => stem + ending)),
    ]),
    naming: new Set(split(data.naming)),
    inverted: new Set(split(data.inverted)),
    auxiliaries: new Set(split(data.auxiliaries)),
    clauses: new Set(split(data.clauses)),
    accordingTo: data.accordingTo
      .split(', ')
      .map(split)
      .filter((words) => words.length > 0)
      .sort((a, b) => b.length - a.length),
    accordingAfter: data.accordingAfter,
    at: new Set(split(data.at)),
    pronouns: new Map<string, Gender | 'they'>([
      ...split(data.he).map((word) => [word, 'male'] as const),
      ...split(data.she).map((word) => [word, 'female'] as const),
      ...split(data.they).map((word) => [word, 'they'] as const),
    ]),
    articles: new Set(split(data.articles)),
    prepositions: new Set(split(data.prepositions)),
    functionWords: new Set([
      ...(FUNCTION_WORDS[primary]?.words ?? []),
      ...split(data.articles),
      ...split(data.prepositions),
      ...split(data.accordingTo.replaceAll(',', '')),
      ...split(data.auxiliaries),
      ...split(data.he),
      ...split(data.she),
      ...split(data.they),
    ]),
    titleEndings: split(data.titleEndings),
    maleVerb: data.maleVerb,
    femaleVerb: data.femaleVerb,
    elision: data.elision as Elision,
    capitalNouns: data.capitalNouns,
    dialogueDash: data.dialogueDash,
    inflected: data.inflected,
    verbFinal: data.verbFinal,
  };
  cache.set(primary, language);
  return language;
}

function split(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== '');
}
