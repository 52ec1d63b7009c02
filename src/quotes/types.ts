import type { Passage } from '../search/types.ts';

/** A quoted span of a message: what stands between the marks, and whose words the message says they are. */
export interface QuotedSpan {
  /** Offsets of the words between the marks, in UTF-16 units of the message. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whom the message names as the speaker, in the message's own words; null where it names nobody. */
  readonly claimed: string | null;
}

/** Words that differ: what the message has, and what the source has in their place. Either may be empty, not both. */
export interface Difference {
  readonly kind: 'replaced' | 'added' | 'dropped';
  readonly quoted: string;
  readonly source: string;
}

/**
 * What the corpus says of a quoted span. Never true or false: only what stands where, and what differs.
 * `passages` are the whole sentences that the words come from, in source order.
 */
export type QuoteFinding =
  | {
      readonly kind: 'exact';
      readonly span: QuotedSpan;
      readonly passages: readonly Passage[];
      /** Source words that an ellipsis of the quotation stands for; none of them turns the meaning. */
      readonly omitted: readonly string[];
    }
  | {
      readonly kind: 'altered';
      readonly span: QuotedSpan;
      readonly passages: readonly Passage[];
      readonly differences: readonly Difference[];
      /** Set where the message gives the words to somebody other than the source does, too. */
      readonly claimedOther: boolean;
    }
  | { readonly kind: 'spliced'; readonly span: QuotedSpan; readonly passages: readonly Passage[] }
  | { readonly kind: 'other-speaker'; readonly span: QuotedSpan; readonly passages: readonly Passage[] }
  | { readonly kind: 'absent'; readonly span: QuotedSpan; readonly nearest: Passage | null };
