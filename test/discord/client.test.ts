import { Events } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createClient, takeOver } from '../../src/discord/client.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';

let sandbox: Sandbox;
let client: ReturnType<typeof createClient>;

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  client = createClient({ discordApiUrl: sandbox.api, sharding: { kind: 'single' } });
});
afterEach(async () => {
  await client.destroy();
  await sandbox.close();
});

async function ready(): Promise<void> {
  const connected = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(sandbox.token);
  await connected;
}

test('of servers the client keeps the name and the language alone', async () => {
  const [id] = sandbox.addGuilds(1);
  await ready();
  const server = client.guilds.cache.get(id!)!;
  expect(server.name).toBe('Server 1');
  expect(server.preferredLocale).toBe('en-US');
  const kept = [client.channels, client.users, server.channels, server.roles, server.members, server.emojis];
  expect(kept.map(({ cache }) => cache.size)).toEqual(kept.map(() => 0));
});

test('an event that is taken over comes to its handler once, and discord.js makes nothing of it', async () => {
  const taken: unknown[] = [];
  const made: unknown[] = [];
  takeOver(client, { MESSAGE_CREATE: (message: { content: string }) => taken.push(message.content) });
  client.on(Events.MessageCreate, (message) => made.push(message));
  await ready();
  const { places } = sandbox;
  const member = sandbox.as(places.member);
  const next = new Promise<{ t: string | null }>((resolve) =>
    client.on(Events.Raw, (packet) => packet.t === 'MESSAGE_DELETE' && resolve(packet)),
  );
  const said = await member.say(places.general, `<@${places.bot}> hello`);
  await member.delete(said);
  await next;
  expect(taken).toEqual([`<@${places.bot}> hello`]);
  expect(made).toEqual([]);
});
