import type { Document, Sentence } from '../types.ts';
import { type Cue, findCues } from './cues.ts';
import type { Quotation } from './quotations.ts';
import type { Registry } from './registry.ts';
import { type Analysis, isEnglish, type Segment } from './segments.ts';
import { type Context, type Discourse, resolveSpeaker, type Speaker } from './speakers.ts';
import type { Token } from './tokens.ts';
import { CUES } from './words.ts';

export type QuotationKind = 'full' | 'partial' | 'scare';

/** A quotation with who says it; `speaker` is null where the text does not tell. */
export interface AttributedQuotation extends Quotation {
  readonly kind: QuotationKind;
  readonly speaker: string | null;
}

/** A retelling: the cue's offset, whose words, and whether it belongs to a quotation. */
export interface Retelling {
  readonly offset: number;
  readonly speaker: string | null;
  /** The second of "X and Y said". */
  readonly joint: string | null;
  /** The cue's words are given, at least in part, outside quotation marks. */
  readonly unquoted: boolean;
  readonly subordinate: boolean;
}

export interface Attribution {
  readonly quotations: readonly AttributedQuotation[];
  readonly retellings: readonly Retelling[];
}

interface ResolvedCue {
  readonly cue: Cue;
  readonly speaker: Speaker;
  readonly joint: Speaker | null;
}

interface Draft {
  readonly kind: QuotationKind;
  speaker: string | null;
  /** Attributed, or known to have no speaker in the text; a draft that is not may still be chained. */
  settled: boolean;
}

/** Says for every quotation and every cue of the document who speaks. */
export function attribute(
  document: Document,
  sentences: readonly Sentence[],
  analysis: Analysis,
  registry: Registry,
): Attribution {
  const discourse: Discourse = { lastSpeaker: null, lastOrganisation: null, lastGroup: null };
  const drafts: (Draft | undefined)[] = [];
  const retellings: Retelling[] = [];
  const paragraphs = new Paragraphs();
  for (const segment of analysis.segments) {
    const resolved = isEnglish(document)
      ? resolveCues(document, sentences, segment, registry, discourse)
      : [];
    const used = attributeSegment(document.text, analysis, segment, resolved, drafts);
    paragraphs.add(segment, resolved, drafts);
    retellings.push(...resolved.map((entry) => toRetelling(segment.items, entry, used)));
  }
  paragraphs.chain(document.text, analysis, drafts);
  return {
    quotations: analysis.quotations.map((quotation, index) => ({
      ...quotation,
      kind: drafts[index]?.kind ?? 'scare',
      speaker: drafts[index]?.speaker ?? null,
    })),
    retellings,
  };
}

function resolveCues(
  document: Document,
  sentences: readonly Sentence[],
  segment: Segment,
  registry: Registry,
  discourse: Discourse,
): ResolvedCue[] {
  const resolved: ResolvedCue[] = [];
  for (const cue of findCues(segment.items, registry)) {
    if (cue.embedded) continue;
    const start = segment.items[cue.subject.first]!.start;
    const context: Context = {
      text: document.text,
      registry,
      discourse,
      place: {
        start,
        sentence: sentenceAt(sentences, segment, start),
        lastSpeaker: discourse.lastSpeaker,
        paragraphOf: (sentence) => sentences[sentence]!.paragraph,
      },
    };
    const speaker = resolveSpeaker(segment.items, cue.subject, cue, context);
    if (speaker.kind === 'nobody') continue;
    const joint = cue.joint === null ? null : resolveSpeaker(segment.items, cue.joint, cue, context);
    remember(discourse, speaker, segment.items, cue);
    resolved.push({ cue, speaker, joint });
  }
  return resolved;
}

function remember(discourse: Discourse, speaker: Speaker, items: readonly Token[], cue: Cue): void {
  if (speaker.kind !== 'named') return;
  const { actor } = speaker;
  if (actor === null) {
    if (/s$/.test(items[cue.subject.head]!.lower)) discourse.lastGroup = speaker;
    else if (!isPerson(items[cue.subject.head]!.lower)) discourse.lastOrganisation = speaker;
  } else if (actor.kind === 'organisation' || actor.kind === 'place') discourse.lastOrganisation = speaker;
  else discourse.lastSpeaker = actor;
}

function isPerson(noun: string): boolean {
  return /(?:er|or|ist|man|woman|ian|official|aide|source|person)$/.test(noun);
}

