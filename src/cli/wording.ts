import { corpusLookup } from '../corpus/permalink.ts';
import type { Document, Voice } from '../corpus/types.ts';
import type { SearchIndex } from '../search/index.ts';
import type { Answer, Passage } from '../search/types.ts';
import { count, type Display, neutralise } from './display.ts';

const VOICES: Readonly<Record<Voice, string>> = {
  direct: 'direct quotation',
  reported: 'reported speech',
  mixed: 'quotation within reported speech',
  narrator: 'narrator',
};

/** Words named as missing from the sources; a long question may have many. */
const MAX_MISSING = 12;

/** An answer for people. `whole` shows every ranked passage, not only those that carry the answer. */
export function answerText(display: Display, index: SearchIndex, answer: Answer, whole: boolean): string {
  switch (answer.kind) {
    case 'answered': {
      const { passages, carried } = answer;
      const carrying = passages.slice(0, carried).map((passage) => passageText(display, index, passage));
      const others = passages.slice(carried).map((passage) => passageText(display, index, passage));
      if (!whole || others.length === 0) return carrying.join('\n');
      return [...carrying, display.dim('Further passages, lower in rank:\n'), ...others].join('\n');
    }
    case 'silent':
      return silenceText(display, index, answer);
    case 'invalid':
      return `${neutralise(answer.problem)}\n`;
    default:
      return answer satisfies never;
  }
}

/** A passage as a block: its text, who says it and where it stands, its id. */
export function passageText(display: Display, index: SearchIndex, passage: Passage): string {
  const document = index.documents.get(passage.document)!;
  const total = corpusLookup(index.corpus).sentences(passage.document).length;
  const lines = [
    display.bold(display.wrap(neutralise(passage.text))),
    display.wrap(`— ${attribution(passage, document, total)}`, 2),
    display.dim(display.wrap(passage.id, 2)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Who speaks and where: what the source does not state is said to be not stated. */
function attribution(passage: Passage, document: Document, total: number): string {
  return [
    speakerLabel(passage),
    neutralise(document.title),
    document.publisher ? neutralise(document.publisher) : 'publisher not stated',
    document.published ? neutralise(document.published) : 'no date stated',
    `sentence ${passage.ordinal} of ${total}, paragraph ${passage.paragraph}`,
    ...(document.url ? [neutralise(document.url)] : []),
  ].join(' · ');
}

/** "Giorgia Meloni, direct quotation"; further speakers follow in brackets. */
export function speakerLabel(passage: Pick<Passage, 'speaker' | 'voice' | 'alsoSpeakers'>): string {
  const { speaker, voice, alsoSpeakers = [] } = passage;
  const also = alsoSpeakers.length > 0 ? ` (also ${alsoSpeakers.map(neutralise).join(', ')})` : '';
  if (speaker) return `${neutralise(speaker)}, ${VOICES[voice]}${also}`;
  return `${voice === 'narrator' ? VOICES.narrator : `speaker not stated, ${VOICES[voice]}`}${also}`;
}

/** Words that stand nowhere in the sources, in one line; none where there are none. */
export function missingLine(display: Display, missing: readonly string[]): string[] {
  if (missing.length === 0) return [];
  const named = missing.slice(0, MAX_MISSING).map((word) => `“${neutralise(word)}”`);
  const rest = missing.length - named.length;
  const more = rest > 0 ? ` and ${count(rest, 'other word')}` : '';
  return [display.wrap(`Found nowhere: ${named.join(', ')}${more}.`)];
}

function silenceText(
  display: Display,
  index: SearchIndex,
  answer: Extract<Answer, { kind: 'silent' }>,
): string {
  const sources = index.corpus.documents.length === 1 ? 'The source does' : 'The sources do';
  const lines = [display.warn(`${sources} not answer this.`)];
  lines.push(...missingLine(display, answer.missing));
  if (answer.nearest.length > 0) {
    const label = answer.mayBear
      ? 'Nearest passages; they may bear on it, none clearly answers it:'
      : 'Nearest passages, no answer:';
    lines.push('', display.dim(label), '');
    lines.push(
      answer.nearest
        .map((passage) => passageText(display, index, passage))
        .join('\n')
        .trimEnd(),
    );
  }
  return `${lines.join('\n')}\n`;
}
