import { inverseFrequency } from './background.ts';

/** Whose question each is: a sentence's, or a document's silence. Numbered from 0. */
export interface Owners {
  /** Place of each owner's sentence in `corpus.sentences`; −1 for a silence. */
  readonly sentences: Int32Array;
  readonly documents: readonly string[];
  /** The owner itself; of the silences, which are one beyond their documents, the first. */
  readonly joint: Uint32Array;
  /** Owner of each question. */
  readonly of: Uint32Array;
  /** An owner's questions are neighbours: owner `o` has `starts[o] .. starts[o + 1]`. */
  readonly starts: Uint32Array;
}

/**
 * A vector space over the known questions: one for words, one for letter groups. Feature `f` stands in the questions
 * `postings[postingStart[f] .. postingStart[f + 1])`. Counted by owner these are the entries
 * `entryStart[f] .. entryStart[f + 1]` of the two arrays below, so that an owner's share needs no count.
 */
export interface Space {
  readonly ids: ReadonlyMap<string, number>;
  readonly postingStart: Uint32Array;
  readonly postings: Uint32Array;
  /** Length of each question's vector. */
  readonly norms: Float64Array;
  readonly entryStart: Uint32Array;
  readonly entryOwners: Uint32Array;
  readonly entryCounts: Uint32Array;
}

/** Which known questions count: those of some owners. */
export interface Usage {
  readonly owners: Uint8Array;
  /** How many. */
  readonly compared: number;
}

/** From questions of which each owner's stand together. */
export function buildOwners(questions: readonly { sentence: number; document: string }[]): Owners {
  const ids = new Map<string, number>();
  const sentences: number[] = [];
  const starts: number[] = [];
  const documents: string[] = [];
  const of = new Uint32Array(questions.length);
  questions.forEach(({ sentence, document }, k) => {
    const key = sentence < 0 ? document : String(sentence);
    let owner = ids.get(key);
    if (owner === undefined) {
      owner = ids.size;
      starts.push(k);
      ids.set(key, owner);
      sentences.push(sentence);
      documents.push(document);
    }
    of[k] = owner;
  });
  const silence = sentences.indexOf(-1);
  return {
    sentences: Int32Array.from(sentences),
    documents,
    joint: Uint32Array.from(sentences, (sentence, owner) => (sentence < 0 ? silence : owner)),
    of,
    starts: Uint32Array.from([...starts, questions.length]),
  };
}

/** From the features of each question, each once. */
export function buildSpace(features: readonly (readonly string[])[], owners: Owners): Space {
  const lists = new Map<string, number[]>();
  features.forEach((list, k) => {
    for (const feature of list) {
      const entry = lists.get(feature);
      if (entry) entry.push(k);
      else lists.set(feature, [k]);
    }
  });
  const squares = new Float64Array(features.length);
  for (const list of lists.values()) {
    const square = inverseFrequency(list.length, features.length) ** 2;
    for (const k of list) squares[k]! += square;
  }
  const norms = squares.map(Math.sqrt);
  const ids = new Map([...lists.keys()].map((feature, id) => [feature, id]));
  const postingStart = new Uint32Array(ids.size + 1);
  const entryStart = new Uint32Array(ids.size + 1);
  const postings: number[] = [];
  const entries: { owner: number; count: number }[] = [];
  let at = 0;
  for (const list of lists.values()) {
    const counts = new Map<number, number>();
    for (const k of list) {
      postings.push(k);
      const owner = owners.of[k]!;
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
    for (const [owner, count] of counts) entries.push({ owner, count });
    at++;
    postingStart[at] = postings.length;
    entryStart[at] = entries.length;
  }
  return {
    ids,
    postingStart,
    postings: Uint32Array.from(postings),
    norms,
    entryStart,
    entryOwners: Uint32Array.from(entries, ({ owner }) => owner),
    entryCounts: Uint32Array.from(entries, ({ count }) => count),
  };
}

/** What a text's features and each question's have in common: over both lengths, the cosine of their angle. */
export interface Overlaps {
  readonly dots: Float64Array;
  /** Length of the text's own vector. */
  readonly norm: number;
}

export function overlaps(space: Space, features: readonly string[]): Overlaps {
  const { postingStart, postings, norms } = space;
  const dots = new Float64Array(norms.length);
  let norm = 0;
  for (const feature of features) {
    const id = space.ids.get(feature);
    const begin = id === undefined ? 0 : postingStart[id]!;
    const end = id === undefined ? 0 : postingStart[id + 1]!;
    const weight = inverseFrequency(end - begin, norms.length);
    const square = weight * weight;
    norm += square;
    for (let i = begin; i < end; i++) dots[postings[i]!]! += square;
  }
  return { dots, norm: Math.sqrt(norm) };
}

/** Cosine of a text's features with every question, 0 to 1. */
export function similarities(space: Space, features: readonly string[]): Float64Array {
  const { dots, norm } = overlaps(space, features);
  return dots.map((dot, k) => (dot === 0 ? 0 : dot / (norm * space.norms[k]!)));
}

/** Adds to `counts` how many questions of each (joint) owner have a feature; returns the sum. */
export function countOwners(
  space: Space,
  owners: Owners,
  use: Usage,
  feature: string,
  counts: Float64Array,
): number {
  const id = space.ids.get(feature);
  if (id === undefined) return 0;
  let all = 0;
  for (let i = space.entryStart[id]!; i < space.entryStart[id + 1]!; i++) {
    const owner = space.entryOwners[i]!;
    if (!use.owners[owner]) continue;
    counts[owners.joint[owner]!]! += space.entryCounts[i]!;
    all += space.entryCounts[i]!;
  }
  return all;
}
