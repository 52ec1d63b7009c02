import { mayBePerson } from './gender.ts';
import { type Actor, countBefore, type Gender, type Mention, type Registry } from './registry.ts';

/** How far back an antecedent is looked for: mentions, and sentences. */
const MAX_MENTIONS = 60;
const MAX_SENTENCES = 10;

/** How many people with titles are looked through for a role. */
export const MAX_TITLED = 200;

/** What each trait of an antecedent is worth, as measured on political news (PolNeAR, Newell et al. 2018). */
const SCORE = { subject: 1.2, sentence: -1, paragraph: -0.5, lastSpeaker: 1, knownGender: 1.5 } as const;

/** Where a pronoun or role noun stands, and who spoke last. */
export interface Place {
  readonly start: number;
  readonly sentence: number;
  readonly lastSpeaker: Actor | null;
  /** Sentence in which the last speaker spoke, by whatever name. */
  readonly lastSpoke: number;
  /** Paragraph of a sentence. */
  readonly paragraphOf: (sentence: number) => number;
}

/** What it is worth to have spoken, as the subject of a sentence, so many sentences ago. */
export function spokeScore(sentences: number): number {
  return SCORE.subject + SCORE.lastSpeaker + SCORE.sentence * sentences;
}

/** The person "he" or "she" most likely stands for, and the score; null where nobody fits. */
export function resolveGendered(
  gender: Gender,
  registry: Registry,
  place: Place,
): { actor: Actor; score: number } | null {
  let best: Actor | null = null;
  let bestScore = Number.NEGATIVE_INFINITY;
  const { lastSpeaker } = place;
  if (lastSpeaker !== null && mayBePerson(lastSpeaker) && (lastSpeaker.gender ?? gender) === gender) {
    best = lastSpeaker;
    const distance = place.sentence - place.lastSpoke;
    const paragraphs = place.paragraphOf(place.sentence) - place.paragraphOf(place.lastSpoke);
    bestScore =
      spokeScore(distance) +
      SCORE.paragraph * paragraphs +
      (lastSpeaker.gender === gender ? SCORE.knownGender : 0);
    if (distance > MAX_SENTENCES) [best, bestScore] = [null, Number.NEGATIVE_INFINITY];
  }
  for (const mention of mentionsBefore(registry, place)) {
    const { actor } = mention;
    if (!mayBePerson(actor) || (actor.gender !== null && actor.gender !== gender)) continue;
    const score =
      mention.prominence +
      SCORE.sentence * (place.sentence - mention.sentence) +
      SCORE.paragraph * (place.paragraphOf(place.sentence) - place.paragraphOf(mention.sentence)) +
      (actor === place.lastSpeaker ? SCORE.lastSpeaker : 0) +
      (actor.gender === gender ? SCORE.knownGender : 0);
    if (score > bestScore) {
      best = actor;
      bestScore = score;
    }
  }
  return best === null ? null : { actor: best, score: bestScore };
}

/** The latest person named with this title ("president"), with all the words that specify it ("ukrainian"). */
export function resolveRole(
  role: string,
  specifiers: readonly string[],
  synonyms: readonly string[],
  registry: Registry,
  place: Place,
): Actor | null {
  let best: Mention | null = null;
  const names = [role, ...synonyms];
  const recent = place.lastSpeaker;
  const { titled } = registry;
  const before = countBefore(titled, place.start);
  for (let index = before - 1; index >= 0 && before - index <= MAX_TITLED; index--) {
    const { actor, title } = titled[index]!;
    if (!mayBePerson(actor) || !holds(title, names, specifiers)) continue;
    if (actor === recent) return actor;
    const latest = actor.mentions[countBefore(actor.mentions, place.start) - 1]!;
    if (best === null || latest.start > best.start) best = latest;
  }
  return best?.actor ?? null;
}

function holds(title: string, names: readonly string[], specifiers: readonly string[]): boolean {
  const words = ` ${title.replace(/[^\p{L}\p{N}. -]/gu, '')} `;
  return (
    names.some((name) => words.includes(` ${name} `)) &&
    specifiers.every((word) => words.includes(` ${word} `))
  );
}

/** Mentions before the place, the nearest first. */
function* mentionsBefore(registry: Registry, place: Place): Generator<Mention> {
  const { mentions } = registry;
  const low = countBefore(mentions, place.start);
  for (let index = low - 1; index >= 0 && low - index <= MAX_MENTIONS; index--) {
    if (place.sentence - mentions[index]!.sentence > MAX_SENTENCES) return;
    yield mentions[index]!;
  }
}
