import { type Format, type Leaf, readLeaves } from './leaves.ts';
import { endsSentence, isSeparator, linesOf } from './lines.ts';
import type { Span } from './sentences.ts';

export type { Format } from './leaves.ts';

/** A paragraph, a list item or a heading of a body. */
export interface Block extends Span {
  readonly heading: boolean;
  readonly quoted: boolean;
  /** A row of a table: it is one sentence, whatever its cells hold. */
  readonly row: boolean;
}

/**
 * The blocks of a body in text order. Inside a chunk between blank lines a newline is either the author's end of a
 * paragraph or the mark of a text wrapped at a width; the whole text tells which (see `readWrapping`).
 */
export function readBlocks(text: string, format: Format): Block[] {
  const chunks = readLeaves(text, format).map((leaf) => ({
    leaf,
    lines: linesOf(text, leaf, leaf.quoted).filter((line) => !isSeparator(text, line)),
  }));
  const wrapping = readWrapping(text, chunks);
  const paragraphs = chunks.flatMap(({ leaf, lines }) =>
    leaf.heading ? joined(leaf, lines) : groupLines(text, leaf, lines, wrapping),
  );
  return withBareHeadings(text, paragraphs);
}

interface Chunk {
  readonly leaf: Leaf;
  readonly lines: readonly Span[];
}

interface Paragraph extends Block {
  /** The only line between two blank lines. */
  readonly alone: boolean;
  /** Begins with a list marker. */
  readonly item: boolean;
}

/** A width that a text was wrapped at, in characters; null where lines are paragraphs. */
type Wrapping = number | null;

const WRAP_AT_MOST = 132;
const WRAP_AT_LEAST = 40;
/** Lines of a wrapped text may stop this much short of its width and still be full. */
const WRAP_SLACK = 6;
const MIN_CASELESS_LINES = 3;

/**
 * A text is hard-wrapped when its inner lines stop near one width because the next word would not have fitted, and
 * most of them stop amid a sentence, which then mostly goes on in small letters. Texts with a paragraph, a sentence
 * or a name a line do not.
 */
function readWrapping(text: string, chunks: readonly Chunk[]): Wrapping {
  const inner = chunks.flatMap(({ lines }) =>
    lines.slice(0, -1).map((line, index) => ({ line, next: lines[index + 1]! })),
  );
  if (inner.length === 0) return null;
  const lengths = inner.map(({ line }) => line.end - line.start).sort((a, b) => a - b);
  const width = lengths[Math.floor((lengths.length - 1) * 0.9)]!;
  if (width > WRAP_AT_MOST || width < WRAP_AT_LEAST) return null;
  const full = inner.filter(({ line, next }) => isFull(text, line, next, width)).length;
  const amid = inner.filter(({ line }) => !endsSentence(text, line.end));
  // Where a script has no capitals, a few lines tell nothing.
  const goesOn = inner.length < MIN_CASELESS_LINES ? /^[^\p{Lu}\p{Lo}]/u : /^\P{Lu}/u;
  const small = amid.filter(({ next }) => goesOn.test(text.slice(next.start, next.start + 2))).length;
  const wrapped =
    full >= inner.length * 0.6 && amid.length >= inner.length * 0.5 && small >= amid.length * 0.4;
  return wrapped ? width : null;
}

function isFull(text: string, line: Span, next: Span, width: number): boolean {
  const word = /^\S*/.exec(text.slice(next.start, Math.min(next.end, next.start + WRAP_AT_MOST)))![0];
  return line.end - line.start + 1 + word.length >= width - WRAP_SLACK;
}

const ITEM =
  /^(?:[-*+•‣◦▪●·]\s+(?=\S)|(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s|\((?:\d{1,3}|[a-z]|[ivx]{1,5})\)\s)/;
const BULLET = /^[-*+•‣◦▪●·]\s+(?=\S)/;

const TABLE_ROW = /^(\|\s*)(\S(?:.*?\S)?)(\s*\|)$/;

function groupLines(text: string, leaf: Leaf, lines: readonly Span[], wrapping: Wrapping): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let group: Span[] = [];
  let item = false;
  const close = () => {
    const [first] = group;
    if (first) {
      const bullet = item ? (BULLET.exec(text.slice(first.start, first.start + 40))?.[0].length ?? 0) : 0;
      const range = { start: first.start + bullet, end: group.at(-1)!.end };
      paragraphs.push({
        ...range,
        heading: false,
        quoted: leaf.quoted,
        row: false,
        alone: lines.length === 1,
        item: item || leaf.item,
      });
    }
    group = [];
  };
  for (const line of lines) {
    if (TABLE_ROW.test(text.slice(line.start, line.end))) {
      close();
      const cells = withoutEdges(text, line);
      paragraphs.push({
        ...cells,
        heading: false,
        quoted: leaf.quoted,
        row: true,
        alone: false,
        item: false,
      });
      continue;
    }
    const previous = group.at(-1);
    const opensItem: boolean =
      ITEM.test(text.slice(line.start, line.start + 12)) &&
      (!previous || item || endsSentence(text, previous.end));
    if (!previous || opensItem || !isJoined(text, previous, line, wrapping)) {
      close();
      item = opensItem;
    }
    group.push(line);
  }
  close();
  return paragraphs;
}

/** The cells of a table's row, without the bars at its ends. */
function withoutEdges(text: string, line: Span): Span {
  const [, lead, inner] = TABLE_ROW.exec(text.slice(line.start, line.end))!;
  const start = line.start + lead!.length;
  return { start, end: start + inner!.length };
}

/** Whether a line goes on in the next one. */
function isJoined(text: string, line: Span, next: Span, wrapping: Wrapping): boolean {
  const continues = !endsSentence(text, line.end) && /^\p{Ll}/u.test(text.slice(next.start, next.start + 2));
  return continues || (wrapping !== null && isFull(text, line, next, wrapping));
}

function joined(leaf: Leaf, lines: readonly Span[]): Paragraph[] {
  const first = lines[0];
  if (!first) return [];
  return [{ ...leaf, start: first.start, end: lines.at(-1)!.end, row: false, alone: true, item: false }];
}

const HEADING_AT_MOST = 120;
const LATER_HEADING_AT_MOST = 80;

/**
 * Marks bare headings of plain text: a line alone between blank lines with no mark at its end and text after it.
 * The first of a text may be long; a later one counts only where most of the other paragraphs do end in a mark.
 */
function withBareHeadings(text: string, paragraphs: readonly Paragraph[]): Block[] {
  const ended = paragraphs.filter((paragraph) => endsSentence(text, paragraph.end)).length;
  const prose = ended * 2 > paragraphs.filter((paragraph) => !paragraph.heading).length;
  return paragraphs.map(({ alone, item, ...block }, index) => {
    const first = index === 0;
    const bare =
      alone &&
      !item &&
      !block.quoted &&
      (first || prose) &&
      index < paragraphs.length - 1 &&
      block.end - block.start <= (first ? HEADING_AT_MOST * 2 : LATER_HEADING_AT_MOST) &&
      !endsSentence(text, block.end) &&
      !/[<>|]|\p{Ll}{2}\.["'”’)\]]*\s/u.test(text.slice(block.start, block.end)) &&
      !/^\p{Ll}/u.test(text.slice(block.start, block.start + 2));
    return bare ? { ...block, heading: true } : block;
  });
}
