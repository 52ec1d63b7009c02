import { isCapitalised } from './names.ts';
import type { Mention, Registry } from './registry.ts';
import type { Token } from './tokens.ts';
import { NOUNS, ORGANISATIONS, TITLES } from './words.ts';

/** A noun phrase as indices into a segment's items. */
export interface NounPhrase {
  readonly first: number;
  /** The head noun's place: the last word before "of", "for", "with". */
  readonly head: number;
  /** Last word with what belongs to it ("a spokesman for Clinton"). */
  readonly last: number;
}

/** How far a noun phrase may reach. */
const MAX_PHRASE = 24;

const PRONOUNS = new Set([
  'he',
  'she',
  'it',
  'they',
  'we',
  'i',
  'you',
  'who',
  'this',
  'that',
  'these',
  'those',
  'which',
  'him',
  'her',
  'them',
  'both',
  'some',
  'others',
  'one',
  'many',
  'another',
]);
const DETERMINERS = new Set([
  'the',
  'a',
  'an',
  'his',
  'her',
  'their',
  'its',
  'our',
  'my',
  'your',
  'this',
  'that',
  'these',
  'those',
  'some',
  'many',
  'several',
  'most',
  'another',
  'any',
  'all',
  'both',
  'no',
  'each',
  'every',
  'neither',
  'either',
  'other',
  'few',
  'more',
]);
const POSSESSIVE = /^['’]s?$/;

/** The noun phrase that ends at `last`, with the heads to its left that it belongs to. */
export function phraseEndingAt(items: readonly Token[], last: number, depth = 0): NounPhrase | null {
  const end = items[last];
  if (end === undefined) return null;
  if (PRONOUNS.has(end.lower) && !isNominal(end)) {
    const quantifier = items[last - 2];
    return items[last - 1]?.lower === 'of' &&
      quantifier !== undefined &&
      NOUNS.quantifiers.has(quantifier.lower)
      ? { first: last - 2, head: last - 2, last }
      : { first: last, head: last, last };
  }
  if (!isNominal(end) || POSSESSIVE.test(end.text)) return null;
  const first = baseStart(items, last);
  if (depth < 4) {
    const outer = outerHead(items, first);
    const head = outer === null ? null : phraseEndingAt(items, outer, depth + 1);
    if (head !== null && items[head.head]!.start < items[first]!.start) return { ...head, last };
  }
  return { first, head: last, last };
}

/** The noun phrase that starts at `first`. */
export function phraseStartingAt(items: readonly Token[], first: number): NounPhrase | null {
  const start = items[first];
  if (start === undefined) return null;
  const quantified = NOUNS.quantifiers.has(start.lower) && items[first + 1]?.lower === 'of';
  if (quantified || (PRONOUNS.has(start.lower) && !isNominal(items[first + 1]))) {
    const inner = quantified ? phraseStartingAt(items, first + 2) : null;
    return { first, head: first, last: inner === null ? first : inner.last };
  }
  let index = first;
  const limit = Math.min(items.length, first + MAX_PHRASE);
  while (
    index < limit &&
    (DETERMINERS.has(items[index]!.lower) || NOUNS.quantifiers.has(items[index]!.lower))
  )
    index++;
  const nouns = index;
  while (index < limit && (isNominal(items[index]!) || isModifier(items, index)) && !isTime(items[index]!))
    index++;
  if (index === nouns) return null;
  let head = index - 1;
  if (POSSESSIVE.test(items[head]!.text)) head--;
  let last = head;
  while (last + 2 < limit && NOUNS.prepositions.has(items[last + 1]!.lower) && !isTime(items[last + 2]!)) {
    const inner: number = baseEnd(items, last + 2);
    if (inner < last + 2) break;
    last = inner;
  }
  return { first, head, last };
}

/** Whom the phrase names: the name may be longer than the head ("League of Rural Voters"). */
export function mentionOf(
  items: readonly Token[],
  phrase: NounPhrase,
  registry: Registry,
): Mention | undefined {
  const whole = registry.endingAt.get(items[phrase.last]!.end);
  const head = items[phrase.head]!;
  if (whole !== undefined && (whole.start <= head.start || isOfficeHolder(items, phrase, whole)))
    return whole;
  return registry.endingAt.get(head.end);
}

/**
 * "Bank of England Governor Mark Carney", "Secretary of State John Kerry": the phrase is the office and then the name,
 * other than in "a spokesman for President Donald Trump", where the name is what the preposition governs.
 */
function isOfficeHolder(
  items: readonly Token[],
  { head, last }: NounPhrase,
  { start, actor }: Mention,
): boolean {
  if (actor.kind === 'organisation' || actor.kind === 'place') return false;
  if (NOUNS.people.has(items[head]!.text)) return false;
  let index = last;
  while (index > head && items[index]!.start > start) index--;
  const name = index;
  while (index > head && isOfficeWord(items[index - 1]!)) index--;
  const before = items[index - 1];
  if (before === undefined || index <= head) return false;
  if (!NOUNS.prepositions.has(before.lower)) return index < name && isNominal(before);
  const office = items[index - 2];
  return (
    before.lower === 'of' && office !== undefined && isCapitalised(office) && TITLES.titles.has(office.lower)
  );
}

function isOfficeWord({ lower }: Token): boolean {
  return TITLES.titles.has(lower) || TITLES.modifiers.has(lower) || NOUNS.people.has(lower);
}

/** "X and Y": the phrase joined before `phrase`, if there is one. */
export function joinedBefore(items: readonly Token[], phrase: NounPhrase): NounPhrase | null {
  const joint = items[phrase.first - 1];
  if (joint === undefined || (joint.lower !== 'and' && joint.text !== '&')) return null;
  const last = phrase.first - 2 - (isAge(items, phrase.first - 2) ? 3 : 0);
  const before = items[last];
  if (before === undefined || !isNominal(before)) return null;
  return { first: baseStart(items, last), head: last, last };
}

/** "Marcy Dunn, 58, and": the comma that closes an age. */
function isAge(items: readonly Token[], close: number): boolean {
  return (
    items[close]?.text === ',' &&
    /^\d{1,3}$/.test(items[close - 1]?.text ?? '') &&
    items[close - 2]?.text === ','
  );
}

/** Nouns, names and what stands before them; a capitalised word counts whatever the tagger took it for ("Lynch said"). */
export function isNominal(token: Token | undefined): boolean {
  if (token === undefined || token.tag === 'QUOTATION') return false;
  if (POSSESSIVE.test(token.text)) return token.tag !== 'AUX' && token.tag !== 'VERB';
  switch (token.tag) {
    case 'NOUN':
    case 'PROPN':
    case 'ADJ':
    case 'NUM':
      return !PRONOUNS.has(token.lower) || token.tag === 'NOUN';
    case 'PUNCT':
    case 'PRON':
      return false;
    case 'AUX':
      return token.text === 'May';
    default:
      return isCapitalised(token) && !NOUNS.functionWords.has(token.lower);
  }
}

/** Whether a noun, in lower case, stands for several. */
export function isPlural(noun: string): boolean {
  return (
    (/s$/.test(noun) && !/ss$/.test(noun)) ||
    /^(?:people|police|others|men|women|\p{L}+men|\p{L}+women)$/u.test(noun)
  );
}

export function isTime(token: Token): boolean {
  return NOUNS.timeWords.has(token.lower) || /^(?:1[89]|20)\d\d$/.test(token.text);
}

function baseStart(items: readonly Token[], last: number): number {
  let first = last;
  while (first > 0 && last - first < MAX_PHRASE) {
    const before = items[first - 1]!;
    if (DETERMINERS.has(before.lower) && before.lower !== 'that') {
      first--;
      if (before.lower !== 'other' && before.lower !== 'more') break;
    } else if (isTime(before)) break;
    else if (isNominal(before) || before.text === '&' || isModifier(items, first - 1)) first--;
    else break;
  }
  return first;
}

function baseEnd(items: readonly Token[], first: number): number {
  let last = first - 1;
  while (last + 1 < items.length && last - first < MAX_PHRASE) {
    const next = items[last + 1]!;
    if (!isNominal(next) && !DETERMINERS.has(next.lower)) break;
    last++;
  }
  return last;
}

/** A hyphen within a word, or a participle or adverb between a determiner and its noun ("a retired general"). */
function isModifier(items: readonly Token[], index: number): boolean {
  const token = items[index]!;
  const before = items[index - 1];
  const after = items[index + 1];
  if (token.text === '-' || token.text === '/')
    return isNominal(before) && isNominal(after) && token.start === before!.end;
  if (token.tag !== 'VERB' && token.tag !== 'ADV') return false;
  return before !== undefined && DETERMINERS.has(before.lower) && isNominal(after) && !isCapitalised(after!);
}

/** The last word of the noun that "of X", "working for X" belongs to, where X starts at `first`. */
function outerHead(items: readonly Token[], first: number): number | null {
  const preposition = items[first - 1];
  if (preposition === undefined || !NOUNS.prepositions.has(preposition.lower)) return null;
  let last = first - 2;
  if (items[last] !== undefined && isTime(items[last]!)) {
    last--;
    while (/^(?:last|this|next|early|late|on|in|earlier)$/.test(items[last]?.lower ?? '')) last--;
  }
  const before = items[last];
  if (before === undefined) return null;
  if (isNominal(before) && !isTime(before)) return last === first - 2 ? last : null;
  const participle = before.tag === 'VERB' && /(?:ing|ed|en)$/.test(before.lower);
  const noun = items[last - 1];
  return participle &&
    noun !== undefined &&
    isNominal(noun) &&
    !isTime(noun) &&
    !ORGANISATIONS.notNames.has(noun.lower)
    ? last - 1
    : null;
}
