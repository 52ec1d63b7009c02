import { Client, type ClientOptions, Events, GatewayIntentBits as Intent, Options } from 'discord.js';
import type { Sandbox } from '../../src/sandbox/driver.ts';

/** Intents that need no approval: what the bot under test asks for. */
const INTENTS = [
  Intent.Guilds,
  Intent.GuildMessages,
  Intent.DirectMessages,
  Intent.GuildMessageReactions,
  Intent.GuildMessageTyping,
];

/** An unmodified discord.js client, logged in to the sandbox. */
export async function loggedIn(
  sandbox: Sandbox,
  options: Partial<ClientOptions> = {},
): Promise<Client<true>> {
  const client = new Client({
    intents: INTENTS,
    partials: [1],
    makeCache: Options.cacheWithLimits({ MessageManager: 50 }),
    // Its own wait between logins is for Discord's limits, which a test switches off.
    ws: { buildIdentifyThrottler: async () => ({ waitForIdentify: async () => {} }) },
    ...options,
    rest: { api: sandbox.api, version: '10', ...options.rest },
  });
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  return ready;
}
