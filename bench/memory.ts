import type { Options } from './benchmarks.ts';
import { type BotKind, BotProcess, DiscordProcess } from './processes/index.ts';
import type { Measured } from './report.ts';

/** Servers, and how many shards Discord would have them on; all in one process here. */
const SIZES = [
  { servers: 1, shards: 1 },
  { servers: 2_500, shards: 2 },
  { servers: 10_000, shards: 8 },
];
/** An hour of talk, at some thirty messages, edits and deletions a second. */
const HOUR = 100_000;
const KINDS: readonly BotKind[] = ['discord.js', 'verbatim'];

/** Resident memory with many servers, against a client with discord.js's defaults; and after an hour's worth of events. */
export async function measureMemory({ quick }: Options): Promise<Measured> {
  const sizes = quick ? SIZES.slice(0, 2) : SIZES;
  const rows: string[][] = [];
  const goals: Measured['goals'][number][] = [];
  for (const { servers, shards } of sizes) {
    const resident = new Map<BotKind, number>();
    for (const kind of KINDS) {
      const { before, after, eventMicroseconds } = await residentWith(
        kind,
        servers,
        shards,
        quick ? HOUR / 20 : HOUR,
      );
      resident.set(kind, before);
      rows.push([
        servers.toLocaleString('en'),
        kind,
        before.toFixed(0),
        servers === 1 ? after.toFixed(0) : '',
        servers === 1 ? eventMicroseconds.toFixed(0) : '',
        kind === 'verbatim' ? (before / resident.get('discord.js')!).toFixed(2) : '',
      ]);
      if (kind === 'verbatim' && servers === 1)
        goals.push({ what: 'memory: after an hour of events to before', value: after / before, limit: 1.1 });
    }
    goals.push({
      what: `memory: to discord.js's defaults, ${servers.toLocaleString('en')} server${servers === 1 ? '' : 's'}`,
      value: resident.get('verbatim')! / resident.get('discord.js')!,
      limit: 0.6,
    });
  }
  return {
    title: 'Memory',
    method: `Resident memory after the bot is ready and has rested, each server with 21 roles and 31 channels; and with one server after ${HOUR.toLocaleString('en')} messages, edits and deletions, an hour at thirty a second.`,
    head: ['servers', 'bot', 'MB', 'MB an hour later', 'CPU µs an event', 'to discord.js'],
    rows,
    goals,
  };
}

async function residentWith(kind: BotKind, servers: number, shards: number, events: number) {
  const discord = await DiscordProcess.start(shards);
  try {
    if (servers > 1) await discord.servers(servers - 1);
    const sharding =
      kind === 'verbatim'
        ? { SHARD_IDS: `0-${shards - 1}`, SHARD_COUNT: String(shards) }
        : { SHARDS: String(shards) };
    // A process that read the texts itself keeps what that took; every start after the first finds them prepared.
    if (kind === 'verbatim' && servers === 1)
      await (await BotProcess.start(kind, { ...discord.environment, ...sharding })).end();
    const bot = await BotProcess.start(kind, { ...discord.environment, ...sharding });
    await discord.connected();
    const before = await rested(bot);
    const spent = bot.cpuMilliseconds;
    if (servers === 1) await discord.talk(events);
    const eventMicroseconds = (1_000 * (bot.cpuMilliseconds - spent)) / events;
    const after = servers === 1 ? await rested(bot) : before;
    await bot.end();
    return { before, after, eventMicroseconds };
  } finally {
    await discord.end();
  }
}

/** Resident memory once it no longer falls. */
async function rested(bot: BotProcess): Promise<number> {
  let least = bot.residentMegabytes;
  for (let still = 0; still < 3; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = bot.residentMegabytes;
    if (now < least * 0.99) still = 0;
    else still++;
    least = Math.min(least, now);
  }
  return least;
}
