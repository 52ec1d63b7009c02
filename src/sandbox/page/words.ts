import type { PageLocale } from '../page-constants.ts';
import de from './words/de.json' with { type: 'json' };
import enUS from './words/en-US.json' with { type: 'json' };
import esES from './words/es-ES.json' with { type: 'json' };
import fr from './words/fr.json' with { type: 'json' };
import it from './words/it.json' with { type: 'json' };
import pl from './words/pl.json' with { type: 'json' };
import tr from './words/tr.json' with { type: 'json' };
import uk from './words/uk.json' with { type: 'json' };

export type Word = keyof typeof enUS;

/** The page's own words, by language. */
export const WORDS: Record<PageLocale, Record<Word, string>> = {
  'en-US': enUS,
  it,
  uk,
  fr,
  de,
  'es-ES': esES,
  pl,
  tr,
};

/** Each language's name in that language. */
export const LANGUAGE_NAMES: Record<PageLocale, string> = {
  'en-US': 'English',
  it: 'Italiano',
  uk: 'Українська',
  fr: 'Français',
  de: 'Deutsch',
  'es-ES': 'Español',
  pl: 'Polski',
  tr: 'Türkçe',
};

/** A text in the reader's language, with `{name}` replaced by its value. */
export type Say = (word: Word, values?: Record<string, string>) => string;

export function speaker(locale: PageLocale): Say {
  return (word, values = {}) =>
    WORDS[locale][word].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The page's language for a browser that prefers `languages` (BCP 47 tags, best first). */
export function localeFor(languages: readonly string[]): PageLocale {
  for (const language of languages) {
    const base = language.toLowerCase().split('-')[0];
    for (const locale of Object.keys(WORDS) as PageLocale[]) {
      if (locale.toLowerCase().split('-')[0] === base) return locale;
    }
  }
  return 'en-US';
}
