import { type Command, InvalidArgumentError } from 'commander';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { loadConfig, secretsOf } from '../../config.ts';
import type { Registration } from '../../discord/register.ts';
import { explainFailure } from '../../discord/start-failure.ts';
import { createLogger, createRedactor } from '../../log.ts';
import { neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print } from '../io.ts';

interface Options {
  readonly guild?: string;
}

export function defineRegister(program: Command, io: Io, finish: Finish): void {
  program
    .command('register')
    .summary('register the slash commands with Discord')
    .description(
      'Makes Discord’s list of this bot’s commands the one that this version has: what is missing is added, what differs is ' +
        'changed, what is no longer there is deleted, and where nothing differs nothing is sent. The token is DISCORD_TOKEN of ' +
        'the environment or .env.',
    )
    .option('--guild <id>', 'in this server alone, where it shows at once; for trying out', parseGuild)
    .action((options: Options) => finish(register(io, options.guild)));
}

async function register(io: Io, guild: string | undefined): Promise<ExitCode> {
  const parsed = loadConfig(io.environment);
  if (parsed.kind === 'problems') return fail(io, EXIT.usage, parsed.message);
  const { config } = parsed;
  const { token } = config;
  if (token === null)
    return fail(
      io,
      EXIT.usage,
      'there is no token: put DISCORD_TOKEN, from the Bot page of the Discord developer portal, into .env',
    );
  const secrets = secretsOf(config);
  // What is done is said below; the log is for who asks for more.
  const level = config.logLevel === 'info' ? 'silent' : config.logLevel;
  const { registerCommands } = await import('../../discord/register.ts');
  try {
    const registration = await registerCommands(
      { ...config, token },
      createLogger({ level, secrets }),
      guild,
    );
    await print(io, registrationText(registration, guild));
    return EXIT.ok;
  } catch (error) {
    return fail(io, EXIT.failure, createRedactor(secrets)(neutralise(explainRefusal(error, guild))));
  }
}

function parseGuild(value: string): string {
  if (!/^\d{17,20}$/.test(value))
    throw new InvalidArgumentError(
      'Give a server’s id: 17 to 20 digits, copied from its menu in Discord (Settings, Advanced, Developer Mode).',
    );
  return value;
}

/** What was done, a line each: "added /ask, /sources". */
function registrationText(
  { kind, added, changed, deleted }: Registration,
  guild: string | undefined,
): string {
  const where = guild === undefined ? 'in all servers' : `in server ${guild}`;
  if (kind === 'unchanged') return `The commands ${where} are registered as they are; nothing to do.\n`;
  const lines = Object.entries({ added, changed, deleted })
    .filter(([, names]) => names.length > 0)
    .map(([done, names]) => `  ${done} ${names.join(', ')}\n`);
  return `Registered the commands ${where}:\n${lines.join('')}`;
}

function explainRefusal(error: unknown, guild: string | undefined): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const absent: readonly unknown[] = [RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.UnknownGuild];
  if (guild !== undefined && absent.includes(code))
    return `the bot is not in server ${guild}, or was invited without application commands: invite it again, or leave out --guild`;
  const known = explainFailure(error);
  if (known) return known.message;
  return `Discord refuses the commands: ${String(message).replace(/(?<!\s)\s*\n\s*/g, '; ')}`;
}
