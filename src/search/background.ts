import data from './data/background.generated.json' with { type: 'json' };

/** Sentences that the counts are taken over. */
const SENTENCES = data.sentences;

const frequencies = new Map<string, number>();
for (const [count, words] of Object.entries(data.frequency))
  for (const word of words.split(' ')) frequencies.set(word, Number(count));
const inUse = new Set(data.inUse.split(' '));
const relations = listsOf(data.related);
const opposites = listsOf(data.opposites);

function listsOf(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.map((line) => {
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
  return inverseFrequency(frequencies.get(stem) ?? 0, SENTENCES);
}

/** BM25's inverse document frequency; never negative. */
export function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
}

/** Whether general English has a word of this stem. */
export function isEnglishStem(stem: string): boolean {
  return frequencies.has(stem) || inUse.has(stem);
}

/** English stems one step of WordNet away: synonyms of the first senses, derivations, "Italian" for "Italy". */
export function relatedStems(stem: string): readonly string[] {
  return relations.get(stem) ?? [];
}

/** English stems that mean the contrary: "weak" for "strong". From WordNet. */
export function oppositeStems(stem: string): readonly string[] {
  return opposites.get(stem) ?? [];
}
