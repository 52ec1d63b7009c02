import { corpusLookup, verifyPassage } from '../corpus/permalink.ts';
import type { Document, Sentence } from '../corpus/types.ts';
import { type SearchIndex, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { documentKey, type PassageRef } from './passage-ref.ts';

/** The corpus as commands look things up in it. Immutable; a reload makes a new one. */
export interface Library {
  readonly index: SearchIndex;
  readonly documents: readonly Document[];
  /** Everyone who speaks, most sentences first, then by name. */
  readonly speakers: readonly Speaker[];
  readonly byKey: ReadonlyMap<string, Document>;
}

export interface Speaker {
  readonly name: string;
  readonly sentences: number;
  /** The name and its aliases in all documents, folded, for looking up what is typed. */
  readonly forms: string;
}

/** What became of a passage since it was named. */
export type Found =
  | { readonly kind: 'unaltered'; readonly passage: Passage }
  /** The same words stand elsewhere in the document now. */
  | { readonly kind: 'moved'; readonly passage: Passage; readonly from: number }
  /** Another sentence stands there now. */
  | { readonly kind: 'changed'; readonly passage: Passage }
  /** The document is there and has no such sentence any more. */
  | { readonly kind: 'gone'; readonly document: Document }
  | { readonly kind: 'unknown' };

export function toLibrary(index: SearchIndex): Library {
  const { documents, sentences } = index.corpus;
  const counts = new Map<string, number>();
  for (const sentence of sentences)
    for (const name of speakersOf(sentence)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const aliases = new Map<string, string[]>();
  for (const document of documents)
    for (const [name, others] of Object.entries(document.aliases ?? {}))
      aliases.set(name, [...(aliases.get(name) ?? []), ...others]);
  const speakers = [...counts]
    .map(([name, count]) => ({
      name,
      sentences: count,
      forms: fold([name, ...(aliases.get(name) ?? [])].join(' ')),
    }))
    .sort((a, b) => b.sentences - a.sentences || compare(a.name, b.name));
  return {
    index,
    documents,
    speakers,
    byKey: new Map(documents.map((document) => [documentKey(document.id), document])),
  };
}

/** Those whose words or stance a sentence gives. */
export function speakersOf(sentence: Pick<Sentence, 'speaker' | 'alsoSpeakers'>): string[] {
  return [...(sentence.speaker === null ? [] : [sentence.speaker]), ...(sentence.alsoSpeakers ?? [])];
}

/** A document's sentences in order. */
export function sentencesOf(library: Library, document: string): readonly Sentence[] {
  return corpusLookup(library.index.corpus).sentences(document);
}

/** The sentences of a passage's paragraph, the passage's own included. */
export function paragraphOf(library: Library, passage: Passage): Passage[] {
  return sentencesOf(library, passage.document)
    .filter((sentence) => sentence.paragraph === passage.paragraph)
    .map((sentence) => toPassage(library.index, sentence));
}

/** What a permalink leads to now. */
export function findPassage(library: Library, id: string): Found {
  const found = verifyPassage(library.index.corpus, id);
  switch (found.kind) {
    case 'unaltered':
      return { kind: 'unaltered', passage: toPassage(library.index, found.sentence) };
    case 'changed':
      return found.moved
        ? { kind: 'moved', passage: toPassage(library.index, found.moved), from: found.sentence.ordinal }
        : { kind: 'changed', passage: toPassage(library.index, found.sentence) };
    case 'unknown-ordinal':
      return { kind: 'gone', document: found.document };
    case 'unknown-document':
    case 'malformed':
      return { kind: 'unknown' };
    default:
      return found satisfies never;
  }
}

export function findRef(library: Library, ref: PassageRef): Found {
  const document = library.byKey.get(ref.document);
  return document ? findPassage(library, `${document.id}#${ref.ordinal}@${ref.hash}`) : { kind: 'unknown' };
}

/** A document by id or title, as typed; case and surrounding space do not matter. */
export function findDocument(library: Library, typed: string): Document | undefined {
  const wanted = fold(typed);
  return (
    library.index.documents.get(typed) ??
    library.documents.find((document) => fold(document.id) === wanted || fold(document.title) === wanted)
  );
}

/** A speaker by full name, by an alias of the document's, or by a part of the name that only one speaker has. */
export function findSpeaker(library: Library, typed: string): string | undefined {
  const wanted = fold(typed);
  const names = library.speakers.map((speaker) => speaker.name);
  const exact = names.find((name) => fold(name) === wanted);
  if (exact) return exact;
  for (const document of library.documents)
    for (const [name, aliases] of Object.entries(document.aliases ?? {}))
      if (names.includes(name) && aliases.some((alias) => fold(alias) === wanted)) return name;
  const partial = names.filter((name) => fold(name).split(' ').includes(wanted));
  return partial.length === 1 ? partial[0] : undefined;
}

/** Lower case without accents, single spaces: for comparing what people type. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
