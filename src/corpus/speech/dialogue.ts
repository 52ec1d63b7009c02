import type { Quotation, Range } from './quotations.ts';

/** How many words of a piece are looked at for the verb that makes it the author's. */
const VERB_WITHIN = 3;

/**
 * A paragraph of dialogue as Polish, Ukrainian, Spanish and French print it: it begins with a dash, and between
 * dashes the author says who speaks ("– Nie wiem – powiedział. – Zobaczymy."). The pieces spoken, as quotations;
 * none where no piece has a speech verb, since then it is a list.
 */
export function dialogueQuotations(
  text: string,
  paragraph: Range,
  isSpeechVerb: (lower: string) => boolean,
): Quotation[] {
  const body = text.slice(paragraph.start, paragraph.end);
  if (!/^[—–]\s?\p{L}/u.test(body)) return [];
  const spoken: { start: number; end: number }[] = [];
  let told = 0;
  let last: 'spoken' | 'told' = 'told';
  for (const match of body.matchAll(/(?<=^|\s)[—–]\s?([^—–]*)|[—–](?=[.,;:!?\s])([^—–]*)/gu)) {
    const piece = match[1] ?? match[2] ?? '';
    const start = paragraph.start + match.index + match[0].length - piece.length;
    const words = piece.toLowerCase().match(/[\p{L}\p{M}'’-]+/gu) ?? [];
    if (last === 'spoken' && words.slice(0, VERB_WITHIN).some(isSpeechVerb)) {
      told++;
      last = 'told';
    } else if (last === 'spoken') spoken.at(-1)!.end = start + piece.length;
    else {
      spoken.push({ start, end: start + piece.length });
      last = 'spoken';
    }
  }
  return told === 0 ? [] : spoken.flatMap((range) => trimmed(text, range));
}

function trimmed(text: string, { start, end }: Range): Quotation[] {
  const inner = text.slice(start, end);
  const lead = /^[\s.,;:]*/.exec(inner)![0].length;
  const innerStart = start + lead;
  const innerEnd = start + inner.trimEnd().length;
  if (innerEnd <= innerStart || !/[\p{L}\p{N}]/u.test(text.slice(innerStart, innerEnd))) return [];
  return [{ start: innerStart, end: innerEnd, innerStart, innerEnd, closed: true }];
}
