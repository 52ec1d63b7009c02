import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep, setImmediate as yieldToSockets } from 'node:timers/promises';
import { startSandbox } from '../../src/sandbox/server.ts';
import { gatherAskers } from './asking.ts';
import { startBotProcess, type Vitals } from './bot-process.ts';
import { openLedger } from './ledger.ts';
import { questionTexts } from './questions.ts';
import { randomFrom } from './random.ts';
import { megabytes, type Report, table } from './report.ts';
import { buildTown } from './town.ts';

export interface SoakOptions {
  readonly seed: number;
  /** Events that the gateway sends. */
  readonly events: number;
  readonly program: readonly string[];
  readonly progress?: (events: number) => void;
}

export interface SoakResult {
  readonly seed: number;
  readonly events: number;
  readonly asked: number;
  readonly seconds: number;
  /** Every tenth of the events: the middle of the samples around it. */
  readonly tenths: readonly Vitals[];
}

/** One event in so many is a question; the rest is other people's talk. */
const ASKING = 12;
/** Questions under way at most, so that memory shows what is kept and not what waits. */
const IN_FLIGHT = 20;
/** Resident memory may differ by so much between the first tenth and the end. */
const MOST_GROWTH = 1.05;

/** Lets a bot hear very many events, and looks at its memory while it does. */
export async function runSoak({ seed, events, program, progress }: SoakOptions): Promise<SoakResult> {
  const started = performance.now();
  const random = randomFrom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-soak-'));
  const sandbox = await startSandbox({ seed, rateLimits: false });
  writeFileSync(join(folder, 'token'), sandbox.token);
  const town = buildTown(sandbox, random, { servers: 50, members: 200 });
  const ledger = openLedger(sandbox);
  const askers = gatherAskers(sandbox, town, ledger, random, questionTexts('corpus'));
  const bot = startBotProcess({
    program,
    environment: {
      DISCORD_TOKEN_FILE: join(folder, 'token'),
      DISCORD_API_URL: sandbox.api,
      COOLDOWN_USER: 'off',
      COOLDOWN_CHANNEL: 'off',
      LOG_LEVEL: 'info',
    },
    onText: () => {},
  });
  let heard = 0;
  sandbox.record.follow(({ kind }) => {
    if (kind === 'dispatch') heard++;
  });
  const samples: { at: number; vitals: Vitals }[] = [];
  let sampler: NodeJS.Timeout | undefined;
  try {
    await bot.said('ready');
    heard = 0;
    sampler = setInterval(async () => {
      const vitals = await bot.vitals().catch(() => null);
      if (vitals) samples.push({ at: heard, vitals });
    }, 500);
    for (let step = 1; heard < events; step++) {
      await askers.chat();
      if (step % ASKING === 0) await askers.ask();
      if (step % 10 === 0) await yieldToSockets();
      while (ledger.open(60_000) >= IN_FLIGHT) await sleep(2);
      if (step % 10_000 === 0) progress?.(heard);
    }
    await sleep(2_000);
    samples.push({ at: heard, vitals: await bot.vitals() });
    const tenths = Array.from({ length: 10 }, (_, tenth) => {
      const near = samples.filter(
        ({ at }) => at > (tenth + 0.5) * (events / 10) && at <= (tenth + 1.05) * (events / 10),
      );
      return middle(near.map(({ vitals }) => vitals));
    });
    return {
      seed,
      events: heard,
      asked: ledger.questions.length,
      seconds: (performance.now() - started) / 1_000,
      tenths,
    };
  } finally {
    clearInterval(sampler);
    askers.close();
    ledger.close();
    await bot.end('SIGTERM');
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function soakReport(result: SoakResult): Report {
  const first = result.tenths[0]!;
  const last = result.tenths.at(-1)!;
  const kept = last.resident <= first.resident * MOST_GROWTH;
  const growth = (last.resident / first.resident - 1) * 100;
  return {
    kept,
    text: [
      `Seed ${result.seed}; ${result.events} events, ${result.asked} of them questions, in ${result.seconds.toFixed(0)} s. Resident memory from the first tenth to the end: ${growth.toFixed(1)} % (${kept ? 'kept' : '**broken**'}: at most 5 %).`,
      table(
        ['after', 'resident MB', 'heap MB', 'active resources'],
        result.tenths.map((vitals, tenth) => [
          `${(tenth + 1) * 10} %`,
          megabytes(vitals.resident),
          megabytes(vitals.heap),
          String(vitals.resources),
        ]),
      ),
    ].join('\n\n'),
  };
}

function middle(samples: readonly Vitals[]): Vitals {
  const median = (key: keyof Vitals) => {
    const sorted = samples.map((each) => each[key]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return { resident: median('resident'), heap: median('heap'), resources: median('resources') };
}
