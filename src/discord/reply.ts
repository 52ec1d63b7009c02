import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import type { Document } from '../corpus/types.ts';
import type { Passage } from '../search/types.ts';
import { blockQuote, escapeLine, inlineCode, maskedLink } from './escape.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import { relativeTime } from './relative-time.ts';
import { shorten } from './shorten.ts';
import { linkToText } from './text-fragment.ts';

/** Discord's limit for a message's content, in characters; counted here in UTF-16 units, which are never fewer. */
export const MAX_CONTENT = 2_000;

/** How a question ended, for the log and the metrics. */
export type Outcome = 'answered' | 'silent' | 'may-bear' | 'shown' | 'refused' | 'failed';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What the bot says, before it is sent. Nothing in it pings or embeds: the sender sees to that. */
export interface Reply {
  readonly content: string;
  readonly rows?: readonly Row[];
  readonly files?: readonly ReplyFile[];
  /** `private` is for the asker's eyes, where Discord can do that. */
  readonly visibility: 'private' | 'public';
  readonly outcome: Outcome;
  /** Sent after it, in order. */
  readonly followUps?: readonly Reply[];
}

export interface ReplyFile {
  readonly name: string;
  readonly text: string;
}

/** A one-line answer to the asker alone that says what is wrong and what to do. */
export function refusal(content: string): Reply {
  return { content, visibility: 'private', outcome: 'refused' };
}

/** As many whole passages as a message holds. */
export interface Fitted {
  readonly content: string;
  readonly files: readonly ReplyFile[];
  readonly shown: readonly Passage[];
  readonly rest: readonly Passage[];
}

export interface FitOptions {
  readonly library: Library;
  readonly messages: Messages;
  /** Lines above the passages. */
  readonly header?: readonly string[];
  /** Lines below them. */
  readonly footer?: readonly string[];
  /** Most passages to show; the others are left for *More*. */
  readonly most?: number;
}

/**
 * Lays passages out between header and footer: whole sentences only, and as many of them as fit into a message. One
 * that fits into no message is attached whole as a text file.
 */
export function fitPassages(passages: readonly Passage[], options: FitOptions): Fitted {
  const { header = [], footer = [], most = passages.length, library, messages } = options;
  const blocks: string[] = [];
  const join = (more: readonly string[]) => [...header, ...blocks, ...more, ...footer].join('\n');
  for (const passage of passages.slice(0, most)) {
    const block = passageBlock(passage, library, messages);
    if (join([block]).length > MAX_CONTENT) break;
    blocks.push(block);
  }
  const first = passages[0];
  if (blocks.length === 0 && first) {
    const attached = [messages.text('tooLong'), attribution(first, library, messages)];
    return {
      content: join(attached),
      files: [{ name: `passage-${first.ordinal}.txt`, text: first.text }],
      shown: [first],
      rest: passages.slice(1),
    };
  }
  return {
    content: join([]),
    files: [],
    shown: passages.slice(0, blocks.length),
    rest: passages.slice(blocks.length),
  };
}

/** A passage as a block quote, its line of attribution and what a reader has to know of it. */
export function passageBlock(passage: Passage, library: Library, messages: Messages): string {
  return [
    blockQuote(passage.text),
    attribution(passage, library, messages),
    ...timeNote(passage, library, messages),
  ].join('\n');
}

/**
 * A passage in a message that names its document once for all: the attribution leaves the document to the id. One
 * that is too long for a message comes as a file.
 */
export function shortBlock(passage: Passage, library: Library, messages: Messages): Block {
  const line = `-# ${[...says(passage, library, messages), inlineCode(passage.id)].join(' · ')}`;
  const text = [blockQuote(passage.text), line, ...timeNote(passage, library, messages)].join('\n');
  return text.length <= MAX_BLOCK ? { text } : attached(passage, line, messages);
}

/** A passage with its whole attribution; one that is too long for a message comes as a file. */
export function fullBlock(passage: Passage, library: Library, messages: Messages): Block {
  const text = passageBlock(passage, library, messages);
  return text.length <= MAX_BLOCK
    ? { text }
    : attached(passage, attribution(passage, library, messages), messages);
}

/** Lines that stay together in one message, and what is attached to it with them. */
export interface Block {
  readonly text: string;
  readonly file?: ReplyFile;
}

/** Longest block, which leaves a message room for a heading and a footer. */
const MAX_BLOCK = 1_000;

function attached(passage: Passage, line: string, messages: Messages): Block {
  const file = { name: `passage-${passage.ordinal}.txt`, text: passage.text };
  return { text: `${messages.text('tooLong')}\n${line}`, file };
}

/** Longer titles are shown by their first words: a label, not a quotation. */
const MAX_TITLE = 120;

/** Speaker and voice, document, place and permalink in one line of subtext. */
function attribution(passage: Passage, library: Library, messages: Messages): string {
  const document = library.index.documents.get(passage.document)!;
  const title = shorten(document.title, MAX_TITLE);
  const link = document.url ? linkToText(document.url, passage.text) : null;
  const [speaker, ...place] = says(passage, library, messages);
  const parts = [
    speaker,
    link ? maskedLink(title, link) : escapeLine(title),
    ...origin(document, messages),
    ...place,
    inlineCode(passage.id),
  ];
  return `-# ${parts.join(' · ')}`;
}

/** Who speaks and how, where in the document, and in which language where it is not the reader's. */
function says(passage: Passage, library: Library, messages: Messages): string[] {
  const { language } = library.index.documents.get(passage.document)!;
  return [
    voice(passage, messages),
    messages.text('place', { paragraph: passage.paragraph, sentence: passage.ordinal }),
    ...(baseOf(language) === messages.locale
      ? []
      : [messages.text('inLanguage', { language: messages.language(language) })]),
  ];
}

/** Who speaks in a passage, and how its words are given. */
export function voice(passage: Passage, messages: Messages): string {
  const words = messages.text(`voice.${passage.voice}`);
  if (passage.speaker !== null) {
    const also = passage.alsoSpeakers?.length
      ? ` (${messages.text('also', { names: messages.list(passage.alsoSpeakers.map(escapeLine)) })})`
      : '';
    return `**${escapeLine(passage.speaker)}**${also}, ${words}`;
  }
  return passage.voice === 'narrator' ? words : `${words}, ${messages.text('speakerNotStated')}`;
}

/** Publisher, author and date as the source states them; what it does not state is named as such. */
export function origin(document: Document, messages: Messages): string[] {
  const stated = [document.publisher, document.author, document.published].filter(
    (part) => part !== undefined,
  );
  const missing = [
    ...(document.publisher === undefined ? [messages.text('field.publisher')] : []),
    ...(document.published === undefined ? [messages.text('field.date')] : []),
    ...(document.url === undefined ? [messages.text('field.link')] : []),
  ];
  return [
    ...stated.map(escapeLine),
    ...(missing.length ? [messages.text('notStated', { fields: messages.list(missing) })] : []),
  ];
}

function timeNote(passage: Passage, library: Library, messages: Messages): string[] {
  const document = library.index.documents.get(passage.document)!;
  if (document.published !== undefined) return [];
  const words = relativeTime(passage.text, document.language);
  return words === null ? [] : [`-# ${messages.text('timeNote', { words: escapeLine(words) })}`];
}

function baseOf(language: string): string {
  return language.split('-')[0]!;
}
