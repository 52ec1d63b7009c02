import { NAME_CONNECTORS } from './data/attribution-verbs.ts';
import { CONTINUES_AFTER_QUOTE } from './data/continuations.ts';
import { isEndAfterStop } from './full-stops.ts';
import { type LanguageData, languageData } from './language-data.ts';

/** A half-open range of UTF-16 offsets into a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface SplitOptions {
  /** BCP 47 tag; chooses abbreviations, words that open sentences, verbs of attribution. */
  readonly language: string;
  /** True where the text has no capital letters, so that a small letter may open a sentence. */
  readonly caseless?: boolean;
  /** True in a Markdown block quote, whose line starts carry `>`. */
  readonly quoted?: boolean;
}

/**
 * Splits a block of text (a paragraph, a heading, a list item) into sentences. Spans are in order, do not overlap,
 * have no outer white space, and cover everything but white space.
 *
 * Every mark that Unicode gives the property Sentence_Terminal is looked at once, and a decision is made from
 * what stands close before and after it, so the time is linear. There is no quotation state: whether a quotation
 * mark closes is told by where it touches, so a stray one cannot swallow a paragraph. (`Intl.Segmenter`, UAX #29,
 * knows neither abbreviations nor attributions and breaks after "Mr."; its terminals and closers are what
 * we start from.)
 */
export function splitSentences(text: string, block: Span, options: SplitOptions): Span[] {
  const source = text.slice(block.start, block.end);
  const reader: Reader = {
    source,
    data: languageData(options.language),
    caseless: options.caseless ?? false,
    brackets: matchBrackets(source),
    gap: options.quoted ? /[\s>]*/y : /\s*/y,
  };
  const spans: Span[] = [];
  let start = matchEnd(reader.gap, source, 0);
  const terminal = reader.data.semicolonAsks ? TERMINAL_OR_SEMICOLON : TERMINAL;
  terminal.lastIndex = start;
  for (let found = terminal.exec(source); found; found = terminal.exec(source)) {
    const candidate = readCandidate(reader, start, found.index);
    terminal.lastIndex = candidate.closed;
    if (candidate.next < source.length && isBoundary(reader, candidate)) {
      spans.push({ start: block.start + start, end: block.start + candidate.closed });
      start = candidate.next;
      terminal.lastIndex = start;
    }
  }
  const end = start + source.slice(start).trimEnd().length;
  if (end > start) spans.push({ start: block.start + start, end: block.start + end });
  return spans;
}

/** A block while it is split. */
export interface Reader {
  readonly source: string;
  readonly data: LanguageData;
  readonly caseless: boolean;
  /** For each opening bracket with a match near enough, where its pair is. */
  readonly brackets: readonly Span[];
  readonly gap: RegExp;
}

/** A place where a sentence may end. */
export interface Candidate {
  /** Start of the sentence that would end here. */
  readonly sentence: number;
  /** The terminal marks: `source.slice(start, end)`. */
  readonly start: number;
  readonly end: number;
  /** After quotation marks, brackets and note references that belong to the sentence. */
  readonly closed: number;
  /** Where the following text begins. */
  readonly next: number;
}

const TERMINAL = /[\p{Sentence_Terminal}…‥\u037e]/gu;
const TERMINAL_OR_SEMICOLON = /[\p{Sentence_Terminal}…‥\u037e;]/gu;
const TERMINAL_RUN =
  /[\p{Sentence_Terminal}…‥\u037e]+(?:[\ufe0e\ufe0f\u200d]|[ \u00a0]\.(?=[ \u00a0]\.|$|[ \u00a0\n]))*[\p{Sentence_Terminal}…‥]*/uy;
