import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Options } from './benchmarks.ts';
import { benchSet } from './corpus.ts';
import { BotProcess, DiscordProcess } from './processes/index.ts';
import { type Measured, quantile } from './report.ts';

const ROUNDS = 9;
const LARGE = 10_000;

/** From the process's beginning to ready, against a bare client on the same sandbox, in turn. */
export async function measureStart({ quick, files }: Options): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-start-'));
  const discord = await DiscordProcess.start();
  try {
    const large = join(folder, 'large');
    mkdirSync(large);
    for (const { id, text } of benchSet(files, LARGE, 1).corpus.documents)
      writeFileSync(join(large, `${id}.txt`), text);
    const prepared = { CACHE: join(folder, 'prepared') };
    const candidates = {
      'discord.js': {},
      'the article, prepared': prepared,
      'the article, for the first time': { CACHE: 'off' },
      [`${LARGE.toLocaleString('en')} sentences, prepared`]: { CORPUS: large, ...prepared },
    };
    const times = new Map(Object.keys(candidates).map((name): [string, number[]] => [name, []]));
    const rounds = quick ? 3 : ROUNDS;
    // The first round prepares, and has files read from the disk; it is not counted.
    for (let round = 0; round <= rounds; round++)
      for (const [name, environment] of Object.entries(candidates)) {
        const kind = name === 'discord.js' ? 'discord.js' : 'verbatim';
        const bot = await BotProcess.start(kind, { ...discord.environment, ...environment });
        if (round > 0) times.get(name)!.push(bot.startMilliseconds);
        await bot.end();
      }
    const median = (name: string) => quantile(times.get(name)!, 0.5);
    const bare = median('discord.js');
    const rows = Object.keys(candidates).map((name) => [
      name,
      median(name).toFixed(0),
      (median(name) / bare).toFixed(2),
    ]);
    return {
      title: 'Start',
      method: `From the beginning of the process to ready, the median of ${rounds} starts, in turn with a bare discord.js client on the same sandbox.`,
      head: ['what', 'ms', 'to discord.js'],
      rows,
      goals: Object.keys(candidates)
        .filter((name) => name.endsWith('prepared'))
        .map((name) => ({
          what: `start: to a bare client, ${name}`,
          value: median(name) / bare,
          limit: 1.2,
        })),
    };
  } finally {
    await discord.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
