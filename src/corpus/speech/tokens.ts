import { createRequire } from 'node:module';
import type { ItsHelpers, Model, PartOfSpeech, WinkMethods } from 'wink-nlp';

/** A word, number or mark of the text: `text.slice(start, end)`. */
export interface Token {
  readonly text: string;
  readonly lower: string;
  readonly start: number;
  readonly end: number;
  /** Universal part of speech; QUOTATION for a whole quotation seen as one token; empty where not tagged. */
  tag: PartOfSpeech | 'QUOTATION' | '';
  /** Index of the quotation that this token stands in or for, or -1. */
  quotation: number;
  /** Of a whole quotation: its last character. */
  readonly ending?: string;
}

const TOKEN =
  /\p{Lu}\.(?:[\p{L}]\.)+|(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Sgt|Adm|Maj|Cmdr|Prof|Rev|Jr|Sr|St|Inc|Corp|Co|Ltd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.|\p{Lu}\.(?=\s?\p{Lu})|n['’]t\b|['’](?:s|d|m|ll|re|ve)\b|[\p{L}\p{M}\p{N}_]+(?:(?:[-‑.](?=[\p{L}\p{N}])|[’'](?=\p{L})(?!(?:s|d|m|ll|re|ve)\b)|,(?=\p{N}{3}))[\p{L}\p{M}\p{N}_]+)*|``|''|\.\.\.|--|[^\s]/gu;
const NOT = /^(?:\p{L}+)n['’]t$/iu;

/** A name or phrase as it is shown: a line break inside it is a space. */
export function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** On which side of an apostrophe a word is cut: "l’|Italia", "Aydın|'ın". */
export type Elision = 'after' | 'before' | 'none';

/** Splits `text.slice(start, end)`; clitics ("'s", "n't") are tokens of their own, so that a name is never longer than the name. */
export function tokenize(text: string, start: number, end: number, elision: Elision = 'none'): Token[] {
  const tokens: Token[] = [];
  for (const match of text.slice(start, end).matchAll(TOKEN)) {
    const from = start + match.index;
    if (NOT.test(match[0])) {
      const cut = match[0].length - 3;
      tokens.push(token(match[0].slice(0, cut), from), token(match[0].slice(cut), from + cut));
    } else if (elision !== 'none' && /\p{L}['’]\p{L}/u.test(match[0])) {
      const cut = match[0].search(/['’]/) + (elision === 'after' ? 1 : 0);
      tokens.push(token(match[0].slice(0, cut), from), token(match[0].slice(cut), from + cut));
    } else tokens.push(token(match[0], from));
  }
  return tokens;
}

function token(text: string, start: number): Token {
  return { text, lower: text.toLowerCase(), start, end: start + text.length, tag: '', quotation: -1 };
}

/** Characters given to the tagger at once: keeps its memory small whatever the text. */
const TAG_CHUNK = 8_000;

let tagger: { nlp: WinkMethods; its: ItsHelpers } | undefined;

/** Loads the tagger when it is first needed (about 0.2 s) and keeps it. */
function loadTagger(): { nlp: WinkMethods; its: ItsHelpers } {
  if (tagger === undefined) {
    const require = createRequire(import.meta.url);
    const winkNLP = require('wink-nlp') as (model: Model, pipe: string[]) => WinkMethods;
    const nlp = winkNLP(require('wink-eng-lite-web-model') as Model, ['sbd', 'pos']);
    tagger = { nlp, its: nlp.its };
  }
  return tagger;
}

/** Fills the tags of English tokens, which are in text order, by wink-nlp's perceptron tagger. */
export function tagTokens(text: string, tokens: readonly Token[]): void {
  let first = 0;
  while (first < tokens.length) {
    let last = first;
    const from = tokens[first]!.start;
    while (last + 1 < tokens.length && tokens[last + 1]!.end - from <= TAG_CHUNK) last++;
    tagChunk(text.slice(from, tokens[last]!.end), from, tokens, first, last);
    first = last + 1;
  }
}

function tagChunk(chunk: string, from: number, tokens: readonly Token[], first: number, last: number): void {
  const { nlp, its } = loadTagger();
  const all = nlp.readDoc(chunk).tokens();
  const values = all.out(its.value) as string[];
  const tags = all.out(its.pos) as PartOfSpeech[];
  let cursor = 0;
  let index = first;
  for (const [place, value] of values.entries()) {
    const found = chunk.startsWith(value, cursor) ? cursor : skipTo(chunk, value, cursor);
    if (found < 0) continue;
    cursor = found + value.length;
    const start = from + found;
    const end = from + cursor;
    while (index <= last && tokens[index]!.end <= start) index++;
    const token = tokens[index];
    if (token === undefined || index > last) return;
    // A token that the tagger splits ("re-elected") takes the tag of its last part.
    if (token.tag === '' || (end <= token.end && tags[place] !== 'PUNCT')) token.tag = tags[place] ?? '';
  }
}

/** Where `value` next stands within a few characters of white space; -1 where the tagger altered it. */
function skipTo(chunk: string, value: string, cursor: number): number {
  const rest = /\s*/y;
  rest.lastIndex = cursor;
  const skipped = rest.exec(chunk)?.[0].length ?? 0;
  if (chunk.startsWith(value, cursor + skipped)) return cursor + skipped;
  const near = chunk.slice(cursor, cursor + skipped + 64).indexOf(value);
  return near < 0 ? -1 : cursor + near;
}
