import { accepts, type Complement, complementOf, isParenthetical, quotedBefore } from './complements.ts';
import { findSubject, nameAfter } from './cue-subjects.ts';
import { markEmbedded } from './embedding.ts';
import { isCapitalised } from './names.ts';
import {
  isNominal,
  joinedBefore,
  mentionOf,
  type NounPhrase,
  phraseEndingAt,
  phraseStartingAt,
} from './noun-phrases.ts';
import type { Registry } from './registry.ts';
import { subjectOf } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, type CueVerb, NOUNS, type Strength } from './words.ts';

/** A word that says that someone speaks, and who. Indices are places in the segment's items. */
export interface Cue {
  readonly at: number;
  /** Base form, "according" or "noun". */
  readonly verb: string;
  readonly strength: Strength;
  readonly subject: NounPhrase;
  /** "X and Y said": X. */
  readonly joint: NounPhrase | null;
  readonly complement: Complement;
  /** The attribution stands after or inside what is said (", Trump said."). */
  readonly parenthetical: boolean;
  /** In a clause that begins with "as", "while", "after" …, or a noun ("his claim that"). */
  readonly subordinate: boolean;
  /** Inside what another cue's speaker says: its subject speaks in someone else's words only. */
  readonly embedded: boolean;
}

/** All cues of a segment, in order. */
export function findCues(items: readonly Token[], registry: Registry): Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < items.length; at++) {
    const cue = cueAt(items, at, registry, cues);
    if (cue !== null) cues.push(cue);
    else if (items[at]!.text === ':' && items[at + 1]?.tag === 'QUOTATION') {
      const announced = announcement(items, at, registry, cues.at(-1));
      if (announced !== null) cues.push(announced);
    }
  }
  return markEmbedded(items, cues);
}

/** "Greer laughed: “…”": without a cue before the colon, the person that the clause is about. */
function announcement(
  items: readonly Token[],
  colon: number,
  registry: Registry,
  last: Cue | undefined,
): Cue | null {
  let start = colon;
  while (start > 0 && items[start - 1]!.tag !== 'QUOTATION' && items[start - 1]!.text !== ';') start--;
  if (last !== undefined && last.at >= start) return null;
  for (let at = start; at < colon; at++) {
    const { tag, lower } = items[at]!;
    if ((tag !== 'VERB' && tag !== 'AUX') || isCapitalised(items[at]!)) continue;
    if (/ing$/.test(lower) || items[at - 1]?.lower === 'to') continue;
    const subject = subjectOf(items, at, registry);
    if (subject === null) continue;
    if (!isPersonal(items, subject, registry)) return null;
    return {
      at: colon - 1,
      verb: items[at]!.lower,
      strength: 'weak',
      subject,
      joint: null,
      complement: 'quotation',
      parenthetical: false,
      subordinate: false,
      embedded: false,
    };
  }
  return null;
}

function cueAt(items: readonly Token[], at: number, registry: Registry, earlier: readonly Cue[]): Cue | null {
  return (
    verbCue(items, at, registry, earlier) ?? (CUES.nouns.has(items[at]!.lower) ? nounCue(items, at) : null)
  );
}

function verbCue(
  items: readonly Token[],
  at: number,
  registry: Registry,
  earlier: readonly Cue[],
): Cue | null {
  const token = items[at]!;
  if (token.lower === 'according' && items[at + 1]?.lower === 'to') return accordingTo(items, at);
  const entry = CUES.verbs.get(token.lower) ?? unlistedVerb(items, at, registry);
  if (entry === null || !isVerbal(items, at, entry)) return null;
  const { strength, length } = strengthAt(items, at, entry);
  if (strength === null) return null;
  const behindQuotation = quotedBefore(items, at);
  const complement = complementOf(items, at + length, entry.verb, behindQuotation);
  const found = findSubject(items, at, entry, registry, earlier);
  if (found === null) return null;
  const parenthetical = found.inverted || isParenthetical(items, at, found.subject, entry.verb);
  const subordinate = isSubordinate(items, Math.min(found.subject.first, at));
  if (!accepts(items, entry.verb, strength, complement, parenthetical, subordinate, at)) return null;
  return {
    at,
    verb: entry.verb,
    strength,
    subject: found.subject,
    joint: found.inverted ? null : joinedBefore(items, found.subject),
    complement,
    parenthetical,
    subordinate,
    embedded: false,
  };
}

/**
 * A verb that is in no list, where its place shows that it reports: "…,” Reyes huffed", "…,” huffed Reyes". Only a
 * quotation that ends in a comma, and a person or pronoun, make sure of it.
 */