function sentenceAt(sentences: readonly Sentence[], segment: Segment, offset: number): number {
  let index = segment.first;
  while (index < segment.last && sentences[index]!.end <= offset) index++;
  return index;
}

/** Attributes a segment's quotations by its cues; returns the cues that a quotation used. */
function attributeSegment(
  text: string,
  analysis: Analysis,
  segment: Segment,
  resolved: readonly ResolvedCue[],
  drafts: (Draft | undefined)[],
): Set<Cue> {
  const used = new Set<Cue>();
  const places = segment.items.flatMap((item, place) => (item.tag === 'QUOTATION' ? [place] : []));
  let cueIndex = 0;
  for (const [order, place] of places.entries()) {
    const item = segment.items[place]!;
    const quotation = analysis.quotations[item.quotation]!;
    while (cueIndex < resolved.length && resolved[cueIndex]!.cue.at < place) cueIndex++;
    const before = resolved[cueIndex - 1];
    const after = resolved[cueIndex];
    const nextPlace = places[order + 1] ?? segment.items.length;
    const isShape = shapeOf(text, segment, place, quotation, before);
    const chosen = notAttributed(text, quotation)
      ? undefined
      : chooseCue(text, segment.items, place, nextPlace, quotation, before, after);
    const kind = isShape ? 'full' : chosen === undefined ? 'scare' : 'partial';
    if (chosen !== undefined) used.add(chosen.cue);
    drafts[item.quotation] = {
      kind: notAttributed(text, quotation) ? 'scare' : kind,
      speaker: chosen === undefined ? null : nameOf(chosen.speaker),
      settled: chosen !== undefined,
    };
  }
  return used;
}

function nameOf(speaker: Speaker): string | null {
  return speaker.kind === 'named' ? speaker.name : null;
}

/** Farthest that a cue may stand before its quotation, in items. */
const MAX_BEFORE = 40;

/** A quotation that ends in a comma, ? or ! looks for the cue behind it first; others for the one before. */
function chooseCue(
  text: string,
  items: readonly Token[],
  place: number,
  nextPlace: number,
  quotation: Quotation,
  before: ResolvedCue | undefined,
  after: ResolvedCue | undefined,
): ResolvedCue | undefined {
  const follows = after !== undefined && attaches(items, place, nextPlace, after.cue) ? after : undefined;
  const precedes = before !== undefined && place - before.cue.at <= MAX_BEFORE ? before : undefined;
  const last = text[quotation.innerEnd - 1] ?? '';
  const comma = /[,?!—…-]/.test(last) || items[place + 1]?.text === ',';
  return comma ? (follows ?? precedes) : (precedes ?? follows);
}

/** The cue's clause begins right behind the quotation. */
function attaches(items: readonly Token[], place: number, nextPlace: number, cue: Cue): boolean {
  const first = Math.min(cue.subject.first, cue.at);
  if (first < place) return cue.at - place <= 2 && cue.at < nextPlace;
  if (first > nextPlace || cue.subject.first > nextPlace) return false;
  for (let index = place + 1; index < first; index++) {
    const item = items[index]!;
    if (/^[.;:]$/.test(item.text) || item.tag === 'VERB') return false;
    if (index - place > 6) return false;
  }
  return true;
}

