import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';

/** A command that works everywhere: in servers, with the bot, among friends; installed to a server or to an account. */
export const EVERYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
} as const;

/** A command for servers that the bot has joined. */
export const IN_SERVERS = {
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
} as const;

/** A moderators' command. Discord hides it from others, and the dispatcher refuses them whatever Discord shows. */
export const FOR_MODERATORS = {
  ...IN_SERVERS,
  default_member_permissions: String(PermissionFlagsBits.ManageMessages),
} as const;
