import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { helpReply } from '../src/discord/help.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';

/** `/help`: how to use the bot, with examples from the sources that are loaded. */
export const help = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'help',
    description: 'How to ask, and what I can do',
    ...EVERYWHERE,
  },
  free: true,
  run: ({ library, reader, commands }) => helpReply(library, reader, commands),
});
