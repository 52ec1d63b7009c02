import type { Actor, Named } from './registry.ts';

/** Letters that two forms of a name share at least, and by how many their ends may differ. */
const SHARED = 3;
const ENDING = 3;

/** Names in languages with cases ("Мельника" is Мельник, "Dudy" is Duda), found by how they begin. */
export class CaseForms {
  /** First letters of the surname → names. */
  private readonly byStart = new Map<string, Named[]>();

  add(named: Named): void {
    const key = startOf(named.words.at(-1)!);
    this.byStart.set(key, [...(this.byStart.get(key) ?? []), named]);
  }

  /** The known full name whose words are all forms of these. */
  sameName(words: readonly string[]): Named | undefined {
    return this.candidates(words.at(-1)!).find(
      (named) =>
        named.words.length === words.length &&
        named.words.every((word, index) => isForm(word, words[index]!)),
    );
  }

  /** Whose surname this is a form of; undefined where nobody's or several people's. */
  surname(word: string): Actor | undefined {
    const found = this.candidates(word).filter(({ words }) => isForm(words.at(-1)!, word));
    return found.length === 1 ? found[0]!.actor : undefined;
  }

  private candidates(word: string): readonly Named[] {
    return (this.byStart.get(startOf(word)) ?? []).slice(0, MAX_CANDIDATES);
  }
}

/** Names with one beginning that are compared: keeps a text of nothing but names linear. */
const MAX_CANDIDATES = 20;

function startOf(word: string): string {
  return word.slice(0, SHARED);
}

function isForm(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared >= SHARED && one.length - shared <= ENDING && other.length - shared <= ENDING;
}
