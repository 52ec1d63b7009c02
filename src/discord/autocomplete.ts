import { answer, suggest, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import type { Choice, Context } from './command.ts';
import { fold, type Library, sentencesOf } from './library.ts';
import { MAX_QUESTION } from './question.ts';
import { shorten } from './reply.ts';

/** Discord's limits for suggestions: 25, each label and value of 1 to 100 characters. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE = 100;

type Completion = Pick<Context, 'library' | 'reader'>;

/** The typed text itself first, since any question may be asked; then wordings from the sources. */
export function completeQuestion({ library }: Completion, typed: string): Choice[] {
  const text = typed.replace(/\s+/g, ' ').trim();
  const own = text === '' ? [] : [{ name: shorten(text, MAX_CHOICE), value: text.slice(0, MAX_CHOICE) }];
  const wordings = suggest(library.index, text, MAX_CHOICES)
    .filter((wording) => wording.length <= MAX_CHOICE && fold(wording) !== fold(text))
    .map((wording) => ({ name: wording, value: wording }));
  return unique([...own, ...wordings]);
}

/** Sources whose id or title has the typed words; all of them when nothing is typed. */
export function completeSource({ library }: Completion, typed: string): Choice[] {
  return unique(
    library.documents
      .filter(
        (document) => document.id.length <= MAX_CHOICE && has(`${document.id} ${document.title}`, typed),
      )
      .slice(0, MAX_CHOICES)
      .map((document) => ({ name: label(document.title) || document.id, value: document.id })),
  );
}

export function completeSpeaker({ library, reader }: Completion, typed: string): Choice[] {
  return unique(
    library.speakers
      .filter(({ name }) => name.length <= MAX_CHOICE && has(`${name} ${aliases(library, name)}`, typed))
      .slice(0, MAX_CHOICES)
      .map(({ name, sentences }) => ({
        name: label(`${name} (${reader.text('sentences', { count: sentences })})`),
        value: name,
      })),
  );
}

/** Permalinks: of the document and place as far as typed, else of the passages that search finds for the typed words. */
export function completePassage({ library }: Completion, typed: string): Choice[] {
  const { index } = library;
  const [, document = '', ordinal = ''] = /^\W*([^#]*)#?(\d*)/.exec(typed.trim())!;
  const inDocument = library.documents.find(({ id }) => fold(id).startsWith(fold(document)));
  const byPlace = inDocument
    ? sentencesOf(library, inDocument.id)
        .filter((sentence) => !sentence.heading && String(sentence.ordinal).startsWith(ordinal))
        .slice(0, MAX_CHOICES)
        .map((sentence) => toPassage(index, sentence))
    : [];
  return (byPlace.length ? byPlace : found(library, typed))
    .filter((passage) => passage.id.length <= MAX_CHOICE)
    .map((passage) => ({
      name: label(`${passage.ordinal}. ${passage.text}`) || passage.id,
      value: passage.id,
    }));
}

function found(library: Library, typed: string): readonly Passage[] {
  const answered = answer(library.index, typed.slice(0, MAX_QUESTION), { limit: MAX_CHOICES });
  switch (answered.kind) {
    case 'answered':
      return answered.passages;
    case 'silent':
      return answered.nearest;
    case 'invalid':
      return [];
    default:
      return answered satisfies never;
  }
}

/**
 * A label of at most 100 characters, cut after a word and never inside quotation marks, where the rest of what is
 * quoted could change its meaning; empty where nothing could be left.
 */
export function label(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= MAX_CHOICE) return line;
  const words = line
    .slice(0, MAX_CHOICE - 1)
    .split(' ')
    .slice(0, -1);
  while (words.length > 0 && isQuoting(words.join(' '))) words.pop();
  const cut = words.join(' ').replace(/[\s,;:–—-]+$/, '');
  return cut === '' ? '' : `${cut}…`;
}

/** Opening mark → the marks that close it. */
const QUOTATION_MARKS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”',
  '„': '“”',
  '«': '»',
  '»': '«',
  '‹': '›',
  '「': '」',
  '『': '』',
};

/** Whether a text ends inside quotation marks, which may be nested. */
function isQuoting(text: string): boolean {
  const closing: string[] = [];
  for (const char of text) {
    if (closing.at(-1)?.includes(char)) closing.pop();
    else if (Object.hasOwn(QUOTATION_MARKS, char)) closing.push(QUOTATION_MARKS[char]!);
  }
  return closing.length > 0;
}

function has(text: string, typed: string): boolean {
  const folded = fold(text);
  return fold(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}

function aliases(library: Library, name: string): string {
  return library.documents.flatMap((document) => document.aliases?.[name] ?? []).join(' ');
}

function unique(choices: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return choices
    .filter(({ name, value }) => name !== '' && !seen.has(value) && seen.add(value))
    .slice(0, MAX_CHOICES);
}
