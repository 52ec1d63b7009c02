import { escapeLine } from './escape.ts';
import { type Library, nearest } from './library.ts';
import type { Messages } from './messages.ts';
import { type Reply, refusal, shorten } from './reply.ts';

/** What was typed is repeated up to this length. */
const MAX_TYPED = 100;
/** Names listed where none is near. */
const LISTED = 5;

export function unknownSource(library: Library, messages: Messages, typed: string): Reply {
  const ids = library.documents.map((document) => document.id);
  return unknown('source', ids, messages, typed);
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
  const near = nearest(typed, names);
  const offered = near ? [near] : names.slice(0, LISTED);
  const lines = [messages.text(`unknown.${kind}`, { typed: escapeLine(shorten(typed, MAX_TYPED)) })];
  if (near) lines.push(messages.text('didYouMean', { name: escapeLine(near) }));
  else if (offered.length)
    lines.push(messages.text('thereIs', { names: messages.list(offered.map(escapeLine), 'or') }));
  return refusal(lines.join(' '));
}
