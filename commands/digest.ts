import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { digestOf, type History, readHistory } from '../src/discord/digest.ts';
import { digestReply, timestamp } from '../src/discord/digest-view.ts';
import { isSilenced } from '../src/discord/errors.ts';
import { FOR_MODERATORS } from '../src/discord/payload.ts';
import { refusal } from '../src/discord/reply.ts';

const DEFAULT_HOURS = 24;
/** A week. */
const MAX_HOURS = 168;
const HOUR = 3_600_000; // milliseconds

/** What the bot needs to read a channel back. Discord gives an empty list, and no error, where the history is closed. */
const READING = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.ReadMessageHistory;

/** `/digest`: what was asked in this channel, read back from the bot's own messages, to the moderator alone. */
export const digest = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'digest',
    description: 'What was asked here, read back from my own messages',
    ...FOR_MODERATORS,
    options: [
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'hours',
        description: 'How many hours back: 1 to 168, else 24',
        min_value: 1,
        max_value: MAX_HOURS,
      },
    ],
  },
  async run(
    { library, reader, api, application, asked, botPermissions, channel, guild, defer, progress },
    args,
  ) {
    const hours = Math.min(MAX_HOURS, Math.max(1, args.hours ?? DEFAULT_HOURS));
    const administrator = (botPermissions & PermissionFlagsBits.Administrator) !== 0n;
    if (channel === null || (!administrator && (botPermissions & READING) !== READING))
      return refusal(reader.text('digest.unreadable'));
    await defer('private');
    let history: History;
    try {
      history = await readHistory(api, {
        channel,
        application,
        since: asked - hours * HOUR,
        onProgress: (count, reached) =>
          progress(reader.text('digest.reading', { count, time: timestamp(reached) })),
      });
    } catch (error) {
      if (isSilenced(error)) return refusal(reader.text('digest.unreadable'));
      throw error;
    }
    return digestReply(digestOf(history.answers), history, {
      library,
      messages: reader,
      hours,
      guild,
      channel,
    });
  },
});
