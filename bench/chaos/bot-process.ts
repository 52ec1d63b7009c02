import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

/** What the bot's own metrics say of its process. */
export interface Vitals {
  /** Bytes of resident memory. */
  readonly resident: number;
  /** Bytes of V8's heap in use, where nothing else is said with garbage. */
  readonly heap: number;
  /** Timers, sockets and other things that keep an event loop busy. */
  readonly resources: number;
}

export interface BotProcess {
  /** Every line of its log that is JSON, however old, while `keep` takes it. */
  readonly lines: readonly LogLine[];
  /** How many lines said so. */
  count(message: string): number;
  /** What it handled, by outcome. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Written to its standard output and error and not a line of the log. */
  readonly other: readonly string[];
  /** Null while it runs. */
  readonly exit: { readonly code: number | null; readonly signal: string | null } | null;
  readonly pid: number;
  /** Resolves once a line of the log says so; rejects when the process ends before. */
  said(message: string): Promise<void>;
  vitals(): Promise<Vitals>;
  /** Collects its garbage first, so that the heap is what is kept. */
  vitalsAfterCollection(): Promise<Vitals>;
  /** Ends it by a signal and resolves when it is gone. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface BotOptions {
  /** Arguments of node: the program. */
  readonly program: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Sees every line as it is written, log or not. */
  readonly onText: (text: string) => void;
}

/** Lines of the log that are kept for the report: what went wrong. */
const KEPT_LEVELS = new Set(['warn', 'error', 'fatal']);
const MAX_KEPT = 20_000;

/** The bot as the program that operators run, with nothing of this process' environment but the path. */
export function startBotProcess({ program, environment, onText }: BotOptions): BotProcess {
  const child = spawn(process.execPath, ['--inspect=127.0.0.1:0', ...program], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      LOG_LEVEL: 'debug',
      METRICS_PORT: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const other: string[] = [];
  const counts = new Map<string, number>();
  const outcomes: Record<string, number> = {};
  const waiting = new Map<string, () => void>();
  let exit: BotProcess['exit'] = null;
  let metricsPort = 0;
  let inspector = '';
  const take = (text: string) => {
    onText(text);
    const line = parseLine(text);
    if (line === null) {
      inspector ||= /^Debugger listening on (ws:\/\/127\.0\.0\.1\S+)$/.exec(text)?.[1] ?? '';
      // A line of the log may be cut off where the process is killed.
      if (OF_INSPECTOR.test(text) || text.startsWith('{')) return;
      other.push(text);
      return;
    }
    counts.set(line.msg, (counts.get(line.msg) ?? 0) + 1);
    if (line.msg === 'handled') outcomes[String(line.outcome)] = (outcomes[String(line.outcome)] ?? 0) + 1;
    if (line.msg === 'metrics and health on loopback') metricsPort = Number(line.port);
    if (KEPT_LEVELS.has(line.level) && lines.length < MAX_KEPT) lines.push(line);
    waiting.get(line.msg)?.();
  };
  for (const stream of [child.stdout, child.stderr]) createInterface(stream).on('line', take);
  // It must not outlive a run that fails.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', (code, signal) => {
    exit = { code, signal };
    process.off('exit', kill);
  });
  const vitals = async () =>
    readVitals(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text());
  return {
    lines,
    other,
    outcomes,
    count: (message) => counts.get(message) ?? 0,
    get exit() {
      return exit;
    },
    pid: child.pid!,
    said: (message) =>
      counts.has(message)
        ? Promise.resolve()
        : new Promise((resolve, reject) => {
            waiting.set(message, resolve);
            child.once('exit', () =>
              reject(new Error(`the bot ended before it said “${message}”:\n${other.slice(-5).join('\n')}`)),
            );
          }),
    vitals,
    async vitalsAfterCollection() {
      await collectGarbage(inspector);
      return vitals();
    },
    end: (signal) => endProcess(child, signal),
  };
}

/** Node's own lines about its inspector. */
const OF_INSPECTOR = /^(?:Debugger |For help, see: |Waiting for the debugger)/;

/** By the DevTools protocol. */
async function collectGarbage(address: string): Promise<void> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'HeapProfiler.collectGarbage' }));
  await once(socket, 'message');
  socket.close();
}

async function endProcess(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

function parseLine(text: string): LogLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null && 'msg' in line ? (line as LogLine) : null;
  } catch {
    return null;
  }
}

/** Prometheus' text format: `name{label="value"} number`. */
function readVitals(text: string): Vitals {
  const values = new Map<string, number>();
  for (const line of text.split('\n')) {
    const [, name, value] = /^(\w+)(?:\{[^}]*\})? ([\d.e+-]+)$/.exec(line) ?? [];
    if (name !== undefined) values.set(name, (values.get(name) ?? 0) + Number(value));
  }
  return {
    resident: values.get('process_resident_memory_bytes') ?? 0,
    heap: values.get('nodejs_heap_size_used_bytes') ?? 0,
    resources: values.get('nodejs_active_resources') ?? 0,
  };
}
