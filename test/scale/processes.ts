import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
// @ts-expect-error: a script without types
import { bundleProgram } from '../../scripts/bundle.mjs';
import type { Sandbox } from '../../src/sandbox/driver.ts';

/** The program as it is deployed, built for a test file. */
export interface Program {
  /** Runs it against a sandbox, over the one article without its known questions, with no cooldown. */
  start(sandbox: Sandbox, environment: Record<string, string>): RunningProgram;
  /** Ends every process that still runs. */
  end(): Promise<void>;
  /** Takes the build away. */
  dispose(): void;
}

export type LogLine = { readonly msg: string; readonly [field: string]: unknown };

export interface RunningProgram {
  readonly process: ChildProcess;
  readonly log: readonly LogLine[];
  /** What was written to standard error and is no log line. */
  readonly words: readonly string[];
  /** The first line, written already or to come, that fits. */
  logged(message: string, fits?: (line: LogLine) => boolean): Promise<LogLine>;
  /** Sends a signal, if any, and gives the exit code, or the signal that ended it. */
  ended(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export async function buildProgram(): Promise<Program> {
  // Inside the repository, so that packages are found.
  const folder = mkdtempSync(join(import.meta.dirname, '../../node_modules/.verbatim-test-'));
  await bundleProgram(folder);
  const corpus = join(folder, 'article.md');
  copyFileSync(join(import.meta.dirname, '../../corpus/article.md'), corpus);
  const running = new Set<RunningProgram>();
  return {
    start(sandbox, environment) {
      const program = run(join(folder, 'main.js'), {
        DISCORD_TOKEN: sandbox.token,
        DISCORD_API_URL: sandbox.api,
        CORPUS: corpus,
        COOLDOWN_USER: 'off',
        COOLDOWN_CHANNEL: 'off',
        ...environment,
      });
      running.add(program);
      return program;
    },
    async end() {
      await Promise.all([...running].map((program) => program.ended('SIGTERM')));
      running.clear();
    },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(script: string, environment: Record<string, string>): RunningProgram {
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
    // Away from a developer's own .env.
    cwd: join(script, '..'),
  });
  const log: LogLine[] = [];
  const words: string[] = [];
  const listeners = new Set<(line: LogLine) => void>();
  createInterface({ input: child.stderr! }).on('line', (text) => {
    if (!text.startsWith('{')) return void words.push(text);
    const line = JSON.parse(text) as LogLine;
    log.push(line);
    for (const listener of [...listeners]) listener(line);
  });
  const exited = once(child, 'close');
  return {
    process: child,
    log,
    words,
    logged(message, fits = () => true) {
      const matches = (line: LogLine) => line.msg === message && fits(line);
      const found = log.find(matches);
      if (found) return Promise.resolve(found);
      return new Promise((resolve, reject) => {
        const listener = (line: LogLine) => {
          if (!matches(line)) return;
          listeners.delete(listener);
          resolve(line);
        };
        listeners.add(listener);
        void exited.then(() =>
          reject(
            new Error(`It ended without "${message}": ${[...words, ...log.map((l) => l.msg)].join('\n')}`),
          ),
        );
      });
    },
    async ended(signal) {
      if (signal && child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
      return child.exitCode ?? child.signalCode!;
    },
  };
}

/** A port of this machine that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
