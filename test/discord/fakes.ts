import type {
  APIApplicationCommandInteraction,
  APIInteraction,
  APIMessage,
  APIMessageComponentInteraction,
} from 'discord-api-types/v10';
import { pino } from 'pino';
import { COMMANDS } from '../../commands/index.ts';
import { DiscordApi, type Rest } from '../../src/discord/api.ts';
import type { Services } from '../../src/discord/dispatch.ts';
import type { Library } from '../../src/discord/library.ts';
import type { Handled } from '../../src/discord/metrics.ts';

export const BOT = '900000000000000001';
export const ASKER = '100000000000000001';
export const OTHER = '100000000000000002';
export const GUILD = '200000000000000001';
export const CHANNEL = '300000000000000001';

export interface SentRequest {
  readonly method: string;
  readonly route: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever JSON the bot sends
  readonly body: any;
  readonly query: URLSearchParams;
  readonly files: readonly { name: string; data: Buffer }[];
}

/** A Discord that takes everything down, and answers as it is told to. */
export class FakeDiscord {
  readonly requests: SentRequest[] = [];
  /** What a request is answered with, or the error that it fails with; the default is an empty object. */
  answer: (request: SentRequest) => unknown = () => ({});

  readonly rest: Rest = {
    get: (route, options) => this.#take('GET', route, options),
    post: (route, options) => this.#take('POST', route, options),
    patch: (route, options) => this.#take('PATCH', route, options),
    put: (route, options) => this.#take('PUT', route, options),
    delete: (route, options) => this.#take('DELETE', route, options),
  };

  /** Bodies of the responses to interactions. */
  get responses() {
    return this.requests.filter(({ route }) => route.endsWith('/callback')).map(({ body }) => body);
  }

  async #take(method: string, route: string, options: unknown): Promise<unknown> {
    const {
      body = null,
      files = [],
      query = new URLSearchParams(),
    } = (options ?? {}) as {
      body?: unknown;
      files?: [];
      query?: URLSearchParams;
    };
    const request = { method, route: route.replace(/token-\d+/, 'TOKEN'), body, query, files };
    this.requests.push(request);
    const answered = this.answer(request);
    if (answered instanceof Error) throw answered;
    return answered;
  }
}

/** An error as discord.js's REST client throws it. */
export function discordError(code: number, message = `error ${code}`): Error {
  return Object.assign(new Error(message), { code, status: 403 });
}

/** Services over a fake Discord, with what they record. */
export function fakeServices(discord: FakeDiscord, library: Library, overrides: Partial<Services> = {}) {
  const recorded: Handled[] = [];
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { level: 'debug', base: null, timestamp: false },
    { write: (line) => logged.push(JSON.parse(line)) },
  );
  const services: Services = {
    api: new DiscordApi(discord.rest),
    commands: COMMANDS,
    library: () => library,
    limiters: { user: null, channel: null },
    log,
    metrics: { record: (handled) => recorded.push(handled) },
    now: () => 0,
    ...overrides,
  };
  return { services, recorded, logged };
}

let ids = 0;

interface Where {
  readonly locale?: string;
  readonly guildLocale?: string;
  readonly user?: string;
  readonly permissions?: bigint;
  /** What the bot may do in the channel. */
  readonly botPermissions?: bigint;
  /** Installed to the asker's account only. */
  readonly foreign?: boolean;
  readonly direct?: boolean;
}

function base({
  locale = 'en-US',
  guildLocale = 'en-US',
  user = ASKER,
  permissions = 0n,
  botPermissions = 0n,
  foreign,
  direct,
}: Where) {
  const id = String(400000000000000000n + BigInt(++ids));
  const person = { id: user, username: 'member', discriminator: '0', avatar: null, global_name: null };
  return {
    id,
    application_id: BOT,
    token: `token-${ids}`,
    version: 1,
    locale,
    app_permissions: String(botPermissions),
    entitlements: [],
    channel: { id: CHANNEL, type: direct ? 1 : 0 },
    channel_id: CHANNEL,
    authorizing_integration_owners: foreign ? { 1: user } : direct ? { 0: '0' } : { 0: GUILD },
    ...(direct
      ? { user: person, context: 1 }
      : {
          guild_id: GUILD,
          guild_locale: guildLocale,
          context: 0,
          member: { user: person, roles: [], permissions: String(permissions) },
        }),
  };
}

/** An invocation of a slash command; values by option name. */
export function slash(
  name: string,
  values: Readonly<Record<string, string | boolean | number>> = {},
  where: Where = {},
): APIApplicationCommandInteraction {
  const options = Object.entries(values).map(([option, value]) => ({
    name: option,
    type: typeof value === 'string' ? 3 : typeof value === 'boolean' ? 5 : 4,
    value,
  }));
  return { ...base(where), type: 2, data: { id: '1', type: 1, name, options } } as never;
}

export function menu(
  name: string,
  target: Partial<APIMessage>,
  where: Where = {},
): APIApplicationCommandInteraction {
  const message = { id: '500000000000000001', content: '', embeds: [], ...target };
  const data = {
    id: '1',
    type: 3,
    name,
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
  };
  return { ...base(where), type: 2, data } as never;
}

export function autocomplete(
  name: string,
  focused: string,
  value: string,
  where: Where = {},
): APIInteraction {
  const data = { id: '1', type: 1, name, options: [{ name: focused, type: 3, value, focused: true }] };
  return { ...base(where), type: 4, data } as never;
}

/** A click on a button of one of the bot's messages; `forged` when the message has no such button. */
export function click(
  customId: string,
  where: Where & { forged?: boolean } = {},
): APIMessageComponentInteraction {
  const button = { type: 2, style: 2, label: 'x', custom_id: where.forged ? 'other' : customId };
  const message = {
    id: '600000000000000001',
    channel_id: CHANNEL,
    author: { id: BOT, bot: true },
    content: '',
    components: [{ type: 1, components: [button] }],
  };
  return { ...base(where), type: 3, message, data: { component_type: 2, custom_id: customId } } as never;
}

export interface MessageOptions {
  readonly id?: string;
  readonly author?: Partial<APIMessage['author']>;
  readonly direct?: boolean;
  /** `content` where Discord does not withhold it. */
  readonly replyTo?: { id: string; author: string; content?: string };
  readonly edited?: boolean;
  readonly webhook?: boolean;
}

/** A message as the gateway gives it. */
export function message(content: string, options: MessageOptions = {}) {
  const { replyTo, direct, edited, webhook } = options;
  return {
    id: options.id ?? String(700000000000000000n + BigInt(++ids)),
    channel_id: CHANNEL,
    ...(direct ? {} : { guild_id: GUILD }),
    type: replyTo ? 19 : 0,
    content,
    author: { id: ASKER, username: 'member', ...options.author },
    mentions: content.includes(BOT) ? [{ id: BOT }] : [],
    mention_roles: [],
    edited_timestamp: edited ? '2024-01-01T00:00:00Z' : null,
    ...(webhook ? { webhook_id: '1' } : {}),
    ...(replyTo
      ? {
          message_reference: { message_id: replyTo.id },
          referenced_message: {
            id: replyTo.id,
            content: replyTo.content ?? '',
            author: { id: replyTo.author },
          },
        }
      : {}),
  } as never as import('../../src/discord/mention-replies.ts').IncomingMessage;
}
