import { fromMarkdown } from 'mdast-util-from-markdown';
import { endsSentence, isSeparator, linesOf } from './lines.ts';
import type { Span } from './sentences.ts';

type Node = ReturnType<typeof fromMarkdown>['children'][number];
type Heading = Extract<Node, { type: 'heading' }>;

/** How a file's body is to be read. */
export type Format = 'markdown' | 'text';

/** A run of lines that stand together: what blank lines, or Markdown's block structure, set apart. */
export interface Leaf extends Span {
  readonly heading: boolean;
  /** In a Markdown block quote: its lines may begin with `>`. */
  readonly quoted: boolean;
  /** Of a list whose bullets stand outside it. */
  readonly item: boolean;
}

/** The leaves of a body in text order. Between them stands only white space and block markup. */
export function readLeaves(text: string, format: Format): Leaf[] {
  return format === 'markdown' && MARKDOWN_BLOCK.test(text) ? markdownLeaves(text) : textLeaves(text);
}

/**
 * A line that Markdown reads as more than a paragraph. Without one a parser would find the same chunks between
 * blank lines as `textLeaves`, at a hundred times the cost.
 */
const MARKDOWN_BLOCK =
  /^(?: {4}|[ ]{0,3}\t|[ ]{0,3}(?:#{1,6}(?:[ \t]|$)|>|[-+*](?:[ \t]|$)|\d{1,9}[.)][ \t]|```|~~~|<|\[|=+[ \t]*$|[-*_][ \t]*[-*_]))/m;

function textLeaves(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  let start = -1;
  let end = -1;
  const close = () => {
    if (start >= 0) leaves.push({ start, end, heading: false, quoted: false, item: false });
    start = -1;
  };
  for (const line of linesOf(text, { start: 0, end: text.length })) {
    if (isSeparator(text, line)) {
      const underlined = start >= 0 && /^(?:={3,}|-{3,})$/.test(text.slice(line.start, line.end));
      const heading = underlined && !/[\r\n]/.test(text.slice(start, end)) && !endsSentence(text, end);
      if (heading) {
        leaves.push({ start, end, heading, quoted: false, item: false });
        start = -1;
      }
      close();
    } else {
      if (start < 0) start = line.start;
      end = line.end;
    }
  }
  close();
  return leaves;
}

function markdownLeaves(text: string): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (node: Node, quoted: boolean, listed = false): void => {
    const range = offsets(node);
    switch (node.type) {
      case 'heading':
        leaves.push(...headingLeaf(text, node, quoted));
        return;
      case 'list':
        for (const item of node.children) {
          const [first, ...rest] = item.children;
          // The number of an item is a word of the text; a bullet is not.
          if (node.ordered) {
            const end = first?.type === 'paragraph' ? offsets(first).end : offsets(item).end;
            leaves.push({ start: offsets(item).start, end, heading: false, quoted, item: true });
            if (first?.type !== 'paragraph') continue;
          } else if (first) walk(first, quoted, true);
          for (const child of rest) walk(child, quoted, true);
        }
        return;
      case 'blockquote':
        for (const child of node.children) walk(child, true);
        return;
      case 'thematicBreak':
        return;
      case 'definition':
        if (/^(?:https?:|mailto:|[/#.])/i.test(node.url)) return;
        break;
      case 'html':
        if (node.value.startsWith('<!--') && node.value.trimEnd().endsWith('-->')) return;
        break;
      case 'code':
        leaves.push({ ...codeContent(text, range), heading: false, quoted, item: listed });
        return;
      default:
        break;
    }
    leaves.push({ ...range, heading: false, quoted, item: listed });
  };
  for (const node of fromMarkdown(text).children) walk(node, false);
  return apart(leaves);
}

/** Leaves that do not overlap: the parser gives an item that holds an open fence the next item's line as well. */
function apart(leaves: readonly Leaf[]): Leaf[] {
  let end = 0;
  return leaves.flatMap((leaf) => {
    const start = Math.max(leaf.start, end);
    if (leaf.end <= start) return [];
    end = leaf.end;
    return [{ ...leaf, start }];
  });
}

function headingLeaf(text: string, node: Heading, quoted: boolean): Leaf[] {
  const first = node.children[0];
  const last = node.children.at(-1);
  if (!first || !last) return [];
  const range = { start: offsets(first).start, end: offsets(last).end };
  // A paragraph over "---" is a heading to Markdown; two lines or a full sentence are none to a reader.
  const underlined = !text.slice(offsets(node).start, range.start).includes('#');
  const several = /[\r\n]/.test(text.slice(range.start, range.end));
  return [
    { ...range, heading: !underlined || !(several || endsSentence(text, range.end)), quoted, item: false },
  ];
}

/** What stands between the fences of a code block, or the whole of an indented one. */
function codeContent(text: string, range: Span): Span {
  const fence = /^(?:`{3,}|~{3,})[^\r\n]*(?:\r\n?|\n|$)/.exec(text.slice(range.start, range.end));
  if (!fence) return range;
  const start = range.start + fence[0].length;
  return { start, end: start + beforeFence(text.slice(start, range.end)) };
}

/** Where the closing fence's line begins with the blank lines before it; the length where no fence closes. */
function beforeFence(body: string): number {
  const trimmed = body.trimEnd();
  if (!trimmed.endsWith('```') && !trimmed.endsWith('~~~')) return body.length;
  let fence = trimmed.length;
  while (trimmed[fence - 1] === trimmed.at(-1)) fence--;
  let at = fence;
  while (at > 0 && /[\s>]/.test(body[at - 1]!)) at--;
  if (at === 0) return 0;
  const line = /[\r\n]/.exec(body.slice(at, fence));
  return line ? at + line.index : body.length;
}

function offsets(node: Pick<Node, 'position'>): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}
