import type { QuotationKind } from './attribute.ts';
import type { Registry } from './registry.ts';
import type { Analysis, Segment } from './segments.ts';
import type { Token } from './tokens.ts';

/** A quotation on its way to its speaker. */
export interface Draft {
  readonly kind: QuotationKind;
  speaker: string | null;
  /** A cue attributed it, or showed that the text does not tell who speaks: it is not chained. */
  readonly settled: boolean;
}

interface Spoken {
  readonly segment: Segment;
  /** Who spoke in the segment, in order. */
  readonly speakers: (string | null)[];
  readonly quotations: readonly number[];
}

/**
 * Gives a full quotation without a cue the speaker of, in this order: the name behind a dash; its own sentence; its
 * paragraph; a colon before it; an unclosed quotation before it. Beyond that it abstains: guesses are mostly wrong.
 */
export class Paragraphs {
  private readonly spoken: Spoken[] = [];
  private readonly analysis: Analysis;
  private readonly registry: Registry;

  constructor(analysis: Analysis, registry: Registry) {
    this.analysis = analysis;
    this.registry = registry;
  }

  /** The next segment, with those whose words are retold in it and its quotations' drafts. */
  add(segment: Segment, told: readonly (string | null)[], drafts: readonly (Draft | undefined)[]): void {
    const quotations = segment.items.flatMap((item) => (item.tag === 'QUOTATION' ? [item.quotation] : []));
    const quoted = quotations.flatMap((index) => (drafts[index]?.settled ? [drafts[index].speaker] : []));
    this.spoken.push({ segment, speakers: quoted.length > 0 ? quoted : [...told], quotations });
  }

  chain(drafts: readonly (Draft | undefined)[]): void {
    for (const [index, { segment, speakers, quotations }] of this.spoken.entries()) {
      for (const quotation of quotations) {
        const draft = drafts[quotation];
        if (draft === undefined || draft.settled || draft.kind !== 'full') continue;
        draft.speaker =
          this.dashedName(index, quotation) ??
          speakers.at(-1) ??
          this.sameParagraph(index, segment.paragraph) ??
          this.previousParagraph(index, drafts);
        if (draft.speaker !== null) speakers.push(draft.speaker);
      }
    }
  }

  private dashedName(index: number, quotation: number): string | null {
    const { items } = this.spoken[index]!.segment;
    const place = items.findLastIndex((item) => item.quotation === quotation);
    const behind =
      place + 1 < items.length
        ? items.slice(place + 1, place + 12)
        : (this.spoken[index + 1]?.segment.items ?? []);
    if (!/^(?:[—–-]|--)$/.test(behind[0]?.text ?? '') || behind.length > 12) return null;
    const end = behind.findIndex((item, at) => at > 0 && /^[,(]$/.test(item.text));
    const last = behind[end < 0 ? behind.length - 1 : end - 1];
    const mention = last === undefined ? undefined : this.registry.endingAt.get(last.end);
    return mention !== undefined && isSoleName(behind, mention.start) ? mention.actor.name : null;
  }

  private sameParagraph(index: number, paragraph: number): string | null {
    for (let at = index - 1; at >= 0 && this.spoken[at]!.segment.paragraph === paragraph; at--) {
      const speakers = this.spoken[at]!.speakers;
      if (speakers.length > 0) return speakers.at(-1)!;
    }
    const next = this.spoken[index + 1];
    return next?.segment.paragraph === paragraph ? (next.speakers[0] ?? null) : null;
  }

  private previousParagraph(index: number, drafts: readonly (Draft | undefined)[]): string | null {
    const previous = this.spoken[index - 1];
    const { segment } = this.spoken[index]!;
    if (previous === undefined || previous.segment.paragraph === segment.paragraph) return null;
    const end = previous.segment.items.at(-1);
    if (end?.text === ':') return previous.speakers.at(-1) ?? null;
    const open = end?.tag === 'QUOTATION' && !this.analysis.quotations[end.quotation]!.closed;
    return open && segment.items[0]?.tag === 'QUOTATION' ? (drafts[end.quotation]?.speaker ?? null) : null;
  }
}

/** Nothing but a title may stand between the dash and the name. */
function isSoleName(items: readonly Token[], nameStart: number): boolean {
  return items.slice(1).every((item) => item.start >= nameStart || /^\p{Lu}/u.test(item.text));
}
