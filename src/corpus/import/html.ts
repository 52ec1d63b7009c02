import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

/** A paragraph, heading or list item of a page, white space collapsed as a browser does. */
export interface PageBlock {
  readonly kind: 'paragraph' | 'heading' | 'item';
  readonly text: string;
}

/** What a page says of itself. Absent where it says nothing. */
export interface PageStatement {
  readonly title?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
  readonly language?: string;
}

export type Page =
  | { readonly kind: 'page'; readonly blocks: readonly PageBlock[]; readonly stated: PageStatement }
  | { readonly kind: 'problem'; readonly message: string };

/** More elements than any article has; a bound on the time that a hostile page can take. */
const MAX_ELEMENTS = 200_000;

/**
 * The article of a page and what the page states of it. Nothing outside the given text is read: no frame, no style,
 * no script, no address is followed. Where no article is found the whole body is taken.
 */
export function readPage(html: string): Page {
  if (isTooDeep(html)) {
    return {
      kind: 'problem',
      message: `the page is nested deeper than ${MAX_DEPTH}; save its text and add that`,
    };
  }
  try {
    const { document } = parseHTML(html);
    const stated = statedMetadata(document);
    const reader = new Readability<PageNode>(
      document as unknown as ConstructorParameters<typeof Readability>[0],
      {
        maxElemsToParse: MAX_ELEMENTS,
        serializer: (node) => node as unknown as PageNode,
      },
    );
    const article = reader.parse();
    const root = article?.content ?? (parseHTML(html).document.body as unknown as PageNode);
    const found = clean({
      title: article?.title,
      publisher: article?.siteName,
      author: article?.byline?.replace(BYLINE_LEAD, ''),
      published: article?.publishedTime,
      language: article?.lang,
    });
    return { kind: 'page', blocks: readPageBlocks(root), stated: { ...found, ...stated } };
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String((error as Error).message);
    return { kind: 'problem', message: `the page cannot be read: ${reason}; save its text and add that` };
  }
}

/** Readability's time grows with the square of the depth; a real page seldom passes 50. */
const MAX_DEPTH = 400;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|p|li|source|td|th|tr|track|wbr)$/i;

/** Counts opening against closing tags in one pass; elements that close themselves are left out. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9-]{0,30})/gi)) {
    if (VOID.test(name)) continue;
    depth = Math.max(0, depth + (closing ? -1 : 1));
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

const BYLINE_LEAD = /^(?:by|di|par|von|por|przez|автор:?)\s+/iu;

/** The part of the DOM that is needed here. */
interface PageNode {
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
const UNREAD = new Set(
  'script style noscript template svg math iframe object audio video canvas select head'.split(' '),
);

/** Walks without recursion, so that no depth of nesting exhausts the stack. */
function readPageBlocks(root: PageNode): PageBlock[] {
  const blocks: PageBlock[] = [];
  let kind: PageBlock['kind'] = 'paragraph';
  let text = '';
  const flush = () => {
    const trimmed = text.replace(/[ \t\n\r\f]+/g, ' ').replace(/^ | $/g, '');
    if (trimmed.trim() !== '') blocks.push({ kind, text: trimmed });
    text = '';
  };
  const enter = (node: PageNode): boolean => {
    if (node.nodeType === TEXT) text += withoutControls(node.nodeValue ?? '');
    if (node.nodeType !== ELEMENT) return false;
    const name = node.localName ?? '';
    if (UNREAD.has(name)) return false;
    if (!INLINE.has(name)) {
      flush();
      kind = /^h[1-6]$/.test(name)
        ? 'heading'
        : name === 'li'
          ? 'item'
          : name === 'p' && kind === 'item'
            ? kind
            : 'paragraph';
    }
    return true;
  };
  const leave = (node: PageNode) => {
    if (node.nodeType === ELEMENT && !INLINE.has(node.localName ?? '')) {
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

/** Control characters have no meaning in a page, and a source file may not hold them. */
function withoutControls(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/g, ' ');
}

interface Selecting {
  querySelector(selector: string): { getAttribute(name: string): string | null } | null;
}

function statedMetadata(document: Selecting): PageStatement {
  const attribute = (selector: string, name: string) => document.querySelector(selector)?.getAttribute(name);
  const language = attribute('html[lang]', 'lang') ?? attribute('meta[property="og:locale"]', 'content');
  return clean({
    title: attribute('meta[property="og:title"]', 'content'),
    publisher: attribute('meta[property="og:site_name"]', 'content'),
    author: attribute('meta[name="author"]', 'content'),
    published: attribute('meta[property="article:published_time"]', 'content'),
    url: attribute('link[rel="canonical"]', 'href') ?? attribute('meta[property="og:url"]', 'content'),
    language: language?.replaceAll('_', '-'),
  });
}

function clean(values: { [K in keyof PageStatement]: string | null | undefined }): PageStatement {
  const entries = Object.entries(values)
    .map(
      ([key, value]) =>
        [
          key,
          withoutControls(value ?? '')
            .replace(/\s+/g, ' ')
            .trim(),
        ] as const,
    )
    .filter(([, value]) => value !== '');
  return Object.fromEntries(entries);
}
