import { ApplicationCommandType } from 'discord-api-types/v10';
import { toReply } from '../src/discord/answer-view.ts';
import { defineCommand } from '../src/discord/command.ts';
import { findSources, messageText } from '../src/discord/message-search.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { fitPassages, refusal } from '../src/discord/reply.ts';

/** Passages shown where a message rests on several. */
const SHOWN = 3;

/** Message menu *Find the source*: the passages behind a message, to the asker alone. */
export const findTheSource = defineCommand({
  data: { type: ApplicationCommandType.Message, name: 'Find the source', ...EVERYWHERE },
  about: 'the passages behind a message, to you alone',
  run({ library, reader, asker }, { target }) {
    const text = messageText(target);
    if (text === '') return refusal(reader.text('noText'));
    const { passages, clear } = findSources(library, text);
    const header =
      clear > 0
        ? [reader.text('sourceFound', { count: clear })]
        : [reader.text('sourceNotFound'), ...(passages.length ? [`-# ${reader.text('nearest')}`] : [])];
    const most = Math.min(SHOWN, Math.max(1, clear));
    const fitted = fitPassages(passages, { library, messages: reader, header, most });
    const options = { library, messages: reader, visibility: 'private', asker: asker.id } as const;
    return toReply(fitted, options, clear > 0 ? 'answered' : 'silent');
  },
});
