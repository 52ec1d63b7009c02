import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { parse as parseDotenv } from 'dotenv';
import { z } from 'zod';

/** A value that must never be shown: printing, logging or serializing it gives `[redacted]`. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself, for the one call that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}

export const REDACTED = '[redacted]';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** At most `questions` within any `seconds`. */
export interface Cooldown {
  readonly questions: number;
  readonly seconds: number;
}

/** Which servers this process serves. */
export type Sharding =
  /** One connection for all of them. */
  | { readonly kind: 'single' }
  /** This process starts one process a shard and serves none itself. */
  | { readonly kind: 'manager'; readonly shards: number | 'auto' }
  /** These shards of `count`; the others run elsewhere. */
  | { readonly kind: 'shards'; readonly ids: readonly number[]; readonly count: number };

export interface Config {
  /** Null: no account, so the sandbox. */
  readonly token: Secret | null;
  readonly corpus: string;
  /** Folder of prepared indexes; null for none. */
  readonly cache: string | null;
  readonly logLevel: LogLevel;
  /** Loopback port of `/metrics` and `/healthz`; 0 for any free one, null for none. */
  readonly metricsPort: number | null;
  readonly sandboxPort: number;
  readonly sharding: Sharding;
  /** Secret, since it may carry a password. */
  readonly redisUrl: Secret | null;
  /** Discord's REST address without the version. */
  readonly discordApiUrl: string;
  /** Null: no limit. */
  readonly cooldowns: { readonly user: Cooldown | null; readonly channel: Cooldown | null };
  /** Path of Discord's OpenAPI description; the sandbox checks requests against it. */
  readonly discordOpenapi: string | null;
}

export interface ConfigProblem {
  readonly variable: Variable | '.env';
  /** What is wrong, to be read after the variable's name. */
  readonly problem: string;
  readonly example: string;
}

export type ConfigResult =
  | { readonly kind: 'config'; readonly config: Config }
  | { readonly kind: 'problems'; readonly problems: readonly ConfigProblem[]; readonly message: string };

export type Environment = Readonly<Record<string, string | undefined>>;

const LAST_PORT = 65_535;
const port = integer(0, LAST_PORT);
const cooldown = z
  .string()
  .regex(/^(off|[1-9]\d{0,5}\/[1-9]\d{0,5})$/, 'is not "questions/seconds" in whole numbers, nor "off"')
  .transform((value): Cooldown | null => {
    if (value === 'off') return null;
    const [questions, seconds] = value.split('/').map(Number);
    return { questions: questions!, seconds: seconds! };
  });
const secret = z.string().transform((value) => new Secret(value));

