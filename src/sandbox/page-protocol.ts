import type {
  APIApplicationCommand,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
} from 'discord-api-types/v10';
import { z } from 'zod';
import { PAGE_LOCALES, PAGE_ROLES, type PageRole } from './page-constants.ts';

/** Longest text that a message or an option may hold on its way to the sandbox, in UTF-16 units. */
const TEXT_LIMIT = 8_000;
const SNOWFLAKE = z.string().regex(/^\d{1,20}$/);
const TEXT = z.string().max(TEXT_LIMIT);
const NAME = z.string().min(1).max(100);
const REQUEST = z.int().nonnegative();
const MESSAGE = z.object({ id: SNOWFLAKE, channel_id: SNOWFLAKE });
const OPTIONS = z.record(NAME, z.union([TEXT, z.number(), z.boolean()]));

/**
 * What the browser sends. `request` is a number of the browser's own choice that comes back with the result:
 * a `choices`, a `settled` or a `failed` message.
 */
export const CLIENT_MESSAGE = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('enter'), role: z.enum(PAGE_ROLES), locale: z.enum(PAGE_LOCALES) }),
  z.object({ kind: z.literal('open'), channel: SNOWFLAKE }),
  z.object({ kind: z.literal('say'), request: REQUEST, channel: SNOWFLAKE, content: TEXT }),
  z.object({ kind: z.literal('reply'), request: REQUEST, message: MESSAGE, content: TEXT }),
  z.object({ kind: z.literal('edit'), request: REQUEST, message: MESSAGE, content: TEXT }),
  z.object({ kind: z.literal('delete'), request: REQUEST, message: MESSAGE }),
  z.object({ kind: z.literal('dismiss'), message: MESSAGE }),
  z.object({ kind: z.literal('slash'), request: REQUEST, channel: SNOWFLAKE, name: NAME, options: OPTIONS }),
  z.object({
    kind: z.literal('autocomplete'),
    request: REQUEST,
    channel: SNOWFLAKE,
    name: NAME,
    options: OPTIONS,
    focused: NAME,
  }),
  z.object({ kind: z.literal('menu'), request: REQUEST, name: NAME, message: MESSAGE }),
  z.object({ kind: z.literal('click'), request: REQUEST, message: MESSAGE, button: NAME }),
  z.object({
    kind: z.literal('select'),
    request: REQUEST,
    message: MESSAGE,
    menu: NAME,
    values: z.array(TEXT).max(25),
  }),
  z.object({ kind: z.literal('submit'), request: REQUEST, modal: NAME, values: z.record(NAME, TEXT) }),
]);
export type ClientMessage = z.infer<typeof CLIENT_MESSAGE>;

export interface PagePerson {
  id: string;
  name: string;
  kind: PageRole | 'bot' | 'other';
}

export interface PageChannel {
  id: string;
  name: string;
  kind: 'text' | 'thread' | 'direct';
  topic: string | null;
  canWrite: boolean;
}

export interface PageGuild {
  /** null for direct messages. */
  id: string | null;
  name: string;
  channels: PageChannel[];
}

export interface PageModal {
  id: string;
  channelId: string;
  data: APIModalInteractionResponseCallbackData;
}

/** What the server sends. */
export type ServerMessage =
  /** Answers `enter`, and follows whenever channels, commands or the bot's presence change. */
  | {
      kind: 'scene';
      self: PagePerson;
      bot: PagePerson;
      /** Whom `@` completes. */
      people: PagePerson[];
      guilds: PageGuild[];
      botOnline: boolean;
      /** Questions to try, from the loaded corpus, in the reader's language where it has them. */
      examples: string[];
    }
  /** Answers `open`: the last messages, oldest first, and the commands listed in that channel. */
  | { kind: 'channel'; channel: string; messages: APIMessage[]; commands: APIApplicationCommand[] }
  | { kind: 'created'; message: APIMessage }
  | { kind: 'updated'; message: APIMessage }
  | { kind: 'deleted'; channel: string; message: string }
  | { kind: 'typing'; channel: string; user: APIUser }
  | { kind: 'modal'; modal: PageModal }
  | { kind: 'choices'; request: number; choices: { name: string; value: string | number }[] }
  /** The message was sent, or the bot gave its first response (a deferral counts). */
  | { kind: 'settled'; request: number }
  /** `silent`: the bot did not respond in time. `refused`: `problem` says why Discord would not send it. */
  | { kind: 'failed'; request: number; reason: 'silent' | 'refused'; problem: string };
