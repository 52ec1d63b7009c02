import { type APIAttachment, MessageFlags, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import { pingedBy } from '../mentions.ts';
import type { Channel, Mentions, Message } from '../model.ts';
import type { World } from '../world.ts';
import { type MessageBody, messageSchema } from './bodies.ts';
import type { RestRequest } from './route.ts';

/** Flags that a bot may set on a message. */
const SETTABLE =
  MessageFlags.SuppressEmbeds | MessageFlags.SuppressNotifications | MessageFlags.IsComponentsV2;

export function parseMessage(body: unknown): MessageBody {
  return errors.parseBody(messageSchema, body);
}

/** The content of a new message as the world keeps it; 50006 when there is none. */
export function contentOf(
  request: RestRequest,
  body: MessageBody,
  channel: Channel,
  replied: Message | null,
) {
  const { world } = request;
  const content = (body.content ?? '').trim();
  const draft = {
    content,
    embeds: (body.embeds ?? []) as Message['embeds'],
    components: withIds(body.components ?? []),
    attachments: attachmentsOf(request, body, channel),
    flags: (body.flags ?? 0) & SETTABLE,
  };
  if (isEmpty(draft)) throw errors.emptyMessage();
  return { ...draft, mentions: mentionsOf(world, body, content, channel, replied) };
}

/** The changes that an edit makes: a field that is absent stays, null empties it. */
export function changesOf(request: RestRequest, body: MessageBody, message: Message): Partial<Message> {
  const { world } = request;
  const channel = world.channels.get(message.channelId)!;
  const content = body.content === undefined ? message.content : (body.content ?? '').trim();
  const kept =
    body.attachments === undefined
      ? message.attachments
      : message.attachments.filter(({ id }) => body.attachments?.some((one) => String(one.id) === id));
  const changes = {
    content,
    embeds: body.embeds === undefined ? message.embeds : ((body.embeds ?? []) as Message['embeds']),
    components: body.components === undefined ? message.components : withIds(body.components ?? []),
    attachments: [...kept, ...attachmentsOf(request, body, channel)],
    flags: (message.flags & ~SETTABLE) | ((body.flags ?? message.flags) & SETTABLE),
  };
  if (isEmpty(changes)) throw errors.emptyMessage();
  const replied =
    message.reference === null ? null : (world.message(channel.id, message.reference.messageId) ?? null);
  const mentions =
    body.content === undefined ? message.mentions : mentionsOf(world, body, content, channel, replied);
  return { ...changes, mentions, editedAt: world.clock.now() };
}

function isEmpty(draft: Pick<Message, 'content' | 'embeds' | 'components' | 'attachments'>): boolean {
  const { content, embeds, components, attachments } = draft;
  return content === '' && embeds.length + components.length + attachments.length === 0;
}

function mentionsOf(
  world: World,
  body: MessageBody,
  content: string,
  channel: Channel,
  replied: Message | null,
): Mentions {
  const guild = world.guildOf(channel);
  return pingedBy(content, body.allowed_mentions as never, {
    repliedUser: replied?.authorId ?? null,
    pingReply: true,
    mayMentionAll:
      guild !== null &&
      (world.permissions(world.application.botId, channel) & Permission.MentionEveryone) !== 0n,
    userExists: (id) => world.users.has(id),
    roleExists: (id) => guild?.roles.has(id) === true,
  });
}

/** Components get the numeric ids that Discord gives them, in order. */
function withIds(components: readonly object[]): Message['components'] {
  let next = 1;
  const number = (component: object): object => {
    const { id, components: inner, ...rest } = component as { id?: number; components?: object[] };
    const own = id ?? next++;
    return { id: own, ...rest, ...(inner === undefined ? {} : { components: inner.map(number) }) };
  };
  return components.map(number) as unknown as Message['components'];
}

function attachmentsOf(request: RestRequest, body: MessageBody, channel: Channel): APIAttachment[] {
  return [...request.files].map(([field, file]) => {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    const described = body.attachments?.find(({ id }) => String(id) === index);
    const filename = described?.filename ?? file.name;
    const id = request.world.addFile(file);
    const url = `${request.context.origin()}/attachments/${channel.id}/${id}/${encodeURIComponent(filename)}`;
    return { id, filename, size: file.size, url, proxy_url: url, content_type: file.type };
  });
}
