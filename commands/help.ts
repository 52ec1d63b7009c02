import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { gateOf } from '../src/discord/gate.ts';
import { helpReply } from '../src/discord/help.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';

/** `/help`: how to use the bot, the commands that the asker may use here, and examples from the loaded sources. */
export const help = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'help',
    description: 'How to ask, and what I can do',
    ...EVERYWHERE,
  },
  free: true,
  run: (context) =>
    helpReply(
      context.library,
      context.reader,
      context.commands.filter((command) => gateOf(command, context) === 'open'),
    ),
});
