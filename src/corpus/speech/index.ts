import type { Document, Sentence, Voice } from '../types.ts';
import { type AttributedQuotation, type Attribution, attribute, type Retelling } from './attribute.ts';
import { learnGenders } from './gender.ts';
import { speechLanguage } from './languages.ts';
import { type Actor, buildRegistry, type Registry } from './registry.ts';
import { type Analysis, analyse } from './segments.ts';
import type { Token } from './tokens.ts';

/** Fills `voice`, `speaker` and `alsoSpeakers` of a document's sentences, which are in text order. Pure and deterministic. */
export function annotateSpeech(document: Document, sentences: readonly Sentence[]): Sentence[] {
  const { attribution } = readSpeech(document, sentences);
  const headline = headlineOf(document, sentences);
  const { utterances } = attribution;
  let utterance = 0;
  let quotation = 0;
  let retelling = 0;
  return sentences.map((sentence) => {
    const { quotations, retellings } = attribution;
    while (quotation < quotations.length && quotations[quotation]!.end <= sentence.start) quotation++;
    while (retelling < retellings.length && retellings[retelling]!.offset < sentence.start) retelling++;
    while (utterance < utterances.length && utterances[utterance]!.end <= sentence.start) utterance++;
    const label = utterances[utterance];
    if (label !== undefined && label.start <= sentence.start) {
      return { ...withoutOthers(sentence), voice: 'direct', speaker: label.speaker };
    }
    const quoted: AttributedQuotation[] = [];
    for (let at = quotation; at < quotations.length && quotations[at]!.start < sentence.end; at++)
      quoted.push(quotations[at]!);
    const told: Retelling[] = [];
    for (let at = retelling; at < retellings.length && retellings[at]!.offset < sentence.end; at++)
      told.push(retellings[at]!);
    return sentence === headline
      ? { ...withoutOthers(sentence), voice: 'narrator', speaker: null }
      : annotate(sentence, quoted, told);
  });
}

/** A first line of its own without an end mark is a headline, though the text does not set it apart. */
function headlineOf({ text }: Document, [first, second]: readonly Sentence[]): Sentence | null {
  if (first === undefined || second === undefined || first.paragraph === second.paragraph) return null;
  return /[.?!:;,…"”'’»]$/.test(text.slice(first.start, first.end)) ? null : first;
}

/** Every quotation of the document with its speaker and kind. */
export function quotedSpans(
  document: Document,
  sentences: readonly Sentence[],
): readonly AttributedQuotation[] {
  return readSpeech(document, sentences).attribution.quotations;
}

/** Whom and what the document names, in order of first mention, with aliases and all places where they are named. */
export function namedActors(document: Document, sentences: readonly Sentence[]): readonly Actor[] {
  return readSpeech(document, sentences).registry.actors;
}

function readSpeech(
  document: Document,
  sentences: readonly Sentence[],
): { analysis: Analysis; registry: Registry; attribution: Attribution } {
  const analysis = analyse(document, sentences);
  const registry = buildRegistry(
    document,
    sentences.map((sentence, index) => ({
      tokens: analysis.tokens[index]!,
      headline: sentence.heading === true && isTitleCase(analysis.tokens[index]!),
    })),
    speechLanguage(document.language),
  );
  learnGenders(registry, analysis.tokens);
  return { analysis, registry, attribution: attribute(document, sentences, analysis, registry) };
}

function annotate(
  sentence: Sentence,
  quotations: readonly AttributedQuotation[],
  retellings: readonly Retelling[],
): Sentence {
  const rest = withoutOthers(sentence);
  const quoted = quotations.filter((quotation) => quotation.kind !== 'scare');
  const voice = sentence.heading ? 'narrator' : voiceOf(quoted, retellings);
  if (voice === 'narrator') return { ...rest, voice, speaker: null };
  const full = quoted.filter((quotation) => quotation.kind === 'full');
  const names = [...full, ...quoted, ...retellings.filter((one) => !one.subordinate), ...retellings].map(
    (one) => one.speaker,
  );
  const also = retellings.map((one) => one.joint);
  const distinct = [...new Set([...names, ...also].filter((name) => name !== null))];
  const speaker =
    full.length > 0
      ? (full[0]!.speaker ?? names.find((name) => name !== null) ?? null)
      : (names.find((name) => name !== null) ?? null);
  const others = distinct.filter((name) => name !== speaker);
  return { ...rest, voice, speaker, ...(others.length > 0 ? { alsoSpeakers: others } : {}) };
}

function voiceOf(quoted: readonly AttributedQuotation[], retellings: readonly Retelling[]): Voice {
  const full = quoted.some((quotation) => quotation.kind === 'full');
  const partial = quoted.some((quotation) => quotation.kind === 'partial');
  const unquoted = retellings.some((retelling) => retelling.unquoted);
  if (full) return unquoted || partial ? 'mixed' : 'direct';
  if (partial) return 'mixed';
  return unquoted ? 'reported' : 'narrator';
}

function withoutOthers(sentence: Sentence): Sentence {
  const { alsoSpeakers: _, ...rest } = sentence;
  return rest;
}

/** Most words of a title-case headline begin with a capital, so that its runs of capitals are no names. */
function isTitleCase(tokens: readonly Token[]): boolean {
  const words = tokens.filter((token) => /^\p{L}{4,}/u.test(token.text));
  return words.length > 3 && words.filter((token) => token.text !== token.lower).length / words.length > 0.7;
}
