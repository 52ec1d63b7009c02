import type { Document } from '../corpus/types.ts';
import { escapeLine, inlineCode, maskedLink } from './escape.ts';
import type { Messages } from './messages.ts';
import { origin } from './reply.ts';
import { shorten } from './shorten.ts';

// Bounds that leave a message room for at least one passage, whatever a source states of itself.
const MAX_TITLE = 100;
const MAX_LINK = 150;
const MAX_ORIGIN = 300;
/** Digits of a content version that are shown: enough to tell two apart. */
const VERSION_DIGITS = 12;

/** A document's title; a longer one by its first words, a label and no quotation. */
export function titleOf(document: Document): string {
  return escapeLine(shorten(document.title, MAX_TITLE));
}

/** The title with the document's link, where it has one. */
export function linkedTitle(document: Document): string {
  const { title, url } = document;
  return url !== undefined && url.length <= MAX_LINK
    ? maskedLink(shorten(title, MAX_TITLE), url)
    : titleOf(document);
}

/** What a document states of itself, what it does not, and its content version. */
export function sourceLine(document: Document, messages: Messages): string {
  const stated = origin(document, messages).join(' · ');
  const version = messages.text('version', { version: inlineCode(document.hash.slice(0, VERSION_DIGITS)) });
  return stated === '' || stated.length > MAX_ORIGIN ? version : `${stated} · ${version}`;
}
