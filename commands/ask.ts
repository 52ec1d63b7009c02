import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { answerReply, RANKED_PASSAGES } from '../src/discord/answer-view.ts';
import { completeQuestion, completeSource } from '../src/discord/autocomplete.ts';
import { defineCommand } from '../src/discord/command.ts';
import { findDocument, findPassage, type Library } from '../src/discord/library.ts';
import { parsePermalink } from '../src/discord/passage-ref.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { isTooLong, MAX_QUESTION, tooLong } from '../src/discord/question.ts';
import { refusal } from '../src/discord/reply.ts';
import { unknownSource } from '../src/discord/unknown.ts';
import { answer } from '../src/search/index.ts';
import type { Answer } from '../src/search/types.ts';

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
    const named = passageNamed(library, question);
    if (named === 'gone') return refusal(reader.text('gone'));
    const limit = { limit: RANKED_PASSAGES };
    const found =
      named ?? answer(library.index, question, document ? { ...limit, source: document.id } : limit);
    return answerReply(found, {
      library,
      messages: isPrivate ? reader : room,
      visibility: isPrivate ? 'private' : 'public',
      asker: asker.id,
      echo: true,
    });
  },
});

/** The sentence itself, where a permalink id was asked for: autocompletion offers long sentences by theirs. */
function passageNamed(library: Library, question: string): Answer | 'gone' | null {
  const link = parsePermalink(question);
  const found = link?.hash ? findPassage(library, `${link.document}#${link.ordinal}@${link.hash}`) : null;
  switch (found?.kind) {
    case 'unaltered':
    case 'moved':
      return { kind: 'answered', question, passages: [found.passage], carried: 1, confidence: 1 };
    case 'changed':
    case 'gone':
      return 'gone';
    case 'unknown':
    case undefined:
      return null;
    default:
      return found satisfies undefined;
  }
}
