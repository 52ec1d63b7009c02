import type { Language } from './languages.ts';
import type { Token } from './tokens.ts';
import { CUES, FIRST_NAMES, NOUNS, ORGANISATIONS, TITLES } from './words.ts';

/** A run of capitalised words that may be a name, its titles apart. Indices into the token list, end exclusive. */
export interface NameRun {
  readonly first: number;
  /** Where the name itself starts, after "Italian Prime Minister". */
  readonly name: number;
  readonly end: number;
}

/** Words that a sentence's first token shares with ordinary language: only other evidence makes it a name. */
export type IsOrdinaryWord = (lower: string) => boolean;

/**
 * Finds the name runs of one sentence's tokens. Runs break at weekdays, months and possessives; particles ("van",
 * "al") and, after an organisation's head word, "of"/"for"/"and" may stand inside.
 */
export function findNameRuns(
  tokens: readonly Token[],
  isOrdinaryWord: IsOrdinaryWord,
  language: Language | null = null,
): NameRun[] {
  const runs: NameRun[] = [];
  let index = 0;
  while (index < tokens.length) {
    if (!startsName(tokens, index, isOrdinaryWord, language)) {
      index++;
      continue;
    }
    const end = runEnd(tokens, index, language);
    const name = language === null ? afterOffice(tokens, index, end) : index;
    if (name < end) runs.push({ first: index, name: stripTitles(tokens, name, end, language), end });
    index = end;
  }
  return runs;
}

export function isCapitalised(token: Token): boolean {
  return /^\p{Lu}/u.test(token.text) || /^(?:al|el)-\p{Lu}/u.test(token.text);
}

function isNamePart(token: Token): boolean {
  return isCapitalised(token) && !ORGANISATIONS.notNames.has(token.lower);
}

