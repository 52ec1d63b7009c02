import { parse } from 'discord-markdown-parser';

type Node = ReturnType<typeof parse>[number];

/**
 * What a reader of a message sees of it: Discord's Markdown interpreted by an independent parser. Every mark that is
 * interpreted appears as `⟦kind⟧`, so that a text which should be shown as it is has none.
 */
export function readMessage(content: string): string {
  return parse(content, 'extended').map(show).join('');
}

/** The block quotes of a message as a reader sees them, line breaks as `\n`. */
export function readQuotes(content: string): string[] {
  return parse(content, 'extended')
    .filter((node) => node.type === 'blockQuote')
    .map((node) => children(node).replace(/\n$/, ''));
}

function show(node: Node): string {
  switch (node.type) {
    case 'text':
      return String(node.content);
    case 'twemoji':
      return String(node.name);
    case 'br':
    case 'newline':
      return '\n';
    default:
      return `⟦${node.type}⟧${children(node)}`;
  }
}

function children(node: Node): string {
  return Array.isArray(node.content) ? node.content.map(show).join('') : String(node.content ?? '');
}
