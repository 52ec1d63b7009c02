import type {
  APIApplicationCommand,
  APIAttachment,
  APIEmbed,
  APIMessageTopLevelComponent,
  ApplicationCommandType,
  ChannelType,
  InteractionType,
  MessageType,
} from 'discord-api-types/v10';
import type { Cancel } from './clock.ts';
import type { Choice, InteractionState, OpenModal } from './driver.ts';

/** What the world holds. Ids are snowflakes, times Unix milliseconds, permissions bit fields. */
export interface User {
  id: string;
  username: string;
  displayName: string;
  bot: boolean;
  /** Discord locale of the client. */
  locale: string;
  /** Has the application installed to the account. */
  installed: boolean;
  /** Refuses direct messages (50007). */
  closed: boolean;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  position: number;
  color: number;
}

export interface Overwrite {
  id: string;
  kind: 'role' | 'member';
  allow: bigint;
  deny: bigint;
}

export interface Member {
  userId: string;
  nickname: string | null;
  roles: string[];
  joinedAt: number;
  timedOutUntil: number | null;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  /** Discord locale of the server's public notices. */
  preferredLocale: string;
  /** The @everyone role has the guild's own id. */
  roles: Map<string, Role>;
  members: Map<string, Member>;
  channels: string[];
}

export interface Channel {
  id: string;
  type: ChannelType;
  /** null for direct messages. */
  guildId: string | null;
  name: string;
  topic: string | null;
  /** A thread's channel. */
  parentId: string | null;
  overwrites: Overwrite[];
  /** The people of a direct-message channel, the bot left out. */
  recipients: string[];
  thread: Thread | null;
  /** By id, oldest first; made when first used. */
  messages: Map<string, Message> | null;
}

export interface Thread {
  ownerId: string;
  archived: boolean;
  locked: boolean;
  members: Set<string>;
}

export interface Message {
  id: string;
  channelId: string;
  authorId: string;
  type: MessageType;
  content: string;
  flags: number;
  editedAt: number | null;
  mentions: Mentions;
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
  attachments: APIAttachment[];
  reference: { messageId: string; channelId: string } | null;
  nonce: string | number | null;
  pinned: boolean;
  /** User ids by emoji, as the route writes it. */
  reactions: Map<string, Set<string>>;
  /** The one reader of an ephemeral message. */
  reader: string | null;
  /** An ephemeral message that its reader took off the screen. */
  dismissed: boolean;
  /** The interaction that it answers. */
  interaction: InteractionOrigin | null;
}

export interface InteractionOrigin {
  id: string;
  type: InteractionType;
  /** Full name of the command, subcommands included; '' for components. */
  name: string;
  userId: string;
  /** For a follow-up, the first response. */
  originalId: string | null;
  /** For a component, the message it was on. */
  sourceId: string | null;
  targetMessageId: string | null;
}

/** Who a message pings. */
export interface Mentions {
  users: string[];
  roles: string[];
  everyone: boolean;
}

export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  name: string;
  commandType: ApplicationCommandType | null;
  userId: string;
  channelId: string;
  guildId: string | null;
  locale: string;
  createdAt: number;
  state: InteractionState;
  /** The first response, once there is one: its callback type. */
  callbackType: number | null;
  /** The response is for the invoker's eyes alone. */
  ephemeral: boolean;
  /** The message that `@original` names. */
  originalId: string | null;
  /** The component's message. */
  sourceId: string | null;
  targetMessageId: string | null;
  followUps: number;
  /** The form that answered it. */
  modal: OpenModal | null;
  /** The choices that answered it, for autocompletion. */
  choices: Choice[];
  /** Stops the deadline that it waits under. */
  stopDeadline: Cancel;
  /** Answered as a user-installed app, outside the bot's servers. */
  userInstallOnly: boolean;
}

export type Command = APIApplicationCommand;