function startsName(
  tokens: readonly Token[],
  index: number,
  isOrdinaryWord: IsOrdinaryWord,
  language: Language | null,
): boolean {
  const token = tokens[index]!;
  if (!isNamePart(token)) return false;
  const before = tokens[index - 1];
  const opens =
    before === undefined || /^["“”„«»‘'`.:!?—–-]|^``/.test(before.text) || before.tag === 'QUOTATION';
  if ((language?.functionWords ?? NOUNS.functionWords).has(token.lower)) return isNewPlace(tokens, index);
  if (!opens) return true;
  const next = tokens[index + 1];
  if (language !== null) return (next !== undefined && isNamePart(next)) || !isOrdinaryWord(token.lower);
  if (isCommonNoun(token, next)) return false;
  const named = next !== undefined && isNamePart(next) && !NOUNS.functionWords.has(next.lower);
  if (TITLES.titles.has(token.lower) || isFirstName(token.lower)) return true;
  if (next !== undefined && isFirstName(next.lower) && CUES.verbs.has(token.lower)) return false;
  return !isOrdinaryWord(token.lower) || (named && ORGANISATIONS.demonyms.has(token.lower));
}

/** "Lawyers for the family": a common noun with a capital because it opens the sentence. */
function isCommonNoun(token: Token, next: Token | undefined): boolean {
  if (next !== undefined && isCapitalised(next)) return false;
  const plural = NOUNS.people.has(token.lower) && /(?:s|people|men|women)$/.test(token.lower);
  return (plural || NOUNS.texts.has(token.lower)) && !isFirstName(token.lower);
}

function runEnd(tokens: readonly Token[], first: number, language: Language | null): number {
  let end = first + 1;
  for (;;) {
    const token = tokens[end];
    if (token === undefined) return end;
    const isWord = !NOUNS.functionWords.has(token.lower) || NOUNS.people.has(token.lower);
    if (isNamePart(token) && (isWord || isNewPlace(tokens, end))) end++;
    else if (isSurnameMonth(tokens, end)) end++;
    else if (/^(?:'|’|"|“)$/.test(token.text) && isNickname(tokens, end)) end += 3;
    else {
      const joined = language?.capitalNouns && end - first > 1 ? 0 : joint(tokens, end);
      if (joined === 0) return suffixEnd(tokens, end);
      end += joined;
    }
  }
}

/** "New York", "New Hampshire": here "new" is no ordinary word. */
function isNewPlace(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  return tokens[index]!.text === 'New' && next !== undefined && ORGANISATIONS.places.has(`new ${next.lower}`);
}

/** "Theresa May" is no month. */
function isSurnameMonth(tokens: readonly Token[], index: number): boolean {
  return tokens[index]!.text === 'May' && isFirstName(tokens[index - 1]!.lower);
}

/** "William 'Bill' Clinton" within single marks; double ones make a quotation. */
function isNickname(tokens: readonly Token[], index: number): boolean {
  const [name, close, last] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]];
  if (name === undefined || close === undefined || last === undefined) return false;
  return (
    isNamePart(name) && /^['’"”]$/.test(close.text) && isNamePart(last) && name.start === tokens[index]!.end
  );
}

/** How many particles or linking words may stay inside the run at `index`; 0 where the run ends. */
function joint(tokens: readonly Token[], index: number): number {
  const word = tokens[index]!.lower;
  const before = tokens[index - 1]!;
  if (TITLES.particles.has(word)) {
    for (let length = 1; length <= 2; length++) {
      const next = tokens[index + length];
      if (next !== undefined && isNamePart(next)) return length;
      if (next === undefined || !TITLES.particles.has(next.lower)) return 0;
    }
  }
  if (
    word === '&' ||
    ((word === 'of' || word === 'for') &&
      (ORGANISATIONS.heads.has(before.lower) || TITLES.titles.has(before.lower)))
  ) {
    const next = tokens[index + 1];
    if (next !== undefined && isNamePart(next)) return 1;
    const afterNext = tokens[index + 2];
    if (next?.lower === 'the' && afterNext !== undefined && isNamePart(afterNext)) return 2;
  }
  return 0;
}

/** "Donald Trump, Jr." */
function suffixEnd(tokens: readonly Token[], end: number): number {
  const suffix = tokens[end + 1];
  return tokens[end]?.text === ',' &&
    suffix !== undefined &&
    TITLES.suffixes.has(suffix.lower) &&
    isCapitalised(suffix)
    ? end + 2
    : end;
}

/**
 * "Secretary of State John Kerry", "President of Ukraine Petro Poroshenko": the name behind the office. `end` where
 * the run is an office alone, `first` where it is none.
 */
function afterOffice(tokens: readonly Token[], first: number, end: number): number {
  let index = first;
  while (index < end && tokens[index]!.lower !== 'of') index++;
  if (index === end || !TITLES.titles.has(tokens[index - 1]?.lower ?? '')) return first;
  index++;
  const place = index;
  while (index < end && TITLES.modifiers.has(tokens[index]!.lower)) index++;
  if (index > place) return index;
  while (index < end && !isFirstName(tokens[index]!.lower)) index++;
  return index === end ? first : index;
}

/** Where the name starts after the last title that has a name behind it; the run's first token without one. */
function stripTitles(
  tokens: readonly Token[],
  first: number,
  end: number,
  language: Language | null,
): number {
  let name = first;
  for (let index = first; index < end - 1; index++) {
    const word = tokens[index]!.lower;
    if (!TITLES.titles.has(word)) continue;
    if (TITLES.onlyFirst.has(word) && index !== name && !onlyModifiers(tokens, first, index)) continue;
    if (TITLES.suffixes.has(tokens[index + 1]!.lower)) continue;
    if (TITLES.kept.has(word) && end - index === 2) break;
    if (index > first && isFirstName(tokens[first]!.lower) && !TITLES.titles.has(tokens[first]!.lower))
      continue;
    name = index + 1;
  }
  if (language !== null) return foreignTitles(tokens, first, end, language);
  return name > first ? name : beforeFirstName(tokens, first, end);
}

/** "Verkehrsministerin Karin Wolters", "Belediye Başkanı Elif Aydın": the last title, or what stands before a first name. */
function foreignTitles(
  tokens: readonly Token[],
  first: number,
  end: number,
  { titleEndings }: Language,
): number {
  let name = first;
  for (let index = first; index < end - 1; index++) {
    const { lower } = tokens[index]!;
    if (titleEndings.some((ending) => lower.endsWith(ending))) name = index + 1;
    const stripped = index > name && isFirstName(lower);
    if (stripped && !isFirstName(tokens[index - 1]!.lower)) name = index;
  }
  // "Sprecher der Bahn" is no name with a title.
  return /^\p{Lu}/u.test(tokens[name]!.text) ? name : first;
}

/** "County Supervisor Luis Camacho": a noun for a person, in capitals, before a first name. */
function beforeFirstName(tokens: readonly Token[], first: number, end: number): number {
  for (let index = first + 1; index < end - 1; index++) {
    const noun = tokens[index - 1]!.lower;
    if (TITLES.kept.has(noun)) break;
    if (isFirstName(tokens[index]!.lower) && (NOUNS.people.has(noun) || TITLES.titles.has(noun)))
      return index;
    if (isFirstName(noun)) break;
  }
  return first;
}

/** "Italian Prime", "House Majority": what may stand before a title. */
function onlyModifiers(tokens: readonly Token[], first: number, index: number): boolean {
  for (let at = first; at < index; at++) {
    const word = tokens[at]!.lower;
    if (!ORGANISATIONS.demonyms.has(word) && !TITLES.titles.has(word) && !TITLES.modifiers.has(word))
      return false;
  }
  return true;
}

export function isFirstName(lower: string): boolean {
  return FIRST_NAMES.male.has(lower) || FIRST_NAMES.female.has(lower);
}
