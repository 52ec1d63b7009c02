import type { Language } from './languages.ts';
import { findNameRuns, type NameRun } from './names.ts';
import { onOneLine, type Token } from './tokens.ts';
import { NOUNS, TITLES } from './words.ts';

/** A sentence's tokens, and whether its names count (a title-case headline's do not). */
export interface NamedSentence {
  readonly tokens: readonly Token[];
  readonly headline: boolean;
}

/** A run of words that may be a name, with what stands around it. */
export interface Candidate {
  readonly words: readonly string[];
  readonly text: string;
  readonly title: string;
  /** A title stands before the name. */
  readonly titled: boolean;
  /** An appositive says what the person is. */
  readonly described: boolean;
  /** "Mr." with the name, where it stands right before it; null without. */
  readonly honorific: string | null;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly afterThe: boolean;
  readonly prominence: number;
}

/** Every place where somebody or something may be named, in text order. */
export function collectCandidates(
  text: string,
  sentences: readonly NamedSentence[],
  language: Language | null,
): Candidate[] {
  const seenLower = new Set<string>();
  const seenInside = new Set<string>();
  for (const { tokens } of sentences)
    for (const [index, token] of tokens.entries()) {
      if (token.text === token.lower) seenLower.add(token.text);
      else if (index > 0 && /^\p{L}/u.test(tokens[index - 1]!.text)) seenInside.add(token.lower);
    }
  const isOrdinary = (lower: string) => seenLower.has(lower) || (language !== null && !seenInside.has(lower));
  const candidates: Candidate[] = [];
  for (const [sentence, { tokens, headline }] of sentences.entries()) {
    if (headline) continue;
    for (const run of findNameRuns(tokens, isOrdinary, language)) {
      const start = tokens[run.name]!.start;
      const end = tokens[run.end - 1]!.end;
      const apposed = appositive(tokens, run, language);
      candidates.push({
        words: tokens
          .slice(run.name, run.end)
          .map((token) => token.lower)
          .filter((word) => word !== ','),
        text: onOneLine(text.slice(start, end)),
        title: [...tokens.slice(run.first, run.name), ...apposed].map((token) => token.lower).join(' '),
        titled: run.name > run.first,
        described: language === null && apposed.length > 0,
        honorific: honorificBefore(text, tokens, run),
        start,
        end,
        sentence,
        afterThe: tokens[run.first - 1]?.lower === 'the',
        prominence: prominence(tokens, run),
      });
    }
  }
  return candidates;
}

/** Farthest that an appositive's noun may stand from the name, in tokens. */
const MAX_APPOSITIVE = 9;

/** The words that say what a person is: "Nadia Rosen, the department’s spokeswoman," or "its chairman, Devin Nunes,". */
function appositive(tokens: readonly Token[], run: NameRun, language: Language | null): readonly Token[] {
  if (language !== null) return wordsBefore(tokens, run);
  if (tokens[run.end]?.text === ',') {
    const first = run.end + 1;
    for (let index = first; index < Math.min(tokens.length, first + MAX_APPOSITIVE); index++) {
      const token = tokens[index]!;
      if (/^[,.;:]$/.test(token.text) || token.tag === 'VERB' || token.tag === 'AUX' || token.quotation >= 0)
        break;
      const next = tokens[index + 1];
      const ends = next === undefined || /^(?:[,.]|for|of|at|in|who|from|with|to)$/.test(next.lower);
      if (ends && isPersonWord(token)) return tokens.slice(first, index + 1);
    }
  }
  if (tokens[run.first - 1]?.text === ',' && tokens[run.first - 2] !== undefined) {
    const last = run.first - 2;
    if (!isPersonWord(tokens[last]!)) return [];
    let first = last;
    while (first > 0 && last - first < 4 && /^\p{L}/u.test(tokens[first - 1]!.text)) first--;
    return tokens.slice(first, last + 1);
  }
  return [];
}

/** In other languages, the small words before a name ("la consejera de Agua, Teresa Olmedo"), among them its title. */
function wordsBefore(tokens: readonly Token[], run: NameRun): readonly Token[] {
  const last = tokens[run.first - 1]?.text === ',' ? run.first - 2 : run.first - 1;
  let first = last + 1;
  while (first > 0 && last - first < 4 && /^\p{L}/u.test(tokens[first - 1]!.text)) first--;
  return tokens.slice(first, last + 1);
}

function isPersonWord({ text, lower }: Token): boolean {
  return text === lower && NOUNS.people.has(lower) && !NOUNS.groups.has(lower);
}

function honorificBefore(
  text: string,
  tokens: readonly Token[],
  { first, name, end }: NameRun,
): string | null {
  const title = tokens[name - 1];
  if (title === undefined || name === first || !TITLES.honorifics.has(title.lower)) return null;
  return onOneLine(text.slice(title.start, tokens[end - 1]!.end));
}

/** Scores of a name's place as an antecedent (Lappin and Leass's salience factors in small). */
const PLACE = { quoted: -2.5, possessive: -1, afterPreposition: -0.8, beforeVerb: 1, first: 0.6 } as const;

function prominence(tokens: readonly Token[], run: NameRun): number {
  let score = 0;
  const after = tokens[run.end];
  if (tokens[run.name]!.quotation >= 0) score += PLACE.quoted;
  if (after !== undefined && /^['’]s?$/.test(after.text)) score += PLACE.possessive;
  if (NOUNS.prepositions.has(tokens[run.first - 1]?.lower ?? '')) score += PLACE.afterPreposition;
  if (after !== undefined && (after.tag === 'VERB' || after.tag === 'AUX')) score += PLACE.beforeVerb;
  if (run.first === 0) score += PLACE.first;
  if (run.first === 0 && after?.text === ',') score += PLACE.beforeVerb;
  return score;
}
