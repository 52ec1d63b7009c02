import { randomBytes } from 'node:crypto';
import { type ApplicationCommandType, ChannelType, InteractionType } from 'discord-api-types/v10';
import { INTERACTION_RESPONSE_DEADLINE, INTERACTION_TOKEN_LIFETIME } from './limits.ts';
import type { Channel, Interaction, InteractionOrigin, Message } from './model.ts';
import { channelShape, HUMAN, memberShape, messageShape, userShape } from './shapes.ts';
import type { World } from './world.ts';

/** What someone did, on its way to the bot. */
export interface InteractionRequest {
  type: InteractionType;
  userId: string;
  locale: string;
  channel: Channel;
  data: object;
  /** Full name of the command; '' for components and forms. */
  name?: string;
  commandType?: ApplicationCommandType;
  /** The component's message, or the one whose button opened the form. */
  source?: Message | null;
  targetMessageId?: string | null;
  /** Permission bits claimed for the member; computed ones when absent. */
  permissions?: string | undefined;
}

/** Sends an interaction to the bot and starts its 3 s. */
export function beginInteraction(world: World, request: InteractionRequest): Interaction {
  const { channel } = request;
  const guild = world.guildOf(channel);
  const interaction: Interaction = {
    id: world.nextId(),
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
    type: request.type,
    name: request.name ?? '',
    commandType: request.commandType ?? null,
    userId: request.userId,
    channelId: channel.id,
    guildId: channel.guildId,
    locale: request.locale,
    createdAt: world.clock.now(),
    state: 'pending',
    callbackType: null,
    ephemeral: false,
    originalId: null,
    sourceId: request.source?.id ?? null,
    targetMessageId: request.targetMessageId ?? null,
    followUps: 0,
    userInstallOnly: guild !== null && !guild.members.has(world.application.botId),
    modal: null,
    choices: [],
    stopDeadline: () => {},
  };
  world.addInteraction(interaction);
  interaction.stopDeadline = world.clock.after(INTERACTION_RESPONSE_DEADLINE, () => {
    setState(world, interaction, 'failed');
  });
  world.emit({ kind: 'interaction-created', interaction, payload: payloadOf(world, interaction, request) });
  return interaction;
}

/** Whether the first response still comes in time. */
export function awaitsResponse(world: World, interaction: Interaction): boolean {
  return (
    interaction.state === 'pending' &&
    world.clock.now() - interaction.createdAt < INTERACTION_RESPONSE_DEADLINE
  );
}

/** Whether the token still names the interaction's webhook: for 15 min, once there was a response. */
export function tokenLives(world: World, interaction: Interaction): boolean {
  return world.clock.now() - interaction.createdAt < INTERACTION_TOKEN_LIFETIME;
}

/** Moves an interaction on; a deferred one waits for the rest of its token's life. */
export function setState(world: World, interaction: Interaction, state: Interaction['state']): void {
  interaction.stopDeadline();
  interaction.stopDeadline = () => {};
  interaction.state = state;
  if (state === 'deferred') {
    const left = interaction.createdAt + INTERACTION_TOKEN_LIFETIME - world.clock.now();
    interaction.stopDeadline = world.clock.after(left, () => setState(world, interaction, 'failed'));
  }
  world.emit({ kind: 'interaction-changed', interaction });
}

/** What a message remembers of the interaction that it answers. */
export function originOf(interaction: Interaction, followUp: boolean): InteractionOrigin {
  return {
    id: interaction.id,
    type: interaction.type,
    name: interaction.name,
    userId: interaction.userId,
    originalId: followUp ? interaction.originalId : null,
    sourceId: interaction.type === InteractionType.MessageComponent ? interaction.sourceId : null,
    targetMessageId: interaction.targetMessageId,
  };
}

const TOKEN_BYTES = 48;
/** InteractionContextType. */
const CONTEXT = { guild: 0, botDirectMessage: 1, privateChannel: 2 } as const;

function payloadOf(world: World, interaction: Interaction, request: InteractionRequest): object {
  const { channel, source, userId } = request;
  const { application } = world;
  const user = userShape(world.users.get(userId)!);
  const guild = world.guildOf(channel);
  const bits = request.permissions ?? world.permissions(userId, channel).toString();
  const botMember = guild?.members.has(application.botId) === true;
  const member = guild?.members.get(userId);
  const installed = world.users.get(userId)?.installed === true;
  return {
    id: interaction.id,
    application_id: application.id,
    type: request.type,
    data: request.data,
    token: interaction.token,
    version: 1,
    locale: request.locale,
    channel_id: channel.id,
    channel: { ...channelShape(world, channel), permissions: bits },
    // Outside its servers a user-installed app acts with what the member lends it.
    app_permissions:
      guild === null || botMember ? world.permissions(application.botId, channel).toString() : bits,
    entitlements: [],
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: {
      ...(botMember && guild !== null ? { 0: guild.id } : guild === null && !installed ? { 0: '0' } : {}),
      ...(installed ? { 1: userId } : {}),
    },
    context:
      guild !== null
        ? CONTEXT.guild
        : channel.type === ChannelType.DM
          ? CONTEXT.botDirectMessage
          : CONTEXT.privateChannel,
    ...(guild === null
      ? { user }
      : {
          guild_id: guild.id,
          guild_locale: guild.preferredLocale,
          guild: { id: guild.id, locale: guild.preferredLocale, features: [] },
          member: member === undefined ? undefined : { user, ...memberShape(member), permissions: bits },
        }),
    ...(source == null ? {} : { message: messageShape(world, source, HUMAN) }),
  };
}
