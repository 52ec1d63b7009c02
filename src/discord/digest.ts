import type { APIMessage } from 'discord-api-types/v10';
import type { DiscordApi } from './api.ts';
import { type PastAnswer, readAnswer, sentAt } from './read-back.ts';

/** What was asked in a channel, as the bot's own messages tell; no user is in it. */
export interface Digest {
  /** Answers with passages, and answers that said that the sources are silent. */
  readonly answered: number;
  readonly silent: number;
  /** Passages given as answers: most often given first, then newest. */
  readonly given: readonly { readonly id: string; readonly messages: readonly string[] }[];
  /** Words that the sources lacked: most often asked first, then by the alphabet. */
  readonly missing: readonly { readonly word: string; readonly count: number }[];
  /** Questions that the sources did not answer, newest first. */
  readonly gaps: readonly Gap[];
  /** How many more there were whose wording could not be read back. */
  readonly withheld: number;
}

/** A question without an answer, how often it was asked, and the passages that came nearest. */
export interface Gap {
  readonly question: string;
  readonly count: number;
  readonly nearest: readonly string[];
}

export interface History {
  /** The bot's own answers, newest first. */
  readonly answers: readonly PastAnswer[];
  /** Messages of the channel that were looked at. */
  readonly read: number;
  /** Set where the history goes on beyond the most that is read: when the oldest message read was sent. */
  readonly cutAt: number | null;
}

/** Most messages that Discord gives at once. */
const BATCH = 100;
/** Most messages looked at: a hundred requests, which Discord's rate limits let through in a few minutes. */
const MAX_MESSAGES = 10_000;
/** Requests between two words about how far it has come. */
const PROGRESS_EVERY = 5;

export interface ReadOptions {
  readonly channel: string;
  /** The bot's application. */
  readonly application: string;
  /** Milliseconds of Unix time. */
  readonly since: number;
  readonly onProgress: (read: number, reached: number) => Promise<void>;
}

/** Reads a channel back. Errors are those of the REST client, which also waits where Discord's rate limits ask for it. */
export async function readHistory(api: Pick<DiscordApi, 'messages'>, options: ReadOptions): Promise<History> {
  const { channel, application, since, onProgress } = options;
  const answers: PastAnswer[] = [];
  let read = 0;
  let before: string | undefined;
  for (let request = 1; ; request++) {
    const batch = await api.messages(channel, { limit: BATCH, ...(before !== undefined && { before }) });
    const wanted = batch.filter((message) => sentAt(message) >= since);
    read += wanted.length;
    for (const message of wanted)
      if (isOwn(message, application)) answers.push(...[readAnswer(message)].filter((each) => each !== null));
    const oldest = batch.at(-1);
    if (!oldest || batch.length < BATCH || wanted.length < batch.length)
      return { answers, read, cutAt: null };
    if (read >= MAX_MESSAGES) return { answers, read, cutAt: sentAt(oldest) };
    if (request % PROGRESS_EVERY === 0) await onProgress(read, sentAt(oldest));
    before = oldest.id;
  }
}

/** Counts what the answers of a channel say. */
export function digestOf(answers: readonly PastAnswer[]): Digest {
  const given = new Map<string, string[]>();
  const missing = new Map<string, { word: string; count: number }>();
  const gaps = new Map<string, { question: string; count: number; nearest: readonly string[] }>();
  let answered = 0;
  let silent = 0;
  let withheld = 0;
  for (const answer of answers) {
    for (const id of new Set(answer.given)) given.set(id, [...(given.get(id) ?? []), answer.message]);
    for (const word of new Set(answer.missing)) {
      const known = missing.get(word.toLowerCase());
      missing.set(word.toLowerCase(), { word: known?.word ?? word, count: (known?.count ?? 0) + 1 });
    }
    if (!answer.silent) {
      if (answer.given.length > 0) answered++;
      continue;
    }
    silent++;
    if (answer.question === null) withheld++;
    else {
      const key = keyOf(answer.question);
      const known = gaps.get(key);
      gaps.set(key, {
        question: known?.question ?? answer.question,
        count: (known?.count ?? 0) + 1,
        nearest: known?.nearest ?? answer.nearest,
      });
    }
  }
  return {
    answered,
    silent,
    given: [...given]
      .map(([id, messages]) => ({ id, messages }))
      .sort((a, b) => b.messages.length - a.messages.length),
    missing: [...missing.values()].sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)),
    gaps: [...gaps.values()],
    withheld,
  };
}

/** The unanswered questions in the form that `verbatim teach --gaps` reads; `notes` stand above them as comments. */
export function gapsFile(gaps: readonly Gap[], notes: readonly string[]): string {
  const entries = gaps.map(({ question, count, nearest }) => {
    const note = [...(count > 1 ? [`×${count}`] : []), ...nearest].join(' · ');
    // JSON is YAML; what a file should not hold raw is escaped.
    const scalar = JSON.stringify(question).replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    return `${note === '' ? '' : `# ${note}\n`}- question: ${scalar}\n  id:\n`;
  });
  return [...notes.map((note) => `# ${note}\n`), '\n', ...entries].join('');
}

function isOwn(message: APIMessage, application: string): boolean {
  return message.author.id === application || message.application_id === application;
}

function keyOf(question: string): string {
  return question
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<![\s?!.])[\s?!.]+$/u, '')
    .replace(/\s+/g, ' ');
}
