import { ApplicationIntegrationType, InteractionContextType } from 'discord-api-types/v10';

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
