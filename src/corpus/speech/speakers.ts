import { type Place, resolveGendered, resolveRole, spokeScore } from './coreference.ts';
import type { Cue } from './cues.ts';
import type { Discourse } from './discourse.ts';
import { isCapitalised } from './names.ts';
import { mentionOf, type NounPhrase } from './noun-phrases.ts';
import { type Actor, countBefore, type Gender, type Registry } from './registry.ts';
import { isPersonNoun } from './subjects.ts';
import { onOneLine, type Token } from './tokens.ts';
import { CUES, NOUNS, ORGANISATIONS, TITLES } from './words.ts';

/** Who a cue's subject is. */
export type Speaker =
  | { readonly kind: 'named'; readonly name: string; readonly actor: Actor | null }
  /** Somebody speaks, and the text does not tell who. */
  | { readonly kind: 'unknown' }
  /** Nobody speaks: a treaty that "states", a plan that "suggests". */
  | { readonly kind: 'nobody' };

export interface Context {
  readonly text: string;
  readonly registry: Registry;
  readonly discourse: Discourse;
  readonly place: Place;
  /** The text ("report", "letter") that was mentioned last, shortly before. */
  readonly nearestText: () => Speaker | null;
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
  if (phrase.first === phrase.head && phrase.last === phrase.head) {
    const pronoun = resolvePronoun(head.lower, context);
    if (pronoun !== null) return pronoun;
  }
  const words = items.slice(phrase.first, phrase.head + 1);
  if (/^(?:no|neither|none|nobody|nothing)$/.test(words[0]?.lower ?? '') || explains(words, cue))
    return NOBODY;
  const mention = mentionOf(items, phrase, context.registry);
  if (mention !== undefined) {
    const { actor } = mention;
    if (explainsByName(actor)) return NOBODY;
    if (cue.strength === 'evidence' && actor.kind !== 'organisation') return NOBODY;
    if (cue.strength === 'demand' && actor.kind !== 'person') return NOBODY;
    return { kind: 'named', name: actor.name, actor };
  }
  if (isQuantified(items, phrase))
    return { kind: 'named', name: phraseText(items, phrase, context.text), actor: null };
  return resolveCommon(items, words, phrase, cue, context);
}

/** "one of them", "some of the voters". */
function isQuantified(items: readonly Token[], phrase: NounPhrase): boolean {
  return NOUNS.quantifiers.has(items[phrase.head]!.lower) && items[phrase.head + 1]?.lower === 'of';
}

function resolvePronoun(word: string, context: Context): Speaker | null {
  const { discourse } = context;
  switch (word) {
    case 'he':
    case 'his':
      return resolvePerson('male', context);
    case 'she':
    case 'her':
      return resolvePerson('female', context);
    case 'it':
    case 'its':
      return discourse.lastOrganisation ?? context.nearestText() ?? NOBODY;
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
    case 'all':
    case 'each':
    case 'another':
      return UNKNOWN;
    default:
      return null;
  }
}

/** "he", "she": the person named whom it fits best, or an unnamed source that spoke since. */
function resolvePerson(gender: Gender, { registry, place, discourse }: Context): Speaker {
  const source = discourse.lastUnnamedPerson(place.sentence);
  const best = resolveGendered(gender, registry, place);
  if (source === null) return named(best?.actor ?? null);
  const score = spokeScore(place.sentence - source.sentence);
  return best !== null && best.score >= score ? named(best.actor) : source.speaker;
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
  const again = phrase.head === phrase.last ? context.discourse.sourceAgain(words) : null;
  const role = phrase.head === phrase.last ? roleOf(words, context) : null;
  if (role !== null && (again === null || again.sentence <= latestMention(role, context.place)))
    return named(role);
  if (again !== null) return again.speaker;
  const organisation = phrase.head === phrase.last ? organisationAgain(words, context) : null;
  if (organisation !== null) return organisation;
  const head = words.at(-1)!;
  const person = isPersonNoun(items, phrase) || (isCapitalised(head) && !NOUNS.texts.has(head.lower));
  const text = NOUNS.texts.has(head.lower) && (CUES.textMaySay.has(cue.verb) || cue.verb === 'according');
  const people = CUES.onlyPeople.has(cue.verb) && cue.complement === 'clause' && /^\p{L}/u.test(head.text);
  const speaks =
    person || text || people || cue.verb === 'according' || (cue.verb === 'say' && /^\p{L}/u.test(head.text));
  if (!speaks) return NOBODY;
  if (cue.strength === 'demand') return NOBODY;
  return { kind: 'named', name: phraseText(items, phrase, context.text), actor: null };
}

/** "the company", "the agency": the organisation that spoke last. */
function organisationAgain(words: readonly Token[], { discourse }: Context): Speaker | null {
  const [article, noun] = words;
  if (words.length !== 2 || article!.lower !== 'the' || !NOUNS.organisationAgain.has(noun!.lower))
    return null;
  const last = discourse.lastOrganisation;
  return last?.kind === 'named' && last.actor?.kind === 'organisation' ? last : null;
}

function latestMention(actor: Actor, place: Place): number {
  const spoke = actor === place.lastSpeaker ? place.lastSpoke : 0;
  const mention = actor.mentions[countBefore(actor.mentions, place.start) - 1];
  return Math.max(spoke, mention?.sentence ?? 0);
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
  while (
    first < phrase.head &&
    /^(?:the|a|an|some|this|that|these|those|another|one)$/.test(items[first]!.lower)
  )
    first++;
  const start = items[first]!.start;
  const whole = onOneLine(text.slice(start, items[phrase.last]!.end));
  return whole.length <= MAX_PHRASE_CHARACTERS && !/["“”]/.test(whole)
    ? whole
    : onOneLine(text.slice(start, items[phrase.head]!.end));
}

/** The noun phrase is a rule's or treaty's ("NATO's Article 5", "the new law"): it explains, nobody speaks. */
function explains(words: readonly Token[], cue: Cue): boolean {
  const last = words.findLast((word) => !/^[\p{N}IVX.]+$/u.test(word.text));
  if (last === undefined || !NOUNS.explaining.has(last.lower)) return false;
  return !(NOUNS.evidence.has(last.lower) && cue.verb === 'according');
}

function explainsByName(actor: Actor): boolean {
  if (actor.kind === 'person') return false;
  const words = actor.name.toLowerCase().split(/\s+/);
  const of = words.indexOf('of');
  const head = (of < 0 ? words : words.slice(0, of)).findLast((word) => !/^[\p{N}ivx.]+$/u.test(word));
  return head !== undefined && NOUNS.explaining.has(head);
}
