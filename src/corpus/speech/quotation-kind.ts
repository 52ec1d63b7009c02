import type { Cue } from './cues.ts';
import type { Quotation } from './quotations.ts';
import type { Segment } from './segments.ts';
import type { Token } from './tokens.ts';
import { CUES } from './words.ts';

/** A wholly quoted utterance: several sentences; a capital and an end mark; or after a comma or colon. */
export function isWholeUtterance(
  text: string,
  segment: Segment,
  place: number,
  quotation: Quotation,
  before: Cue | undefined,
): boolean {
  const inner = text.slice(quotation.innerStart, quotation.innerEnd).replace(/^['‘]|['’]$/g, '');
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
  if (previous?.text === ',') return words >= 4 || (before !== undefined && place - before.at <= 3);
  if (previous === undefined) return /[,?!—]$/.test(inner) && words >= 4;
  return isCue(previous) && words >= 5 && ended && before?.strength === 'speech';
}

/**
 * Where the mark stands outside the quotation ("„Nikt się nie ukryje” – powiedziała"): a capital at the start of the
 * sentence with the cue behind it, or after a comma; or a speech between dashes.
 */
export function isWholeBesideCue(
  text: string,
  segment: Segment,
  place: number,
  quotation: Quotation,
  cue: Cue | undefined,
): boolean {
  if (quotation.start === quotation.innerStart) return true;
  const previous = segment.items[place - 1];
  const opened = previous === undefined || /^[,:—–-]/.test(previous.text);
  const capital = /^[^\p{L}\p{N}]*\p{Lu}/u.test(text.slice(quotation.innerStart, quotation.innerEnd));
  return cue !== undefined && cue.at > place && opened && capital;
}

function isCue(token: Token | undefined): boolean {
  return token !== undefined && CUES.verbs.get(token.lower)?.strength === 'speech';
}

/** Characters before a quotation in which "so-called", "dubbed" and the like are looked for. */
const MARKER_REACH = 24;

/** "so-called", "dubbed", "the term": the words are quoted, and nobody is quoted as saying them. */
export function notAttributed(text: string, quotation: Quotation): boolean {
  const before = text.slice(Math.max(0, quotation.start - MARKER_REACH), quotation.start).toLowerCase();
  return NOT_ATTRIBUTED.test(before) || (WORK.test(before) && isTitleCase(text, quotation));
}

/** What stands before the title of a programme, paper or song ("on NBC’s “Meet the Week”"). */
const WORK = /(?:^|\s)(?:on|in|of|at|to|for|from|with|hosts?|\p{L}+['’]s)\s+$/u;

/** Every longer word has a capital, and it is no sentence. */
function isTitleCase(text: string, { innerStart, innerEnd }: Quotation): boolean {
  const words = text.slice(innerStart, innerEnd).match(/[\p{L}\p{N}'’]+/gu) ?? [];
  return (
    words.length <= MAX_TITLE &&
    words.every((word) => word.length < 4 || /^[\p{Lu}\p{N}]/u.test(word)) &&
    /^[\p{Lu}\p{N}]/u.test(words[0] ?? '')
  );
}

/** Most words of such a title. */
const MAX_TITLE = 8;

const NOT_ATTRIBUTED = new RegExp(`(?:^|[^\\p{L}])(?:${CUES.notAttributed.join('|')})[,:]?\\s*$`, 'u');
