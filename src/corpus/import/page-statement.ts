import { withoutControls } from './page-blocks.ts';

/** What a page says of itself. Absent where it says nothing. */
export interface PageStatement {
  readonly title?: string;
  readonly publisher?: string;
  readonly author?: string;
  readonly published?: string;
  readonly url?: string;
  readonly language?: string;
  readonly licence?: string;
}

/** The part of a document that is needed here. */
export interface Selecting {
  querySelector(selector: string): Selected | null;
  querySelectorAll(selector: string): Iterable<Selected>;
}

interface Selected {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
}

/** Reads the elements that publishers use for it: Open Graph, Dublin Core, `rel`, microdata. */
export function readStatement(document: Selecting): PageStatement {
  const first = (selectors: readonly string[], attribute: string, accepts: (value: string) => boolean) =>
    selectors
      .map((selector) => document.querySelector(selector)?.getAttribute(attribute)?.trim() ?? '')
      .find((value) => value !== '' && accepts(value));
  const meta = (...selectors: string[]) => first(selectors, 'content', (value) => !isAddress(value));
  const language =
    first(['html[lang]'], 'lang', isAnything) ??
    meta('meta[property="og:locale"]', 'meta[http-equiv="content-language" i]');
  return stated({
    title: meta('meta[property="og:title"]') ?? headline(document),
    publisher: meta('meta[property="og:site_name"]', 'meta[name="dc.publisher" i]'),
    author: meta('meta[name="author" i]', 'meta[property="article:author"]', 'meta[name="dc.creator" i]'),
    published:
      meta(
        'meta[property="article:published_time"]',
        'meta[itemprop="datePublished"]',
        'meta[name="date" i]',
      ) ?? first(['time[itemprop="datePublished"]', 'time[pubdate]'], 'datetime', isAnything),
    url:
      first(['link[rel="canonical"]'], 'href', isAddress) ??
      first(['meta[property="og:url"]'], 'content', isAddress),
    language: language?.replaceAll('_', '-'),
    licence: first(['link[rel="license"]', 'a[rel~="license"]'], 'href', isAddress),
  });
}

function isAnything(): boolean {
  return true;
}

/** Some publishers give the address of a profile where a name belongs. */
function isAddress(value: string): boolean {
  return /^https?:\/\//i.test(value);
}

/** The page's one main heading where the window's title begins with it: "Council adopts plan | The Herald". */
function headline(document: Selecting): string | undefined {
  const [only, ...others] = document.querySelectorAll('h1');
  const collapse = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
  const heading = collapse(only?.textContent);
  if (heading === '' || others.length > 0) return undefined;
  return collapse(document.querySelector('title')?.textContent).startsWith(heading) ? heading : undefined;
}

/** Without what is empty and without an address for an author, white space collapsed. */
export function stated(values: { [K in keyof PageStatement]: string | null | undefined }): PageStatement {
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
    .filter(([key, value]) => value !== '' && !(key === 'author' && isAddress(value)));
  return Object.fromEntries(entries);
}
