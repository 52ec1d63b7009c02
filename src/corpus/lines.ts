import type { Span } from './sentences.ts';

const LINE_PREFIX = /\s*/y;
const QUOTED_PREFIX = /[\s>]*/y;

/** The lines of a range without the white space (and, in a block quote, the `>`) at their ends. Empty ones too. */
export function linesOf(text: string, range: Span, quoted = false): Span[] {
  const lines: Span[] = [];
  const prefix = quoted ? QUOTED_PREFIX : LINE_PREFIX;
  let at = range.start;
  while (at <= range.end) {
    let lineEnd = at;
    while (lineEnd < range.end && text[lineEnd] !== '\n' && text[lineEnd] !== '\r') lineEnd++;
    prefix.lastIndex = at;
    prefix.test(text);
    const start = Math.min(prefix.lastIndex, lineEnd);
    let end = lineEnd;
    while (end > start && /\s/.test(text[end - 1]!)) end--;
    lines.push({ start, end });
    at = lineEnd + (text[lineEnd] === '\r' && text[lineEnd + 1] === '\n' ? 2 : 1);
  }
  return lines;
}

/** An empty line, or one of marks alone: "* * *", "-----", "|---|". */
export function isSeparator(text: string, line: Span): boolean {
  return /^[\s\-*_=~#·•.—–+|:>]*$/.test(text.slice(line.start, line.end));
}

/** Whether the text before an offset ends as sentences do, closing quotation marks and brackets aside. */
export function endsSentence(text: string, end: number): boolean {
  return /[\p{Sentence_Terminal}…:;,](?:["'*_~`”“’‘»«›‹\p{Pe}]|\[\^?[\w-]{1,16}\]|\s)*$/u.test(
    text.slice(Math.max(0, end - 24), end),
  );
}
