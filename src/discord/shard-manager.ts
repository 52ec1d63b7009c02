import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { REST, type Shard, ShardingManager } from 'discord.js';
import { type RESTGetAPIGatewayBotResult, Routes } from 'discord-api-types/v10';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import { identifyThrottler, memoryWindows } from './identify.ts';
import { EXIT_CODES } from './start-failure.ts';

export interface ShardsOptions {
  readonly config: Config;
  readonly token: string;
  readonly log: Logger;
  /** The program that serves one shard, and node's own arguments for it. */
  readonly script: string;
  readonly execArgv: readonly string[];
}

export interface Shards {
  readonly count: number;
  /** Resolves with an exit code where no shard can run before an operator has mended the cause. */
  readonly ended: Promise<number>;
  /** Has every process read its corpus again. */
  reload(): void;
  /** Replaces each process in turn, for instance by a newer version; the old one answers until the new one is ready. */
  restart(): Promise<void>;
  /** Has every process finish what it accepted and end. */
  stop(): Promise<void>;
}

/** Milliseconds before a process that died is started again: doubled each time until it was ready once. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 60_000;
/** Milliseconds that a process may take to stop before it is killed. A bot gives its answers five seconds. */
const STOP_WITHIN = 10_000;
/** What a process ends with when only an operator can help. */
const FINAL: ReadonlySet<number> = new Set([
  EXIT_CODES.configuration,
  EXIT_CODES.token,
  EXIT_CODES.intents,
  EXIT_CODES.port,
  EXIT_CODES.corpus,
  EXIT_CODES.sharding,
]);

/**
 * Runs one process a shard and keeps each running: discord.js's ShardingManager starts them and speaks with them; when
 * and how often is decided here. Rejects where Discord cannot be asked for the number of shards.
 */
export async function startShards(options: ShardsOptions): Promise<Shards> {
  const { config, token, log } = options;
  const wanted = config.sharding.kind === 'manager' ? config.sharding.shards : 'auto';
  const rest = new REST({ api: config.discordApiUrl }).setToken(token);
  const gateway = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  const count = wanted === 'auto' ? gateway.shards : wanted;
  const { max_concurrency: maxConcurrency } = gateway.session_start_limit;
  log.info({ shards: count, maxConcurrency, recommended: gateway.shards }, 'starting the shards');
  return new ShardProcesses(options, count, maxConcurrency);
}

class ShardProcesses implements Shards {
  readonly count: number;
  readonly ended: Promise<number>;
  readonly #manager: ShardingManager;
  readonly #log: Logger;
  readonly #metricsPort: number | null;
  readonly #throttle: ReturnType<typeof identifyThrottler>;
  readonly #stopping = new AbortController();
  /** Every process that runs; while one is being replaced there are two of a shard. */
  readonly #running = new Set<ChildProcess>();
  readonly #failures = new Map<number, number>();
  #wasReady = false;
  #restarting: Promise<void> | null = null;
  #end: (exitCode: number) => void = () => {};

  constructor(
    { config, token, log, script, execArgv }: ShardsOptions,
    count: number,
    maxConcurrency: number,
  ) {
    this.count = count;
    this.#log = log;
    this.#metricsPort = config.metricsPort;
    this.#throttle = identifyThrottler(memoryWindows(), maxConcurrency);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    const ids = Array.from({ length: count }, (_, id) => id);
    this.#manager = new ShardingManager(script, {
      token,
      totalShards: count,
      shardList: ids,
      execArgv: [...execArgv],
      respawn: false,
    });
    for (const id of ids) this.#background(this.#start(id));
  }

  reload(): void {
    for (const child of this.#running) child.kill('SIGHUP');
  }

  restart(): Promise<void> {
    this.#restarting ??= this.#replaceAll().finally(() => {
      this.#restarting = null;
    });
    return this.#restarting;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#running].map(stopped));
  }

  /**
   * Starts a process for a shard once its bucket may identify, and watches over it; resolves when it is ready. One that
   * is started `instead` of another and dies before that leaves the shard to the other.
   */
  async #start(id: number, instead?: Shard): Promise<'ready' | 'died'> {
    await this.#throttle.waitForIdentify(id, this.#stopping.signal);
    const shard = this.#manager.createShard(id);
    // One port for each, so that all can be scraped; 0 stays any free one.
    if (this.#metricsPort)
      Object.assign(shard.env as object, { METRICS_PORT: String(this.#metricsPort + id) });
    shard.on('error', (error) => this.#log.error({ err: error, shard: id }, 'a shard failed'));
    // Without waiting: a shard whose turn to identify is far off is not stuck.
    const child = (await shard.spawn(-1)) as ChildProcess;
    this.#running.add(child);
    child.on('error', (error) => this.#log.error({ err: error, shard: id }, 'a shard failed'));
    this.#log.info({ shard: id, pid: child.pid }, 'a shard was started');
    return new Promise((resolve) => {
      shard.once('ready', () => {
        this.#wasReady = true;
        this.#failures.delete(id);
        this.#log.info({ shard: id, pid: child.pid }, 'a shard is ready');
        resolve('ready');
      });
      shard.once('death', () => {
        this.#running.delete(child);
        if (!shard.ready && instead?.process) this.#manager.shards.set(id, instead);
        resolve('died');
        this.#background(this.#died(id, shard, child));
      });
    });
  }

  async #died(id: number, shard: Shard, { pid, exitCode, signalCode }: ChildProcess): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    if (this.#manager.shards.get(id) !== shard) {
      this.#log.info({ shard: id, pid }, 'the process that was replaced has ended');
      return;
    }
    // Before any shard ran, the cause holds for all; afterwards one that cannot start must not stop the others.
    if (exitCode !== null && FINAL.has(exitCode) && !this.#wasReady) return this.#end(exitCode);
    const failures = this.#failures.get(id) ?? 0;
    this.#failures.set(id, failures + 1);
    const pause = exitCode === 0 ? 0 : Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
    this.#log.error(
      { shard: id, pid, exitCode, signal: signalCode, seconds: pause / 1_000 },
      'a shard died; it is started again',
    );
    await sleep(pause, undefined, { signal: this.#stopping.signal });
    await this.#start(id);
  }

  async #replaceAll(): Promise<void> {
    this.#log.info({ shards: this.count }, 'each shard is replaced in turn');
    for (let id = 0; id < this.count; id++) {
      const shard = this.#manager.shards.get(id);
      const old = shard?.process;
      // One that is down comes back by itself.
      if (!old) continue;
      if ((await this.#start(id, shard)) === 'died') {
        this.#log.error({ shard: id }, 'the new process died; the remaining shards are left as they are');
        return;
      }
      await stopped(old);
    }
    this.#log.info({ shards: this.count }, 'every shard was replaced');
  }

  #background(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#log.error({ err: error }, 'a shard could not be started');
    });
  }
}

/** Asks a process to end, and ends it where it does not within `STOP_WITHIN`. */
async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(killer);
}
