import {
  isNominal,
  isTime,
  joinedBefore,
  type NounPhrase,
  phraseEndingAt,
  phraseStartingAt,
} from './noun-phrases.ts';
import type { Registry } from './registry.ts';
import { isAuxiliary, previousVerb, subjectOf, type VerbGroup, verbGroup } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, type CueVerb, NOUNS, type Strength, type VerbForm } from './words.ts';

/** What a cue verb has beside it. */
export type Complement = 'quotation' | 'clause' | 'infinitive' | 'object' | 'about' | 'none';

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

/** How far a complement is looked for. */
const MAX_COMPLEMENT = 30;

/** All cues of a segment, in order. */
export function findCues(items: readonly Token[], registry: Registry): Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < items.length; at++) {
    const cue = cueAt(items, at, registry, cues);
    if (cue !== null) cues.push(cue);
  }
  return markEmbedded(items, cues);
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
  const entry = CUES.verbs.get(token.lower);
  if (entry === undefined || !isVerbal(items, at, entry)) return null;
  const { strength, length } = strengthAt(items, at, entry);
  if (strength === null) return null;
  const complement = complementOf(items, at + length, entry.verb);
  const found = findSubject(items, at, entry, registry, earlier);
  if (found === null) return null;
  const parenthetical = found.inverted || isParenthetical(items, at, found.subject);
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

/** The tagger's word, save where the place leaves no doubt: beside a quotation, or a past form before "that". */
function isVerbal(items: readonly Token[], at: number, entry: CueVerb): boolean {
  const token = items[at]!;
  if (token.tag === 'VERB') return true;
  if (token.tag === 'AUX' || token.tag === 'PROPN') return token.lower === 'said';
  const past = entry.forms.includes('past') && /ed$|^(?:said|told|wrote)$/.test(token.lower);
  if (past && entry.strength !== null && entry.strength !== 'weak') return true;
  const next = items[at + 1];
  const before = items[at - 1];
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
  if (group.negated && !['dispute', 'reject'].includes(entry.verb)) return null;
  if (form === 'participle')
    return group.passive || !group.hasAuxiliary ? null : regular(items, at, registry);
  if (form === 'ing') return participial(items, at, group, registry, earlier);
  const inverted = invertedSubject(items, at, entry);
  if (inverted !== null) return { subject: inverted, inverted: true };
  const before = items[group.before];
  if (before?.lower === 'to' && form === 'base') return governed(items, group.before, registry);
  if (group.modal) return null;
  if (form === 'base' && !group.hasAuxiliary && before?.tag === 'PUNCT') return null;
  return regular(items, at, registry);
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
  return items[at + 1]?.lower === 'by' ? phraseStartingAt(items, at + 2) : null;
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
    before.tag === 'ADV';
  if (!joined && !NOUNS.texts.has(before.lower)) return null;
  const cue = earlier.findLast((candidate) => !candidate.embedded);
  if (cue !== undefined && before.lower !== 'as') return { subject: cue.subject, inverted: false };
  const verb = previousVerb(items, at);
  return verb < 0 ? null : regular(items, verb, registry);
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
function invertedSubject(items: readonly Token[], at: number, entry: CueVerb): NounPhrase | null {
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
  return hasClause && (after === undefined || /^[.,;]$/.test(after.text)) ? named : null;
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
  const subject = phraseStartingAt(items, at + 2);
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

function complementOf(items: readonly Token[], from: number, verb: string): Complement {
  const limit = Math.min(items.length, from + MAX_COMPLEMENT);
  let object = false;
  let about = false;
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
    if (
      isAuxiliary(token) ||
      (token.tag === 'VERB' && !/ing$/.test(token.lower) && items[index - 1]?.lower !== 'to')
    ) {
      if (index > from) return 'clause';
    }
    if (index === from && NOUNS.prepositions.has(token.lower)) about = true;
    else if (isNominal(token) || token.tag === 'DET' || token.tag === 'PRON') object = true;
  }
  if (about) return 'about';
  return object ? 'object' : 'none';
}

/** The attribution closes or interrupts what it attributes: nothing but a comma, a time or an addressee follows. */
function isParenthetical(items: readonly Token[], at: number, subject: NounPhrase): boolean {
  if (subject.first > at) return true;
  const before = items[subject.first - 1];
  const open =
    before !== undefined &&
    (/^[,—–-]/.test(before.text) || before.tag === 'QUOTATION' || before.lower === 'as');
  if (!open) return false;
  for (let index = at + 1; index < items.length; index++) {
    const token = items[index]!;
    if (/^[.,;]$/.test(token.text) || token.tag === 'QUOTATION') return true;
    if (isAuxiliary(token) || token.tag === 'VERB' || token.lower === 'that') return false;
  }
  return true;
}

function isSubordinate(items: readonly Token[], first: number): boolean {
  for (let index = first - 1; index >= Math.max(0, first - 3); index--) {
    const token = items[index]!;
    if (NOUNS.subordinators.has(token.lower)) return true;
    if (token.tag === 'PUNCT' || token.tag === 'QUOTATION' || token.tag === 'VERB') return false;
  }
  return false;
}

function accepts(
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
      return complement !== 'none' && !(subordinate && complement !== 'clause');
    case 'demand':
      return !subordinate;
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
function quotedBefore(items: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= Math.max(0, at - 8); index--) {
    if (items[index]!.tag === 'QUOTATION') return true;
    if (/^[.;]$/.test(items[index]!.text) || items[index]!.tag === 'VERB') return false;
  }
  return false;
}

/** Marks cues inside another's complement; an attribution at the end ("…, Trump said.") makes those before it embedded. */
function markEmbedded(items: readonly Token[], cues: readonly Cue[]): Cue[] {
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
