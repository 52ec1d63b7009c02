/** A paragraph, heading or list item of a page, white space collapsed as a browser does. */
export interface PageBlock {
  readonly kind: 'paragraph' | 'heading' | 'item';
  readonly text: string;
}

/** The part of the DOM that is needed here. */
export interface PageNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly nodeValue?: string | null;
  readonly firstChild: PageNode | null;
  readonly nextSibling: PageNode | null;
  readonly parentNode: PageNode | null;
}

const ELEMENT = 1;
const TEXT = 3;
const INLINE = new Set(
  `a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby rb s samp small span strike
   strong sub sup time tt u var wbr`.split(/\s+/),
);
/** What is no text of the page, or text about how to say it (`rt`, the reading over a character). */
const UNREAD = new Set(
  `script style noscript template svg math iframe object audio video canvas select datalist textarea button dialog nav
   head rp rt rtc`.split(/\s+/),
);

/**
 * The text of a page as blocks, in order. The cells of a table's row stand in one block with tabs between them, as
 * when copied from a browser. Walks without recursion, so that no depth of nesting exhausts the stack.
 */
export function readPageBlocks(root: PageNode): PageBlock[] {
  const blocks: PageBlock[] = [];
  let kind: PageBlock['kind'] = 'paragraph';
  let text = '';
  let preformatted = 0;
  let rows = 0;
  const flush = () => {
    for (const line of linesOf(text)) blocks.push({ kind, text: line });
    text = '';
  };
  const enter = (node: PageNode): boolean => {
    if (node.nodeType === TEXT) {
      const value = withoutControls(node.nodeValue ?? '');
      text += preformatted > 0 ? value.replace(/\r\n?/g, '\n') : value.replace(/[ \t\n\r\f]+/g, ' ');
    }
    if (node.nodeType !== ELEMENT) return false;
    const name = node.localName ?? '';
    if (UNREAD.has(name)) return false;
    if (name === 'br') text += '\n';
    else if (rows > 0) text += name === 'td' || name === 'th' ? '\t' : INLINE.has(name) ? '' : ' ';
    else if (!INLINE.has(name)) {
      flush();
      kind = kindOf(name, kind);
    }
    if (name === 'tr') rows++;
    if (name === 'pre') preformatted++;
    return true;
  };
  const leave = (node: PageNode) => {
    const name = node.localName ?? '';
    if (node.nodeType !== ELEMENT || INLINE.has(name) || UNREAD.has(name) || name === 'br') return;
    if (name === 'pre') preformatted--;
    if (name === 'tr') rows--;
    if (rows > 0) text += ' ';
    else {
      flush();
      kind = 'paragraph';
    }
  };
  let node: PageNode | null = root;
  while (node) {
    if (enter(node) && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    leave(node);
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) leave(node);
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  flush();
  return blocks;
}

function kindOf(name: string, within: PageBlock['kind']): PageBlock['kind'] {
  if (/^h[1-6]$/.test(name)) return 'heading';
  if (name === 'li') return 'item';
  return name === 'p' && within === 'item' ? 'item' : 'paragraph';
}

/** A line break of the page ends a paragraph, except in the middle of a sentence. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/[ \t\r\f]+/g, (space) => (space.includes('\t') ? '\t' : ' ')).trim();
    const previous = lines.at(-1);
    if (previous && /[\p{L}\p{N},]$/u.test(previous) && /^\p{Ll}/u.test(line))
      lines[lines.length - 1] = `${previous} ${line}`;
    else lines.push(line);
  }
  return lines.filter((line) => line !== '');
}

/** Control characters have no meaning in a page, and a source file may not hold them. */
export function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, ' ');
}
