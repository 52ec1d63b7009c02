import { type SearchIndex, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { bearingOn } from './topic.ts';

/** What one named actor says. */
export interface Position {
  readonly actor: string;
  /** The actor's own sentences, in source order; with a topic those that bear on it, so none where the actor is silent. */
  readonly passages: readonly Passage[];
  /** Permalinks of the actor's other sentences, in source order. */
  readonly leftOut: readonly string[];
}

export interface Positions {
  /** In the order in which the sources first give each actor's words. */
  readonly positions: readonly Position[];
  /** Words of the topic that stand nowhere in the sources, where nothing bears on it. */
  readonly missing: readonly string[];
}

/**
 * Every actor whose words or stance a document, or all of them, give, side by side. Nothing is ranked: actors and
 * sentences keep the order of the sources, and what a topic leaves out is named.
 */
export function positionsOf(
  index: SearchIndex,
  options: { source?: string; topic?: string } = {},
): Positions {
  const { source, topic } = options;
  const { corpus, table } = index;
  const [from, to] =
    source === undefined ? [0, corpus.sentences.length] : (table.ranges.get(source) ?? [0, 0]);
  const bearing = topic === undefined ? null : bearingOn(index, topic, source);
  const bears = (place: number) =>
    bearing === null || (bearing.kind === 'bearing' && bearing.sentences.has(place));
  const actors = new Map<string, { passages: Passage[]; leftOut: string[] }>();
  for (let place = from; place < to; place++) {
    const sentence = corpus.sentences[place]!;
    const { speaker, alsoSpeakers = [], heading } = sentence;
    if (heading) continue;
    const passage = toPassage(index, sentence);
    for (const actor of new Set([...(speaker === null ? [] : [speaker]), ...alsoSpeakers])) {
      const position = actors.get(actor) ?? { passages: [], leftOut: [] };
      actors.set(actor, position);
      if (bears(place)) position.passages.push(passage);
      else position.leftOut.push(passage.id);
    }
  }
  return {
    positions: [...actors].map(([actor, position]) => ({ actor, ...position })),
    missing: bearing?.kind === 'silent' ? bearing.missing : [],
  };
}
