/** Languages in which the bot itself speaks. Passages stay in their own. */
export const LOCALES = ['en', 'it', 'uk', 'fr', 'de', 'es', 'pl', 'tr'] as const;
export type Locale = (typeof LOCALES)[number];

/** Discord's locales of each of ours; metadata is registered under every one of them. */
export const DISCORD_LOCALES = {
  en: ['en-US', 'en-GB'],
  it: ['it'],
  uk: ['uk'],
  fr: ['fr'],
  de: ['de'],
  es: ['es-ES', 'es-419'],
  pl: ['pl'],
  tr: ['tr'],
} as const satisfies Record<Locale, readonly string[]>;

/** Our locale for one of Discord's, or for any BCP 47 tag; English for what we do not speak. */
export function toLocale(tag: string | undefined): Locale {
  const language = tag?.split('-')[0];
  return LOCALES.find((locale) => locale === language) ?? 'en';
}
