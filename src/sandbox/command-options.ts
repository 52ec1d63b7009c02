import { ApplicationCommandOptionType as Kind } from 'discord-api-types/v10';
import { type OptionValue, type OptionValues, Refusal } from './driver.ts';
import { STRING_OPTION } from './limits.ts';
import type { Channel, Command } from './model.ts';
import { channelShape, memberShape, roleShape, userShape } from './shapes.ts';
import { isSnowflake } from './snowflake.ts';
import type { World } from './world.ts';

/** An option of a registered command, as far as checking needs it. */
interface OptionRule {
  type: number;
  name: string;
  required?: boolean;
  autocomplete?: boolean;
  choices?: { name: string; value: string | number }[];
  options?: OptionRule[];
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
}

interface SentOption {
  type: number;
  name: string;
  value?: OptionValue;
  options?: SentOption[];
  focused?: boolean;
}

/** The rules at a subcommand's path: `['admin', 'reload']` is `/admin reload`. */
export function rulesAt(command: Command, path: readonly string[]): OptionRule[] {
  let rules = (command.options ?? []) as OptionRule[];
  for (const name of path) {
    const next = rules.find((rule) => rule.name === name && rule.type <= Kind.SubcommandGroup);
    if (next === undefined) throw new Refusal(`/${command.name} has no subcommand ${name}`);
    rules = next.options ?? [];
  }
  if (rules.some(({ type }) => type <= Kind.SubcommandGroup)) {
    throw new Refusal(`/${[command.name, ...path].join(' ')} needs a subcommand`);
  }
  return rules;
}

/** The options as Discord sends them, after the checks of Discord's client. */
export function checkedOptions(rules: readonly OptionRule[], values: OptionValues): SentOption[] {
  refuseUnknown(rules, values);
  for (const rule of rules) {
    const value = values[rule.name];
    if (value === undefined) {
      if (rule.required === true) throw new Refusal(`The option ${rule.name} is required`);
      continue;
    }
    const problem = problemOf(rule, value);
    if (problem !== null) throw new Refusal(`The option ${rule.name} ${problem}`);
  }
  return sent(rules, values);
}

/** The options while one is being typed: nothing is required yet, and the focused one is text. */
export function focusedOptions(
  rules: readonly OptionRule[],
  values: OptionValues,
  focused: string,
): SentOption[] {
  refuseUnknown(rules, values);
  const rule = rules.find(({ name }) => name === focused);
  if (rule?.autocomplete !== true) throw new Refusal(`The option ${focused} is not autocompleted`);
  const typed = { ...values, [focused]: values[focused] ?? '' };
  return sent(rules, typed).map((option) =>
    option.name === focused ? { ...option, focused: true } : option,
  );
}

/** Puts options under the subcommands that lead to them. */
export function nestOptions(command: Command, path: readonly string[], options: SentOption[]): SentOption[] {
  const [name, ...rest] = path;
  if (name === undefined) return options;
  const rule = (command.options as OptionRule[] | undefined)?.find((one) => one.name === name);
  const inner = { ...command, options: rule?.options } as unknown as Command;
  return [{ type: rule?.type ?? Kind.Subcommand, name, options: nestOptions(inner, rest, options) }];
}

/** What the ids among the options stand for. */
export function resolvedOf(world: World, channel: Channel, options: readonly SentOption[]) {
  const guild = world.guildOf(channel);
  const resolved: Record<string, Record<string, object>> = {};
  const put = (kind: string, id: string, shape: object) => {
    resolved[kind] = { ...resolved[kind], [id]: shape };
  };
  for (const { type, value } of options) {
    const id = String(value);
    const user = world.users.get(id);
    if ((type === Kind.User || type === Kind.Mentionable) && user !== undefined) {
      put('users', id, userShape(user));
      const member = guild?.members.get(id);
      if (member !== undefined) {
        put('members', id, {
          ...memberShape(member),
          permissions: world.permissions(id, channel).toString(),
        });
      }
    }
    const role = guild?.roles.get(id);
    if ((type === Kind.Role || type === Kind.Mentionable) && role !== undefined)
      put('roles', id, roleShape(role));
    const named = world.channels.get(id);
    if (type === Kind.Channel && named !== undefined) put('channels', id, channelShape(world, named));
  }
  return resolved;
}

function refuseUnknown(rules: readonly OptionRule[], values: OptionValues): void {
  const unknown = Object.keys(values).find((name) => !rules.some((rule) => rule.name === name));
  if (unknown !== undefined) throw new Refusal(`There is no option ${unknown}`);
}

function sent(rules: readonly OptionRule[], values: OptionValues): SentOption[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const rule = rules.find((one) => one.name === name);
    return rule === undefined ? [] : [{ type: rule.type, name, value }];
  });
}

function problemOf(rule: OptionRule, value: OptionValue): string | null {
  switch (rule.type) {
    case Kind.String:
      return textProblem(rule, value) ?? choiceProblem(rule, value);
    case Kind.Integer:
      return Number.isSafeInteger(value)
        ? (rangeProblem(rule, value) ?? choiceProblem(rule, value))
        : 'takes a whole number';
    case Kind.Number:
      return Number.isFinite(value)
        ? (rangeProblem(rule, value) ?? choiceProblem(rule, value))
        : 'takes a number';
    case Kind.Boolean:
      return typeof value === 'boolean' ? null : 'takes true or false';
    default:
      return typeof value === 'string' && isSnowflake(value) ? null : 'takes an id';
  }
}

function textProblem(rule: OptionRule, value: OptionValue): string | null {
  if (typeof value !== 'string') return 'takes text';
  const length = [...value].length;
  // The client does not send an empty option.
  const least = rule.min_length ?? 1;
  const most = rule.max_length ?? STRING_OPTION;
  if (length < least) return `must be ${least} or more in length`;
  return length > most ? `must be ${most} or fewer in length` : null;
}

function rangeProblem(rule: OptionRule, value: OptionValue): string | null {
  if (rule.min_value !== undefined && Number(value) < rule.min_value)
    return `must be ${rule.min_value} or more`;
  return rule.max_value !== undefined && Number(value) > rule.max_value
    ? `must be ${rule.max_value} or less`
    : null;
}

function choiceProblem(rule: OptionRule, value: OptionValue): string | null {
  if (rule.choices === undefined || rule.choices.length === 0) return null;
  return rule.choices.some((choice) => choice.value === value) ? null : 'must be one of its choices';
}
