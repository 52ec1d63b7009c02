import type { Passage } from '../search/types.ts';
import { findExact } from './find.ts';
import { type QuoteIndex, wordNumber } from './index.ts';
import { formsOf } from './names.ts';

/** Those who speak in the corpus and stand behind a title there ("US Defense Secretary Pete Hegseth"). */
export type TitleHolders = (title: string) => ReadonlySet<string>;

/** Looks titles up in the corpus: a speaker holds one where it stands right before the speaker's full name. */
export function titleHolders(quotes: QuoteIndex): TitleHolders {
  const speakers = new Set(
    quotes.corpus.sentences.flatMap(({ speaker, alsoSpeakers = [] }) =>
      speaker === null ? [] : [speaker, ...alsoSpeakers],
    ),
  );
  const found = new Map<string, ReadonlySet<string>>();
  return (title) => {
    const forms = formsOf(title);
    const key = forms.join(' ');
    const known = found.get(key);
    if (known) return known;
    const numbers = forms.map((form) => wordNumber(quotes, form));
    const holders = numbers.includes(-1)
      ? []
      : [...speakers].filter(
          (name) =>
            findExact(quotes, [...numbers, ...formsOf(name).map((form) => wordNumber(quotes, form))]) >= 0,
        );
    found.set(key, new Set(holders));
    return found.get(key)!;
  };
}

/**
 * Whether a role ("the prime minister") can mean a speaker of the passage: one who holds it, or, for a role without a
 * name in it that nobody here is known to hold, anybody, since the message may mean whom it likes.
 */
export function mayBeRole(claimed: string, passage: Passage, holders: TitleHolders): boolean {
  const holding = holders(claimed.replace(/^(?:the|our|their|its)\s+/i, ''));
  if ([passage.speaker, ...(passage.alsoSpeakers ?? [])].some((name) => name !== null && holding.has(name)))
    return true;
  return holding.size === 0 && !/\p{Lu}/u.test(claimed) && passage.speaker !== null;
}
