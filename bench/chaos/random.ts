import { seededRandom } from '../../src/sandbox/faults.ts';

/** Choices that repeat with the seed. */
export interface Random {
  /** From 0 up to 1. */
  number(): number;
  /** A whole number from `from` to `to`. */
  between(from: number, to: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** One of the keys, each as often as its weight says. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key;
}

export function randomFrom(seed: number): Random {
  const number = seededRandom(seed);
  return {
    number,
    between: (from, to) => from + Math.floor(number() * (to - from + 1)),
    pick: (items) => items[Math.floor(number() * items.length)]!,
    weighted(weights) {
      const entries = Object.entries(weights) as [never, number][];
      let left = number() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      return entries.at(-1)![0];
    },
  };
}
