import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { toReply } from '../src/discord/answer-view.ts';
import { completePassage } from '../src/discord/autocomplete.ts';
import { defineCommand } from '../src/discord/command.ts';
import { escapeLine, inlineCode } from '../src/discord/escape.ts';
import { type Found, findDocument, findPassage } from '../src/discord/library.ts';
import type { Messages } from '../src/discord/messages.ts';
import { type PermalinkParts, parsePermalink } from '../src/discord/passage-ref.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { fitPassages, refusal } from '../src/discord/reply.ts';
import { unknownSource } from '../src/discord/unknown.ts';

/** `/passage`: opens a permalink and says whether its sentence is unaltered. */
export const passage = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'passage',
    description: 'Open a permalink and check that its words are unaltered',
    ...EVERYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'id',
        description: 'The id at the end of an attribution line',
        required: true,
        autocomplete: true,
      },
    ],
  },
  autocomplete: { id: completePassage },
  run({ library, reader, room, asker }, { id }) {
    const link = parsePermalink(id);
    if (!link) return refusal(reader.text('notAnId'));
    const document = findDocument(library, link.document);
    if (!document) return unknownSource(library, reader, link.document);
    const found = findPassage(library, document, link.ordinal, link.hash);
    if (found.kind === 'unknown' || found.kind === 'gone')
      return refusal(
        reader.text('noSuchSentence', { title: escapeLine(document.title), ordinal: link.ordinal }),
      );
    const header = [verdict(found, link, room)];
    const fitted = fitPassages([found.passage], { library, messages: room, header });
    return toReply(fitted, { library, messages: room, visibility: 'public', asker: asker.id }, 'shown');
  },
});

function verdict(
  found: Exclude<Found, { kind: 'unknown' | 'gone' }>,
  { document, ordinal, hash }: PermalinkParts,
  messages: Messages,
): string {
  const id = inlineCode(`${document}#${ordinal}${hash === null ? '' : `@${hash}`}`);
  switch (found.kind) {
    case 'unaltered':
      return messages.text(hash === null ? 'opened' : 'unaltered', { id });
    case 'moved':
      return messages.text('unalteredMoved', { id, from: found.from, to: found.passage.ordinal });
    case 'changed':
      return messages.text('changedSince', { id });
    default:
      return found satisfies never;
  }
}
