import { readSentences } from '../corpus/document.ts';
import { hashText } from '../corpus/hash.ts';
import { quotedSpans } from '../corpus/speech/index.ts';
import type { Document } from '../corpus/types.ts';
import type { Passage } from '../search/types.ts';
import { foldWords } from './fold.ts';
import type { ClaimedSpeaker } from './spans.ts';

/** Reads a message as the corpus is read, for whom it names as the speaker of each of its quotations. */
export function claimedSpeakers(message: string, language: string): ClaimedSpeaker {
  const document: Document = { id: 'message', title: '', text: message, language, hash: hashText(message) };
  const spans = quotedSpans(
    document,
    readSentences(message, { document: 'message', language, format: 'text' }),
  );
  return (start, end) => spans.find((span) => span.start < end && span.end > start)?.speaker ?? null;
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
