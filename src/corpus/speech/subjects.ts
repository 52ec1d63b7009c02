import { isCapitalised } from './names.ts';
import {
  isNominal,
  isTime,
  mentionOf,
  type NounPhrase,
  phraseEndingAt,
  phraseStartingAt,
} from './noun-phrases.ts';
import type { Registry } from './registry.ts';
import type { Token } from './tokens.ts';
import { NOUNS } from './words.ts';

/** How many items a subject may stand from its verb. */
const MAX_REACH = 60;

/** What stands between a verb and its subject. */
export interface VerbGroup {
  /** The item left of auxiliaries, adverbs and time phrases, or -1. */
  readonly before: number;
  readonly negated: boolean;
  readonly modal: boolean;
  readonly passive: boolean;
  readonly hasAuxiliary: boolean;
}

/** Walks left from a verb over its auxiliaries, adverbs and time phrases. */
export function verbGroup(items: readonly Token[], verb: number): VerbGroup {
  let before = verb - 1;
  let negated = false;
  let modal = false;
  let passive = false;
  let hasAuxiliary = false;
  while (before >= 0 && verb - before < MAX_REACH) {
    const token = items[before]!;
    if (isAuxiliary(token)) {
      hasAuxiliary = true;
      modal ||= NOUNS.modals.has(token.lower);
      passive ||= NOUNS.passiveAuxiliaries.has(token.lower);
      before--;
    } else if (NOUNS.negations.has(token.lower)) {
      negated = true;
      before--;
    } else if (NOUNS.skippedAdverbs.has(token.lower) || token.tag === 'ADV') before--;
    else {
      const skipped = beforeTime(items, before);
      if (skipped === before) break;
      before = skipped;
    }
  }
  return { before, negated, modal, passive, hasAuxiliary };
}

/** The subject of the verb at `verb`, by what stands left of it; null where the sentence does not give one. */
export function subjectOf(
  items: readonly Token[],
  verb: number,
  registry: Registry,
  depth = 0,
): NounPhrase | null {
  const { before } = verbGroup(items, verb);
  const token = items[before];
  if (depth > 4) return null;
  if (token === undefined)
    return /^(?:both|all|each)$/.test(items[0]!.lower) ? { first: 0, head: 0, last: 0 } : null;
  if (token.lower === 'who' || token.lower === 'which') return antecedent(items, before, registry);
  if (token.lower === 'that' && isNominal(items[before - 1]))
    return phraseEndingAt(items, beforeTime(items, before - 1));
  if (token.text === ',' && items[before + 1]?.lower === 'then') {
    const previous = previousVerb(items, before, items[verb]!);
    if (previous >= 0) return subjectOf(items, previous, registry, depth + 1);
  }
  if (/^(?:,|—|–|--|\))$/.test(token.text)) return beyondAppositive(items, before, registry);
  if (/^(?:and|but|then|or)$/.test(token.lower)) {
    const previous = previousVerb(items, before, items[verb]!);
    return previous < 0 ? null : subjectOf(items, previous, registry, depth + 1);
  }
  return phraseEndingAt(items, before);
}

/** The nearest finite verb left of `from`, preferably in the same tense as `like`. */
export function previousVerb(items: readonly Token[], from: number, like?: Token): number {
  let nearest = -1;
  for (let index = from - 1; index >= 0 && from - index < MAX_REACH; index--) {
    const token = items[index]!;
    if (token.text === ';') break;
    if (token.tag !== 'VERB' && token.tag !== 'AUX') continue;
    if (/ing$/.test(token.lower) || items[index - 1]?.lower === 'to') continue;
    if (nearest < 0) nearest = index;
    if (like === undefined || isPast(token) === isPast(like)) return index;
  }
  return nearest;
}

function isPast(token: Token): boolean {
  return /ed$|^(?:said|told|wrote|was|were|had|did|went|spoke|took|made|got|came|put)$/.test(token.lower);
}

