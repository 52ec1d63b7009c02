import type { Complement } from './complements.ts';
import type { Cue } from './cues.ts';
import type { Language } from './languages.ts';
import type { NounPhrase } from './noun-phrases.ts';
import type { Gender, Mention, Registry } from './registry.ts';
import type { Token } from './tokens.ts';

/** Who a cue of another language has for its subject: a name or phrase, a pronoun, or nobody named ("ha aggiunto"). */
export type ForeignSubject =
  | { readonly kind: 'phrase'; readonly phrase: NounPhrase; readonly mention: Mention | null }
  | { readonly kind: 'pronoun'; readonly gender: Gender | 'they' | null };

export interface ForeignCue {
  readonly cue: Cue;
  readonly subject: ForeignSubject;
}

/** How far a subject or complement is looked for, in items. */
const REACH = 24;
/** Longest unnamed subject, in items. */
const MAX_PHRASE = 6;

/**
 * The cues of a segment in a language other than English, in order. Without a tagger only verbs whose form is in the
 * language's list count, and only beside a quotation, before a conjunction or behind their clause.
 */
export function findForeignCues(
  items: readonly Token[],
  registry: Registry,
  language: Language,
): ForeignCue[] {
  const clause = new Clause(items, registry, language);
  const found: ForeignCue[] = [];
  for (let at = 0; at < items.length; at++) {
    const cue = clause.accordingAt(at) ?? clause.verbAt(at);
    if (cue !== null) found.push(cue);
  }
  return found;
}

class Clause {
  private readonly items: readonly Token[];
  private readonly language: Language;
  private readonly startingAt = new Map<number, Mention>();

  constructor(items: readonly Token[], registry: Registry, language: Language) {
    this.items = items;
    this.language = language;
    const placeOf = new Map(items.map((item, place) => [item.start, place]));
    for (const item of items) {
      const mention = registry.endingAt.get(item.end);
      const place = mention === undefined ? undefined : placeOf.get(mention.start);
      if (mention !== undefined && place !== undefined) this.startingAt.set(place, mention);
    }
  }

  /** "secondo Balbi", "laut Rechnungshof", "за словами Мельника", "Sayıştay'a göre". */
  accordingAt(at: number): ForeignCue | null {
    const { items, language } = this;
    if (items[at]!.lower === language.accordingAfter && language.accordingAfter !== '') {
      const subject = this.subjectBefore(at);
      return subject === null ? null : this.make(at, 'according', subject, 'clause', true);
    }
    const words = language.accordingTo.find((phrase) =>
      phrase.every((word, offset) => items[at + offset]?.lower === word),
    );
    if (words === undefined) return null;
    const subject = this.named(at + words.length);
    return subject === null ? null : this.make(at, 'according', subject, 'clause', true);
  }

  /** What stands from `first` on: a pronoun, a name, or a noun phrase up to a comma. */
  private named(from: number): ForeignSubject | null {
    const { items, language } = this;
    let first = from;
    while (language.articles.has(items[first]?.lower ?? '')) first++;
    const head = items[first];
    if (head === undefined || !/^\p{L}/u.test(head.text)) return null;
    const gender = language.pronouns.get(head.lower);
    if (gender !== undefined) return { kind: 'pronoun', gender };
    for (let at = first; at < Math.min(items.length, first + MAX_PHRASE); at++) {
      if (!/^\p{L}/u.test(items[at]!.text) || language.prepositions.has(items[at]!.lower)) break;
      const mention = this.startingAt.get(at);
      if (mention !== undefined && isActor(mention, language)) return this.phraseOf(mention, at);
      if (language.capitalNouns) break;
    }
    let last = first;
    while (last + 1 < items.length && last - first < MAX_PHRASE && /^\p{L}/u.test(items[last + 1]!.text))
      last++;
    const ends = items[last + 1] === undefined || /^[,.;:]$/.test(items[last + 1]!.text);
    const phrase = ends && last - first < MAX_PHRASE - 1 ? last : this.nounsFrom(first);
    return { kind: 'phrase', phrase: { first, head: phrase, last: phrase }, mention: null };
  }

  private nounsFrom(first: number): number {
    let last = first;
    if (this.language.capitalNouns) while (/^\p{Lu}/u.test(this.items[last + 1]?.text ?? '')) last++;
    return last;
  }

