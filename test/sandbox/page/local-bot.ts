import { loadConfig } from '../../../src/config.ts';
import { loadCorpus } from '../../../src/corpus/load.ts';
import { startBot } from '../../../src/discord/bot.ts';
import { toLibrary } from '../../../src/discord/library.ts';
import { createLogger } from '../../../src/log.ts';
import { startLocalDiscord } from '../../../src/sandbox/start.ts';
import { buildIndex } from '../../../src/search/index.ts';

export interface LocalBot {
  url: string;
  /** Of the corpus, all documents together. */
  text: string;
  /** What should not have happened. */
  errors: unknown[];
  stop(): Promise<void>;
}

/** The real bot on the repository's own corpus, in a sandbox with its page. */
export async function startLocalBot(): Promise<LocalBot> {
  const loaded = loadCorpus('corpus');
  if (loaded.kind === 'problems')
    throw new Error(`The corpus cannot be read: ${JSON.stringify(loaded.problems)}`);
  const { corpus } = loaded;
  const errors: unknown[] = [];
  const local = await startLocalDiscord({
    port: 0,
    corpus: () => corpus,
    openapi: null,
    report: (error) => errors.push(error),
  });
  const parsed = loadConfig({ DISCORD_API_URL: local.api, COOLDOWN_USER: 'off', COOLDOWN_CHANNEL: 'off' });
  if (parsed.kind === 'problems') throw new Error(parsed.message);
  const log = createLogger({ level: 'silent', secrets: [] });
  const library = toLibrary(buildIndex(corpus));
  const bot = await startBot({ config: parsed.config, log, library: () => library }, local.token);
  return {
    url: local.url,
    text: corpus.documents.map(({ text }) => text).join('\n'),
    errors,
    stop: async () => {
      await bot.stop();
      await local.close();
    },
  };
}
