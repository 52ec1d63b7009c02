import type { SearchIndex } from '../search/index.ts';
import { answer, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { type Alignment, align, ELIDED } from './align.ts';
import { TURNING_PHRASES, TURNING_WORDS } from './data/turning-words.ts';
import { findCandidates, findExact, longestRun, type Run } from './find.ts';
import { ELLIPSIS, type FoldedWord, foldWords } from './fold.ts';
import { type QuoteIndex, sentenceAt, sentenceOf, wordNumber } from './index.ts';
import { blankMarks } from './markup.ts';
import type { Difference, QuotedSpan, QuoteFinding } from './types.ts';

/** Share of the quotation's words that must stand the same, in order, for it to count as that passage, altered. */
const ALTERED_SHARE = 0.6;
/** Fewest words that must stand the same for that; two shared words are no quotation. */
const ALTERED_WORDS = 3;
/** Fewest words in a row that count as a part of a splice. */
const PART_WORDS = 3;
/** Share of the quotation that the parts of a splice must cover. */
const SPLICED_SHARE = 0.8;
/** A splice must explain this much more of the quotation than the best single passage does. */
const SPLICED_GAIN = 0.1;

/** Characters of a quotation that are looked up for its nearest passage. */
const NEAREST_CHARACTERS = 500;

/** What checking a quotation needs: the searchable corpus, its word stream, and two judgements made elsewhere. */
export interface QuoteContext {
  readonly search: SearchIndex;
  readonly quotes: QuoteIndex;
  /** Whether an offset of a document lies inside quotation marks there. */
  readonly isQuoted: (document: string, offset: number) => boolean;
  /** Whether a name as a message gives it can mean that speaker of that document. */
  readonly isSpeaker: (claimed: string, passage: Passage) => boolean;
}

/** Compares one quoted span with the corpus. Pure and bounded: a span of 4,000 characters aligns with few stretches. */
export function checkQuote(context: QuoteContext, span: QuotedSpan): QuoteFinding {
  const words = trimEllipses(foldWords(blankMarks(span.text)));
  const forms = words.map((word) => word.form);
  const numbers = forms.map((form) => (form === ELLIPSIS ? ELIDED : wordNumber(context.quotes, form)));
  if (words.length === 0) return absent(context, span);

  const exact = exactPlace(context, span, numbers);
  if (exact >= 0) return spoken(context, span, passagesOf(context, exact, exact + numbers.length), []);

  const best = bestAlignment(context.quotes, numbers);
  const reading = best && readChanges(context, span, words, best);
  if (best && reading && reading.differences.length === 0) {
    const passages = passagesUsed(context, best);
    return reading.joins
      ? { kind: 'spliced', span, passages }
      : spoken(context, span, passages, reading.omitted);
  }
  const share = best ? best.alignment.same / forms.filter((form) => form !== ELLIPSIS).length : 0;
  // Where one passage explains all but a word or two, those are changed words and no part of another sentence.
  const splice = best && best.alignment.edits < PART_WORDS ? undefined : spliceOf(context.quotes, numbers);
  if (splice && splice.share >= Math.max(SPLICED_SHARE, share + SPLICED_GAIN))
    return { kind: 'spliced', span, passages: passagesOfRuns(context, splice.runs) };
  if (best && reading && share >= ALTERED_SHARE && best.alignment.same >= ALTERED_WORDS)
    return altered(context, span, passagesUsed(context, best), reading.differences);
  return absent(context, span);
}

/** A stretch of source with the quotation aligned to it. */
interface Match {
  /** Word position that source words of the alignment count from. */
  readonly from: number;
  readonly alignment: Alignment;
}

function exactPlace(context: QuoteContext, span: QuotedSpan, numbers: readonly number[]): number {
  const { claimed } = span;
  if (claimed === null) return findExact(context.quotes, numbers);
  return findExact(context.quotes, numbers, (position) =>
    givenTo(context, claimed, passagesOf(context, position, position + 1)),
  );
}

function bestAlignment(index: QuoteIndex, numbers: readonly number[]): Match | undefined {
  let best: Match | undefined;
  for (const [from, to] of findCandidates(index, numbers)) {
    const alignment = align(numbers, index.words.subarray(from, to));
    if (!best || value(alignment) > value(best.alignment)) best = { from, alignment };
  }
  return best && best.alignment.same > 0 ? best : undefined;
}

function value(alignment: Alignment): number {
  return alignment.same - alignment.edits;
}

/** What an alignment says: the words that differ, what ellipses left out, and whether separate sentences were joined. */
function readChanges(
  context: QuoteContext,
  span: QuotedSpan,
  words: readonly FoldedWord[],
  match: Match,
): { differences: Difference[]; omitted: string[]; joins: boolean } {
  const { quotes } = context;
  const differences: Difference[] = [];
  const omitted: string[] = [];
  let joins = false;
  for (const whole of changesOf(match)) {
    const change = withinSentence(quotes, whole);
    const { first, last } = change;
    const source = first < 0 ? '' : sourceText(quotes, first, last);
    const quoted = change.quoted.length === 0 ? '' : quotedText(span, words, change.quoted);
    const inner = change.before >= 0 && change.after >= 0;
    if (change.kind === 'dropped' || change.kind === 'omitted') {
      if (inner && isInterruption(context, change)) continue;
      if (inner && sentenceAt(quotes, change.before) !== sentenceAt(quotes, change.after)) joins = true;
      else if (change.kind === 'dropped') differences.push({ kind: 'dropped', quoted, source });
      else if (turns(quotes, first, last)) differences.push({ kind: 'dropped', quoted: ELLIPSIS, source });
      else if (source !== '') omitted.push(source);
    } else differences.push({ kind: change.kind, quoted, source });
  }
  return { differences, omitted, joins };
}

interface Change {
  readonly kind: 'replaced' | 'added' | 'dropped' | 'omitted';
  /** Places of the quoted words among the span's words. */
  readonly quoted: readonly number[];
  /** Positions of the first and last source word, or −1. */
  readonly first: number;
  readonly last: number;
  /** Positions of the source words that stand the same before and after, or −1 at an end. */
  readonly before: number;
  readonly after: number;
}

/** Neighbouring steps that are not the same word make one change. */
function changesOf({ from, alignment }: Match): Change[] {
  const changes: Change[] = [];
  const { steps } = alignment;
  let before = -1;
  for (let i = 0; i < steps.length; ) {
    if (steps[i]!.kind === 'same') {
      before = from + steps[i++]!.source;
      continue;
    }
    const run = [];
    while (i < steps.length && steps[i]!.kind !== 'same') run.push(steps[i++]!);
    const after = i < steps.length ? from + steps[i]!.source : -1;
    const quoted = run
      .filter((step) => step.kind === 'replaced' || step.kind === 'added')
      .map((step) => step.quoted);
    const source = run.filter((step) => step.source >= 0).map((step) => from + step.source);
    const elided = run.some((step) => step.kind === 'ellipsis');
    const kind =
      quoted.length === 0 ? (elided ? 'omitted' : 'dropped') : source.length === 0 ? 'added' : 'replaced';
    changes.push({ kind, quoted, first: source[0] ?? -1, last: source.at(-1) ?? -1, before, after });
  }
  return changes;
}

/** At an end of the quotation words stand for those of the same sentence only; past it they are added. */
function withinSentence(index: QuoteIndex, change: Change): Change {
  const beside = change.before >= 0 ? change.before : change.after;
  if (change.kind !== 'replaced' || (change.before >= 0 && change.after >= 0) || beside < 0) return change;
  const sentence = sentenceAt(index, beside);
  const from = Math.max(change.first, index.sentenceWords[sentence]!);
  const to = Math.min(change.last, index.sentenceWords[sentence + 1]! - 1);
  return from > to ? { ...change, kind: 'added', first: -1, last: -1 } : { ...change, first: from, last: to };
}

/** Whether what was left out is only the source's own "she noted" between two quoted pieces. */
function isInterruption({ quotes, isQuoted }: QuoteContext, { first, last, before, after }: Change): boolean {
  const quotedAt = (position: number) =>
    isQuoted(sentenceOf(quotes, sentenceAt(quotes, position)).document, quotes.starts[position]!);
  if (first < 0 || !quotedAt(before) || !quotedAt(after)) return false;
  for (let position = first; position <= last; position++) if (quotedAt(position)) return false;
  return true;
}

function turns(index: QuoteIndex, first: number, last: number): boolean {
  if (first < 0) return false;
  const { document } = sentenceOf(index, sentenceAt(index, first));
  const language = index.documents.get(document)!.language.split('-')[0]!;
  const turning = TURNING_WORDS[language] ?? TURNING_WORDS.en!;
  const phrases = TURNING_PHRASES[language] ?? TURNING_PHRASES.en!;
  const forms = Array.from(index.words.subarray(first, last + 1), (word) => index.forms[word]!);
  const said = ` ${forms.join(' ')} `;
  return (
    forms.some((form) => turning.includes(form)) || phrases.some((phrase) => said.includes(` ${phrase} `))
  );
}

/** The parts, longest first from the left, that a quotation is joined from; undefined where it is not two or more. */
function spliceOf(index: QuoteIndex, numbers: readonly number[]): { runs: Run[]; share: number } | undefined {
  const runs: Run[] = [];
  let covered = 0;
  for (let at = 0; at < numbers.length; ) {
    const run = longestRun(index, numbers, at, PART_WORDS);
    if (run) {
      runs.push(run);
      covered += run.length;
    }
    at += run?.length ?? 1;
  }
  const sentences = new Set(runs.map((run) => sentenceAt(index, run.position)));
  return sentences.size < 2 ? undefined : { runs, share: covered / numbers.length };
}

function spoken(
  context: QuoteContext,
  span: QuotedSpan,
  passages: readonly Passage[],
  omitted: readonly string[],
): QuoteFinding {
  return span.claimed === null || givenTo(context, span.claimed, passages)
    ? { kind: 'exact', span, passages, omitted }
    : { kind: 'other-speaker', span, passages };
}

function altered(
  context: QuoteContext,
  span: QuotedSpan,
  passages: readonly Passage[],
  differences: readonly Difference[],
): QuoteFinding {
  const claimedOther = span.claimed !== null && !givenTo(context, span.claimed, passages);
  return { kind: 'altered', span, passages, differences, claimedOther };
}

function absent({ search }: QuoteContext, span: QuotedSpan): QuoteFinding {
  const found = answer(search, span.text.slice(0, NEAREST_CHARACTERS), { limit: 1 });
  const near = found.kind === 'answered' ? found.passages : found.kind === 'silent' ? found.nearest : [];
  return { kind: 'absent', span, nearest: near[0] ?? null };
}

function givenTo(context: QuoteContext, claimed: string, passages: readonly Passage[]): boolean {
  return passages.some((passage) => context.isSpeaker(claimed, passage));
}

function passagesUsed(context: QuoteContext, { from, alignment }: Match): Passage[] {
  const used = alignment.steps.filter((step) => step.kind === 'same').map((step) => from + step.source);
  return used.flatMap((position) => passagesOf(context, position, position + 1)).filter(isFirst);
}

function passagesOfRuns(context: QuoteContext, runs: readonly Run[]): Passage[] {
  return runs.flatMap((run) => passagesOf(context, run.position, run.position + run.length)).filter(isFirst);
}

function isFirst(passage: Passage, place: number, all: readonly Passage[]): boolean {
  return all.findIndex((other) => other.id === passage.id) === place;
}

/** The sentences that word positions from `from` to `to` lie in. */
function passagesOf({ search, quotes }: QuoteContext, from: number, to: number): Passage[] {
  const passages: Passage[] = [];
  for (let number = sentenceAt(quotes, from); number <= sentenceAt(quotes, to - 1); number++)
    passages.push(toPassage(search, sentenceOf(quotes, number), 0, 1));
  return passages;
}

function sourceText(index: QuoteIndex, first: number, last: number): string {
  const { document } = sentenceOf(index, sentenceAt(index, first));
  return index.documents.get(document)!.text.slice(index.starts[first]!, index.ends[last]!);
}

function quotedText(span: QuotedSpan, words: readonly FoldedWord[], places: readonly number[]): string {
  return span.text.slice(words[places[0]!]!.start, words[places.at(-1)!]!.end);
}

function trimEllipses(words: FoldedWord[]): FoldedWord[] {
  const from = words.findIndex((word) => word.form !== ELLIPSIS);
  const to = words.findLastIndex((word) => word.form !== ELLIPSIS);
  return from < 0 ? [] : words.slice(from, to + 1);
}