  verbAt(at: number): ForeignCue | null {
    const { items, language } = this;
    const { lower } = items[at]!;
    const behind = this.quotationBefore(at);
    const naming = language.naming.has(lower);
    const speech = language.speech.has(lower) || (behind >= 0 && language.inverted.has(lower));
    if (!naming && !speech) return null;
    const quotation = this.quotationAfter(at, naming ? REACH : 8);
    const complement: Complement | null =
      quotation >= 0
        ? 'quotation'
        : speech && behind < 0 && this.clauseAfter(at)
          ? 'clause'
          : speech && language.verbFinal && this.isNominalised(at)
            ? 'clause'
            : null;
    const closes = speech && behind < 0 && complement === null && this.closesClause(at);
    if (complement === null && behind < 0 && !closes) return null;
    if (naming && !speech && quotation < 0 && !language.verbFinal) return null;
    if (naming && !speech && language.verbFinal && behind < 0) return null;
    const subject =
      behind >= 0 || closes ? (this.subjectAfter(at) ?? this.subjectBefore(at)) : this.subjectBefore(at);
    return this.make(
      at,
      naming && !speech ? 'call' : 'say',
      subject ?? { kind: 'pronoun', gender: this.genderOfVerb(lower) },
      complement ?? 'none',
      closes,
    );
  }

  /** The quotation that the verb's clause follows with nothing but auxiliaries and marks between; -1 without. */
  private quotationBefore(at: number): number {
    const { items, language } = this;
    let left = at - 1;
    while (
      left >= 0 &&
      at - left < 6 &&
      (/^[,—–-]$/.test(items[left]!.text) ||
        language.auxiliaries.has(items[left]!.lower) ||
        language.pronouns.has(items[left]!.lower) ||
        (language.verbFinal && items[left]!.lower === 'diye'))
    )
      left--;
    return items[left]?.tag === 'QUOTATION' ? left : -1;
  }

  private quotationAfter(at: number, reach: number): number {
    for (let index = at + 1; index < Math.min(this.items.length, at + reach); index++) {
      const item = this.items[index]!;
      if (item.tag === 'QUOTATION') return index;
      if (/^[.;]$/.test(item.text)) return -1;
    }
    return -1;
  }

  /** A conjunction ("che", "dass", "що") or, in German, a comma with a clause behind it. */
  private clauseAfter(at: number): boolean {
    const { items, language } = this;
    for (let index = at + 1; index < Math.min(items.length, at + 10); index++) {
      const { lower, text, tag } = items[index]!;
      if (tag === 'QUOTATION' || /^[.;]$/.test(text)) return false;
      if (!language.clauses.has(lower)) continue;
      if (lower === ',') return items.length - index > 3;
      if (lower === 'di' || lower === 'de')
        return index === at + 1 && /(?:[aei]r|[aei]re|oir|re)$/.test(items[index + 1]?.lower ?? '');
      return true;
    }
    return false;
  }

  /** Turkish: the clause before the verb is a noun ("bulunduğunu söyledi"). */
  private isNominalised(at: number): boolean {
    return /(?:[dt][ıiuü]ğ[ıiuü]n[ıiuü]|[ae]ca[ğk][ıi]n[ıi]|eceğini|s[ıiuü]n[ıiuü]|[ıiuü]n[ıiuü])$/.test(
      this.items[at - 1]?.lower ?? '',
    );
  }

  /** ", sagt er.", ", ha detto Serra.": the attribution stands behind what is said. */
  private closesClause(at: number): boolean {
    const { items, language } = this;
    let left = at - 1;
    while (left >= 0 && language.auxiliaries.has(items[left]!.lower)) left--;
    if (!/^[,—–]$/.test(items[left]?.text ?? '') || left < 2) return false;
    const rest = items.slice(at + 1, at + 7).findIndex((item) => /^[.,;]$/.test(item.text));
    return rest >= 1 || at + 1 >= items.length;
  }

  /** "…», ha detto Serra": the name, pronoun or noun behind the verb. */
  private subjectAfter(at: number): ForeignSubject | null {
    const { items, language } = this;
    const before = language.pronouns.get(items[at - 1]?.lower ?? '');
    if (before !== undefined) return { kind: 'pronoun', gender: before };
    let first = at + 1;
    while (language.auxiliaries.has(items[first]?.lower ?? '')) first++;
    const gender = language.pronouns.get(items[first]?.lower ?? '');
    if (gender !== undefined) return { kind: 'pronoun', gender };
    while (language.articles.has(items[first]?.lower ?? '')) first++;
    let last = -1;
    for (let index = first; index < Math.min(items.length, first + 9); index++) {
      const { text, tag, lower } = items[index]!;
      const mention = this.startingAt.get(index);
      if (mention !== undefined && isActor(mention, language) && !this.isGoverned(index))
        return this.phraseOf(mention, index);
      if (/^[.;:—–]$/.test(text) || tag === 'QUOTATION') break;
      if (text === ',') {
        if (this.startingAt.has(index + 1)) continue;
        break;
      }
      if (last < 0 && !language.prepositions.has(lower) && !language.articles.has(lower)) last = index;
    }
    if (last < 0 || language.verbFinal) return null;
    if (language.prepositions.has(items[first]?.lower ?? '')) return null;
    const phraseEnd = this.endOfNouns(first);
    if (phraseEnd < first) return null;
    return { kind: 'phrase', phrase: { first, head: phraseEnd, last: phraseEnd }, mention: null };
  }

