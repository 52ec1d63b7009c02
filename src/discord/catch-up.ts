import {
  type APIMessage,
  type APIOverwrite,
  ChannelType,
  GatewayDispatchEvents,
  type GatewayGuildCreateDispatchData,
} from 'discord-api-types/v10';
import type { Logger } from '../log.ts';
import type { DiscordApi } from './api.ts';
import { canReadHistory } from './channel-access.ts';
import { discordCode } from './errors.ts';
import { answeredQuestion, type IncomingMessage } from './mention-replies.ts';
import { readMention } from './mentions.ts';
import { idAt, isOlder, timeOf } from './snowflake.ts';

export interface CatchUpServices {
  readonly api: Pick<DiscordApi, 'messages'>;
  readonly log: Logger;
  /** The bot's own user id. */
  readonly bot: () => string;
  /** The wall clock, in milliseconds of Unix time. */
  readonly today: () => number;
  /** Answers a message that was missed. */
  readonly answer: (message: IncomingMessage) => void;
  /** Resolves after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Mentions older than this are past: their asker has gone on. */
const MISSED_AGE = 10 * 60_000;
/** What came so shortly before a session's last event may have come out of order, or not at all. */
const MARGIN = 15_000;
/** Channels read after one login; the others are left. */
const MAX_CHANNELS = 400;
/** Pages of a busy channel that are read, newest first, and the messages in one: Discord's limit. */
const MAX_PAGES = 3;
const PAGE = 100;
/** Channels read at a time, and the pause of each reader after one: together at most ten requests a second. */
const READERS = 4;
const PAUSE = 400;

/** Channels whose messages can be listed; a forum's are in its threads. */
const READABLE = new Set<ChannelType>([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

interface Place {
  readonly channel: string;
  readonly guild: string;
  /** The oldest id that may have been missed. */
  readonly from: string;
  /** When the session began: what came after it was heard, and may be answered before the channel is read. */
  readonly until: string;
}

/**
 * Answers the mentions that came while no session was there to receive them: the bot was down, or Discord had ended
 * its session. They are read from Discord's own history, in channels that had a message since, after the newest
 * question that the bot had answered there before. A resumed session has missed nothing. Direct messages are left out, since
 * Discord does not tell a bot which it has. Where two processes overlap, the nonce of `DiscordApi.send` lets one answer
 * through.
 */
export class CatchUp {
  readonly #services: CatchUpServices;
  /** Shard → when it last had an event. */
  readonly #heard = new Map<number, number>();
  /** Shard → what its session may have missed: from when, and how many channels may still be read. */
  readonly #sessions = new Map<number, { from: number; until: string; left: number }>();
  readonly #queue: Place[] = [];
  #readers = 0;

  constructor(services: CatchUpServices) {
    this.#services = services;
  }

  /** Every event of the gateway, as it comes, before anything is taken out of it. */
  saw(packet: { readonly t: string | null; readonly d: unknown }, shard: number): void {
    const now = this.#services.today();
    if (packet.t === GatewayDispatchEvents.Ready) {
      const last = (this.#heard.get(shard) ?? 0) - MARGIN;
      const from = Math.max(now - MISSED_AGE, last);
      this.#sessions.set(shard, { from, until: idAt(now), left: MAX_CHANNELS });
    } else if (packet.t === GatewayDispatchEvents.GuildCreate) {
      this.#enter(packet.d as GatewayGuildCreateDispatchData, shard);
    }
    this.#heard.set(shard, now);
  }

  /** Puts a server's channels with recent messages into the queue. */
  #enter(guild: GatewayGuildCreateDispatchData, shard: number): void {
    const session = this.#sessions.get(shard);
    if (!session || guild.unavailable) return;
    const bot = this.#services.bot();
    const member = guild.members.find(({ user }) => user.id === bot);
    const from = idAt(Math.max(session.from, Date.parse(guild.joined_at)));
    const where = {
      id: guild.id,
      ownerId: guild.owner_id,
      roles: guild.roles,
      member: { user: bot, roles: member?.roles ?? [] },
    };
    for (const channel of [...guild.channels, ...guild.threads]) {
      const last = 'last_message_id' in channel ? channel.last_message_id : null;
      if (!last || isOlder(last, from) || !READABLE.has(channel.type)) continue;
      const parent = 'thread_metadata' in channel ? channel.parent_id : channel.id;
      const overwrites = overwritesOf(guild.channels.find(({ id }) => id === parent));
      if (!overwrites || !canReadHistory(overwrites, where) || session.left-- <= 0) continue;
      this.#queue.push({ channel: channel.id, guild: guild.id, from, until: session.until });
    }
    while (this.#readers < READERS && this.#queue.length > 0) void this.#read();
  }

  async #read(): Promise<void> {
    const { log, wait } = this.#services;
    this.#readers++;
    for (let place = this.#queue.shift(); place; place = this.#queue.shift()) {
      try {
        await this.#catchUp(place);
      } catch (error) {
        // Closed to the bot or deleted since: there is nothing to answer.
        const level = discordCode(error) === null ? 'warn' : 'debug';
        log[level]({ err: error, channel: place.channel }, 'missed mentions of a channel could not be read');
      }
      await wait(PAUSE);
    }
    this.#readers--;
  }

  async #catchUp({ channel, guild, from, until }: Place): Promise<void> {
    const { answer, bot, log } = this.#services;
    const history = await this.#history(channel, from);
    const answered = history
      .filter(({ author }) => author.id === bot())
      .flatMap((message) => answeredQuestion(message) ?? [])
      .filter((id) => isOlder(id, until));
    const floor = answered.reduce((newest, id) => (isOlder(newest, id) ? id : newest), from);
    const missed = history
      .filter(({ id }) => isOlder(floor, id))
      .map((message): IncomingMessage => ({ ...message, guild_id: guild }))
      .filter((message) => readMention(message, bot()).kind !== 'not-for-us')
      .sort((a, b) => timeOf(a.id) - timeOf(b.id));
    if (missed.length === 0) return;
    log.info({ channel, mentions: missed.length }, 'answering mentions that came in the meantime');
    for (const message of missed) answer(message);
  }

  /** A channel's messages since an id, newest first: as far back as to the first that the bot has answered, or three pages. */
  async #history(channel: string, from: string): Promise<APIMessage[]> {
    const { api, bot } = this.#services;
    const history: APIMessage[] = [];
    for (let page = 0; page < MAX_PAGES; page++) {
      const before = history.at(-1)?.id;
      const messages = await api.messages(channel, { limit: PAGE, ...(before !== undefined && { before }) });
      history.push(...messages);
      const last = messages.at(-1);
      const known = messages.some((each) => each.author.id === bot() && answeredQuestion(each));
      if (messages.length < PAGE || !last || isOlder(last.id, from) || known) break;
    }
    return history.filter(({ id }) => isOlder(from, id));
  }
}

function overwritesOf(channel: object | undefined): readonly APIOverwrite[] | null {
  if (!channel) return null;
  return 'permission_overwrites' in channel ? (channel.permission_overwrites as APIOverwrite[]) : [];
}
