import type { Document, Sentence } from '../corpus/types.ts';
import { foldWords } from './fold.ts';

/** Folded names, words joined by a space, that mean somebody who speaks in the corpus. */
export type Names = ReadonlySet<string>;

/** A known name in a text, as it stands there. */
export interface NameMention {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Most words of a name. */
const MAX_NAME_WORDS = 5;

/** Every form in which a message may name those who speak in the corpus: full names, last names, listed aliases. */
export function speakerNames(
  sentences: readonly Pick<Sentence, 'speaker' | 'alsoSpeakers'>[],
  documents: readonly Document[],
): Names {
  const speakers = new Set(
    sentences.flatMap(({ speaker, alsoSpeakers = [] }) =>
      speaker === null ? [] : [speaker, ...alsoSpeakers],
    ),
  );
  const listed = documents.flatMap(({ aliases = {} }) =>
    Object.entries(aliases).flatMap(([name, others]) => (speakers.has(name) ? others : [])),
  );
  const forms = [...speakers].map(formsOf).flatMap((words) => [words, words.slice(-1)]);
  return new Set([...forms, ...listed.map(formsOf)].map((words) => words.join(' ')));
}

/** The known names in a text, in order, the longest form of each. */
export function namesIn(text: string, names: Names): NameMention[] {
  const words = foldWords(text);
  const forms = words.map(({ form }) => withoutPossessive(form));
  const found: NameMention[] = [];
  for (let first = 0; first < words.length; ) {
    let last = Math.min(words.length, first + MAX_NAME_WORDS);
    while (last > first && !names.has(forms.slice(first, last).join(' '))) last--;
    if (last === first) first++;
    else {
      const { start } = words[first]!;
      const { end } = words[last - 1]!;
      found.push({ text: text.slice(start, end), start, end });
      first = last;
    }
  }
  return found;
}

/** The folded words of a name, without a possessive ending. */
export function formsOf(name: string): string[] {
  return foldWords(name).map(({ form }) => withoutPossessive(form));
}

function withoutPossessive(form: string): string {
  return form.replace(/'s$/, '');
}
