/** Discord's epoch: the first second of 2015, in milliseconds of Unix time. */
const EPOCH = 1_420_070_400_000n;

/** When Discord made an id, in milliseconds of Unix time; 0 for what is no id. */
export function timeOf(id: string): number {
  return /^\d{1,20}$/.test(id) ? Number((BigInt(id) >> 22n) + EPOCH) : 0;
}
