import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Config, loadConfig, parseConfig, Secret, secretsOf, VARIABLES } from '../src/config.ts';

// Of the right shape and of no account.
const TOKEN = `${'A'.repeat(24)}.${'B'.repeat(6)}.${'C'.repeat(38)}`;

function configOf(environment: Record<string, string>): Config {
  const result = parseConfig(environment);
  if (result.kind === 'problems') throw new Error(result.message);
  return result.config;
}

function problemsOf(environment: Record<string, string>) {
  const result = parseConfig(environment);
  return result.kind === 'problems' ? result.problems.map((p) => `${p.variable} ${p.problem}`) : [];
}

describe('parseConfig', () => {
  it('gives the defaults for an empty environment', () => {
    expect(configOf({})).toEqual({
      token: null,
      corpus: './corpus',
      cache: './.cache',
      logLevel: 'info',
      metricsPort: null,
      sandboxPort: 4500,
      sharding: { kind: 'single' },
      redisUrl: null,
      discordApiUrl: 'https://discord.com/api',
      cooldowns: { user: { questions: 5, seconds: 20 }, channel: { questions: 20, seconds: 20 } },
      discordOpenapi: null,
    });
  });

  it('counts an empty or blank value as absent', () => {
    expect(configOf({ DISCORD_TOKEN: '', CORPUS: '  ', SHARDS: '' })).toEqual(configOf({}));
  });

  it('names every problem at once, each with an example, and no secret', () => {
    const result = parseConfig({
      DISCORD_TOKEN: 'hunter2hunter2',
      LOG_LEVEL: 'loud',
      METRICS_PORT: '70000',
      SANDBOX_PORT: 'http',
      SHARDS: '-1',
      REDIS_URL: 'localhost:6379',
      DISCORD_API_URL: 'ftp://discord',
      COOLDOWN_USER: '5 per 20',
    });
    if (result.kind !== 'problems') throw new Error('no problems');
    expect(result.problems.map((p) => p.variable)).toEqual([
      'LOG_LEVEL',
      'METRICS_PORT',
      'SANDBOX_PORT',
      'SHARDS',
      'REDIS_URL',
      'DISCORD_API_URL',
      'COOLDOWN_USER',
    ]);
    for (const { variable, problem, example } of result.problems) {
      expect(result.message).toContain(`${variable} ${problem}. Example: ${example}`);
    }
    expect(result.message).not.toContain('hunter2');
  });

  it.each([
    [
      { SHARDS: 'auto', DISCORD_TOKEN: TOKEN },
      { kind: 'manager', shards: 'auto' },
    ],
    [
      { SHARDS: '4', DISCORD_TOKEN: TOKEN },
      { kind: 'manager', shards: 4 },
    ],
    [
      { SHARD_IDS: '0-2,5', SHARD_COUNT: '8' },
      { kind: 'shards', ids: [0, 1, 2, 5], count: 8 },
    ],
    // What discord.js's ShardingManager gives to each process it starts.
    [
      { SHARDING_MANAGER: 'true', SHARDS: '3', SHARD_COUNT: '4' },
      { kind: 'shards', ids: [3], count: 4 },
    ],
  ])('reads the shards of %j', (environment, sharding) => {
    expect(configOf(environment as Record<string, string>).sharding).toEqual(sharding);
  });

  it.each([
    [{ SHARDS: 'auto', SHARD_COUNT: '4' }, /^SHARDS is set beside/],
    [{ SHARDS: '2' }, /^SHARDS is set without DISCORD_TOKEN/],
    [
      { SHARDS: '4', DISCORD_TOKEN: TOKEN, METRICS_PORT: '65533' },
      /^METRICS_PORT is the first of 4 ports, one a shard, and the last would be 65536/,
    ],
    [{ SHARD_IDS: '0' }, /^SHARD_COUNT is missing/],
    [{ SHARD_COUNT: '4' }, /^SHARD_IDS is missing/],
    [{ SHARD_IDS: '0-4', SHARD_COUNT: '4' }, /^SHARD_IDS has shard 4, but SHARD_COUNT is 4/],
    [{ SHARD_IDS: '3-1', SHARD_COUNT: '4' }, /^SHARD_IDS has the range 3-1/],
    [{ SHARD_IDS: 'a', SHARD_COUNT: '4' }, /^SHARD_IDS is not a list/],
    [{ METRICS_PORT: '4500' }, /^METRICS_PORT is the same as SANDBOX_PORT/],
    [{ DISCORD_API_URL: 'https://discord.com/api/v10' }, /^DISCORD_API_URL ends with a version/],
    [{ DISCORD_TOKEN: 'abc' }, /^DISCORD_TOKEN is not a bot token/],
    [{ DISCORD_TOKEN: `Bot ${TOKEN}` }, /^DISCORD_TOKEN holds a space/],
    [{ DISCORD_TOKEN: TOKEN, DISCORD_TOKEN_FILE: 'x' }, /^DISCORD_TOKEN_FILE is set beside/],
    [
      { DISCORD_TOKEN_FILE: '/nowhere/token' },
      /^DISCORD_TOKEN_FILE names \/nowhere\/token, which cannot be read/,
    ],
    [{ COOLDOWN_CHANNEL: '0/20' }, /^COOLDOWN_CHANNEL is not/],
  ])('refuses %j', (environment, problem) => {
    const problems = problemsOf(environment as Record<string, string>);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it('takes the token from a file', () => {
    const result = parseConfig({ DISCORD_TOKEN_FILE: 'token.txt' }, (path) => `${TOKEN}\n${path ? '' : '?'}`);
    expect(result.kind === 'config' && result.config.token?.reveal()).toBe(TOKEN);
  });

  it('refuses an empty token file', () => {
    const result = parseConfig({ DISCORD_TOKEN_FILE: 'token.txt' }, () => '\n');
    expect(result.kind === 'problems' && result.message).toContain('names token.txt, which is empty');
  });

  it('allows a compatible server tokens of its own shape', () => {
    const config = configOf({ DISCORD_TOKEN: 'local', DISCORD_API_URL: 'http://localhost:8080/api/' });
    expect(config.token?.reveal()).toBe('local');
    expect(config.discordApiUrl).toBe('http://localhost:8080/api');
  });

  it('switches a cooldown off', () => {
    expect(configOf({ COOLDOWN_USER: 'off' }).cooldowns.user).toBeNull();
  });

  it('shows no secret however the configuration is printed', () => {
    const config = configOf({ DISCORD_TOKEN: TOKEN, REDIS_URL: 'redis://bot:opensesame@localhost' });
    const printed = [
      inspect(config, { depth: 9 }),
      JSON.stringify(config),
      `${config.token} ${config.redisUrl}`,
    ];
    expect(printed.join()).toContain('[redacted]');
    expect(printed.join()).not.toContain(TOKEN);
    expect(printed.join()).not.toContain('opensesame');
    expect(secretsOf(config).map((secret) => secret.reveal())).toEqual([
      TOKEN,
      'redis://bot:opensesame@localhost',
    ]);
  });
});

describe('.env.example', () => {
  const text = readFileSync('.env.example', 'utf8');

  it.each(Object.entries(VARIABLES))('gives %s with its default', (name, { fallback }) => {
    expect(text.split('\n')).toContain(`${name}=${fallback ?? ''}`);
  });

  it('has nothing that the program does not read', () => {
    const names = [...text.matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    expect(names.filter((name) => !Object.keys(VARIABLES).includes(name!))).toEqual([]);
  });
});

describe('Secret', () => {
  it('has no readable field', () => {
    expect(Object.keys(new Secret('opensesame'))).toEqual([]);
  });
});

describe('loadConfig', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'verbatim-config-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('puts the environment, even an empty value of it, over .env', () => {
    const path = join(folder, '.env');
    writeFileSync(path, `DISCORD_TOKEN=${TOKEN}\nLOG_LEVEL=debug\nCORPUS=./texts\n`);
    const result = loadConfig({ DISCORD_TOKEN: '', LOG_LEVEL: 'warn' }, path);
    if (result.kind === 'problems') throw new Error(result.message);
    const { token, logLevel, corpus } = result.config;
    expect({ token, logLevel, corpus }).toEqual({ token: null, logLevel: 'warn', corpus: './texts' });
  });

  it('works without .env', () => {
    expect(loadConfig({}, join(folder, '.env')).kind).toBe('config');
  });
});
