import { type Config, loadConfig, secretsOf, toRanges } from './config.ts';
import type { Bot } from './discord/bot.ts';
import { isReconnectRace } from './discord/errors.ts';
import { preparedIn } from './discord/prepared.ts';
import { openShelf, type Shelf } from './discord/shelf.ts';
import { EXIT_CODES, explainFailure } from './discord/start-failure.ts';
import { createLogger, type Logger } from './log.ts';
import type { LocalDiscord } from './sandbox/start.ts';

// The composition root: environment → config → log → corpus → bot.
await main();

async function main(): Promise<void> {
  const parsed = loadConfig(process.env);
  if (parsed.kind === 'problems') return fail(parsed.message, EXIT_CODES.configuration);
  const { config } = parsed;
  // Whoever tries the bot on their own machine reads the address, not what an operator is told.
  const quiet = config.token === null && config.logLevel === 'info';
  const whole = createLogger({ level: quiet ? 'warn' : config.logLevel, secrets: secretsOf(config) });
  const { sharding } = config;
  const log = sharding.kind === 'shards' ? whole.child({ shards: toRanges(sharding.ids) }) : whole;
  // A defect in a handler must not take the others with it.
  process.on('unhandledRejection', (error) => {
    if (isReconnectRace(error)) log.warn({ err: error }, 'a connection failed; it is tried again');
    else log.error({ err: error }, 'a promise was left without a handler');
  });
  if (sharding.kind === 'manager') return superviseShards(config, log);
  const opened = await openShelf(config.corpus, log, { prepared: preparedIn(config.cache) });
  if (opened.kind === 'problems') {
    const lines = opened.problems.map(
      (p) => `  ${p.file}${p.line === undefined ? '' : `:${p.line}`}: ${p.message}`,
    );
    return fail(['The corpus cannot be used:', ...lines].join('\n'), EXIT_CODES.corpus);
  }
  const { shelf } = opened;
  process.on('SIGHUP', () => void shelf.reload());
  shelf.watch();
  try {
    await run(config, shelf, log);
  } catch (error) {
    failWith(error, log);
  } finally {
    shelf.close();
    // Only for a process of a shard manager, whose channel would keep it from ending.
    if (process.connected) process.disconnect();
  }
}

/** One process a shard, each of them this program again. */
async function superviseShards(config: Config, log: Logger): Promise<void> {
  const { startShards } = await import('./discord/shard-manager.ts');
  try {
    const token = config.token!.reveal();
    const script = process.argv[1]!;
    const shards = await startShards({ config, token, log, script, execArgv: process.execArgv });
    process.on('SIGHUP', () => shards.reload());
    process.on('SIGUSR2', () => void shards.restart());
    const end = await Promise.race([interrupted(), shards.ended]);
    log.info('stopping');
    await shards.stop();
    if (end !== undefined) process.exitCode = end;
  } catch (error) {
    failWith(error, log);
  }
}

function failWith(error: unknown, log: Logger): void {
  const failure = explainFailure(error);
  if (!failure) log.fatal({ err: error }, 'the bot cannot run');
  fail(failure?.message ?? 'The bot cannot run; the log says why.', failure?.exitCode ?? 1);
}

/** Runs until a signal comes, or rejects with why it cannot. */
async function run(config: Config, shelf: Shelf, log: Logger): Promise<void> {
  const library = () => shelf.library();
  const { startBot } = await import('./discord/bot.ts');
  let bot: Bot | undefined;
  const isReady = () => bot?.isReady() ?? false;
  const server =
    config.metricsPort === null
      ? null
      : await (await import('./discord/metrics-server.ts')).startMetricsServer(
          config.metricsPort,
          library,
          isReady,
        );
  if (server) log.info({ port: server.port }, 'metrics and health on loopback');
  let local: LocalDiscord | null = null;
  try {
    local = config.token === null ? await openLocalDiscord(config, shelf, log) : null;
    const token = local?.token ?? config.token?.reveal() ?? '';
    const connected = local === null ? config : { ...config, discordApiUrl: local.api };
    bot = await startBot(
      { config: connected, log, library, ...(server && { metrics: server.metrics }) },
      token,
    );
    void shelf.fill();
    // Before whoever reads the line can answer it with Ctrl-C.
    const signal = interrupted();
    if (local) process.stdout.write(`Verbatim runs in a local Discord: open ${local.url} (Ctrl-C ends it)\n`);
    const end = await Promise.race([signal, bot.ended]);
    if (end) throw end;
    log.info('stopping');
  } finally {
    await bot?.stop();
    await server?.close();
    await local?.close();
  }
}

/** With no token: a Discord on this machine, with a web page to talk in. Only then is its code loaded. */
async function openLocalDiscord(config: Config, shelf: Shelf, log: Logger): Promise<LocalDiscord> {
  const { startLocalDiscord } = await import('./sandbox/start.ts');
  return startLocalDiscord({
    port: config.sandboxPort,
    corpus: () => shelf.library().index.corpus,
    openapi: config.discordOpenapi,
    report: (error) => log.error({ err: error }, "the page's server failed"),
  });
}

/**
 * Resolves on Ctrl-C or a termination signal, or when the manager of this shard is gone; a second signal ends the
 * process at once.
 */
function interrupted(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(undefined));
    process.once('disconnect', () => resolve(undefined));
  });
}

function fail(message: string, exitCode: number): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = exitCode;
}
