/** A run of text between quotation marks. Offsets are UTF-16 and include the marks, where there are any. */
export interface Quotation {
  readonly start: number;
  readonly end: number;
  /** What stands between the marks, without white space at its ends. */
  readonly innerStart: number;
  readonly innerEnd: number;
  /** False where the paragraph ended before a closing mark. */
  readonly closed: boolean;
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

const DOUBLE_MARKS = /``|''|["“”„‟«»]/g;
const SINGLE_MARKS = /['‘’‚‹›]/g;

interface Mark {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Finds the quotations of each paragraph: curly, straight, `''` and ` `` `, guillemets and low-high marks. Single
 * marks count only in a text that has no double ones. An unclosed quotation ends with its paragraph. `dialogue` gives
 * the speeches of a paragraph that has dashes for marks, where the language does that.
 */
export function findQuotations(
  text: string,
  paragraphs: readonly Range[],
  dialogue: (paragraph: Range) => readonly Quotation[] = () => [],
): Quotation[] {
  const double = new RegExp(DOUBLE_MARKS.source).test(text);
  const firstGuillemet = /[«»]/.exec(text)?.[0];
  const roleOf = double
    ? (mark: Mark, open: string | null) => doubleRole(text, mark, open, firstGuillemet === '»')
    : (mark: Mark, open: string | null) => singleRole(text, mark, open);
  return paragraphs.flatMap((paragraph) => {
    const spoken = dialogue(paragraph);
    if (spoken.length > 0) return spoken;
    const pattern = double ? DOUBLE_MARKS : SINGLE_MARKS;
    const marks = Array.from(text.slice(paragraph.start, paragraph.end).matchAll(pattern), (match) => ({
      start: paragraph.start + match.index,
      end: paragraph.start + match.index + match[0].length,
      text: match[0],
    }));
    return pairMarks(text, paragraph, marks, roleOf);
  });
}

type Role = 'open' | 'close' | 'none';

function pairMarks(
  text: string,
  paragraph: Range,
  marks: readonly Mark[],
  roleOf: (mark: Mark, open: string | null) => Role,
): Quotation[] {
  const found: Quotation[] = [];
  let open: Mark | null = null;
  let depth = 0;
  for (const [index, mark] of marks.entries()) {
    const role = roleOf(mark, open?.text ?? null);
    if (role === 'open') {
      if (open === null) open = mark;
      else if (closesTwice(marks, index, roleOf, mark.text)) depth++;
      else {
        push(found, text, open, mark.start, mark.start, false);
        open = mark;
      }
    } else if (role === 'close' && open !== null) {
      if (depth > 0) depth--;
      else {
        push(found, text, open, mark.start, mark.end, true);
        open = null;
      }
    }
  }
  if (open !== null) push(found, text, open, paragraph.end, paragraph.end, false);
  return found;
}

/** A quotation inside a quotation: its mark and the outer one's are closed one after the other. */
function closesTwice(
  marks: readonly Mark[],
  index: number,
  roleOf: (mark: Mark, open: string | null) => Role,
  open: string,
): boolean {
  const next = marks[index + 1];
  const afterNext = marks[index + 2];
  if (next === undefined || afterNext === undefined) return false;
  return roleOf(next, open) === 'close' && roleOf(afterNext, open) === 'close';
}

function push(found: Quotation[], text: string, open: Mark, innerEnd: number, end: number, closed: boolean) {
  const inner = text.slice(open.end, innerEnd);
  if (!/[\p{L}\p{N}]/u.test(inner)) return;
  const innerStart = open.end + (inner.length - inner.trimStart().length);
  const trimmedEnd = open.end + inner.trimEnd().length;
  found.push({ start: open.start, end: closed ? end : trimmedEnd, innerStart, innerEnd: trimmedEnd, closed });
}

function doubleRole(text: string, mark: Mark, open: string | null, guillemetsReversed: boolean): Role {
  switch (mark.text) {
    case '``':
    case '„':
    case '‟':
      return 'open';
    case '“':
      return open === '„' ? 'close' : 'open';
    case '”':
      return open === null && looksOpening(text, mark) ? 'open' : 'close';
    case '«':
      return guillemetsReversed ? 'close' : 'open';
    case '»':
      return guillemetsReversed ? 'open' : 'close';
    default:
      if (open !== null) return 'close';
      return looksClosing(text, mark) ? 'none' : 'open';
  }
}

function singleRole(text: string, mark: Mark, open: string | null): Role {
  if (mark.text === '‘' || mark.text === '‚' || mark.text === '‹') return 'open';
  if (mark.text === '›') return 'close';
  const before = text[mark.start - 1] ?? ' ';
  const after = text[mark.end] ?? ' ';
  if (/[\p{L}\p{N}]/u.test(after)) {
    return open === null && /[\s(\u2014\u2013]/.test(before) && mark.text === "'" ? 'open' : 'none';
  }
  if (open === null || /\s/.test(before)) return 'none';
  const plural = before === 's' && /^\s\p{Ll}/u.test(text.slice(mark.end, mark.end + 2));
  return plural ? 'none' : 'close';
}

function looksOpening(text: string, mark: Mark): boolean {
  return /^$|[\s([{\u2014\u2013-]/.test(text[mark.start - 1] ?? '') && /\S/.test(text[mark.end] ?? ' ');
}

function looksClosing(text: string, mark: Mark): boolean {
  return /\S/.test(text[mark.start - 1] ?? ' ') && /^$|[\s.,;:!?)\]]/.test(text[mark.end] ?? '');
}