/** Every variable that the program reads: what it is for, its default (in the variable's own form), an example, its schema. */
export const VARIABLES = {
  DISCORD_TOKEN: {
    purpose: "The bot's token; with none, `npm start` runs the sandbox",
    fallback: undefined,
    example: 'the token from the Bot page of the Discord developer portal',
    schema: secret,
  },
  DISCORD_TOKEN_FILE: {
    purpose: 'A file that holds the token, instead of `DISCORD_TOKEN`',
    fallback: undefined,
    example: '/run/secrets/discord-token',
    schema: z.string(),
  },
  CORPUS: {
    purpose: 'The folder of sources, or one file',
    fallback: './corpus',
    example: './corpus',
    schema: z.string(),
  },
  CACHE: {
    purpose: 'Folder of prepared indexes, which make a start quick; `off` for none',
    fallback: './.cache',
    example: './.cache',
    schema: z.string().transform((value) => (value === 'off' ? null : value)),
  },
  LOG_LEVEL: {
    purpose: `How much is logged: ${LOG_LEVELS.join(', ')}`,
    fallback: 'info',
    example: 'info',
    schema: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(', ')}` }),
  },
  METRICS_PORT: {
    purpose:
      'Loopback port for health and Prometheus metrics, with `SHARDS` that of shard 0 and the next ones for the others; none when unset, 0 for any free one',
    fallback: undefined,
    example: '9464',
    schema: port,
  },
  SANDBOX_PORT: {
    purpose: "First port the sandbox's page tries, 0 for any free one",
    fallback: '4500',
    example: '4500',
    schema: port,
  },
  SHARDS: {
    purpose: 'Run so many shards on this machine, a process each; `auto` asks Discord how many',
    fallback: undefined,
    example: 'auto',
    schema: z.union([z.literal('auto'), integer(1, 100_000)], {
      error: 'is neither "auto" nor a whole number from 1',
    }),
  },
  SHARD_IDS: {
    purpose: 'The shards that this process serves, from 0; goes with `SHARD_COUNT`',
    fallback: undefined,
    example: '0-15',
    schema: z
      .string()
      .regex(/^\d{1,6}(-\d{1,6})?(,\d{1,6}(-\d{1,6})?)*$/, 'is not a list of numbers or ranges')
      .transform(parseRanges),
  },
  SHARD_COUNT: {
    purpose: 'How many shards there are over all machines',
    fallback: undefined,
    example: '64',
    schema: integer(1, 100_000),
  },
  REDIS_URL: {
    purpose: 'Redis for cooldowns and identify throttling that several processes share',
    fallback: undefined,
    example: 'redis://localhost:6379',
    schema: z
      .string()
      .refine((value) => isUrl(value, ['redis:', 'rediss:']), 'is not a redis:// or rediss:// address')
      .pipe(secret),
  },
  DISCORD_API_URL: {
    purpose: "Discord's REST address without the version: a shared proxy, or a compatible server",
    fallback: 'https://discord.com/api',
    example: 'http://localhost:8080/api',
    schema: z
      .string()
      .refine((value) => isUrl(value, ['http:', 'https:']), 'is not an http:// or https:// address')
      .refine((value) => !/\/v\d+\/?$/.test(value), 'ends with a version, which is added by itself')
      .transform((value) => value.replace(/\/$/, '')),
  },
  COOLDOWN_USER: {
    purpose: 'Questions that one member may ask, as questions/seconds, or `off`',
    fallback: '5/20',
    example: '5/20',
    schema: cooldown,
  },
  COOLDOWN_CHANNEL: {
    purpose: 'Questions that one channel may ask, as questions/seconds, or `off`',
    fallback: '20/20',
    example: '20/20',
    schema: cooldown,
  },
  DISCORD_OPENAPI: {
    purpose: "Path of Discord's OpenAPI description, to check every request in the sandbox",
    fallback: undefined,
    example: './openapi.json',
    schema: z.string(),
  },
} as const satisfies Record<
  string,
  { purpose: string; fallback: string | undefined; example: string; schema: z.ZodType }
>;

export type Variable = keyof typeof VARIABLES;
type Values = { -readonly [Name in Variable]?: z.output<(typeof VARIABLES)[Name]['schema']> };

/** A Discord bot token: user id, time and signature in base64url. */
const TOKEN_SHAPE = /^[\w-]{18,40}\.[\w-]{6,7}\.[\w-]{27,}$/;

/**
 * The configuration of an environment, or every problem of it at once. An empty value counts as absent.
 * `readText` reads the token's file.
 */
export function parseConfig(
  environment: Environment,
  readText: (path: string) => string = (path) => readFileSync(path, 'utf8'),
): ConfigResult {
  const problems: ConfigProblem[] = [];
  const report = (variable: Variable, problem: string) =>
    problems.push({ variable, problem, example: VARIABLES[variable].example });
  // Set by discord.js for each process of its ShardingManager, where SHARDS is then this shard's id.
  const managed = environment.SHARDING_MANAGER !== undefined;
  const given = managed ? asManagedShard(environment) : environment;
  const values = parseValues(given, report);
  const token = readToken(values, managed, readText, report);
  const sharding = readSharding(values, given, report);
  if (values.METRICS_PORT && token === null && values.METRICS_PORT === values.SANDBOX_PORT)
    report('METRICS_PORT', 'is the same as SANDBOX_PORT');
  if (problems.length > 0) return problemsResult(problems);
  return {
    kind: 'config',
    config: {
      token,
      corpus: values.CORPUS!,
      cache: values.CACHE ?? null,
      logLevel: values.LOG_LEVEL!,
      metricsPort: values.METRICS_PORT ?? null,
      sandboxPort: values.SANDBOX_PORT!,
      sharding,
      redisUrl: values.REDIS_URL ?? null,
      discordApiUrl: values.DISCORD_API_URL!,
      cooldowns: { user: values.COOLDOWN_USER ?? null, channel: values.COOLDOWN_CHANNEL ?? null },
      discordOpenapi: values.DISCORD_OPENAPI ?? null,
    },
  };
}

/**
 * The configuration of a process: its environment over the file `.env`. For entry points only.
 * A variable that the environment has, even empty, wins over the file.
 */
export function loadConfig(environment: Environment, dotenvPath = '.env'): ConfigResult {
  try {
    return parseConfig({ ...readDotenv(dotenvPath), ...environment });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const problem = `at ${dotenvPath} cannot be read (${error.code})`;
    return problemsResult([{ variable: '.env', problem, example: 'a text file that this user may read' }]);
  }
}

/** Where the corpus is, for commands that need nothing else: other problems of the environment do not stop them. */
export function corpusPath(environment: Environment, dotenvPath = '.env'): string {
  return environment.CORPUS?.trim() || readDotenv(dotenvPath).CORPUS?.trim() || VARIABLES.CORPUS.fallback;
}

/** The secrets of a configuration, for the redaction of logs. */
export function secretsOf(config: Config): readonly Secret[] {
  return [config.token, config.redisUrl].filter((value) => value !== null);
}

/** Sorted numbers in the form of `SHARD_IDS`: "0-2,5". */
export function toRanges(ids: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const id of ids) {
    const last = ranges.at(-1);
    if (last && last[1] === id - 1) last[1] = id;
    else ranges.push([id, id]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

function parseValues(
  environment: Environment,
  report: (variable: Variable, problem: string) => void,
): Values {
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(VARIABLES) as Variable[]) {
    const { schema, fallback } = VARIABLES[name];
    const given = environment[name]?.trim() || fallback;
    if (given === undefined) continue;
    const parsed = schema.safeParse(given);
    if (parsed.success) values[name] = parsed.data;
    else report(name, parsed.error.issues[0]!.message);
  }
  return values as Values;
}

function readToken(
  values: Values,
  managed: boolean,
  readText: (path: string) => string,
  report: (variable: Variable, problem: string) => void,
): Secret | null {
  const { DISCORD_TOKEN: given, DISCORD_TOKEN_FILE: file } = values;
  if (given && file && !managed) {
    report('DISCORD_TOKEN_FILE', 'is set beside DISCORD_TOKEN: set one of the two');
    return null;
  }
  const variable = given ? 'DISCORD_TOKEN' : 'DISCORD_TOKEN_FILE';
  let token = given?.reveal();
  if (!token && file) {
    try {
      token = readText(file).trim();
    } catch (error) {
      report(variable, `names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code})`);
      return null;
    }
    if (!token) report(variable, `names ${file}, which is empty`);
  }
  if (!token) return null;
  // A compatible server behind DISCORD_API_URL may have tokens of its own shape.
  const discord = values.DISCORD_API_URL === VARIABLES.DISCORD_API_URL.fallback;
  if (/\s/.test(token)) report(variable, 'holds a space or "Bot ": give the token alone');
  else if (discord && !TOKEN_SHAPE.test(token))
    report(
      variable,
      'is not a bot token (three parts joined by dots); a client secret or public key is not one',
    );
  return new Secret(token);
}

function readSharding(
  values: Values,
  environment: Environment,
  report: (variable: Variable, problem: string) => void,
): Sharding {
  const { SHARDS: shards, SHARD_IDS: ids, SHARD_COUNT: count } = values;
  if (shards !== undefined && (ids || count)) {
    report(
      'SHARDS',
      'is set beside SHARD_IDS or SHARD_COUNT: one machine uses SHARDS, several use the other two',
    );
    return { kind: 'single' };
  }
  if (shards !== undefined) {
    if (!values.DISCORD_TOKEN && !values.DISCORD_TOKEN_FILE)
      report('SHARDS', 'is set without DISCORD_TOKEN: the sandbox is one process');
    const last = (values.METRICS_PORT ?? 0) + (shards === 'auto' ? 0 : shards) - 1;
    if (values.METRICS_PORT && last > LAST_PORT)
      report('METRICS_PORT', `is the first of ${shards} ports, one a shard, and the last would be ${last}`);
    return { kind: 'manager', shards };
  }
  if (ids && count) {
    const outside = ids.find((id) => id >= count);
    if (outside !== undefined)
      report('SHARD_IDS', `has shard ${outside}, but SHARD_COUNT is ${count} and ids begin at 0`);
    return { kind: 'shards', ids, count };
  }
  if (ids && !environment.SHARD_COUNT?.trim()) report('SHARD_COUNT', 'is missing beside SHARD_IDS');
  if (count && !environment.SHARD_IDS?.trim()) report('SHARD_IDS', 'is missing beside SHARD_COUNT');
  return { kind: 'single' };
}

function asManagedShard(environment: Environment): Environment {
  const { SHARDS: id, ...others } = environment;
  return { ...others, SHARD_IDS: id };
}

function problemsResult(problems: readonly ConfigProblem[]): ConfigResult {
  const lines = problems.map((p) => `  ${p.variable} ${p.problem}. Example: ${p.example}`);
  const message = ['The configuration (environment and .env) has problems:', ...lines].join('\n');
  return { kind: 'problems', problems, message };
}

function readDotenv(path: string): Environment {
  try {
    return parseDotenv(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EISDIR') return {};
    throw error;
  }
}

function integer(from: number, to: number) {
  const problem = `is not a whole number from ${from} to ${to}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .refine((value) => value >= from && value <= to, problem);
}

function parseRanges(list: string, context: z.RefinementCtx): readonly number[] {
  const ids = new Set<number>();
  for (const range of list.split(',')) {
    const [from, to = from] = range.split('-').map(Number) as [number, number?];
    if (to! < from)
      context.addIssue({ code: 'custom', message: `has the range ${range}, which runs backwards` });
    for (let id = from; id <= to!; id++) ids.add(id);
  }
  return [...ids].sort((a, b) => a - b);
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
