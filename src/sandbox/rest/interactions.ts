import {
  InteractionType,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Permission,
  InteractionResponseType as Response,
} from 'discord-api-types/v10';
import { z } from 'zod';
import * as errors from '../errors.ts';
import { awaitsResponse, originOf, setState } from '../interactions.ts';
import type { Channel, Interaction, Message } from '../model.ts';
import { messageShape } from '../shapes.ts';
import type { World } from '../world.ts';
import { choicesSchema, modalSchema } from './bodies.ts';
import { changesOf, contentOf, parseMessage } from './message-content.ts';
import { applicationReader, NO_CONTENT, ok, type RestReply, type RestRequest, type Route } from './route.ts';

export const interactionRoutes: Route[] = [
  {
    method: 'POST',
    path: '/interactions/:interaction_id/:interaction_token/callback',
    access: 'token',
    handle: respond,
  },
];

const CALLBACK = z.looseObject({
  type: z.literal([1, 4, 5, 6, 7, 8, 9]),
  data: z.unknown().optional(),
});

/** Which first responses an interaction takes. */
const ALLOWED: Record<InteractionType, readonly number[]> = {
  [InteractionType.Ping]: [Response.Pong],
  [InteractionType.ApplicationCommand]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
    Response.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Response.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
  ],
};

function respond(request: RestRequest): RestReply {
  const { world, params } = request;
  const interaction = world.interactions.get(params.interaction_token ?? '');
  if (interaction === undefined || interaction.id !== params.interaction_id)
    throw errors.unknownInteraction();
  if (interaction.callbackType !== null) throw errors.alreadyAcknowledged();
  if (!awaitsResponse(world, interaction)) throw errors.unknownInteraction();
  const body = errors.parseBody(CALLBACK, request.body);
  const allowed = ALLOWED[interaction.type];
  const needsSource = body.type === Response.UpdateMessage || body.type === Response.DeferredMessageUpdate;
  if (!allowed.includes(body.type) || (needsSource && interaction.sourceId === null)) {
    throw errors.invalidField(['type'], 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  const message = apply(request, interaction, body.type, body.data ?? {});
  if (request.query.get('with_response') !== 'true') return NO_CONTENT;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      ...(message === null
        ? {}
        : {
            response_message_id: message.id,
            response_message_loading: (message.flags & MessageFlags.Loading) !== 0,
            response_message_ephemeral: message.reader !== null,
          }),
    },
    resource: {
      type: body.type,
      ...(message === null ? {} : { message: messageShape(world, message, applicationReader(world)) }),
    },
  });
}

/** Carries a checked response out; gives the message that it made or changed. */
function apply(request: RestRequest, interaction: Interaction, type: number, data: unknown): Message | null {
  const { world } = request;
  const source =
    interaction.sourceId === null ? undefined : world.message(interaction.channelId, interaction.sourceId);
  const settle = (state: Interaction['state']) => {
    interaction.callbackType = type;
    setState(world, interaction, state);
  };
  switch (type) {
    case Response.ChannelMessageWithSource: {
      const message = respondWithMessage(request, interaction, data, false);
      interaction.originalId = message.id;
      settle('answered');
      return message;
    }
    case Response.DeferredChannelMessageWithSource: {
      const { flags } = errors.parseBody(DEFERRAL, data);
      interaction.ephemeral =
        ((flags ?? 0) & MessageFlags.Ephemeral) !== 0 ||
        isConfined(world, interaction, channelOf(world, interaction));
      const message = world.addMessage({
        ...authorship(world, interaction, false),
        flags: MessageFlags.Loading | (interaction.ephemeral ? MessageFlags.Ephemeral : 0),
        reader: interaction.ephemeral ? interaction.userId : null,
      });
      interaction.originalId = message.id;
      settle('deferred');
      return message;
    }
    case Response.DeferredMessageUpdate:
      interaction.originalId = interaction.sourceId;
      settle('deferred');
      return source ?? null;
    case Response.UpdateMessage: {
      if (source === undefined) throw errors.unknownMessage();
      const changes = changesOf(request, parseMessage(data), source);
      interaction.originalId = source.id;
      world.changeMessage(source, changes);
      settle('answered');
      return source;
    }
    case Response.ApplicationCommandAutocompleteResult: {
      const { choices } = errors.parseBody(underData(choicesSchema), { data }).data;
      interaction.choices = choices;
      settle('answered');
      return null;
    }
    case Response.Modal: {
      const modal = errors.parseBody(underData(modalSchema), { data }).data;
      interaction.modal = { id: interaction.id, channelId: interaction.channelId, data: modal as never };
      settle('answered');
      world.emit({ kind: 'modal-opened', interaction, modal: interaction.modal });
      return null;
    }
    default:
      settle('answered');
      return null;
  }
}

/** A deferral's only flag is EPHEMERAL. */
const DEFERRAL = z.looseObject({ flags: z.number().int().nullish() });

/** Errors in what a response carries stand under `data`. */
function underData<Data>(schema: z.ZodType<Data>) {
  return z.object({ data: schema });
}

/** Posts a message in answer to an interaction: the first response or a follow-up. */
export function respondWithMessage(
  request: RestRequest,
  interaction: Interaction,
  data: unknown,
  followUp: boolean,
): Message {
  const { world } = request;
  const body = followUp ? parseMessage(data) : parseResponse(data);
  const channel = channelOf(world, interaction);
  const ephemeral =
    ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0 || isConfined(world, interaction, channel);
  const content = contentOf(request, body, channel, null);
  if (!followUp) interaction.ephemeral = ephemeral;
  return world.addMessage({
    ...content,
    ...authorship(world, interaction, followUp),
    flags: content.flags | (ephemeral ? MessageFlags.Ephemeral : 0),
    reader: ephemeral ? interaction.userId : null,
  });
}

/**
 * Whether Discord shows a response to the invoker alone whatever the bot wanted: a user-installed app's, where the
 * member may not use external apps. Source: https://docs.discord.com/developers/topics/permissions (USE_EXTERNAL_APPS).
 */
function isConfined(world: World, interaction: Interaction, channel: Channel): boolean {
  if (!interaction.userInstallOnly) return false;
  return (world.permissions(interaction.userId, channel) & Permission.UseExternalApps) === 0n;
}

function parseResponse(data: unknown) {
  parseMessageUnderData(data);
  return parseMessage(data);
}

function parseMessageUnderData(data: unknown): void {
  try {
    parseMessage(data);
  } catch (error) {
    if (error instanceof errors.ApiError && error.errors !== undefined)
      throw errors.invalidForm({ data: error.errors });
    throw error;
  }
}

function authorship(world: World, interaction: Interaction, followUp: boolean) {
  const menu = interaction.targetMessageId;
  const about = followUp
    ? interaction.originalId
    : interaction.type === InteractionType.MessageComponent
      ? interaction.sourceId
      : menu;
  return {
    channelId: interaction.channelId,
    authorId: world.application.botId,
    type: about !== null && (followUp || menu === null) ? MessageType.Reply : commandMessageType(interaction),
    reference: about === null ? null : { messageId: about, channelId: interaction.channelId },
    interaction: originOf(interaction, followUp),
  };
}

function commandMessageType(interaction: Interaction): MessageType {
  if (interaction.type !== InteractionType.ApplicationCommand) return MessageType.Default;
  return interaction.commandType === 1 ? MessageType.ChatInputCommand : MessageType.ContextMenuCommand;
}

function channelOf(world: World, interaction: Interaction): Channel {
  const channel = world.channels.get(interaction.channelId);
  if (channel === undefined) throw errors.unknownChannel();
  return channel;
}
