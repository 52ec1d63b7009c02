/** Discord's epoch: the first second of 2015, in milliseconds of Unix time. */
const EPOCH = 1_420_070_400_000n;

/** When Discord made an id, in milliseconds of Unix time; 0 for what is no id. */
export function timeOf(id: string): number {
  return /^\d{1,20}$/.test(id) ? Number((BigInt(id) >> 22n) + EPOCH) : 0;
}

/** The smallest id of a moment, given in milliseconds of Unix time. */
export function idAt(time: number): string {
  return String((BigInt(Math.trunc(time)) - EPOCH) << 22n);
}

/** Orders ids: true where the first was made before the second. */
export function isOlder(first: string, second: string): boolean {
  return BigInt(first) < BigInt(second);
}
