import { isMap, isScalar, isSeq, parseDocument, type YAMLMap, YAMLSeq } from 'yaml';
import { z } from 'zod';
import { HASH_DIGITS, hashText } from './hash.ts';
import { detectLanguage, isLanguageTag } from './language.ts';
import { verifyPassage } from './permalink.ts';
import type { Corpus, CorpusProblem } from './types.ts';
import { yamlValue } from './yaml.ts';

export interface Lesson {
  readonly question: string;
  /** Permalink of the sentence that answers it. */
  readonly id: string;
  /** BCP 47 tag; told from the words when absent. */
  readonly language?: string;
}

export type TaughtResult =
  | {
      readonly kind: 'taught';
      readonly document: string;
      readonly ordinal: number;
      readonly language: string;
      /** The whole file, comments and order kept. */
      readonly yaml: string;
    }
  | { readonly kind: 'known'; readonly document: string; readonly ordinal: number; readonly language: string }
  | { readonly kind: 'problem'; readonly message: string };

const QUESTION_AT_MOST = 500;

/**
 * Adds a question to the text of its document's `<id>.questions.yaml` ('' where there is no file yet). Comments, order
 * and what is already there stay; the entry of the sentence, or of the language in it, is made when missing. An entry
 * whose hash is out of date is not touched: a person looks at it first.
 */
export function teach(corpus: Corpus, lesson: Lesson, yamlText: string): TaughtResult {
  const question = lesson.question.trim();
  if (question === '') return { kind: 'problem', message: 'the question is empty' };
  if (question.length > QUESTION_AT_MOST) {
    return {
      kind: 'problem',
      message: `the question is longer than ${QUESTION_AT_MOST} characters; shorten it`,
    };
  }
  if (/[\p{Cc}]/u.test(question)) {
    return {
      kind: 'problem',
      message: 'the question holds a line break or control character; write it on one line',
    };
  }
  const language = lesson.language ?? detectLanguage(question);
  if (!isLanguageTag(language))
    return { kind: 'problem', message: `"${language}" is not a language tag such as en or it` };
  const found = verifyPassage(corpus, lesson.id);
  switch (found.kind) {
    case 'malformed':
      return { kind: 'problem', message: `"${found.id}" is not a passage id such as article#2@3a09cc` };
    case 'unknown-document':
      return {
        kind: 'problem',
        message: `no document is called "${found.document}"; see \`verbatim sentences\``,
      };
    case 'unknown-ordinal':
      return {
        kind: 'problem',
        message: `${found.document.id} has ${found.last} sentences, none numbered ${found.ordinal}`,
      };
    case 'changed':
      return {
        kind: 'problem',
        message: `sentence ${found.sentence.ordinal} has changed since the id was made; look it up again`,
      };
    case 'unaltered':
      break;
    default:
      return found satisfies never;
  }
  const { document, sentence } = found;
  if (sentence.heading)
    return { kind: 'problem', message: `${lesson.id} is a heading, which is never an answer` };
  const hash = hashText(document.text.slice(sentence.start, sentence.end)).slice(0, HASH_DIGITS);
  const added = addQuestion(yamlText, {
    document: document.id,
    ordinal: sentence.ordinal,
    hash,
    language,
    question,
  });
  const place = { document: document.id, ordinal: sentence.ordinal, language };
  switch (added.kind) {
    case 'added':
      return { kind: 'taught', ...place, yaml: added.yaml };
    case 'known':
      return { kind: 'known', ...place };
    case 'problem':
      return added;
    default:
      return added satisfies never;
  }
}

interface Entry {
  readonly document: string;
  readonly ordinal: number;
  readonly hash: string;
  readonly language: string;
  readonly question: string;
}

type Added = { kind: 'added'; yaml: string } | { kind: 'known' } | { kind: 'problem'; message: string };

