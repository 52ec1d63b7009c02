import type { QuoteChecker } from '../../src/quotes/checker.ts';
import type { QuoteFinding } from '../../src/quotes/types.ts';
import type { Mutation } from './mutations.ts';

export const LABELS = [
  'exact',
  'altered',
  'spliced',
  'other-speaker',
  'absent',
] as const satisfies readonly QuoteFinding['kind'][];
export type Label = (typeof LABELS)[number];

/** How well one label is given: of those given it, how many are it; of those that are it, how many are given it. */
export interface LabelScore {
  readonly label: Label;
  readonly quotations: number;
  readonly precision: number;
  readonly recall: number;
}

/** A mutation that was told for something else; `found` has each finding of its message. */
export interface Miss {
  readonly mutation: Mutation;
  readonly found: readonly Label[];
}

/** Checks every mutation. One is right where its message has one finding, and that is the expected one. */
export function scoreMutations(
  check: QuoteChecker,
  mutations: readonly Mutation[],
): { scores: LabelScore[]; misses: Miss[] } {
  const results = mutations.map((mutation) => ({
    mutation,
    found: check(mutation.message).map((finding) => finding.kind),
  }));
  const isRight = ({ mutation, found }: Miss) => found.length === 1 && found[0] === mutation.expected;
  const scores = LABELS.map((label): LabelScore => {
    const wanted = results.filter(({ mutation }) => mutation.expected === label);
    const right = wanted.filter(isRight).length;
    const given = results.flatMap(({ found }) => found).filter((found) => found === label).length;
    return {
      label,
      quotations: wanted.length,
      precision: given === 0 ? 1 : right / given,
      recall: wanted.length === 0 ? 1 : right / wanted.length,
    };
  });
  return { scores, misses: results.filter((result) => !isRight(result)) };
}
