import type { Sentence } from '../corpus/types.ts';
import type { SearchIndex } from './build.ts';
import { confidenceOf, type Judged, surest, verdictOf } from './confidence.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';
import type { Scope } from './matching.ts';
import { toPassage } from './passage.ts';
import { type Ranking, rankByKnowledge } from './rank.ts';
import { IS_HEADING } from './sentence-table.ts';
import type { Answer, AskOptions, Passage } from './types.ts';

/** Longest question that is read, in UTF-16 code units; Discord's longest message has 4,000 characters. */
export const MAX_QUESTION = 6_000;
const DEFAULT_LIMIT = 3;
/** Sentences of one running quotation that come together. */
const MAX_CARRIED = 3;

/** Answers a question from the corpus, or says that it is silent. Pure: same index and question, same answer. */
export function answer(index: SearchIndex, question: string, options: AskOptions = {}): Answer {
  const problem = problemOf(question);
  if (problem) return { kind: 'invalid', question, problem };
  const scope = scopeOf(index, options.source);
  if (!scope) return { kind: 'invalid', question, problem: `no document "${options.source}" in the corpus` };
  const limit = Math.max(1, options.limit ?? DEFAULT_LIMIT);
  const rankings = rankByKnowledge(index, question, { scope });
  const { ranking, confidence } = surest(rankings);
  const others = rankings.filter((other) => other !== ranking);
  const ordered = fillUp(index, merge({ ranking, confidence }, others), scope, limit);
  const place = (item: Ranked, i: number): Passage =>
    toPassage(
      index,
      index.corpus.sentences[item.sentence]!,
      item.score,
      i === 0 ? confidence : (item.share ?? shareOf(ranking, confidence, item.score)),
    );
  const verdict = verdictOf(confidence, ranking.knowledge);
  if (verdict !== 'answers' || ordered.length === 0) {
    const nearest = ordered.slice(0, limit).map(place);
    const mayBear = verdict === 'may bear' && nearest.length > 0;
    return { kind: 'silent', question, missing: missingWords(ranking), nearest, mayBear, confidence };
  }
  const carried = carriedOn(index, ordered[0]!.sentence, scope).slice(0, limit - 1);
  const answering = [
    ordered[0]!,
    ...carried.map((s) => ordered.find((o) => o.sentence === s) ?? { sentence: s, score: 0 }),
  ];
  const taken = new Set(answering.map((o) => o.sentence));
  const passages = [...answering, ...ordered.filter((o) => !taken.has(o.sentence))]
    .slice(0, limit)
    .map(place);
  return { kind: 'answered', question, passages, carried: answering.length, confidence };
}

interface Ranked {
  readonly sentence: number;
  readonly score: number;
  /** Its confidence, where it was ranked. */
  readonly share?: number;
}

/** One list of several rankings, whose scores are no measure of each other: by what each passage has of the confidence. */
function merge(first: Judged, others: readonly Ranking[]): Ranked[] {
  const list = ({ ranking, confidence }: Judged) =>
    ranking.sentences.map((sentence, i) => {
      const score = ranking.scores[i]!;
      return { sentence, score, share: shareOf(ranking, confidence, score) };
    });
  const merged = list(first);
  if (others.length === 0) return merged;
  for (const ranking of others)
    for (const item of list({ ranking, confidence: confidenceOf(ranking) }))
      merged.push({ ...item, share: Math.min(item.share, first.confidence) });
  merged.sort((a, b) => b.share - a.share);
  const seen = new Set<number>();
  return merged.filter(({ sentence }) => !seen.has(sentence) && seen.add(sentence));
}

function problemOf(question: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(question))
    return question.trim()
      ? 'the question has no word in it; ask in words'
      : 'the question is empty; ask something';
  if (question.length > MAX_QUESTION)
    return `the question has ${question.length} characters; ask in at most ${MAX_QUESTION}`;
  return null;
}

/** The sentences to answer from: one document's, or all; null for a document that the corpus does not have. */
export function scopeOf(index: SearchIndex, source: string | undefined): Scope | null {
  if (source === undefined) return { from: 0, to: index.table.count };
  const range = index.table.ranges.get(source);
  if (range) return { from: range[0], to: range[1] };
  return index.documents.has(source) ? { from: 0, to: 0 } : null;
}

/** The ranked sentences and, where a longer list is wanted, the rest of the scope in the text's order. */
function fillUp(index: SearchIndex, ranked: Ranked[], scope: Scope, limit: number): Ranked[] {
  if (ranked.length >= limit) return ranked;
  const have = new Set(ranked.map((r) => r.sentence));
  for (let s = scope.from; s < scope.to && ranked.length < limit; s++)
    if (!have.has(s) && !(index.table.kinds[s]! & IS_HEADING)) ranked.push({ sentence: s, score: 0 });
  return ranked;
}

/** A lower passage's confidence: the first one's, by how much less the ranker likes it. */
function shareOf(ranking: Ranking, confidence: number, score: number): number {
  return confidence * Math.min(1, Math.exp(score - (ranking.scores[0] ?? 0)));
}

/** Sentences after the given one in which the same person's quotation goes on in the same paragraph. */
function carriedOn(index: SearchIndex, sentence: number, scope: Scope): number[] {
  const { sentences } = index.corpus;
  const first = sentences[sentence]!;
  if (!isQuoted(first) || first.speaker === null) return [];
  const found: number[] = [];
  for (let s = sentence + 1; s < scope.to && found.length < MAX_CARRIED - 1; s++) {
    const next = sentences[s]!;
    if (next.document !== first.document || next.paragraph !== first.paragraph) break;
    if (next.speaker !== first.speaker || !isQuoted(next)) break;
    found.push(s);
  }
  return found;
}

function isQuoted(sentence: Sentence): boolean {
  return sentence.voice === 'direct' || sentence.voice === 'mixed';
}

/** Words of the question, as asked, that stand nowhere in the corpus. */
function missingWords(ranking: Ranking): string[] {
  const { question, matched } = ranking.context;
  const functionWords = FUNCTION_WORDS[question.language];
  return matched.filter((m) => !m.known && !functionWords?.has(m.term.word)).map((m) => m.term.surface);
}
