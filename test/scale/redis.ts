import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { freePort } from './processes.ts';

/** Whether Redis can be started here; without, its tests are reported as skipped. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis of a test's own, in memory, on loopback. */
export interface TestRedis {
  readonly url: string;
  /** Stops answering, with the connections open. */
  freeze(): void;
  thaw(): void;
  /** Dies at once. */
  kill(): Promise<void>;
  /** Starts again where it was, with nothing in it. */
  start(): Promise<void>;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server: ChildProcess;
  const redis: TestRedis = {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    async kill() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
    async start() {
      const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      server = spawn('redis-server', [...options, '--dir', tmpdir()], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const lines = createInterface({ input: server.stdout! });
      for await (const line of lines) if (line.includes('Ready to accept connections')) break;
      server.stdout!.resume();
    },
  };
  await redis.start();
  return redis;
}
