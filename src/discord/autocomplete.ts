import { answeredExamples } from '../corpus/examples.ts';
import { answer, suggest, toPassage } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import type { Choice, Context } from './command.ts';
import { fold, type Library, sentencesOf } from './library.ts';
import { MAX_QUESTION } from './question.ts';
import { shortenWhole } from './shorten.ts';

/** Discord's limits for suggestions: 25, each label and value of 1 to 100 characters. */
export const MAX_CHOICES = 25;
export const MAX_CHOICE = 100;
/** Known questions that what is typed is compared with: a bound on time. */
const MAX_QUESTIONS = 10_000;

type Completion = Pick<Context, 'library' | 'reader'>;

/**
 * The typed text itself first, since any question may be asked; then questions that the sources are known to answer,
 * and their sentences. Of a sentence's known questions only the first in the asker's language is offered: the others
 * catch how people ask, half words and false premises included. A sentence too long for a choice's value is offered by
 * its permalink id, which `/ask` takes as well. When nothing is typed: known questions.
 */
export function completeQuestion({ library, reader }: Completion, typed: string): Choice[] {
  const text = typed.replace(/\s+/g, ' ').trim();
  const { corpus } = library.index;
  if (text === '') return fitting(answeredExamples(corpus, reader.locale, MAX_CHOICES).map(asIs));
  const questions = answeredExamples(corpus, reader.locale, MAX_QUESTIONS);
  const wordings = suggest(library.index, text, questions, MAX_CHOICES)
    .filter((wording) => fold(wording.text) !== fold(text))
    .map(({ text: wording, sentence }) =>
      wording.length <= MAX_CHOICE || sentence === null
        ? asIs(wording)
        : byId(toPassage(library.index, library.index.corpus.sentences[sentence]!)),
    );
  return fitting([asIs(text), ...wordings]);
}

/** Sources whose id or title has the typed words; all of them when nothing is typed. */
export function completeSource({ library }: Completion, typed: string): Choice[] {
  return fitting(
    library.documents
      .filter(({ id, title }) => id.length <= MAX_CHOICE && has(fold(`${id} ${title}`), typed))
      .slice(0, MAX_CHOICES)
      .map((document) => ({ name: label(document.title) || document.id, value: document.id })),
  );
}

export function completeSpeaker({ library, reader }: Completion, typed: string): Choice[] {
  return fitting(
    library.speakers
      .filter(({ name, forms }) => name.length <= MAX_CHOICE && has(forms, typed))
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
  const passages = byPlace.length ? byPlace : found(library, typed);
  return fitting(
    passages.map((passage) => ({
      name: label(`${passage.ordinal}. ${passage.text}`) || passage.id,
      value: passage.id,
    })),
  );
}

function asIs(text: string): Choice {
  return { name: text, value: text };
}

function byId({ id, text }: Passage): Choice {
  return { name: label(text) || id, value: id };
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
 * A label of at most 100 characters, cut after a word and never inside quotation marks; empty where nothing could be
 * left.
 */
export function label(text: string): string {
  return shortenWhole(text, MAX_CHOICE) ?? '';
}

/** Whether a folded text has every typed word, or the beginning of one. */
function has(folded: string, typed: string): boolean {
  return fold(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** What Discord takes of the choices: each value once and at most 100 characters long, 25 in all. */
function fitting(choices: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return choices
    .filter(({ name, value }) => [name, value].every(({ length }) => length > 0 && length <= MAX_CHOICE))
    .filter(({ value }) => !seen.has(value) && seen.add(value))
    .slice(0, MAX_CHOICES);
}
