import data from './data/background.generated.json' with { type: 'json' };

/** Sentences that the counts are taken over. */
const SENTENCES = data.sentences;

/** What general English has, taken apart when first asked for: a start that asks nothing need not spend the time. */
const frequencies = once(() => {
  const counts = new Map<string, number>();
  for (const [count, words] of Object.entries(data.frequency))
    for (const word of words.split(' ')) counts.set(word, Number(count));
  return counts;
});
const inUse = once(() => new Set(data.inUse.split(' ')));
const relations = once(() => listsOf(data.related));
const opposites = once(() => listsOf(data.opposites));

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** "weak strong firm|…": a word and its list. */
function listsOf(lines: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.split('|').map((line) => {
      const [from, ...to] = line.split(' ');
      return [from!, to];
    }),
  );
}

/**
 * Inverse document frequency of an English stem over general sentences: ln(1 + (n − df + .5) / (df + .5)), as in BM25.
 * A stem that general English does not have gets the highest value.
 */
export function backgroundIdf(stem: string): number {
  return inverseFrequency(frequencies().get(stem) ?? 0, SENTENCES);
}

/** BM25's inverse document frequency; never negative. */
export function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

/** Whether general English has a word of this stem. */
export function isEnglishStem(stem: string): boolean {
  return frequencies().has(stem) || inUse().has(stem);
}

/** English stems one step of WordNet away: synonyms of the first senses, derivations, "Italian" for "Italy". */
export function relatedStems(stem: string): readonly string[] {
  return relations().get(stem) ?? [];
}

/** English stems that mean the contrary: "weak" for "strong". From WordNet. */
export function oppositeStems(stem: string): readonly string[] {
  return opposites().get(stem) ?? [];
}
