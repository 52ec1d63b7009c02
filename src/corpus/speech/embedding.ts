import { quotedBefore } from './complements.ts';
import type { Cue } from './cues.ts';
import type { NounPhrase } from './noun-phrases.ts';
import type { Token } from './tokens.ts';

/** Marks cues inside another's complement; an attribution at the end ("…, Trump said.") makes those before it embedded. */
export function markEmbedded(items: readonly Token[], cues: readonly Cue[]): Cue[] {
  const marked: Cue[] = [];
  for (const cue of cues) {
    const outer = marked.findLast(
      (other) => !other.embedded && other.complement === 'clause' && !other.parenthetical,
    );
    const embedded =
      outer !== undefined &&
      !cue.parenthetical &&
      cue.subject.first > outer.at &&
      !isCoordinate(items, outer, cue);
    if (
      cue.parenthetical &&
      cue.complement !== 'quotation' &&
      !quotedBefore(items, cue.at) &&
      cue.verb !== 'according'
    ) {
      for (const [index, other] of marked.entries()) {
        if (
          other.complement === 'clause' &&
          other.subject.first < cue.subject.first &&
          other.at < cue.subject.first &&
          !between(items, other.at, cue.at, ';')
        )
          marked[index] = { ...other, embedded: !sameWords(items, other.subject, cue.subject) };
      }
    }
    marked.push({ ...cue, embedded });
  }
  return marked;
}

function sameWords(items: readonly Token[], one: NounPhrase, other: NounPhrase): boolean {
  return items[one.head]!.lower === items[other.head]!.lower;
}

/** ", and Clinton said", ", while Clinton argued", "; Clinton said". */
function isCoordinate(items: readonly Token[], outer: Cue, cue: Cue): boolean {
  const joint = items[cue.subject.first - 1];
  if (joint === undefined) return false;
  if (
    /^(?:and|but|while|whereas|though|although)$/.test(joint.lower) &&
    items[cue.subject.first - 2]?.text === ','
  )
    return true;
  return between(items, outer.at, cue.subject.first, ';');
}

function between(items: readonly Token[], from: number, to: number, text: string): boolean {
  for (let index = from + 1; index < to; index++) if (items[index]!.text === text) return true;
  return false;
}
