import { type Client, Status } from 'discord.js';
import {
  type APIInteraction,
  GatewayDispatchEvents,
  type GatewayMessageDeleteBulkDispatchData,
  type GatewayMessageDeleteDispatchData,
  type GatewayReadyDispatchData,
} from 'discord-api-types/v10';
import { COMMANDS } from '../../commands/index.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { DiscordApi } from './api.ts';
import { CatchUp } from './catch-up.ts';
import { createClient, takeOver } from './client.ts';
import { memoryLimiters, redisLimiters } from './cooldown.ts';
import { Dispatcher } from './dispatch.ts';
import { redisWindows } from './identify.ts';
import { inviteLink } from './invite.ts';
import type { Library } from './library.ts';
import { type IncomingMessage, MentionReplies } from './mention-replies.ts';
import { type Metrics, NO_METRICS } from './metrics.ts';
import { syncCommands } from './register.ts';
import { Speakable } from './speakable.ts';
import { Disconnected } from './start-failure.ts';
import { Turns } from './turns.ts';

export interface BotOptions {
  readonly config: Config;
  readonly log: Logger;
  /** The corpus of this moment. */
  readonly library: () => Library;
  readonly metrics?: Metrics;
}

export interface Bot {
  readonly client: Client;
  /** Resolves when the commands were registered, or that failed and was logged. */
  readonly registered: Promise<void>;
  /** Resolves where Discord has closed the connection for good after the start. */
  readonly ended: Promise<Disconnected>;
  /** Whether every shard of this process is connected. */
  isReady(): boolean;
  /** Finishes what was accepted, for at most `STOP_WITHIN`, and leaves Discord. */
  stop(): Promise<void>;
}

/** Milliseconds that a stop waits for answers under way. */
const STOP_WITHIN = 5_000;

/** What happens where somebody changes what the bot may do in a channel. */
const PERMISSION_EVENTS = [
  GatewayDispatchEvents.ChannelUpdate,
  GatewayDispatchEvents.ThreadUpdate,
  GatewayDispatchEvents.GuildRoleUpdate,
  GatewayDispatchEvents.GuildMemberUpdate,
] as const;

/** Connects the bot and resolves once it is ready. Rejects where Discord refuses it: see `startup-errors.ts`. */
export async function startBot(options: BotOptions, token: string): Promise<Bot> {
  const { config, log, library, metrics = NO_METRICS } = options;
  // Only then is its code loaded.
  const redis = config.redisUrl && (await import('./redis.ts')).connectRedis(config.redisUrl, token, log);
  const client = createClient(config, redis && redisWindows(redis));
  const api = new DiscordApi(client.rest);
  const today = () => Date.now();
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
  const services = {
    api,
    commands: COMMANDS,
    library,
    limiters: redis ? redisLimiters(config.cooldowns, redis) : memoryLimiters(config.cooldowns),
    log,
    metrics,
    now: () => performance.now(),
  };
  let bot = '';
  const dispatcher = new Dispatcher(services);
  const turns = new Turns({
    now: services.now,
    dropped(waited) {
      metrics.record({ surface: 'other', outcome: 'failed', seconds: waited / 1_000 });
      log.warn(
        { milliseconds: Math.round(waited) },
        'more is asked than can be answered; an interaction whose time was over is dropped',
      );
    },
  });
  const speakable = new Speakable(api, log, today);
  const mentions = new MentionReplies({
    ...services,
    speakable,
    bot: () => bot,
    guildLocale: (guild) => client.guilds.cache.get(guild)?.preferredLocale,
    today,
    wait,
  });
  const underWay = new Set<Promise<void>>();
  const accept = (work: Promise<void>) => {
    underWay.add(work);
    work
      .catch((error: unknown) => log.error({ err: error }, 'an event handler failed'))
      .finally(() => underWay.delete(work));
  };
  const catchUp = new CatchUp({
    api,
    log,
    bot: () => bot,
    today,
    answer: (message) => accept(mentions.created(message)),
    wait,
  });
  // First of all that hears an event: the client takes out of it what it does not keep.
  client.prependListener('raw', (packet, shard) => catchUp.saw(packet, shard));
  const { ws } = client;
  ws.on(GatewayDispatchEvents.Ready, (data: GatewayReadyDispatchData) => {
    bot = data.user.id;
  });
  takeOver(client, {
    [GatewayDispatchEvents.InteractionCreate]: (data: APIInteraction) =>
      accept(turns.take(() => dispatcher.handle(data))),
    [GatewayDispatchEvents.MessageCreate]: (data: IncomingMessage) => accept(mentions.created(data)),
    [GatewayDispatchEvents.MessageUpdate]: (data: IncomingMessage) => accept(mentions.updated(data)),
    [GatewayDispatchEvents.MessageDelete]: (data: GatewayMessageDeleteDispatchData) =>
      accept(mentions.deleted(data)),
    [GatewayDispatchEvents.MessageDeleteBulk]: (data: GatewayMessageDeleteBulkDispatchData) =>
      accept(mentions.deletedInBulk(data)),
  });
  for (const event of PERMISSION_EVENTS)
    ws.on(event, (data: { guild_id?: string }) => speakable.changed(data.guild_id ?? ''));
  client.on('error', (error) => log.error({ err: error }, 'the Discord client reported an error'));
  client.on('warn', (message) => log.warn(message));
  client.on('shardError', (error, shard) =>
    log.warn({ err: error, shard }, 'a connection failed; it is tried again'),
  );
  client.on('shardReconnecting', (shard) => log.info({ shard }, 'reconnecting'));
  client.on('shardResume', (shard, replayed) => log.info({ shard, replayed }, 'resumed'));
  const ended = new Promise<Disconnected>((resolve) =>
    client.once('shardDisconnect', ({ code }) => resolve(new Disconnected(code))),
  );
  const ready = new Promise<void>((resolve) => client.once('clientReady', () => resolve()));
  try {
    await connect(client, token, ready, ended);
  } catch (error) {
    await redis?.close();
    throw error;
  }
  const application = client.application?.id ?? bot;
  log.info(
    { servers: client.guilds.cache.size, user: client.user?.tag, invite: inviteLink(application) },
    'ready',
  );
  return {
    client,
    registered: hasShardZero(client) ? register(api, application, log) : Promise.resolve(),
    ended,
    isReady: () => client.ws.shards.every((shard) => shard.status === Status.Ready),
    async stop() {
      const deadline = performance.now() + STOP_WITHIN;
      const late = new Promise((resolve) => setTimeout(resolve, STOP_WITHIN).unref());
      // Until nothing is under way for a moment: what comes meanwhile is answered as well.
      while (underWay.size > 0 && performance.now() < deadline)
        await Promise.race([Promise.all(underWay), late]);
      await client.destroy();
      await redis?.close();
    },
  };
}

/** Logs in and waits until all servers are known. Rejects with `Disconnected` where Discord closes for good before. */
async function connect(
  client: Client,
  token: string,
  ready: Promise<void>,
  ended: Promise<Disconnected>,
): Promise<void> {
  const refused = ended.then((reason) => Promise.reject(reason));
  try {
    await Promise.race([client.login(token).then(() => ready), refused]);
  } catch (error) {
    await client.destroy();
    throw error;
  }
}

/** What must happen once for all processes happens where shard 0 is. */
function hasShardZero(client: Client): boolean {
  return client.ws.shards.has(0);
}

async function register(api: DiscordApi, application: string, log: Logger): Promise<void> {
  try {
    await syncCommands(api, application, COMMANDS, log);
  } catch (error) {
    log.error({ err: error }, 'the commands could not be registered; `verbatim register` tries again');
  }
}
