import { readdirSync, readFileSync } from 'node:fs';
import type { GoldSpeech, SpeechSample } from '../../../src/corpus/speech/score.ts';
import type { Voice } from '../../../src/corpus/types.ts';

/** How a text is set. `marks`: of its quotations; `paragraphs`: blank lines between, a line each, or broken at a width. */
export interface Layout {
  readonly marks: 'own' | 'straight' | 'curly' | 'apostrophes';
  readonly paragraphs: 'blank' | 'lines' | 'wrapped';
}

export const PLAIN: Layout = { marks: 'own', paragraphs: 'blank' };
/** Columns of a hard-wrapped text. */
const WIDTH = 72;
const FOLDER = new URL('./fixtures/', import.meta.url);

/**
 * The articles of `fixtures/<set>`, written for this project and marked by hand. A line of a file is
 * `voice: speaker + others | one or more sentences`, "nobody" or nothing standing for no speaker; blank lines divide
 * paragraphs. The first part of a file's name is its language.
 */
export function readGold(set: 'tuned' | 'held-out', layout: Layout = PLAIN): SpeechSample[] {
  const folder = new URL(`${set}/`, FOLDER);
  return readdirSync(folder)
    .sort()
    .map((file) => parseGold(file, readFileSync(new URL(file, folder), 'utf8'), layout));
}

export function parseGold(file: string, source: string, layout: Layout): SpeechSample {
  const speeches: GoldSpeech[] = [];
  let text = '';
  for (const paragraph of source.trim().split(/\n\n+/)) {
    if (text !== '') text += layout.paragraphs === 'lines' ? '\n' : '\n\n';
    const begin = text.length;
    for (const line of paragraph.split('\n')) {
      const [, voice, names, words] =
        /^(direct|reported|mixed|narrator)(?:: (.+?))? \| (.+)$/.exec(line) ?? refuse(file, line);
      if (text.length > begin) text += ' ';
      const set = setMarks(words!, layout.marks);
      const speakers = names === undefined || names === 'nobody' ? [] : names.split(' + ');
      speeches.push({
        start: text.length,
        end: text.length + set.length,
        voice: voice as Voice,
        speaker: speakers[0] ?? null,
        alsoSpeakers: speakers.slice(1),
      });
      text += set;
    }
    // Each break takes the place of a space, so that offsets stay.
    if (layout.paragraphs === 'wrapped') text = text.slice(0, begin) + wrap(text.slice(begin));
  }
  return { document: file.replace('.txt', ''), language: file.slice(0, 2), text, speeches };
}

function refuse(file: string, line: string): never {
  throw new Error(`${file}: "${line}" is not "voice: speaker | sentence"`);
}

function setMarks(text: string, marks: Layout['marks']): string {
  switch (marks) {
    case 'own':
      return text;
    case 'straight':
      return text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'");
    case 'apostrophes':
      return text.replace(/[“”]/g, "''").replace(/"/g, "''").replace(/[‘’]/g, "'");
    case 'curly':
      return text
        .replace(/(^|[\s(—])"/g, '$1“')
        .replace(/"/g, '”')
        .replace(/'/g, '’');
    default:
      return marks satisfies never;
  }
}

function wrap(paragraph: string): string {
  let column = 0;
  return paragraph.replace(/(\s?)(\S+)/g, (whole, space: string, word: string) => {
    const breaks = space !== '' && column + 1 + word.length > WIDTH;
    column = breaks ? word.length : column + whole.length;
    return breaks ? `\n${word}` : whole;
  });
}
