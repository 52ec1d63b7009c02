import { createReadStream } from 'node:fs';
import { readCorpus } from '../corpus/corpus.ts';
import type { Corpus } from '../corpus/types.ts';
import { evaluateSet, parseQuestionSet } from '../search/eval/run.ts';
import type { Outcome, QuestionSet } from '../search/eval/types.ts';
import { parseSummarySet, type SummaryScores, type SummarySet, scoreSummaries } from '../summary/eval.ts';
import { readLines } from './lines.ts';

/** A line of a question file holds a whole document. */
const MAX_LINE_BYTES = 50_000_000;

export type SetFile<Set> =
  | { readonly kind: 'read'; readonly sets: readonly Set[] }
  | { readonly kind: 'problem'; readonly message: string };

/** The question sets of a file, or its first problem with its line. */
export function readQuestionFile(file: string): Promise<SetFile<QuestionSet>> {
  return readSets(file, parseQuestionSet);
}

/** The documents with reference summaries of a file, or its first problem with its line. */
export function readSummaryFile(file: string): Promise<SetFile<SummarySet>> {
  return readSets(file, parseSummarySet);
}

/** Whether a file holds documents with reference summaries, by its first line; any other is read as questions. */
export async function isSummaryFile(file: string): Promise<boolean> {
  try {
    for await (const line of readLines(createReadStream(file), MAX_LINE_BYTES))
      return line.kind === 'text' && parseSummarySet(line.text).kind === 'set';
  } catch {
    // Reading it as questions says what is wrong.
  }
  return false;
}

async function readSets<Set>(
  file: string,
  parse: (line: string) => { kind: 'set'; set: Set } | { kind: 'problem'; message: string },
): Promise<SetFile<Set>> {
  const sets: Set[] = [];
  try {
    for await (const line of readLines(createReadStream(file), MAX_LINE_BYTES)) {
      if (line.kind === 'problem')
        return { kind: 'problem', message: `${file}:${line.number}: the line is ${line.problem}` };
      const parsed = parse(line.text);
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

/** The ROUGE of each way to summarise a set's text with so many sentences, or why the text cannot be read. */
export function evaluateSummary(set: SummarySet, sentences: number): SummaryScores | string {
  const read = readAsCorpus(set);
  return read.kind === 'problem' ? read.message : scoreSummaries(read.corpus, set.summary, sentences);
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
}: Pick<QuestionSet, 'document' | 'title' | 'text'>):
  | { kind: 'corpus'; corpus: Corpus }
  | { kind: 'problem'; message: string } {
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
