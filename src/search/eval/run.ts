import { z } from 'zod';
import type { Corpus } from '../../corpus/types.ts';
import { answer, buildIndex } from '../index.ts';
import type { Answer, Passage } from '../types.ts';
import { isParaphrase } from './paraphrase.ts';
import type { GoldQuestion, Outcome, QuestionSet } from './types.ts';

const questionSet = z.object({
  document: z.string().min(1),
  title: z.string().optional(),
  text: z.string().min(1),
  questions: z.array(
    z.object({
      id: z.string(),
      question: z.string(),
      answers: z.array(z.tuple([z.number().int().min(0), z.number().int().min(0)])),
    }),
  ),
});

export type ParsedLine =
  | { readonly kind: 'set'; readonly set: QuestionSet }
  | { readonly kind: 'problem'; readonly message: string };

/** Reads one line of a question file: JSON of the form `{document, title?, text, questions: [{id, question, answers: [[start, end], …]}]}`. */
export function parseQuestionSet(line: string): ParsedLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'problem', message: 'not JSON' };
  }
  const parsed = questionSet.safeParse(value);
  if (!parsed.success) {
    const first = parsed.error.issues[0]!;
    return { kind: 'problem', message: `${first.path.join('.') || 'line'}: ${first.message}` };
  }
  const { title, ...rest } = parsed.data;
  return { kind: 'set', set: title === undefined ? rest : { ...rest, title } };
}

/**
 * Asks every question of a set and says how each went.
 *
 * `corpus` holds the set's text as its one document, or as one of several, `source` then naming it. All its
 * sentences are ranked, so that a right one is found at whatever rank it has.
 */
export function evaluateSet(set: QuestionSet, corpus: Corpus, source?: string): Outcome[] {
  const index = buildIndex(corpus);
  const options = {
    limit: Math.max(1, corpus.sentences.length),
    ...(source === undefined ? {} : { source }),
  };
  return set.questions.map((question) =>
    judge(set, question, answer(index, question.question, options), source),
  );
}

/** How an answer did on a question: the passages ranked, compared with the sentences that answer. */
export function judge(set: QuestionSet, question: GoldQuestion, given: Answer, source?: string): Outcome {
  const ranked = rankedPassages(given);
  const expected = question.answers.map(([start, end]) => set.text.slice(start, end));
  const rank = 1 + ranked.findIndex((p) => (!source || p.document === source) && covers(p, question.answers));
  return {
    document: set.document,
    id: question.id,
    question: question.question,
    answerable: question.answers.length > 0,
    paraphrase: isParaphrase(question.question, expected),
    kind: given.kind,
    rank,
    confidence: given.kind === 'invalid' ? 0 : given.confidence,
    first: ranked[0]?.text ?? '',
    expected,
  };
}

/** A passage counts as right when it and a right sentence share at least half of the shorter of the two. */
function covers(passage: Passage, answers: GoldQuestion['answers']): boolean {
  return answers.some(([start, end]) => {
    const shared = Math.min(end, passage.end) - Math.max(start, passage.start);
    return shared > 0 && 2 * shared >= Math.min(end - start, passage.end - passage.start);
  });
}

function rankedPassages(given: Answer): readonly Passage[] {
  switch (given.kind) {
    case 'answered':
      return given.passages;
    case 'silent':
      return given.nearest;
    case 'invalid':
      return [];
    default:
      return given satisfies never;
  }
}
