import { isPlural } from './noun-phrases.ts';
import type { Actor } from './registry.ts';
import type { Speaker } from './speakers.ts';
import type { Token } from './tokens.ts';
import { NOUNS } from './words.ts';

/** How many unnamed sources are remembered. */
const MAX_SOURCES = 24;
/** After how many sentences "he" or "she" is no longer an unnamed source. */
const MAX_DISTANCE = 4;

/** A source without a name ("a senior official"), as the text first gave it. */
interface Source {
  readonly speaker: Speaker;
  /** Lower-case words of the noun phrase, without articles. */
  readonly words: readonly string[];
  readonly head: string;
  /** Sentence in which it last spoke. */
  sentence: number;
}

/** Who spoke so far: what "he", "it", "they", "the official" and chained quotations need. */
export class Discourse {
  /** The person named last among those who spoke, and in which sentence. */
  lastSpeaker: Actor | null = null;
  lastSpoke = 0;
  /** Whoever spoke last, named or not. */
  last: Speaker | null = null;
  lastOrganisation: Speaker | null = null;
  lastGroup: Speaker | null = null;
  private readonly sources: Source[] = [];

  /** Remembers that a named person, organisation or place spoke. */
  rememberActor(speaker: Speaker, actor: Actor, sentence: number): void {
    this.last = speaker;
    if (actor.kind === 'organisation' || actor.kind === 'place') this.lastOrganisation = speaker;
    else {
      this.lastSpeaker = actor;
      this.lastSpoke = sentence;
    }
  }

  /** Remembers an unnamed source by its noun phrase, of which `head` is the last word. */
  rememberSource(speaker: Speaker, phrase: readonly Token[], sentence: number): void {
    this.last = speaker;
    const words = bareWords(phrase);
    const head = words.at(-1) ?? '';
    const known = this.sources.find((source) => source.speaker === speaker);
    if (known !== undefined) known.sentence = sentence;
    else this.sources.push({ speaker, words, head, sentence });
    if (this.sources.length > MAX_SOURCES) this.sources.shift();
    if (isPlural(head)) this.lastGroup = speaker;
    else if (!isPerson(head)) this.lastOrganisation = speaker;
  }

  /** The source that a noun phrase names again: the same words, or after "the" some of them with the same head. */
  sourceAgain(phrase: readonly Token[]): { speaker: Speaker; sentence: number } | null {
    const words = bareWords(phrase);
    const head = words.at(-1) ?? '';
    const definite = /^(?:the|this|that|these|those)$/.test(phrase[0]?.lower ?? '');
    return (
      this.sources.findLast(
        (source) =>
          source.head === head &&
          (definite
            ? words.every((word) => source.words.includes(word))
            : words.join(' ') === source.words.join(' ')),
      ) ?? null
    );
  }

  /** The single unnamed person who spoke last, if after every named one and not long ago. */
  lastUnnamedPerson(sentence: number): Source | null {
    const last = this.sources.reduce<Source | null>(
      (best, source) => (best === null || source.sentence >= best.sentence ? source : best),
      null,
    );
    if (last === null || last.sentence < this.lastSpoke || sentence - last.sentence > MAX_DISTANCE)
      return null;
    return isPerson(last.head) ? last : null;
  }
}

function bareWords(phrase: readonly Token[]): string[] {
  return phrase
    .map((word) => word.lower)
    .filter((word) => !/^(?:the|a|an|this|that|these|those|another|some|one)$/.test(word));
}

function isPerson(noun: string): boolean {
  return NOUNS.people.has(noun) && !NOUNS.groups.has(noun) && !NOUNS.quantifiers.has(noun) && !isPlural(noun);
}
