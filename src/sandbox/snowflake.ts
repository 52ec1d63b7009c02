/** Discord's epoch: the first millisecond of 2015. */
const DISCORD_EPOCH = 1_420_070_400_000;
const TIMESTAMP_SHIFT = 22n;

/** Ids that grow with time and never repeat: the clock's milliseconds above 22 bits of counter. */
export function snowflakes(now: () => number): () => string {
  let last = 0n;
  return () => {
    const earliest = snowflakeAt(now());
    last = earliest > last ? earliest : last + 1n;
    return last.toString();
  };
}

/** The smallest id of a moment (Unix time in milliseconds). */
export function snowflakeAt(time: number): bigint {
  return BigInt(Math.trunc(time) - DISCORD_EPOCH) << TIMESTAMP_SHIFT;
}

/** The moment that an id carries, as Unix time in milliseconds. */
export function timeOf(id: string): number {
  return Number(BigInt(id) >> TIMESTAMP_SHIFT) + DISCORD_EPOCH;
}

/** The shard that a server's events go to; direct messages (null) go to shard 0. */
export function shardOf(guildId: string | null, count: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> TIMESTAMP_SHIFT) % BigInt(count));
}

export function isSnowflake(value: string): boolean {
  return /^\d{1,20}$/.test(value) && BigInt(value) < 1n << 64n;
}

/** Orders ids by age. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
