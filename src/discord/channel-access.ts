import {
  type APIGuildMember,
  type APIOverwrite,
  type APIRole,
  OverwriteType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';

/** The parts of GUILD_CREATE that say what the bot may do in a channel. */
export interface Surroundings {
  /** The server's id, which is also that of its @everyone role. */
  readonly id: string;
  readonly ownerId: string;
  readonly roles: readonly Pick<APIRole, 'id' | 'permissions'>[];
  readonly member: Pick<APIGuildMember, 'roles'> & { readonly user: string };
}

const READING = Permission.ViewChannel | Permission.ReadMessageHistory;

/**
 * Whether a member reads a channel's history, by the channel's overwrites; a thread has those of its parent.
 * Order of roles and overwrites: https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function canReadHistory(overwrites: readonly APIOverwrite[], where: Surroundings): boolean {
  const { id, ownerId, member } = where;
  if (member.user === ownerId) return true;
  const roles = new Set([id, ...member.roles]);
  const granted = where.roles
    .filter((role) => roles.has(role.id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  if ((granted & Permission.Administrator) !== 0n) return true;
  const isRole = (overwrite: { type: OverwriteType }) => overwrite.type === OverwriteType.Role;
  const layers = [
    overwrites.filter((each) => each.id === id),
    overwrites.filter((each) => isRole(each) && each.id !== id && roles.has(each.id)),
    overwrites.filter((each) => !isRole(each) && each.id === member.user),
  ];
  const bits = layers.reduce((before, layer) => {
    const deny = layer.reduce((sum, each) => sum | BigInt(each.deny), 0n);
    const allow = layer.reduce((sum, each) => sum | BigInt(each.allow), 0n);
    return (before & ~deny) | allow;
  }, granted);
  return (bits & READING) === READING;
}
