import { createQuoteChecker, type QuoteChecker } from '../quotes/checker.ts';
import type { SearchIndex } from '../search/index.ts';

const checkers = new WeakMap<SearchIndex, QuoteChecker>();

/**
 * The checker of a corpus, made when it is first needed and kept as long as the corpus is. Reading a corpus of
 * 100,000 sentences for it takes about a second: `slow` is called before that, to ask Discord for time.
 */
export async function quoteCheckerOf(index: SearchIndex, slow: () => Promise<void>): Promise<QuoteChecker> {
  const known = checkers.get(index);
  if (known) return known;
  await slow();
  const made = createQuoteChecker(index);
  checkers.set(index, made);
  return made;
}
