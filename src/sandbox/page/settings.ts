import { PAGE_LOCALES, PAGE_ROLES } from '../page-constants.ts';
import type { Settings } from './app.ts';
import { localeFor } from './words.ts';

const KEY = 'verbatim-sandbox';

/** What was chosen last time in this browser; else its language and theme, as a member. */
export function readSettings(): Settings {
  const saved = readSaved();
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  return {
    role: PAGE_ROLES.find((role) => role === saved.role) ?? 'member',
    locale: PAGE_LOCALES.find((locale) => locale === saved.locale) ?? localeFor(navigator.languages),
    theme: saved.theme === 'light' || saved.theme === 'dark' ? saved.theme : dark ? 'dark' : 'light',
  };
}

/** A browser that keeps nothing for local pages begins anew each time. */
export function writeSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {}
}

function readSaved(): { role?: unknown; locale?: unknown; theme?: unknown } {
  try {
    const saved: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof saved === 'object' && saved !== null ? saved : {};
  } catch {
    return {};
  }
}
