import type { SentenceGraph } from './graph.ts';

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
const REPETITION = 0.5;
/** What a speaker not heard yet adds, and each further sentence of one takes away, so that no voice fills the summary. */
const NEW_SPEAKER = 0.05;
const REPEATED_SPEAKER = 0.05;

/**
 * Chooses sentences greedily by worth, less repetition and imbalance, within the budget; a sentence that leans on its
 * predecessor is chosen with it or not at all. Returns places in source order. Ties go to the earlier sentence.
 * Where nothing fits the budget, the worthiest sentence is given all the same.
 */
export function selectSentences(
  candidates: readonly Candidate[],
  graph: SentenceGraph,
  budget: Budget,
): number[] {
  const state = emptySelection(candidates.length);
  for (;;) {
    let best: { unit: number[]; gain: number } | undefined;
    for (const [place, { worth }] of candidates.entries()) {
      if (state.chosen.has(place) || worth === 0) continue;
      const unit = unitOf(candidates, place, state.chosen);
      if (!fits(candidates, unit, state, budget)) continue;
      const gain = unit.reduce((sum, member) => sum + gainOf(candidates, state, member), 0) / unit.length;
      if (!best || gain > best.gain) best = { unit, gain };
    }
    if (!best) break;
    for (const member of best.unit) choose(candidates, graph, state, member);
  }
  if (state.chosen.size === 0 && budget.sentences > 0) {
    const worthiest = candidates.reduce(
      (a, b, place) => (b.worth > (candidates[a]?.worth ?? 0) ? place : a),
      -1,
    );
    return worthiest < 0 ? [] : [worthiest];
  }
  return [...state.chosen].sort((a, b) => a - b);
}

/** What has been chosen, and what that means for the others. */
interface Selection {
  readonly chosen: Set<number>;
  characters: number;
  /** Of each sentence the similarity to the chosen one most like it. */
  readonly nearest: Float64Array;
  /** Chosen sentences of each speaker. */
  readonly heard: Map<string, number>;
}

function emptySelection(sentences: number): Selection {
  return { chosen: new Set(), characters: 0, nearest: new Float64Array(sentences), heard: new Map() };
}

function choose(
  candidates: readonly Candidate[],
  graph: SentenceGraph,
  state: Selection,
  place: number,
): void {
  const { characters, speaker } = candidates[place]!;
  state.chosen.add(place);
  state.characters += characters;
  if (speaker !== null) state.heard.set(speaker, (state.heard.get(speaker) ?? 0) + 1);
  for (const { to, weight } of graph[place]!) state.nearest[to] = Math.max(state.nearest[to]!, weight);
}

function fits(
  candidates: readonly Candidate[],
  unit: readonly number[],
  state: Selection,
  budget: Budget,
): boolean {
  const size = unit.reduce((sum, member) => sum + candidates[member]!.characters, 0);
  return state.chosen.size + unit.length <= budget.sentences && state.characters + size <= budget.characters;
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

function gainOf(candidates: readonly Candidate[], { nearest, heard }: Selection, place: number): number {
  const { worth, speaker } = candidates[place]!;
  const before = speaker === null ? 0 : (heard.get(speaker) ?? 0);
  const balance = speaker === null ? 0 : before === 0 ? NEW_SPEAKER : -REPEATED_SPEAKER * before;
  return worth * (1 - REPETITION * nearest[place]!) + balance;
}
