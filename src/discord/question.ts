import type { Messages } from './messages.ts';
import { type Reply, refusal } from './reply.ts';

/** Longer than anything one asks of a text; a longer one is a pasted text. */
export const MAX_QUESTION = 500;

export function isTooLong(question: string): boolean {
  return question.length > MAX_QUESTION;
}

export function tooLong(messages: Messages): Reply {
  return refusal(messages.text('questionTooLong', { most: MAX_QUESTION }));
}
