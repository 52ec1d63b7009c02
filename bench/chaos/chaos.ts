import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import type { Traffic } from '../../src/sandbox/record.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Askers, gatherAskers } from './asking.ts';
import { type BotProcess, startBotProcess, type Vitals } from './bot-process.ts';
import { KINDS, type Kind, type Ledger, openLedger, VERDICTS, type Verdict } from './ledger.ts';
import { questionTexts } from './questions.ts';
import { type Random, randomFrom } from './random.ts';
import { buildTown, type Town } from './town.ts';
import { brewWeather, type Weather } from './weather.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly questions: number;
  readonly servers: number;
  readonly members: number;
  /** Milliseconds from one question to the next, at least. */
  readonly pace: number;
  /** Milliseconds between two troubles. */
  readonly pause: readonly [number, number];
  /** Whether Discord's rate limits and its five seconds between logins hold. */
  readonly rateLimits: boolean;
  /** More of the bot's environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Kills the bot (signal 9) when half of the questions were asked, and starts it again. */
  readonly kill: boolean;
  /** Arguments of node that run the bot. */
  readonly program: readonly string[];
  readonly progress?: (asked: number) => void;
  /** Told of troubles and logins as they happen, to find out why a promise was broken. */
  readonly trace?: (line: string) => void;
}

export interface ChaosResult {
  readonly seed: number;
  readonly seconds: number;
  readonly verdicts: Readonly<Record<Kind, Readonly<Record<Verdict, number>>>>;
  /** Ids of questions that broke the promise. */
  readonly broken: readonly string[];
  readonly troubles: Readonly<Record<string, number>>;
  readonly requests: Requests;
  readonly events: number;
  readonly outcomes: Readonly<Record<string, number>>;
  /** Lines of the log by level and message, warnings and worse. */
  readonly log: Readonly<Record<string, number>>;
  /** What the bot said outside its log. */
  readonly other: readonly string[];
  /** Ends of the process that nobody asked for. */
  readonly exits: number;
  readonly unhandled: number;
  readonly secretsSeen: number;
  readonly openapiViolations: readonly string[];
  /** Null where the bot was not killed. */
  readonly restart: Restart | null;
  readonly vitals: { readonly early: Vitals; readonly late: Vitals };
}

export interface Requests {
  readonly all: number;
  /** Answered by a fault on demand. */
  readonly faulty: number;
  /** 401, 403 and 429, shared limits apart: what Discord counts. */
  readonly invalid: number;
  /** Those of them that no fault made. */
  readonly ownInvalid: number;
}

export interface Restart {
  /** Mentions that came while the bot was down. */
  readonly missed: number;
  /** How many of them were answered, once. */
  readonly answered: number;
  /** Seconds from the start to the last of those answers. */
  readonly seconds: number;
}

/** Shaped as a real one, so that whatever looks for tokens finds it. */
const TOKEN = 'MTE5ODc2NTQzMjEwOTg3NjU0Mw.GhJkLm.c2FuZGJveC1jaGFvcy1ydW4tdG9rZW4tb25seQ';
/** Questions that may be under way at once. */
const IN_FLIGHT = 30;
/** A question that is not settled by then holds up no other. */
const PATIENCE = 8_000;
/** After the last question, answers under way are waited for so long. */
const QUIET_WITHIN = 75_000;
/** Share of the questions after which memory is looked at first: by then what is remembered for a while has begun. */
const WARM_UP = 0.1;
/** Of the gateway's opcodes. */
const HEARTBEAT = 1;

