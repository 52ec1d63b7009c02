import { stem } from './analysis/stem.ts';
import { isEnglishStem } from './background.ts';
import type { SearchIndex } from './build.ts';
import { findCandidates } from './candidates.ts';
import { bm25, type FeatureContext, prepareFeatures } from './feature-context.ts';
import { computeFeatures, FEATURE_COUNT } from './features.ts';
import { knownEvidence, NO_EVIDENCE } from './known-questions.ts';
import { matchTerms, type Scope } from './matching.ts';
import { MODEL, weightArray } from './model.ts';
import { parseQuestion, type Question } from './question.ts';
import { primaryTag } from './sentence-table.ts';
import { repairWord } from './typos.ts';

/**
 * How much is known of what people ask here: nothing; a few questions, whose closeness speaks for an answer but whose
 * absence says nothing; or so many that having no close one speaks for silence.
 */
export type Knowledge = 'none' | 'some' | 'rich';

const KNOWLEDGE: readonly Knowledge[] = ['none', 'some', 'rich'];

/** Known questions a sentence from which on they are many. */
const RICH_PER_SENTENCE = 10;

/** The candidates of a question, best first, with what each was judged by. */
export interface Ranking {
  readonly index: SearchIndex;
  readonly context: FeatureContext;
  /** Places in `corpus.sentences`. */
  readonly sentences: readonly number[];
  readonly scores: readonly number[];
  /** Features of each, in the same order. */
  readonly features: readonly Float64Array[];
  readonly knowledge: Knowledge;
}

export interface RankOptions {
  readonly scope: Scope;
}

const FRESH_WEIGHTS = weightArray(MODEL.ranker.fresh);
const TAUGHT_WEIGHTS = weightArray(MODEL.ranker.taught);

/** Ranks the scope's sentences for a question; equal scores keep the text's order. */
export function rank(index: SearchIndex, text: string, options: RankOptions): Ranking {
  const { scope } = options;
  const { context, candidates } = prepare(index, text, scope);
  const knowledge = knowledgeOf(context.known.compared, scope.to - scope.from);
  return score(index, context, candidates, knowledge);
}

/**
 * The same, but documents of which much is known, little, or nothing are ranked apart: a sentence with no known question
 * would lose to every one that has some, however well it answers. Little is tried as nothing, too.
 */
export function rankByKnowledge(
  index: SearchIndex,
  text: string,
  { scope }: RankOptions,
): readonly Ranking[] {
  const { context, candidates, language } = prepare(index, text, scope);
  const levels = knowledgeByDocument(index, scope);
  const levelOf = (sentence: number) =>
    levels.get(index.corpus.documents[index.table.documentOf[sentence]!]!.id) ?? 'none';
  const present = KNOWLEDGE.filter((level) => candidates.some((s) => levelOf(s) === level));
  if (present.length === 0) return [score(index, context, candidates, 'none')];
  return present.flatMap((level) => {
    const among = ({ document }: { document: string }) => (levels.get(document) ?? 'none') === level;
    const apart = present.length > 1;
    const known = apart ? knownEvidence(index.known, text, language, among) : context.known;
    const own = apart ? candidates.filter((s) => levelOf(s) === level) : candidates;
    const ranking = score(index, { ...context, known }, own, level);
    if (level !== 'some' || known.judged) return [ranking];
    // Too few to learn from in this language: that none is close must not count against the text's own words.
    return [ranking, score(index, { ...context, known: NO_EVIDENCE }, own, 'none')];
  });
}

/** What is looked at for a question, before anything is ranked. */
function prepare(index: SearchIndex, text: string, scope: Scope) {
  const document = index.corpus.documents[index.table.documentOf[scope.from] ?? 0];
  const language = document ? primaryTag(document) : 'en';
  const question = readQuestion(index, text, language);
  const whole = scope.from === 0 && scope.to === index.table.count;
  const inScope = ({ sentence, document }: { sentence: number; document: string }) => {
    if (sentence >= 0) return sentence >= scope.from && sentence < scope.to;
    const range = index.table.ranges.get(document);
    return range !== undefined && range[0] >= scope.from && range[1] <= scope.to;
  };
  const known = knownEvidence(index.known, text, question.language, whole ? null : inScope);
  const matched = matchTerms(index, question, scope, language);
  const context = prepareFeatures(index, question, matched, scope, known, language);
  return { context, candidates: findCandidates(index, context), language: question.language };
}

function score(
  index: SearchIndex,
  context: FeatureContext,
  candidates: readonly number[],
  knowledge: Knowledge,
): Ranking {
  const strengths = candidates.map((s) => bm25(context, s));
  const best = strengths.reduce((a, b) => Math.max(a, b), 0);
  const matrix = new Float64Array(candidates.length * FEATURE_COUNT);
  const features = candidates.map((sentence, i) => {
    computeFeatures(context, sentence, strengths[i]!, best, matrix, i * FEATURE_COUNT);
    return matrix.subarray(i * FEATURE_COUNT, (i + 1) * FEATURE_COUNT);
  });
  return order(
    { index, context, knowledge, sentences: candidates, scores: [], features },
    knowledge === 'none' ? FRESH_WEIGHTS : TAUGHT_WEIGHTS,
  );
}

/** The same candidates, ordered by the given weights; equal scores keep the text's order. */
export function order(ranking: Ranking, weights: Float64Array): Ranking {
  const ranked = ranking.sentences.map((sentence, i) => {
    const features = ranking.features[i]!;
    let score = 0;
    for (let k = 0; k < FEATURE_COUNT; k++) score += features[k]! * weights[k]!;
    return { sentence, features, score };
  });
  ranked.sort((a, b) => b.score - a.score || a.sentence - b.sentence);
  return {
    ...ranking,
    sentences: ranked.map((r) => r.sentence),
    scores: ranked.map((r) => r.score),
    features: ranked.map((r) => r.features),
  };
}

function readQuestion(index: SearchIndex, text: string, language: string): Question {
  const { table } = index;
  return parseQuestion(
    text,
    language,
    (token, questionLanguage) => {
      if (table.words.has(token.word) || index.aliases.has(token.word)) return null;
      const form = stem(token.word, questionLanguage);
      if (table.termIds.has(form) || (questionLanguage === 'en' && isEnglishStem(form))) return null;
      if (questionLanguage !== language) return null;
      return repairWord(index.spelling, token.word);
    },
    (form) => table.names.has(table.termIds.get(form) ?? -1),
  );
}

function knowledgeOf(knownQuestions: number, sentences: number): Knowledge {
  if (knownQuestions === 0) return 'none';
  return knownQuestions >= RICH_PER_SENTENCE * sentences ? 'rich' : 'some';
}

/** How much is known of each document within scope; one of which nothing is known is left out. */
function knowledgeByDocument(index: SearchIndex, scope: Scope): ReadonlyMap<string, Knowledge> {
  const { documents, starts } = index.known.owners;
  const counts = new Map<string, number>();
  documents.forEach((id, o) => {
    counts.set(id, (counts.get(id) ?? 0) + starts[o + 1]! - starts[o]!);
  });
  const levels = new Map<string, Knowledge>();
  for (const [id, count] of counts) {
    const range = index.table.ranges.get(id);
    if (range && range[0] >= scope.from && range[1] <= scope.to)
      levels.set(id, knowledgeOf(count, range[1] - range[0]));
  }
  return levels;
}
