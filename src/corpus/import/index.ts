import { stringify } from 'yaml';
import { type Format, readBlocks } from '../blocks.ts';
import { decodeFile, MAX_FILE_BYTES } from '../decode.ts';
import { type FrontMatter, readFrontMatter } from '../front-matter.ts';
import { readPage } from './html.ts';
import type { PageBlock } from './page-blocks.ts';
import type { PageStatement } from './page-statement.ts';
import { decodeSource } from './source-encoding.ts';

/** What the person who imports says of the file; each goes before what the file itself states. */
export interface ImportHints extends PageStatement {
  /** Name of the file, with its ending. */
  readonly fileName: string;
  /** Id of the document to be; default from the page's title or the file's name. */
  readonly id?: string;
}

export type ImportResult =
  | {
      readonly kind: 'imported';
      /** `<id>.md`, to be put into the corpus. */
      readonly fileName: string;
      readonly content: string;
      readonly stated: FrontMatter;
    }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * An HTML page, a Markdown or a text file → the content of a corpus file. The body is the source's own words:
 * a text is kept to the character, a page keeps its words in order. Front matter holds what the page states or the
 * hints say, nothing guessed.
 */
export function importSource(bytes: Uint8Array, hints: ImportHints): ImportResult {
  const wrong = hintProblem(hints);
  if (wrong !== null) return problem(wrong);
  if (bytes.length > MAX_FILE_BYTES) {
    return problem(`${hints.fileName} is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB; split it`);
  }
  const foreign = foreignFormat(bytes);
  if (foreign !== null)
    return problem(`${hints.fileName} is ${foreign}; save it as a web page or as plain text and add that`);
  const decoded = decodeSource(bytes);
  if (decoded.kind === 'problem') return problem(`${hints.fileName} ${decoded.message}`);
  const { raw } = decoded;
  if (isHtml(raw, hints.fileName)) return importPage(raw, hints);
  const checked = decodeFile(hints.fileName, new TextEncoder().encode(raw));
  if (checked.kind === 'problem')
    return problem(`${hints.fileName} line ${checked.problem.line} ${checked.problem.message}`);
  return importText(checked.text, hints);
}

/** What is wrong with a hint, which front matter could not hold; null where nothing is. */
export function hintProblem({ fileName: _, id, ...said }: ImportHints): string | null {
  if (id !== undefined && slug(id) === '') return `id ${JSON.stringify(id)} has no letter or digit`;
  for (const [key, value] of Object.entries(said)) {
    const why = value === undefined ? null : whyNot(key, value);
    if (why !== null) return why;
  }
  return null;
}

function importPage(raw: string, hints: ImportHints): ImportResult {
  const page = readPage(raw);
  if (page.kind === 'problem') return problem(`${hints.fileName}: ${page.message}`);
  if (page.blocks.length === 0)
    return problem(`${hints.fileName} has no text to import; save the page as text and add that`);
  const marked = withMarkup(page.blocks);
  const plain = page.blocks.map(({ text }) => text).join('\n\n');
  // Where Markdown would read a line of the page as markup, the body is declared plain text instead.
  const faithful = readsAs(marked, page.blocks);
  const stated = { ...page.stated, ...(faithful ? {} : { format: 'text' }) };
  const name = hints.id ?? page.stated.title ?? baseName(hints.fileName);
  return compose(`${faithful ? marked : plain}\n`, stated, hints, name);
}

function importText(text: string, hints: ImportHints): ImportResult {
  const own = looksLikeFrontMatter(text) ? readFrontMatter(hints.fileName, text) : null;
  const front = own ?? { kind: 'read', body: text, meta: {} };
  if (front.kind === 'problems') {
    const first = front.problems[0]!;
    return problem(`${hints.fileName} line ${first.line ?? 1}: ${first.message}`);
  }
  const { body, meta } = front;
  if (body.trim() === '') return problem(`${hints.fileName} has no text to import`);
  const plain = !/\.(?:md|markdown)$/i.test(hints.fileName);
  const asText = plain && !sameBlocks(body);
  return compose(
    body,
    { ...meta, ...(asText ? { format: 'text' } : {}) },
    hints,
    hints.id ?? baseName(hints.fileName),
  );
}

