import { isCapitalised } from './names.ts';
import { isNominal, isTime, type NounPhrase } from './noun-phrases.ts';
import { isAuxiliary } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, NOUNS, type Strength } from './words.ts';

/** What a cue verb has beside it. */
export type Complement = 'quotation' | 'clause' | 'infinitive' | 'object' | 'about' | 'none';

/** How far a complement is looked for. */
export const MAX_COMPLEMENT = 30;

/** What stands behind the cue at `from`, up to the end of its clause. */
export function complementOf(
  items: readonly Token[],
  from: number,
  verb: string,
  behindQuotation: boolean,
): Complement {
  const limit = Math.min(items.length, from + MAX_COMPLEMENT);
  let object = false;
  let about = false;
  let topic = false;
  for (let index = from; index < limit; index++) {
    const token = items[index]!;
    if (token.tag === 'QUOTATION') return 'quotation';
    if (/^[;.]$/.test(token.text)) break;
    if (/^[,:—–-]/.test(token.text)) {
      if (items[index + 1]?.tag === 'QUOTATION') return 'quotation';
      // "said, in a speech, that": what stands between commas is passed over for the conjunction only.
      if (items.slice(index, Math.min(limit, index + 12)).some((later) => later.lower === 'that') && !object)
        continue;
      break;
    }
    if (
      NOUNS.subordinators.has(token.lower) &&
      (behindQuotation || (index > from && !/^wh/.test(token.lower)))
    )
      break;
    if (token.lower === 'that' && topic) return 'about';
    if (
      token.lower === 'that' ||
      (NOUNS.questionWords.has(token.lower) && (index === from || CUES.addressee.has(verb)))
    )
      return 'clause';
    if (
      token.lower === 'to' &&
      items[index + 1]?.tag === 'VERB' &&
      (index === from || CUES.addressee.has(verb))
    )
      return 'infinitive';
    // Behind a quotation, "said in a statement released on Monday" retells nothing.
    if (behindQuotation && about) continue;
    if (
      isAuxiliary(token) ||
      (token.tag === 'VERB' &&
        !isCapitalised(token) &&
        !/ing$/.test(token.lower) &&
        items[index - 1]?.lower !== 'to')
    ) {
      if (index > from) return 'clause';
    }
    topic ||= /^(?:about|over|of)$/.test(token.lower);
    if (index === from && NOUNS.prepositions.has(token.lower)) about = true;
    else if (isNominal(token) || token.tag === 'DET' || token.tag === 'PRON') object = true;
  }
  if (about) return 'about';
  return object ? 'object' : 'none';
}

/** The attribution closes or interrupts what it attributes: nothing but a comma, a time or an addressee follows. */
export function isParenthetical(
  items: readonly Token[],
  at: number,
  subject: NounPhrase,
  verb: string,
): boolean {
  if (subject.first > at) return true;
  const before = items[subject.first - 1];
  const open =
    before !== undefined &&
    (/^[,—–-]/.test(before.text) ||
      before.tag === 'QUOTATION' ||
      (before.lower === 'as' && ends(items[at + 1])));
  if (!open) return false;
  const next = items[at + 1];
  const object = next !== undefined && !isTime(next) && (isNominal(next) || next.tag === 'DET');
  if (object && !CUES.addressee.has(verb)) return false;
  for (let index = at + 1; index < items.length; index++) {
    const token = items[index]!;
    if (/^[.,;]$/.test(token.text) || token.tag === 'QUOTATION') return true;
    if (isAuxiliary(token) || token.tag === 'VERB' || token.lower === 'that') return false;
  }
  return true;
}

function ends(next: Token | undefined): boolean {
  return (
    next === undefined ||
    /^[.,;:—]$/.test(next.text) ||
    next.tag === 'QUOTATION' ||
    isTime(next) ||
    next.lower === 'it'
  );
}

/** Whether the verb, as strong as it is, reports speech with this complement. */
export function accepts(
  items: readonly Token[],
  verb: string,
  strength: Strength,
  complement: Complement,
  parenthetical: boolean,
  subordinate: boolean,
  at: number,
): boolean {
  const besideQuotation =
    items[at - 1]?.tag === 'QUOTATION' ||
    complement === 'quotation' ||
    quotedBefore(items, at) ||
    quotedBehind(items, at);
  if (besideQuotation) return true;
  switch (strength) {
    case 'speech':
      if (verb === 'say' || parenthetical || complement === 'clause') return true;
      if (complement === 'infinitive') return CUES.withInfinitive.has(verb);
      return complement !== 'none' && CUES.withObject.has(verb);
    case 'nounPhrase':
      if (verb === 'decline' && items[at + 1]?.lower === 'to') return false;
      return complement !== 'none' && !(subordinate && complement !== 'clause');
    case 'demand':
      return !subordinate;
    case 'evidence':
      return complement === 'clause' || parenthetical;
    case 'weak':
      return items[at + 1]?.lower === 'that' || items[at + 2]?.lower === 'that';
    case 'attitude':
      return false;
    default:
      return strength satisfies never;
  }
}

/** A quotation in the cue's own clause ("believes the process was “badly broken”"). */
function quotedBehind(items: readonly Token[], at: number): boolean {
  for (let index = at + 1; index < Math.min(items.length, at + 12); index++) {
    if (items[index]!.tag === 'QUOTATION') return true;
    if (/^[,.;:]$/.test(items[index]!.text)) return false;
  }
  return false;
}

/** A quotation that ends within a few words before the cue, with its subject in between. */
export function quotedBefore(items: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 8); index--) {
    if (items[index]!.tag === 'QUOTATION') return true;
    if (/^[.;]$/.test(items[index]!.text) || items[index]!.tag === 'VERB') return false;
  }
  return false;
}
