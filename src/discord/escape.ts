/**
 * Text shown in Discord so that its reader sees exactly the text's own characters: what Discord's Markdown would
 * interpret is preceded by a backslash, and nothing else, since copying a message on a phone copies its raw form.
 *
 * Escaped: backslash, emphasis, underline, strike-through, spoilers, code, everything in angle brackets (mentions, times,
 * custom emoji, commands, links), @everyone and @here, emoji names, masked links, addresses and invites (which would
 * become links and previews), and at the start of a line headings, subtext, quotes and lists.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(INLINE, '\\$&').replace(LINE_START, (_, indent, mark) => {
    // An ordered list's number is followed by the dot to escape.
    const digits = /^\d+/.exec(mark)?.[0] ?? '';
    return `${indent}${digits}\\${mark.slice(digits.length)}`;
  });
}

/** Characters, each at most once, before which a backslash goes; look-aheads are bounded, so matching is linear. */
const INLINE =
  /[\\*_~`|<]|@(?=everyone|here)|(?<=\])\(|:(?=[\w+~-]{1,64}:)|:(?=\/\/)|\.(?=gg\b|com\/(?:invite|channels|events|gifts)\b|gift\b|new\b)/g;

/** A mark that is special only where a line begins. `*` and `>` in the middle of a line are handled or harmless. */
const LINE_START = /^([^\S\n]{0,99})(>|#{1,3}(?=\s)|-(?=#|\s)|\+(?=\s)|\d{1,9}[.)](?=\s))/gm;

/** The text that was escaped. */
export function unescapeMarkdown(escaped: string): string {
  return escaped.replace(/\\(.)/gs, '$1');
}

/** A block quote of a text: each of its lines quoted and escaped. */
export function blockQuote(text: string): string {
  return escapeMarkdown(text)
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line}`)
    .join('\n');
}

/** A text of members or sources within a line: line breaks become spaces. */
export function escapeLine(text: string): string {
  return escapeMarkdown(text.replace(/\s+/g, ' ').trim());
}

/** Inline code. Backticks, which cannot be escaped inside, become the letter-like ˋ; line breaks become spaces. */
export function inlineCode(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replaceAll('`', 'ˋ')}\``;
}

/** A link under a text, without a preview. A text whose brackets do not pair up stands before its link. */
export function maskedLink(text: string, url: string): string {
  const target = `(<${url.replace(/[<>\s]/g, encodeURIComponent)}>)`;
  const label = escapeLine(text);
  return isPaired(label) ? `[${label.replace(/[[\]]/g, '\\$&')}]${target}` : `${label} [↗]${target}`;
}

function isPaired(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '[') depth++;
    else if (char === ']' && --depth < 0) return false;
  }
  return depth === 0;
}
