import { readSentences } from '../corpus/document.ts';
import { hashText } from '../corpus/hash.ts';
import { detectLanguage } from '../corpus/language.ts';
import type { AttributedQuotation } from '../corpus/speech/attribute.ts';
import { quotedSpans } from '../corpus/speech/index.ts';
import type { Document } from '../corpus/types.ts';
import type { Passage } from '../search/types.ts';
import { TEXT_NOUNS } from './data/text-nouns.ts';
import { formsOf, type Names, namesIn } from './names.ts';

/** Who a message says speaks in the span from `start` to `end`; null where it does not say. */
export type ClaimedSpeaker = (start: number, end: number) => string | null;

/** Longest introduction of a quotation that is read for a name, in UTF-16 units. */
const MAX_INTRODUCTION = 80;

/**
 * Reads a message as the corpus is read, for whom it names as the speaker of each of its quotations: in the corpus's
 * language, in English and in the message's own, whichever names one first. Whatever its language, a known name
 * before a colon is the speaker of the quotation behind it ("Meloni ha detto: «…»"), and the one known name between
 * two quotations is that of the second rather than whoever spoke before. A text ("the article") is no speaker.
 */
export function claimedSpeakers(message: string, language: string, names: Names): ClaimedSpeaker {
  const readings = [...new Set([language, 'en', detectLanguage(message)])];
  const spans = new Map<string, readonly AttributedQuotation[]>();
  const spansIn = (reading: string) => {
    const known = spans.get(reading) ?? spansOf(message, reading);
    spans.set(reading, known);
    return known;
  };
  return (start, end) => {
    const clause = clauseBefore(message, start);
    const named = namesIn(clause, names);
    if (/:[\s*_]*$/.test(clause) && named.length > 0) return named[0]!.text;
    for (const reading of readings) {
      const span = spansIn(reading).find((each) => each.start < end && each.end > start);
      if (span?.speaker == null) continue;
      if (TEXT_NOUNS.has(formsOf(span.speaker).at(-1) ?? '')) return null;
      const elsewhere = named.length === 1 && !message.slice(start - clause.length).includes(span.speaker);
      return elsewhere ? named[0]!.text : span.speaker;
    }
    return null;
  };
}

const CLAUSE_ENDS = '.!?;\n”"»«“„';

/** What stands before a quotation, back to the end of the sentence or quotation before it. */
function clauseBefore(message: string, start: number): string {
  const before = message.slice(Math.max(0, start - MAX_INTRODUCTION), start);
  let from = before.length;
  while (from > 0 && !CLAUSE_ENDS.includes(before[from - 1]!)) from--;
  return before.slice(from);
}

function spansOf(message: string, language: string): readonly AttributedQuotation[] {
  const document: Document = { id: 'message', title: '', text: message, language, hash: hashText(message) };
  return quotedSpans(document, readSentences(message, { document: 'message', language, format: 'text' }));
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

function endsWith(name: readonly string[], ending: readonly string[]): boolean {
  return ending.length > 0 && ending.every((form, at) => form === name[name.length - ending.length + at]);
}
