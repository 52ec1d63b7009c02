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
  TERMINAL.lastIndex = start;
  for (let found = TERMINAL.exec(source); found; found = TERMINAL.exec(source)) {
    const candidate = readCandidate(reader, start, found.index);
    TERMINAL.lastIndex = candidate.closed;
    if (candidate.next < source.length && isBoundary(reader, candidate)) {
      spans.push({ start: block.start + start, end: block.start + candidate.closed });
      start = candidate.next;
      TERMINAL.lastIndex = start;
    }
  }
  const end = start + source.slice(start).trimEnd().length;
  if (end > start) spans.push({ start: block.start + start, end: block.start + end });
  return spans;
}

interface Reader {
  readonly source: string;
  readonly data: LanguageData;
  readonly caseless: boolean;
  /** For each opening bracket with a match near enough, where its pair is. */
  readonly brackets: readonly Span[];
  readonly gap: RegExp;
}

/** A place where a sentence may end. */
interface Candidate {
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
const TERMINAL_RUN =
  /[\p{Sentence_Terminal}…‥\u037e]+(?:[\ufe0e\ufe0f\u200d]|[ \u00a0]\.(?=[ \u00a0]\.|$|[ \u00a0\n]))*[\p{Sentence_Terminal}…‥]*/uy;
/** Closing marks that touch the terminal; a note reference "[12]", "[citation needed]"; a link's address. */
const CLOSERS =
  /(?:["'*_~`”“’‘»«›‹\p{Pe}]|[ \u00a0\u202f][»›](?![\p{L}\p{N}])|\[(?:\d{1,4}|[a-z]|note \d{1,3}|[\p{L} ]{1,24}\?|citation needed)\]|(?<=\])\([^()\s]{1,2000}\))*/uy;
const OPENERS = /[\p{Ps}\p{Pi}\p{Pf}"'*_~`„‚¿¡«»<>#\s]*/uy;
const TERMINALS_WITHOUT_SPACE = /[。．！？｡︒﹒﹖﹗]/u;
const IDEOGRAPH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const BRACKET_REACH = 400;

function matchEnd(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

function readCandidate(reader: Reader, sentence: number, start: number): Candidate {
  const { source } = reader;
  const end = matchEnd(TERMINAL_RUN, source, start);
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
  if (/[—–―]/.test(first)) return !isSignature(source, at.next);
  if (/\p{Ll}/u.test(first) && !reader.caseless) return isOddCapital(source, wordStart);
  if (run === '.') return isEndAfterStop(reader, at, wordStart, first);
  return !(hasQuote(closers) && isAttribution(reader, at.next));
}

/** "。" needs no space after it; neither does "!" between ideographs, nor a space lost in "proposals.The next". */
function isBoundaryWithoutSpace(reader: Reader, at: Candidate, run: string, closers: string): boolean {
  const { source } = reader;
  const following = source.slice(at.next, at.next + 12);
  if (TERMINALS_WITHOUT_SPACE.test(run) || (/[!?…]/.test(run) && IDEOGRAPH.test(following.slice(0, 1)))) {
    if (isInsideBrackets(reader, at)) return false;
    return !(closers !== '' && CONTINUES_AFTER_QUOTE.test(following));
  }
  if (run !== '.' || closers !== '') return false;
  return (
    /[\p{Ll}]{3}$/u.test(source.slice(Math.max(at.sentence, at.start - 3), at.start)) &&
    /^["“‘«]?\p{Lu}\p{Ll}+[ ,’']/u.test(source.slice(at.next, at.next + 24)) &&
    !/[/@]|www\.|:\/\//.test(lastToken(source, at.sentence, at.start))
  );
}

/** Japanese particles after 」 and Chinese attributions after ” go on with the sentence. */
const CONTINUES_AFTER_QUOTE =
  /^(?:[とっ、，ってはがをにものへや]|.{0,8}?(?:说|說|表示|称|稱|指出|问|問|道|强调|強調))/u;

function lastToken(source: string, from: number, end: number): string {
  return /\S*$/.exec(source.slice(Math.max(from, end - 60), end))![0];
}

function hasQuote(closers: string): boolean {
  return /["'”“’»«›‹]/.test(closers);
}

/** "[…]", "(...)": an omission, not an end. */
function isBracketedEllipsis(source: string, at: Candidate, run: string, closers: string): boolean {
  return (
    /^(?:\.{2,}|…|\. \. ?\.?)$/.test(run) && /[[(]/.test(source[at.start - 1] ?? '') && /^[\])]/.test(closers)
  );
}

/** "iPhone", "eBay": a small letter with a capital behind it opens a sentence too. */
function isOddCapital(source: string, wordStart: number): boolean {
  return /^\p{Ll}{1,2}\p{Lu}/u.test(source.slice(wordStart, wordStart + 6));
}

/** "…” — Jane Roe": a name after a dash signs what stands before it. */
function isSignature(source: string, next: number): boolean {
  const rest = source.slice(next, next + 100);
  return next + 100 >= source.length && /^[—–―]\s?(?:[\p{L}’'.-]+,? ?){1,8}$/u.test(rest.trimEnd());
}

/** "“Why?” Meloni asked.": one to five capitalised words, none of which opens sentences, and a verb of speech. */
function isAttribution(reader: Reader, next: number): boolean {
  const words = reader.source.slice(next, next + 100).split(/\s+/, 7);
  for (const [index, word] of words.entries()) {
    const bare = word.replace(/[.,:;!?]+$/, '');
    if (index > 0 && reader.data.attributionVerbs.has(bare.toLowerCase())) return true;
    if (!/^\p{Lu}[\p{L}\p{M}’'.-]*$/u.test(word)) return false;
    if (index === 0 && reader.data.starters.has(bare.toLowerCase())) return false;
  }
  return false;
}

/** Whether a full stop that is followed by white space and a word, a number or a symbol ends its sentence. */
function isEndAfterStop(reader: Reader, at: Candidate, wordStart: number, first: string): boolean {
  const { source, data } = reader;
  if (at.closed > at.end && hasQuote(source.slice(at.end, at.closed))) return true;
  const token = tokenBefore(source, at);
  if (token === '') return true;
  if (isEnumerator(source, at, token)) return false;
  const nextWord = /^[\p{L}\p{M}\p{N}’']*/u.exec(source.slice(wordStart, wordStart + 40))![0];
  const opens = data.starters.has(nextWord.toLowerCase().replaceAll('’', "'"));
  const beforeNumber = /\p{N}/u.test(first) || /^[IVXLC]+\b/.test(nextWord);
  const kinds = data.abbreviations.get(token.toLowerCase());
  if (/^\p{Lu}$/u.test(token)) return isEndAfterInitial(source, wordStart, nextWord, opens);
  if (kinds) {
    if (kinds.has('before')) return false;
    if (kinds.has('number') && beforeNumber) return false;
    if (kinds.has('name')) return opens;
    return true;
  }
  if (/^\p{N}{1,2}$/u.test(token) && data.ordinalDots) return opens || !/\p{L}/u.test(first);
  if (/^[IVX]{1,6}$/.test(token) && data.ordinalDots) return opens;
  // Dotted letters that no list has: "A.V. Club", "W.E.B. Du Bois".
  if (/^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(token)) return opens;
  if (/^\p{Ll}$/u.test(token) && !reader.caseless) return opens;
  return true;
}

/** "L. A. Mayer", "George W. Bush"; but "Plan B. The". */
function isEndAfterInitial(source: string, wordStart: number, nextWord: string, opens: boolean): boolean {
  const nextIsInitial = nextWord.length === 1 && source[wordStart + 1] === '.';
  return opens && !nextIsInitial;
}

/** The word that a full stop ends, without it: letters, digits, inner dots, hyphens and apostrophes. */
function tokenBefore(source: string, at: Candidate): string {
  const before = source.slice(Math.max(at.sentence, at.start - 24), at.start).normalize('NFC');
  return /[\p{L}\p{M}\p{N}.°º-]*$/u.exec(before)![0].replace(/^[.-]+/, '');
}

/** "1." or "(b." at the very start of a sentence numbers it. */
function isEnumerator(source: string, at: Candidate, token: string): boolean {
  const lead = source.slice(at.sentence, at.start).trim();
  return (
    lead.length <= 6 &&
    lead.endsWith(token) &&
    /^[([]?(?:\p{N}{1,4}(?:\.\d{1,2})*|\p{L}|[ivxlIVXL]{1,5})$/u.test(lead)
  );
}

/** Inside brackets that opened within the sentence after its first word: a parenthesis does not end its sentence. */
function isInsideBrackets(reader: Reader, at: Candidate): boolean {
  let low = 0;
  let high = reader.brackets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (reader.brackets[middle]!.end < at.closed) low = middle + 1;
    else high = middle;
  }
  const pair = reader.brackets[low];
  return pair !== undefined && pair.start > at.sentence && pair.start < at.start;
}

/** The outermost bracket pairs of a block that are at most BRACKET_REACH apart, in order. */
function matchBrackets(source: string): Span[] {
  const pairs: Span[] = [];
  let open: { at: number; mark: string } | undefined;
  let depth = 0;
  for (const { 0: mark, index } of source.matchAll(/[()[\]]/g)) {
    if (open && index - open.at > BRACKET_REACH) open = undefined;
    if (!open) {
      if (mark === '(' || mark === '[') {
        open = { at: index, mark };
        depth = 1;
      }
    } else if (mark === open.mark) depth++;
    else if (mark === (open.mark === '(' ? ')' : ']') && --depth === 0) {
      pairs.push({ start: open.at, end: index });
      open = undefined;
    }
  }
  return pairs;
}
