import { ApplicationCommandType } from 'discord-api-types/v10';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { DISCORD_LOCALES, LOCALES, toLocale } from '../../src/discord/locale.ts';
import { localizedPayload, wordsOf } from '../../src/discord/localize.ts';
import { LOCALE_FILES, type MessageKey, messagesIn } from '../../src/discord/messages.ts';

const KEYS = Object.keys(LOCALE_FILES.en.messages) as MessageKey[];
const TRANSLATED = LOCALES.filter((locale) => locale !== 'en');
const isMenu = (type: unknown) =>
  type === ApplicationCommandType.Message || type === ApplicationCommandType.User;

describe.each(LOCALES)('the words in %s', (locale) => {
  const { messages } = LOCALE_FILES[locale];

  test('have every message and no other', () => {
    expect(Object.keys(messages).sort()).toEqual([...KEYS].sort());
  });

  test('take the same values as the English ones', () => {
    for (const key of KEYS)
      expect([key, valuesOf(messages[key])]).toEqual([key, valuesOf(LOCALE_FILES.en.messages[key])]);
  });

  test('have no straight apostrophe, which ICU reads as a quotation mark', () => {
    for (const key of KEYS) expect(messages[key]).not.toContain("'");
  });

  test('can all be formatted, in every number', () => {
    for (const key of KEYS)
      for (const number of [0, 1, 2, 5, 11, 21, 22, 1.5]) {
        const values = Object.fromEntries(valuesOf(messages[key]).map((name) => [name, number]));
        const text = messagesIn(locale).text(key, values);
        expect(text).not.toBe('');
        expect(text).not.toMatch(/[{}]/);
      }
  });

  test('label buttons within Discord’s 80 characters', () => {
    for (const key of ['button.context', 'button.more', 'button.delete'] as const)
      expect(messagesIn(locale).text(key).length).toBeLessThanOrEqual(80);
  });
});

describe.each(TRANSLATED)('the commands in %s', (locale) => {
  test.each(COMMANDS.map(({ data }) => [data.name, data] as const))(
    '%s is named and described',
    (name, data) => {
      const words = wordsOf(name, locale);
      expect(words?.name).toBeTruthy();
      expect(words?.description).toBeTruthy();
      for (const option of ('options' in data ? data.options : undefined) ?? []) {
        expect(words?.options?.[option.name]?.name).toBeTruthy();
        expect(words?.options?.[option.name]?.description).toBeTruthy();
      }
    },
  );

  test('have names of their own each', () => {
    const names = COMMANDS.map(({ data }) => wordsOf(data.name, locale)?.name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe.each(COMMANDS.map((command) => [command.data.name, command] as const))('%s', (_, command) => {
  // What Discord takes: https://discord.com/developers/docs/interactions/application-commands
  const SLASH_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

  test('has names that Discord takes, in every language', () => {
    const { type, name, name_localizations = {} } = localizedPayload(command);
    const locales = LOCALES.flatMap((locale) => DISCORD_LOCALES[locale]);
    expect(Object.keys(name_localizations ?? {}).sort()).toEqual([...locales].sort());
    for (const each of [name, ...Object.values(name_localizations ?? {})]) {
      if (isMenu(type)) expect(each).toMatch(/^.{1,32}$/u);
      else {
        expect(each).toMatch(SLASH_NAME);
        expect(each).toBe(each?.toLowerCase());
      }
    }
  });

  test('has descriptions and options that Discord takes, in every language', () => {
    const payload = localizedPayload(command);
    if (payload.type !== ApplicationCommandType.ChatInput) return;
    const descriptions = (part: {
      description: string;
      description_localizations?: object | null | undefined;
    }) => [part.description, ...Object.values(part.description_localizations ?? {})];
    for (const each of descriptions(payload)) expect(each).toMatch(/^.{1,100}$/u);
    const options = payload.options ?? [];
    for (const option of options) {
      for (const each of descriptions(option)) expect(each).toMatch(/^.{1,100}$/u);
      for (const each of [option.name, ...Object.values(option.name_localizations ?? {})]) {
        expect(each).toMatch(SLASH_NAME);
        expect(each).toBe(each?.toLowerCase());
      }
    }
    for (const locale of LOCALES) {
      const names = options.map((option) => option.name_localizations?.[DISCORD_LOCALES[locale][0]]);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(JSON.stringify(payload).length).toBeLessThan(8_000);
  });
});

test.each([
  ['en-US', 'en'],
  ['en-GB', 'en'],
  ['es-419', 'es'],
  ['uk', 'uk'],
  ['ja', 'en'],
  [undefined, 'en'],
])('Discord’s %s is our %s', (tag, locale) => {
  expect(toLocale(tag)).toBe(locale);
});

test('lists, numbers and languages are written as the language does', () => {
  expect(messagesIn('en').list(['a', 'b', 'c'])).toBe('a, b, and c');
  expect(messagesIn('it').list(['a', 'b', 'c'])).toBe('a, b e c');
  expect(messagesIn('de').language('uk')).toBe('Ukrainisch');
  expect(messagesIn('de').language('not a tag')).toBe('not a tag');
  expect(messagesIn('uk').text('sentences', { count: 5 })).toBe('5 речень');
  expect(messagesIn('pl').text('sentences', { count: 22 })).toBe('22 zdania');
});

/** Names of the values that a message takes, without those that are always there. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
    for (const element of elements) {
      if (element.type !== LITERAL && 'value' in element) names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst());
  return [...names].filter((name) => !['ask', 'help', 'menu'].includes(name)).sort();
}

/** The parser's mark for plain text. */
const LITERAL = 0;
