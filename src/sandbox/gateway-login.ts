import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import { z } from 'zod';
import { GUILDS_A_SHARD } from './limits.ts';
import type { Guild } from './model.ts';
import { shardOf } from './snowflake.ts';
import type { World } from './world.ts';

/** Why the gateway closes a socket. Source: Discord's "Gateway close event codes". */
export const CloseCode = {
  unknownOpcode: 4_001,
  decodeError: 4_002,
  notAuthenticated: 4_003,
  authenticationFailed: 4_004,
  alreadyAuthenticated: 4_005,
  invalidSequence: 4_007,
  rateLimited: 4_008,
  timedOut: 4_009,
  invalidShard: 4_010,
  shardingRequired: 4_011,
  invalidVersion: 4_012,
  invalidIntents: 4_013,
  disallowedIntents: 4_014,
} as const;

export interface Login {
  shard: number;
  shards: number;
  intents: number;
  /** The client wants each payload zlib-compressed. */
  compress: boolean;
  /** The bot's servers on this shard. */
  guilds: Guild[];
}

export type LoginVerdict = { kind: 'accepted'; login: Login } | { kind: 'closed'; code: number };

const KNOWN_INTENTS = Object.values(Intent).reduce<number>(
  (bits, bit) => (typeof bit === 'number' ? bits | bit : bits),
  0,
);
const PRIVILEGED_INTENTS = Intent.GuildMembers | Intent.GuildPresences | Intent.MessageContent;

const IDENTIFY = z.object({
  token: z.string(),
  intents: z.number().int().nonnegative(),
  compress: z.boolean().optional(),
  shard: z.tuple([z.number().int().nonnegative(), z.number().int().positive()]).optional(),
});

/** Checks an IDENTIFY as Discord does: the token, then the shard, then the intents. */
export function checkLogin(world: World, token: string, d: unknown): LoginVerdict {
  const parsed = IDENTIFY.safeParse(d);
  if (!parsed.success) return { kind: 'closed', code: CloseCode.decodeError };
  const { intents, compress = false, shard: [shard, shards] = [0, 1] } = parsed.data;
  const closed = (code: number): LoginVerdict => ({ kind: 'closed', code });
  if (!isToken(parsed.data.token, token)) return closed(CloseCode.authenticationFailed);
  if (shard >= shards) return closed(CloseCode.invalidShard);
  if ((intents & ~KNOWN_INTENTS) !== 0) return closed(CloseCode.invalidIntents);
  const withheld = PRIVILEGED_INTENTS & ~world.application.privilegedIntents;
  if ((intents & withheld) !== 0) return closed(CloseCode.disallowedIntents);
  const guilds = [...world.guilds.values()].filter(
    ({ id, members }) => members.has(world.application.botId) && shardOf(id, shards) === shard,
  );
  if (guilds.length > GUILDS_A_SHARD) return closed(CloseCode.shardingRequired);
  return { kind: 'accepted', login: { shard, shards, intents, compress, guilds } };
}

export function isToken(given: string, token: string): boolean {
  return given.replace(/^Bot /, '') === token;
}
