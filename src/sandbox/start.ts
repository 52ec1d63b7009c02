import { exampleQuestions } from '../corpus/examples.ts';
import type { Corpus } from '../corpus/types.ts';
import type { Sandbox } from './driver.ts';

import { pageSite } from './page-server.ts';
import { startSandbox } from './server.ts';

/** How many questions the page offers to click. */
const EXAMPLE_COUNT = 3;
/** How many ports are tried, beginning with the wanted one. */
const PORT_ATTEMPTS = 20;
const LAST_PORT = 65_535;

export interface LocalDiscordOptions {
  /** First port on 127.0.0.1 to try; 0 takes any free one. */
  port: number;
  /** The corpus as it is now: it may have been read anew. */
  corpus(): Corpus;
  /** Path of Discord's OpenAPI file, or null for where the sandbox looks by itself. */
  openapi: string | null;
  /** Is told of errors in the page's server. */
  report(error: unknown): void;
}

/** Every port that was tried is taken; the message says what to do. */
export class NoFreePort extends Error {
  override readonly name = 'NoFreePort';
}

/** The sandbox with its page, and no bot in it yet. */
export interface LocalDiscord {
  sandbox: Sandbox;
  /** What a browser opens. */
  url: string;
  /** What the bot logs in with, and where. */
  token: string;
  api: string;
  close(): Promise<void>;
}

/** Starts a local Discord with its page on loopback. Rejects with `NoFreePort`. */
export async function startLocalDiscord(options: LocalDiscordOptions): Promise<LocalDiscord> {
  const openapi = options.openapi === null ? {} : { openapi: options.openapi };
  const sandbox = await onFreePort(options.port, (port) => startSandbox({ port, ...openapi }));
  const examples = (locale: string) => exampleQuestions(options.corpus(), locale, EXAMPLE_COUNT);
  try {
    sandbox.mount(await pageSite(sandbox, { examples, report: options.report }));
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  const { url, token, api } = sandbox;
  return { sandbox, url, token, api, close: () => sandbox.close() };
}

async function onFreePort<Server>(wanted: number, start: (port: number) => Promise<Server>): Promise<Server> {
  const last = wanted === 0 ? 0 : Math.min(wanted + PORT_ATTEMPTS - 1, LAST_PORT);
  for (let port = wanted; ; port++) {
    try {
      return await start(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      if (port === last) {
        throw new NoFreePort(
          `Ports ${wanted} to ${last} are in use: set SANDBOX_PORT to a free one, or to 0 for any.`,
        );
      }
    }
  }
}
