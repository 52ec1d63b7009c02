import { createReadStream } from 'node:fs';
import { readCorpus } from '../corpus/corpus.ts';
import type { Corpus } from '../corpus/types.ts';
import { evaluateSet, parseQuestionSet } from '../search/eval/run.ts';
import type { Outcome, QuestionSet } from '../search/eval/types.ts';
import { readLines } from './lines.ts';

/** A line of a question file holds a whole document. */
const MAX_LINE_BYTES = 50_000_000;

export type QuestionFile =
  | { readonly kind: 'read'; readonly sets: readonly QuestionSet[] }
  | { readonly kind: 'problem'; readonly message: string };

/** The question sets of a file, or its first problem with its line. */
export async function readQuestionFile(file: string): Promise<QuestionFile> {
  const sets: QuestionSet[] = [];
  try {
    for await (const line of readLines(createReadStream(file), MAX_LINE_BYTES)) {
      if (line.kind === 'problem')
        return { kind: 'problem', message: `${file}:${line.number}: the line is ${line.problem}` };
      const parsed = parseQuestionSet(line.text);
      if (parsed.kind === 'problem')
        return { kind: 'problem', message: `${file}:${line.number}: ${parsed.message}` };
      sets.push(parsed.set);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { kind: 'problem', message: `${file}: ${code === 'ENOENT' ? 'does not exist' : message}` };
  }
  if (sets.length === 0) return { kind: 'problem', message: `${file}: has no questions` };
  return { kind: 'read', sets };
}

export type Evaluated =
  | { readonly kind: 'evaluated'; readonly outcomes: readonly Outcome[] }
  | { readonly kind: 'problem'; readonly message: string };

/**
 * Asks a set's questions of its text alone. A text that `corpus` holds is taken from there, with what is known of it
 * (its attribution, its expansions); any other is read as a text that is new.
 */
export function evaluate(set: QuestionSet, corpus: Corpus | null): Evaluated {
  const own = corpus && partOf(corpus, set);
  if (own) return { kind: 'evaluated', outcomes: evaluateSet(set, own) };
  const read = readAsCorpus(set);
  return read.kind === 'problem' ? read : { kind: 'evaluated', outcomes: evaluateSet(set, read.corpus) };
}

function partOf(corpus: Corpus, { text }: QuestionSet): Corpus | null {
  const document = corpus.documents.find((each) => each.text === text);
  if (!document) return null;
  const isOwn = (part: { readonly document: string }) => part.document === document.id;
  return {
    documents: [document],
    sentences: corpus.sentences.filter(isOwn),
    expansions: corpus.expansions.filter(isOwn),
    knownSilences: corpus.knownSilences.filter(isOwn),
    version: corpus.version,
  };
}

function readAsCorpus({
  document,
  title,
  text,
}: QuestionSet): { kind: 'corpus'; corpus: Corpus } | { kind: 'problem'; message: string } {
  // Its own front matter keeps a text that begins with "---" from being read as one; JSON is YAML.
  const front = `---\n${JSON.stringify(title === undefined ? {} : { title })}\n---\n`;
  const bytes = new TextEncoder().encode(front + text);
  const result = readCorpus([{ kind: 'file', file: document, name: 'text.txt', bytes }], {
    place: document,
    total: 1,
  });
  if (result.kind === 'corpus') return result;
  return { kind: 'problem', message: `document ${document}: ${result.problems[0]!.message}` };
}
