import { type Place, resolveGendered, resolveRole } from './coreference.ts';
import type { Cue } from './cues.ts';
import { isCapitalised } from './names.ts';
import type { NounPhrase } from './noun-phrases.ts';
import type { Actor, Registry } from './registry.ts';
import { isPersonNoun } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, NOUNS, ORGANISATIONS, TITLES } from './words.ts';

/** Who a cue's subject is. */
export type Speaker =
  | { readonly kind: 'named'; readonly name: string; readonly actor: Actor | null }
  /** Somebody speaks, and the text does not tell who. */
  | { readonly kind: 'unknown' }
  /** Nobody speaks: a treaty that "states", a plan that "suggests". */
  | { readonly kind: 'nobody' };

/** Who spoke so far: what "it", "they" and chained quotations need. */
export interface Discourse {
  lastSpeaker: Actor | null;
  lastOrganisation: Speaker | null;
  lastGroup: Speaker | null;
}

export interface Context {
  readonly text: string;
  readonly registry: Registry;
  readonly discourse: Discourse;
  readonly place: Place;
}

const UNKNOWN: Speaker = { kind: 'unknown' };
const NOBODY: Speaker = { kind: 'nobody' };

/** Longest noun phrase shown as a speaker ("a person familiar with the matter"). */
const MAX_PHRASE_CHARACTERS = 80;

/** Resolves the subject of a cue to a name of the document, or to the words that the text gives for an unnamed source. */
export function resolveSpeaker(
  items: readonly Token[],
  phrase: NounPhrase,
  cue: Cue,
  context: Context,
): Speaker {
  const head = items[phrase.head]!;
  if (phrase.first === phrase.head) {
    const pronoun = resolvePronoun(head.lower, context);
    if (pronoun !== null) return pronoun;
  }
  const words = items.slice(phrase.first, phrase.head + 1);
  if (explains(words)) return NOBODY;
  const mention = context.registry.endingAt.get(head.end);
  if (mention !== undefined) {
    const { actor } = mention;
    if (explainsByName(actor)) return NOBODY;
    if (cue.strength === 'demand' && actor.kind !== 'person') return NOBODY;
    return { kind: 'named', name: actor.name, actor };
  }
  return resolveCommon(items, words, phrase, cue, context);
}

function resolvePronoun(word: string, context: Context): Speaker | null {
  const { registry, place, discourse } = context;
  switch (word) {
    case 'he':
    case 'his':
      return named(resolveGendered('male', registry, place));
    case 'she':
    case 'her':
      return named(resolveGendered('female', registry, place));
    case 'it':
    case 'its':
      return discourse.lastOrganisation ?? NOBODY;
    case 'they':
    case 'their':
      return discourse.lastGroup ?? discourse.lastOrganisation ?? UNKNOWN;
    case 'this':
    case 'that':
    case 'these':
    case 'those':
    case 'which':
      return NOBODY;
    case 'who':
    case 'i':
    case 'we':
    case 'you':
    case 'one':
    case 'some':
    case 'others':
    case 'many':
    case 'both':
    case 'another':
      return UNKNOWN;
    default:
      return null;
  }
}

function named(actor: Actor | null): Speaker {
  return actor === null ? UNKNOWN : { kind: 'named', name: actor.name, actor };
}

/** "the president", "Ukraine's president", "a senior official", "the report". */
function resolveCommon(
  items: readonly Token[],
  words: readonly Token[],
  phrase: NounPhrase,
  cue: Cue,
  context: Context,
): Speaker {
  if (words.length === 0) return NOBODY;
  const bare = words.filter((word) => !/^(?:the|a|an)$/.test(word.lower));
  const alias = context.registry.byAlias.get(bare.map((word) => word.lower).join(' '));
  if (alias !== undefined) return named(alias);
  const role = phrase.head === phrase.last ? roleOf(words, context) : null;
  if (role !== null) return named(role);
  const head = words.at(-1)!;
  const person = isPersonNoun(items, phrase) || (isCapitalised(head) && !NOUNS.texts.has(head.lower));
  const text = NOUNS.texts.has(head.lower) && (CUES.textMaySay.has(cue.verb) || cue.verb === 'according');
  const speaks =
    person || text || cue.verb === 'according' || (cue.verb === 'say' && /^\p{L}/u.test(head.text));
  if (!speaks) return NOBODY;
  if (cue.strength === 'demand') return NOBODY;
  return { kind: 'named', name: phraseText(items, phrase, context.text), actor: null };
}

function roleOf(words: readonly Token[], context: Context): Actor | null {
  const [first] = words;
  const last = words.at(-1)!.lower;
  const two = words.length > 1 ? `${words.at(-2)!.lower} ${last}` : last;
  const length = TITLES.roles.has(two) && words.length > 1 ? 2 : 1;
  const role = length === 2 ? two : last;
  const definite =
    /^(?:the|his|her|their|its|our)$/.test(first!.lower) || words.some((word) => /^['’]s?$/.test(word.text));
  if (!TITLES.roles.has(role) || !definite) return null;
  const specifiers = words
    .slice(0, -length)
    .map((word) => word.lower)
    .filter(
      (word) => ORGANISATIONS.demonyms.has(word) || word === 'former' || word === 'vice' || word === 'deputy',
    );
  const full = TITLES.abbreviations.get(role) ?? role;
  const short = [...TITLES.abbreviations]
    .filter(([, long]) => long === full)
    .map(([abbreviation]) => abbreviation);
  const synonyms = [full, ...short, ...(TITLES.roleSynonyms.get(role) ?? [])];
  return resolveRole(role, specifiers, synonyms, context.registry, context.place);
}

function phraseText(items: readonly Token[], phrase: NounPhrase, text: string): string {
  let first = phrase.first;
  while (first < phrase.head && /^(?:the|a|an|some|this|that|these|those|another)$/.test(items[first]!.lower))
    first++;
  const start = items[first]!.start;
  const whole = text.slice(start, items[phrase.last]!.end);
  return whole.length <= MAX_PHRASE_CHARACTERS && !/[\n"“”]/.test(whole)
    ? whole
    : text.slice(start, items[phrase.head]!.end);
}

/** The noun phrase is a rule's or treaty's ("NATO's Article 5", "the new law"): it explains, nobody speaks. */
function explains(words: readonly Token[]): boolean {
  const last = words.findLast((word) => !/^[\p{N}IVX.]+$/u.test(word.text));
  return last !== undefined && NOUNS.explaining.has(last.lower);
}

function explainsByName(actor: Actor): boolean {
  if (actor.kind === 'person') return false;
  return actor.name
    .toLowerCase()
    .split(/\s+/)
    .some((word) => NOUNS.explaining.has(word));
}
