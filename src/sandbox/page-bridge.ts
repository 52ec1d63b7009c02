import { type APIUser, ChannelType } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { type Actor, type Invocation, type Observation, Refusal, type VisibleGuild } from './driver.ts';
import { PAGE_ROLES, type PageLocale, type PageRole } from './page-constants.ts';
import {
  CLIENT_MESSAGE,
  type ClientMessage,
  type PageChannel,
  type PageGuild,
  type PagePerson,
  type ServerMessage,
} from './page-protocol.ts';
import type { PageOptions, Stage } from './page-server.ts';

/** WebSocket close code for a message that the protocol does not know. */
const POLICY_VIOLATION = 1008;
/** … for a bug on this side: the page connects anew. */
const INTERNAL_ERROR = 1011;
/** How many of a channel's last messages the page is given. */
const HISTORY_LIMIT = 50;

type Acting = Exclude<ClientMessage, { kind: 'enter' | 'open' | 'dismiss' }>;

/** Lets a browser act as a person of the sandbox, and tells it what that person would see. */
export function bridgePage(socket: WebSocket, sandbox: Stage, { examples, report }: PageOptions): void {
  let actor: Actor | null = null;
  let role: PageRole = 'member';
  let locale: PageLocale = 'en-US';
  let botOnline = true;
  let stopObserving = () => {};
  /** Requests by the interaction that they began, until it is answered. */
  const waiting = new Map<string, number>();
  const send = (message: ServerMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const sendScene = (as: Actor) =>
    send({ kind: 'scene', ...sceneOf(as, role, sandbox), botOnline, examples: examples(locale) });

  const tell = (observation: Observation) => {
    if (actor === null) return;
    switch (observation.kind) {
      case 'message-created':
        return send({ kind: 'created', message: observation.message });
      case 'message-updated':
        return send({ kind: 'updated', message: observation.message });
      case 'message-deleted':
        return send({ kind: 'deleted', channel: observation.channelId, message: observation.messageId });
      case 'typing':
        return send({ kind: 'typing', channel: observation.channelId, user: observation.user });
      case 'modal-opened':
        return send({ kind: 'modal', modal: observation.modal });
      case 'interaction':
        return settle(observation.interactionId, observation.state);
      case 'bot-presence':
        botOnline = observation.online;
        return sendScene(actor);
      case 'channels-changed':
      case 'commands-changed':
        return sendScene(actor);
      default:
        observation satisfies never;
    }
  };
  const settle = (interaction: string, state: Invocation['state']) => {
    const request = waiting.get(interaction);
    if (request === undefined || state === 'pending') return;
    if (state === 'failed') send({ kind: 'failed', request, reason: 'silent', problem: '' });
    else send({ kind: 'settled', request });
    if (state !== 'deferred') waiting.delete(interaction);
  };
  const follow = (request: number, invocation: Invocation) => {
    waiting.set(invocation.id, request);
    settle(invocation.id, invocation.state);
  };

  const enter = (message: Extract<ClientMessage, { kind: 'enter' }>) => {
    stopObserving();
    ({ role, locale } = message);
    actor = sandbox.as(sandbox.places[role]).speaking(locale);
    actor.directMessages();
    stopObserving = actor.observe(tell);
    sendScene(actor);
  };
  /** A channel that this person does not see, or sees no longer, is answered with those that are seen. */
  const open = (as: Actor, channel: string) => {
    const seen = as.guilds().some(({ channels }) => channels.some(({ id }) => id === channel));
    if (!seen) return sendScene(as);
    const messages = as.messages(channel, HISTORY_LIMIT);
    send({ kind: 'channel', channel, messages, commands: as.commands(channel) });
  };
  const act = async (as: Actor, message: Acting) => {
    const { request } = message;
    try {
      const done = await perform(as, message);
      if (done.kind === 'choices') send({ kind: 'choices', request, choices: done.choices });
      else if (done.kind === 'invocation') follow(request, done.invocation);
      else send({ kind: 'settled', request });
    } catch (error) {
      if (!(error instanceof Refusal)) return giveUp(error);
      send({ kind: 'failed', request, reason: 'refused', problem: error.message });
    }
  };

  const giveUp = (error: unknown) => {
    report(error);
    socket.close(INTERNAL_ERROR, 'Something went wrong');
  };
  const take = (message: ClientMessage) => {
    if (message.kind === 'enter') return enter(message);
    if (actor === null) return socket.close(POLICY_VIOLATION, 'Enter first');
    switch (message.kind) {
      case 'open':
        return open(actor, message.channel);
      case 'dismiss':
        return actor.dismiss(message.message);
      default:
        return void act(actor, message);
    }
  };

  socket.on('close', () => stopObserving());
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: RawData, binary: boolean) => {
    const message = binary ? null : parseMessage(String(data));
    if (message === null) return socket.close(POLICY_VIOLATION, 'Unknown message');
    try {
      take(message);
    } catch (error) {
      giveUp(error);
    }
  });
}

