import { readDocument } from '../document.ts';
import type { Sentence, Voice } from '../types.ts';
import { annotateSpeech } from './index.ts';

/** A text with its speeches marked by hand. Offsets are UTF-16 into `text`. */
export interface SpeechSample {
  readonly document: string;
  readonly text: string;
  readonly language?: string;
  readonly speeches: readonly {
    readonly start: number;
    readonly end: number;
    readonly voice: Voice;
    readonly speaker: string | null;
  }[];
}

/** Counts of a run; divide a `…Right` by its total for a share. */
export interface SpeechScore {
  readonly speeches: number;
  readonly voiceRight: number;
  /** Speeches with a gold speaker, and those whose speaker shares a word with it. */
  readonly attributed: number;
  readonly speakerRight: number;
  /** The same for wholly quoted speeches alone. */
  readonly direct: number;
  readonly directRight: number;
}

/** Compares, for each marked speech, the sentence that covers most of it: its voice, and a word shared by the speakers. */
export function scoreSpeech(samples: Iterable<SpeechSample>): SpeechScore {
  const score = { speeches: 0, voiceRight: 0, attributed: 0, speakerRight: 0, direct: 0, directRight: 0 };
  for (const { document: id, text, language = 'en', speeches } of samples) {
    const read = readDocument(id, `${id}.txt`, `---\nlanguage: ${language}\n---\n${text}`);
    if (read.kind !== 'document') continue;
    const shift = read.document.text.length - text.length;
    const sentences = annotateSpeech(read.document, read.sentences);
    for (const gold of speeches) {
      const sentence = covering(sentences, gold.start + shift, gold.end + shift);
      const right = sentence !== undefined && sharesWord(sentence.speaker, gold.speaker);
      score.speeches++;
      if (sentence?.voice === gold.voice) score.voiceRight++;
      if (gold.speaker === null) continue;
      score.attributed++;
      if (right) score.speakerRight++;
      if (gold.voice !== 'direct') continue;
      score.direct++;
      if (right) score.directRight++;
    }
  }
  return score;
}

function covering(sentences: readonly Sentence[], start: number, end: number): Sentence | undefined {
  let best: Sentence | undefined;
  let most = 0;
  for (const sentence of sentences) {
    const shared = Math.min(end, sentence.end) - Math.max(start, sentence.start);
    if (shared > most) [best, most] = [sentence, shared];
  }
  return best;
}

function sharesWord(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const words = new Set(one.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu));
  return (other.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).some((word) => words.has(word));
}
