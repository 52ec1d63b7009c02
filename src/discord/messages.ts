import { IntlMessageFormat } from 'intl-messageformat';
import { LOCALES, type Locale } from './locale.ts';
import de from './locales/de.json' with { type: 'json' };
import en from './locales/en.json' with { type: 'json' };
import es from './locales/es.json' with { type: 'json' };
import fr from './locales/fr.json' with { type: 'json' };
import it from './locales/it.json' with { type: 'json' };
import pl from './locales/pl.json' with { type: 'json' };
import tr from './locales/tr.json' with { type: 'json' };
import uk from './locales/uk.json' with { type: 'json' };

export type MessageKey = keyof typeof en.messages;
export type MessageValues = Readonly<Record<string, string | number>>;

/** A command's name and description in a language; options by their English names. */
export interface CommandWords {
  readonly name: string;
  readonly description?: string;
  readonly options?: Readonly<Record<string, { readonly name: string; readonly description: string }>>;
  /** Choices of all options, by their English names. */
  readonly choices?: Readonly<Record<string, string>>;
}

/** One language of the bot's own words: `messages` in ICU MessageFormat, `commands` by their English names. */
export interface LocaleFile {
  readonly messages: Readonly<Record<MessageKey, string>>;
  /** Absent in English, which the payloads themselves are in. */
  readonly commands?: Readonly<Record<string, CommandWords>>;
}

export const LOCALE_FILES: Readonly<Record<Locale, LocaleFile>> = { en, it, uk, fr, de, es, pl, tr };

/** The bot's words in one language. */
export class Messages {
  readonly locale: Locale;
  /** What messages may name: `{ask}`, `{help}` and the menu `{menu}`. */
  readonly #commandNames: MessageValues;
  readonly #formats = new Map<MessageKey, IntlMessageFormat>();
  readonly #lists = new Map<string, Intl.ListFormat>();

  constructor(locale: Locale) {
    this.locale = locale;
    const { commands } = LOCALE_FILES[locale] as LocaleFile;
    this.#commandNames = {
      ask: `/${commands?.ask?.name ?? 'ask'}`,
      help: `/${commands?.help?.name ?? 'help'}`,
      menu: commands?.['Find the source']?.name ?? 'Find the source',
    };
  }

  /** The message with its values filled in. Values stand as they are: escape what comes from people or sources. */
  text(key: MessageKey, values: MessageValues = {}): string {
    let format = this.#formats.get(key);
    if (!format) {
      // ICU's tags are off, since `<` opens links in Discord's Markdown.
      format = new IntlMessageFormat(LOCALE_FILES[this.locale].messages[key], this.locale, undefined, {
        ignoreTag: true,
      });
      this.#formats.set(key, format);
    }
    return String(format.format({ ...this.#commandNames, ...values }));
  }

  /** "a, b and c" as the language writes it; `or` for alternatives. */
  list(items: readonly string[], type: 'and' | 'or' | 'plain' = 'and'): string {
    const style =
      type === 'plain'
        ? ({ type: 'unit', style: 'short' } as const)
        : ({ type: type === 'and' ? 'conjunction' : 'disjunction' } as const);
    // Making one costs far more than using it.
    let format = this.#lists.get(type);
    if (!format) {
      format = new Intl.ListFormat(this.locale, style);
      this.#lists.set(type, format);
    }
    return format.format(items);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.locale).format(value);
  }

  percent(share: number): string {
    return new Intl.NumberFormat(this.locale, { style: 'percent' }).format(share);
  }

  /** The name of a language; its tag where the name is not known. */
  language(tag: string): string {
    try {
      return new Intl.DisplayNames(this.locale, { type: 'language' }).of(tag) ?? tag;
    } catch {
      return tag;
    }
  }
}

const cache = new Map<Locale, Messages>(LOCALES.map((locale) => [locale, new Messages(locale)]));

/** The bot's words in a language; one object a language. */
export function messagesIn(locale: Locale): Messages {
  return cache.get(locale)!;
}
