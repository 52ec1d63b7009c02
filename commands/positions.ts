import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { completeSource } from '../src/discord/autocomplete.ts';
import { type ButtonContext, type ButtonResult, defineCommand } from '../src/discord/command.ts';
import { findDocument } from '../src/discord/library.ts';
import { FOR_MODERATORS } from '../src/discord/payload.ts';
import { positionsReply } from '../src/discord/positions-view.ts';
import { refusal } from '../src/discord/reply.ts';
import { MAX_TOPIC, readTopic, unpackSubject } from '../src/discord/subject.ts';
import { unknownSource } from '../src/discord/unknown.ts';

/** `/positions`: every named actor's own sentences side by side, to the moderator alone. */
export const positions = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'positions',
    description: 'What each person says, in their own sentences, in the order of the text',
    ...FOR_MODERATORS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'topic',
        description: 'Only what bears on this',
        max_length: MAX_TOPIC,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'source',
        description: 'Only this source',
        autocomplete: true,
      },
    ],
  },
  autocomplete: { source: completeSource },
  run({ library, reader }, { topic: typed, source }) {
    const topic = readTopic(typed);
    if (topic.length > MAX_TOPIC) return refusal(reader.text('topicTooLong', { most: MAX_TOPIC }));
    if (source === undefined) {
      const document = library.documents.length === 1 ? library.documents[0]! : null;
      return positionsReply(library, reader, { document, topic }, 0);
    }
    const document = findDocument(library, source);
    return document
      ? positionsReply(library, reader, { document, topic }, 0)
      : unknownSource(library, reader, source);
  },
  buttons: { page },
});

function page({ library, reader }: ButtonContext, state: string): ButtonResult {
  const unpacked = unpackSubject(library, state);
  switch (unpacked.kind) {
    case 'changed':
      return refusal(reader.text('previewChanged'));
    case 'malformed':
      return refusal(reader.text('expired'));
    case 'subject':
      return /^\d{1,6}$/.test(unpacked.rest)
        ? {
            kind: 'update',
            reply: positionsReply(library, reader, unpacked.subject, Number(unpacked.rest)),
          }
        : refusal(reader.text('expired'));
    default:
      return unpacked satisfies never;
  }
}
