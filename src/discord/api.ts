import type { REST } from 'discord.js';
import {
  type APIApplicationCommand,
  type APIDMChannel,
  type APIInteractionResponse,
  type APIMessage,
  InteractionResponseType,
  MessageFlags,
  RESTJSONErrorCodes,
  type RESTPostAPIApplicationCommandsJSONBody,
  Routes,
} from 'discord-api-types/v10';
import { discordCode } from './errors.ts';
import type { Reply } from './reply.ts';

/** The part of discord.js's REST client that is used. */
export type Rest = Pick<REST, 'get' | 'post' | 'patch' | 'put' | 'delete'>;

/** An interaction's id and token: what an answer to it needs. */
export interface InteractionKey {
  readonly id: string;
  readonly token: string;
  readonly application_id: string;
}

/** A message that a reply is attached to. */
export interface MessageKey {
  readonly id: string;
  readonly channel_id: string;
}

/**
 * The calls that the bot makes, and no others. Every message that leaves through here pings nobody and embeds nothing.
 * Errors are those of discord.js's REST client.
 */
export class DiscordApi {
  readonly #rest: Rest;

  constructor(rest: Rest) {
    this.#rest = rest;
  }

  /** The first response to an interaction, due within 3 seconds. */
  async respond(to: InteractionKey, reply: Reply): Promise<void> {
    await this.#callback(
      to,
      { type: InteractionResponseType.ChannelMessageWithSource, data: body(reply) },
      reply,
    );
  }

  /** Replaces the message whose button was clicked. */
  async update(to: InteractionKey, reply: Reply): Promise<void> {
    const { flags: _, ...data } = body(reply);
    await this.#callback(to, { type: InteractionResponseType.UpdateMessage, data }, reply);
  }

  /** Says that the answer takes longer; up to 15 minutes are left then. */
  async defer(to: InteractionKey, visibility: Reply['visibility']): Promise<void> {
    const data = visibility === 'private' ? { flags: MessageFlags.Ephemeral as const } : {};
    await this.#callback(to, { type: InteractionResponseType.DeferredChannelMessageWithSource, data });
  }

  /** Accepts a click whose message is to be edited or deleted next. */
  async deferUpdate(to: InteractionKey): Promise<void> {
    await this.#callback(to, { type: InteractionResponseType.DeferredMessageUpdate });
  }

  async choices(to: InteractionKey, choices: readonly { name: string; value: string }[]): Promise<void> {
    await this.#callback(to, {
      type: InteractionResponseType.ApplicationCommandAutocompleteResult,
      data: { choices: [...choices] },
    });
  }

  async editOriginal(to: InteractionKey, reply: Reply): Promise<void> {
    const { flags: _, ...data } = body(reply);
    await this.#rest.patch(Routes.webhookMessage(to.application_id, to.token), {
      body: data,
      ...files(reply),
      auth: false,
    });
  }

  async deleteOriginal(to: InteractionKey): Promise<void> {
    await this.#rest.delete(Routes.webhookMessage(to.application_id, to.token), { auth: false });
  }

  async followUp(to: InteractionKey, reply: Reply): Promise<void> {
    await this.#rest.post(Routes.webhook(to.application_id, to.token), {
      body: body(reply),
      ...files(reply),
      auth: false,
    });
  }

  /**
   * A message in a channel, as a reply to `question` where given. `nonce` makes a repeated creation within a few
   * minutes return the first message.
   */
  async send(channel: string, reply: Reply, question?: MessageKey, nonce?: string): Promise<APIMessage> {
    return (await this.#rest.post(Routes.channelMessages(channel), {
      body: {
        ...body({ ...reply, visibility: 'public' }),
        ...(nonce && { nonce, enforce_nonce: true }),
        ...(question && { message_reference: { message_id: question.id } }),
      },
      ...files(reply),
    })) as APIMessage;
  }

  async edit(message: MessageKey, reply: Reply): Promise<void> {
    await this.#rest.patch(Routes.channelMessage(message.channel_id, message.id), {
      body: body({ ...reply, visibility: 'public' }),
      ...files(reply),
    });
  }

  async delete(message: MessageKey): Promise<void> {
    await this.#rest.delete(Routes.channelMessage(message.channel_id, message.id));
  }

  /** Up to 100 messages of a channel, newest first: those after or before an id, or the newest. */
  async messages(
    channel: string,
    where: { after?: string; before?: string; limit: number },
  ): Promise<APIMessage[]> {
    const query = new URLSearchParams({ ...where, limit: String(where.limit) });
    return (await this.#rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
  }

  /** The id of the direct-message channel with a user. */
  async directChannel(user: string): Promise<string> {
    const channel = (await this.#rest.post(Routes.userChannels(), {
      body: { recipient_id: user },
    })) as APIDMChannel;
    return channel.id;
  }

  /** The commands that Discord has, of one server or global, with all localizations. */
  async commands(application: string, guild?: string): Promise<APIApplicationCommand[]> {
    const query = new URLSearchParams({ with_localizations: 'true' });
    return (await this.#rest.get(commandsRoute(application, guild), { query })) as APIApplicationCommand[];
  }

  async overwriteCommands(
    application: string,
    commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
    guild?: string,
  ): Promise<void> {
    await this.#rest.put(commandsRoute(application, guild), { body: commands });
  }

  /** The id of the application that the token belongs to. */
  async applicationId(): Promise<string> {
    return ((await this.#rest.get(Routes.currentApplication())) as { id: string }).id;
  }

  async #callback(to: InteractionKey, response: APIInteractionResponse, reply?: Reply): Promise<void> {
    try {
      await this.#rest.post(Routes.interactionCallback(to.id, to.token), {
        body: response,
        ...(reply && files(reply)),
        auth: false,
      });
    } catch (error) {
      // An attempt had gone through, though Discord's answer to it was a failure: the response is there.
      if (discordCode(error) !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
    }
  }
}

function commandsRoute(application: string, guild: string | undefined) {
  return guild
    ? Routes.applicationGuildCommands(application, guild)
    : Routes.applicationCommands(application);
}

function body(reply: Reply) {
  const flags = MessageFlags.SuppressEmbeds | (reply.visibility === 'private' ? MessageFlags.Ephemeral : 0);
  return {
    content: reply.content,
    components: [...(reply.rows ?? [])],
    attachments: (reply.files ?? []).map((file, id) => ({ id: String(id), filename: file.name })),
    allowed_mentions: { parse: [], replied_user: false },
    flags,
  };
}

function files(reply: Reply) {
  if (!reply.files?.length) return {};
  return {
    files: reply.files.map((file) => ({
      name: file.name,
      data: Buffer.from(file.text, 'utf8'),
      contentType: 'text/plain; charset=utf-8',
    })),
  };
}
