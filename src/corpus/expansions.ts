import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { HASH_DIGITS, hashText } from './hash.ts';
import { isLanguageTag } from './language.ts';
import type { CorpusProblem, Document, Expansion, KnownSilence, Sentence } from './types.ts';
import { yamlValue } from './yaml.ts';

export type ExpansionsResult =
  | {
      readonly kind: 'read';
      readonly expansions: readonly Expansion[];
      readonly knownSilence: KnownSilence | null;
      /** Entries whose sentence has changed since, and questions given twice. */
      readonly warnings: readonly CorpusProblem[];
    }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };

const QUESTION_AT_MOST = 500;
const question = z
  .string('must be text; put it in quotation marks')
  .transform((text) => text.trim())
  .pipe(
    z
      .string()
      .min(1, 'must not be empty')
      .max(QUESTION_AT_MOST, `must be at most ${QUESTION_AT_MOST} characters`),
  );
const questions = z.record(
  z.string().refine(isLanguageTag, 'must be a language tag such as en or pt-BR'),
  z.array(question, 'must be a list of questions'),
  'must map languages to lists of questions, such as "en: [What …?]"',
);

const SCHEMA = z.strictObject({
  document: z.string('must name the document'),
  sentences: z
    .array(
      z.strictObject({
        ordinal: z
          .int('must be the number of a sentence, from 1')
          .min(1, 'must be the number of a sentence, from 1'),
        // "123456" and "12e456" are numbers to YAML: taken back from the source by `hashAsWritten`.
        hash: z
          .string('must be text; put it in quotation marks')
          .regex(/^[0-9a-f]{4,64}$/, 'must be 4 to 64 hexadecimal digits'),
        questions,
      }),
      'must be a list',
    )
    .nullish(),
  unanswered: questions.nullish(),
});

/** `corpus/<id>.questions.yaml` → what it teaches about its document, checked against the document's sentences. */
export function readExpansions(
  file: string,
  yamlText: string,
  document: Document,
  sentences: readonly Sentence[],
): ExpansionsResult {
  const counter = new LineCounter();
  const yaml = parseDocument(yamlText, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const lineAt = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = yaml.getIn(path.slice(0, depth), true);
      const range =
        typeof node === 'object' && node !== null && 'range' in node ? (node.range as number[] | null) : null;
      if (range) return counter.linePos(range[0]!).line;
    }
    return 1;
  };
  if (yaml.errors.length > 0) {
    const problems = yaml.errors.map(({ pos, message }) => ({
      file,
      line: counter.linePos(pos[0]).line,
      message: `is not YAML: ${message.split('\n', 1)[0]}`,
    }));
    return { kind: 'problems', problems };
  }
  const read = yamlValue(yaml);
  if (read.kind === 'problem')
    return { kind: 'problems', problems: [{ file, line: 1, message: read.message }] };
  const parsed = SCHEMA.safeParse(hashAsWritten(read.value, yaml));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      file,
      line: lineAt(path),
      message: `${path.length > 0 ? `${path.join('.')} ` : ''}${message}`,
    }));
    return { kind: 'problems', problems };
  }
  const { data } = parsed;
  const problems: CorpusProblem[] = [];
  const warnings: CorpusProblem[] = [];
  if (data.document !== document.id) {
    const message = `names the document "${data.document}" but stands beside "${document.id}"; correct the one or rename the file`;
    problems.push({ file, line: lineAt(['document']), message });
  }
  const expansions: Expansion[] = [];
  const seen = new Set<number>();
  for (const [index, entry] of (data.sentences ?? []).entries()) {
    const line = lineAt(['sentences', index, 'ordinal']);
    const sentence = sentences[entry.ordinal - 1];
    if (!sentence) {
      const message = `sentence ${entry.ordinal} does not exist: ${document.id} has ${sentences.length}`;
      problems.push({ file, line, message });
      continue;
    }
    if (seen.has(entry.ordinal)) {
      problems.push({ file, line, message: `sentence ${entry.ordinal} has two entries; join them` });
      continue;
    }
    seen.add(entry.ordinal);
    const now = hashText(document.text.slice(sentence.start, sentence.end));
    if (!now.startsWith(entry.hash)) {
      const message = `sentence ${entry.ordinal} has changed since its questions were written; look at them again, then set hash: ${now.slice(0, HASH_DIGITS)}`;
      warnings.push({ file, line, message });
    }
    expansions.push({
      document: document.id,
      ordinal: entry.ordinal,
      hash: entry.hash,
      questions: entry.questions,
    });
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  warnings.push(...repeatedQuestions(file, data, lineAt));
  const knownSilence = data.unanswered ? { document: document.id, questions: data.unanswered } : null;
  return { kind: 'read', expansions, knownSilence, warnings };
}

/**
 * A question that stands in two places, within one language and whatever its case and punctuation, speaks for both
 * sentences and helps neither; under a sentence and under `unanswered` it contradicts itself.
 */
function repeatedQuestions(
  file: string,
  data: z.infer<typeof SCHEMA>,
  lineAt: (path: readonly PropertyKey[]) => number,
): CorpusProblem[] {
  const places = [
    ...(data.sentences ?? []).map((entry, index) => ({
      name: `sentence ${entry.ordinal}`,
      path: ['sentences', index, 'questions'],
      questions: entry.questions,
    })),
    { name: 'unanswered', path: ['unanswered'], questions: data.unanswered ?? {} },
  ];
  const warnings: CorpusProblem[] = [];
  const firstPlace = new Map<string, string>();
  for (const { name, path, questions } of places) {
    for (const [language, list] of Object.entries(questions)) {
      for (const [index, text] of list.entries()) {
        const key = `${language} ${foldQuestion(text)}`;
        const first = firstPlace.get(key);
        if (first === undefined) {
          firstPlace.set(key, name);
          continue;
        }
        const message = `"${text}" is also under ${first}; keep the better place`;
        warnings.push({ file, line: lineAt([...path, language, index]), message });
      }
    }
  }
  return warnings;
}

function foldQuestion(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return words === '' ? text : words;
}

/** A hash of digits alone is a number to YAML, which drops its leading zeros: take the characters that stand there. */
function hashAsWritten(value: unknown, yaml: ReturnType<typeof parseDocument>): unknown {
  if (!isRecord(value) || !Array.isArray(value.sentences)) return value;
  const sentences = value.sentences.map((entry: unknown, index: number) => {
    if (!isRecord(entry) || typeof entry.hash !== 'number') return entry;
    const node = yaml.getIn(['sentences', index, 'hash'], true);
    const source = isRecord(node) && typeof node.source === 'string' ? node.source : String(entry.hash);
    return { ...entry, hash: source };
  });
  return { ...value, sentences };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
