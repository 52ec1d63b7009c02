import {
  ApplicationIntegrationType as Installation,
  InteractionContextType,
  PermissionFlagsBits as Permission,
} from 'discord-api-types/v10';
import type { Channel, Command, User } from './model.ts';
import { canView } from './visibility.ts';
import type { World } from './world.ts';

/** The commands that a person's client lists in a channel. A server's own command hides a global namesake. */
export function commandsFor(world: World, user: User, channel: Channel): Command[] {
  if (!canView(world, user.id, channel)) return [];
  const guild = world.guildOf(channel);
  const ofGuild = guild === null ? [] : [...world.commandsOf(guild.id).values()];
  const global = [...world.commandsOf('').values()].filter(
    (command) => !ofGuild.some((own) => own.name === command.name && own.type === command.type),
  );
  return [...ofGuild, ...global].filter((command) => isAvailable(world, command, user, channel));
}

/**
 * Whether Discord offers a command to this person here: by where the application is installed, the contexts that
 * the command works in, and its default member permissions.
 */
export function isAvailable(world: World, command: Command, user: User, channel: Channel): boolean {
  const guild = world.guildOf(channel);
  const installations = command.integration_types ?? [Installation.GuildInstall];
  const byUser = user.installed && installations.includes(Installation.UserInstall);
  const { contexts } = command;
  if (guild === null) {
    const offered =
      contexts == null ? command.dm_permission !== false : contexts.includes(InteractionContextType.BotDM);
    return offered && (byUser || installations.includes(Installation.GuildInstall));
  }
  if (contexts != null && !contexts.includes(InteractionContextType.Guild)) return false;
  const byGuild =
    guild.members.has(world.application.botId) && installations.includes(Installation.GuildInstall);
  const bits = world.permissions(user.id, channel);
  // Who may not use external apps may still use their own, and alone sees the answer.
  if (!byGuild) return byUser;
  if ((bits & Permission.UseApplicationCommands) === 0n) return false;
  return isPermitted(command, bits);
}

/** `default_member_permissions`: null is everyone, '0' administrators alone. */
function isPermitted(command: Command, bits: bigint): boolean {
  if ((bits & Permission.Administrator) !== 0n || command.default_member_permissions == null) return true;
  const needed = BigInt(command.default_member_permissions);
  return needed !== 0n && (bits & needed) === needed;
}

/** The command with its texts in a language; what has no translation stays as it is. */
export function localised(command: Command, locale: string): Command {
  return { ...localisedTexts(command, locale), type: command.type } as Command;
}

function localisedTexts(node: object, locale: string): object {
  const one = node as {
    name_localizations?: Record<string, string | null> | null;
    description_localizations?: Record<string, string | null> | null;
    options?: object[];
    choices?: object[];
  };
  const name = one.name_localizations?.[locale];
  const description = one.description_localizations?.[locale];
  return {
    ...one,
    ...(name == null ? {} : { name_localized: name }),
    ...(description == null ? {} : { description_localized: description }),
    ...(one.options === undefined
      ? {}
      : { options: one.options.map((child) => localisedTexts(child, locale)) }),
    ...(one.choices === undefined
      ? {}
      : { choices: one.choices.map((child) => localisedTexts(child, locale)) }),
  };
}
