import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import type { Random } from './random.ts';

/** A place where members ask, and who is there. */
export interface Server {
  readonly id: string;
  /** Two text channels and a thread. */
  readonly channels: readonly string[];
  readonly members: readonly string[];
}

export interface Town {
  readonly servers: readonly Server[];
  /** Takes the bot's right to write in a channel away, or gives it back. */
  setWritable(channel: string, writable: boolean): void;
}

/** Servers that each member is in. */
const MEMBERSHIPS = 8;

/** Fills a sandbox with servers and members, before the bot logs in. */
export function buildTown(
  sandbox: Sandbox,
  random: Random,
  size: { servers: number; members: number },
): Town {
  const { world } = sandbox;
  const servers = sandbox.addGuilds(size.servers).map((id) => {
    const guild = world.guilds.get(id)!;
    const text = { type: ChannelType.GuildText, guildId: id } as const;
    const debate = world.addChannel({ ...text, name: 'debate' });
    const thread = world.addChannel({
      type: ChannelType.PublicThread,
      guildId: id,
      parentId: debate.id,
      name: 'What does it say?',
      thread: { ownerId: guild.ownerId, archived: false, locked: false, members: new Set() },
    });
    return { id, channels: [guild.channels[0]!, debate.id, thread.id], members: [] as string[] };
  });
  for (let number = 0; number < size.members; number++) {
    const { id } = world.addUser({ username: `member${number}`, locale: random.pick(LOCALES) });
    for (let left = Math.min(MEMBERSHIPS, servers.length); left > 0; left--) {
      // The first membership goes round, so that no server stays empty.
      const server = left === 1 ? servers[number % servers.length]! : random.pick(servers);
      if (server.members.includes(id)) continue;
      world.addMember(world.guilds.get(server.id)!, id);
      server.members.push(id);
    }
  }
  return {
    servers,
    setWritable(id, writable) {
      const channel = world.channels.get(id)!;
      const deny = Permission.SendMessages | Permission.SendMessagesInThreads;
      const overwrite = { id: sandbox.places.bot, kind: 'member' as const, allow: 0n, deny };
      channel.overwrites = writable ? [] : [overwrite];
      world.emit({ kind: 'channel-updated', channel });
    },
  };
}

const LOCALES = ['en-US', 'en-GB', 'it', 'uk', 'fr', 'de', 'es-ES', 'pl', 'tr', 'ja'] as const;
