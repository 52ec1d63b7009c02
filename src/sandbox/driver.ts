import type {
  APIApplicationCommand,
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  APIUser,
  ChannelType,
} from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Clock } from './clock.ts';
import type { Faults } from './faults.ts';
import type { TrafficRecord } from './record.ts';
import type { World } from './world.ts';

/** What `startSandbox` takes. Everything has a default. */
export interface SandboxOptions {
  /** Port on 127.0.0.1; 0 (the default) takes a free one. A busy port rejects with code EADDRINUSE. */
  port?: number;
  /** Bot token that REST and gateway accept. */
  token?: string;
  /** Real time unless given: see `manualClock`. */
  clock?: Clock;
  /** Of heartbeats and of the gateway's send limit, which clients keep in real time; real unless given. */
  socketClock?: Clock;
  /** Seeds faults and generated ids. */
  seed?: number;
  /** Name of the application and its bot user. */
  botName?: string;
  /** Privileged intents switched on in the application's settings, as bits; none by default. */
  privilegedIntents?: number;
  /** Shards that `GET /gateway/bot` recommends; 1 by default. */
  shards?: number;
  /** Logins a 5 s window takes; 1 by default, as for a small bot. */
  maxConcurrency?: number;
  /** Per-route and global REST limits; on by default. Benchmarks may switch them off. */
  rateLimits?: boolean;
  /** Path of Discord's OpenAPI file. Default: DISCORD_OPENAPI, then `../shared/discord/openapi.json`. */
  openapi?: string;
  /** Requests and events kept in `record`; the oldest go first. */
  recordLimit?: number;
}

/** A running local Discord on loopback. */
export interface Sandbox {
  readonly port: number;
  /** `http://127.0.0.1:PORT`: what a browser opens. */
  readonly url: string;
  /** `http://127.0.0.1:PORT/api`: discord.js's `rest.api`. */
  readonly api: string;
  readonly token: string;
  readonly clock: Clock;
  readonly world: World;
  /** The default server and its people. */
  readonly places: Places;
  readonly faults: Faults;
  readonly record: TrafficRecord;
  readonly openapi: OpenapiReport;
  /** Someone at a keyboard. Throws for an unknown user. */
  as(userId: string): Actor;
  /** Everything that this user's client would be told, from now on; returns what ends it. */
  observe(userId: string, listener: (observation: Observation) => void): () => void;
  /** Resolves once `count` gateway sessions are ready (1 by default). */
  connected(count?: number): Promise<void>;
  /** Adds servers with the bot in them, cheaply enough for ten thousand; returns their ids. */
  addGuilds(count: number): string[];
  /** Serves what is not under `/api` or `/gateway`: the page. Host and Origin are already checked. */
  mount(site: Site): void;
  close(): Promise<void>;
}

export interface Site {
  fetch(request: Request): Response | Promise<Response>;
  /** WebSocket handlers by exact path, such as `/page`. */
  sockets?: Record<string, (socket: WebSocket) => void>;
}

/** Whether requests were checked against Discord's OpenAPI file, and what broke it. */
export type OpenapiReport =
  | { kind: 'skipped'; reason: string }
  | { kind: 'checked'; path: string; requests: number; violations: OpenapiViolation[] };

export interface OpenapiViolation {
  method: string;
  route: string;
  /** JSON pointer into the request body, '' for the body as a whole. */
  pointer: string;
  message: string;
}

/** Ids in the server that every sandbox begins with. */
export interface Places {
  guild: string;
  general: string;
  debate: string;
  /** Members read and cannot write; neither can the bot. */
  announcements: string;
  /** A thread in #debate. */
  thread: string;
  /** Only moderators (and the bot) see it. */
  moderators: string;
  /** Server without the bot: where a user-installed command is used. */
  foreignGuild: string;
  foreignChannel: string;
  member: string;
  /** May manage messages. */
  moderator: string;
  administrator: string;
  owner: string;
  /** In the foreign server only, with the app installed to the account. */
  traveller: string;
  bot: string;
  application: string;
}

/** A message as one reader sees it: Discord's own shape. `flags & 64` marks an ephemeral one. */
export type SeenMessage = APIMessage;

export type Observation =
  | { kind: 'message-created'; message: SeenMessage }
  | { kind: 'message-updated'; message: SeenMessage }
  | { kind: 'message-deleted'; channelId: string; messageId: string }
  | { kind: 'typing'; channelId: string; user: APIUser }
  | { kind: 'modal-opened'; modal: OpenModal }
  | { kind: 'interaction'; interactionId: string; channelId: string; state: InteractionState }
  | { kind: 'channels-changed' }
  | { kind: 'commands-changed' }
  | { kind: 'bot-presence'; online: boolean };

/** pending → deferred or answered; failed when 3 s (or, deferred, 15 min) pass: "The application did not respond". */
export type InteractionState = 'pending' | 'deferred' | 'answered' | 'failed';

