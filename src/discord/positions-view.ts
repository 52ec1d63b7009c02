import { type Position, positionsOf } from '../summary/positions.ts';
import { button, rowsOf } from './buttons.ts';
import { escapeLine, inlineCode } from './escape.ts';
import { sourceLine, titleOf } from './heading.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import { filesOf, paginate } from './pages.ts';
import { type Block, fullBlock, type Reply, refusal, shortBlock } from './reply.ts';
import { shorten } from './shorten.ts';
import { packSubject, type Subject } from './subject.ts';

/** Names of actors are cut for display alone; passages give them in full. */
const MAX_NAME = 100;
/** Ids left out that stand on one line, so that a long list can go on in the next message. */
const IDS_A_LINE = 12;
/** Ids named as left out for one actor, on five lines; of more, the number is given. */
const MAX_LEFT_OUT = 5 * IDS_A_LINE - 1;
/** Passages that are laid out over pages; nobody would turn through more. */
const MAX_PASSAGES = 1_000;
/** Words named as missing. */
const MAX_MISSING = 12;

/** A block under an actor's name, which is repeated where a page begins in the middle. */
interface ActorBlock extends Block {
  readonly actor: string;
}

/** One page of the positions, to the moderator alone; pages count from 0, and one too many is the last. */
export function positionsReply(library: Library, messages: Messages, subject: Subject, page: number): Reply {
  const { document, topic } = subject;
  const { positions, missing } = positionsOf(library.index, {
    ...(document && { source: document.id }),
    ...(topic !== '' && { topic }),
  });
  if (positions.length === 0) return refusal(messages.text('positions.none'));
  const count = positions.reduce((sum, { passages }) => sum + passages.length, 0);
  if (count > MAX_PASSAGES) return refusal(messages.text('positions.tooMany', { count }));
  const blocks = positions.flatMap((position) => blocksOf(position, library, messages, subject));
  const head = header(library, messages, subject, positions.length, missing);
  // The longest that is added to a page: the header, the page's number, and a name that goes on.
  const spare = head.length + 60 + 2 * MAX_NAME + messages.text('positions.continued').length;
  const pages = paginate(blocks, spare) as ActorBlock[][];
  const at = Math.min(page, pages.length - 1);
  const shown = pages[at]!;
  const goesOn = pages[at - 1]?.at(-1)?.actor === shown[0]!.actor;
  const lines = [
    head,
    ...(pages.length > 1 ? [`-# ${messages.text('pageOf', { page: at + 1, pages: pages.length })}`] : []),
    ...(goesOn ? [`**${nameOf(shown[0]!.actor)}** (${messages.text('positions.continued')})`] : []),
    ...shown.map(({ text }) => text),
  ];
  const to = (target: number, label: string) =>
    button('positions', 'page', packSubject(library, subject, String(target)), label);
  return {
    content: lines.join('\n'),
    files: filesOf(shown),
    rows: rowsOf([
      ...(at > 0 ? [to(at - 1, messages.text('button.previous'))] : []),
      ...(at + 1 < pages.length ? [to(at + 1, messages.text('button.next'))] : []),
    ]),
    visibility: 'private',
    outcome: 'shown',
  };
}

function header(
  library: Library,
  messages: Messages,
  { document, topic }: Subject,
  voices: number,
  missing: readonly string[],
): string {
  const title =
    document === null
      ? messages.text('positions.titleAll', { count: library.documents.length })
      : messages.text('positions.title', { title: titleOf(document) });
  const about = topic === '' ? [] : [messages.text('positions.topic', { topic: escapeLine(topic) })];
  const source = document === null ? [] : [sourceLine(document, messages)];
  const words = missing.slice(0, MAX_MISSING).map(inlineCode);
  return [
    [title, ...about].join(', '),
    `-# ${[...source, messages.text('positions.order', { count: voices })].join(' · ')}`,
    ...(words.length
      ? [messages.text('missing', { words: messages.list(words, 'plain'), count: words.length })]
      : []),
  ].join('\n');
}

/** An actor's heading with counts, passages, and the ids of what was left out. */
function blocksOf(
  { actor, passages, leftOut }: Position,
  library: Library,
  messages: Messages,
  { document, topic }: Subject,
): ActorBlock[] {
  const total = passages.length + leftOut.length;
  const count =
    topic === ''
      ? messages.text('positions.count', { count: total })
      : passages.length === 0
        ? messages.text('positions.silent', { total })
        : messages.text('positions.onTopic', { count: passages.length, total });
  const [first, ...others] = passages.map((passage) =>
    document === null ? fullBlock(passage, library, messages) : shortBlock(passage, library, messages),
  );
  const heading = `**${nameOf(actor)}** · ${count}`;
  const named = leftOut.slice(0, MAX_LEFT_OUT).map(inlineCode);
  if (named.length < leftOut.length) named.push(`+${messages.number(leftOut.length - named.length)}`);
  const lines = Array.from({ length: Math.ceil(named.length / IDS_A_LINE) }, (_, line) => {
    const ids = named.slice(line * IDS_A_LINE, (line + 1) * IDS_A_LINE);
    return { text: `-# ${messages.text('positions.leftOut', { ids: messages.list(ids, 'plain') })}` };
  });
  // A name stays with what follows it.
  const opening = first ? { ...first, text: `${heading}\n${first.text}` } : { text: heading };
  return [opening, ...others, ...lines].map((block) => ({ ...block, actor }));
}

function nameOf(actor: string): string {
  return escapeLine(shorten(actor, MAX_NAME));
}