/** Closing marks that touch the terminal; a note reference "[12]", "[citation needed]"; a link's address; emoji. */
const CLOSERS =
  /(?:["'*_~`”’»›\p{Pe}]|[“‘«‹](?![\p{L}\p{M}\p{N}])|[ \u00a0\u202f][»›](?![\p{L}\p{N}])|\[(?:\^?[\w-]{1,16}|note\s\d{1,3}|[\p{L}\s]{1,24}\?|citation\sneeded)\]|(?<=\])\([^()\s]{1,2000}\)|[ \u00a0]?\p{Extended_Pictographic}(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\u200d)*(?=\s|$))*/uy;
const OPENERS = /[\p{Ps}\p{Pi}\p{Pf}"'*_~`„‚¿¡«»<>#\s]*/uy;
const TERMINALS_WITHOUT_SPACE = /[。．！？｡︒﹒﹖﹗]/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** Georgian writes without capitals, though Unicode calls its letters small. */
const SMALL = /(?!\p{Script=Georgian})\p{Ll}/u;
const BRACKET_REACH = 400;

function matchEnd(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

function readCandidate(reader: Reader, sentence: number, start: number): Candidate {
  const { source } = reader;
  // A semicolon that ends a sentence stands alone.
  const end = Math.max(start + 1, matchEnd(TERMINAL_RUN, source, start));
  const closed = matchEnd(CLOSERS, source, end);
  return { sentence, start, end, closed, next: matchEnd(reader.gap, source, closed) };
}

function isBoundary(reader: Reader, at: Candidate): boolean {
  const { source } = reader;
  const run = source.slice(at.start, at.end);
  const closers = source.slice(at.end, at.closed);
  if (at.next === at.closed) return isBoundaryWithoutSpace(reader, at, run, closers);
  if (isInsideBrackets(reader, at)) return false;
  if (isBracketedEllipsis(source, at, run, closers)) return false;
  const wordStart = matchEnd(OPENERS, source, at.next);
  if (wordStart >= source.length) return false;
  const first = String.fromCodePoint(source.codePointAt(wordStart)!);
  if (/[—–―]/.test(first)) return isBoundaryBeforeDash(reader, at.next, wordStart);
  if (SMALL.test(first) && !reader.caseless) return isOddCapital(source, wordStart);
  if (run === '.') return isEndAfterStop(reader, at, wordStart, first);
  if (hasQuote(closers)) return !isAttribution(reader, at.next);
  return !isInsideQuotedPhrase(source, at);
}

/** "。" needs no space after it; neither does "!" between ideographs, nor a space lost in "proposals.The next". */
function isBoundaryWithoutSpace(reader: Reader, at: Candidate, run: string, closers: string): boolean {
  const { source } = reader;
  const following = source.slice(at.next, at.next + 12);
  if (TERMINALS_WITHOUT_SPACE.test(run) || (/[!?…]/.test(run) && IDEOGRAPH.test(following.slice(0, 1)))) {
    if (isInsideBrackets(reader, at) || closesBrackets(reader, at)) return false;
    return !(closers !== '' && CONTINUES_AFTER_QUOTE.test(following));
  }
  if (run !== '.' || closers !== '') return false;
  return (
    /[\p{Ll}]{3}$/u.test(source.slice(Math.max(at.sentence, at.start - 3), at.start)) &&
    /^["“‘«]?\p{Lu}\p{Ll}+[ ,’']/u.test(source.slice(at.next, at.next + 24)) &&
    !/[/@]|www\.|:\/\//.test(lastToken(source, at.sentence, at.start))
  );
}

function lastToken(source: string, from: number, end: number): string {
  return /\S*$/.exec(source.slice(Math.max(from, end - 60), end))![0];
}

export function hasQuote(closers: string): boolean {
  return /["'”“’»«›‹]/.test(closers);
}

/** "[…]", "(...)": an omission, not an end. */
function isBracketedEllipsis(source: string, at: Candidate, run: string, closers: string): boolean {
  return (
    /^(?:\.{2,}|…|\. \. ?\.?)$/.test(run) && /[[(]/.test(source[at.start - 1] ?? '') && /^[\])]/.test(closers)
  );
}

/** "iPhone", "macOS": a small letter with a capital behind it opens a sentence too. */
function isOddCapital(source: string, wordStart: number): boolean {
  return /^\p{Ll}{1,3}\p{Lu}/u.test(source.slice(wordStart, wordStart + 6));
}

/** "What now? — that was the question.": what goes on in small letters after a dash is the same sentence. */
function isBoundaryBeforeDash({ source, caseless }: Reader, next: number, dash: number): boolean {
  const after = matchEnd(OPENERS, source, dash + 1);
  if (!caseless && SMALL.test(source.slice(after, after + 1))) return isOddCapital(source, after);
  return !isSignature(source, next);
}

/** "…” — Jane Roe": a name after a dash signs what stands before it. */
function isSignature(source: string, next: number): boolean {
  const rest = source.slice(next, next + 100);
  return (
    next + 100 >= source.length &&
    !/[.!?…]\s*$/.test(rest) &&
    /^[—–―]\s?[\p{L}’'.-]+(?:(?:, ?| )[\p{L}’'.-]+){0,7},?$/u.test(rest.trimEnd())
  );
}

/**
 * "“Why?” Meloni asked.", "“Why?” President of the Council Hugo Lind asked.", "“Why?” Hale’s lawyer, Ann Dow, asked.":
 * a capitalised word that does not open sentences and soon a verb of speech; with other small words than those of
 * names in between, the verb has to end its clause.
 */
function isAttribution(reader: Reader, next: number): boolean {
  const { starters, attributionVerbs } = reader.data;
  const [first = '', ...words] = reader.source.slice(next, next + 120).split(/\s+/, ATTRIBUTION_WORDS);
  if (!/^\p{Lu}[\p{L}\p{M}’',.-]*$/u.test(first) || starters.has(first.toLowerCase())) return false;
  let plain = true;
  for (const word of words) {
    const bare = word.replace(/[.,:;!?]+$/, '');
    if (attributionVerbs.has(bare.toLowerCase())) return plain || word !== bare;
    if (/[:;!?]$|\p{Ll}{3}\.$/u.test(word)) return false;
    plain &&= NAME_CONNECTORS.has(word) || /^\p{Lu}[\p{L}\p{M}’'.-]*$/u.test(word);
  }
  return false;
}

const ATTRIBUTION_WORDS = 9;

/** The chant of “Out! Out!”: marks inside a few quoted words that are a part of their sentence. */
function isInsideQuotedPhrase(source: string, at: Candidate): boolean {
  const before = source.slice(Math.max(at.sentence, at.start - QUOTED_PHRASE), at.start);
  const straight = before.split('"').length % 2 === 0 ? before.lastIndexOf('"') : -1;
  const opening = Math.max(before.lastIndexOf('“'), before.lastIndexOf('«'), straight);
  if (opening <= 0 || /[”»]/.test(before.slice(opening))) return false;
  if (!/[\p{L}\p{N}]\s$/u.test(before.slice(Math.max(0, opening - 2), opening))) return false;
  return /^[^"“”«».\n]*[!?]?["”»]/.test(source.slice(at.end, at.end + QUOTED_PHRASE));
}

const QUOTED_PHRASE = 80;

/** Inside brackets that opened within the sentence after its first word: a parenthesis does not end its sentence. */
function isInsideBrackets(reader: Reader, at: Candidate): boolean {
  const pair = bracketsFrom(reader, at.closed);
  return pair !== undefined && pair.start > at.sentence && pair.start < at.start;
}

/** Right after the mark closes a bracket that opened within the sentence. */
function closesBrackets(reader: Reader, at: Candidate): boolean {
  const pair = bracketsFrom(reader, at.end);
  return pair !== undefined && pair.start > at.sentence && pair.end < at.closed;
}

/** The first pair of brackets that closes at an offset or later. */
export function bracketsFrom({ brackets }: Reader, offset: number): Span | undefined {
  let low = 0;
  let high = brackets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (brackets[middle]!.end < offset) low = middle + 1;
    else high = middle;
  }
  return brackets[low];
}

/** The outermost bracket pairs of a block that are at most BRACKET_REACH apart, in order. */
function matchBrackets(source: string): Span[] {
  const pairs: Span[] = [];
  let open: { at: number; mark: string; closing: string } | undefined;
  let depth = 0;
  for (const { 0: mark, index } of source.matchAll(/[()[\]（）［］【】]/g)) {
    if (open && index - open.at > BRACKET_REACH) open = undefined;
    if (!open) {
      const closing = CLOSING_BRACKETS[mark];
      if (closing === undefined) continue;
      open = { at: index, mark, closing };
      depth = 1;
    } else if (mark === open.mark) depth++;
    else if (mark === open.closing && --depth === 0) {
      pairs.push({ start: open.at, end: index });
      open = undefined;
    }
  }
  return pairs;
}

const CLOSING_BRACKETS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '（': '）',
  '［': '］',
  '【': '】',
};
