import type { APIAllowedMentions } from 'discord-api-types/v10';
import type { Mentions } from './model.ts';

export interface MentionContext {
  /** The author of the message replied to. */
  repliedUser: string | null;
  /** Whether the reply pings when `allowed_mentions` does not say. */
  pingReply: boolean;
  /** The author may mention everyone and all roles. */
  mayMentionAll: boolean;
  userExists(id: string): boolean;
  roleExists(id: string): boolean;
}

/**
 * Who a message pings: what its content names, narrowed by `allowed_mentions`. Absent, everything is parsed; with
 * `parse: []` nobody is pinged; a reply's author is decided by `replied_user` alone.
 * Source: https://docs.discord.com/developers/resources/message#allowed-mentions-object
 */
export function pingedBy(
  content: string,
  allowed: APIAllowedMentions | null | undefined,
  context: MentionContext,
): Mentions {
  const named = {
    users: unique(content.matchAll(/<@!?(\d{15,20})>/g)).filter(context.userExists),
    roles: unique(content.matchAll(/<@&(\d{15,20})>/g)).filter(context.roleExists),
    everyone: /@(everyone|here)\b/.test(content),
  };
  const parse: readonly string[] | null = allowed == null ? null : (allowed.parse ?? []);
  const passes = (kind: 'users' | 'roles', id: string) =>
    parse === null || parse.includes(kind) || (allowed?.[kind] ?? []).includes(id);
  const users = named.users.filter((id) => passes('users', id));
  const pingReply = allowed == null ? context.pingReply : allowed.replied_user === true;
  if (context.repliedUser !== null && pingReply && !users.includes(context.repliedUser)) {
    users.push(context.repliedUser);
  }
  return {
    users,
    roles: context.mayMentionAll ? named.roles.filter((id) => passes('roles', id)) : [],
    everyone: context.mayMentionAll && named.everyone && (parse === null || parse.includes('everyone')),
  };
}

function unique(matches: Iterable<RegExpExecArray>): string[] {
  return [...new Set(Array.from(matches, ([, id]) => id ?? ''))];
}
