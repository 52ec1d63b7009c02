import { ApplicationCommandType } from 'discord-api-types/v10';
import { defineCommand } from '../src/discord/command.ts';
import { rawText } from '../src/discord/message-search.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { quoteCheckerOf } from '../src/discord/quote-checkers.ts';
import { findingsReply } from '../src/discord/quote-view.ts';

/** Message menu *Check quotes*: each quotation of a message compared with the sources, to the asker alone. */
export const checkQuotes = defineCommand({
  data: { type: ApplicationCommandType.Message, name: 'Check quotes', ...EVERYWHERE },
  about: 'the quotations in a message, compared with the sources, to you alone',
  async run({ library, reader, defer }, { target }) {
    const check = await quoteCheckerOf(library.index, () => defer('private'));
    return findingsReply(check(rawText(target)), library, reader);
  },
});
