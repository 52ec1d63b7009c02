import { MAX_TITLED, type Place, resolveGendered } from './coreference.ts';
import type { Discourse } from './discourse.ts';
import type { ForeignCue, ForeignSubject } from './foreign-cues.ts';
import type { Language } from './languages.ts';
import { countBefore, type Registry } from './registry.ts';
import type { Speaker } from './speakers.ts';
import { onOneLine, type Token } from './tokens.ts';

const UNKNOWN: Speaker = { kind: 'unknown' };

/** Who the subject of a cue in another language is, and remembers that it spoke. */
export function resolveForeignSpeaker(
  text: string,
  items: readonly Token[],
  { subject }: ForeignCue,
  registry: Registry,
  discourse: Discourse,
  place: Place,
  language: Language,
): Speaker {
  if (subject.kind === 'pronoun') {
    const speaker = resolvePronoun(subject.gender, registry, discourse, place);
    if (speaker.kind === 'named' && speaker.actor !== null)
      discourse.rememberActor(speaker, speaker.actor, place.sentence);
    return speaker;
  }
  const { mention, phrase } = subject;
  if (mention !== null) {
    const speaker: Speaker = { kind: 'named', name: mention.actor.name, actor: mention.actor };
    discourse.rememberActor(speaker, mention.actor, place.sentence);
    return speaker;
  }
  const words = items.slice(phrase.first, phrase.last + 1);
  const again = discourse.sourceAgain(words) ?? titleAgain(words, registry, place, language);
  if (again !== null) return again.speaker;
  const speaker: Speaker = {
    kind: 'named',
    name: onOneLine(text.slice(items[phrase.first]!.start, items[phrase.last]!.end)),
    actor: null,
  };
  discourse.rememberSource(speaker, words, place.sentence);
  return speaker;
}

function resolvePronoun(
  gender: (ForeignSubject & { kind: 'pronoun' })['gender'],
  registry: Registry,
  discourse: Discourse,
  place: Place,
): Speaker {
  if (gender === 'they') return discourse.lastGroup ?? discourse.lastOrganisation ?? UNKNOWN;
  if (gender === null) return discourse.last ?? UNKNOWN;
  const best = resolveGendered(gender, registry, place);
  return best === null
    ? (discourse.last ?? UNKNOWN)
    : { kind: 'named', name: best.actor.name, actor: best.actor };
}

/** "respondió la consejera": the person whose title had that word. */
function titleAgain(
  words: readonly Token[],
  registry: Registry,
  place: Place,
  language: Language,
): { speaker: Speaker } | null {
  const noun = words.find((word) => !language.articles.has(word.lower))?.lower;
  if (noun === undefined || words.length > 2) return null;
  const before = countBefore(registry.titled, place.start);
  const actor = registry.titled
    .slice(Math.max(0, before - MAX_TITLED), before)
    .findLast(({ title }) => title.split(' ').includes(noun))?.actor;
  return actor === undefined ? null : { speaker: { kind: 'named', name: actor.name, actor } };
}
