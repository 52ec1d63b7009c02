import { InteractionResponseType as Response } from 'discord-api-types/v10';
import type { Invocation, Outcome, SeenMessage } from './driver.ts';
import type { Interaction } from './model.ts';
import { HUMAN, messageShape } from './shapes.ts';
import { canSee } from './visibility.ts';
import { waitFor } from './waiting.ts';
import type { World } from './world.ts';

/** What came of an interaction, as the one who made it sees it. */
export function invocationOf(world: World, interaction: Interaction): Invocation {
  const given = new Set<string>();
  const outcome = () =>
    waitFor(
      world,
      () => outcomeOf(world, interaction),
      () => `${title(interaction)} is still ${interaction.state}`,
    );
  const followUp = (): SeenMessage | undefined => {
    const next = world
      .messagesOf(interaction.channelId)
      .find(
        (message) =>
          message.interaction?.id === interaction.id &&
          message.id !== interaction.originalId &&
          !given.has(message.id) &&
          canSee(world, interaction.userId, message),
      );
    if (next === undefined) return undefined;
    given.add(next.id);
    return messageShape(world, next, HUMAN);
  };
  return {
    id: interaction.id,
    get state() {
      return interaction.state;
    },
    outcome,
    message: async () => {
      const found = await outcome();
      if (found.kind === 'message' || found.kind === 'updated') return found.message;
      throw new Error(`${title(interaction)} was answered with no message: ${describe(found)}`);
    },
    modal: async () => {
      const found = await outcome();
      if (found.kind === 'modal') return found.modal;
      throw new Error(`${title(interaction)} opened no form: ${describe(found)}`);
    },
    followUp: () => waitFor(world, followUp, () => `${title(interaction)} has no further follow-up`),
  };
}

/** The outcome so far, or nothing while the bot may still answer. */
export function outcomeOf(world: World, interaction: Interaction): Outcome | undefined {
  if (interaction.state === 'failed') return { kind: 'failed', reason: 'The application did not respond' };
  if (interaction.state !== 'answered') return undefined;
  switch (interaction.callbackType) {
    case Response.ApplicationCommandAutocompleteResult:
      return { kind: 'choices', choices: interaction.choices };
    case Response.Modal:
      return interaction.modal === null ? { kind: 'deleted' } : { kind: 'modal', modal: interaction.modal };
    default: {
      const message = world.message(interaction.channelId, interaction.originalId ?? '');
      if (message === undefined) return { kind: 'deleted' };
      const updates = interaction.originalId === interaction.sourceId;
      return { kind: updates ? 'updated' : 'message', message: messageShape(world, message, HUMAN) };
    }
  }
}

function title(interaction: Interaction): string {
  return interaction.name === '' ? `Interaction ${interaction.id}` : `"${interaction.name}"`;
}

function describe(outcome: Outcome): string {
  return outcome.kind === 'failed' ? outcome.reason : outcome.kind;
}
