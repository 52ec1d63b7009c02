/** Stands for an ellipsis among the numbers of quoted words. */
export const ELIDED = -2;

/**
 * One step of an alignment of quoted words with source words. `quoted` and `source` are word positions; −1 stands for
 * none. `omitted` is a source word that an ellipsis in the quotation stands for.
 */
export interface Step {
  readonly kind: 'same' | 'replaced' | 'added' | 'dropped' | 'omitted' | 'ellipsis';
  readonly quoted: number;
  readonly source: number;
}

export interface Alignment {
  /** From the first source word used to the last, in order. */
  readonly steps: readonly Step[];
  /** Words that stand the same in both. */
  readonly same: number;
  /** Replaced, added and dropped words. */
  readonly edits: number;
}

const EDIT_COST = 16;
/** Where a word stands for another and none is missing beside it, that is one change and no addition. */
const ADDITION_COST = 17;
// A word left out under an ellipsis costs next to nothing, so that of two readings the one that omits less wins.
const OMISSION_COST = 1;
/** Of two readings with as many edits, the one in which more words stand the same wins. */
const SAME_BONUS = 2;

const MOVE = { diagonal: 1, up: 2, left: 3 } as const;

/**
 * Aligns a quotation with a stretch of source by the least number of word edits (Levenshtein 1966, over words);
 * source words before and after the quotation are free, and so nearly are those at an ellipsis.
 * Time and memory: quoted × source words.
 *
 * @param quoted word numbers; −1 for a word that the corpus does not have, `ELIDED` for an ellipsis.
 */
export function align(quoted: readonly number[], source: Uint32Array): Alignment {
  const width = source.length + 1;
  const moves = new Uint8Array((quoted.length + 1) * width);
  let previous = new Float64Array(width);
  let current = new Float64Array(width);
  for (let i = 1; i <= quoted.length; i++) {
    const word = quoted[i - 1]!;
    const elided = word === ELIDED;
    current[0] = previous[0]! + (elided ? 0 : ADDITION_COST);
    moves[i * width] = MOVE.up;
    for (let j = 1; j < width; j++) {
      const same = word === source[j - 1];
      const diagonal = elided
        ? Number.POSITIVE_INFINITY
        : previous[j - 1]! + (same ? -SAME_BONUS : EDIT_COST);
      const up = previous[j]! + (elided ? 0 : ADDITION_COST);
      const left = current[j - 1]! + (elided ? OMISSION_COST : EDIT_COST);
      let best = diagonal;
      let move: number = MOVE.diagonal;
      if (up < best) {
        best = up;
        move = MOVE.up;
      }
      if (left < best) {
        best = left;
        move = MOVE.left;
      }
      current[j] = best;
      moves[i * width + j] = move;
    }
    [previous, current] = [current, previous];
  }
  let end = 0;
  for (let j = 1; j < width; j++) if (previous[j]! < previous[end]!) end = j;
  return trace(quoted, source, moves, width, end);
}

function trace(
  quoted: readonly number[],
  source: Uint32Array,
  moves: Uint8Array,
  width: number,
  end: number,
): Alignment {
  const steps: Step[] = [];
  let same = 0;
  let edits = 0;
  let i = quoted.length;
  let j = end;
  while (i > 0) {
    const move = moves[i * width + j];
    const elided = quoted[i - 1] === ELIDED;
    if (move === MOVE.diagonal) {
      const equal = quoted[i - 1] === source[j - 1];
      if (equal) same++;
      else edits++;
      steps.push({ kind: equal ? 'same' : 'replaced', quoted: --i, source: --j });
    } else if (move === MOVE.up) {
      if (!elided) edits++;
      steps.push({ kind: elided ? 'ellipsis' : 'added', quoted: --i, source: -1 });
    } else {
      if (!elided) edits++;
      steps.push({ kind: elided ? 'omitted' : 'dropped', quoted: -1, source: --j });
    }
  }
  return { steps: trimmed(steps.reverse()), same, edits };
}

/** Without the omissions at either end: an ellipsis that opens or closes a quotation leaves out nothing inside it. */
function trimmed(steps: Step[]): Step[] {
  const bears = (step: Step) => step.kind !== 'omitted';
  const first = steps.findIndex((step) => step.kind !== 'omitted' && step.kind !== 'ellipsis');
  const last = steps.findLastIndex((step) => step.kind !== 'omitted' && step.kind !== 'ellipsis');
  return steps.filter((step, place) => bears(step) || (place > first && place < last));
}
