import {
  type APIApplicationCommandInteraction,
  type APIApplicationCommandInteractionDataOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
} from 'discord-api-types/v10';
import type { Payload } from './command.ts';

export type ParsedArguments =
  | { readonly kind: 'arguments'; readonly values: Readonly<Record<string, unknown>> }
  /** What came does not fit the payload: the server still has an older version of the command, or it was forged. */
  | { readonly kind: 'mismatch'; readonly option: string };

interface OptionPayload {
  readonly name: string;
  readonly type: ApplicationCommandOptionType;
  readonly required?: boolean;
  readonly max_length?: number;
  readonly choices?: readonly { readonly value: string | number }[];
}

/** The values of an interaction, checked against the command's payload. */
export function parseArguments(
  payload: Payload,
  data: APIApplicationCommandInteraction['data'],
): ParsedArguments {
  if (data.type !== ApplicationCommandType.ChatInput) return parseTarget(data);
  const options = ('options' in payload ? (payload.options ?? []) : []) as readonly OptionPayload[];
  const given = new Map((data.options ?? []).map((option) => [option.name, option]));
  const values: Record<string, unknown> = {};
  for (const option of options) {
    const value = given.get(option.name);
    if (value === undefined && !option.required) continue;
    if (value === undefined || !fits(option, value)) return { kind: 'mismatch', option: option.name };
    values[option.name] = 'value' in value ? value.value : undefined;
  }
  const unknown = [...given.keys()].find((name) => !options.some((option) => option.name === name));
  return unknown === undefined ? { kind: 'arguments', values } : { kind: 'mismatch', option: unknown };
}

function parseTarget(data: Exclude<APIApplicationCommandInteraction['data'], { type: 1 }>): ParsedArguments {
  if (!('target_id' in data) || !('resolved' in data)) return { kind: 'mismatch', option: 'target' };
  const resolved = data.resolved as { messages?: Record<string, unknown>; users?: Record<string, unknown> };
  const target =
    data.type === ApplicationCommandType.Message
      ? resolved.messages?.[data.target_id]
      : resolved.users?.[data.target_id];
  return target ? { kind: 'arguments', values: { target } } : { kind: 'mismatch', option: 'target' };
}

/** Lengths are left to the handlers, which say what the limit is. */
function fits(option: OptionPayload, given: APIApplicationCommandInteractionDataOption): boolean {
  if (given.type !== option.type || !('value' in given)) return false;
  const { value } = given;
  if (option.choices && !option.choices.some((choice) => choice.value === value)) return false;
  switch (option.type) {
    case ApplicationCommandOptionType.Boolean:
      return typeof value === 'boolean';
    case ApplicationCommandOptionType.Integer:
      return Number.isInteger(value);
    case ApplicationCommandOptionType.Number:
      return typeof value === 'number';
    default:
      return typeof value === 'string';
  }
}
