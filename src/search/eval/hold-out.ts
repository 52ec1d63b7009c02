import type { SearchIndex } from '../build.ts';
import { type KnownQuestion, knownQuestionsOf, similaritiesToKnown } from '../known-questions.ts';

/** Known questions at least this similar are near-duplicates: never one in the test and the other known. */
const NEAR_DUPLICATE = 0.7;

/** Known questions left out together: an index without them, and what they are. */
export interface HeldOut {
  readonly index: SearchIndex;
  readonly questions: readonly KnownQuestion[];
}

/**
 * The known questions of a corpus in `folds` parts, each once the test while the others are known: how questions fare
 * that nobody wrote down. Near-duplicates stay in one part. `isKept` may leave further ones out of what is known.
 */
export function* holdOut(
  index: SearchIndex,
  folds: number,
  isKept: (question: KnownQuestion, place: number) => boolean = () => true,
): Generator<HeldOut> {
  const { questions } = index.known;
  const clusters = clustersOf(index);
  for (let fold = 0; fold < folds; fold++) {
    const isTest = (k: number) => scattered(clusters[k]!) % folds === fold;
    yield {
      index: {
        ...index,
        known: knownQuestionsOf(questions.filter((q, k) => !isTest(k) && isKept(q, k))),
      },
      questions: questions.filter((_, k) => isTest(k)),
    };
  }
}

const remembered = new WeakMap<object, Int32Array>();

function clustersOf(index: SearchIndex): Int32Array {
  let clusters = remembered.get(index.known);
  if (!clusters) {
    clusters = nearDuplicates(index);
    remembered.set(index.known, clusters);
  }
  return clusters;
}

/** For each known question the first one that it is a near-duplicate of, over any number of steps. */
function nearDuplicates({ known }: SearchIndex): Int32Array {
  const parent = Int32Array.from(known.questions, (_, k) => k);
  const find = (k: number): number => {
    let root = k;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[k] !== root) [parent[k], k] = [root, parent[k]!];
    return root;
  };
  known.questions.forEach(({ text, language }, k) => {
    similaritiesToKnown(known, text, language).forEach((similarity, other) => {
      if (other < k && similarity >= NEAR_DUPLICATE) {
        const [a, b] = [find(other), find(k)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    });
  });
  return parent.map((_, k) => find(k));
}

/** Spreads neighbouring numbers: Knuth's multiplicative hashing. */
function scattered(value: number): number {
  return Math.imul(value + 1, 2_654_435_761) >>> 16;
}
