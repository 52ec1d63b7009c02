import type { Corpus } from './types.ts';

/**
 * Questions that a newcomer may try on this corpus, in `language` (BCP 47) where it has them, else in English, else in
 * any: the first question of sentences spread over the whole corpus and, as the last one, one that it is known not to
 * answer, since silence is an answer too. A corpus without questions offers its documents' titles.
 */
export function exampleQuestions(corpus: Corpus, language: string, count: number): string[] {
  const wanted = [baseOf(language), 'en'];
  const silent = corpus.knownSilences
    .flatMap(({ questions }) => inLanguage(questions, wanted)?.[0] ?? [])
    .slice(0, 1);
  const answered = answeredExamples(corpus, language, count - silent.length);
  if (answered.length === 0) return [...new Set(corpus.documents.map(({ title }) => title))].slice(0, count);
  return [...answered, ...silent];
}

/** Questions that the corpus is known to answer, in the language as above and spread over its whole length. */
export function answeredExamples(corpus: Corpus, language: string, count: number): string[] {
  const wanted = [baseOf(language), 'en'];
  const answered = corpus.expansions.flatMap(({ questions }) => inLanguage(questions, wanted)?.[0] ?? []);
  return spread([...new Set(answered)], count);
}

function inLanguage(
  questions: Readonly<Record<string, readonly string[]>>,
  wanted: readonly string[],
): readonly string[] | undefined {
  const languages = Object.keys(questions);
  const language =
    wanted.flatMap((base) => languages.find((each) => baseOf(each) === base) ?? [])[0] ?? languages[0];
  return language === undefined ? undefined : questions[language];
}

function baseOf(language: string): string {
  return language.toLowerCase().split('-')[0]!;
}

/** `count` items from the whole length of the list, in its order. */
function spread<Item>(items: readonly Item[], count: number): Item[] {
  if (items.length <= count) return [...items];
  return Array.from(
    { length: count },
    (_, index) => items[Math.floor(((index + 0.5) * items.length) / count)]!,
  );
}
