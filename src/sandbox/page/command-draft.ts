import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type { PageGuild, PagePerson } from '../page-protocol.ts';

/** Discord's numbers for commands and their options; written out because the page bundles no API package. */
const CHAT_INPUT = 1;
const MESSAGE = 3;
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const NUMBER = 10;

/** One line of the `/` list: a command, or each of its subcommands. */
export interface CommandEntry {
  /** As the bot knows it: "admin reload". */
  path: string;
  /** As the reader sees it, without the slash. */
  label: string;
  description: string;
  /** Required ones first. */
  options: APIApplicationCommandBasicOption[];
}

/** What was typed into an option, and the value behind it once it is known. */
export interface Field {
  text: string;
  /** Set when a choice was picked. */
  value?: string | number | boolean;
}

/** A command being filled in. */
export interface CommandDraft {
  entry: CommandEntry;
  /** By option name; an option without an entry is not shown. */
  fields: Record<string, Field>;
  focused: string | null;
}

export type OptionValues = Record<string, string | number | boolean>;
export type Problem = { word: 'missing' | 'noNumber' | 'noChoice'; option: string; label: string };

export function slashEntries(commands: readonly APIApplicationCommand[]): CommandEntry[] {
  return commands
    .filter((command) => command.type === CHAT_INPUT)
    .flatMap((command) => flatten(command, command.name, labelOf(command)))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
}

/** Commands of a message's menu, under Apps. */
export function messageCommands(
  commands: readonly APIApplicationCommand[],
): { name: string; label: string }[] {
  return commands
    .filter((command) => command.type === MESSAGE)
    .map((command) => ({ name: command.name, label: labelOf(command) }));
}

/** Entries for what stands after the slash: those that begin so, then those that contain it. */
export function matchEntries(entries: readonly CommandEntry[], typed: string): CommandEntry[] {
  const wanted = typed.toLowerCase();
  const starts = (entry: CommandEntry) =>
    entry.label.toLowerCase().startsWith(wanted) || entry.path.toLowerCase().startsWith(wanted);
  const contains = (entry: CommandEntry) =>
    entry.label.toLowerCase().includes(wanted) || entry.description.toLowerCase().includes(wanted);
  return [...entries.filter(starts), ...entries.filter((entry) => !starts(entry) && contains(entry))];
}

/** A draft with the required options shown and the first of them in focus; with none, the first optional one. */
export function beginCommand(entry: CommandEntry, text = ''): CommandDraft {
  const required = entry.options.filter((option) => option.required === true);
  const shown = required.length > 0 ? required : entry.options.slice(0, text === '' ? 0 : 1);
  const first = shown[0]?.name ?? null;
  const fields = Object.fromEntries(shown.map(({ name }) => [name, { text: name === first ? text : '' }]));
  return { entry, fields, focused: first };
}

export function optionLabel(option: APIApplicationCommandBasicOption): string {
  return labelOf(option);
}

export function optionNamed(draft: CommandDraft, name: string | null) {
  return draft.entry.options.find((option) => option.name === name) ?? null;
}

/** Options that are not in the draft yet. */
export function remainingOptions(draft: CommandDraft): APIApplicationCommandBasicOption[] {
  return draft.entry.options.filter(({ name }) => !(name in draft.fields));
}

export interface Choice {
  label: string;
  value: string | number | boolean;
}

