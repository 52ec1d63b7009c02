import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from './benchmarks.ts';
import { type BotKind, BotProcess, DiscordProcess } from './processes/index.ts';
import { type Measured, quantile } from './report.ts';

const RATE = 200;
const WARM_UP_SECONDS = 5;
const SECONDS = 10;
const ROUNDS = 2;
/** Rates tried for the highest that is held: each this much above the one before. */
const STEP = 1.3;
const HIGHEST = 5_000;
const KINDS: readonly BotKind[] = ['discord.js', 'verbatim'];

interface Figures {
  cpu: number[];
  latencies: number[];
  /** In the warm-up, from the moment the bot is ready: code that has not been compiled yet takes several times as long. */
  missedCold: number;
  missed: number;
  held: number;
}

/** Processor time and latency of a question, against a bare bot that answers a constant. */
export async function measureQuestions({ quick }: Options): Promise<Measured> {
  const questions = articleQuestions();
  const figures = new Map(KINDS.map((kind): [BotKind, Figures] => [kind, none()]));
  const rounds = quick ? 1 : ROUNDS;
  const seconds = quick ? 4 : SECONDS;
  for (let round = 0; round < rounds; round++)
    for (const kind of KINDS) {
      const own = figures.get(kind)!;
      const discord = await DiscordProcess.start();
      const bot = await BotProcess.start(kind, { ...discord.environment, LOG_LEVEL: 'info' });
      await discord.connected();
      const cold = await discord.ask(RATE, WARM_UP_SECONDS, questions);
      own.missedCold += cold.missed;
      const before = bot.cpuMilliseconds;
      const { latencies, missed } = await discord.ask(RATE, seconds, questions);
      own.cpu.push((bot.cpuMilliseconds - before) / (RATE * seconds));
      own.latencies.push(...latencies);
      own.missed += missed;
      if (round === rounds - 1) own.held = await highestRate(discord, questions, quick);
      await bot.end();
      await discord.end();
    }
  const of = (kind: BotKind) => {
    const { cpu, latencies, missedCold, missed, held } = figures.get(kind)!;
    return {
      cpu: quantile(cpu, 0.5),
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      missedCold,
      missed,
      held,
    };
  };
  const bare = of('discord.js');
  const ours = of('verbatim');
  return {
    title: 'Per question',
    method: `\`/ask\` ${RATE} times a second through the gateway of a sandbox in another process, ${questions.length} different questions about the article in eight languages; the bare bot answers a constant. Measured after ${WARM_UP_SECONDS} s at the same rate that begin when the bot is ready, whose missed deadlines are counted as cold. Latency is from the interaction's leaving to its callback's arrival. The highest rate is the last one tried with no three-second deadline missed, one process of each on the machine.`,
    head: ['bot', 'CPU ms', 'p50 ms', 'p99 ms', 'missed cold', `missed at ${RATE}/s`, 'highest rate held'],
    rows: KINDS.map((kind) => {
      const { cpu, p50, p99, missedCold, missed, held } = of(kind);
      const times = [cpu, p50, p99].map((milliseconds) => milliseconds.toFixed(2));
      return [kind, ...times, String(missedCold), String(missed), `${held.toFixed(0)}/s`];
    }),
    goals: [
      { what: 'a question: CPU to a bare bot', value: ours.cpu / bare.cpu, limit: 1.15 },
      { what: 'a question: p99 over that of a bare bot, ms', value: ours.p99 - bare.p99, limit: 5 },
      { what: `a question: deadlines missed at ${RATE}/s`, value: ours.missed, limit: 0 },
    ],
  };
}

async function highestRate(
  discord: DiscordProcess,
  questions: readonly string[],
  quick: boolean,
): Promise<number> {
  let held = 0;
  for (let rate = RATE; rate < (quick ? 2 * RATE : HIGHEST); rate *= STEP) {
    const { missed, latencies } = await discord.ask(Math.round(rate), 4, questions);
    // A queue that grows would miss deadlines if it went on.
    if (missed > 0 || quantile(latencies.slice(-Math.round(rate / 2)), 0.5) > 1_000) break;
    held = rate;
  }
  return held;
}

/** Every question that the repository has about the article, in all languages. */
function articleQuestions(): string[] {
  const folder = join(import.meta.dirname, 'questions');
  return ['en', 'it', 'uk', 'fr', 'de', 'es', 'pl', 'tr'].flatMap((language) =>
    readFileSync(join(folder, `article-${language}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .flatMap((line) => (JSON.parse(line) as { questions: { question: string }[] }).questions)
      .map(({ question }) => question),
  );
}

function none(): Figures {
  return { cpu: [], latencies: [], missedCold: 0, missed: 0, held: 0 };
}
