import { GatewayCloseCodes } from 'discord-api-types/v10';

/** Exit codes of the bot, one for each cause that an operator has to mend. 1 stays for what nobody foresaw. */
export const EXIT_CODES = {
  configuration: 2,
  token: 10,
  intents: 11,
  unreachable: 12,
  port: 13,
  corpus: 14,
  sharding: 15,
} as const;

/** Why the bot could not start or go on, with the remedy. */
export interface StartFailure {
  /** One line. */
  readonly message: string;
  readonly exitCode: number;
}

/** Discord closed the connection for good. */
export class Disconnected extends Error {
  override readonly name = 'Disconnected';
  readonly closeCode: number;

  constructor(closeCode: number) {
    super(`Discord closed the connection with code ${closeCode}`);
    this.closeCode = closeCode;
  }
}

const TOKEN: StartFailure = {
  message:
    'Discord refuses the token: copy it anew from the Bot page of the developer portal (Reset Token) into DISCORD_TOKEN.',
  exitCode: EXIT_CODES.token,
};

const NETWORK_CODES = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** Words a failure for the operator; null for a bug, whose stack is worth more than words. */
export function explainFailure(error: unknown): StartFailure | null {
  if (error instanceof Disconnected) return explainClose(error.closeCode);
  const { code, status, name } = fieldsOf(error);
  if (code === 'TokenInvalid' || status === 401) return TOKEN;
  if (error instanceof Error && name === 'NoFreePort')
    return { message: error.message, exitCode: EXIT_CODES.port };
  if (code === 'EADDRINUSE')
    return {
      message: 'The port for metrics is in use: set METRICS_PORT to a free one, or leave it empty for none.',
      exitCode: EXIT_CODES.port,
    };
  const network = [code, fieldsOf(fieldsOf(error).cause).code].find((each) =>
    NETWORK_CODES.has(String(each)),
  );
  if (network || name === 'AbortError' || (typeof status === 'number' && status >= 500))
    return {
      message: `Discord cannot be reached (${network ?? status ?? 'no answer'}): check the network, and DISCORD_API_URL if it is set.`,
      exitCode: EXIT_CODES.unreachable,
    };
  return null;
}

function explainClose(code: number): StartFailure {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return TOKEN;
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return {
        message: `Discord refuses the intents (${code}): this version asks for none that is privileged, so check that the application in the developer portal is the right one and not suspended.`,
        exitCode: EXIT_CODES.intents,
      };
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return {
        message: `Discord refuses the shards (${code}): set SHARDS=auto on one machine, or SHARD_IDS and SHARD_COUNT on several.`,
        exitCode: EXIT_CODES.sharding,
      };
    default:
      return {
        message: `Discord closed the connection for good (code ${code}): update to a newer version of the bot.`,
        exitCode: EXIT_CODES.unreachable,
      };
  }
}

function fieldsOf(error: unknown): { code?: unknown; status?: unknown; name?: unknown; cause?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
