import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/discord/start-failure.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { bundle } from '../program.ts';

/** The program itself, as an operator runs it: what it says, and what it ends with. */
let sandbox: Sandbox;
let folder: string;
let program: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  program = await bundle();
  sandbox = await startSandbox({ rateLimits: false });
  folder = mkdtempSync(join(tmpdir(), 'verbatim-start-'));
  // Short, so that a start is quick.
  writeFileSync(join(folder, 'harbour.md'), 'The harbour closes in autumn.\n');
});
afterAll(async () => {
  await program.remove();
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

type Output = 'pipe' | number;

function start(environment: Readonly<Record<string, string>>, output: Output = 'pipe') {
  const child = spawn(process.execPath, [program.main], {
    env: {
      PATH: process.env.PATH,
      // The file wins over nothing, and a developer's own .env over neither.
      DISCORD_TOKEN: sandbox.token,
      DISCORD_API_URL: sandbox.api,
      CORPUS: join(folder, 'harbour.md'),
      ...environment,
    },
    stdio: ['ignore', output, output],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  return { child, exit, said: () => said };
}

/** What is said outside the log. */
function plainLines(said: string): string[] {
  return said.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
}

async function listening(answer: (status: number) => number): Promise<{ port: number; close(): void }> {
  const server = createServer((_, response) => response.writeHead(answer(200)).end('{}'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}

interface Case {
  readonly environment: () => Promise<Record<string, string>> | Record<string, string>;
  readonly exitCode: number;
  readonly words: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a wrong token': {
    environment: () => ({ DISCORD_TOKEN: 'wrong.token.of-nobody' }),
    exitCode: EXIT_CODES.token,
    words: 'DISCORD_TOKEN',
  },
  'a token file that is not there': {
    environment: () => ({ DISCORD_TOKEN: '', DISCORD_TOKEN_FILE: join(folder, 'none') }),
    exitCode: EXIT_CODES.configuration,
    words: 'DISCORD_TOKEN_FILE',
  },
  'an API that nobody answers at': {
    environment: () => ({ DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
    exitCode: EXIT_CODES.unreachable,
    words: 'check the network',
  },
  'an API that is out of order': {
    environment: async () => ({
      DISCORD_API_URL: `http://127.0.0.1:${(await listening(() => 503)).port}/api`,
    }),
    exitCode: EXIT_CODES.unreachable,
    words: '503',
  },
  'a port in use': {
    environment: async () => ({ METRICS_PORT: String((await listening((status) => status)).port) }),
    exitCode: EXIT_CODES.port,
    words: 'METRICS_PORT',
  },
  'a corpus that is not there': {
    environment: () => ({ CORPUS: join(folder, 'nowhere') }),
    exitCode: EXIT_CODES.corpus,
    words: 'nowhere',
  },
  'a corpus with a bad source': {
    environment: () => {
      writeFileSync(join(folder, 'bad.md'), '---\ntitle: [a\n---\nText.\n');
      return { CORPUS: join(folder, 'bad.md') };
    },
    exitCode: EXIT_CODES.corpus,
    words: 'bad.md:2',
  },
};

describe('the bot does not start, and says why on its last line', () => {
  test.concurrent.each(Object.entries(CASES))(
    '%s',
    { timeout: 60_000 },
    async (_, { environment, exitCode, words }) => {
      const running = start(await environment());
      expect(await running.exit).toBe(exitCode);
      const lines = plainLines(running.said());
      expect(lines.at(-1)).toContain(words);
      expect(running.said()).not.toContain('    at ');
    },
  );
});

test('a privileged intent that was withdrawn while it runs ends it with the remedy', {
  timeout: 60_000,
}, async () => {
  const other = await startSandbox({ rateLimits: false });
  const running = start({ DISCORD_API_URL: other.api });
  await other.connected();
  other.faults.closeSockets(4_014);
  expect(await running.exit).toBe(EXIT_CODES.intents);
  const lines = plainLines(running.said());
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('developer portal');
  await other.close();
});

/** A device on which every write fails for want of space. */
const FULL = '/dev/full';

test.skipIf(!existsSync(FULL))(
  'a full disk takes the log and nothing else',
  { timeout: 60_000 },
  async () => {
    const other = await startSandbox({ rateLimits: false });
    const running = start({ DISCORD_API_URL: other.api, LOG_LEVEL: 'debug' }, openSync(FULL, 'w'));
    await other.connected();
    const member = other.as(other.places.member);
    const asked = await member.say(
      other.places.general,
      `<@${other.places.bot}> When does the harbour close?`,
    );
    await member.sees((message) => message.message_reference?.message_id === asked.id);
    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    await other.close();
  },
);