/** A text may also begin with a line "---" of its own. */
function looksLikeFrontMatter(text: string): boolean {
  return /^---[ \t]*[\r\n]+[ \t]*(?:["']?[\w-]+["']?[ \t]*:|---)/.test(text);
}

function compose(
  body: string,
  stated: Record<string, unknown>,
  hints: ImportHints,
  name: string,
): ImportResult {
  const { fileName: _, id, ...said } = hints;
  const kept = Object.fromEntries(Object.entries(stated).filter(([key, value]) => isValid(key, value)));
  const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const meta: Record<string, unknown> = { ...kept, ...given };
  const head = Object.keys(meta).length === 0 && !body.startsWith('---') ? '' : `---\n${yamlOf(meta)}---\n`;
  const content = head + body;
  const readBack = readFrontMatter(hints.fileName, content);
  if (readBack.kind === 'problems' || readBack.body !== body)
    return problem(`${hints.fileName} cannot be written with its front matter`);
  return {
    kind: 'imported',
    fileName: `${slug(name) || slug(baseName(hints.fileName)) || 'document'}.md`,
    content,
    stated: readBack.meta,
  };
}

function yamlOf(meta: Record<string, unknown>): string {
  return Object.keys(meta).length === 0 ? '' : stringify(meta, { lineWidth: 0 });
}

function isValid(key: string, value: unknown): boolean {
  return whyNot(key, value) === null;
}

/** What front matter has against a value, or null. */
function whyNot(key: string, value: unknown): string | null {
  const result = readFrontMatter('', `---\n${yamlOf({ [key]: value })}---\n`);
  return result.kind === 'problems' ? result.problems[0]!.message : null;
}

function withMarkup(blocks: readonly PageBlock[]): string {
  const lead = { heading: '## ', item: '- ', paragraph: '' } as const satisfies Record<
    PageBlock['kind'],
    string
  >;
  return blocks.map(({ kind, text }) => lead[kind] + text).join('\n\n');
}

/** Whether a body, read back as Markdown, gives each block of the page whole and in order. */
function readsAs(body: string, blocks: readonly PageBlock[]): boolean {
  const read = readBlocks(`${body}\n`, 'markdown').map(({ start, end }) => body.slice(start, end));
  return read.length === blocks.length && read.every((text, index) => text === blocks[index]!.text.trim());
}

/** Whether a plain text has no line that Markdown would read otherwise. */
function sameBlocks(body: string): boolean {
  const ranges = (format: Format) => JSON.stringify(readBlocks(body, format));
  return ranges('markdown') === ranges('text');
}

/** How files begin that hold a text in a form which is not read here. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^PK\u0003\u0004/, 'a packed document, such as .docx, .odt or .epub'],
  [/^\u00d0\u00cf\u0011\u00e0/, 'an old Word document'],
  [/^\{\\rtf/, 'a Rich Text document'],
  [/^(?:MIME-Version: 1|Snapshot-Content-Location: |From: <Saved by)/i, 'a web archive or a mail'],
];

function foreignFormat(bytes: Uint8Array): string | null {
  const opening = new TextDecoder('latin1').decode(bytes.subarray(0, 100));
  return FOREIGN.find(([begins]) => begins.test(opening))?.[1] ?? null;
}

function isHtml(raw: string, fileName: string): boolean {
  if (/\.(?:html?|xhtml)$/i.test(fileName)) return true;
  return (
    !/\.(?:md|markdown|txt)$/i.test(fileName) &&
    /^\s{0,100}(?:<\?xml[^>]{0,200}>\s{0,100})?<(?:!doctype html|html|head|body)\b/i.test(raw)
  );
}

function baseName(fileName: string): string {
  return fileName.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');
}

const SLUG_CHARACTERS = 60;

/** Letters and digits of any script joined by hyphens, Latin ones without accents, at most 60 characters. */
function slug(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
  const joined = words
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return [...joined]
    .slice(0, SLUG_CHARACTERS)
    .join('')
    .replace(/-[^-]*$/, (tail) => (joined.length > SLUG_CHARACTERS ? '' : tail));
}

function problem(message: string): { kind: 'problem'; message: string } {
  return { kind: 'problem', message };
}
