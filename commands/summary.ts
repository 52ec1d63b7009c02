import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { completeSource } from '../src/discord/autocomplete.ts';
import { type ButtonContext, type ButtonResult, defineCommand } from '../src/discord/command.ts';
import { isSilenced } from '../src/discord/errors.ts';
import { sentencesOf } from '../src/discord/library.ts';
import { messageLink } from '../src/discord/message-link.ts';
import { FOR_MODERATORS } from '../src/discord/payload.ts';
import { type Reply, refusal } from '../src/discord/reply.ts';
import { MAX_TOPIC, readTopic, unpackSubject } from '../src/discord/subject.ts';
import {
  type Length,
  parseLength,
  postedReply,
  previewReply,
  type SummarySubject,
} from '../src/discord/summary-view.ts';
import { oneSource } from '../src/discord/unknown.ts';

/** Sentences from which on a first summary may take longer than Discord waits. */
const LONG = 2_000;

/** `/summary`: a preview to the moderator alone, which *Post* puts into the channel. */
export const summary = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'summary',
    description: 'Summarise a text by its own sentences: first a preview, then post it',
    ...FOR_MODERATORS,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'length',
        description: 'How long',
        choices: [
          { name: 'short', value: 'short' },
          { name: 'medium', value: 'medium' },
          { name: 'long', value: 'long' },
        ],
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'focus',
        description: 'The topic that the summary turns to',
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
  async run(context, { length = 'medium', focus, source }) {
    const topic = readTopic(focus);
    if (topic.length > MAX_TOPIC) return refusal(context.reader.text('topicTooLong', { most: MAX_TOPIC }));
    const document = oneSource(context.library, context.reader, source);
    if ('content' in document) return document;
    if (sentencesOf(context.library, document.id).length > LONG) await context.defer('private');
    return previewReply(context, { document, topic }, length);
  },
  buttons: { show, post },
});

/** The preview in another length. */
function show(context: ButtonContext, state: string): ButtonResult {
  const read = readState(context, state);
  if ('content' in read) return read;
  return { kind: 'update', reply: previewReply(context, read.subject, read.length.name) };
}

/** Puts the summary into the channel as a message of its own, and says so where the preview was. */
async function post(context: ButtonContext, state: string): Promise<ButtonResult> {
  const { api, asker, channel, guild, message, reader } = context;
  const read = readState(context, state);
  if ('content' in read) return read;
  const reply = postedReply(context, read.subject, read.length, asker.id);
  if (reply === null || channel === null) return refusal(reader.text('previewChanged'));
  try {
    // The preview's id as nonce: a second click within minutes does not post it twice.
    const posted = await api.send(channel, reply, undefined, message.id);
    const link = messageLink(guild, channel, posted.id);
    const content = reader.text('summary.posted', { link });
    return { kind: 'update', reply: { content, rows: [], visibility: 'private', outcome: 'shown' } };
  } catch (error) {
    if (!isSilenced(error)) throw error;
    return refusal(reader.text('cannotPost', { post: reader.text('button.post') }));
  }
}

function readState(
  { library, reader }: ButtonContext,
  state: string,
): Reply | { subject: SummarySubject; length: Length } {
  const unpacked = unpackSubject(library, state);
  if (unpacked.kind === 'changed') return refusal(reader.text('previewChanged'));
  const length = unpacked.kind === 'subject' ? parseLength(unpacked.rest) : null;
  if (unpacked.kind !== 'subject' || !length || unpacked.subject.document === null)
    return refusal(reader.text('expired'));
  const { document, topic } = unpacked.subject;
  return { subject: { document, topic }, length };
}
