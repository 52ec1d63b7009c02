import { HASH_DIGITS, hashText } from './hash.ts';
import type { Corpus, Document, Sentence } from './types.ts';

/** A passage id taken apart. */
export interface PassageReference {
  readonly document: string;
  readonly ordinal: number;
  /** First digits of the sentence's hash, lower case. */
  readonly hash: string;
}

export type Verification =
  | { readonly kind: 'unaltered'; readonly document: Document; readonly sentence: Sentence }
  /** The ordinal exists but its sentence is another now. `moved` is where the old wording stands today, if anywhere. */
  | {
      readonly kind: 'changed';
      readonly document: Document;
      readonly sentence: Sentence;
      readonly moved: Sentence | null;
    }
  | { readonly kind: 'unknown-document'; readonly document: string }
  | {
      readonly kind: 'unknown-ordinal';
      readonly document: Document;
      readonly ordinal: number;
      readonly last: number;
    }
  | { readonly kind: 'malformed'; readonly id: string };

/** Look-ups into a corpus, built once a corpus. */
export interface CorpusLookup {
  readonly document: (id: string) => Document | undefined;
  /** A document's sentences in order: ordinal n stands at n − 1. Empty for an unknown document. */
  readonly sentences: (document: string) => readonly Sentence[];
}

const lookups = new WeakMap<Corpus, CorpusLookup>();

/** Documents by id, sentences by document. One pass over the corpus, kept as long as the corpus is. */
export function corpusLookup(corpus: Corpus): CorpusLookup {
  const known = lookups.get(corpus);
  if (known) return known;
  const documents = new Map(corpus.documents.map((document) => [document.id, document]));
  const byDocument = new Map<string, Sentence[]>();
  for (const sentence of corpus.sentences) {
    const list = byDocument.get(sentence.document);
    if (list) list.push(sentence);
    else byDocument.set(sentence.document, [sentence]);
  }
  const lookup: CorpusLookup = {
    document: (id) => documents.get(id),
    sentences: (id) => byDocument.get(id) ?? [],
  };
  lookups.set(corpus, lookup);
  return lookup;
}

const passageIds = new WeakMap<Sentence, { readonly document: Document; readonly id: string }>();

/** The permalink of a sentence: `<document>#<ordinal>@<first digits of the sentence's hash>`. Hashed once a sentence. */
export function passageId(document: Document, sentence: Sentence): string {
  const known = passageIds.get(sentence);
  if (known?.document === document) return known.id;
  const hash = hashText(document.text.slice(sentence.start, sentence.end));
  const id = `${sentence.document}#${sentence.ordinal}@${hash.slice(0, HASH_DIGITS)}`;
  passageIds.set(sentence, { document, id });
  return id;
}

/** Takes an id apart; null when it is none. A document's name may itself hold `#` or `@`: the last ones count. */
export function parsePassageId(id: string): PassageReference | null {
  const parts = /^(?<document>[^\r\n]{1,255})#(?<ordinal>[1-9]\d{0,8})@(?<hash>[0-9a-f]{4,64})$/i.exec(
    id.trim(),
  );
  if (!parts?.groups) return null;
  const { document, ordinal, hash } = parts.groups;
  return { document: document!, ordinal: Number(ordinal), hash: hash!.toLowerCase() };
}

/** Says whether the sentence that an id was made for still stands where it stood. */
export function verifyPassage(corpus: Corpus, id: string): Verification {
  const reference = parsePassageId(id);
  if (!reference) return { kind: 'malformed', id };
  const lookup = corpusLookup(corpus);
  const document = lookup.document(reference.document);
  if (!document) return { kind: 'unknown-document', document: reference.document };
  const sentences = lookup.sentences(document.id);
  const hasHash = ({ start, end }: Sentence) =>
    hashText(document.text.slice(start, end)).startsWith(reference.hash);
  const sentence = sentences[reference.ordinal - 1];
  if (!sentence) {
    return { kind: 'unknown-ordinal', document, ordinal: reference.ordinal, last: sentences.length };
  }
  if (hasHash(sentence)) return { kind: 'unaltered', document, sentence };
  return { kind: 'changed', document, sentence, moved: sentences.find(hasHash) ?? null };
}
