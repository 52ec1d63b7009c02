import { findQuotations } from '../corpus/speech/quotations.ts';

/**
 * The first words of a label in one line of at most `most` UTF-16 units, with an ellipsis where some were left out.
 * It is cut outside quotation marks, since the rest of what is quoted could change its meaning; only where a
 * quotation fills the line it is cut inside.
 */
export function shorten(text: string, most: number): string {
  const line = toLine(text);
  return cutOutsideQuotations(line, most) ?? cutAnywhere(line, most);
}

/** As `shorten`; null where nothing could be left without cutting a quotation. */
export function shortenWhole(text: string, most: number): string | null {
  return cutOutsideQuotations(toLine(text), most);
}

function toLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function cutOutsideQuotations(line: string, most: number): string | null {
  if (line.length <= most) return line;
  const quotations = findQuotations(line, [{ start: 0, end: line.length }]);
  const isInside = (at: number) => quotations.some(({ start, end }) => start < at && at < end);
  for (let at = line.lastIndexOf(' ', most - 1); at > 0; at = line.lastIndexOf(' ', at - 1)) {
    const cut = isInside(at) ? '' : withoutLooseEnd(line.slice(0, at));
    if (cut !== '') return `${cut}…`;
  }
  return null;
}

/** After a word, or where that would leave less than half, within it; never between the halves of a character. */
function cutAnywhere(line: string, most: number): string {
  const cut = line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${withoutLooseEnd(space > most / 2 ? cut.slice(0, space) : cut)}…`;
}

function withoutLooseEnd(text: string): string {
  return text.replace(/(?<![\s,;:–—-])[\s,;:–—-]+$/, '');
}
