import { existsSync } from 'node:fs';
import { ChannelType } from 'discord-api-types/v10';
import { pino } from 'pino';
import { loadConfig } from '../../src/config.ts';
import { type Bot, startBot } from '../../src/discord/bot.ts';
import type { Library } from '../../src/discord/library.ts';
import type { Handled } from '../../src/discord/metrics.ts';
import type { Actor, OpenapiViolation, Sandbox, SandboxOptions } from '../../src/sandbox/driver.ts';
import { usualDescription } from '../../src/sandbox/openapi.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

/** Whether Discord's OpenAPI description is at hand, so that requests are checked against it. */
export const DESCRIBED = existsSync(usualDescription());

/** The real bot, an unmodified discord.js client, logged in to a sandbox. */
export interface LocalBot {
  readonly sandbox: Sandbox;
  readonly bot: Bot;
  /** Lines of the bot's log, as objects. */
  readonly logged: Record<string, unknown>[];
  readonly handled: Handled[];
  /** Requests that Discord's description does not allow; each is given once. */
  newViolations(): readonly OpenapiViolation[];
  /** Resolves once as many events were handled in all. */
  handledAtLeast(count: number): Promise<void>;
  /** Ends the bot's process, as far as the bot can tell, and starts another. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface LocalBotOptions {
  /** The corpus of this moment. */
  readonly library: () => Library;
  readonly sandbox?: SandboxOptions;
  /** Configuration beside the defaults; cooldowns are off. */
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the sandbox before the bot logs in. */
  prepare?(sandbox: Sandbox): void;
}

export async function startLocalBot(options: LocalBotOptions): Promise<LocalBot> {
  const { library, env = {} } = options;
  const sandbox = await startSandbox({ rateLimits: false, ...options.sandbox });
  options.prepare?.(sandbox);
  const parsed = loadConfig({
    DISCORD_API_URL: sandbox.api,
    COOLDOWN_USER: 'off',
    COOLDOWN_CHANNEL: 'off',
    ...env,
  });
  if (parsed.kind === 'problems') throw new Error(parsed.message);
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug', base: null, timestamp: false },
    { write: (line) => logged.push(JSON.parse(line)) },
  );
  const handled: Handled[] = [];
  const waiting = new Set<() => void>();
  const metrics = {
    record: (one: Handled) => {
      handled.push(one);
      for (const check of [...waiting]) check();
    },
  };
  const start = async () => {
    const started = await startBot({ config: parsed.config, log, library, metrics }, sandbox.token);
    await started.registered;
    return started;
  };
  let bot = await start();
  let given = 0;
  return {
    sandbox,
    get bot() {
      return bot;
    },
    logged,
    handled,
    newViolations() {
      const all = sandbox.openapi.kind === 'checked' ? sandbox.openapi.violations : [];
      const fresh = all.slice(given);
      given = all.length;
      return fresh;
    },
    handledAtLeast: (count) =>
      new Promise((resolve) => {
        const check = () => {
          if (handled.length < count) return;
          waiting.delete(check);
          resolve();
        };
        waiting.add(check);
        check();
      }),
    async restart() {
      await bot.stop();
      bot = await start();
    },
    async stop() {
      await bot.stop();
      await sandbox.close();
    },
  };
}

/** A server of another language with the bot, the member and the moderator in it; gives its one channel. */
export function addServer(sandbox: Sandbox, locale: string): string {
  const { world, places } = sandbox;
  const permissions = world.guilds.get(places.guild)!.roles.get(places.guild)!.permissions;
  const guild = world.addGuild({ name: `Server (${locale})`, ownerId: places.owner, permissions });
  guild.preferredLocale = locale;
  for (const user of [places.owner, places.member, places.moderator, places.bot])
    world.addMember(guild, user);
  return world.addChannel({ type: ChannelType.GuildText, guildId: guild.id, name: 'general' }).id;
}

/** Somewhere that somebody asks. */
export interface Place {
  readonly asker: Actor;
  readonly channel: string;
}

/** Every kind of place that members' surfaces work in, by what is particular about it. */
export const PLACES = {
  'in a server': ({ as, places }) => ({ asker: as(places.member), channel: places.general }),
  'in a thread': ({ as, places }) => ({ asker: as(places.member), channel: places.thread }),
  'in a direct message': ({ as, places }) => {
    const asker = as(places.member);
    return { asker, channel: asker.directMessages() };
  },
  'in a server without the bot': ({ as, places }) => ({
    asker: as(places.traveller),
    channel: places.foreignChannel,
  }),
  'in Italian': ({ as, places }, servers) => ({
    asker: as(places.member).speaking('it'),
    channel: servers.it!,
  }),
  'in Ukrainian': ({ as, places }, servers) => ({
    asker: as(places.member).speaking('uk'),
    channel: servers.uk!,
  }),
} as const satisfies Record<string, (sandbox: Sandbox, servers: Readonly<Record<string, string>>) => Place>;
export type PlaceName = keyof typeof PLACES;
