import type { Document } from '../types.ts';
import { type Candidate, collectCandidates, type NamedSentence } from './candidates.ts';
import { CaseForms } from './case-forms.ts';
import type { Language } from './languages.ts';
import { isFirstName } from './names.ts';
import { FIRST_NAMES, ORGANISATIONS, TITLES } from './words.ts';

export type ActorKind = 'person' | 'organisation' | 'place' | 'unknown';
export type Gender = 'male' | 'female';

/** Someone or something that a document names. */
export interface Actor {
  /** Full name as the document first gives it, without titles. */
  readonly name: string;
  kind: ActorKind;
  gender: Gender | null;
  /** Other names from the front matter. */
  readonly aliases: readonly string[];
  readonly mentions: Mention[];
}

/** A place where an actor is named. */
export interface Mention {
  readonly actor: Actor;
  /** Offsets of the name without its titles. */
  readonly start: number;
  readonly end: number;
  /** Lower-case titles before the name ("italian prime minister"), or after it in an appositive; empty without. */
  readonly title: string;
  /** Index of the sentence. */
  readonly sentence: number;
  /** How much this place makes the actor the next "he" or "she", before distance counts. */
  readonly prominence: number;
}

export interface Registry {
  readonly actors: readonly Actor[];
  /** All mentions, in text order. */
  readonly mentions: readonly Mention[];
  /** For each actor and title, the first mention with both, in text order. */
  readonly titled: readonly Mention[];
  /** The mention that ends at this offset. */
  readonly endingAt: ReadonlyMap<number, Mention>;
  /** Lower-case alias of the front matter → actor. */
  readonly byAlias: ReadonlyMap<string, Actor>;
}

/** Collects who and what the document names, and where. */
export function buildRegistry(
  document: Document,
  sentences: readonly NamedSentence[],
  language: Language | null = null,
): Registry {
  const candidates = collectCandidates(document.text, sentences, language);
  const cases = language?.inflected ? new CaseForms() : null;
  const actors = fullNames(candidates, document.aliases ?? {}, cases);
  const byName = new Map<string, Actor>();
  const bySurname = new Map<string, Actor[]>();
  const byFirstName = new Map<string, Actor[]>();
  const byAlias = new Map<string, Actor>();
  const byCompany = new Map<string, Actor>();
  for (const { actor, words, keys } of actors) {
    for (const key of keys) byName.set(key, actor);
    for (const alias of actor.aliases) byAlias.set(alias.toLowerCase(), actor);
    if (
      actor.kind === 'organisation' &&
      ORGANISATIONS.corporate.has(words.at(-1)!) &&
      !byCompany.has(words[0]!)
    )
      byCompany.set(words[0]!, actor);
    if (actor.kind === 'organisation' || actor.kind === 'place' || words.length < 2) continue;
    addTo(bySurname, surname(words), actor);
    addTo(byFirstName, words[0]!, actor);
  }
  const mentions: Mention[] = [];
  const titled = new Map<string, Mention>();
  for (const candidate of candidates) {
    const actor = actorFor(candidate, byName, byAlias, bySurname, byFirstName, byCompany, cases);
    const mention = {
      actor,
      start: candidate.start,
      end: candidate.end,
      title: candidate.title,
      sentence: candidate.sentence,
      prominence: candidate.prominence,
    };
    actor.mentions.push(mention);
    mentions.push(mention);
    const key = `${candidate.title} / ${actor.name}`;
    if (candidate.title !== '' && !titled.has(key)) titled.set(key, mention);
    if (candidate.words.length === 1 && candidate.titled && actor.kind === 'unknown') actor.kind = 'person';
    const gender = genderOfTitle(candidate.title);
    actor.gender = candidate.honorific === null ? (actor.gender ?? gender) : (gender ?? actor.gender);
  }
  const known = [...new Set(mentions.map((mention) => mention.actor))];
  return {
    actors: known,
    mentions,
    titled: [...titled.values()],
    endingAt: new Map(mentions.map((mention) => [mention.end, mention])),
    byAlias,
  };
}

