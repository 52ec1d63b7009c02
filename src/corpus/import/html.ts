import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { BYLINE_LEAD } from '../data/bylines.ts';
import { type PageBlock, type PageNode, readPageBlocks } from './page-blocks.ts';
import { type PageStatement, readStatement, type Selecting, stated } from './page-statement.ts';

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
    const whole = withBody(html);
    const said = readStatement(parseHTML(whole).document as unknown as Selecting);
    const reader = new Readability<PageNode>(narrowed(whole), {
      maxElemsToParse: MAX_ELEMENTS,
      serializer: (node) => node as unknown as PageNode,
    });
    const article = reader.parse();
    const root = article?.content ?? narrowed(whole).body;
    const found = stated({
      title: article?.title,
      publisher: article?.siteName,
      author: article?.byline?.replace(BYLINE_LEAD, ''),
      published: article?.publishedTime,
      language: article?.lang,
    });
    return { kind: 'page', blocks: readPageBlocks(root), stated: { ...found, ...said } };
  } catch (error) {
    const reason = error instanceof RangeError ? 'it is nested too deeply' : String((error as Error).message);
    return { kind: 'problem', message: `the page cannot be read: ${reason}; save its text and add that` };
  }
}

/** Makes sure of a body, which a part of a page or a careless page has not. */
function withBody(html: string): string {
  if (/<(?:body|frameset)\b/i.test(html)) return html;
  const head = /<\/head\s*>|<html\b[^>]{0,500}>/i.exec(html.slice(0, HEAD_REACH));
  if (!head) return `<!doctype html><html><body>${html}</body></html>`;
  const at = head.index + head[0].length;
  return `${html.slice(0, at)}<body>${html.slice(at)}`;
}

const HEAD_REACH = 1_000_000;

/** Shown to nobody, or to editors alone. */
const ASIDE = '[hidden], .noprint, .mw-editsection';
/** A shorter one may be a teaser beside the text. */
const ARTICLE_CHARACTERS = 500;

/** The page without what is never its text; where it marks one element as the article, without what is around that. */
function narrowed(html: string): ReaderDocument {
  const page = parseHTML(html).document as unknown as ReaderDocument;
  for (const element of page.querySelectorAll(ASIDE)) element.remove();
  for (const mark of ['[itemprop="articleBody"]', 'article', 'main, [role="main"]']) {
    const [only, ...others] = page.querySelectorAll(mark);
    if (!only || others.length > 0) continue;
    if ((only.textContent ?? '').trim().length < ARTICLE_CHARACTERS) continue;
    page.body.replaceChildren(only);
    break;
  }
  return page;
}

type ReaderDocument = ConstructorParameters<typeof Readability>[0] & Selecting & PageDocument;

interface PageDocument {
  readonly body: PageNode & { replaceChildren(child: unknown): void };
  querySelectorAll(selector: string): Iterable<{ readonly textContent: string | null; remove(): void }>;
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