/** Runs the bot as its own process through all that can go wrong, and judges what became of each question. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const started = performance.now();
  const random = randomFrom(options.seed);
  const corpus = mkdtempSync(join(tmpdir(), 'verbatim-chaos-'));
  cpSync('corpus', corpus, { recursive: true });
  const tokenFile = `${corpus}.token`;
  writeFileSync(tokenFile, TOKEN);
  const sandbox = await startSandbox({ seed: options.seed, token: TOKEN, rateLimits: options.rateLimits });
  const epoch = sandbox.clock.now();
  const town = buildTown(sandbox, random, options);
  const ledger = openLedger(sandbox);
  const askers = gatherAskers(sandbox, town, ledger, random, questionTexts(corpus));
  const watch = watchTraffic(sandbox);
  const trace = (line: string) => options.trace?.(`${sandbox.clock.now() - epoch} ${line}`);
  sandbox.record.follow((entry) => {
    if (entry.kind === 'closed') trace(`a socket closed (${entry.code})`);
    if (entry.kind === 'received' && entry.op !== HEARTBEAT) trace(`op ${entry.op} received`);
  });
  let secretsSeen = 0;
  const onText = (text: string) => {
    if (text.includes(TOKEN)) secretsSeen++;
  };
  const start = () =>
    startBotProcess({
      program: options.program,
      environment: {
        ...options.environment,
        DISCORD_TOKEN_FILE: tokenFile,
        DISCORD_API_URL: sandbox.api,
        CORPUS: corpus,
      },
      onText,
    });
  const bots = [start()];
  const bot = () => bots.at(-1)!;
  try {
    await ready(bot());
    const weather = brewWeather({ sandbox, town, ledger, random, corpus, pause: options.pause, trace });
    let restart: Restart | null = null;
    if (options.kill) {
      await askAll(askers, ledger, Math.floor(options.questions / 2), options);
      await calm(ledger);
      restart = await killAndRestart({ sandbox, town, ledger, random, bots, start, weather });
    }
    const rest = options.questions - ledger.questions.length;
    await askAll(askers, ledger, Math.floor(rest * WARM_UP), options);
    // A program that starts with a prepared index loads what builds one with the first new source, once.
    weather.addSource();
    await bot().said('the corpus was reloaded');
    const early = await bot().vitalsAfterCollection();
    await askAll(askers, ledger, options.questions - ledger.questions.length, options);
    weather.clear();
    await settle(ledger);
    const late = await bot().vitalsAfterCollection();
    const crashed = bot().exit !== null;
    await bot().end('SIGTERM');
    const lines = bots.flatMap((each) => each.lines);
    return {
      seed: options.seed,
      seconds: (performance.now() - started) / 1_000,
      ...judge(ledger, epoch),
      troubles: weather.counts,
      requests: watch.requests(),
      events: watch.events(),
      outcomes: sumCounts(bots.map((each) => each.outcomes)),
      log: countBy(lines.map(({ level, msg }) => `${level}: ${msg}`)),
      other: bots.flatMap((each) => each.other),
      exits: crashed ? 1 : 0,
      unhandled: bots.reduce((sum, each) => sum + each.count('a promise was left without a handler'), 0),
      secretsSeen: secretsSeen + watch.secretsSeen(),
      openapiViolations:
        sandbox.openapi.kind === 'checked'
          ? sandbox.openapi.violations.map(
              ({ method, route, pointer, message }) => `${method} ${route} ${pointer} ${message}`,
            )
          : [],
      restart,
      vitals: { early, late },
    };
  } finally {
    askers.close();
    ledger.close();
    for (const each of bots) await each.end('SIGKILL');
    await sandbox.close();
    rmSync(corpus, { recursive: true, force: true });
    rmSync(tokenFile, { force: true });
  }
}

/** The commands are there once they are registered. */
async function ready(bot: BotProcess): Promise<void> {
  await bot.said('ready');
  await Promise.race([bot.said('commands registered'), bot.said('the commands are registered as they are')]);
}

async function askAll(askers: Askers, ledger: Ledger, count: number, options: ChaosOptions): Promise<void> {
  const before = ledger.questions.length;
  while (ledger.questions.length < before + count) {
    await askers.chat();
    if (await askers.ask()) options.progress?.(ledger.questions.length);
    await sleep(options.pace);
    while (ledger.open(PATIENCE) >= IN_FLIGHT) await sleep(options.pace);
  }
}

