import type { Corpus } from '../corpus/types.ts';
import { stem } from './analysis/stem.ts';
import { tokenize } from './analysis/tokenize.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';
import type { QuestionTerm } from './question.ts';

/** Another name, and the stems that a text has where it means the same. */
interface Alias {
  readonly words: readonly string[];
  readonly stems: readonly string[];
}

/** First folded word of a name → names that begin with it, longest first. */
export type AliasIndex = ReadonlyMap<string, readonly Alias[]>;

/** The documents' aliases, to be found in questions whatever name of the group is used. */
export function buildAliases(corpus: Corpus): AliasIndex {
  const index = new Map<string, Alias[]>();
  for (const { aliases, language } of corpus.documents)
    for (const [canonical, others] of Object.entries(aliases ?? {})) {
      const names = [canonical, ...others].map((name) => tokenize(name, language).map((t) => t.word));
      const stems = [
        ...new Set(
          names
            .filter((words, i) => i === 0 || words.length === 1)
            .flat()
            .filter((word) => !FUNCTION_WORDS[language]?.has(word))
            .map((word) => stem(word, language)),
        ),
      ];
      for (const words of names) {
        if (words.length === 0) continue;
        const list = index.get(words[0]!) ?? [];
        index.set(words[0]!, list);
        list.push({ words, stems });
        list.sort((a, b) => b.words.length - a.words.length);
      }
    }
  return index;
}

/** For each term of a question that is part of a known name: the stems of that name's group. */
export function aliasesOf(
  index: AliasIndex,
  words: readonly string[],
  terms: readonly QuestionTerm[],
): Map<QuestionTerm, readonly string[]> {
  const found = new Map<QuestionTerm, readonly string[]>();
  for (let i = 0; i < words.length; i++) {
    const alias = index.get(words[i]!)?.find((a) => a.words.every((word, k) => words[i + k] === word));
    if (!alias) continue;
    for (const term of terms)
      if (term.at >= i && term.at < i + alias.words.length) found.set(term, alias.stems);
  }
  return found;
}
