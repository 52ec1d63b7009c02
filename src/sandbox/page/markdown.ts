import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';

/** A piece of a message as Discord's client reads it. Text is text: nothing in it is markup any more. */
export type Markup =
  | { kind: 'text'; text: string }
  | { kind: 'break' }
  | { kind: 'bold' | 'italic' | 'underline' | 'strike' | 'spoiler' | 'quote' | 'subtext'; children: Markup[] }
  | { kind: 'heading'; level: 1 | 2 | 3; children: Markup[] }
  | { kind: 'list'; start: number | null; items: Markup[][] }
  | { kind: 'code'; text: string }
  | { kind: 'code-block'; text: string }
  | { kind: 'link'; href: string; children: Markup[] }
  | { kind: 'user' | 'channel' | 'role'; id: string }
  | { kind: 'everyone'; text: string }
  | { kind: 'command'; name: string }
  | { kind: 'time'; seconds: number; style: string };

/** Reads Discord's Markdown. Never fails: what is no markup stays text. */
export function parseMarkdown(content: string): Markup[] {
  return toMarkup(parse(content, { inline: true }));
}

/** The words of a message without its markup, on one line: for labels and previews. */
export function plainText(markup: readonly Markup[]): string {
  return markup.map(plain).join('').replace(/\s+/gu, ' ').trim();
}

/** The address if it is http or https, else null: nothing else becomes a link. */
export function safeHref(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

interface Node {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the parser's nodes are untyped; `convert` reads each by its type.
  [field: string]: any;
}

type Rule = (typeof rulesExtended)[string];

const LIST =
  /^(?: *(?:[-*]|\d{1,9}\.) +[^\n]*(?:\n+(?= *(?:[-*]|\d{1,9}\.) +)|\n|$)(?: {2,}(?! *(?:[-*]|\d{1,9}\.) )[^\n]+(?:\n|$))*)+/;
const ITEM = /^( *)([-*]|\d{1,9}\.) +([^\n]*(?:\n {2,}(?! *(?:[-*]|\d{1,9}\.) )[^\n]+)*)/gm;

/** The library takes a subtext, heading or list only after another line's rule; Discord takes it at any line's start. */
const atLineStart =
  (pattern: RegExp): Rule['match'] =>
  (source, _state, before) =>
    /(?:^|\n) *$/.test(before ?? '') ? pattern.exec(source) : null;

const rules: Record<string, Rule> = {
  ...rulesExtended,
  subtext: { ...rulesExtended.subtext!, match: atLineStart(/^-# +([^\n]+)(?:\n|$)/) },
  heading: { ...rulesExtended.heading!, match: atLineStart(/^(#{1,3}) +([^\n]+?) *#*(?:\n|$)/) },
  list: {
    order: rulesExtended.heading!.order,
    match: atLineStart(LIST),
    parse: (capture, nested, state) => ({ rows: listRows(capture[0] ?? '', (text) => nested(text, state)) }),
  },
};
const parse = SimpleMarkdown.parserFor(rules as Parameters<typeof SimpleMarkdown.parserFor>[0]);

interface Row {
  indent: number;
  number: number | null;
  content: Node[];
}

function listRows(source: string, nested: (text: string) => Node[]): Row[] {
  return [...source.matchAll(ITEM)].map(([, indent = '', marker = '', text = '']) => ({
    indent: indent.length,
    number: /\d/.test(marker) ? Number.parseInt(marker, 10) : null,
    content: nested(text.replace(/\n +/g, '\n')),
  }));
}

/** Rows with deeper indentation become a list inside the row before them. */
function listsOf(rows: readonly Row[]): Markup[] {
  const lists: Extract<Markup, { kind: 'list' }>[] = [];
  for (let at = 0; at < rows.length; ) {
    const row = rows[at]!;
    let end = at + 1;
    while (end < rows.length && rows[end]!.indent > row.indent) end++;
    const item = [...toMarkup(row.content), ...listsOf(rows.slice(at + 1, end))];
    const last = lists.at(-1);
    if (last !== undefined && (last.start === null) === (row.number === null)) last.items.push(item);
    else lists.push({ kind: 'list', start: row.number, items: [item] });
    at = end;
  }
  return lists;
}

function toMarkup(nodes: readonly Node[]): Markup[] {
  const result: Markup[] = [];
  for (const node of nodes) {
    for (const piece of convert(node)) {
      const last = result.at(-1);
      if (piece.kind === 'text' && last?.kind === 'text') last.text += piece.text;
      else result.push(piece);
    }
  }
  return result;
}

const WRAPPERS: Record<string, Extract<Markup, { children: Markup[] }>['kind'] | undefined> = {
  em: 'italic',
  strong: 'bold',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
  subtext: 'subtext',
};

function convert(node: Node): Markup[] {
  const wrapper = WRAPPERS[node.type];
  if (wrapper !== undefined && wrapper !== 'heading' && wrapper !== 'link') {
    return [{ kind: wrapper, children: toMarkup(node.content) }];
  }
  switch (node.type) {
    case 'blockQuote':
      return [{ kind: 'quote', children: withoutLastBreak(toMarkup(node.content)) }];
    case 'heading':
      return [{ kind: 'heading', level: node.level, children: toMarkup(node.content) }];
    case 'list':
      return listsOf(node.rows);
    case 'br':
    case 'newline':
      return [{ kind: 'break' }];
    case 'inlineCode':
      return [{ kind: 'code', text: node.content }];
    case 'codeBlock':
      return [{ kind: 'code-block', text: node.content }];
    case 'link':
    case 'url':
    case 'autolink': {
      const href = safeHref(node.target);
      const children = toMarkup(node.content);
      return href === null ? children : [{ kind: 'link', href, children }];
    }
    case 'user':
    case 'channel':
    case 'role':
      return [{ kind: node.type, id: node.id }];
    case 'everyone':
    case 'here':
      return [{ kind: 'everyone', text: `@${node.type}` }];
    case 'slashCommand':
      return [{ kind: 'command', name: node.fullName }];
    case 'timestamp':
      return [{ kind: 'time', seconds: Number(node.timestamp), style: node.format ?? 'f' }];
    case 'emoji':
      return [{ kind: 'text', text: `:${node.name}:` }];
    case 'twemoji':
      return [{ kind: 'text', text: node.name }];
    case 'guildNavigation':
      return [{ kind: 'text', text: `#${node.navigation}` }];
    default:
      return [{ kind: 'text', text: String(node.content ?? '') }];
  }
}

function withoutLastBreak(children: Markup[]): Markup[] {
  return children.at(-1)?.kind === 'break' ? children.slice(0, -1) : children;
}

function plain(piece: Markup): string {
  switch (piece.kind) {
    case 'text':
    case 'code':
    case 'code-block':
    case 'everyone':
      return piece.text;
    case 'break':
      return ' ';
    case 'bold':
    case 'italic':
    case 'underline':
    case 'strike':
    case 'link':
      return piece.children.map(plain).join('');
    case 'quote':
    case 'subtext':
    case 'heading':
      return ` ${piece.children.map(plain).join('')} `;
    case 'spoiler':
      return '…';
    case 'list':
      return piece.items.map((item) => ` ${item.map(plain).join('')} `).join('');
    case 'user':
    case 'channel':
    case 'role':
    case 'time':
      return '';
    case 'command':
      return `/${piece.name}`;
    default:
      return piece satisfies never;
  }
}
