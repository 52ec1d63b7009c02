import { fold } from './analysis/fold.ts';
import { stem } from './analysis/stem.ts';
import { tokenize } from './analysis/tokenize.ts';
import type { SearchIndex } from './build.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';
import { firstAtLeast } from './matching.ts';
import { IS_HEADING, lowerBound } from './sentence-table.ts';

/** Corpus terms that a half-typed word may become. */
const MAX_COMPLETIONS = 30;
/** Sentences looked at for one half-typed question: a bound on time. */
const MAX_LOOKED_AT = 2_000;

/** A wording to offer: a question, or a sentence of the corpus by its index there. */
export interface Suggestion {
  readonly text: string;
  readonly sentence: number | null;
}

/**
 * Completions of a half-typed question, best first: those of `questions` that have all its words (the last one may be
 * unfinished), then sentences of the corpus. Each text once.
 */
export function suggest(
  index: SearchIndex,
  typed: string,
  questions: readonly string[],
  limit: number,
): Suggestion[] {
  const language = index.corpus.documents[0]?.language.toLowerCase().split('-')[0] ?? 'en';
  const words = fold(typed)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean);
  const found = new Map<string, Suggestion>();
  for (const question of questions) {
    if (found.size >= limit) break;
    if (words.length > 0 && hasAll(fold(question), words))
      found.set(question, { text: question, sentence: null });
  }
  if (found.size < limit)
    for (const s of sentencesFor(index, typed, language)) {
      const { document, start, end } = index.corpus.sentences[s]!;
      const text = index.documents.get(document)!.text.slice(start, end);
      if (!found.has(text)) found.set(text, { text, sentence: s });
      if (found.size >= limit) break;
    }
  return [...found.values()].slice(0, limit);
}

function hasAll(question: string, words: readonly string[]): boolean {
  const have = question.split(/[^\p{L}\p{M}\p{N}]+/u);
  return words.every((word, i) =>
    i === words.length - 1 ? have.some((h) => h.startsWith(word)) : have.includes(word),
  );
}

/** Sentences that have most of the words, rarest word first. */
function sentencesFor(index: SearchIndex, text: string, language: string): number[] {
  const { table } = index;
  const tokens = tokenize(text, language).filter((t) => !FUNCTION_WORDS[language]?.has(t.word));
  const groups = tokens.map((token, i) => {
    const exact = table.termIds.get(stem(token.word, language));
    const unfinished = i === tokens.length - 1 && /[\p{L}\p{N}]$/u.test(text);
    const terms = new Set(exact === undefined ? [] : [exact]);
    if (unfinished) for (const term of completions(index, token.word)) terms.add(term);
    return [...terms];
  });
  const size = (terms: readonly number[]) =>
    terms.reduce((sum, t) => sum + table.postingStart[t + 1]! - table.postingStart[t]!, 0);
  const scores = new Map<number, number>();
  let looked = 0;
  for (const terms of groups.filter((g) => g.length > 0).sort((a, b) => size(a) - size(b))) {
    const weight = Math.log(1 + table.count / size(terms));
    for (const term of terms) {
      const begin = table.postingStart[term]!;
      const end = Math.min(table.postingStart[term + 1]!, begin + Math.max(0, MAX_LOOKED_AT - looked));
      for (let i = lowerBound(table.postings, begin, end, 0); i < end; i++) {
        const s = table.postings[i]!;
        if (!(table.kinds[s]! & IS_HEADING)) scores.set(s, (scores.get(s) ?? 0) + weight);
      }
      looked += end - begin;
    }
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([s]) => s);
}

function completions(index: SearchIndex, prefix: string): number[] {
  const { sortedTerms, table } = index;
  const found: number[] = [];
  for (
    let i = firstAtLeast(sortedTerms, prefix);
    i < sortedTerms.length && found.length < MAX_COMPLETIONS;
    i++
  ) {
    if (!sortedTerms[i]!.startsWith(prefix)) break;
    found.push(table.termIds.get(sortedTerms[i]!)!);
  }
  return found;
}
