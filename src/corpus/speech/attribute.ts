import type { Document, Sentence } from '../types.ts';
import { type Draft, Paragraphs } from './chains.ts';
import type { Place } from './coreference.ts';
import { type Cue, findCues } from './cues.ts';
import { Discourse } from './discourse.ts';
import { findForeignCues } from './foreign-cues.ts';
import { resolveForeignSpeaker } from './foreign-speakers.ts';
import { labelledParagraphs, type Utterance } from './labels.ts';
import { speechLanguage } from './languages.ts';
import { isWholeBesideCue, isWholeUtterance, notAttributed } from './quotation-kind.ts';
import type { Quotation } from './quotations.ts';
import type { Registry } from './registry.ts';
import { type Analysis, isEnglish, type Segment } from './segments.ts';
import { type Context, resolveSpeaker, type Speaker } from './speakers.ts';
import type { Token } from './tokens.ts';
import { NOUNS } from './words.ts';

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
  /** Paragraphs of a transcript that a label gives to a speaker. */
  readonly utterances: readonly Utterance[];
}

interface ResolvedCue {
  readonly cue: Cue;
  readonly speaker: Speaker;
  readonly joint: Speaker | null;
}

/** Says for every quotation and every cue of the document who speaks. */
export function attribute(
  document: Document,
  sentences: readonly Sentence[],
  analysis: Analysis,
  registry: Registry,
): Attribution {
  const discourse = new Discourse();
  const english = isEnglish(document);
  const drafts: (Draft | undefined)[] = [];
  const retellings: Retelling[] = [];
  const paragraphs = new Paragraphs(analysis, registry);
  for (const segment of analysis.segments) {
    const resolved = english
      ? resolveCues(document, sentences, analysis, segment, registry, discourse)
      : resolveForeignCues(document, sentences, segment, registry, discourse);
    const used = attributeSegment(document.text, analysis, segment, resolved, english, drafts);
    const told = resolved.filter(({ cue }) => !cue.subordinate).map(({ speaker }) => nameOf(speaker));
    paragraphs.add(segment, told, drafts);
    retellings.push(...resolved.map((entry) => toRetelling(segment.items, entry, used)));
  }
  paragraphs.chain(drafts);
  return {
    quotations: analysis.quotations.map((quotation, index) => ({
      ...quotation,
      kind: drafts[index]?.kind ?? 'scare',
      speaker: drafts[index]?.speaker ?? null,
    })),
    retellings,
    utterances: labelledParagraphs(sentences, analysis, registry),
  };
}

function resolveCues(
  document: Document,
  sentences: readonly Sentence[],
  analysis: Analysis,
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
      place: placeOf(sentences, segment, discourse, start),
      nearestText: () => nearestText(analysis, sentenceAt(sentences, segment, start), start),
    };
    const speaker = resolveSpeaker(segment.items, cue.subject, cue, context);
    if (speaker.kind === 'nobody') continue;
    const joint = cue.joint === null ? null : resolveSpeaker(segment.items, cue.joint, cue, context);
    remember(discourse, speaker, segment.items, cue, context.place.sentence);
    resolved.push(
      joint?.kind === 'named' ? { cue, speaker: joint, joint: speaker } : { cue, speaker, joint: null },
    );
  }
  return resolved;
}

function resolveForeignCues(
  document: Document,
  sentences: readonly Sentence[],
  segment: Segment,
  registry: Registry,
  discourse: Discourse,
): ResolvedCue[] {
  const language = speechLanguage(document.language);
  if (language === null) return [];
  return findForeignCues(segment.items, registry, language).map((found) => {
    const place = placeOf(sentences, segment, discourse, segment.items[found.cue.at]!.start);
    const { text } = document;
    const speaker = resolveForeignSpeaker(text, segment.items, found, registry, discourse, place, language);
    return { cue: found.cue, speaker, joint: null };
  });
}

function placeOf(
  sentences: readonly Sentence[],
  segment: Segment,
  { lastSpeaker, lastSpoke }: Discourse,
  start: number,
): Place {
  return {
    start,
    sentence: sentenceAt(sentences, segment, start),
    lastSpeaker,
    lastSpoke,
    paragraphOf: (sentence) => sentences[sentence]!.paragraph,
  };
}

function remember(
  discourse: Discourse,
  speaker: Speaker,
  items: readonly Token[],
  { subject, verb }: Cue,
  sentence: number,
): void {
  if (speaker.kind !== 'named') return;
  if (speaker.actor !== null) discourse.rememberActor(speaker, speaker.actor, sentence);
  else if (verb !== 'ask')
    discourse.rememberSource(speaker, items.slice(subject.first, subject.head + 1), sentence);
}

/** How many sentences back "it" may mean a text. */
const TEXT_REACH = 2;

/** "The folder held the inspection report. It described …": the text mentioned last, outside quotations. */
function nearestText(analysis: Analysis, sentence: number, before: number): Speaker | null {
  for (let index = sentence; index >= Math.max(0, sentence - TEXT_REACH); index--) {
    const text = analysis.tokens[index]!.findLast(
      (token) => token.end <= before && token.quotation < 0 && NOUNS.texts.has(token.lower),
    );
    if (text !== undefined) return { kind: 'named', name: text.text, actor: null };
  }
  return null;
}

function sentenceAt(sentences: readonly Sentence[], segment: Segment, offset: number): number {
  let low = segment.first;
  let high = segment.last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sentences[middle]!.end <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Attributes a segment's quotations by its cues; returns the cues that a quotation used. */
function attributeSegment(
  text: string,
  analysis: Analysis,
  segment: Segment,
  resolved: readonly ResolvedCue[],
  english: boolean,
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
    const scare = notAttributed(text, quotation);
    const chosen = scare
      ? undefined
      : chooseCue(text, segment.items, place, nextPlace, quotation, before, after);
    const whole =
      !scare &&
      (isWholeUtterance(text, segment, place, quotation, before?.cue) ||
        (!english && isWholeBesideCue(text, segment, place, quotation, chosen?.cue)));
    if (chosen !== undefined) used.add(chosen.cue);
    drafts[item.quotation] = {
      kind: scare ? 'scare' : whole ? 'full' : chosen === undefined ? 'scare' : 'partial',
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

/** "criticised the plan": with a quotation too, the object is retold. */
function describes(cue: Cue): boolean {
  return cue.strength === 'nounPhrase' && (cue.complement === 'object' || cue.complement === 'about');
}

function toRetelling(items: readonly Token[], entry: ResolvedCue, used: ReadonlySet<Cue>): Retelling {
  const { cue } = entry;
  const announces = cue.complement === 'none' && items.at(-1)?.text === ':';
  const retells = cue.complement === 'clause' || cue.complement === 'infinitive';
  const unquoted = !announces && (!used.has(cue) || (retells && !cue.parenthetical) || describes(cue));
  return {
    offset: items[cue.at]!.start,
    speaker: nameOf(entry.speaker),
    joint: entry.joint === null ? null : nameOf(entry.joint),
    unquoted,
    subordinate: cue.subordinate,
  };
}