/** A form that the bot opened for this user. */
export interface OpenModal {
  /** Of the interaction that it answers; `submitModal` takes it. */
  id: string;
  channelId: string;
  data: APIModalInteractionResponseCallbackData;
}

export interface VisibleGuild {
  /** null for direct messages. */
  id: string | null;
  name: string;
  channels: VisibleChannel[];
}

export interface VisibleChannel {
  id: string;
  name: string;
  type: ChannelType;
  topic: string | null;
  /** A thread's channel. */
  parentId: string | null;
  canWrite: boolean;
}

export type OptionValue = string | number | boolean;
/** By option name. A user, role or channel is given by its id. */
export type OptionValues = Record<string, OptionValue>;
export type Choice = APIApplicationCommandOptionChoice<string | number>;

export interface Where {
  /** Default: #general for who is in the default server. */
  channel?: string;
}

/** Where something a person did was refused before it reached the bot, as the client or Discord would. */
export class Refusal extends Error {
  override name = 'Refusal';
}

export interface Actor {
  readonly userId: string;
  readonly user: APIUser;
  readonly locale: string;
  /** The same person with Discord in another language (a Discord locale such as `de`). */
  speaking(locale: string): Actor;

  /** Servers (and, when there are any, direct messages) with the channels that this person sees. */
  guilds(): VisibleGuild[];
  /** Oldest first, the last `limit` (50). Includes ephemeral messages to this person. */
  messages(channelId: string, limit?: number): SeenMessage[];
  /** Commands that this person's client lists in a channel, names and descriptions localised. */
  commands(channelId: string): APIApplicationCommand[];
  /** Opens (or finds) the direct-message channel with the bot. */
  directMessages(): string;

  say(channelId: string, content: string): Promise<SeenMessage>;
  reply(message: MessageReference, content: string, options?: { ping?: boolean }): Promise<SeenMessage>;
  edit(message: MessageReference, content: string): Promise<SeenMessage>;
  delete(message: MessageReference): Promise<void>;
  /** Takes an ephemeral message off this person's screen. */
  dismiss(message: MessageReference): void;
  /** Begins to show that this person is typing. */
  type(channelId: string): void;

  /** `name` may hold a subcommand: "admin reload". Rejects with `Refusal` what the client would not send. */
  slash(name: string, options?: OptionValues, where?: Where): Promise<Invocation>;
  messageMenu(name: string, message: MessageReference): Promise<Invocation>;
  userMenu(name: string, userId: string, where?: Where): Promise<Invocation>;
  /** Choices for the option being typed; empty after the bot failed to answer. */
  autocomplete(name: string, options: OptionValues, focused: string, where?: Where): Promise<Choice[]>;
  /** Clicks a button by its custom_id or its label. */
  click(message: MessageReference, button: string): Promise<Invocation>;
  select(message: MessageReference, customId: string, values: string[]): Promise<Invocation>;
  /** Values by the inputs' custom_id. */
  submitModal(modal: OpenModal | string, values: Record<string, string>): Promise<Invocation>;
  /** Sends an interaction without the client's checks: what a modified client could send. */
  forge(interaction: Forgery): Promise<Invocation>;

  observe(listener: (observation: Observation) => void): () => void;
  /** The first message (seen already or to come) that this person sees and `test` accepts. */
  sees(test: string | RegExp | ((message: SeenMessage) => boolean), where?: Where): Promise<SeenMessage>;
  /** The next message by someone else that this person sees from now on. */
  nextReply(where?: Where): Promise<SeenMessage>;
}

/** A message, or where it is. */
export type MessageReference = { id: string; channel_id: string };

/** An interaction as raw data: `data` is sent to the bot unchecked. */
export interface Forgery {
  /** InteractionType. */
  type: number;
  data: Record<string, unknown>;
  channel?: string;
  message?: MessageReference;
  /** Permission bits claimed for the member; computed ones by default. */
  permissions?: string;
}

/** What came of an interaction. */
export type Outcome =
  | { kind: 'message'; message: SeenMessage }
  | { kind: 'updated'; message: SeenMessage }
  | { kind: 'modal'; modal: OpenModal }
  | { kind: 'choices'; choices: Choice[] }
  | { kind: 'deleted' }
  | { kind: 'failed'; reason: string };

export interface Invocation {
  readonly id: string;
  readonly state: InteractionState;
  /** The final first response: a deferred one counts once it is edited. */
  outcome(): Promise<Outcome>;
  /** The response's message; rejects when the outcome is another, saying which. */
  message(): Promise<SeenMessage>;
  /** The form that was opened; rejects when the outcome is another. */
  modal(): Promise<OpenModal>;
  /** The next follow-up that this person sees and that was not returned before. */
  followUp(): Promise<SeenMessage>;
}
