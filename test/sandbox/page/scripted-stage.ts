import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type APIApplicationCommand,
  type APIMessage,
  type APIUser,
  ChannelType,
} from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  type Actor,
  type InteractionState,
  type Invocation,
  type MessageReference,
  type Observation,
  type OptionValues,
  type Places,
  Refusal,
} from '../../../src/sandbox/driver.ts';
import { PAGE_SOCKET } from '../../../src/sandbox/page-constants.ts';
import { pageSite } from '../../../src/sandbox/page-server.ts';

/** A stage without a bot: what would come of an interaction is said by the test. */
export interface ScriptedStage {
  url: string;
  /** What was asked of the sandbox, in order. */
  calls: string[];
  locales: string[];
  /** What should not have happened. */
  errors: unknown[];
  post(
    part: Partial<APIMessage> & { from?: 'bot' | 'member' | 'moderator'; in?: 'general' | 'debate' },
  ): APIMessage;
  update(message: APIMessage, part: Partial<APIMessage>): void;
  observe(observation: Observation): void;
  /** What happens when an interaction begins; its result is the state that the bot brings it to. */
  onInteraction(react: (name: string, values: unknown) => InteractionState | 'refused'): void;
  commands: APIApplicationCommand[];
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const snowflake = (number: number) => String(1_300_000_000_000_000_000n + BigInt(number));
const IDS = {
  guild: snowflake(1),
  general: snowflake(2),
  debate: snowflake(3),
  announcements: snowflake(4),
  thread: snowflake(5),
  direct: snowflake(6),
};
const user = (id: string, name: string, bot = false) =>
  ({ id, username: name, global_name: bot ? null : name, bot, discriminator: '0', avatar: null }) as APIUser;
const USERS = {
  bot: user(snowflake(11), 'Verbatim', true),
  member: user(snowflake(12), 'Marco'),
  moderator: user(snowflake(13), 'Mira'),
  administrator: user(snowflake(14), 'Adam'),
  owner: user(snowflake(15), 'Olena'),
};
const PLACES = { ...IDS, ...Object.fromEntries(Object.entries(USERS).map(([name, { id }]) => [name, id])) };
export const EXAMPLES = ['Who proposed it?', 'What does the clause say?', 'What does it cost?'] as const;

export async function scriptedStage(): Promise<ScriptedStage> {
  const messages = new Map<string, APIMessage[]>();
  const listeners = new Set<(observation: Observation) => void>();
  let react: Parameters<ScriptedStage['onInteraction']>[0] = () => 'answered';
  let lastId = 1_000;
  const nextId = () => snowflake(++lastId);
  const calls: string[] = [];
  const locales: string[] = [];
  const errors: unknown[] = [];
  const observe = (observation: Observation) => {
    for (const listener of listeners) listener(observation);
  };
  const inChannel = (id: string) => messages.get(id) ?? messages.set(id, []).get(id)!;
  const find = ({ id, channel_id }: MessageReference) =>
    inChannel(channel_id).find((message) => message.id === id)!;
  const add = (author: APIUser, channel: string, part: Partial<APIMessage>) => {
    const message = {
      id: nextId(),
      channel_id: channel,
      author,
      content: '',
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      type: 0,
      flags: 0,
      mentions: [],
      attachments: [],
      components: [],
      embeds: [],
      ...part,
    } as unknown as APIMessage;
    inChannel(channel).push(message);
    observe({ kind: 'message-created', message });
    return message;
  };
  const interact = async (call: string, name: string, values: unknown): Promise<Invocation> => {
    calls.push(`${call} ${name} ${JSON.stringify(values)}`);
    const id = nextId();
    const state = react(name, values);
    if (state === 'refused') throw new Refusal('Not here.');
    return { id, state } as Invocation;
  };
  const stage: Omit<ScriptedStage, 'url' | 'restart' | 'stop'> = {
    calls,
    locales,
    errors,
    observe,
    commands: [],
    onInteraction: (next) => {
      react = next;
    },
    post: ({ from = 'bot', in: channel = 'general', ...part }) => add(USERS[from], IDS[channel], part),
    update: (message, part) => {
      Object.assign(message, part);
      observe({ kind: 'message-updated', message });
    },
  };
  const actor = (self: APIUser): Actor => {
    const acts: Partial<Actor> = {
      userId: self.id,
      user: self,
      speaking: (locale) => {
        locales.push(locale);
        return actor(self);
      },
      guilds: () => [
        { id: IDS.guild, name: 'Debate', channels: CHANNELS },
        { id: null, name: '', channels: [channel(IDS.direct, 'Verbatim', ChannelType.DM)] },
      ],
      directMessages: () => IDS.direct,
      messages: (id) => inChannel(id),
      commands: () => stage.commands,
      say: async (id, content) => add(self, id, { content }),
      reply: async (to, content) =>
        add(self, to.channel_id, { content, type: 19, referenced_message: find(to) } as Partial<APIMessage>),
      edit: async (at, content) =>
        stage.update(find(at), { content, edited_timestamp: new Date().toISOString() }) as never,
      delete: async (at) => {
        messages.set(
          at.channel_id,
          inChannel(at.channel_id).filter(({ id }) => id !== at.id),
        );
        observe({ kind: 'message-deleted', channelId: at.channel_id, messageId: at.id });
      },
      dismiss: ({ id }) => void calls.push(`dismiss ${id}`),
      slash: (name, options) => interact('slash', name, options),
      messageMenu: (name, message) => interact('menu', name, message.id),
      click: (_message, button) => interact('click', button, null),
      select: (_message, menu, values) => interact('select', menu, values),
      submitModal: (modal, values) => interact('submit', String(modal), values),
      autocomplete: async (_name, options: OptionValues, focused) => {
        const typed = String(options[focused] ?? '');
        return [`${typed} proposed it?`, `${typed} opposed it?`].map((name) => ({ name, value: name }));
      },
      observe: (listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    };
    return acts as Actor;
  };
  const as = (id: string) => actor(Object.values(USERS).find((each) => each.id === id)!);
  const site = await pageSite(
    { as, places: PLACES as unknown as Places },
    {
      examples: () => [...EXAMPLES],
      report: (error) => errors.push(error),
    },
  );

  let server: Server;
  let sockets: WebSocketServer;
  const listen = async (port: number) => {
    server = createServer(async (request, response) => {
      const answer = await site.fetch(
        new Request(`http://127.0.0.1${request.url}`, { method: request.method! }),
      );
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(Buffer.from(await answer.arrayBuffer()));
    });
    sockets = new WebSocketServer({ server, path: PAGE_SOCKET });
    sockets.on('connection', (socket: WebSocket) => site.sockets?.[PAGE_SOCKET]?.(socket));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const stop = async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  const port = await listen(0);
  return Object.assign(stage, {
    url: `http://127.0.0.1:${port}/`,
    stop,
    restart: async () => {
      await stop();
      await listen(port);
    },
  });
}

function channel(
  id: string,
  name: string,
  type: ChannelType,
  part: { canWrite?: boolean; parentId?: string } = {},
) {
  return { id, name, type, topic: null, parentId: null, canWrite: true, ...part };
}

const CHANNELS = [
  channel(IDS.general, 'general', ChannelType.GuildText),
  channel(IDS.debate, 'debate', ChannelType.GuildText),
  channel(IDS.announcements, 'announcements', ChannelType.GuildText, { canWrite: false }),
  channel(IDS.thread, 'A thread', ChannelType.PublicThread, { parentId: IDS.debate }),
];
