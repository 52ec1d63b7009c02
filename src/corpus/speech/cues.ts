import {
  accepts,
  type Complement,
  complementOf,
  isParenthetical,
  MAX_COMPLEMENT,
  quotedBefore,
} from './complements.ts';
import { markEmbedded } from './embedding.ts';
import { isCapitalised } from './names.ts';
import {
  isNominal,
  isTime,
  joinedBefore,
  mentionOf,
  type NounPhrase,
  phraseEndingAt,
  phraseStartingAt,
} from './noun-phrases.ts';
import type { Registry } from './registry.ts';
import { previousVerb, subjectOf, type VerbGroup, verbGroup } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, type CueVerb, NOUNS, type Strength, type VerbForm } from './words.ts';

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
    if (items[at]!.tag !== 'VERB' || isCapitalised(items[at]!)) continue;
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

function isPlural({ lower }: Token): boolean {
  return (/s$/.test(lower) && !/ss$/.test(lower)) || /^(?:people|police|others|men|women)$/.test(lower);
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

interface Found {
  readonly subject: NounPhrase;
  readonly inverted: boolean;
}

function findSubject(
  items: readonly Token[],
  at: number,
  entry: CueVerb,
  registry: Registry,
  earlier: readonly Cue[],
): Found | null {
  const group = verbGroup(items, at);
  const form = formAt(items, at, entry, group);
  const agent = agentOf(items, at, form, group);
  if (agent !== null) return { subject: agent, inverted: false };
  if (entry.verb === 'ask' && items[at + 1]?.lower === 'not') return null;
  if (group.negated && !['dispute', 'reject'].includes(entry.verb)) return null;
  if (form === 'participle')
    return group.passive || !group.hasAuxiliary ? null : regular(items, at, registry);
  if (form === 'ing') return participial(items, at, group, registry, earlier);
  const inverted = invertedSubject(items, at, entry, registry);
  if (inverted !== null) return { subject: inverted, inverted: true };
  const before = items[group.before];
  if (before?.lower === 'to' && form === 'base') return governed(items, group.before, registry);
  if (group.modal) return null;
  const found = regular(items, at, registry);
  if (form !== 'base' || group.hasAuxiliary || before?.tag !== 'PUNCT') return found;
  return found !== null && isPlural(items[found.subject.head]!) ? found : null;
}

function regular(items: readonly Token[], at: number, registry: Registry): Found | null {
  const subject = subjectOf(items, at, registry);
  return subject === null ? null : { subject, inverted: false };
}

/** Which form an ambiguous word ("said", "put") has here, by its auxiliaries. */
function formAt(items: readonly Token[], at: number, entry: CueVerb, group: VerbGroup): VerbForm {
  const { forms } = entry;
  if (forms.includes('ing')) return 'ing';
  if (forms.includes('participle') && group.hasAuxiliary) {
    const have = items
      .slice(group.before + 1, at)
      .some((token) => /^(?:has|have|had|['’](?:ve|d|s))$/.test(token.lower));
    if (group.passive) return 'participle';
    if (have) return 'past';
  }
  if (forms.includes('past')) {
    const bare = !group.hasAuxiliary && items[at + 1]?.lower === 'by' && isNominal(items[at - 1]);
    return bare ? 'participle' : 'past';
  }
  return forms.includes('present') ? 'present' : 'base';
}

/** "echoed by Trump", "was criticised by Clinton". */
function agentOf(items: readonly Token[], at: number, form: VerbForm, group: VerbGroup): NounPhrase | null {
  if (form !== 'participle' || (group.hasAuxiliary && !group.passive)) return null;
  const agent = items[at + 1]?.lower === 'by' ? phraseStartingAt(items, at + 2) : null;
  return agent === null ? null : nameAfter(items, agent);
}

/** ", saying": the previous cue's subject, or the sentence's. "was quoted as saying": the subject of "quoted". */
function participial(
  items: readonly Token[],
  at: number,
  group: VerbGroup,
  registry: Registry,
  earlier: readonly Cue[],
): Found | null {
  if (group.hasAuxiliary && group.passive) return regular(items, at, registry);
  const before = items[at - 1];
  if (before === undefined) return participleFirst(items, at, registry);
  const joined =
    /^(?:,|and|while|by|in|as|before|after|—|–|--)$/.test(before.lower) ||
    before.tag === 'QUOTATION' ||
    before.tag === 'ADV' ||
    isTime(before);
  if (!joined && !NOUNS.texts.has(before.lower)) return null;
  const partner = withPartner(items, at, registry);
  if (partner !== null) return { subject: partner, inverted: false };
  const cue = earlier.findLast((candidate) => !candidate.embedded);
  if (cue !== undefined && before.lower !== 'as') return { subject: cue.subject, inverted: false };
  const verb = previousVerb(items, at);
  return verb < 0 || items[at]!.lower === 'citing' ? null : regular(items, verb, registry);
}

/** ", with one, Green Horizon, calling it": the name between "with" and the participle. */
function withPartner(items: readonly Token[], at: number, registry: Registry): NounPhrase | null {
  for (let index = at - 1; index >= Math.max(1, at - 10); index--) {
    const token = items[index]!;
    if (token.tag === 'VERB' || token.tag === 'QUOTATION' || /^[;.:]$/.test(token.text)) return null;
    if (token.lower !== 'with' || items[index - 1]!.text !== ',') continue;
    const last = items[at - 1]!.text === ',' ? at - 2 : at - 1;
    const phrase = phraseEndingAt(items, last);
    return phrase !== null && mentionOf(items, phrase, registry) ? phrase : null;
  }
  return null;
}

/** "Noting that …, Trump said": the subject after the clause. */
function participleFirst(items: readonly Token[], at: number, registry: Registry): Found | null {
  for (let index = at + 1; index < items.length && index - at < MAX_COMPLEMENT; index++) {
    if (items[index]!.text !== ',') continue;
    const phrase = phraseStartingAt(items, index + 1);
    if (phrase !== null && registry.endingAt.has(items[phrase.head]!.end))
      return { subject: phrase, inverted: false };
  }
  return null;
}

/** "went on to say", "continued to insist"; other verbs before "to" do not tell that the words were spoken. */
function governed(items: readonly Token[], to: number, registry: Registry): Found | null {
  const verb = items[to - 1]?.lower === 'on' ? to - 2 : to - 1;
  const word = items[verb]?.lower ?? '';
  return /^(?:went|goes|going|continue[sd]?|continuing|proceed(?:ed|s))$/.test(word)
    ? regular(items, verb, registry)
    : null;
}

/** "…,” said Trump": directly after a quotation, or after a comma where the noun phrase ends the clause. */
function invertedSubject(
  items: readonly Token[],
  at: number,
  entry: CueVerb,
  registry: Registry,
): NounPhrase | null {
  if (CUES.neverInverted.has(entry.verb) || entry.forms.includes('ing')) return null;
  const before = items[at - 1];
  const comma = before?.text === ',' || before?.text === '—' || before?.text === '--';
  const quoted = before?.tag === 'QUOTATION' || (comma && items[at - 2]?.tag === 'QUOTATION');
  if (!quoted && !comma) return null;
  const next = items[at + 1];
  if (next === undefined || isTime(next) || (!quoted && next.tag === 'PRON')) return null;
  const phrase = phraseStartingAt(items, at + 1);
  if (phrase === null) return null;
  const after = items[phrase.last + 1];
  const named = nameAfter(items, phrase);
  if (quoted) return after?.tag === 'VERB' || after?.tag === 'AUX' ? null : named;
  const hasClause = items.slice(0, at - 1).some((token) => token.tag === 'VERB' || token.tag === 'AUX');
  const isPerson = mentionOf(items, named, registry)?.actor.kind !== 'place';
  return (hasClause || (isPerson && isCapitalised(items[named.head]!))) &&
    (after === undefined || /^[.,;]$/.test(after.text))
    ? named
    : null;
}

/** "said the chairman, Devin Nunes": the name behind the noun. */
function nameAfter(items: readonly Token[], phrase: NounPhrase): NounPhrase {
  if (items[phrase.last + 1]?.text !== ',') return phrase;
  const head = items[phrase.head]!;
  if (!NOUNS.people.has(head.lower) || head.text !== head.lower) return phrase;
  const name = phraseStartingAt(items, phrase.last + 2);
  const after = name === null ? undefined : items[name.last + 1];
  const ends = after === undefined || /^[.,;]$/.test(after.text) || after.tag === 'QUOTATION';
  return name !== null && ends && /^\p{Lu}/u.test(items[name.first]!.text) ? name : phrase;
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