/** A wholly quoted utterance: several sentences; a capital and an end mark; or after a comma or colon. */
function shapeOf(
  text: string,
  segment: Segment,
  place: number,
  quotation: Quotation,
  before: ResolvedCue | undefined,
): boolean {
  const inner = text.slice(quotation.innerStart, quotation.innerEnd);
  const words = inner.split(/\s+/).length;
  const previous = segment.items[place - 1];
  const next = segment.items[place + 1];
  if (
    segment.items.length === 1 ||
    /[.?!]['’)\]]?\s+['‘(]?\p{Lu}/u.test(inner.replace(/\b(?:Mr|Mrs|Ms|Dr|U\.S|St)\./g, ''))
  )
    return true;
  const ended = /[.,?!…—-]$/.test(inner) || next?.text === ',' || next === undefined;
  const capital = /^[^\p{L}\p{N}]*[\p{Lu}\p{N}]/u.test(inner);
  const opened = previous === undefined || /^[,:—–.-]/.test(previous.text);
  if (previous !== undefined && /^[:]$/.test(previous.text)) return true;
  if (capital && ended) return words > 3 || opened || isCue(previous);
  if (previous?.text === ',') return words >= 4 || (before !== undefined && place - before.cue.at <= 3);
  if (previous === undefined) return /[,?!—]$/.test(inner) && words >= 4;
  return isCue(previous) && words >= 5 && ended && before?.cue.strength === 'speech';
}

function isCue(token: Token | undefined): boolean {
  return token !== undefined && CUES.verbs.get(token.lower)?.strength === 'speech';
}

/** Characters before a quotation in which "so-called", "dubbed" and the like are looked for. */
const MARKER_REACH = 24;

function notAttributed(text: string, quotation: Quotation): boolean {
  const before = text.slice(Math.max(0, quotation.start - MARKER_REACH), quotation.start).toLowerCase();
  return NOT_ATTRIBUTED.test(before);
}

const NOT_ATTRIBUTED = new RegExp(`(?:^|[^\\p{L}])(?:${CUES.notAttributed.join('|')})[,:]?\\s*$`, 'u');

function toRetelling(items: readonly Token[], entry: ResolvedCue, used: ReadonlySet<Cue>): Retelling {
  const { cue } = entry;
  const unquoted =
    !used.has(cue) || (cue.complement !== 'quotation' && cue.complement !== 'none' && !cue.parenthetical);
  return {
    offset: items[cue.at]!.start,
    speaker: nameOf(entry.speaker),
    joint: entry.joint === null ? null : nameOf(entry.joint),
    unquoted,
    subordinate: cue.subordinate,
  };
}

/** What chaining needs to know of the paragraphs: who spoke where. */
class Paragraphs {
  private readonly segments: { segment: Segment; speakers: (string | null)[]; quotations: number[] }[] = [];

  add(segment: Segment, resolved: readonly ResolvedCue[], drafts: readonly (Draft | undefined)[]): void {
    const quotations = segment.items.flatMap((item) => (item.tag === 'QUOTATION' ? [item.quotation] : []));
    const quoted = quotations.flatMap((index) => (drafts[index]?.settled ? [drafts[index].speaker] : []));
    const told = resolved.filter(({ cue }) => !cue.subordinate).map(({ speaker }) => nameOf(speaker));
    this.segments.push({ segment, speakers: quoted.length > 0 ? quoted : told, quotations });
  }

  /** Gives a full quotation without a cue the speaker of its sentence, its paragraph, a colon or an open quotation before. */
  chain(text: string, analysis: Analysis, drafts: readonly (Draft | undefined)[]): void {
    for (const [index, { segment, speakers, quotations }] of this.segments.entries()) {
      for (const quotation of quotations) {
        const draft = drafts[quotation];
        if (draft === undefined || draft.settled || draft.kind !== 'full' || draft.speaker !== null) continue;
        draft.speaker =
          speakers.at(-1) ??
          this.sameParagraph(index, segment.paragraph) ??
          this.previousParagraph(text, analysis, index, drafts) ??
          null;
        if (draft.speaker !== null) speakers.push(draft.speaker);
      }
    }
  }

  private sameParagraph(index: number, paragraph: number): string | null {
    for (let at = index - 1; at >= 0 && this.segments[at]!.segment.paragraph === paragraph; at--) {
      const speaker = this.segments[at]!.speakers.at(-1);
      if (speaker !== undefined) return speaker;
    }
    const next = this.segments[index + 1];
    return next?.segment.paragraph === paragraph ? (next.speakers[0] ?? null) : null;
  }

  private previousParagraph(
    text: string,
    analysis: Analysis,
    index: number,
    drafts: readonly (Draft | undefined)[],
  ): string | null {
    const own = this.segments[index]!.segment;
    if (this.segments[index - 1]?.segment.paragraph === own.paragraph) return null;
    const previous = this.segments[index - 1];
    if (previous === undefined) return null;
    const end = previous.segment.items.at(-1);
    if (end === undefined) return null;
    const colon = end.text === ':';
    const open = end.tag === 'QUOTATION' && !analysis.quotations[end.quotation]!.closed;
    if (!colon && !(open && own.items[0]?.tag === 'QUOTATION')) return null;
    if (open) return drafts[end.quotation]?.speaker ?? null;
    return text[end.start] === ':' ? (previous.speakers.at(-1) ?? null) : null;
  }
}
