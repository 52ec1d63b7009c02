import type { Library } from './library.ts';
import type { Messages } from './messages.ts';
import type { Reply } from './reply.ts';

/** How to use the bot: a line for someone who only said hello, or all of it. */
export function helpReply(_library: Library, messages: Messages, _length: 'short' | 'full'): Reply {
  return { content: messages.text('helpShort'), visibility: 'public', outcome: 'shown' };
}
