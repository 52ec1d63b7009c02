import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import type { Command } from './command.ts';
import { DISCORD_LOCALES, LOCALES, type Locale } from './locale.ts';
import { type CommandWords, LOCALE_FILES } from './messages.ts';

/** A command's words in a language; undefined in English, which its payload is in, and where none are written. */
export function wordsOf(command: string, locale: Locale): CommandWords | undefined {
  return LOCALE_FILES[locale].commands?.[command];
}

/** The payload as Discord gets it: with names and descriptions in every language. */
export function localizedPayload({ data }: Command): RESTPostAPIApplicationCommandsJSONBody {
  const isMenu = data.type === ApplicationCommandType.Message || data.type === ApplicationCommandType.User;
  const options = 'options' in data ? (data.options as readonly LocalizableOption[] | undefined) : undefined;
  const { default_member_permissions: permissions } = data;
  return {
    ...data,
    // A number, as Discord's OpenAPI description has it; its answers and its documentation write these bits as text.
    ...(permissions && { default_member_permissions: Number(permissions) }),
    name_localizations: localizations(data.name, (locale) => wordsOf(data.name, locale)?.name),
    ...(!isMenu && {
      description_localizations: localizations(
        'description' in data ? data.description : undefined,
        (locale) => wordsOf(data.name, locale)?.description,
      ),
    }),
    ...(options && { options: options.map((option) => localizedOption(option, data.name)) }),
  } as RESTPostAPIApplicationCommandsJSONBody;
}

interface LocalizableOption {
  readonly name: string;
  readonly description: string;
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
}

function localizedOption(option: LocalizableOption, command: string) {
  const words = (locale: Locale) => wordsOf(command, locale)?.options?.[option.name];
  return {
    ...option,
    name_localizations: localizations(option.name, (locale) => words(locale)?.name),
    description_localizations: localizations(option.description, (locale) => words(locale)?.description),
    ...(option.choices && {
      choices: option.choices.map((choice) => ({
        ...choice,
        name_localizations: localizations(
          choice.name,
          (locale) => wordsOf(command, locale)?.choices?.[choice.name],
        ),
      })),
    }),
  };
}

/** Discord locale → words; the English ones for its English locales. */
function localizations(
  english: string | undefined,
  inLocale: (locale: Locale) => string | undefined,
): Record<string, string> {
  const entries: [string, string][] = [];
  for (const locale of LOCALES) {
    const words = locale === 'en' ? english : inLocale(locale);
    if (words !== undefined) for (const tag of DISCORD_LOCALES[locale]) entries.push([tag, words]);
  }
  return Object.fromEntries(entries);
}
