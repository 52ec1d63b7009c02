import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Command, Context } from './command.ts';

/** Whether somebody may use a command here: `server`: only in a server with the bot; `moderators`: not they. */
export type Gate = 'open' | 'server' | 'moderators';

/**
 * The gate of moderator commands: a payload's `default_member_permissions` hides it in the client, and servers can
 * override that, so the asker's permissions in this channel are looked at again.
 */
export function gateOf(
  { data }: Pick<Command, 'data'>,
  { guild, member, asker }: Pick<Context, 'guild' | 'member' | 'asker'>,
): Gate {
  const { default_member_permissions: needed } = data;
  if (needed === undefined || needed === null) return 'open';
  if (guild === null || !member) return 'server';
  const allowed =
    (asker.permissions & PermissionFlagsBits.Administrator) !== 0n ||
    (asker.permissions & BigInt(needed)) === BigInt(needed);
  return allowed ? 'open' : 'moderators';
}
