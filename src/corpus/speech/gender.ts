import type { Actor, Gender, Registry } from './registry.ts';
import type { Token } from './tokens.ts';

const PRONOUNS: ReadonlyMap<string, Gender> = new Map([
  ['he', 'male'],
  ['him', 'male'],
  ['his', 'male'],
  ['himself', 'male'],
  ['she', 'female'],
  ['her', 'female'],
  ['hers', 'female'],
  ['herself', 'female'],
]);

/**
 * Learns the gender of people whose first name does not tell it from the text itself: where one person alone is
 * named in a sentence and the one before it, "he" or "she" is that person. The majority decides.
 */
export function learnGenders(registry: Registry, sentences: readonly (readonly Token[])[]): void {
  const named = sentences.map(() => new Set<Actor>());
  for (const { sentence, actor } of registry.mentions) if (mayBePerson(actor)) named[sentence]!.add(actor);
  const votes = new Map<Actor, number>();
  for (const [index, tokens] of sentences.entries()) {
    const near = new Set([...(named[index - 1] ?? []), ...named[index]!]);
    if (near.size !== 1) continue;
    const [actor] = near;
    if (actor === undefined || actor.gender !== null) continue;
    for (const token of tokens) {
      const gender = token.quotation < 0 ? PRONOUNS.get(token.lower) : undefined;
      if (gender !== undefined) votes.set(actor, (votes.get(actor) ?? 0) + (gender === 'male' ? 1 : -1));
    }
  }
  for (const [actor, balance] of votes) if (balance !== 0) actor.gender = balance > 0 ? 'male' : 'female';
}

/** A person, or a name of several words that nothing shows to be an organisation or a place. */
export function mayBePerson(actor: Actor): boolean {
  return actor.kind === 'person' || (actor.kind === 'unknown' && actor.name.includes(' '));
}
