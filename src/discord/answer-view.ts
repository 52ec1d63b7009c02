import type { Answer, Passage } from '../search/types.ts';
import { button, rowsOf } from './buttons.ts';
import { escapeLine, inlineCode } from './escape.ts';
import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import { PACKED_LENGTH, packRefs, refOf } from './passage-ref.ts';
import { type Fitted, fitPassages, type Reply, type Row, refusal } from './reply.ts';
import { shorten } from './shorten.ts';

/** Passages asked of the search for one reply: those shown, and those behind *More*. */
export const RANKED_PASSAGES = 8;
/** References that a custom id has room for. */
export const MAX_REFS = Math.floor(86 / PACKED_LENGTH);
/** Nearest passages shown where the sources are silent. */
const NEAREST_SHOWN = 2;
/** A question is repeated above its answer up to this length. */
const MAX_ECHO = 200;
/** Words named as missing. */
const MAX_MISSING = 12;

export interface ViewOptions {
  readonly library: Library;
  /** The language of the reply. */
  readonly messages: Messages;
  readonly visibility: Reply['visibility'];
  /** Who may delete it; nobody where the reply is private. */
  readonly asker: string;
  /** Shows the question above the answer, where readers do not see it otherwise. */
  readonly echo?: boolean;
}

/** The reply to a question. */
export function answerReply(answer: Answer, options: ViewOptions): Reply {
  const { messages } = options;
  const header =
    options.echo && options.visibility === 'public'
      ? [`-# ${messages.text('asked', { question: escapeLine(shorten(answer.question, MAX_ECHO)) })}`]
      : [];
  switch (answer.kind) {
    case 'invalid':
      return refusal(messages.text('invalidQuestion'));
    case 'answered': {
      const fitted = fitPassages(answer.passages, { ...options, header, most: Math.max(1, answer.carried) });
      return toReply(fitted, options, 'answered');
    }
    case 'silent': {
      const fitted = fitPassages(answer.nearest, {
        ...options,
        header: [...header, ...silence(answer, messages)],
        most: NEAREST_SHOWN,
      });
      return toReply(fitted, options, answer.mayBear ? 'may-bear' : 'silent');
    }
    default:
      return answer satisfies never;
  }
}

/** A reply of laid-out passages with the buttons that belong under it. */
export function toReply(fitted: Fitted, options: ViewOptions, outcome: Reply['outcome']): Reply {
  return {
    content: fitted.content,
    files: fitted.files,
    rows: answerRows(fitted.shown[0], fitted.rest, options),
    visibility: options.visibility,
    outcome,
  };
}

/** *Context* of the first passage, *More* for the next ones, *Delete* for the asker. */
function answerRows(first: Passage | undefined, rest: readonly Passage[], options: ViewOptions): Row[] {
  const { messages, visibility, asker } = options;
  const next = packRefs(rest.slice(0, MAX_REFS).map(refOf));
  return rowsOf([
    ...(first
      ? [button('answer', 'context', packRefs([refOf(first)]), messages.text('button.context'))]
      : []),
    ...(rest.length ? [button('answer', 'more', next, messages.text('button.more'))] : []),
    ...(visibility === 'public' ? [deleteButton(messages, asker)] : []),
  ]);
}

/** *Delete*, for the asker and whoever may manage messages. */
export function deleteButton(messages: Messages, asker: string) {
  return button('answer', 'delete', asker, messages.text('button.delete'));
}

function silence(answer: Extract<Answer, { kind: 'silent' }>, messages: Messages): string[] {
  const missing = answer.missing.slice(0, MAX_MISSING).map(inlineCode);
  return [
    messages.text('silent'),
    ...(missing.length
      ? [messages.text('missing', { words: messages.list(missing, 'plain'), count: missing.length })]
      : []),
    ...(answer.nearest.length ? [`-# ${messages.text(answer.mayBear ? 'mayBear' : 'nearest')}`] : []),
  ];
}
