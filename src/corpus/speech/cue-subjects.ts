import { MAX_COMPLEMENT } from './complements.ts';
import type { Cue } from './cues.ts';
import { isCapitalised } from './names.ts';
import {
  isNominal,
  isPlural,
  isTime,
  mentionOf,
  type NounPhrase,
  phraseEndingAt,
  phraseStartingAt,
} from './noun-phrases.ts';
import type { Registry } from './registry.ts';
import { previousVerb, subjectOf, type VerbGroup, verbGroup } from './subjects.ts';
import type { Token } from './tokens.ts';
import { CUES, type CueVerb, NOUNS, type VerbForm } from './words.ts';

/** Whose words a cue gives. */
export interface Found {
  readonly subject: NounPhrase;
  readonly inverted: boolean;
}

/** The subject of the cue verb at `at`; null where the verb reports nothing here. */
export function findSubject(
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
  if (entry.verb === 'say' && items[at + 1]?.lower === 'nothing' && items[at + 2]?.text === '.') return null;
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
  return found !== null && isPlural(items[found.subject.head]!.lower) ? found : null;
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
    const bare =
      entry.verb !== 'say' &&
      !group.hasAuxiliary &&
      items[at + 1]?.lower === 'by' &&
      isNominal(items[at - 1]);
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
export function nameAfter(items: readonly Token[], phrase: NounPhrase): NounPhrase {
  if (items[phrase.last + 1]?.text !== ',') return phrase;
  const head = items[phrase.head]!;
  if (!NOUNS.people.has(head.lower) || head.text !== head.lower) return phrase;
  const name = phraseStartingAt(items, phrase.last + 2);
  const after = name === null ? undefined : items[name.last + 1];
  const ends = after === undefined || /^[.,;]$/.test(after.text) || after.tag === 'QUOTATION';
  return name !== null && ends && /^\p{Lu}/u.test(items[name.first]!.text) ? name : phrase;
}
