import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';

/** `/privacy`: what the bot keeps of people, which is nothing. */
export const privacy = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'privacy',
    description: 'What I keep about you: nothing',
    ...EVERYWHERE,
  },
  free: true,
  run: ({ reader }) => ({ content: reader.text('privacy'), visibility: 'private', outcome: 'shown' }),
});
