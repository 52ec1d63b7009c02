import { ButtonStyle } from 'discord-api-types/v10';
import {
  type GivenSummary,
  SUMMARY_LENGTHS,
  type Summary,
  type SummaryLength,
  summarize,
} from '../summary/summarize.ts';
import { deleteButton } from './answer-view.ts';
import { button, rowsOf } from './buttons.ts';
import { escapeLine, inlineCode } from './escape.ts';
import { linkedTitle, sourceLine, titleOf } from './heading.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import { filesOf } from './pages.ts';
import { type Block, MAX_CONTENT, type Reply, shortBlock } from './reply.ts';
import { packSubject, type Subject } from './subject.ts';

/** What a summary is asked of: always one document. */
export type SummarySubject = Subject & { readonly document: NonNullable<Subject['document']> };

/** A length that stands in a custom id: `s`, `m` or `l`, and where the preview was cut to fit, how many sentences. */
export interface Length {
  readonly name: SummaryLength;
  /** Undefined for as many as fit. */
  readonly sentences?: number;
}

type Given = GivenSummary<'summary'>;

const LENGTHS = Object.keys(SUMMARY_LENGTHS) as SummaryLength[];

interface Words {
  readonly library: Library;
  readonly reader: Messages;
  readonly room: Messages;
}

/** The preview, to the moderator alone, with buttons for the lengths that shorten the text, and *Post*. */
export function previewReply(words: Words, subject: SummarySubject, length: SummaryLength): Reply {
  const { library, reader } = words;
  const summary = fittingSummary(words, subject, { name: length });
  const lengths = LENGTHS.filter(
    (name) => name === length || summaryOf(library, subject, { name }).kind === 'summary',
  );
  const buttons = lengths.map((name) =>
    button(
      'summary',
      'show',
      packSubject(library, subject, name[0]!),
      reader.text(`button.${name}`),
      name === length ? ButtonStyle.Primary : ButtonStyle.Secondary,
    ),
  );
  switch (summary.kind) {
    case 'summary':
      return {
        content: previewText(words, subject, summary),
        files: filesOf(blocksOf(summary, library, reader)),
        rows: rowsOf([...buttons, postButton(words, subject, length, summary.passages.length)]),
        visibility: 'private',
        outcome: 'shown',
      };
    case 'whole':
      return {
        content: reader.text('summary.whole', {
          title: titleOf(subject.document),
          count: summary.sentences,
          characters: summary.characters,
        }),
        rows: buttons.length > 1 ? rowsOf(buttons) : [],
        visibility: 'private',
        outcome: 'shown',
      };
    case 'silent': {
      const missing = summary.missing.map(inlineCode);
      const lines = [
        reader.text('summary.silent', { title: titleOf(subject.document), focus: escapeLine(subject.topic) }),
        ...(missing.length
          ? [reader.text('missing', { words: reader.list(missing, 'plain'), count: missing.length })]
          : []),
      ];
      return { content: lines.join('\n'), visibility: 'private', outcome: 'silent' };
    }
    default:
      return summary satisfies never;
  }
}

/** The summary as the channel gets it, in the channel's language; null where there is none any more. */
export function postedReply(
  words: Words,
  subject: SummarySubject,
  length: Length,
  asker: string,
): Reply | null {
  const summary = fittingSummary(words, subject, length);
  if (summary.kind !== 'summary') return null;
  const { library, room } = words;
  return {
    content: summaryText(library, subject, summary, room),
    files: filesOf(blocksOf(summary, library, room)),
    rows: rowsOf([deleteButton(room, asker)]),
    visibility: 'public',
    outcome: 'shown',
  };
}

/** The length that a custom id stands for; null for what is none. */
export function parseLength(text: string): Length | null {
  const [, letter, sentences] = /^([sml])([1-9]\d{0,2})?$/.exec(text) ?? [];
  const name = LENGTHS.find((each) => each[0] === letter);
  if (!name) return null;
  return sentences === undefined ? { name } : { name, sentences: Number(sentences) };
}

type Made = Exclude<Summary, { kind: 'invalid' }>;

/** A summary of as many whole sentences as both the preview and the post have room for. */
function fittingSummary(words: Words, subject: SummarySubject, length: Length): Made {
  const { library, room } = words;
  for (let sentences = length.sentences ?? SUMMARY_LENGTHS[length.name].sentences; ; sentences--) {
    const summary = summaryOf(library, subject, { ...length, sentences });
    if (summary.kind !== 'summary' || sentences <= 1) return summary;
    const texts = [previewText(words, subject, summary), summaryText(library, subject, summary, room)];
    if (texts.every((text) => text.length <= MAX_CONTENT)) return summary;
  }
}

function summaryOf(library: Library, { document, topic }: SummarySubject, length: Length): Made {
  const budget = SUMMARY_LENGTHS[length.name];
  const summary = summarize(library.index, {
    source: document.id,
    budget: { ...budget, sentences: length.sentences ?? budget.sentences },
    ...(topic !== '' && { focus: topic }),
  });
  if (summary.kind === 'invalid') throw new Error(summary.problem);
  return summary;
}

function previewText({ library, reader }: Words, subject: SummarySubject, summary: Given): string {
  const note = reader.text('summary.preview', { post: reader.text('button.post') });
  return `-# ${note}\n${summaryText(library, subject, summary, reader)}`;
}

function summaryText(library: Library, subject: SummarySubject, summary: Given, messages: Messages): string {
  const { document, topic } = subject;
  const name = linkedTitle(document);
  const share = messages.text('summary.foot', {
    count: summary.passages.length,
    total: summary.sentences,
    share: messages.percent(summary.share),
  });
  return [
    topic === ''
      ? messages.text('summary.title', { title: name })
      : messages.text('summary.titleFocus', { title: name, focus: escapeLine(topic) }),
    `-# ${sourceLine(document, messages)}`,
    ...blocksOf(summary, library, messages).map(({ text }) => text),
    `-# ${share}`,
  ].join('\n');
}

function blocksOf({ passages }: Given, library: Library, messages: Messages): Block[] {
  return passages.map((passage) => shortBlock(passage, library, messages));
}

function postButton(
  { library, reader }: Words,
  subject: SummarySubject,
  length: SummaryLength,
  sentences: number,
) {
  const state = packSubject(library, subject, `${length[0]}${sentences}`);
  return button('summary', 'post', state, reader.text('button.post'), ButtonStyle.Success);
}
