import { aliasesOf } from './aliases.ts';
import { fold } from './analysis/fold.ts';
import { stem } from './analysis/stem.ts';
import { toLatin } from './analysis/transliterate.ts';
import { backgroundIdf, inverseFrequency, relatedStems } from './background.ts';
import type { IndexTables } from './build.ts';
import { countryInEnglish, nameInCorpus } from './names.ts';
import type { Question, QuestionTerm } from './question.ts';
import { frequencyWithin } from './sentence-table.ts';

/** Part of the corpus that may answer: sentences `from` (inclusive) to `to`. */
export interface Scope {
  readonly from: number;
  readonly to: number;
}

/** A question's terms looked for: at most this many, first those that the scope has, by rarity. They fit the bits of a number. */
export const MAX_TERMS = 30;

/** A question term and the corpus's terms that stand for it. */
export interface MatchedTerm {
  readonly term: QuestionTerm;
  /** The same word, or another name of the same. */
  readonly same: readonly number[];
  /** Synonyms and derivations. */
  readonly related: readonly number[];
  /** Words that begin alike. */
  readonly alike: readonly number[];
  readonly backgroundIdf: number;
  /** Inverse document frequency within the scope. */
  readonly documentIdf: number;
  /** Sentences of the scope that have it. */
  readonly frequency: number;
  /** Stands somewhere in the whole corpus. */
  readonly known: boolean;
}

/** Shared beginning that makes words alike, in letters. */
const ALIKE_PREFIX = 5;
const ALIKE_SHARE = 0.6;
/** Corpus terms alike to one word that are looked at. */
const MAX_ALIKE = 20;

/** Finds for each term of a question the corpus's own terms. */
export function matchTerms(
  index: IndexTables,
  question: Question,
  scope: Scope,
  language: string,
): MatchedTerm[] {
  const aliases = aliasesOf(
    index.aliases,
    question.tokens.map((t) => t.word),
    question.terms,
  );
  const matched = question.terms.map((term) =>
    matchTerm(index, question, term, scope, language, aliases.get(term)),
  );
  if (matched.length <= MAX_TERMS) return matched;
  return [...matched]
    .sort(
      (a, b) =>
        Number(b.frequency > 0) - Number(a.frequency > 0) ||
        b.documentIdf - a.documentIdf ||
        a.term.at - b.term.at,
    )
    .slice(0, MAX_TERMS)
    .sort((a, b) => a.term.at - b.term.at);
}

function matchTerm(
  index: IndexTables,
  question: Question,
  term: QuestionTerm,
  scope: Scope,
  language: string,
  aliasStems: readonly string[] | undefined,
): MatchedTerm {
  const { table } = index;
  const same = new Set<number>();
  const related = new Set<number>();
  const add = (set: Set<number>, form: string | null | undefined): boolean => {
    const id = form ? table.termIds.get(form) : undefined;
    if (id === undefined) return false;
    set.add(id);
    return true;
  };
  const latin = toLatin(term.word);
  const literal = add(same, term.stem) || add(same, stem(latin, language));
  const foreign = question.language !== language;
  if (foreign && !literal)
    add(same, countryInEnglish(term.word, question.language)) ||
      add(same, nameInCorpus(index.names, term.word));
  const here = [...same].some((t) => frequencyWithin(table, t, scope.from, scope.to) > 0);
  for (const form of aliasStems ?? []) add(here ? related : same, form);
  const english = foreign ? stem(latin, language) : term.stem;
  if (!term.number) for (const form of relatedStems(english)) add(related, form);
  const sameIds = [...same];
  const frequency = sameIds.reduce(
    (most, t) => Math.max(most, frequencyWithin(table, t, scope.from, scope.to)),
    0,
  );
  return {
    term,
    same: sameIds,
    related: [...related].filter((t) => !same.has(t)),
    alike: alikeTerms(index, english).filter((t) => !same.has(t) && !related.has(t)),
    backgroundIdf: backgroundIdf(english),
    documentIdf: inverseFrequency(frequency, scope.to - scope.from),
    frequency,
    known: sameIds.length > 0 || table.words.has(term.word) || table.words.has(fold(term.surface)),
  };
}

function alikeTerms(index: IndexTables, form: string): number[] {
  if (form.length < ALIKE_PREFIX || /\p{N}/u.test(form)) return [];
  const prefix = form.slice(0, ALIKE_PREFIX);
  const { sortedTerms } = index;
  const found: number[] = [];
  for (let i = firstAtLeast(sortedTerms, prefix); i < sortedTerms.length && found.length < MAX_ALIKE; i++) {
    const other = sortedTerms[i]!;
    if (!other.startsWith(prefix)) break;
    if (other === form) continue;
    let shared = ALIKE_PREFIX;
    while (shared < other.length && other[shared] === form[shared]) shared++;
    if (shared >= ALIKE_SHARE * Math.max(other.length, form.length))
      found.push(index.table.termIds.get(other)!);
  }
  return found;
}

/** First place in a sorted list that holds at least `value`. */
export function firstAtLeast(sorted: readonly string[], value: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
