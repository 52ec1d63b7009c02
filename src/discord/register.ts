import {
  type APIApplicationCommand,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Config, Secret } from '../config.ts';
import type { Logger } from '../log.ts';
import { DiscordApi } from './api.ts';
import type { Command } from './command.ts';
import { localizedPayload } from './localize.ts';

/** What registration did; names as people see them. */
export interface Registration {
  readonly kind: 'unchanged' | 'written';
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * Makes Discord's list of commands ours, globally or in one server: compares every field in canonical form and
 * overwrites the whole list only where something differs. Rejects where Discord refuses.
 */
export async function syncCommands(
  api: DiscordApi,
  application: string,
  commands: readonly Command[],
  log: Logger,
  guild?: string,
): Promise<Registration> {
  const wanted = commands.map((command) => forScope(localizedPayload(command), guild));
  const present = await api.commands(application, guild);
  const ours = byName(wanted);
  const theirs = byName(present);
  const added = [...ours.keys()].filter((name) => !theirs.has(name));
  const deleted = [...theirs.keys()].filter((name) => !ours.has(name));
  const changed = [...ours.keys()].filter((name) => theirs.has(name) && theirs.get(name) !== ours.get(name));
  const scope = guild ?? 'global';
  if (added.length + deleted.length + changed.length === 0) {
    log.info({ scope, commands: wanted.length }, 'the commands are registered as they are');
    return { kind: 'unchanged', added, changed, deleted };
  }
  if (deleted.length)
    log.warn({ scope, deleted }, 'registration deletes commands that Discord has and the list has not');
  await api.overwriteCommands(application, wanted, guild);
  log.info({ scope, added, changed, deleted }, 'commands registered');
  return { kind: 'written', added, changed, deleted };
}

/** Contexts and integration types belong to global commands only. */
function forScope(
  payload: RESTPostAPIApplicationCommandsJSONBody,
  guild: string | undefined,
): RESTPostAPIApplicationCommandsJSONBody {
  if (guild === undefined) return payload;
  const { contexts: _, integration_types: __, ...rest } = payload;
  return rest;
}

type Comparable = RESTPostAPIApplicationCommandsJSONBody | APIApplicationCommand;

/** Name → canonical form, both as text. */
function byName(commands: readonly Comparable[]): Map<string, string> {
  return new Map(
    commands.map((command) => {
      const type = command.type ?? ApplicationCommandType.ChatInput;
      const name = type === ApplicationCommandType.ChatInput ? `/${command.name}` : command.name;
      return [name, JSON.stringify(canonical({ ...command, type }, ''))];
    }),
  );
}

/** What Discord adds to a command and does not take from us. */
const THEIRS = new Set([
  'id',
  'application_id',
  'guild_id',
  'version',
  'dm_permission',
  'default_permission',
  'name_localized',
  'description_localized',
  'handler',
]);
/** Lists whose order means nothing. */
const SETS = new Set(['contexts', 'integration_types', 'channel_types']);

/** Sorted keys; absent, null, false, empty and server-made fields left out, since Discord fills in what was not given. */
function canonical(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, ''));
    return SETS.has(key) ? items.sort() : items;
  }
  // Discord takes these bits as a number and gives them back as text.
  if (key === 'default_member_permissions' && typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([name]) => !THEIRS.has(name))
    .map(([name, field]) => [name, canonical(field, name)] as const)
    .filter(([, field]) => !isEmpty(field))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields);
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** Registration alone, for `verbatim register`: globally, or in one server. Rejects where Discord refuses. */
export async function registerCommands(
  config: Pick<Config, 'discordApiUrl'> & { readonly token: Secret },
  log: Logger,
  guild?: string,
): Promise<Registration> {
  const [{ REST }, { COMMANDS }] = await Promise.all([
    import('discord.js'),
    import('../../commands/index.ts'),
  ]);
  const rest = new REST({ api: config.discordApiUrl }).setToken(config.token.reveal());
  const api = new DiscordApi(rest);
  try {
    return await syncCommands(api, await api.applicationId(), COMMANDS, log, guild);
  } finally {
    rest.clearHashSweeper();
    rest.clearHandlerSweeper();
  }
}
