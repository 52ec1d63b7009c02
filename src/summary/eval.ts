import { z } from 'zod';
import type { Corpus } from '../corpus/types.ts';
import { buildIndex } from '../search/index.ts';
import { lead, textRank } from './baselines.ts';
import { type Rouge, rouge } from './rouge.ts';
import { summarize, termsOf } from './summarize.ts';

/** A document with a summary that people wrote of it. */
export interface SummarySet {
  readonly document: string;
  readonly title?: string;
  readonly text: string;
  readonly summary: string;
}

const summarySet = z.object({
  document: z.string().min(1),
  title: z.string().optional(),
  text: z.string().min(1),
  summary: z.union([
    z.string().min(1),
    z
      .array(z.string())
      .min(1)
      .transform((parts) => parts.join('\n')),
  ]),
});

/** Reads one line of a file of summaries: JSON of the form `{document, title?, text, summary}`; highlights may be a list. */
export function parseSummarySet(
  line: string,
): { kind: 'set'; set: SummarySet } | { kind: 'problem'; message: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { kind: 'problem', message: 'not JSON' };
  }
  const parsed = summarySet.safeParse(value);
  if (!parsed.success) {
    const first = parsed.error.issues[0]!;
    return { kind: 'problem', message: `${first.path.join('.') || 'line'}: ${first.message}` };
  }
  const { title, ...rest } = parsed.data;
  return { kind: 'set', set: title === undefined ? rest : { ...rest, title } };
}

/** Ways to summarise that are compared: ours, the first sentences, plain TextRank. */
export const METHODS = ['verbatim', 'lead', 'textrank'] as const;
export type SummaryScores = Readonly<Record<(typeof METHODS)[number], Rouge>>;

/** How near each method's `count` sentences of a corpus' only document come to a reference summary. */
export function scoreSummaries(corpus: Corpus, reference: string, count: number): SummaryScores {
  const [document] = corpus.documents;
  const sentences = corpus.sentences.filter((sentence) => !sentence.heading);
  const textOf = (place: number) => document!.text.slice(sentences[place]!.start, sentences[place]!.end);
  const budget = { sentences: count, characters: Number.POSITIVE_INFINITY };
  const ours = summarize(buildIndex(corpus), { source: document!.id, budget, fill: true });
  const passages = 'passages' in ours ? ours.passages.map(({ text }) => text) : [];
  const language = document!.language.split('-')[0]!;
  const terms = sentences.map((sentence) => termsOf(document!, sentence, language));
  const score = (texts: readonly string[]) => rouge(texts.join('\n'), reference);
  return {
    verbatim: score(passages),
    lead: score(lead(sentences.length, count).map(textOf)),
    textrank: score(textRank(terms, count).map(textOf)),
  };
}

/** Mean of each figure over documents; `scores` has at least one. */
export function meanScores(scores: readonly SummaryScores[]): SummaryScores {
  const mean = (method: (typeof METHODS)[number], figure: keyof Rouge) =>
    scores.reduce((sum, each) => sum + each[method][figure], 0) / scores.length;
  const means = METHODS.map((method) => [
    method,
    {
      rouge1: mean(method, 'rouge1'),
      rouge2: mean(method, 'rouge2'),
      rougeL: mean(method, 'rougeL'),
    },
  ]);
  return Object.fromEntries(means) as SummaryScores;
}
