import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startSandbox } from '../src/sandbox/server.ts';

/** A build and a start take seconds; on a machine that is busy with other tests, many. */
const PATIENCE = 90_000;

/** What a bare clone has, packages installed and nothing built. */
const CLONE = [
  'package.json',
  'package-lock.json',
  '.npmrc',
  'tsconfig.json',
  'src',
  'commands',
  'corpus',
  'scripts',
];
const folder = mkdtempSync(join(tmpdir(), 'verbatim-clone-'));
const running: ChildProcess[] = [];

beforeAll(() => {
  for (const name of CLONE) cpSync(name, join(folder, name), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
});
afterEach(() => {
  for (const program of running.splice(0)) if (program.exitCode === null) signal(program, 'SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Starts a program in the clone, in a process group of its own as a terminal does. */
function start(command: string, args: readonly string[], env: Record<string, string>) {
  const { DISCORD_TOKEN: _token, DISCORD_TOKEN_FILE: _file, ...environment } = process.env;
  const program = spawn(command, args, {
    cwd: folder,
    env: { ...environment, DISCORD_TOKEN: '', CACHE: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  running.push(program);
  const ended = once(program, 'exit');
  const said = { output: '', log: '' };
  program.stdout.on('data', (chunk) => {
    said.output += chunk;
  });
  program.stderr.on('data', (chunk) => {
    said.log += chunk;
  });
  return { program, ended, said };
}

/** To the whole process group, as Ctrl-C is. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-pid!, name);
  } catch {}
}

/** Source files of every built script that a program ran, as V8 and the source maps tell. */
function sourcesRun(coverage: string): string[] {
  const dist = pathToFileURL(join(folder, 'dist')).href;
  const scripts = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => url.startsWith(dist));
  });
  return [...new Set(scripts)].flatMap((url) => {
    const { sources } = JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as {
      sources: string[];
    };
    return sources;
  });
}

test('npm start on a bare clone builds, says one address on a free port, and ends cleanly on Ctrl-C', {
  timeout: PATIENCE,
}, async () => {
  const held = createServer().listen(0, '127.0.0.1');
  await once(held, 'listening');
  const { port: busy } = held.address() as { port: number };
  const coverage = join(folder, 'coverage-without');
  const { program, ended, said } = start('npm', ['start', '--silent'], {
    NODE_V8_COVERAGE: coverage,
    SANDBOX_PORT: String(busy),
  });
  const failed = ended.then(() => Promise.reject(new Error(said.log)));
  const spoke = expect.poll(() => said.output, { timeout: PATIENCE }).toContain('\n');
  await Promise.race([spoke, failed]);
  const url = /http:\/\/127\.0\.0\.1:\d+\/?/.exec(said.output)![0];
  expect(Number(new URL(url).port)).toBeGreaterThan(busy);
  expect(await (await fetch(url)).text()).toMatch(/^<!doctype html>/);
  signal(program, 'SIGINT');
  // npm itself ends by the signal; the program closes its output when it has ended, too.
  await once(program, 'close');
  expect(said.output.trim().split('\n')).toHaveLength(1);
  expect(said.log).toBe('');
  // Written only where a process was not killed.
  expect(sourcesRun(coverage).filter((source) => source.includes('src/sandbox/')).length).toBeGreaterThan(10);
  held.close();
});

test('with a token the program is the bot, and runs no code of the sandbox', {
  timeout: PATIENCE,
}, async () => {
  const sandbox = await startSandbox({ rateLimits: false });
  const coverage = join(folder, 'coverage-with');
  const { program, ended, said } = start('node', ['dist/main.js'], {
    NODE_V8_COVERAGE: coverage,
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.api,
  });
  await sandbox.connected();
  const { member, general, bot } = sandbox.places;
  const reply = sandbox.as(member).nextReply();
  await sandbox.as(member).say(general, `<@${bot}> Who ruled out NATO membership for Ukraine?`);
  expect((await reply).content).toContain('Hegseth');
  signal(program, 'SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(said.output).toBe('');
  expect(said.log).toContain('oauth2/authorize');
  const sources = sourcesRun(coverage);
  expect(sources.some((source) => source.endsWith('src/discord/bot.ts'))).toBe(true);
  expect(sources.filter((source) => /src\/sandbox\/|node_modules\/hono\//.test(source))).toEqual([]);
  await sandbox.close();
});
