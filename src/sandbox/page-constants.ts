/** The WebSocket's path on the sandbox's address. */
export const PAGE_SOCKET = '/page';

/** Languages of Discord's client that the page offers: those the bot speaks. */
export const PAGE_LOCALES = ['en-US', 'it', 'uk', 'fr', 'de', 'es-ES', 'pl', 'tr'] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

/** Whom the person at the page plays. */
export const PAGE_ROLES = ['member', 'moderator'] as const;
export type PageRole = (typeof PAGE_ROLES)[number];
