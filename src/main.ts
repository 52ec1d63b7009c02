import { loadConfig, secretsOf } from './config.ts';
import { loadCorpus } from './corpus/load.ts';
import { createLogger } from './log.ts';
import { buildIndex } from './search/index.ts';

// The composition root: environment → config → log → corpus → bot.
await main();

async function main(): Promise<void> {
  const parsed = loadConfig(process.env);
  if (parsed.kind === 'problems') {
    process.stderr.write(`${parsed.message}\n`);
    process.exitCode = 2;
    return;
  }
  const { config } = parsed;
  const log = createLogger({ level: config.logLevel, secrets: secretsOf(config) });
  const loaded = loadCorpus(config.corpus);
  if (loaded.kind === 'problems') {
    for (const problem of loaded.problems) log.fatal(problem, 'the corpus cannot be read');
    process.exitCode = 1;
    return;
  }
  const [{ startBot }, { toLibrary }] = await Promise.all([
    import('./discord/bot.ts'),
    import('./discord/library.ts'),
  ]);
  const library = toLibrary(buildIndex(loaded.corpus));
  if (config.token === null) return;
  const bot = await startBot({ config, log, library: () => library }, config.token.reveal());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void bot.stop());
}