function addQuestion(yamlText: string, entry: Entry): Added {
  const yaml = parseDocument(yamlText);
  const file = `${entry.document}.questions.yaml`;
  if (yaml.errors.length > 0 || (yaml.contents !== null && !isMap(yaml.contents))) {
    return { kind: 'problem', message: `${file} is not valid; see \`verbatim check\`` };
  }
  if (yaml.contents === null) yaml.set('document', entry.document);
  if (!isSeq(yaml.get('sentences'))) yaml.set('sentences', new YAMLSeq());
  const sentences = yaml.get('sentences') as YAMLSeq;
  let item = sentences.items.find(
    (node): node is YAMLMap => isMap(node) && node.get('ordinal') === entry.ordinal,
  );
  if (!item) {
    item = yaml.createNode({ ordinal: entry.ordinal, hash: entry.hash, questions: {} }) as YAMLMap;
    const before = sentences.items.findIndex(
      (node) => isMap(node) && Number(node.get('ordinal')) > entry.ordinal,
    );
    if (before < 0) sentences.items.push(item);
    else sentences.items.splice(before, 0, item);
  } else if (!entry.hash.startsWith(hashOf(item)) && !hashOf(item).startsWith(entry.hash)) {
    const message = `the questions of sentence ${entry.ordinal} in ${file} are out of date; look at them and set hash: ${entry.hash}`;
    return { kind: 'problem', message };
  }
  if (!isMap(item.get('questions'))) item.set('questions', yaml.createNode({}));
  const questions = item.get('questions') as YAMLMap;
  if (questions.items.length === 0) questions.flow = false;
  if (!isSeq(questions.get(entry.language))) questions.set(entry.language, new YAMLSeq());
  const list = questions.get(entry.language) as YAMLSeq;
  const folded = fold(entry.question);
  if (list.items.some((node) => isScalar(node) && fold(String(node.value)) === folded))
    return { kind: 'known' };
  if (list.items.length === 0) list.flow = false;
  list.add(yaml.createNode(entry.question));
  return { kind: 'added', yaml: yaml.toString({ lineWidth: 0 }) };
}

function hashOf(item: YAMLMap): string {
  const node = item.get('hash', true);
  return isScalar(node) ? (node.source ?? String(node.value)) : '';
}

/** Questions that differ in case, spaces or end marks alone are the same. */
function fold(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/(?<![\s?!.])[\s?!.]+$/u, '')
    .trim();
}

export interface Gap {
  readonly question: string;
  /** Absent until somebody has filled it in. */
  readonly id?: string;
  readonly line: number;
}

export type GapsResult =
  | { readonly kind: 'gaps'; readonly gaps: readonly Gap[] }
  | { readonly kind: 'problems'; readonly problems: readonly CorpusProblem[] };

const GAPS = z.array(
  z.object({
    question: z.string('must be text; put it in quotation marks').trim().min(1, 'must not be empty'),
    id: z.string('must be a passage id in quotation marks').trim().nullish(),
  }),
  'must be a list of entries such as "- question: …"',
);

/** A file of unanswered questions, as `/digest` gives it: a YAML list of `{question, id?}`. */
export function readGaps(file: string, yamlText: string): GapsResult {
  const yaml = parseDocument(yamlText, { prettyErrors: false });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node: unknown = yaml.getIn(path.slice(0, depth), true);
      if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
        continue;
      return lineNumber(yamlText, Number(node.range[0]));
    }
    return 1;
  };
  if (yaml.errors.length > 0) {
    const problems = yaml.errors.map(({ pos, message }) => ({
      file,
      line: lineNumber(yamlText, pos[0]),
      message: `is not YAML: ${message.split('\n', 1)[0]}`,
    }));
    return { kind: 'problems', problems };
  }
  const read = yamlValue(yaml);
  if (read.kind === 'problem')
    return { kind: 'problems', problems: [{ file, line: 1, message: read.message }] };
  const parsed = GAPS.safeParse(read.value ?? []);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      file,
      line: lineOf(path),
      message: `${path.length > 0 ? `${path.join('.')} ` : ''}${message}`,
    }));
    return { kind: 'problems', problems };
  }
  const gaps = parsed.data.map(({ question, id }, index) => {
    const line = lineOf([index]);
    return id ? { question, id, line } : { question, line };
  });
  return { kind: 'gaps', gaps };
}

function lineNumber(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}
