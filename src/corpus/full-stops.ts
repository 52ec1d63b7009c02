import { TIME_WORDS } from './data/abbreviations.ts';
import type { AbbreviationKind, LanguageData } from './language-data.ts';
import { bracketsFrom, type Candidate, hasQuote, type Reader } from './sentences.ts';

/** Whether a full stop that is followed by white space and a word, a number or a symbol ends its sentence. */
export function isEndAfterStop(reader: Reader, at: Candidate, wordStart: number, first: string): boolean {
  const { source, data } = reader;
  if (at.closed > at.end && hasQuote(source.slice(at.end, at.closed))) return true;
  const token = tokenBefore(source, at);
  if (token === '') return true;
  if (isEnumerator(source, at, token)) return false;
  const nextWord = /^[\p{L}\p{M}\p{N}’']*/u.exec(source.slice(wordStart, wordStart + 40))![0];
  const opens = data.starters.has(nextWord.toLowerCase().replaceAll('’', "'"));
  const beforeNumber = /\p{N}/u.test(first) || /^[IVXLC]+\b/.test(nextWord);
  const spaced = spacedAbbreviation(data, source, at);
  const written = spaced ?? token.toLowerCase();
  if (goesOn(data, written, source, wordStart, nextWord)) return false;
  if (spaced === null && /^\p{Lu}$/u.test(token))
    return isEndAfterInitial(source, wordStart, nextWord, opens);
  const kinds = data.ordinary.has(token) ? undefined : kindsOf(data, written);
  if (kinds) {
    if (kinds.has('before')) return false;
    if (kinds.has('number') && beforeNumber) return false;
    if (kinds.has('name')) return opens;
    if (kinds.has('time') && TIME_WORDS.has(nextWord.toLowerCase())) return false;
    return !isMereTime(source, at) && !isBeforeRemark(reader, at);
  }
  if (/^\p{N}{1,2}$/u.test(token) && data.ordinalDots)
    return opens || !/\p{L}/u.test(first) || isCounted(data, source, at);
  if (/^[IVX]{1,6}$/.test(token) && data.ordinalDots) return opens;
  // Dotted letters that no list has: "A.V. Club", "W.E.B. Du Bois".
  if (/^(?:\p{L}{1,2}\.-?)+\p{L}{1,2}$/u.test(token)) return opens;
  if (/^\p{Ll}$/u.test(token) && !reader.caseless) return opens;
  if (isWithoutVowel(token)) return opens;
  return true;
}

function kindsOf(data: LanguageData, written: string): ReadonlySet<AbbreviationKind> | undefined {
  const known = data.abbreviations.get(written);
  if (known) return known;
  return data.endings.some((ending) => written.endsWith(ending)) ? NAME : undefined;
}

const NAME: ReadonlySet<AbbreviationKind> = new Set(['name']);

/** "dn", "Cd": no list can have them all, and words have a vowel. Scripts that write none are left alone. */
function isWithoutVowel(token: string): boolean {
  return (
    /^(?:\p{Script=Latin}|\p{Script=Cyrillic})\p{Ll}{1,4}$/u.test(token) &&
    !VOWEL.test(token.normalize('NFD'))
  );
}

const VOWEL = /[aeiouyıøœæəаеєиіоуыэюяё]/i;

/** "1990 r. (Dz.U. nr 51)": a remark in brackets that is no sentence of its own. */
function isBeforeRemark(reader: Reader, at: Candidate): boolean {
  const { source } = reader;
  if (!/[([]/.test(source[at.next] ?? '')) return false;
  const pair = bracketsFrom(reader, at.next);
  return pair?.start === at.next && !/[.!?…]/.test(source[pair.end - 1]!);
}

/** "EE. UU", "d. C", "т. д" before their last stop: an abbreviation of several parts, without its spaces; else null. */
function spacedAbbreviation(data: LanguageData, source: string, at: Candidate): string | null {
  const before = shortlyBefore(source, at);
  const parts = /(?:(?<![\p{L}\p{M}\p{N}.])[\p{L}-]{1,4}\.[ \u00a0\u202f])+[\p{L}.-]{1,5}$/u.exec(
    before,
  )?.[0];
  if (parts === undefined) return null;
  const pieces = parts.split(/[ \u00a0\u202f]/);
  // Spaced capitals are rather somebody's initials: "P. M. Johnson".
  if (pieces.every((piece) => /^\p{Lu}\.?$/u.test(piece))) return null;
  for (let from = 0; from < pieces.length - 1; from++) {
    const joined = pieces.slice(from).join('').toLowerCase();
    if (data.abbreviations.has(joined)) return joined;
  }
  return null;
}

/** "EE." before "UU.": a beginning of an abbreviation whose next part follows. */
function goesOn(
  data: LanguageData,
  written: string,
  source: string,
  next: number,
  nextWord: string,
): boolean {
  if (nextWord === '' || !/[.-]/.test(source[next + nextWord.length] ?? '')) return false;
  const together = `${written}.${nextWord.toLowerCase()}`;
  return data.beginnings.has(written) && (data.abbreviations.has(together) || data.beginnings.has(together));
}

const MERE_TIME = 40;

/** "In 450 B.C." or "W 2020 r.": so far the sentence has said no more than when. */
function isMereTime(source: string, at: Candidate): boolean {
  if (at.start - at.sentence > MERE_TIME) return false;
  return /^[^\p{L}\p{N}]*(?:\p{L}+ )?\p{N}[\p{N}.,:–-]*[ \u00a0\u202f]?[\p{L}\p{M}.]+$/u.test(
    source.slice(at.sentence, at.start),
  );
}

/** "nr 7", "Art. 5": a number that is counted by the word before it is no ordinal. */
function isCounted(data: LanguageData, source: string, at: Candidate): boolean {
  const word = /([\p{L}\p{M}.]+)[ \u00a0]\p{N}+$/u.exec(shortlyBefore(source, at))?.[1];
  return word !== undefined && (kindsOf(data, word.replace(/\.$/, '').toLowerCase())?.has('number') ?? false);
}

/** "L. A. Mayer", "George W. Bush"; but "Plan B. The". */
function isEndAfterInitial(source: string, wordStart: number, nextWord: string, opens: boolean): boolean {
  const nextIsInitial = nextWord.length === 1 && source[wordStart + 1] === '.';
  return opens && !nextIsInitial;
}

/** The word that a full stop ends, without it: letters, digits, inner dots, hyphens and apostrophes. */
function tokenBefore(source: string, at: Candidate): string {
  const before = shortlyBefore(source, at);
  return /[\p{L}\p{M}\p{N}.°º-]*$/u.exec(before)![0].replace(/^[.-]+/, '');
}

const SHORTLY = 24;

/** What stands before a stop, as far as an abbreviation may reach. */
function shortlyBefore(source: string, at: Candidate): string {
  return source.slice(Math.max(at.sentence, at.start - SHORTLY), at.start).normalize('NFC');
}

/** "1." or "(b." at the very start of a sentence numbers it. */
function isEnumerator(source: string, at: Candidate, token: string): boolean {
  if (at.start - at.sentence > ENUMERATOR) return false;
  const lead = source.slice(at.sentence, at.start).trim();
  return lead.endsWith(token) && /^[([]?(?:\p{N}{1,4}(?:\.\d{1,2})*|\p{L}|[ivxlIVXL]{1,5})$/u.test(lead);
}

const ENUMERATOR = 6;
