import { type APIMessage, MessageType } from 'discord-api-types/v10';
import pleasantries from './data/pleasantries.json' with { type: 'json' };

/** What a message asks of the bot. */
export type Mention =
  | { readonly kind: 'question'; readonly question: string }
  /** Spoken to, and nothing asked. */
  | { readonly kind: 'greeting' }
  /** Spoken to in a reply to somebody's message, and nothing asked, and that message's content is withheld from the bot. */
  | { readonly kind: 'points-at-message' }
  | { readonly kind: 'not-for-us' };

export type MentionMessage = Pick<
  APIMessage,
  'author' | 'content' | 'mentions' | 'type' | 'webhook_id' | 'message_reference' | 'referenced_message'
> & { readonly guild_id?: string };

/**
 * Reads a message. In a server the bot is spoken to only by its own mention in the text: a role, @everyone, or the
 * ping of a reply is not enough. In direct messages everything is for the bot.
 */
export function readMention(message: MentionMessage, bot: string): Mention {
  const { author, content, type } = message;
  if (author.bot || author.system || message.webhook_id) return { kind: 'not-for-us' };
  if (type !== MessageType.Default && type !== MessageType.Reply) return { kind: 'not-for-us' };
  if (message.guild_id && !mentions(content, bot)) return { kind: 'not-for-us' };
  const question = extractQuestion(content);
  if (question !== '') return { kind: 'question', question };
  const pointed = type === MessageType.Reply ? message.referenced_message : null;
  if (!pointed || pointed.author.id === bot)
    return { kind: type === MessageType.Reply && !pointed ? 'points-at-message' : 'greeting' };
  // Its content is given in direct messages, and where it was addressed to the bot itself.
  const theirs = extractQuestion(pointed.content);
  return theirs === '' ? { kind: 'points-at-message' } : { kind: 'question', question: theirs };
}

/** The question in a message: without mentions, links, custom emoji, code marks, quotation of others, pleasantries. */
export function extractQuestion(content: string): string {
  const bare = content
    .replace(
      /<(?:@[!&]?|#)\d{1,20}>|<a?:\w{2,32}:\d{1,20}>|<\/[^>\n]{1,100}:\d{1,20}>|<t:-?\d{1,20}(?::\w)?>/g,
      ' ',
    )
    .replace(/<?https?:\/\/[^\s<>]+>?/gi, ' ')
    .replace(/@(?:everyone|here)/g, ' ')
    .replace(/^[^\S\r\n\u2028\u2029]*>{1,3} /gm, ' ')
    .replace(/```(?:[\w+-]{1,20}\n)?|`|\*\*|__|\|\||~~/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[\s,]{1,9}(?=[?!.…])/g, '');
  return stripPleasantries(bare);
}

function mentions(content: string, bot: string): boolean {
  return content.includes(`<@${bot}>`) || content.includes(`<@!${bot}>`);
}

const PHRASES = [...new Set(Object.values(pleasantries).flat())]
  .sort((a, b) => b.length - a.length)
  .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  .join('|');
const LEADING = new RegExp(`^(?:${PHRASES})(?![\\p{L}\\p{N}’'-])`, 'iu');
const TRAILING = new RegExp(`(?<![\\p{L}\\p{N}’'-])(?:${PHRASES})$`, 'iu');
const EDGES_START = /^[\s,;:!.…—–-]+/;
const EDGES_END = /(?<![\s,;:!…—–-])[\s,;:!…—–-]+$/;

/** Takes courtesies off both ends until none is left; what stands within the question stays. */
function stripPleasantries(text: string): string {
  let rest = text.trim();
  for (;;) {
    const before = rest;
    rest = rest.replace(EDGES_START, '').replace(LEADING, '');
    // The question's own mark stays where it belongs to the question: "…, please?" loses both.
    const courteous = /^(|.*[^?!.\s])([?!.\s]*)$/s.exec(rest)!;
    const body = courteous[1]!.replace(EDGES_END, '').replace(TRAILING, '');
    if (body !== courteous[1]!.replace(EDGES_END, ''))
      rest = body.replace(EDGES_END, '') + (courteous[2]!.includes('?') && body.trim() ? '?' : '');
    rest = rest.trim();
    if (/^[\p{P}\p{S}\s]*$/u.test(rest)) return '';
    if (rest === before) return rest;
  }
}
