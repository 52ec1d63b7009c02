import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import type { Document } from '../src/corpus/types.ts';
import { toReply } from '../src/discord/answer-view.ts';
import { completePassage } from '../src/discord/autocomplete.ts';
import { defineCommand } from '../src/discord/command.ts';
import { escapeLine, inlineCode } from '../src/discord/escape.ts';
import { type Found, findDocument, findPassage, type Library, sentencesOf } from '../src/discord/library.ts';
import type { Messages } from '../src/discord/messages.ts';
import { type PermalinkParts, parsePermalink } from '../src/discord/passage-ref.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { fitPassages, refusal } from '../src/discord/reply.ts';
import { unknownSource } from '../src/discord/unknown.ts';
import { toPassage } from '../src/search/index.ts';

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
    const found = open(library, document, link);
    if (found === null) {
      const values = { title: escapeLine(document.title), ordinal: link.ordinal };
      return refusal(reader.text('noSuchSentence', values));
    }
    const header = [verdict(found, link, room)];
    const fitted = fitPassages([found.passage], { library, messages: room, header });
    return toReply(fitted, { library, messages: room, visibility: 'public', asker: asker.id }, 'shown');
  },
});

type Open = Exclude<Found, { kind: 'unknown' | 'gone' }>;

/** What stands there now; null where the document has no such sentence. */
function open(library: Library, document: Document, { ordinal, hash }: PermalinkParts): Open | null {
  if (hash === null) {
    const sentence = sentencesOf(library, document.id)[ordinal - 1];
    return sentence ? { kind: 'unaltered', passage: toPassage(library.index, sentence) } : null;
  }
  const found = findPassage(library, `${document.id}#${ordinal}@${hash}`);
  return found.kind === 'unknown' || found.kind === 'gone' ? null : found;
}

function verdict(found: Open, { document, ordinal, hash }: PermalinkParts, messages: Messages): string {
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
