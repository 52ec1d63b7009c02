import { readSentences } from '../corpus/document.ts';
import { hashText } from '../corpus/hash.ts';
import { detectLanguage } from '../corpus/language.ts';
import type { AttributedQuotation } from '../corpus/speech/attribute.ts';
import { quotedSpans } from '../corpus/speech/index.ts';
import type { Document, Sentence } from '../corpus/types.ts';
import type { Passage } from '../search/types.ts';
import { foldWords } from './fold.ts';
import type { ClaimedSpeaker } from './spans.ts';

/** Longest introduction of a quotation that is read for a name, in UTF-16 units. */
const MAX_INTRODUCTION = 80;
/** Most words of a name. */
const MAX_NAME_WORDS = 5;

/**
 * Reads a message as the corpus is read, for whom it names as the speaker of each of its quotations: in the corpus's
 * language, in English and in the message's own, whichever names one first. Whatever its language, a known name before a colon is the speaker of the quotation behind it ("Meloni ha detto: «…»").
 *
 * @param names folded names that mean somebody who speaks in the corpus.
 */
export function claimedSpeakers(
  message: string,
  language: string,
  names: ReadonlySet<string>,
): ClaimedSpeaker {
  const readings = [...new Set([language, 'en', detectLanguage(message)])];
  const spans = new Map<string, readonly AttributedQuotation[]>();
  const spansIn = (reading: string) => {
    const known = spans.get(reading) ?? spansOf(message, reading);
    spans.set(reading, known);
    return known;
  };
  return (start, end) => {
    const introduced = introducedBy(message, start, names);
    if (introduced !== null) return introduced;
    for (const reading of readings) {
      const span = spansIn(reading).find((each) => each.start < end && each.end > start);
      if (span?.speaker != null) return span.speaker;
    }
    return null;
  };
}

function spansOf(message: string, language: string): readonly AttributedQuotation[] {
  const document: Document = { id: 'message', title: '', text: message, language, hash: hashText(message) };
  return quotedSpans(document, readSentences(message, { document: 'message', language, format: 'text' }));
}

/** Every form in which a message may name those who speak in the corpus: full names, last names, listed aliases. */
export function speakerNames(
  sentences: readonly Pick<Sentence, 'speaker' | 'alsoSpeakers'>[],
  documents: readonly Document[],
): Set<string> {
  const speakers = new Set(
    sentences.flatMap(({ speaker, alsoSpeakers = [] }) =>
      speaker === null ? [] : [speaker, ...alsoSpeakers],
    ),
  );
  const listed = documents.flatMap(({ aliases = {} }) =>
    Object.entries(aliases).flatMap(([name, others]) => (speakers.has(name) ? others : [])),
  );
  const forms = [...speakers].map(formsOf).flatMap((words) => [words, words.slice(-1)]);
  return new Set([...forms, ...listed.map(formsOf)].map((words) => words.join(' ')));
}

function introducedBy(message: string, start: number, names: ReadonlySet<string>): string | null {
  const before = message.slice(Math.max(0, start - MAX_INTRODUCTION), start);
  const clause = /(?:^|[.!?;\n”"»«“„])([^.!?;\n”"»«“„]+):[\s*_]*$/.exec(before)?.[1];
  if (clause === undefined) return null;
  const words = foldWords(clause);
  for (let last = words.length; last > 0; last--)
    for (let first = Math.max(0, last - MAX_NAME_WORDS); first < last; first++) {
      const name = words.slice(first, last).map(({ form }) => form.replace(/'s$/, ''));
      if (names.has(name.join(' '))) return clause.slice(words[first]!.start, words[last - 1]!.end);
    }
  return null;
}

/**
 * Whether a name as a message gives it can mean a speaker of the passage: the full name, its last word ("Meloni",
 * "Prime Minister Meloni"), or another name that the document's front matter lists.
 */
export function canMean(claimed: string, passage: Passage, aliases: Document['aliases'] = {}): boolean {
  const name = formsOf(claimed);
  return [passage.speaker, ...(passage.alsoSpeakers ?? [])].some((speaker) => {
    if (speaker === null) return false;
    const full = formsOf(speaker);
    const others = (aliases[speaker] ?? []).map(formsOf);
    return name.at(-1) === full.at(-1) || [full, ...others].some((other) => endsWith(name, other));
  });
}

function formsOf(name: string): string[] {
  return foldWords(name).map((word) => word.form.replace(/'s$/, ''));
}

function endsWith(name: readonly string[], ending: readonly string[]): boolean {
  return ending.length > 0 && ending.every((form, at) => form === name[name.length - ending.length + at]);
}
