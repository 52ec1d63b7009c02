/** How the words of a sentence are given: the speaker's own words in quotation marks, someone's words retold, both, or the author's. */
export type Voice = 'direct' | 'reported' | 'mixed' | 'narrator';

/** A source. Optional fields are what the source states of itself; what it does not state is absent and shown as not stated. */
export interface Document {
  /** The file's name without its ending; unique in a corpus. */
  readonly id: string;
  readonly title: string;
  /** The body, to the character. Every offset in the program points into it (UTF-16 code units). */
  readonly text: string;
  /** BCP 47 tag. */
  readonly language: string;
  /** SHA-256 of `text` in hexadecimal: the content version. */
  readonly hash: string;
  readonly publisher?: string;
  readonly author?: string;
  /** As the source states it, ISO 8601 where it can be. */
  readonly published?: string;
  readonly dateline?: string;
  readonly url?: string;
  readonly licence?: string;
  /** Canonical name → other names that a reader would use for it. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
}

/** A sentence of a document: `document.text.slice(start, end)`. */
export interface Sentence {
  /** The document's id. */
  readonly document: string;
  /** Place in the document, from 1. */
  readonly ordinal: number;
  /** Paragraph in the document, from 1. */
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  readonly voice: Voice;
  /** Full name as the document first gives it, or null where nobody is speaking or the text does not tell who. */
  readonly speaker: string | null;
  /** Further people whose words or stance the sentence gives ("a stance echoed by Trump"). Absent when there is none. */
  readonly alsoSpeakers?: readonly string[];
  /** A title or heading: it labels the text and is never given as an answer. Absent on ordinary sentences. */
  readonly heading?: true;
}

/** Questions that a sentence answers, from `corpus/<document>.questions.yaml`; indexed with the sentence, never shown. */
export interface Expansion {
  readonly document: string;
  readonly ordinal: number;
  /** First digits of the sentence's hash when the questions were written; differs when the text changed since. */
  readonly hash: string;
  /** BCP 47 language → questions. */
  readonly questions: Readonly<Record<string, readonly string[]>>;
}

/** Questions that a document does not answer though they look as if it might: evidence for silence. Never shown. */
export interface KnownSilence {
  readonly document: string;
  /** BCP 47 language → questions. */
  readonly questions: Readonly<Record<string, readonly string[]>>;
}

/** All sources, read and annotated. Immutable; a reload makes a new one. */
export interface Corpus {
  readonly documents: readonly Document[];
  /** All sentences, in document order, then text order. */
  readonly sentences: readonly Sentence[];
  readonly expansions: readonly Expansion[];
  readonly knownSilences: readonly KnownSilence[];
  /** Hash over the documents' and expansions' content: same version, same answers. */
  readonly version: string;
}

/** Something wrong with a corpus, placed for a person to mend. */
export interface CorpusProblem {
  readonly file: string;
  /** From 1; absent where the whole file is meant. */
  readonly line?: number;
  readonly message: string;
}

export type CorpusResult =
  | { readonly kind: 'corpus'; readonly corpus: Corpus; readonly warnings: readonly CorpusProblem[] }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };
