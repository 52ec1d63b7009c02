import type { Document } from '../corpus/types.ts';
import type { Library } from './library.ts';
import { documentKey } from './passage-ref.ts';

/** What a summary or a list of positions is of. Its whole state fits into a custom id, so it outlives a restart. */
export interface Subject {
  /** Null for all sources. */
  readonly document: Document | null;
  /** '' for none. */
  readonly topic: string;
}

export type UnpackedSubject =
  | { readonly kind: 'subject'; readonly subject: Subject; readonly rest: string }
  /** The text, or the corpus, is another one since. */
  | { readonly kind: 'changed' }
  | { readonly kind: 'malformed' };

/** Longest topic, in UTF-16 units: what a custom id has room for beside the rest. */
export const MAX_TOPIC = 55;
const VERSION_DIGITS = 8;

/** A topic as typed, on one line; '' for none. */
export function readTopic(typed: string | undefined): string {
  return (typed ?? '').replace(/\s+/g, ' ').trim();
}

/** `rest.document.version.topic`; `rest` holds no dot. */
export function packSubject(library: Library, { document, topic }: Subject, rest: string): string {
  const key = document === null ? '' : documentKey(document.id);
  return [rest, key, versionOf(library, document), topic].join('.');
}

export function unpackSubject(library: Library, state: string): UnpackedSubject {
  const [, rest, key, version, topic] =
    /^(\w{0,9})\.([0-9a-f]{0,8})\.([0-9a-f]{8})\.(.*)$/s.exec(state) ?? [];
  if (rest === undefined || key === undefined || topic === undefined) return { kind: 'malformed' };
  const document = key === '' ? null : library.byKey.get(key);
  if (document === undefined || version !== versionOf(library, document)) return { kind: 'changed' };
  return { kind: 'subject', subject: { document, topic }, rest };
}

/** Changes with the text, or where all sources are meant, with any of them. */
function versionOf(library: Library, document: Document | null): string {
  return (document === null ? library.index.corpus.version : document.hash).slice(0, VERSION_DIGITS);
}
