import type { Sentence } from '../types.ts';
import { mayBePerson } from './gender.ts';
import type { Actor, Registry } from './registry.ts';
import type { Analysis, Segment } from './segments.ts';

/** What a label ("RADDATZ: …") gives to a speaker, from the label to the end of its paragraph. */
export interface Utterance {
  readonly start: number;
  readonly end: number;
  readonly speaker: string;
}

/** Most words of a label. */
const MAX_LABEL = 6;

/** Paragraphs that begin with a person's name and a colon. A place's name is a dateline, and a heading is none. */
export function labelledParagraphs(
  sentences: readonly Sentence[],
  analysis: Analysis,
  registry: Registry,
): Utterance[] {
  const labels = analysis.segments.flatMap((segment, index) => {
    if (analysis.segments[index - 1]?.paragraph === segment.paragraph || sentences[segment.first]!.heading)
      return [];
    const actor = labelOf(segment, registry);
    return actor === null ? [] : [{ segment, actor }];
  });
  const times = new Map<Actor, number>();
  for (const { actor } of labels) times.set(actor, (times.get(actor) ?? 0) + 1);
  const lastOf = new Map(analysis.segments.map((segment) => [segment.paragraph, segment.last]));
  return labels
    .filter(({ actor }) => mayBePerson(actor) || (times.get(actor)! > 1 && actor.kind !== 'place'))
    .map(({ segment, actor }) => ({
      start: sentences[segment.first]!.start,
      end: sentences[lastOf.get(segment.paragraph)!]!.end,
      speaker: actor.name,
    }));
}

function labelOf(segment: Segment, registry: Registry): Actor | null {
  const colon = segment.items.slice(0, MAX_LABEL + 1).findIndex((item) => item.text === ':');
  if (colon < 1 || colon === segment.items.length - 1) return null;
  const label = segment.items.slice(0, colon);
  const mention = registry.endingAt.get(label.at(-1)!.end);
  if (mention === undefined || label.some((item) => !/^[\p{Lu}(),.-]/u.test(item.text))) return null;
  return label.some((item) => item.tag === 'QUOTATION') ? null : mention.actor;
}
