import { readBlocks } from './blocks.ts';
import { readFrontMatter } from './front-matter.ts';
import { hashText } from './hash.ts';
import { detectLanguage } from './language.ts';
import type { Format } from './leaves.ts';
import { splitSentences } from './sentences.ts';
import type { CorpusProblem, Document, Sentence } from './types.ts';

export type DocumentResult =
  | {
      readonly kind: 'document';
      readonly document: Document;
      readonly sentences: readonly Sentence[];
      readonly warnings: readonly CorpusProblem[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };

/** One decoded file → its document and annotated sentences. The id is the file's name without its ending. */
export function readDocument(file: string, name: string, raw: string): DocumentResult {
  const front = readFrontMatter(file, raw);
  if (front.kind === 'problems') return front;
  const { body: text, meta, warnings } = front;
  const {
    format = name.endsWith('.txt') ? 'text' : 'markdown',
    title,
    language = detectLanguage(text),
    ...stated
  } = meta;
  const id = name.replace(/\.(?:md|txt)$/, '');
  const sentences = readSentences(text, {
    document: id,
    language,
    format,
    ...(title === undefined ? {} : { title }),
  });
  if (sentences.length === 0) {
    const message = 'has no text; write the source’s own words into it, or remove it';
    return { kind: 'problems', problems: [{ file, line: front.bodyLine, message }] };
  }
  const heading = sentences.find((sentence) => sentence.heading);
  const document: Document = {
    id,
    title: title ?? (heading ? text.slice(heading.start, heading.end) : id),
    text,
    language,
    hash: hashText(text),
    ...defined(stated),
  };
  return { kind: 'document', document, sentences, warnings };
}

export interface BodyOptions {
  readonly document: string;
  readonly language: string;
  readonly format: Format;
  /** Given by the front matter: a first line equal to it is a heading. */
  readonly title?: string;
}

/** The sentences of a body, in order, not yet annotated with voice and speaker. */
export function readSentences(text: string, options: BodyOptions): Sentence[] {
  const caseless = !/\p{Lu}/u.test(text);
  const sentences: Sentence[] = [];
  let paragraph = 0;
  for (const block of readBlocks(text, options.format)) {
    const spans =
      block.heading || block.row
        ? [{ start: block.start, end: block.end }]
        : splitSentences(text, block, { language: options.language, caseless, quoted: block.quoted });
    if (spans.length > 0) paragraph++;
    for (const { start, end } of spans) {
      const heading = block.heading || (sentences.length === 0 && text.slice(start, end) === options.title);
      sentences.push({
        document: options.document,
        ordinal: sentences.length + 1,
        paragraph,
        start,
        end,
        voice: 'narrator',
        speaker: null,
        ...(heading ? { heading: true as const } : {}),
      });
    }
  }
  return sentences;
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