/** Choices that need nobody's answer; null where the bot is to be asked, or where there are none. */
export function fixedChoices(
  option: APIApplicationCommandBasicOption,
  typed: string,
  context: { people: readonly PagePerson[]; guild: PageGuild | null; yes: string; no: string },
): Choice[] | null {
  const wanted = typed.toLowerCase().replace(/^[@#]/, '');
  const matching = (choices: Choice[]) => choices.filter(({ label }) => label.toLowerCase().includes(wanted));
  if ('choices' in option && option.choices !== undefined && option.choices.length > 0) {
    return matching(option.choices.map((choice) => ({ label: labelOf(choice), value: choice.value })));
  }
  if (option.type === BOOLEAN) {
    return matching([
      { label: context.yes, value: true },
      { label: context.no, value: false },
    ]);
  }
  if (option.type === USER)
    return matching(context.people.map(({ name, id }) => ({ label: name, value: id })));
  if (option.type === CHANNEL) {
    return matching(
      (context.guild?.channels ?? []).map(({ name, id }) => ({ label: `#${name}`, value: id })),
    );
  }
  return null;
}

export function isAutocompleted(option: APIApplicationCommandBasicOption): boolean {
  return 'autocomplete' in option && option.autocomplete === true;
}

/** The values to send, or what is still wrong with the first option that has something wrong. */
export function readDraft(
  draft: CommandDraft,
): { kind: 'ready'; options: OptionValues } | { kind: 'problem'; problem: Problem } {
  const options: OptionValues = {};
  for (const option of draft.entry.options) {
    const field = draft.fields[option.name];
    const read = field === undefined ? null : readField(option, field);
    if (read === null && option.required === true)
      return { kind: 'problem', problem: problem('missing', option) };
    if (read === null) continue;
    if (read.kind === 'problem') return { kind: 'problem', problem: problem(read.word, option) };
    options[option.name] = read.value;
  }
  return { kind: 'ready', options };
}

/** What autocompletion is asked with: every field as it stands, even if it is half typed. */
export function draftSoFar(draft: CommandDraft): OptionValues {
  const options: OptionValues = {};
  for (const option of draft.entry.options) {
    const field = draft.fields[option.name];
    if (field === undefined) continue;
    if (option.name === draft.focused) options[option.name] = field.text;
    else {
      const read = readField(option, field);
      if (read?.kind === 'value') options[option.name] = read.value;
    }
  }
  return options;
}

function readField(
  option: APIApplicationCommandBasicOption,
  field: Field,
): { kind: 'value'; value: string | number | boolean } | { kind: 'problem'; word: Problem['word'] } | null {
  if (field.value !== undefined) return { kind: 'value', value: field.value };
  const text = field.text.trim();
  if (text === '') return null;
  if (option.type === INTEGER || option.type === NUMBER) {
    const value = Number(text.replace(',', '.'));
    const whole = option.type !== INTEGER || Number.isInteger(value);
    return Number.isFinite(value) && whole ? { kind: 'value', value } : { kind: 'problem', word: 'noNumber' };
  }
  const free = option.type === 3 && !('choices' in option && (option.choices?.length ?? 0) > 0);
  return free ? { kind: 'value', value: text } : { kind: 'problem', word: 'noChoice' };
}

function problem(word: Problem['word'], option: APIApplicationCommandBasicOption): Problem {
  return { word, option: option.name, label: labelOf(option) };
}

function flatten(
  node: { options?: APIApplicationCommandOption[]; description: string; description_localized?: string },
  path: string,
  label: string,
): CommandEntry[] {
  const options = node.options ?? [];
  const nested = options.filter(({ type }) => type === SUBCOMMAND || type === SUBCOMMAND_GROUP);
  if (nested.length > 0) {
    return nested.flatMap((option) =>
      flatten(option as typeof node, `${path} ${option.name}`, `${label} ${labelOf(option)}`),
    );
  }
  const basic = options as APIApplicationCommandBasicOption[];
  return [
    {
      path,
      label,
      description: descriptionOf(node),
      options: [
        ...basic.filter(({ required }) => required === true),
        ...basic.filter(({ required }) => required !== true),
      ],
    },
  ];
}

/** In the reader's language, where Discord gives it. */
export function descriptionOf(node: { description: string; description_localized?: string }): string {
  return node.description_localized ?? node.description;
}

function labelOf(named: { name: string; name_localized?: string }): string {
  return named.name_localized ?? named.name;
}
