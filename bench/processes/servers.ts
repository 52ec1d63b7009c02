import { ChannelType } from 'discord-api-types/v10';
import type { Sandbox } from '../../src/sandbox/driver.ts';

/** What an ordinary server has: a bot is told of all of it when it connects. */
const ROLES = 20;
const CHANNELS = 30;
const OVERWRITES = 3;

/** Adds servers with roles, and channels that have topics and permissions of their own. */
export function fullServers(sandbox: Sandbox, count: number): void {
  const { world } = sandbox;
  for (const id of sandbox.addGuilds(count)) {
    const guild = world.guilds.get(id)!;
    for (let n = 0; n < ROLES; n++) {
      const role = {
        id: world.nextId(),
        name: `Role ${n}`,
        permissions: 1n << BigInt(n),
        color: n,
        position: n,
      };
      guild.roles.set(role.id, role);
    }
    const roles = [...guild.roles.keys()];
    for (let n = 0; n < CHANNELS; n++)
      world.addChannel({
        type: n % 5 === 4 ? ChannelType.GuildVoice : ChannelType.GuildText,
        guildId: id,
        name: `channel-${n}`,
        topic: `What channel ${n} of this server is for, in a line or so`,
        overwrites: roles
          .slice(n % ROLES, (n % ROLES) + OVERWRITES)
          .map((role) => ({ id: role, kind: 'role' as const, allow: 1024n, deny: 2048n })),
      });
  }
}
