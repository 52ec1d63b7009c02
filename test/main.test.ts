import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
// @ts-expect-error: the build's scripts have no types
import { bundleProgram } from '../scripts/bundle.mjs';
// @ts-expect-error: the build's scripts have no types
import { buildPage } from '../scripts/page.mjs';
import { startSandbox } from '../src/sandbox/server.ts';

/** A start takes a second; a machine that is busy with other tests, many. */
const PATIENCE = 60_000;

/** The built program as `npm start` runs it, in a folder of its own where it finds the packages that it loads by name. */
const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.verbatim-dist-'));
const running: ChildProcess[] = [];

beforeAll(async () => {
  await Promise.all([bundleProgram(folder), buildPage(join(folder, 'page'))]);
}, PATIENCE);
afterEach(() => {
  for (const program of running.splice(0)) program.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

function start(env: Record<string, string>) {
  const { DISCORD_TOKEN: _token, DISCORD_TOKEN_FILE: _file, ...environment } = process.env;
  const program = spawn(process.execPath, [join(folder, 'main.js')], {
    env: { ...environment, DISCORD_TOKEN: '', CACHE: 'off', SANDBOX_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
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

/** Source files of every bundled script that a program ran, as V8 and the source maps tell. */
function sourcesRun(coverage: string): string[] {
  const scripts = readdirSync(coverage).flatMap((name) => {
    const { result } = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as {
      result: { url: string }[];
    };
    return result.map(({ url }) => url).filter((url) => url.startsWith(pathToFileURL(folder).href));
  });
  return [...new Set(scripts)].flatMap((url) => {
    const { sources } = JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, 'utf8')) as {
      sources: string[];
    };
    return sources;
  });
}

async function opened({ said, ended }: ReturnType<typeof start>): Promise<string> {
  const failed = ended.then(() => Promise.reject(new Error(said.log)));
  const spoke = expect.poll(() => said.output, { timeout: PATIENCE, message: said.log }).toContain('\n');
  await Promise.race([spoke, failed]);
  return /http:\/\/127\.0\.0\.1:\d+\/?/.exec(said.output)?.[0] ?? '';
}

test('the program without a token says one line, serves the page, and ends cleanly on Ctrl-C', {
  timeout: PATIENCE,
}, async () => {
  const coverage = join(folder, 'coverage-without');
  const started = start({ NODE_V8_COVERAGE: coverage });
  const { program, ended, said } = started;
  const url = await opened(started);
  expect(await (await fetch(url)).text()).toMatch(/^<!doctype html>/);
  program.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(said.output.trim().split('\n')).toHaveLength(1);
  expect(said.log).toBe('');
  expect(sourcesRun(coverage).filter((source) => source.includes('src/sandbox/')).length).toBeGreaterThan(10);
});

test('the program with a token is the bot, and runs no code of the sandbox', {
  timeout: PATIENCE,
}, async () => {
  const sandbox = await startSandbox({ rateLimits: false });
  const coverage = join(folder, 'coverage-with');
  const { program, ended, said } = start({
    NODE_V8_COVERAGE: coverage,
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.api,
  });
  await sandbox.connected();
  const { member, general, bot } = sandbox.places;
  const reply = sandbox.as(member).nextReply();
  await sandbox.as(member).say(general, `<@${bot}> Who ruled out NATO membership for Ukraine?`);
  expect((await reply).content).toContain('Hegseth');
  program.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(said.output).toBe('');
  expect(said.log).toContain('oauth2/authorize');
  const sources = sourcesRun(coverage);
  expect(sources.some((source) => source.endsWith('src/discord/bot.ts'))).toBe(true);
  expect(sources.filter((source) => /src\/sandbox\/|node_modules\/hono\//.test(source))).toEqual([]);
  await sandbox.close();
});
