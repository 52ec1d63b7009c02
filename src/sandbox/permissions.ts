import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Channel, Guild, Overwrite } from './model.ts';

export const ALL_PERMISSIONS = Object.values(Permission).reduce((all, bit) => all | bit, 0n);

/** What everyone may do in direct messages. */
const DIRECT_MESSAGE_PERMISSIONS =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.ReadMessageHistory |
  Permission.EmbedLinks |
  Permission.AttachFiles |
  Permission.AddReactions |
  Permission.UseExternalEmojis |
  Permission.MentionEveryone |
  Permission.PinMessages;

const WHILE_TIMED_OUT = Permission.ViewChannel | Permission.ReadMessageHistory;

/** Lost with the right to send: https://docs.discord.com/developers/topics/permissions (implicit permissions). */
const NEEDS_SENDING =
  Permission.MentionEveryone |
  Permission.SendTTSMessages |
  Permission.AttachFiles |
  Permission.EmbedLinks |
  Permission.SendPolls;

const THREADS: ReadonlySet<ChannelType> = new Set([
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
]);

/** What computes someone's permissions in a channel: the world. */
interface PermissionSource {
  permissions(userId: string, channel: Channel): bigint;
}

export interface PermissionQuery {
  userId: string;
  channel: Channel;
  /** A thread's channel, whose overwrites count for the thread. */
  parent: Channel | null;
  /** null in direct messages. */
  guild: Guild | null;
  now: number;
}

/** The bits that a user has in a channel; none outside it. */
export function permissionsIn({ userId, channel, parent, guild, now }: PermissionQuery): bigint {
  if (guild === null) return DIRECT_MESSAGE_PERMISSIONS;
  const base = guildPermissions(guild, userId, now);
  if ((base & Permission.Administrator) !== 0n) return ALL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  const overwrites = (parent ?? channel).overwrites;
  let bits = applyOverwrites(base, overwrites, guild.id, userId, member.roles);
  if ((bits & Permission.ViewChannel) === 0n) return 0n;
  const isThread = THREADS.has(channel.type);
  if (isThread && channel.type === ChannelType.PrivateThread && !channel.thread?.members.has(userId)) {
    if ((bits & Permission.ManageThreads) === 0n) return 0n;
  }
  const sends = isThread ? Permission.SendMessagesInThreads : Permission.SendMessages;
  if ((bits & sends) === 0n) bits &= ~NEEDS_SENDING;
  return timedOut(member.timedOutUntil, now) ? bits & WHILE_TIMED_OUT : bits;
}

/** The bits from roles alone; owners and administrators have all. */
export function guildPermissions(guild: Guild, userId: string, now: number): bigint {
  if (guild.ownerId === userId) return ALL_PERMISSIONS;
  const member = guild.members.get(userId);
  if (member === undefined) return 0n;
  let bits = guild.roles.get(guild.id)?.permissions ?? 0n;
  for (const role of member.roles) bits |= guild.roles.get(role)?.permissions ?? 0n;
  if ((bits & Permission.Administrator) !== 0n) return ALL_PERMISSIONS;
  return timedOut(member.timedOutUntil, now) ? bits & WHILE_TIMED_OUT : bits;
}

export function isThread(channel: Channel): boolean {
  return THREADS.has(channel.type);
}

/** Whether someone may still write in a locked thread, and open it again. */
export function mayModerateThread(world: PermissionSource, userId: string, channel: Channel): boolean {
  return (world.permissions(userId, channel) & Permission.ManageThreads) !== 0n;
}

/** The right that sending in this channel takes. */
export function sendingPermission(channel: Channel): bigint {
  return isThread(channel) ? Permission.SendMessagesInThreads : Permission.SendMessages;
}

function applyOverwrites(
  base: bigint,
  overwrites: readonly Overwrite[],
  everyone: string,
  userId: string,
  roles: readonly string[],
): bigint {
  const apply = (bits: bigint, chosen: readonly Overwrite[]) => {
    const deny = chosen.reduce((sum, { deny }) => sum | deny, 0n);
    const allow = chosen.reduce((sum, { allow }) => sum | allow, 0n);
    return (bits & ~deny) | allow;
  };
  const ofEveryone = apply(
    base,
    overwrites.filter(({ id }) => id === everyone),
  );
  const ofRoles = apply(
    ofEveryone,
    overwrites.filter(({ id, kind }) => kind === 'role' && id !== everyone && roles.includes(id)),
  );
  return apply(
    ofRoles,
    overwrites.filter(({ id, kind }) => kind === 'member' && id === userId),
  );
}

function timedOut(until: number | null, now: number): boolean {
  return until !== null && until > now;
}
