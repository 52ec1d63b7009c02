/** A word of a text in the form in which quotations are compared, with its place in that text. */
export interface FoldedWord {
  /** NFKC, lower case, one kind of apostrophe; `ELLIPSIS` for a mark of omission. */
  readonly form: string;
  readonly start: number;
  readonly end: number;
}

/** The form of "…", "...", "[…]" and "(...)": words were left out here. */
export const ELLIPSIS = '…';

// A number keeps its separators; invisible marks (soft hyphens, joiners) belong to their word, and so does an editor's
// bracket around its first letter ("[T]his"); scripts without spaces give a word a character; signs that change a number are words.
const WORD =
  /\p{N}+(?:[.,]\p{N}+)*|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|\[\p{L}\](?=\p{Ll})[\p{L}\p{M}\p{N}\p{Cf}]+|[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*(?:['’ʼ][\p{L}\p{M}\p{N}\p{Cf}]+)*|[%€$£¥₴]|\.{3,}|…/gu;

/**
 * Splits a text into words for comparison. Typography does not count: case, kinds of quotation marks and dashes,
 * hyphens against spaces, line breaks, emphasis marks and other punctuation are folded away; letters, digits,
 * per cent and currency signs count. Linear in the text's length.
 */
export function foldWords(text: string): FoldedWord[] {
  const words: FoldedWord[] = [];
  for (const match of text.matchAll(WORD)) {
    const raw = match[0];
    const form = raw === ELLIPSIS || raw.startsWith('..') ? ELLIPSIS : foldForm(raw);
    words.push({ form, start: match.index, end: match.index + raw.length });
  }
  return words;
}

function foldForm(raw: string): string {
  return isPlainLower(raw)
    ? raw
    : raw
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[’ʼ]/g, "'")
        .replace(/[\p{Cf}[\]]/gu, '');
}

function isPlainLower(raw: string): boolean {
  for (let i = 0; i < raw.length; i++) {
    const code = raw.charCodeAt(i);
    if (code < 0x61 || code > 0x7a) return false;
  }
  return true;
}
