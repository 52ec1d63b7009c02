import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { hashText } from '../src/corpus/hash.ts';
import { RANKED_PASSAGES, toReply } from '../src/discord/answer-view.ts';
import { completeSpeaker } from '../src/discord/autocomplete.ts';
import { type ButtonContext, type Context, defineCommand } from '../src/discord/command.ts';
import { customId } from '../src/discord/custom-id.ts';
import { escapeLine } from '../src/discord/escape.ts';
import { findSpeaker, type Library, speakersOf } from '../src/discord/library.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { isTooLong, MAX_QUESTION, tooLong } from '../src/discord/question.ts';
import { fitPassages, type Reply, type Row, refusal } from '../src/discord/reply.ts';
import { unknownSpeaker } from '../src/discord/unknown.ts';
import { answer, toPassage } from '../src/search/index.ts';
import type { Passage } from '../src/search/types.ts';

/** Most passages in one message; the others come by *More*. */
const SHOWN = 4;
/** Passages ranked on a topic before those of the speaker are picked. */
const RANKED = 200;

/** `/quote`: what a named actor said, in source order, or on a topic the nearest first. */
export const quote = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'quote',
    description: 'What a named person said, with voice and place',
    ...EVERYWHERE,
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'speaker',
        description: 'Who is speaking',
        required: true,
        autocomplete: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'about',
        description: 'Only what bears on this',
        max_length: MAX_QUESTION,
      },
    ],
  },
  autocomplete: { speaker: completeSpeaker },
  run(context, { speaker, about }) {
    const { library, reader } = context;
    if (about !== undefined && isTooLong(about)) return tooLong(reader);
    const name = findSpeaker(library, speaker);
    if (name === undefined) return unknownSpeaker(library, reader, speaker);
    return about === undefined ? all(context, name) : onTopic(context, name, about);
  },
  buttons: { more },
});

/** Everything that a speaker says, from the first. */
function all({ library, room, asker }: Context, name: string): Reply {
  const passages = passagesOf(library, name);
  const header = [`-# ${room.text('quotesOf', { name: escapeLine(name), count: passages.length })}`];
  const fitted = fitPassages(passages, { library, messages: room, header, most: SHOWN });
  const reply = toReply(
    { ...fitted, rest: [] },
    { library, messages: room, visibility: 'public', asker: asker.id },
    'shown',
  );
  return withMore(reply, library, name, fitted.shown.length, passages.length, room.text('button.more'));
}

/** The next ones, to who clicked. */
function more({ library, reader, asker }: ButtonContext, state: string): Reply {
  const [key, from = '', version] = state.split('.');
  const name = library.speakers.find((speaker) => keyOf(speaker.name) === key)?.name;
  if (name === undefined || version !== versionOf(library)) return refusal(reader.text('gone'));
  const passages = passagesOf(library, name);
  const start = Number(from);
  const fitted = fitPassages(passages.slice(start), { library, messages: reader, most: SHOWN });
  const reply = toReply(
    { ...fitted, rest: [] },
    { library, messages: reader, visibility: 'private', asker: asker.id },
    'shown',
  );
  return withMore(
    reply,
    library,
    name,
    start + fitted.shown.length,
    passages.length,
    reader.text('button.more'),
  );
}

function onTopic({ library, room, asker }: Context, name: string, about: string): Reply {
  const found = answer(library.index, about, { limit: RANKED });
  const options = { library, messages: room, visibility: 'public', asker: asker.id } as const;
  const ranked = found.kind === 'answered' ? found.passages : found.kind === 'silent' ? found.nearest : [];
  const own = ranked.filter((passage) => speakersOf(passage).includes(name)).slice(0, RANKED_PASSAGES);
  const clear = found.kind === 'answered' ? found.passages.slice(0, found.carried) : [];
  const carried = own.filter((passage) => clear.includes(passage)).length;
  const values = { name: escapeLine(name), about: escapeLine(about) };
  const header =
    carried > 0
      ? [`-# ${room.text('quotesAbout', values)}`]
      : [room.text('quotesSilent', values), ...(own.length ? [`-# ${room.text('nearest')}`] : [])];
  const fitted = fitPassages(own, { library, messages: room, header, most: Math.max(carried, 1) });
  return toReply(fitted, options, carried > 0 ? 'answered' : 'silent');
}

function withMore(
  reply: Reply,
  library: Library,
  name: string,
  from: number,
  total: number,
  label: string,
): Reply {
  if (from >= total) return reply;
  const next = {
    type: ComponentType.Button as const,
    style: ButtonStyle.Secondary as const,
    label,
    custom_id: customId('quote', 'more', `${keyOf(name)}.${from}.${versionOf(library)}`),
  };
  const [context, ...others] = reply.rows?.[0]?.components ?? [];
  const buttons = context ? [context, next, ...others] : [next];
  const rows: Row[] = [{ type: ComponentType.ActionRow, components: buttons }];
  return { ...reply, rows };
}

function passagesOf(library: Library, name: string): Passage[] {
  return library.index.corpus.sentences
    .filter((sentence) => !sentence.heading && speakersOf(sentence).includes(name))
    .map((sentence) => toPassage(library.index, sentence));
}

/** Stands for a name in a custom id. */
function keyOf(name: string): string {
  return hashText(name).slice(0, 8);
}

function versionOf(library: Library): string {
  return library.index.corpus.version.slice(0, 8);
}
