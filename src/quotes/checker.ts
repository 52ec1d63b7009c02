import { findQuotations } from '../corpus/speech/quotations.ts';
import type { Document, Sentence } from '../corpus/types.ts';
import type { SearchIndex } from '../search/index.ts';
import { checkQuote, type QuoteContext } from './check.ts';
import { buildQuoteIndex } from './index.ts';
import { speakerNames } from './names.ts';
import { findSpans, innerSpans, wordsIn } from './spans.ts';
import { canMean, claimedSpeakers } from './speakers.ts';
import { mayBeRole, titleHolders } from './titles.ts';
import type { QuoteFinding } from './types.ts';

/** Longest message that is checked, in UTF-16 units: Discord's longest is 4,000; a file may hold a long text. */
export const MAX_CHECKED_CHARACTERS = 200_000;

/** Checks every quotation of a message against a corpus: one finding a span, in the message's order. */
export type QuoteChecker = (message: string) => QuoteFinding[];

/**
 * Prepares the checking of quotations against a corpus. Building reads the whole corpus once; checking a message does
 * not. Text beyond `MAX_CHECKED_CHARACTERS` is not looked at.
 */
export function createQuoteChecker(search: SearchIndex): QuoteChecker {
  const { corpus } = search;
  const quotes = buildQuoteIndex(corpus);
  const context: QuoteContext = {
    search,
    quotes,
    isQuoted: quotedOffsets(corpus.sentences, quotes.documents),
    isSpeaker: (claimed, passage) =>
      canMean(claimed, passage, quotes.documents.get(passage.document)?.aliases) ||
      mayBeRole(claimed, passage, titles),
  };
  const titles = titleHolders(quotes);
  const language = corpus.documents[0]?.language ?? 'en';
  const names = speakerNames(corpus.sentences, corpus.documents);
  return (message) => {
    const checked = message.slice(0, MAX_CHECKED_CHARACTERS);
    const spans = findSpans(checked, claimedSpeakers(checked, language, names), names);
    const findings = spans.flatMap((span) => {
      const finding = checkQuote(context, span);
      if (finding.kind !== 'absent') return [finding];
      const inner = innerSpans(checked, span).map((part) => checkQuote(context, part));
      return inner.some((part) => part.kind !== 'absent') ? inner : [finding];
    });
    return findings.filter((finding) => !isAside(finding));
  };
}

/** Longest distance kept to an expression ("so-called"): two words that stand nowhere and are given to nobody. */
const ASIDE_WORDS = 2;

function isAside({ kind, span }: QuoteFinding): boolean {
  return kind === 'absent' && span.claimed === null && wordsIn(span.text) <= ASIDE_WORDS;
}

/** Whether an offset lies inside quotation marks; a document's marks are found when it is first asked about. */
function quotedOffsets(
  sentences: readonly Sentence[],
  documents: ReadonlyMap<string, Document>,
): (document: string, offset: number) => boolean {
  const found = new Map<string, Uint8Array>();
  return (id, offset) => {
    let inside = found.get(id);
    if (!inside) {
      const { text } = documents.get(id)!;
      inside = new Uint8Array(text.length);
      for (const { innerStart, innerEnd } of findQuotations(text, paragraphsOf(sentences, id)))
        inside.fill(1, innerStart, innerEnd);
      found.set(id, inside);
    }
    return inside[offset] === 1;
  };
}

function paragraphsOf(sentences: readonly Sentence[], document: string): { start: number; end: number }[] {
  const paragraphs: { start: number; end: number; paragraph: number }[] = [];
  for (const { document: id, paragraph, start, end } of sentences) {
    if (id !== document) continue;
    const last = paragraphs.at(-1);
    if (last?.paragraph === paragraph) last.end = end;
    else paragraphs.push({ start, end, paragraph });
  }
  return paragraphs;
}