type Done =
  | { kind: 'done' }
  | { kind: 'invocation'; invocation: Invocation }
  | { kind: 'choices'; choices: { name: string; value: string | number }[] };

async function perform(actor: Actor, message: Acting): Promise<Done> {
  const began = async (invocation: Promise<Invocation>): Promise<Done> => ({
    kind: 'invocation',
    invocation: await invocation,
  });
  const did = async (work: Promise<unknown>): Promise<Done> => {
    await work;
    return { kind: 'done' };
  };
  switch (message.kind) {
    case 'say':
      return did(actor.say(message.channel, message.content));
    case 'reply':
      return did(actor.reply(message.message, message.content));
    case 'edit':
      return did(actor.edit(message.message, message.content));
    case 'delete':
      return did(actor.delete(message.message));
    case 'slash':
      return began(actor.slash(message.name, message.options, { channel: message.channel }));
    case 'menu':
      return began(actor.messageMenu(message.name, message.message));
    case 'click':
      return began(actor.click(message.message, message.button));
    case 'select':
      return began(actor.select(message.message, message.menu, message.values));
    case 'submit':
      return began(actor.submitModal(message.modal, message.values));
    case 'autocomplete': {
      const where = { channel: message.channel };
      const choices = await actor.autocomplete(message.name, message.options, message.focused, where);
      return { kind: 'choices', choices };
    }
    default:
      return message satisfies never;
  }
}

function parseMessage(text: string): ClientMessage | null {
  try {
    return CLIENT_MESSAGE.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function sceneOf(actor: Actor, role: PageRole, sandbox: Stage) {
  const { places } = sandbox;
  const bot = personOf(sandbox.as(places.bot).user, 'bot');
  const roles = PAGE_ROLES.map((each) => personOf(sandbox.as(places[each]).user, each));
  const others = [places.administrator, places.owner].map((id) => personOf(sandbox.as(id).user, 'other'));
  return {
    self: personOf(actor.user, role),
    bot,
    people: [bot, ...roles, ...others],
    guilds: actor.guilds().map(guildOf),
  };
}

function personOf(user: APIUser, kind: PagePerson['kind']): PagePerson {
  return { id: user.id, name: user.global_name ?? user.username, kind };
}

/** A thread stands below its channel. */
function guildOf(guild: VisibleGuild): PageGuild {
  const top = guild.channels.filter(({ type }) => !isThread(type));
  const threads = guild.channels.filter(({ type }) => isThread(type));
  const ordered = top.flatMap((channel) => [
    channel,
    ...threads.filter(({ parentId }) => parentId === channel.id),
  ]);
  return {
    id: guild.id,
    name: guild.name,
    channels: ordered.map(({ id, name, type, topic, canWrite }) => ({
      id,
      name,
      kind: kindOf(type),
      topic,
      canWrite,
    })),
  };
}

function kindOf(type: ChannelType): PageChannel['kind'] {
  if (isThread(type)) return 'thread';
  return type === ChannelType.DM || type === ChannelType.GroupDM ? 'direct' : 'text';
}

function isThread(type: ChannelType): boolean {
  return (
    type === ChannelType.PublicThread ||
    type === ChannelType.PrivateThread ||
    type === ChannelType.AnnouncementThread
  );
}