function unlistedVerb(items: readonly Token[], at: number, registry: Registry): CueVerb | null {
  const token = items[at]!;
  if (token.tag !== 'VERB' || token.text !== token.lower || /ing$/.test(token.lower)) return null;
  const entry: CueVerb = { verb: token.lower, forms: ['past'], strength: 'weak' };
  if (endsInComma(items[at - 1])) {
    const phrase = phraseStartingAt(items, at + 1);
    return phrase !== null && isPersonal(items, phrase, registry) ? entry : null;
  }
  const phrase = phraseEndingAt(items, at - 1);
  if (phrase === null || !endsInComma(items[phrase.first - 1])) return null;
  return isPersonal(items, phrase, registry) ? entry : null;
}

function endsInComma(token: Token | undefined): boolean {
  return token?.tag === 'QUOTATION' && token.ending === ',';
}

function isPersonal(items: readonly Token[], phrase: NounPhrase, registry: Registry): boolean {
  const head = items[phrase.head]!;
  if (/^(?:he|she)$/.test(head.lower)) return true;
  const kind = mentionOf(items, phrase, registry)?.actor.kind;
  return kind === 'person' || kind === 'unknown' || NOUNS.people.has(head.lower);
}

/** The tagger's word, save where the place leaves no doubt: beside a quotation, or a past form before "that". */
function isVerbal(items: readonly Token[], at: number, entry: CueVerb): boolean {
  const token = items[at]!;
  if (token.tag === 'VERB') return true;
  if (token.tag === 'AUX' || token.tag === 'PROPN') return token.lower === 'said';
  const past = entry.forms.includes('past') && /ed$|^(?:said|told|wrote)$/.test(token.lower);
  if (past && entry.strength !== null && entry.strength !== 'weak') return true;
  const next = items[at + 1];
  const before = items[at - 1];
  if (entry.strength === 'evidence') return NOUNS.texts.has(before?.lower ?? '');
  const subject = phraseEndingAt(items, at - 1);
  if (subject !== null && endsInComma(items[subject.first - 1])) return true;
  if (subject !== null && next?.text === '.' && NOUNS.texts.has(items[subject.head]!.lower)) return true;
  const name = before !== undefined && (isNominal(before) || before.tag === 'PRON');
  return name && (next?.tag === 'QUOTATION' || (next?.lower === 'that' && items[at + 2]?.tag !== 'VERB'));
}

function strengthAt(
  items: readonly Token[],
  at: number,
  entry: CueVerb,
): { strength: Strength | null; length: number } {
  for (let gap = 1; gap <= 2; gap++) {
    const particle = items[at + gap]?.lower;
    const strength = particle === undefined ? undefined : CUES.phrases.get(`${entry.verb} ${particle}`);
    if (strength !== undefined) return { strength, length: gap + 1 };
  }
  return { strength: entry.strength, length: 1 };
}

function accordingTo(items: readonly Token[], at: number): Cue | null {
  const subject = phraseStartingAt(items, at + 2) ?? wordsUpToMark(items, at + 2);
  if (subject === null) return null;
  return {
    at,
    verb: 'according',
    strength: 'speech',
    subject: nameAfter(items, subject),
    joint: null,
    complement: 'clause',
    parenthetical: true,
    subordinate: false,
    embedded: false,
  };
}

/** Longest source after "according to" that the tagger does not take for a noun phrase ("state figures"). */
const MAX_UNTAGGED = 10;

function wordsUpToMark(items: readonly Token[], first: number): NounPhrase | null {
  let last = first - 1;
  while (last + 1 < items.length && /^\p{L}/u.test(items[last + 1]!.text)) last++;
  return last < first || last - first >= MAX_UNTAGGED ? null : { first, head: last, last };
}

/** "Trump's claim that", "his promise to": someone's words as a noun. */
function nounCue(items: readonly Token[], at: number): Cue | null {
  const next = items[at + 1];
  if (next?.lower !== 'that' && next?.tag !== 'QUOTATION') return null;
  const phrase = phraseEndingAt(items, at);
  if (phrase === null) return null;
  let owner = at - 1;
  while (owner >= phrase.first && !/^['’]s?$/.test(items[owner]!.text)) owner--;
  const first = items[phrase.first]!;
  const subject =
    owner > phrase.first
      ? phraseEndingAt(items, owner - 1)
      : /^(?:his|her|their)$/.test(first.lower)
        ? { first: phrase.first, head: phrase.first, last: phrase.first }
        : null;
  if (subject === null) return null;
  const complement = next.tag === 'QUOTATION' ? 'quotation' : 'clause';
  return {
    at,
    verb: 'noun',
    strength: 'speech',
    subject,
    joint: null,
    complement,
    parenthetical: false,
    subordinate: true,
    embedded: false,
  };
}

function isSubordinate(items: readonly Token[], first: number): boolean {
  for (let index = first - 1; index >= Math.max(0, first - 3); index--) {
    const token = items[index]!;
    if (NOUNS.subordinators.has(token.lower)) return true;
    if (token.tag === 'PUNCT' || token.tag === 'QUOTATION' || token.tag === 'VERB') return false;
  }
  return false;
}