  /** The last of the words from `first` up to a preposition or mark. */
  private endOfNouns(first: number): number {
    let last = first - 1;
    while (
      last + 1 < this.items.length &&
      last + 1 - first < MAX_PHRASE &&
      /^\p{L}/u.test(this.items[last + 1]!.text) &&
      !this.language.prepositions.has(this.items[last + 1]!.lower)
    )
      last++;
    return last;
  }

  /** The name, pronoun or noun left of the verb in its clause; null where the verb stands alone. */
  private subjectBefore(at: number): ForeignSubject | null {
    const { items, language } = this;
    let start = at;
    while (start > 0 && at - start < REACH) {
      const before = items[start - 1]!;
      if (/^[;:]$/.test(before.text)) break;
      if (before.tag === 'QUOTATION' && !language.verbFinal) break;
      start--;
    }
    let pronoun: ForeignSubject | null = null;
    for (let index = at - 1; index >= start; index--) {
      const mention = this.startingAt.get(index);
      if (mention !== undefined && isActor(mention, language) && !this.isGoverned(index))
        return this.phraseOf(mention, index);
      const gender = language.pronouns.get(items[index]!.lower);
      const apart = items[index - 1]?.text === ',' && items[index + 1]?.text === ',';
      if (gender !== undefined && !apart && at - index < 6) pronoun ??= { kind: 'pronoun', gender };
    }
    return pronoun ?? this.commonSubject(start, at);
  }

  /** "La protezione civile ha confermato", "Ein Sprecher der Bahn bestätigte", "У Держлісагентстві повідомили". */
  private commonSubject(start: number, at: number): ForeignSubject | null {
    const { items, language } = this;
    let first = start;
    if (/^[,.—–-]$/.test(items[first]?.text ?? '')) first++;
    const institution = language.at.has(items[first]?.lower ?? '');
    if (institution) first++;
    else if (language.prepositions.has(items[first]?.lower ?? '')) return null;
    while (language.articles.has(items[first]?.lower ?? '')) first++;
    let last = first - 1;
    while (
      last + 1 < at &&
      last + 1 - first < MAX_PHRASE &&
      /^[\p{L}]/u.test(items[last + 1]!.text) &&
      !language.auxiliaries.has(items[last + 1]!.lower) &&
      !(language.verbFinal && items[last + 1]!.text === ',')
    )
      last++;
    if (last < first) return null;
    return { kind: 'phrase', phrase: { first, head: last, last }, mention: null };
  }

  /** A name behind a preposition is no subject. */
  private isGoverned(index: number): boolean {
    return this.language.prepositions.has(this.items[index - 1]?.lower ?? '');
  }

  private phraseOf(mention: Mention, first: number): ForeignSubject {
    let last = first;
    while (this.items[last]!.end < mention.end) last++;
    return { kind: 'phrase', phrase: { first, head: last, last }, mention };
  }

  private genderOfVerb(lower: string): Gender | null {
    const { maleVerb, femaleVerb } = this.language;
    if (femaleVerb !== '' && lower.endsWith(femaleVerb)) return 'female';
    return maleVerb !== '' && lower.endsWith(maleVerb) ? 'male' : null;
  }

  private make(
    at: number,
    verb: string,
    subject: ForeignSubject,
    complement: Complement,
    parenthetical: boolean,
  ): ForeignCue {
    const phrase = subject.kind === 'phrase' ? subject.phrase : { first: at, head: at, last: at };
    const cue: Cue = {
      at,
      verb,
      strength: 'speech',
      subject: phrase,
      joint: null,
      complement,
      parenthetical,
      subordinate: false,
      embedded: false,
    };
    return { cue, subject };
  }
}

/** In German every noun has a capital: only names of several words, and surnames of these, are sure to be names. */
function isActor({ actor }: Mention, language: Language): boolean {
  if (actor.kind === 'place') return false;
  return !language.capitalNouns || actor.kind !== 'unknown' || actor.name.includes(' ');
}
