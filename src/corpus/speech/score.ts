import { readDocument } from '../document.ts';
import type { Sentence, Voice } from '../types.ts';
import { annotateSpeech } from './index.ts';

/** One or more sentences with what they are and whose. Offsets are UTF-16 into the sample's text. */
export interface GoldSpeech {
  readonly start: number;
  readonly end: number;
  readonly voice: Voice;
  readonly speaker: string | null;
  readonly alsoSpeakers: readonly string[];
}

/** A text with its speeches marked by hand. */
export interface SpeechSample {
  readonly document: string;
  readonly text: string;
  readonly language: string;
  readonly speeches: readonly GoldSpeech[];
}

/** One sentence, as marked and as annotated. */
export interface SpeechOutcome {
  readonly document: string;
  readonly text: string;
  readonly gold: GoldSpeech;
  readonly given: Sentence;
  readonly voiceRight: boolean;
  /** The speakers share a word, or both are nobody. */
  readonly speakerRight: boolean;
  /** The same name to the letter, capitals apart; further speakers too. */
  readonly speakerExact: boolean;
}

/** Shares of a run; null where there is nothing to count. */
export interface SpeechScore {
  readonly sentences: number;
  /** Voice right, in four classes. */
  readonly voice: number | null;
  /** Of sentences with a speaker: one that shares a word with it; the same name. */
  readonly speaker: number | null;
  readonly exact: number | null;
  /** The same for wholly quoted sentences alone. */
  readonly direct: number | null;
  /** Of sentences given a speaker: those marked with that speaker. */
  readonly precision: number | null;
}

/** Annotates each sample and compares every sentence with the mark that covers most of it. */
export function judgeSpeech(samples: Iterable<SpeechSample>): SpeechOutcome[] {
  const outcomes: SpeechOutcome[] = [];
  for (const { document: id, text, language, speeches } of samples) {
    const read = readDocument(id, `${id}.txt`, `---\nlanguage: ${language}\n---\n${text}`);
    if (read.kind !== 'document') continue;
    const shift = read.document.text.length - text.length;
    for (const given of annotateSpeech(read.document, read.sentences)) {
      const gold = covering(speeches, given.start - shift, given.end - shift);
      if (gold === undefined) continue;
      outcomes.push({
        document: id,
        text: read.document.text.slice(given.start, given.end),
        gold,
        given,
        voiceRight: given.voice === gold.voice,
        speakerRight: sharesWord(given.speaker, gold.speaker),
        speakerExact:
          same(given.speaker, gold.speaker) && sameSet(given.alsoSpeakers ?? [], gold.alsoSpeakers),
      });
    }
  }
  return outcomes;
}

export function scoreSpeech(outcomes: readonly SpeechOutcome[]): SpeechScore {
  const attributed = outcomes.filter(({ gold }) => gold.speaker !== null);
  const direct = attributed.filter(({ gold }) => gold.voice === 'direct');
  const given = outcomes.filter((one) => one.given.speaker !== null);
  return {
    sentences: outcomes.length,
    voice: share(outcomes, ({ voiceRight }) => voiceRight),
    speaker: share(attributed, ({ speakerRight }) => speakerRight),
    exact: share(attributed, ({ speakerExact }) => speakerExact),
    direct: share(direct, ({ speakerRight }) => speakerRight),
    precision: share(given, ({ speakerRight }) => speakerRight),
  };
}

function share<T>(all: readonly T[], isRight: (one: T) => boolean): number | null {
  return all.length === 0 ? null : all.filter(isRight).length / all.length;
}

function covering(speeches: readonly GoldSpeech[], start: number, end: number): GoldSpeech | undefined {
  let best: GoldSpeech | undefined;
  let most = 0;
  for (const speech of speeches) {
    const shared = Math.min(end, speech.end) - Math.max(start, speech.start);
    if (shared > most) [best, most] = [speech, shared];
  }
  return best;
}

function same(one: string | null, other: string | null): boolean {
  return plain(one) === plain(other);
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const key = (names: readonly string[]) => plain([...names].sort().join('\n'));
  return key(one) === key(other);
}

/** Without the differences that a layout makes. */
function plain(name: string | null): string | undefined {
  return name?.toLowerCase().replace(/’/g, "'");
}

function sharesWord(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return one === other;
  const words = new Set(one.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu));
  return (other.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []).some((word) => words.has(word));
}
