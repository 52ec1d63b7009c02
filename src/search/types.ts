import type { Voice } from '../corpus/types.ts';

/** A sentence given to a reader: its exact text, who speaks in it, where it stands. */
export interface Passage {
  /** Permalink: `<document>#<ordinal>@<first digits of the sentence's hash>`. */
  readonly id: string;
  readonly document: string;
  readonly ordinal: number;
  readonly paragraph: number;
  readonly start: number;
  readonly end: number;
  /** `document.text.slice(start, end)`, never altered. */
  readonly text: string;
  readonly voice: Voice;
  readonly speaker: string | null;
  readonly alsoSpeakers?: readonly string[];
  /** The ranker's score; comparable within one answer only. */
  readonly score: number;
  /** Calibrated probability that this passage answers, 0 to 1. */
  readonly confidence: number;
}

export type Answer =
  | {
      readonly kind: 'answered';
      readonly question: string;
      /** The first answers; the others belong to it (a continued quotation) or follow in rank. */
      readonly passages: readonly Passage[];
      /** How many of `passages`, from the first, are the answer itself; the rest are further ranked passages. */
      readonly carried: number;
      readonly confidence: number;
    }
  | {
      readonly kind: 'silent';
      readonly question: string;
      /** Words of the question, as asked, that stand nowhere in the corpus. */
      readonly missing: readonly string[];
      readonly nearest: readonly Passage[];
      /** True where the nearest passages may bear on the question, though none clearly answers it. */
      readonly mayBear: boolean;
      readonly confidence: number;
    }
  | { readonly kind: 'invalid'; readonly question: string; readonly problem: string };

export interface AskOptions {
  /** Document id to stay within. */
  readonly source?: string;
  /** Ranked passages wanted, from 1; default 3. */
  readonly limit?: number;
}
