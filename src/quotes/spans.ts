import { findQuotations, type Quotation, type Range } from '../corpus/speech/quotations.ts';
import { foldWords } from './fold.ts';
import { blankCode, blankMarks, curlNestedMarks } from './markup.ts';
import { type Names, namesIn } from './names.ts';
import type { ClaimedSpeaker } from './speakers.ts';
import type { QuotedSpan } from './types.ts';

const BLOCK_QUOTE_LINE = /^>(?:>>)? ?/;
/** "Giorgia Meloni: " at the head of a block quote, bold or not. */
const LABEL = /^[\s*_]{0,20}([^:\n]{1,60}):[\s*_]{0,20}/;
/** "— Giorgia Meloni" as the last line of a block quote. */
const SIGNED = /\n(?:>{1,3} ?)?[\s*_]{0,20}[—–-]{1,2}\s{0,20}(\p{Lu}[^\n]{1,60}?)[\s*_]{0,20}$/u;
/** "— Giorgia Meloni" under a block quote or behind a closing mark. */
const SIGNATURE = /^\s*[—–-]{1,2}\s*(\p{Lu}[^\n,;:.!?"“”«»]{1,60})/u;

/**
 * The quotations of a message: what stands between quotation marks of any kind, and its block quotes, in order.
 * A quotation inside another belongs to the outer one. A lone word between marks is no quotation but a distance kept
 * to the word ("so-called"), and is passed over. A quotation may run over lines; an unclosed mark ends with its own.
 */
export function findSpans(message: string, claimedSpeaker: ClaimedSpeaker, names: Names): QuotedSpan[] {
  const bare = blankCode(message);
  const blocks = blockQuotes(bare);
  const inBlock = (offset: number) => blocks.some((block) => offset >= block.start && offset < block.end);
  const marked = quotationsOf(bare)
    .filter((quotation) => !inBlock(quotation.start))
    .map(({ start, end, innerStart, innerEnd }) => ({
      start: innerStart,
      end: innerEnd,
      outer: { start, end },
    }));
  const unsigned = blocks.map((block) => ({ ...withoutNames(message, block, names), outer: block }));
  return [...unsigned, ...marked.map((each) => ({ ...each, claimed: null }))]
    .sort((a, b) => a.start - b.start)
    .filter(({ start, end }) => wordsIn(message.slice(start, end)) > 1)
    .map(({ start, end, outer, claimed }) => ({
      start,
      end,
      text: message.slice(start, end),
      claimed:
        claimed ??
        claimedSpeaker(outer.start, outer.end) ??
        signatureAfter(message, outer.end) ??
        bracketAfter(message, outer.end, names),
    }));
}

/** The quotations inside a quotation, where the outer one as a whole is found nowhere. */
export function innerSpans(message: string, outer: QuotedSpan): QuotedSpan[] {
  const from = outer.start;
  return quotationsOf(outer.text)
    .map(({ innerStart, innerEnd }) => ({
      start: from + innerStart,
      end: from + innerEnd,
      text: message.slice(from + innerStart, from + innerEnd),
      claimed: outer.claimed,
    }))
    .filter((span) => span.end - span.start < outer.text.trim().length - 2 && wordsIn(span.text) > 1);
}

/** Words of a quotation, Discord's own marks left out. */
export function wordsIn(text: string): number {
  return foldWords(blankMarks(text)).length;
}

/** Lines that one quotation between marks may run over. */
const MOST_LINES = 5;

/**
 * Lines, joined where a quotation that one of them opens is closed on one of the next; a blank line ends it in any
 * case, and so does a mark that looks as if it opened another.
 */
function passagesOf(text: string): Range[] {
  const lines = linesOf(text);
  const unclosed = findQuotations(text, lines).filter(({ closed }) => !closed);
  const joined: Range[] = [];
  let at = 0;
  let seen = 0;
  while (at < lines.length) {
    const { start, end } = lines[at]!;
    let open: Quotation | undefined;
    while (seen < unclosed.length && unclosed[seen]!.start < end) open = unclosed[seen++];
    const last = open && open.start >= start ? closingLine(text, lines, at, open.start) : at;
    joined.push({ start, end: lines[last]!.end });
    at = last + 1;
  }
  return joined;
}

/** The line on which the quotation that opens at `from` is closed; its own, `at`, where none of the next closes it. */
function closingLine(text: string, lines: readonly Range[], at: number, from: number): number {
  for (let next = at + 1; next < lines.length && next < at + MOST_LINES; next++) {
    const { start, end } = lines[next]!;
    if (text.slice(start, end).trim() === '') break;
    const part = text.slice(from, end);
    const [first] = findQuotations(part, [{ start: 0, end: part.length }]);
    if (!first?.closed || first.start !== 0) continue;
    return /\S/.test(part[first.end - 2] ?? ' ') ? next : at;
  }
  return at;
}

/** Quotations line by line; an unclosed one in single marks ends at what looks like a plural's apostrophe, if any. */
function quotationsOf(text: string): Quotation[] {
  const curled = text.split('\n').map(curlNestedMarks).join('\n');
  return findQuotations(curled, passagesOf(curled)).map((quotation) => {
    const { start, innerStart, innerEnd, closed } = quotation;
    const mark = text[start];
    if (closed || (mark !== "'" && mark !== '‘')) return quotation;
    const apostrophe = text.slice(innerStart, innerEnd).search(/(?<=s)['’](?=\s)/);
    if (apostrophe < 0) return quotation;
    const end = innerStart + apostrophe;
    return { start, end: end + 1, innerStart, innerEnd: end, closed: true };
  });
}

function signatureAfter(message: string, end: number): string | null {
  return SIGNATURE.exec(message.slice(end, end + 100))?.[1]?.trim() ?? null;
}

/** "(Meloni)" behind a closing mark. What stands in brackets may be anything, so only a known name counts. */
function bracketAfter(message: string, end: number, names: Names): string | null {
  const inside = /^\s*\(([^()\n]{1,60})\)/.exec(message.slice(end, end + 100))?.[1];
  return inside === undefined ? null : (namesIn(inside, names)[0]?.text ?? null);
}

/** A block quote without the name that it begins or ends with, which is no part of what was said. */
function withoutNames(
  message: string,
  { start, end }: Range,
  names: Names,
): Range & { readonly claimed: string | null } {
  const text = message.slice(start, end);
  const label = LABEL.exec(text);
  const [named] = label ? namesIn(label[1]!, names) : [];
  if (label && named && !/[\p{L}\p{N}]/u.test(label[1]!.slice(named.end)))
    return { start: start + label[0].length, end, claimed: named.text };
  const signed = SIGNED.exec(text);
  return signed ? { start, end: start + signed.index, claimed: signed[1]! } : { start, end, claimed: null };
}

/** Consecutive lines that Discord shows as one block quote; `>>>` quotes the rest of the message. */
function blockQuotes(message: string): Range[] {
  const blocks: { start: number; end: number }[] = [];
  let open = false;
  for (const line of linesOf(message)) {
    const text = message.slice(line.start, line.end);
    const quoted = BLOCK_QUOTE_LINE.test(text);
    const start = line.start + (BLOCK_QUOTE_LINE.exec(text)?.[0].length ?? 0);
    if (!quoted) open = false;
    else if (text.startsWith('>>>')) return [...blocks, { start, end: message.length }];
    else if (open) blocks.at(-1)!.end = line.end;
    else {
      blocks.push({ start, end: line.end });
      open = true;
    }
  }
  return blocks;
}

function linesOf(text: string): Range[] {
  const lines: Range[] = [];
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
    lines.push({ start, end });
    start = end + 1;
  }
  lines.push({ start, end: text.length });
  return lines;
}