/** Waits until nothing young is under way. */
async function calm(ledger: Ledger): Promise<void> {
  while (ledger.open(PATIENCE) > 0) await sleep(50);
}

async function settle(ledger: Ledger): Promise<void> {
  const until = performance.now() + QUIET_WITHIN;
  while (ledger.open(10 * 60_000) > 0 && performance.now() < until) await sleep(100);
}

interface Outage {
  readonly sandbox: Sandbox;
  readonly town: Town;
  readonly ledger: Ledger;
  readonly random: Random;
  readonly bots: BotProcess[];
  readonly weather: Weather;
  readonly start: () => BotProcess;
}

/** Mentions that come while nothing runs. */
const MISSED = 12;
/** A started bot has answered them after so long. */
const CAUGHT_UP_WITHIN = 60_000;

async function killAndRestart({
  sandbox,
  town,
  ledger,
  random,
  bots,
  start,
  weather,
}: Outage): Promise<Restart> {
  // A bot does not start with a bad source, and says so: the operator mends it first.
  weather.mend();
  ledger.sessionEnds();
  await bots.at(-1)!.end('SIGKILL');
  const missed = new Set<string>();
  for (let number = 0; number < MISSED; number++) {
    const server = random.pick(town.servers);
    // One question a member, so that nobody is asked to wait.
    const asker = server.members[number % server.members.length]!;
    const channel = random.pick(server.channels);
    const message = await sandbox.as(asker).say(channel, `<@${sandbox.places.bot}> What has Italy proposed?`);
    ledger.enter({ id: message.id, kind: 'mention', asker, channel });
    missed.add(message.id);
  }
  const started = performance.now();
  const bot = start();
  bots.push(bot);
  await bot.said('ready');
  weather.goOn();
  const questions = ledger.questions.filter(({ id }) => missed.has(id));
  const answered = () => questions.filter((each) => ['once', 'told'].includes(ledger.verdict(each))).length;
  while (answered() < questions.length && performance.now() - started < CAUGHT_UP_WITHIN) await sleep(50);
  return {
    missed: questions.length,
    answered: answered(),
    seconds: (performance.now() - started) / 1_000,
  };
}

function judge(ledger: Ledger, epoch: number): Pick<ChaosResult, 'verdicts' | 'broken'> {
  const none = () => Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  const verdicts = Object.fromEntries(KINDS.map((kind) => [kind, none()])) as Record<
    Kind,
    Record<Verdict, number>
  >;
  const broken: string[] = [];
  for (const question of ledger.questions) {
    const verdict = ledger.verdict(question);
    verdicts[question.kind][verdict]++;
    if (verdict === 'twice' || verdict === 'lost')
      broken.push(`${question.kind} ${question.id} at ${question.at - epoch}: ${verdict} ${question.said}`);
  }
  return { verdicts, broken };
}

/** Counts what passes, since the record itself keeps the newest only. */
function watchTraffic(sandbox: Sandbox) {
  let all = 0;
  let faulty = 0;
  let invalid = 0;
  let ownInvalid = 0;
  let events = 0;
  let leaks = 0;
  const onEntry = (entry: Traffic) => {
    if (entry.kind === 'dispatch') events++;
    if (entry.kind !== 'request') return;
    all++;
    if (JSON.stringify([entry.path, entry.body])?.includes(TOKEN)) leaks++;
    const isFault = entry.fault === 'status' || entry.fault === 'rate-limit';
    if (isFault) faulty++;
    const counts = [401, 403, 429].includes(entry.status) && entry.scope !== 'shared';
    if (counts) invalid++;
    if (counts && !isFault) ownInvalid++;
  };
  sandbox.record.follow(onEntry);
  return {
    requests: (): Requests => ({ all, faulty, invalid, ownInvalid }),
    events: () => events,
    secretsSeen: () => leaks,
  };
}

function sumCounts(all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const counts of all)
    for (const [key, count] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
