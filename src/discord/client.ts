import { ActivityType, Client, DefaultRestOptions, GatewayIntentBits, Options } from 'discord.js';
import type { Config } from '../config.ts';
import { type IdentifyWindows, identifyThrottler } from './identify.ts';
import { patiently, RETRIES } from './patience.ts';

/** None of these is privileged. */
const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
] as const;

/**
 * The discord.js client. It keeps the connection, rate limits and shards. Of what it would cache only a server's name
 * and language are used, so the rest is not kept: handlers read the gateway's own events, which carry all they need. With `windows`, shards
 * identify when these let them; without, discord.js paces those of this process.
 */
export function createClient(
  config: Pick<Config, 'discordApiUrl' | 'sharding'>,
  windows: IdentifyWindows | null = null,
): Client {
  const { sharding } = config;
  const client = new Client({
    intents: INTENTS,
    allowedMentions: { parse: [], repliedUser: false },
    makeCache: Options.cacheWithLimits(NOTHING_KEPT),
    sweepers: {},
    presence: {
      activities: [
        { type: ActivityType.Custom, name: 'Verbatim', state: 'The source in its own words: /ask' },
      ],
    },
    rest: {
      api: config.discordApiUrl,
      retries: RETRIES,
      makeRequest: patiently(DefaultRestOptions.makeRequest),
    },
    ...(sharding.kind === 'shards' && { shards: [...sharding.ids], shardCount: sharding.count }),
    ...(windows && {
      ws: {
        async buildIdentifyThrottler(manager) {
          const { session_start_limit: limit } = await manager.fetchGatewayInformation();
          return identifyThrottler(windows, limit.max_concurrency);
        },
      },
    }),
  });
  // Before discord.js handles an event: what it would keep of a server for as long as it runs.
  client.on('raw', trim);
  return client;
}

/** An event of the gateway as the client gives it before it handles it. */
interface Packet {
  t: string | null;
  d: unknown;
}

/**
 * Hands events to handlers of their own instead of to discord.js, which would make an object of every message of every
 * server, and of every interaction, for nobody to read.
 */
export function takeOver(client: Client, handlers: Readonly<Record<string, (data: never) => void>>): void {
  client.on('raw', (packet: Packet) => {
    const handle = packet.t === null ? undefined : handlers[packet.t];
    if (!handle) return;
    packet.t = null;
    handle(packet.d as never);
  });
}

const NOTHING_KEPT = {
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildForumThreadManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildSoundboardSoundManager: 0,
  GuildStickerManager: 0,
  GuildTextThreadManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadManager: 0,
  ThreadMemberManager: 0,
  UserManager: 0,
  VoiceStateManager: 0,
} as const;

/** Lists that a server comes with. Channels and roles cannot be left out by the cache's limits, the others go with them. */
const UNUSED = [
  'channels',
  'roles',
  'threads',
  'members',
  'presences',
  'voice_states',
  'emojis',
  'stickers',
  'stage_instances',
  'guild_scheduled_events',
  'soundboard_sounds',
] as const;

function trim(packet: Packet): void {
  if (packet.t !== 'GUILD_CREATE' && packet.t !== 'GUILD_UPDATE') return;
  const guild = packet.d as Record<string, unknown>;
  for (const list of UNUSED) if (list in guild) guild[list] = [];
}
