import { type Digest, gapsFile, type History } from './digest.ts';
import { inlineCode } from './escape.ts';
import { findPassage, type Library } from './library.ts';
import { messageLink } from './message-link.ts';
import type { Messages } from './messages.ts';
import { filesOf, paginate } from './pages.ts';
import { type Block, fullBlock, type Reply, type ReplyFile } from './reply.ts';

/** Passages, words, and messages linked for each passage that a digest shows. */
const MAX_PASSAGES = 10;
const MAX_WORDS = 30;
const MAX_LINKS = 3;

export interface DigestOptions {
  readonly library: Library;
  readonly messages: Messages;
  readonly hours: number;
  readonly guild: string | null;
  readonly channel: string;
}

/** What was asked in a channel, to the moderator alone. */
export function digestReply(digest: Digest, history: History, options: DigestOptions): Reply {
  const { messages, hours } = options;
  const { answered, silent, gaps, withheld } = digest;
  const foot = { text: `-# ${messages.text('digest.foot')}` };
  const partly =
    history.cutAt === null
      ? []
      : [`-# ${messages.text('digest.partly', { count: history.read, time: timestamp(history.cutAt) })}`];
  const asked = answered + silent > 0;
  const head = [
    messages.text('digest.title', { hours }),
    asked ? messages.text('digest.counts', { answered, silent }) : messages.text('digest.nothing'),
    ...partly,
  ];
  const files: ReplyFile[] = gaps.length
    ? [
        {
          name: 'unanswered.yaml',
          text: gapsFile(gaps, [messages.text('digest.questions'), messages.text('digest.fillIn')]),
        },
      ]
    : [];
  const blocks: Block[] = [
    { text: head.join('\n'), ...(files[0] && { file: files[0] }) },
    ...passageBlocks(digest, options),
    ...missingBlock(digest, messages),
    ...(gaps.length ? [{ text: messages.text('digest.file', { count: gaps.length }) }] : []),
    ...(withheld ? [{ text: messages.text('digest.withheld', { count: withheld }) }] : []),
    foot,
  ];
  const [first, ...others] = paginate(blocks, 0).map(
    (page): Reply => ({
      content: page.map(({ text }) => text).join('\n'),
      files: filesOf(page),
      visibility: 'private',
      outcome: 'shown',
    }),
  );
  return { ...first!, followUps: others };
}

/** A moment as Discord shows it in each reader's own time. */
export function timestamp(milliseconds: number): string {
  return `<t:${Math.floor(milliseconds / 1_000)}:f>`;
}

/** Passages given most, each whole, with how often and where; one that stands no longer in its text by its id alone. */
function passageBlocks({ given }: Digest, { library, messages, guild, channel }: DigestOptions): Block[] {
  const blocks = given.slice(0, MAX_PASSAGES).map(({ id, messages: where }): Block => {
    const links = where
      .slice(0, MAX_LINKS)
      .map((message, at) => `[${at + 1}](<${messageLink(guild, channel, message)}>)`);
    const head = `**×${messages.number(where.length)}** · ${links.join(' ')}`;
    const found = findPassage(library, id);
    if (found.kind !== 'unaltered') return { text: `${head} · ${inlineCode(id)}` };
    const block = fullBlock(found.passage, library, messages);
    return { ...block, text: `${head}\n${block.text}` };
  });
  const [first, ...others] = blocks;
  return first ? [{ ...first, text: `${messages.text('digest.given')}\n${first.text}` }, ...others] : [];
}

function missingBlock({ missing }: Digest, messages: Messages): Block[] {
  if (missing.length === 0) return [];
  const words = missing
    .slice(0, MAX_WORDS)
    .map(({ word, count }) =>
      count > 1 ? `${inlineCode(word)} ×${messages.number(count)}` : inlineCode(word),
    );
  return [{ text: messages.text('digest.missing', { words: messages.list(words, 'plain') }) }];
}
