import { InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import { setState, tokenLives } from '../interactions.ts';
import { USER_INSTALL_FOLLOW_UPS } from '../limits.ts';
import type { Interaction, Message } from '../model.ts';
import { messageShape } from '../shapes.ts';
import { respondWithMessage } from './interactions.ts';
import { changesOf, parseMessage } from './message-content.ts';
import { applicationReader, NO_CONTENT, ok, type RestReply, type RestRequest, type Route } from './route.ts';

const WEBHOOK = '/webhooks/:webhook_id/:webhook_token';
const MESSAGE = `${WEBHOOK}/messages/:message_id`;

/** The webhook that an interaction's token opens: `@original` and the follow-ups. */
export const webhookRoutes: Route[] = [
  { method: 'POST', path: WEBHOOK, access: 'token', handle: followUp },
  { method: 'GET', path: MESSAGE, access: 'token', handle: getMessage },
  { method: 'PATCH', path: MESSAGE, access: 'token', handle: editMessage },
  { method: 'DELETE', path: MESSAGE, access: 'token', handle: deleteMessage },
];

function followUp(request: RestRequest): RestReply {
  const interaction = interactionOf(request);
  const { world } = request;
  const deferred = deferredMessage(request, interaction);
  if (deferred !== null) return complete(request, interaction, deferred);
  if (interaction.userInstallOnly && interaction.followUps >= USER_INSTALL_FOLLOW_UPS)
    throw errors.tooManyFollowUps();
  const message = respondWithMessage(request, interaction, request.body, true);
  interaction.followUps++;
  if (interaction.state === 'deferred') setState(world, interaction, 'answered');
  return ok(messageShape(world, message, applicationReader(world)));
}

function getMessage(request: RestRequest): RestReply {
  const { world } = request;
  return ok(messageShape(world, messageOf(request, interactionOf(request)), applicationReader(world)));
}

function editMessage(request: RestRequest): RestReply {
  const interaction = interactionOf(request);
  return complete(request, interaction, messageOf(request, interaction));
}

function deleteMessage(request: RestRequest): RestReply {
  const { world } = request;
  const interaction = interactionOf(request);
  world.deleteMessage(messageOf(request, interaction));
  if (interaction.state === 'deferred') setState(world, interaction, 'answered');
  return NO_CONTENT;
}

/** Changes a response; a deferred one is thereby answered, as visible or hidden as it was deferred. */
function complete(request: RestRequest, interaction: Interaction, message: Message): RestReply {
  const { world } = request;
  const wasLoading = (message.flags & MessageFlags.Loading) !== 0;
  const changes = changesOf(request, parseMessage(request.body), message);
  world.changeMessage(message, {
    ...changes,
    flags: (changes.flags ?? message.flags) & ~MessageFlags.Loading,
    ...(wasLoading ? { editedAt: null } : {}),
  });
  if (interaction.state === 'deferred') setState(world, interaction, 'answered');
  return ok(messageShape(world, message, applicationReader(world)));
}

/** The "thinking" message that the first follow-up completes. */
function deferredMessage(request: RestRequest, interaction: Interaction): Message | null {
  const isDeferred =
    interaction.state === 'deferred' &&
    interaction.callbackType === InteractionResponseType.DeferredChannelMessageWithSource;
  if (!isDeferred || interaction.originalId === null) return null;
  return request.world.message(interaction.channelId, interaction.originalId) ?? null;
}

function interactionOf({ world, params }: RestRequest): Interaction {
  if (params.webhook_id !== world.application.id) throw errors.unknownWebhook();
  const interaction = world.interactions.get(params.webhook_token ?? '');
  if (interaction === undefined || !tokenLives(world, interaction)) throw errors.invalidToken();
  // Before the first response there is no webhook yet.
  if (interaction.callbackType === null) throw errors.unknownWebhook();
  return interaction;
}

/** A message of this interaction: its first response (`@original`) or a follow-up. */
function messageOf({ world, params }: RestRequest, interaction: Interaction): Message {
  const id = params.message_id === '@original' ? interaction.originalId : params.message_id;
  const message = world.message(interaction.channelId, id ?? '');
  const own = message?.interaction?.id === interaction.id || id === interaction.sourceId;
  if (message === undefined || !own) throw errors.unknownMessage();
  return message;
}
