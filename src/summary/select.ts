import { type SentenceGraph, similarity } from './graph.ts';

/** A sentence as the selection sees it. */
export interface Candidate {
  /** Worth on its own, 0 to 1; 0 is given only with a sentence that leans on it. */
  readonly worth: number;
  readonly characters: number;
  readonly speaker: string | null;
  /** The sentence that must come with it because it leans on that one, or −1. */
  readonly leansOn: number;
}

export interface Budget {
  readonly sentences: number;
  readonly characters: number;
}

/** What a sentence loses for repeating one already chosen: maximal marginal relevance, Carbonell and Goldstein 1998. */
const REPETITION = 0.7;
/** What a speaker not heard yet adds, and each further sentence of one takes away, so that no voice fills the summary. */
const NEW_SPEAKER = 0.08;
const REPEATED_SPEAKER = 0.06;

/**
 * Chooses sentences greedily by worth, less repetition and imbalance, within the budget; a sentence that leans on its
 * predecessor is chosen with it or not at all. Returns places in source order. Ties go to the earlier sentence.
 */
export function selectSentences(
  candidates: readonly Candidate[],
  graph: SentenceGraph,
  budget: Budget,
): number[] {
  const chosen = new Set<number>();
  let characters = 0;
  for (;;) {
    let best: { unit: number[]; gain: number; characters: number } | undefined;
    for (const place of candidates.keys()) {
      if (chosen.has(place) || candidates[place]!.worth === 0) continue;
      const unit = unitOf(candidates, place, chosen);
      const size = unit.reduce((sum, member) => sum + candidates[member]!.characters, 0);
      if (chosen.size + unit.length > budget.sentences || characters + size > budget.characters) continue;
      const gain =
        unit.reduce((sum, member) => sum + gainOf(candidates, graph, chosen, member), 0) / unit.length;
      if (!best || gain > best.gain) best = { unit, gain, characters: size };
    }
    if (!best) return [...chosen].sort((a, b) => a - b);
    for (const member of best.unit) chosen.add(member);
    characters += best.characters;
  }
}

/** The sentence with all that it leans on and that is not chosen yet. */
function unitOf(candidates: readonly Candidate[], place: number, chosen: ReadonlySet<number>): number[] {
  const unit = [place];
  for (
    let next = candidates[place]!.leansOn;
    next >= 0 && !chosen.has(next);
    next = candidates[next]!.leansOn
  )
    unit.push(next);
  return unit;
}

function gainOf(
  candidates: readonly Candidate[],
  graph: SentenceGraph,
  chosen: ReadonlySet<number>,
  place: number,
): number {
  const { worth, speaker } = candidates[place]!;
  let nearest = 0;
  let heard = 0;
  for (const other of chosen) {
    nearest = Math.max(nearest, similarity(graph, place, other));
    if (speaker !== null && candidates[other]!.speaker === speaker) heard++;
  }
  const balance = speaker === null ? 0 : heard === 0 ? NEW_SPEAKER : -REPEATED_SPEAKER * heard;
  return worth - REPETITION * nearest * worth + balance;
}