export function isAuxiliary(token: Token): boolean {
  if (/^['’]s$/.test(token.text)) return token.tag === 'AUX' || token.tag === 'VERB';
  return NOUNS.auxiliaries.has(token.lower) && token.text !== 'May';
}

/** "on Tuesday", "last week", "in July 2024" to the left of `last`: the item before it; `last` where there is none. */
function beforeTime(items: readonly Token[], last: number): number {
  if (!isTime(items[last]!)) return last;
  let index = last;
  while (
    index > 0 &&
    /^(?:last|this|next|earlier|late|early|on|in|since|for|a|the|that|\d{1,2},?)$/.test(
      items[index - 1]!.lower,
    )
  )
    index--;
  while (index > 0 && isTime(items[index - 1]!)) index = beforeTime(items, index - 1) + 1;
  return index - 1;
}

/** Who "who" or "which" stands for: the noun phrase before it, a comma or an appositive in between. */
function antecedent(items: readonly Token[], relative: number, registry: Registry): NounPhrase | null {
  const comma = items[relative - 1]?.text === ',';
  const preposition = NOUNS.prepositions.has(items[relative - 1]?.lower ?? '');
  if (preposition) return null;
  const phrase = phraseEndingAt(items, relative - (comma ? 2 : 1));
  if (phrase !== null && comma && items[relative]!.lower === 'who' && !isNamed(items, phrase, registry)) {
    const outer = beyondAppositive(items, relative - 1, registry);
    if (outer !== null && isNamed(items, outer, registry)) return outer;
  }
  return phrase === null ? null : nearestName(items, phrase, registry, items[relative]!.lower === 'who');
}

/** "who" is a person: in "a spokesman for Donald Trump, who" the nearest name, unless the head is a name itself. */
function nearestName(
  items: readonly Token[],
  phrase: NounPhrase,
  registry: Registry,
  who: boolean,
): NounPhrase {
  if (!who || phrase.head === phrase.last || isNamed(items, phrase, registry)) return phrase;
  const inner = registry.endingAt.get(items[phrase.last]!.end);
  return inner?.actor.kind === 'person'
    ? { first: phrase.last, head: phrase.last, last: phrase.last }
    : phrase;
}

/** The subject left of ", …," where the comma (or bracket, or dash) at `close` stands right before the verb. */
function beyondAppositive(items: readonly Token[], close: number, registry: Registry): NounPhrase | null {
  let right = close;
  let common: NounPhrase | null = null;
  for (let hop = 0; hop < 7; hop++) {
    const left = openingBefore(items, right);
    if (left < 0) break;
    const phrase = phraseEndingAt(items, beforeBrackets(items, left - 1));
    if (phrase !== null) {
      if (isNamed(items, phrase, registry)) return phrase;
      const inner = phraseStartingAt(items, left + 1);
      const fills = inner !== null && inner.last === right - 1;
      if (hop === 0 && fills && isPersonNoun(items, phrase) && mentionOf(items, inner, registry))
        return inner;
      if (hop === 0 && fills && isPossessed(items, phrase) && isNamed(items, inner, registry)) return inner;
      if (
        isOrganisation(items, phrase, registry) &&
        /^(?:a|an|the|which|who|whose|based)$/.test(items[left + 1]!.lower)
      )
        return phrase;
      common ??= isPersonNoun(items, phrase) || NOUNS.texts.has(items[phrase.head]!.lower) ? phrase : null;
    }
    right = left;
  }
  return common ?? firstPhrase(items, right, registry);
}

/** "Voigt (R-Ohio), a veteran": what stands before brackets. */
function beforeBrackets(items: readonly Token[], last: number): number {
  if (items[last]?.text !== ')') return last;
  const open = openingBefore(items, last);
  return open < 0 ? last : open - 1;
}

/** "R-Iowa, said": with no comma left, the name that opens the clause. */
function firstPhrase(items: readonly Token[], right: number, registry: Registry): NounPhrase | null {
  const phrase = phraseEndingAt(items, right - 1);
  return phrase !== null && isNamed(items, phrase, registry) ? phrase : null;
}

function isOrganisation(items: readonly Token[], phrase: NounPhrase, registry: Registry): boolean {
  return mentionOf(items, phrase, registry)?.actor.kind === 'organisation';
}

/** "Her oldest, Andre": whoever belongs to somebody. */
function isPossessed(items: readonly Token[], phrase: NounPhrase): boolean {
  return /^(?:his|her|their|its|our|my)$/.test(items[phrase.first]!.lower);
}

function openingBefore(items: readonly Token[], close: number): number {
  const bracket = items[close]!.text === ')';
  for (let index = close - 1; index >= 0 && close - index < MAX_REACH; index--) {
    const text = items[index]!.text;
    if (text === ';' || text === ':') return -1;
    if (bracket ? text === '(' : /^(?:,|—|–|--)$/.test(text)) return index;
  }
  return -1;
}

export function isNamed(items: readonly Token[], phrase: NounPhrase, registry: Registry): boolean {
  const mention = mentionOf(items, phrase, registry);
  return mention !== undefined && (mention.actor.kind === 'person' || mention.actor.kind === 'unknown');
}

export function isPersonNoun(items: readonly Token[], phrase: NounPhrase): boolean {
  const head = items[phrase.head]!;
  return (
    NOUNS.people.has(head.lower) ||
    (!isCapitalised(head) && /(?:ers?|ors?|ists?|m[ae]n|ians?)$/.test(head.lower))
  );
}