/** How many of `mentions`, which are in text order, begin before the offset. */
export function countBefore(mentions: readonly Mention[], offset: number): number {
  let low = 0;
  let high = mentions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (mentions[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Named {
  readonly actor: Actor;
  readonly words: readonly string[];
  /** Every lower-case form of the name ("donald j. trump", "donald trump"). */
  readonly keys: Set<string>;
}

/** One actor a full name; names that differ only in what stands in the middle are one. */
function fullNames(
  candidates: readonly Candidate[],
  aliases: Readonly<Record<string, readonly string[]>>,
  cases: CaseForms | null,
): Named[] {
  const named = new Map<string, Named>();
  const ends = new Map<string, Named>();
  const canonical = new Map(
    Object.entries(aliases).map(([name, others]) => [name.toLowerCase(), { name, others }]),
  );
  for (const candidate of candidates) {
    const key = candidate.words.join(' ');
    const stated = canonical.get(key);
    const given = candidate.words.filter((word) => !TITLES.suffixes.has(word));
    if (given.length < 2 && stated === undefined) continue;
    const known = named.get(key);
    if (known !== undefined) {
      if (candidate.titled && known.actor.kind === 'unknown') known.actor.kind = 'person';
      continue;
    }
    const kind = kindOf(candidate);
    const outer = `${candidate.words[0]} ${surname(candidate.words)} ${suffix(candidate.words)}`;
    const isPerson = kind === 'person' || kind === 'unknown';
    const same = isPerson ? (ends.get(outer) ?? cases?.sameName(candidate.words)) : undefined;
    if (same !== undefined) {
      same.keys.add(key);
      named.set(key, same);
      continue;
    }
    const actor: Actor = {
      name: candidate.text,
      kind,
      gender: kind === 'organisation' || kind === 'place' ? null : genderOfName(candidate.words[0]!),
      aliases: stated?.others ?? [],
      mentions: [],
    };
    const entry = { actor, words: candidate.words, keys: new Set([key]) };
    named.set(key, entry);
    if (isPerson) {
      ends.set(outer, entry);
      cases?.add(entry);
    }
  }
  return [...new Set(named.values())];
}

function kindOf(candidate: Candidate): ActorKind {
  const last = candidate.words.at(-1)!;
  const name = candidate.words.join(' ');
  if (ORGANISATIONS.places.has(name)) return 'place';
  const person = TITLES.suffixes.has(last) || isFirstName(candidate.words[0]!);
  if (candidate.titled && candidate.words.length <= 4 && !candidate.words.includes('of')) return 'person';
  if (ORGANISATIONS.endings.has(last) && !(person && candidate.words.length === 2)) return 'organisation';
  if (candidate.described) return 'person';
  if (candidate.words.some((word) => word === 'of' || word === 'for' || word === '&')) return 'organisation';
  if (/^\p{Lu}{2,}s?$/u.test(candidate.text)) return 'organisation';
  if (person) return 'person';
  return candidate.afterThe || ORGANISATIONS.demonyms.has(candidate.words[0]!) ? 'organisation' : 'unknown';
}

function actorFor(
  candidate: Candidate,
  byName: Map<string, Actor>,
  byAlias: ReadonlyMap<string, Actor>,
  bySurname: ReadonlyMap<string, readonly Actor[]>,
  byFirstName: ReadonlyMap<string, readonly Actor[]>,
  byCompany: ReadonlyMap<string, Actor>,
  cases: CaseForms | null,
): Actor {
  const key = candidate.words.join(' ');
  const alias = byAlias.get(key);
  const known = byName.get(key);
  const familyName = candidate.words.length === 1 || TITLES.suffixes.has(candidate.words.at(-1)!);
  const place = ORGANISATIONS.places.has(key) && candidate.title === '';
  const shared = familyName && !place ? bySurname.get(surname(candidate.words)) : undefined;
  const first =
    candidate.words.length === 1 && !place && candidate.title === '' ? byFirstName.get(key) : undefined;
  const found =
    (candidate.honorific === null || known === undefined || agrees(known, candidate) ? known : undefined) ??
    alias ??
    chooseNamesake(shared, candidate) ??
    (first?.length === 1 ? first[0] : undefined) ??
    (candidate.words.length === 1 && !place ? (byCompany.get(key) ?? cases?.surname(key)) : undefined);
  if (found !== undefined) return found;
  const actor: Actor = {
    name: shared === undefined ? candidate.text : (candidate.honorific ?? candidate.text),
    kind: kindOf(candidate),
    gender: genderOfName(key),
    aliases: [],
    mentions: [],
  };
  if (actor.kind === 'organisation' || actor.kind === 'place') actor.gender = null;
  byName.set(key, actor);
  return actor;
}

/** How many times more often the more frequent of two namesakes must have been named to be meant by the bare surname. */
const NAMESAKE_FACTOR = 3;

/** With a shared surname: a matching suffix or title's gender, then the one mentioned far more often, else the latest. */
function chooseNamesake(namesakes: readonly Actor[] | undefined, candidate: Candidate): Actor | undefined {
  if (namesakes === undefined) return undefined;
  if (namesakes.length === 1) return agrees(namesakes[0]!, candidate) ? namesakes[0] : undefined;
  const own = suffix(candidate.words);
  const gender = genderOfTitle(candidate.title);
  const fitting = namesakes.filter(
    (actor) =>
      (own === '' || suffix(actor.name.toLowerCase().split(' ')) === own) &&
      (gender === null || actor.gender === null || actor.gender === gender),
  );
  const pool = (fitting.length > 0 ? fitting : namesakes).filter((actor) => actor.mentions.length > 0);
  if (pool.length === 0) return fitting[0] ?? namesakes[0];
  const often = [...pool].sort((a, b) => b.mentions.length - a.mentions.length);
  if (often.length === 1 || often[0]!.mentions.length >= NAMESAKE_FACTOR * often[1]!.mentions.length)
    return often[0];
  return pool.reduce((a, b) => (b.mentions.at(-1)!.start > a.mentions.at(-1)!.start ? b : a));
}

/** "Mr. Tate" is not the Corinne Tate who has been "Ms. Tate"; a guess from a first name does not count. */
function agrees(actor: Actor, { honorific, title }: Candidate): boolean {
  const gender = honorific === null ? null : genderOfTitle(title);
  if (gender === null || actor.gender === null || actor.gender === gender) return true;
  return !actor.mentions.some((mention) => genderOfTitle(mention.title) === actor.gender);
}

/** The last word of a name that is no suffix, with the particles before it left out. */
function surname(words: readonly string[]): string {
  return words.findLast((word) => !TITLES.suffixes.has(word)) ?? words[0]!;
}

function suffix(words: readonly string[]): string {
  const last = words.at(-1)!;
  return words.length > 1 && TITLES.suffixes.has(last) ? last.replace('.', '') : '';
}

function genderOfTitle(title: string): Gender | null {
  const words = title.split(' ');
  if (words.some((word) => TITLES.female.has(word))) return 'female';
  return words.some((word) => TITLES.male.has(word)) ? 'male' : null;
}

function genderOfName(first: string): Gender | null {
  if (FIRST_NAMES.male.has(first)) return 'male';
  return FIRST_NAMES.female.has(first) ? 'female' : null;
}

function addTo(map: Map<string, Actor[]>, key: string, actor: Actor): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [actor]);
  else if (!known.includes(actor)) known.push(actor);
}
