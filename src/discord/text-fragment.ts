/**
 * The address of a sentence in a page, by a text fragment (https://wicg.github.io/scroll-to-text-fragment/): the
 * first words alone of a short sentence, else its first and last words. Null where the address is not http(s).
 */
export function linkToText(url: string, text: string): string | null {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return null;
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return url;
  const range =
    words.length <= WHOLE_WORDS
      ? [words.join(' ')]
      : [words.slice(0, EDGE_WORDS).join(' '), words.slice(-EDGE_WORDS).join(' ')];
  const fragment = range.map(encode).join(',');
  const { href, hash } = new URL(url);
  return `${href}${hash === '' ? (href.endsWith('#') ? '' : '#') : ''}:~:text=${fragment}`;
}

/** A sentence of so many words is given whole. */
const WHOLE_WORDS = 8;
/** Words at either end of a longer one. */
const EDGE_WORDS = 4;

/** Dash, comma and ampersand have a meaning in a text directive; parentheses and the like in Markdown. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(LONE_SURROGATE, '\uFFFD')).replace(
    /[-!'()*~_]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
