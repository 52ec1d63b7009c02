import type { APIMessage } from 'discord-api-types/v10';
import { answer } from '../search/index.ts';
import type { Passage } from '../search/types.ts';
import { RANKED_PASSAGES } from './answer-view.ts';
import type { Library } from './library.ts';
import { extractQuestion } from './mentions.ts';
import { MAX_QUESTION } from './question.ts';

/** Parts of a long message that are looked for, from its beginning. */
const MAX_PARTS = 10;

export interface Sources {
  /** Clearest first. */
  readonly passages: readonly Passage[];
  /** How many of them, from the first, the search is sure of. */
  readonly clear: number;
}

/** What a message says, bare of marks: its text, and that of the previews and forwarded messages in it. */
export function messageText(message: APIMessage): string {
  return partsOf(message)
    .map(extractQuestion)
    .filter((part) => part !== '')
    .join('\n');
}

/** The same as it was written. */
export function rawText(message: APIMessage): string {
  return partsOf(message).join('\n');
}

function partsOf(message: APIMessage): string[] {
  const forwarded = message.message_snapshots?.map(({ message: snapshot }) => snapshot.content) ?? [];
  const previews = message.embeds?.flatMap(({ title = '', description = '' }) => [title, description]) ?? [];
  return [message.content, ...forwarded, ...previews].filter((part) => part);
}

/** The passages that a message rests on. A long message is looked for sentence by sentence. */
export function findSources(library: Library, text: string): Sources {
  const clear = new Map<string, Passage>();
  const near = new Map<string, Passage>();
  for (const part of split(text)) {
    const found = answer(library.index, part, { limit: RANKED_PASSAGES });
    if (found.kind === 'answered') {
      for (const passage of found.passages.slice(0, found.carried)) keepSurer(clear, passage);
      for (const passage of found.passages.slice(found.carried)) keepSurer(near, passage);
    } else if (found.kind === 'silent') for (const passage of found.nearest) keepSurer(near, passage);
  }
  const first = surestFirst(clear.values());
  const others = surestFirst(near.values()).filter((passage) => !clear.has(passage.id));
  return {
    passages: [...first, ...others].slice(0, RANKED_PASSAGES),
    clear: Math.min(first.length, RANKED_PASSAGES),
  };
}

function split(text: string): string[] {
  if (text.length <= MAX_QUESTION) return [text];
  const sentences = [...new Intl.Segmenter('und', { granularity: 'sentence' }).segment(text)];
  return sentences
    .map(({ segment }) => segment.trim().slice(0, MAX_QUESTION))
    .filter((segment) => segment !== '')
    .slice(0, MAX_PARTS);
}

function keepSurer(passages: Map<string, Passage>, passage: Passage): void {
  const known = passages.get(passage.id);
  if (!known || known.confidence < passage.confidence) passages.set(passage.id, passage);
}

/** Confidence is comparable between questions, a score is not; ties in the order of the sources. */
function surestFirst(passages: Iterable<Passage>): Passage[] {
  return [...passages].sort(
    (a, b) =>
      b.confidence - a.confidence ||
      (a.document < b.document ? -1 : a.document > b.document ? 1 : a.ordinal - b.ordinal),
  );
}
