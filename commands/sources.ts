import { ApplicationCommandType, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { Document } from '../src/corpus/types.ts';
import { type Context, defineCommand } from '../src/discord/command.ts';
import { customId } from '../src/discord/custom-id.ts';
import { escapeLine, inlineCode, maskedLink } from '../src/discord/escape.ts';
import { type Library, sentencesOf } from '../src/discord/library.ts';
import type { Messages } from '../src/discord/messages.ts';
import { EVERYWHERE } from '../src/discord/payload.ts';
import { MAX_CONTENT, origin, type Reply } from '../src/discord/reply.ts';
import { shorten } from '../src/discord/shorten.ts';

/** Digits of a content version that are shown: enough to tell two apart. */
const VERSION_DIGITS = 12;
const MAX_TITLE = 200;

/** `/sources`: the documents with attribution, length and content version. */
export const sources = defineCommand({
  data: {
    type: ApplicationCommandType.ChatInput,
    name: 'sources',
    description: 'The texts that I answer from, and what they state of themselves',
    ...EVERYWHERE,
  },
  free: true,
  run: (context) => page(context, 0),
  buttons: { more: (context, state) => page(context, /^\d{1,7}$/.test(state) ? Number(state) : 0) },
});

function page({ library, reader }: Pick<Context, 'library' | 'reader'>, from: number): Reply {
  const { documents, index } = library;
  const version = reader.text('corpusVersion', {
    version: inlineCode(index.corpus.version.slice(0, VERSION_DIGITS)),
  });
  const header = reader.text('sourcesTitle', { count: documents.length });
  const blocks: string[] = [];
  for (const document of documents.slice(from)) {
    const block = describe(document, library, reader);
    if ([header, ...blocks, block, version].join('\n').length > MAX_CONTENT) break;
    blocks.push(block);
  }
  const next = from + blocks.length;
  const rows =
    next < documents.length && blocks.length > 0
      ? [
          {
            type: ComponentType.ActionRow as const,
            components: [
              {
                type: ComponentType.Button as const,
                style: ButtonStyle.Secondary as const,
                label: reader.text('button.more'),
                custom_id: customId('sources', 'more', String(next)),
              },
            ],
          },
        ]
      : [];
  return {
    content: [header, ...blocks, `-# ${version}`].join('\n'),
    rows,
    visibility: 'private',
    outcome: 'shown',
  };
}

function describe(document: Document, library: Library, messages: Messages): string {
  const title = shorten(document.title, MAX_TITLE);
  const sentences = sentencesOf(library, document.id).length;
  const about = [
    ...origin(document, messages),
    ...(document.dateline ? [messages.text('dateline', { place: escapeLine(document.dateline) })] : []),
    ...(document.licence ? [escapeLine(document.licence)] : []),
    messages.language(document.language),
    messages.text('sentences', { count: sentences }),
    messages.text('version', { version: inlineCode(document.hash.slice(0, VERSION_DIGITS)) }),
  ];
  const name = document.url ? maskedLink(title, document.url) : escapeLine(title);
  return `- **${name}** ${inlineCode(document.id)}\n-# ${about.join(' · ')}`;
}
