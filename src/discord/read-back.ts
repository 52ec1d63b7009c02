import type { APIMessage } from 'discord-api-types/v10';
import { parsePassageId } from '../corpus/permalink.ts';
import { unescapeMarkdown } from './escape.ts';
import { LOCALES } from './locale.ts';
import { extractQuestion } from './mentions.ts';
import { type MessageKey, messagesIn } from './messages.ts';
import { timeOf } from './snowflake.ts';

/** An answer of the bot's as its own message still tells it: Discord is the log. */
export interface PastAnswer {
  /** The message's id. */
  readonly message: string;
  /** Permalinks of passages that were given as an answer, in order. */
  readonly given: readonly string[];
  /** Permalinks of passages that were offered as no answer. */
  readonly nearest: readonly string[];
  /** True where it said that the sources do not answer. */
  readonly silent: boolean;
  /** Words that it said stand nowhere in the sources. */
  readonly missing: readonly string[];
  /** What was asked, where Discord lets the bot read it whole: see `questionOf`. */
  readonly question: string | null;
}

export type PastMessage = Pick<APIMessage, 'id' | 'content'> &
  Partial<
    Pick<APIMessage, 'interaction_metadata' | 'interaction' | 'message_reference' | 'referenced_message'>
  >;

/** An echoed question this long that ends in an ellipsis was cut. */
const CUT_FROM = 90;

/**
 * Reads an answer from one of the bot's own messages; null for what answered nobody, such as a posted summary. The
 * bot's words are recognized in every language that it speaks, by the templates that it speaks with; permalinks by
 * where they stand: at the end of a line of subtext, where no quoted text can be.
 */
export function readAnswer(message: PastMessage): PastAnswer | null {
  if (!message.interaction_metadata && !message.interaction && !message.message_reference) return null;
  const lines = message.content.split('\n').filter((line) => !line.startsWith('> '));
  const silent = lines.some((line) => WORDS.silent.includes(line));
  const noAnswer = lines.findIndex((line) => WORDS.noAnswer.includes(line));
  const ids = lines.map(idAtEnd);
  const isId = (id: string | null): id is string => id !== null;
  const given = (noAnswer < 0 ? ids : ids.slice(0, noAnswer)).filter(isId);
  return {
    message: message.id,
    given,
    nearest: noAnswer < 0 ? [] : ids.slice(noAnswer).filter(isId),
    silent,
    missing: silent ? lines.flatMap(missingWords) : [],
    question: questionOf(message, lines),
  };
}

/** When a message was sent, in milliseconds of Unix time. */
export function sentAt(message: Pick<APIMessage, 'id'>): number {
  return timeOf(message.id);
}

/** What the bot says around a value, in every language. */
const WORDS = {
  silent: inEveryLocale('silent', {}),
  noAnswer: [...inEveryLocale('nearest', {}), ...inEveryLocale('mayBear', {})].map((words) => `-# ${words}`),
  asked: inEveryLocale('asked', { question: '\0' }).map(halves),
  // One word and several are worded differently, and so are further numbers in some languages.
  missing: [1, 2, 5].flatMap((count) => inEveryLocale('missing', { words: '\0', count })).map(halves),
};

function inEveryLocale(key: MessageKey, values: Readonly<Record<string, string | number>>): string[] {
  return LOCALES.map((locale) => messagesIn(locale).text(key, values));
}

function halves(words: string): readonly [string, string] {
  const [before = '', after = ''] = words.split('\0');
  return [before, after];
}

/** What stands in the place of a template's value; null where the line is none of them. */
function between(line: string, templates: readonly (readonly [string, string])[]): string | null {
  for (const [before, after] of templates)
    if (line.length > before.length + after.length && line.startsWith(before) && line.endsWith(after))
      return line.slice(before.length, line.length - after.length);
  return null;
}

function idAtEnd(line: string): string | null {
  const id = /^-# .* · `([^`]+)`$/.exec(line)?.[1];
  return id !== undefined && parsePassageId(id) ? id : null;
}

function missingWords(line: string): string[] {
  const words = between(line, WORDS.missing);
  return words === null ? [] : Array.from(words.matchAll(/`([^`]+)`/g), ([, word]) => word!);
}

/**
 * The question behind an answer. A slash command's stands above its answer, in the bot's own message. A mention's is
 * the message replied to, and Discord gives its text only where it mentions the bot. One that was cut is no question
 * that anybody asked, so it is not given.
 */
function questionOf({ referenced_message: asked }: PastMessage, lines: readonly string[]): string | null {
  const first = lines[0] ?? '';
  const echoed =
    first.startsWith('-# ') && idAtEnd(first) === null ? between(first.slice(3), WORDS.asked) : null;
  if (echoed !== null) {
    const question = unescapeMarkdown(echoed);
    return question.endsWith('…') && question.length >= CUT_FROM ? null : question;
  }
  return extractQuestion(asked?.content ?? '') || null;
}
