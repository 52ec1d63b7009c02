import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { answerReply, RANKED_PASSAGES } from '../src/discord/answer-view.ts';
import { completeQuestion, completeSource } from '../src/discord/autocomplete.ts';
import { defineCommand } from '../src/discord/command.ts';
import { findDocument } from '../src/discord/library.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { isTooLong, MAX_QUESTION, tooLong } from '../src/discord/question.ts';
import { unknownSource } from '../src/discord/unknown.ts';
import { answer } from '../src/search/index.ts';

/** `/ask`: the source's own sentence on a question. */
export const ask = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'ask',
    description: 'Ask the sources a question; they answer in their own words',
    ...EVERYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'What you want to know',
        required: true,
        autocomplete: true,
        max_length: MAX_QUESTION,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'source',
        description: 'Only this source',
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.Boolean,
        name: 'private',
        description: 'Show the answer to you alone',
      },
    ],
  },
  autocomplete: { question: completeQuestion, source: completeSource },
  run({ library, reader, room, asker }, { question, source, private: isPrivate = false }) {
    if (isTooLong(question)) return tooLong(reader);
    const document = source === undefined ? undefined : findDocument(library, source);
    if (source !== undefined && !document) return unknownSource(library, reader, source);
    const found = answer(library.index, question, {
      limit: RANKED_PASSAGES,
      ...(document && { source: document.id }),
    });
    return answerReply(found, {
      library,
      messages: isPrivate ? reader : room,
      visibility: isPrivate ? 'private' : 'public',
      asker: asker.id,
      echo: true,
    });
  },
});
