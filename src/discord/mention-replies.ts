import type {
  APIMessage,
  GatewayMessageCreateDispatchData,
  GatewayMessageDeleteBulkDispatchData,
  GatewayMessageDeleteDispatchData,
} from 'discord-api-types/v10';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { detectLanguage } from '../corpus/language.ts';
import { answer } from '../search/index.ts';
import { answerReply, RANKED_PASSAGES } from './answer-view.ts';
import type { MessageKey } from './api.ts';
import { takeTurn } from './cooldown.ts';
import type { Services } from './dispatch.ts';
import { discordCode, isLost, isOutage } from './errors.ts';
import { greetingReply } from './help.ts';
import { toLocale } from './locale.ts';
import { readMention } from './mentions.ts';
import { type Messages, messagesIn } from './messages.ts';
import type { Handled } from './metrics.ts';
import { isTooLong, tooLong } from './question.ts';
import { Recent } from './recent.ts';
import type { Reply } from './reply.ts';
import { isOlder, timeOf } from './snowflake.ts';
import type { Speakable } from './speakable.ts';

/** A message as the gateway gives it. */
export type IncomingMessage = Pick<GatewayMessageCreateDispatchData, 'guild_id'> & APIMessage;

export interface MentionServices extends Services {
  readonly speakable: Speakable;
  /** The bot's own user id. */
  readonly bot: () => string;
  /** The preferred language of a server. */
  readonly guildLocale: (guild: string) => string | undefined;
  /** The wall clock, in milliseconds of Unix time. */
  readonly today: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Edits of a question are followed for so long after it was asked. */
const EDIT_WINDOW = 2 * 60_000;
/**
 * Pauses before an answer that Discord failed to take is sent again. Their sum stays within the few minutes in which
 * Discord remembers a nonce, so that an answer which did arrive is not given twice.
 */
const SEND_AGAIN_AFTER = [2_000, 10_000, 30_000];
/** Questions whose answers are remembered; of older ones, Discord itself is asked. */
const REMEMBERED = 5_000;
/** A reply by reference that was refused in a channel is tried there again after so long. */
const REFERENCE_AGAIN_AFTER = 5 * 60_000;
/** Deleted messages older than this are not looked up: their answer is left where it is. */
const LOOKUP_AGE = 24 * 60 * 60_000;
/** Messages of a channel read to find an answer. */
const LOOKUP_LIMIT = 100;
/** Look-ups for deleted messages, so that a purge of a channel does not become a flood of requests. */
const LOOKUPS_A_MINUTE = 30;

/**
 * Answers to messages: given, changed when the question is edited, taken away when it is deleted. Which answer belongs
 * to which question is remembered for the newest ones; after a restart it is read back from Discord, where the answer
 * is a reply to the question.
 */
export class MentionReplies {
  readonly #services: MentionServices;
  /** Question id → the answer, or null where none was given. */
  readonly #answers = new Recent<string, MessageKey | null>(REMEMBERED);
  /** Channels whose history the bot may not read → when that showed; repeated refusals count against the bot. */
  readonly #unreadable = new Recent<string, number>(REMEMBERED);
  /** What is under way for a question; the next thing about it waits. */
  readonly #underWay = new Map<string, Promise<void>>();
  /** Messages from before this moment may have been answered by an earlier process. */
  readonly #born: number;
  #lookups: { minute: number; count: number } = { minute: 0, count: 0 };

  constructor(services: MentionServices) {
    this.#services = services;
    this.#born = services.today();
  }

  /** Answers a new message, once. */
  created(message: IncomingMessage): Promise<void> {
    return this.#inTurn(message.id, 'mention', async () => {
      if (this.#answers.has(message.id)) return null;
      return this.#reply(message);
    });
  }

