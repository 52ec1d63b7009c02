import type { Document } from '../corpus/types.ts';
import { nearestName } from '../search/nearest.ts';
import { escapeLine, inlineCode } from './escape.ts';
import { findDocument, type Library } from './library.ts';
import type { Messages } from './messages.ts';
import { type Reply, refusal } from './reply.ts';
import { shorten } from './shorten.ts';

/** What was typed is repeated up to this length. */
const MAX_TYPED = 100;
/** Names listed beside the nearest one. */
const LISTED = 5;

export function unknownSource(library: Library, messages: Messages, typed: string): Reply {
  const ids = library.documents.map((document) => document.id);
  return unknown('source', ids, messages, typed);
}

/** The document that a command is about: the one named, or the only one there is; else what to say. */
export function oneSource(library: Library, messages: Messages, typed: string | undefined): Document | Reply {
  if (typed !== undefined) return findDocument(library, typed) ?? unknownSource(library, messages, typed);
  const [only, ...others] = library.documents;
  if (only && others.length === 0) return only;
  const ids = library.documents.slice(0, LISTED).map((document) => inlineCode(document.id));
  return refusal(messages.text('whichSource', { names: messages.list(ids, 'or') }));
}

export function unknownSpeaker(library: Library, messages: Messages, typed: string): Reply {
  const names = library.speakers.map((speaker) => speaker.name);
  return unknown('speaker', names, messages, typed);
}

function unknown(
  kind: 'source' | 'speaker',
  names: readonly string[],
  messages: Messages,
  typed: string,
): Reply {
  // A surname alone is as good as the name.
  const forms = new Map(names.flatMap((name) => [...name.split(' '), name].map((form) => [form, name])));
  const near = nearestName(typed, forms.keys());
  const offered = names.slice(0, LISTED).map(escapeLine);
  const lines = [
    messages.text(`unknown.${kind}`, { typed: escapeLine(shorten(typed, MAX_TYPED)) }),
    ...(near === null ? [] : [messages.text('didYouMean', { name: escapeLine(forms.get(near)!) })]),
    ...(offered.length > 1 ? [messages.text('thereIs', { names: messages.list(offered) })] : []),
  ];
  return refusal(lines.join(' '));
}
