import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { Dispatcher } from '../../src/discord/dispatch.ts';
import type { Library } from '../../src/discord/library.ts';
import { FakeDiscord, fakeServices } from './fakes.ts';

/** A member who may manage messages. */
export const MODERATOR = { permissions: PermissionFlagsBits.ManageMessages } as const;

/** The dispatcher over a Discord that takes everything down; `restart` is the same Discord with a new process. */
export function deskOf(library: Library, discord = new FakeDiscord()) {
  const fakes = fakeServices(discord, library);
  return {
    discord,
    ...fakes,
    dispatcher: new Dispatcher(fakes.services),
    /** The last response to an interaction: its type and what it shows. */
    last: () => {
      const { type, data = {} } = discord.responses.at(-1);
      return {
        type,
        content: data.content as string,
        isPrivate: ((data.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
        buttons: buttonsOf(data),
      };
    },
  };
}

export interface Button {
  readonly label: string;
  readonly custom_id: string;
  readonly disabled?: boolean;
}

export function buttonsOf(message: { components?: readonly { components?: readonly Button[] }[] }): Button[] {
  return (message.components ?? []).flatMap((row) => row.components ?? []);
}

/** Permalink ids that a message's attribution lines end with, in order. */
export function idsOf(content: string): string[] {
  return [...content.matchAll(/^-# .* · `([^`]+#\d+@[0-9a-f]+)`$/gm)].map(([, id]) => id!);
}