  /** Follows the edit of a question. */
  updated(message: IncomingMessage): Promise<void> {
    const { today, bot } = this.#services;
    // Discord also sends an update when it has loaded a link's preview; only an edit has its own time.
    if (!message.edited_timestamp || today() - timeOf(message.id) > EDIT_WINDOW) return Promise.resolve();
    if (readMention(message, bot()).kind === 'not-for-us') return Promise.resolve();
    return this.#inTurn(message.id, 'mention-edit', async () => {
      const existing = this.#answers.get(message.id) ?? (await this.#lookUp(message.channel_id, message.id));
      return this.#reply(message, existing ?? undefined);
    });
  }

  /** Takes the answer away with its question. */
  deleted(message: GatewayMessageDeleteDispatchData): Promise<void> {
    return this.#forget(message.channel_id, [message.id]);
  }

  deletedInBulk(messages: GatewayMessageDeleteBulkDispatchData): Promise<void> {
    return this.#forget(messages.channel_id, messages.ids);
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
  }

  async #reply(message: IncomingMessage, existing?: MessageKey): Promise<Handled['outcome'] | null> {
    const { bot, library, speakable, limiters, log } = this.#services;
    const mention = readMention(message, bot());
    if (mention.kind === 'not-for-us') return null;
    const messages = this.#messagesFor(message);
    // Delivered again, it is refused no second time and answered no longer.
    if (!existing) this.#answers.set(message.id, null);
    const asker = message.author.id;
    if (speakable.isSilent(message.channel_id, message.guild_id)) {
      await speakable.tell(asker, message.channel_id, messages);
      return 'refused';
    }
    const turn = await takeTurn(limiters, asker, message.guild_id ? message.channel_id : null);
    if (turn.kind === 'wait') {
      const wait = messages.text(`wait.${turn.scope}`, { seconds: turn.seconds });
      await speakable.whisper(asker, 'cooldown', wait, turn.seconds);
      return 'cooldown';
    }
    const reply = this.#replyTo(mention, library(), messages, asker);
    try {
      await this.#deliver(message, reply, existing);
      return reply.outcome;
    } catch (error) {
      if (isQuestionGone(error)) return 'refused';
      if (await speakable.failed(error, asker, message.channel_id, messages)) return 'refused';
      if (!isLost(error)) throw error;
      log.debug({ err: error }, 'the question or its answer is gone');
      return 'refused';
    }
  }

  #replyTo(
    mention: Exclude<ReturnType<typeof readMention>, { kind: 'not-for-us' }>,
    library: ReturnType<Services['library']>,
    messages: Messages,
    asker: string,
  ): Reply {
    switch (mention.kind) {
      case 'question': {
        if (isTooLong(mention.question)) return tooLong(messages);
        const found = answer(library.index, mention.question, { limit: RANKED_PASSAGES });
        return answerReply(found, { library, messages, visibility: 'public', asker });
      }
      case 'greeting':
        return greetingReply(library, messages);
      case 'points-at-message':
        return { content: messages.text('useFindTheSource'), visibility: 'public', outcome: 'shown' };
      default:
        return mention satisfies never;
    }
  }

  async #deliver(message: IncomingMessage, reply: Reply, existing?: MessageKey): Promise<void> {
    const { api } = this.#services;
    if (existing) {
      await api.edit(existing, reply);
      this.#answers.set(message.id, existing);
      return;
    }
    const sent = await this.#create(message, reply);
    this.#answers.set(message.id, { id: sent.id, channel_id: sent.channel_id });
  }

  /** A reply by reference; without Read Message History that is refused, and a message of its own is not. */
  async #create(message: IncomingMessage, reply: Reply): Promise<APIMessage> {
    const { api, today } = this.#services;
    const { id, channel_id: channel } = message;
    const refused = this.#unreadable.get(channel);
    if (refused === undefined || today() - refused >= REFERENCE_AGAIN_AFTER) {
      try {
        return await this.#send(message, reply);
      } catch (error) {
        const unreadable = RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory;
        if (discordCode(error) !== unreadable) throw error;
        this.#unreadable.set(channel, today());
      }
    }
    return api.send(channel, reply, undefined, id);
  }

  async #send(message: IncomingMessage, reply: Reply): Promise<APIMessage> {
    const { api, wait, log } = this.#services;
    for (const pause of SEND_AGAIN_AFTER) {
      try {
        return await api.send(message.channel_id, reply, message, message.id);
      } catch (error) {
        if (!isOutage(error)) throw error;
        log.warn({ err: error, again: pause / 1_000 }, 'Discord does not take an answer; it is sent again');
        await wait(pause);
      }
    }
    return api.send(message.channel_id, reply, message, message.id);
  }

  async #forget(channel: string, questions: readonly string[]): Promise<void> {
    const known = questions.filter((id) => this.#answers.has(id) || this.#underWay.has(id));
    const older = questions.filter((id) => !known.includes(id) && this.#mayBeOlder(id));
    await Promise.all(
      known.map((id) =>
        this.#inTurn(id, 'mention-delete', async () => {
          const existing = this.#answers.get(id);
          this.#answers.set(id, null);
          return existing ? this.#remove(existing) : null;
        }),
      ),
    );
    const oldest = older.reduce<string | null>((a, b) => (a === null || isOlder(b, a) ? b : a), null);
    if (oldest === null || !this.#mayLookUp()) return;
    await this.#inTurn(oldest, 'mention-delete', async () => {
      const recent = await this.#readAfter(channel, oldest);
      let outcome: Handled['outcome'] | null = null;
      for (const found of recent.filter((each) => older.includes(answeredQuestion(each) ?? '')))
        outcome = await this.#remove(found);
      return outcome;
    });
  }

  async #remove(reply: MessageKey): Promise<Handled['outcome'] | null> {
    try {
      await this.#services.api.delete(reply);
      return 'shown';
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
  }

  /** The answer to a question that this process does not remember, read from the channel's history. */
  async #lookUp(channel: string, question: string): Promise<MessageKey | null> {
    if (this.#answers.has(question) || timeOf(question) > this.#born) return null;
    const recent = await this.#readAfter(channel, question);
    return recent.find((message) => answeredQuestion(message) === question) ?? null;
  }

  async #readAfter(channel: string, question: string): Promise<APIMessage[]> {
    const { api, bot } = this.#services;
    try {
      const recent = await api.messages(channel, { after: question, limit: LOOKUP_LIMIT });
      return recent.filter((message) => message.author.id === bot());
    } catch (error) {
      if (discordCode(error) !== null) return [];
      throw error;
    }
  }

  #mayBeOlder(id: string): boolean {
    const asked = timeOf(id);
    return asked < this.#born && this.#services.today() - asked < LOOKUP_AGE;
  }

  #mayLookUp(): boolean {
    const minute = Math.floor(this.#services.today() / 60_000);
    if (this.#lookups.minute !== minute) this.#lookups = { minute, count: 0 };
    return ++this.#lookups.count <= LOOKUPS_A_MINUTE;
  }

  #messagesFor(message: IncomingMessage): Messages {
    // A message does not say which language its author has chosen; in direct messages the words themselves tell.
    const { guild_id: guild, content } = message;
    return messagesIn(toLocale(guild ? this.#services.guildLocale(guild) : detectLanguage(content)));
  }

  /** One thing at a time for each question; the boundary that lets nothing out. */
  #inTurn(question: string, surface: string, work: () => Promise<Handled['outcome'] | null>): Promise<void> {
    const before = this.#underWay.get(question) ?? Promise.resolve();
    const now = before.then(() => this.#guard(surface, work));
    this.#underWay.set(question, now);
    return now.finally(() => {
      if (this.#underWay.get(question) === now) this.#underWay.delete(question);
    });
  }

  async #guard(surface: string, work: () => Promise<Handled['outcome'] | null>): Promise<void> {
    const { log, metrics, now } = this.#services;
    const started = now();
    let outcome: Handled['outcome'] | null = 'failed';
    try {
      outcome = await work();
    } catch (error) {
      log.error({ surface, err: error }, 'a message could not be answered');
    }
    if (outcome === null) return;
    const seconds = (now() - started) / 1_000;
    metrics.record({ surface, outcome, seconds });
    log.info({ surface, outcome, milliseconds: Math.round(seconds * 1_000) }, 'handled');
  }
}

/** The question that a message of the bot answers; none where it answers a command or a click. */
export function answeredQuestion(message: APIMessage): string | undefined {
  return message.interaction_metadata ? undefined : message.message_reference?.message_id;
}

/** A reply to a message that is no longer there is an invalid form, and nothing else in our form depends on others. */
function isQuestionGone(error: unknown): boolean {
  return (
    discordCode(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType &&
    /message_reference/.test(String(error))
  );
}
