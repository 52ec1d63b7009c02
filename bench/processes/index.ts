import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Asked, Request, Started } from './discord.ts';

export type { Asked } from './discord.ts';

const FOLDER = import.meta.dirname;
const ROOT = join(FOLDER, '../..');

/** A sandbox in a process of its own. */
export class DiscordProcess {
  readonly #child: ChildProcess;
  readonly #started: Started;

  private constructor(child: ChildProcess, started: Started) {
    this.#child = child;
    this.#started = started;
  }

  static async start(shards = 1): Promise<DiscordProcess> {
    // With what this process runs TypeScript by.
    const child = fork(join(FOLDER, 'discord.ts'), { execArgv: ['--import', 'tsx'] });
    return new DiscordProcess(child, (await send(child, { kind: 'start', shards })) as Started);
  }

  get environment(): Record<string, string> {
    return { DISCORD_API_URL: this.#started.api, DISCORD_TOKEN: this.#started.token };
  }

  async servers(count: number): Promise<void> {
    await send(this.#child, { kind: 'servers', count });
  }

  async connected(): Promise<void> {
    await send(this.#child, { kind: 'connected' });
  }

  async ask(rate: number, seconds: number, questions: readonly string[]): Promise<Asked> {
    return (await send(this.#child, { kind: 'ask', rate, seconds, questions })) as Asked;
  }

  async type(texts: readonly string[]): Promise<Asked> {
    return (await send(this.#child, { kind: 'type', texts })) as Asked;
  }

  async talk(events: number): Promise<void> {
    await send(this.#child, { kind: 'talk', events });
  }

  async end(): Promise<void> {
    await ended(this.#child);
  }
}

async function send(child: ChildProcess, request: Request): Promise<unknown> {
  const answer = once(child, 'message');
  child.send(request);
  const [{ result, error }] = (await answer) as [{ result?: unknown; error?: string }];
  if (error) throw new Error(error);
  return result;
}

export type BotKind = 'verbatim' | 'discord.js';

/** A bot in a process of its own: the built program, or a bare client. */
export class BotProcess {
  readonly #child: ChildProcess;
  #readyAfter = Number.NaN;
  /** Whether it was asked to end. */
  #asked = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Milliseconds from the process's beginning to "ready". */
  get startMilliseconds(): number {
    return this.#readyAfter;
  }

  static async start(
    kind: BotKind,
    environment: Record<string, string>,
    execArgv: readonly string[] = [],
  ): Promise<BotProcess> {
    const script = kind === 'verbatim' ? join(ROOT, 'dist/main.js') : join(FOLDER, 'bare.mjs');
    const begin = performance.now();
    const child = spawn(process.execPath, [...execArgv, script], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, COOLDOWN_USER: 'off', COOLDOWN_CHANNEL: 'off', ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const lines = createInterface({ input: child.stderr! });
    const last: string[] = [];
    lines.on('line', (line) => {
      last.push(line);
      if (last.length > 5) last.shift();
    });
    const ready = new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => {
        if (line.includes('"msg":"ready"')) resolve();
      });
      child.once('exit', (code, signal) =>
        reject(new Error(`${kind} ended with ${signal ?? code} before it was ready`)),
      );
    });
    const bot = new BotProcess(child);
    child.once('exit', (code, signal) => {
      if (bot.#asked) return;
      // Also with 0, as after somebody else's SIGTERM: what was measured since is of no bot.
      console.error(`${kind} ended with ${signal ?? code}, unasked:\n${last.join('\n')}`);
    });
    await ready;
    bot.#readyAfter = performance.now() - begin;
    return bot;
  }

  /** Milliseconds of processor time so far, user and system. From /proc: Linux alone. */
  get cpuMilliseconds(): number {
    this.#expectAlive();
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // utime and stime in clock ticks, which are hundredths of a second on every Linux that Node runs on.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  }

  /** Resident memory in megabytes. */
  get residentMegabytes(): number {
    this.#expectAlive();
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${this.#child.pid}/status`, 'utf8'))!;
    return Number(kilobytes) / 1_024;
  }

  async end(): Promise<void> {
    this.#expectAlive();
    this.#asked = true;
    await ended(this.#child);
  }

  #expectAlive(): void {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null)
      throw new Error(`the bot ended with ${signalCode ?? exitCode} while it was measured`);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
