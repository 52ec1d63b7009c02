import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { isLanguageTag } from './language.ts';
import { nearestWord } from './nearest.ts';
import type { CorpusProblem } from './types.ts';
import { yamlValue } from './yaml.ts';

/** What a file states of its text. */
export type FrontMatter = z.infer<typeof SCHEMA>;

export type FrontMatterResult =
  | {
      readonly kind: 'read';
      readonly meta: FrontMatter;
      /** What stands after the front matter, to the character. */
      readonly body: string;
      /** Line of the file on which the body begins, from 1. */
      readonly bodyLine: number;
      readonly warnings: readonly CorpusProblem[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };

const TEXT_AT_MOST = 500;
const line = z
  .string('must be text; put it in quotation marks')
  .transform((text) => text.trim())
  .pipe(
    z.string().min(1, 'must not be empty').max(TEXT_AT_MOST, `must be at most ${TEXT_AT_MOST} characters`),
  );
const alias = z.union([line, z.number().transform(String)], 'must be text');

const SCHEMA = z.object({
  title: line.optional(),
  publisher: line.optional(),
  author: z
    .union(
      [
        line,
        z
          .array(line)
          .min(1)
          .transform((names) => names.join(', ')),
      ],
      'must be text',
    )
    .optional(),
  published: z
    .union([line, z.number().transform(String)], 'must be text')
    .refine(
      isDate,
      'must be a date such as 2025-03-06 or 2025-03, or words as the source states it, such as "March 2025"',
    )
    .optional(),
  dateline: line.optional(),
  url: line.refine(isWebAddress, 'must be a web address that begins with https:// or http://').optional(),
  licence: line.optional(),
  language: line.refine(isLanguageTag, 'must be a language tag such as en, it or pt-BR').optional(),
  aliases: z
    .record(
      z.string(),
      z.union([z.array(alias), alias.transform((name) => [name])], 'must be a list of names'),
      {
        error: 'must map a name to its other names, such as "Ukraine: [Kyiv, Kiev]", indented under aliases',
      },
    )
    .optional(),
  /** How the body is read: `text` where Markdown marks are the source's own characters. */
  format: z.enum(['markdown', 'text'], 'must be markdown or text').optional(),
});

const KEYS = Object.keys(SCHEMA.shape);
const FENCE = /^---[ \t]*(?:\r\n?|\n)/;
const CLOSING = /(?:^|\r\n?|\n)(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|$)/;

/** Parses the block between `---` lines at the start of a file. A file without one has an empty front matter. */
export function readFrontMatter(file: string, text: string): FrontMatterResult {
  const opening = FENCE.exec(text);
  if (!opening) return { kind: 'read', meta: {}, body: text, bodyLine: 1, warnings: [] };
  const rest = text.slice(opening[0].length);
  const closing = CLOSING.exec(rest);
  if (!closing) {
    if (!/^\s*[\w-]+:(?:\s|$)/.test(rest))
      return { kind: 'read', meta: {}, body: text, bodyLine: 1, warnings: [] };
    return {
      kind: 'problems',
      problems: [{ file, line: 1, message: 'the front matter is not closed; put a line --- after it' }],
    };
  }
  const counter = new LineCounter();
  const yaml = parseDocument(rest.slice(0, closing.index), { lineCounter: counter, prettyErrors: false });
  const lineOf = (offset: number) => counter.linePos(offset).line + 1;
  if (yaml.errors.length > 0) {
    const problems = yaml.errors.map(({ pos, message }) => ({
      file,
      line: lineOf(pos[0]),
      message: `the front matter is not YAML: ${message.split('\n', 1)[0]}`,
    }));
    return { kind: 'problems', problems };
  }
  if (yaml.contents !== null && !isMap(yaml.contents)) {
    const message =
      'the front matter must be lines such as "title: …"; begin the file with an empty line if --- belongs to the text';
    return { kind: 'problems', problems: [{ file, line: 2, message }] };
  }
  const lines = new Map<string, number>();
  for (const { key } of yaml.contents?.items ?? []) {
    if (isScalar(key)) lines.set(String(key.value), lineOf(key.range?.[0] ?? 0));
  }
  const read = yamlValue(yaml);
  if (read.kind === 'problem')
    return { kind: 'problems', problems: [{ file, line: 2, message: `the front matter ${read.message}` }] };
  const value: unknown = dropNulls(read.value ?? {});
  const parsed = SCHEMA.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      file,
      line: lines.get(String(path[0])) ?? 1,
      message: `${path.join('.')} ${message}`,
    }));
    return { kind: 'problems', problems };
  }
  const warnings = [...lines]
    .filter(([key]) => !KEYS.includes(key))
    .map(([key, at]) => {
      const near = nearestWord(key, KEYS);
      const hint = near === null ? `; known are ${KEYS.join(', ')}` : `; did you mean "${near}"?`;
      return { file, line: at, message: `"${key}" is not known in front matter and is ignored${hint}` };
    });
  const end = opening[0].length + closing.index + closing[0].length;
  const bodyLine = text.slice(0, end).split(/\r\n?|\n/).length;
  return { kind: 'read', meta: parsed.data, body: text.slice(end), bodyLine, warnings };
}

/** `publisher:` with nothing behind it states nothing. */
function dropNulls(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== null));
}

/** ISO 8601 to the year, month, day or time, or words with a letter in them; a date that does not exist is none. */
function isDate(text: string): boolean {
  const iso =
    /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?)?)?$/.exec(text);
  if (!iso) return /\p{L}{2}/u.test(text) && !/^\d{4}-/.test(text);
  const [year, month, day] = [Number(iso[1]), Number(iso[2] ?? 1), Number(iso[3] ?? 1)];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
