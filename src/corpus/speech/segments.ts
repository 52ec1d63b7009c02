import type { Document, Sentence } from '../types.ts';
import { dialogueQuotations } from './dialogue.ts';
import { type Language, speechLanguage } from './languages.ts';
import { findQuotations, type Quotation, type Range } from './quotations.ts';
import { type Token, tagTokens, tokenize } from './tokens.ts';
import { CUES } from './words.ts';

/** A stretch of a paragraph that is read as one sentence with its quotations as single tokens. */
export interface Segment {
  /** Words and marks outside quotations; each quotation is one token with the tag QUOTATION. */
  readonly items: readonly Token[];
  /** Index of the paragraph. */
  readonly paragraph: number;
  /** Indices of the first and last sentence. */
  readonly first: number;
  readonly last: number;
}

export interface Analysis {
  /** Each sentence's tokens, those inside quotations too. */
  readonly tokens: readonly (readonly Token[])[];
  readonly quotations: readonly Quotation[];
  readonly segments: readonly Segment[];
}

/** Reads a document's sentences into tokens, quotations and segments; tags the tokens where a paragraph needs it. */
export function analyse(document: Document, sentences: readonly Sentence[]): Analysis {
  const tagged = isEnglish(document);
  const language = speechLanguage(document.language);
  const groups = groupParagraphs(sentences);
  const ranges: Range[] = groups.map(([first, last]) => ({
    start: sentences[first]!.start,
    end: sentences[last]!.end,
  }));
  const quotations = findQuotations(document.text, ranges, dialogueOf(document.text, language));
  const tokens = sentences.map((sentence) =>
    tokenize(document.text, sentence.start, sentence.end, language?.elision),
  );
  markQuoted(tokens, quotations);
  const segments = groups.flatMap(([first, last], paragraph) => {
    const flat = tokens.slice(first, last + 1).flat();
    if (tagged && flat.some(needsTags)) tagTokens(document.text, flat);
    return splitSegments(document.text, tokens, quotations, first, last, paragraph);
  });
  return { tokens, quotations, segments };
}

function dialogueOf(
  text: string,
  language: Language | null,
): ((paragraph: Range) => readonly Quotation[]) | undefined {
  if (!language?.dialogueDash) return undefined;
  return (paragraph) => dialogueQuotations(text, paragraph, (word) => language.speech.has(word));
}

/** The rules of cues, clauses and pronouns are for English; other languages have simpler ones. */
export function isEnglish(document: Document): boolean {
  return /^en\b/i.test(document.language);
}

function groupParagraphs(sentences: readonly Sentence[]): [number, number][] {
  const groups: [number, number][] = [];
  for (const [index, sentence] of sentences.entries()) {
    const group = groups.at(-1);
    if (group !== undefined && sentences[group[0]]!.paragraph === sentence.paragraph) group[1] = index;
    else groups.push([index, index]);
  }
  return groups;
}

function needsTags(token: Token): boolean {
  return token.quotation >= 0 || token.lower === 'according' || CUES.verbs.has(token.lower);
}

function markQuoted(tokens: readonly (readonly Token[])[], quotations: readonly Quotation[]): void {
  let index = 0;
  for (const sentence of tokens) {
    for (const token of sentence) {
      while (index < quotations.length && quotations[index]!.end <= token.start) index++;
      if (index < quotations.length && quotations[index]!.start <= token.start) token.quotation = index;
    }
  }
}

/** Longest stretch read as one sentence: what is longer is no sentence, and its time must stay linear. */
const MAX_ITEMS = 400;

function splitSegments(
  text: string,
  tokens: readonly (readonly Token[])[],
  quotations: readonly Quotation[],
  first: number,
  last: number,
  paragraph: number,
): Segment[] {
  const segments: Segment[] = [];
  let from = first;
  for (let index = first; index <= last; index++) {
    const own = tokens[index]!;
    const next = index < last ? tokens[index + 1]! : [];
    if (next.length > 0 && own.length > 0 && belongsTogether(text, own, next, quotations)) continue;
    const items = foldQuotations(text, tokens, quotations, from, index);
    for (let cut = 0; cut < items.length; cut += MAX_ITEMS) {
      segments.push({ items: items.slice(cut, cut + MAX_ITEMS), paragraph, first: from, last: index });
    }
    from = index + 1;
  }
  return segments;
}

/** A quotation spans the break, or the next sentence is only the clause that attributes it ("“Really?” Trump asked."). */
function belongsTogether(
  text: string,
  own: readonly Token[],
  next: readonly Token[],
  quotations: readonly Quotation[],
): boolean {
  const last = own.at(-1)!;
  const head = next[0]!;
  if (last.quotation >= 0 && last.quotation === head.quotation) return true;
  if (last.quotation < 0 || head.quotation >= 0) return false;
  const quotation = quotations[last.quotation]!;
  if (head.text === head.lower && /^\p{L}/u.test(head.text)) return true;
  if (!/[?!,—…-]/.test(text[quotation.innerEnd - 1] ?? '')) return false;
  const verb = next.findIndex((token) => CUES.verbs.get(token.lower)?.strength === 'speech');
  if (verb < 0 || verb > 6 || next.slice(0, verb).some((token) => token.quotation >= 0 || token.text === ','))
    return false;
  const after = next[verb + 1]?.text ?? '.';
  return /^(?:[.,:]|of|on|in|at|during|to|as|when|while|after|before)$/.test(after);
}

function foldQuotations(
  text: string,
  tokens: readonly (readonly Token[])[],
  quotations: readonly Quotation[],
  first: number,
  last: number,
): Token[] {
  const items: Token[] = [];
  for (let sentence = first; sentence <= last; sentence++) {
    for (const token of tokens[sentence]!) {
      if (token.quotation < 0) items.push(token);
      else if (items.at(-1)?.quotation !== token.quotation) {
        const { start, end, innerEnd } = quotations[token.quotation]!;
        const ending = text[innerEnd - 1] ?? '';
        items.push({
          text: '"',
          lower: '"',
          start,
          end,
          tag: 'QUOTATION',
          quotation: token.quotation,
          ending,
        });
      }
    }
  }
  return items;
}
