import { z } from 'zod';
import * as limits from '../limits.ts';

/** Discord's rule for names of slash commands and options: letters, digits, - and _ of any script, in lower case. */
const CHAT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
export const LOCALES = new Set([
  'id',
  'da',
  'de',
  'en-GB',
  'en-US',
  'es-ES',
  'es-419',
  'fr',
  'hr',
  'it',
  'lt',
  'hu',
  'nl',
  'no',
  'pl',
  'pt-BR',
  'ro',
  'fi',
  'sv-SE',
  'vi',
  'tr',
  'cs',
  'el',
  'bg',
  'ru',
  'uk',
  'hi',
  'th',
  'zh-CN',
  'ja',
  'zh-TW',
  'ko',
]);

const chatName = z.string().refine((name) => CHAT_NAME.test(name) && name === name.toLowerCase(), {
  message: 'Command name is invalid',
  params: { code: 'APPLICATION_COMMAND_INVALID_NAME' },
});
const menuName = z.string().trim().min(1).max(limits.COMMAND_NAME);
const description = z.string().min(1).max(limits.COMMAND_DESCRIPTION);

function localized<T extends z.ZodType>(value: T) {
  return z
    .record(z.string(), value.nullable())
    .refine((texts) => Object.keys(texts).every((locale) => LOCALES.has(locale)), {
      message: 'Not a locale of Discord',
      params: { code: 'BASE_TYPE_CHOICES' },
    })
    .nullish();
}

const choice = z.looseObject({
  name: z.string().min(1).max(limits.CHOICE_TEXT),
  name_localizations: localized(z.string().min(1).max(limits.CHOICE_TEXT)),
  value: z.union([z.string().max(limits.CHOICE_TEXT), z.number()]),
});

export interface CommandOption {
  type: number;
  name: string;
  description: string;
  required?: boolean | undefined;
  autocomplete?: boolean | undefined;
  choices?: { name: string; value: string | number }[] | undefined;
  options?: CommandOption[] | undefined;
  min_length?: number | undefined;
  max_length?: number | undefined;
  min_value?: number | undefined;
  max_value?: number | undefined;
}

const option: z.ZodType<CommandOption> = z.lazy(() =>
  z
    .looseObject({
      type: z.number().int().min(1).max(11),
      name: chatName,
      name_localizations: localized(chatName),
      description,
      description_localizations: localized(description),
      required: z.boolean().optional(),
      autocomplete: z.boolean().optional(),
      choices: z.array(choice).max(limits.COMMAND_CHOICES).optional(),
      options: z.array(option).max(limits.COMMAND_OPTIONS).optional(),
      min_length: z.number().int().min(0).max(limits.STRING_OPTION).optional(),
      max_length: z.number().int().min(1).max(limits.STRING_OPTION).optional(),
      min_value: z.number().optional(),
      max_value: z.number().optional(),
    })
    .refine((value) => !(value.autocomplete && value.choices?.length), {
      message: 'An option has choices or autocompletion, not both',
      path: ['choices'],
      params: { code: 'APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE' },
    })
    .superRefine((value, context) => checkOptions(value.options, context)),
) as z.ZodType<CommandOption>;

const common = {
  default_member_permissions: z
    .union([z.string().regex(/^\d+$/), z.number().int().nonnegative().transform(String)])
    .nullish(),
  nsfw: z.boolean().optional(),
  contexts: z.array(z.number().int().min(0).max(2)).nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).optional(),
};

const chatCommand = z
  .looseObject({
    ...common,
    type: z.literal(1).optional(),
    name: chatName,
    name_localizations: localized(chatName),
    description,
    description_localizations: localized(description),
    options: z.array(option).max(limits.COMMAND_OPTIONS).optional(),
  })
  .superRefine((value, context) => {
    checkOptions(value.options, context);
    if (characters(value) > limits.COMMAND_CHARACTERS)
      context.addIssue({
        code: 'custom',
        path: [],
        message: `Command exceeds maximum size (${limits.COMMAND_CHARACTERS})`,
        params: { code: 'APPLICATION_COMMAND_TOO_LARGE' },
      });
  });

const menuCommand = z.looseObject({
  ...common,
  type: z.literal([2, 3]),
  name: menuName,
  name_localizations: localized(menuName),
  description: z.literal('').optional(),
});

/** An application command as the bot registers it: the schema of its own kind, so that errors stand at their fields. */
export function commandSchemaFor(
  body: unknown,
): z.ZodType<Record<string, unknown> & { name: string; type?: number }> {
  const type = (body as { type?: unknown } | null)?.type;
  return (type === 2 || type === 3 ? menuCommand : chatCommand) as never;
}

function checkOptions(options: readonly CommandOption[] | undefined, context: z.core.$RefinementCtx): void {
  const names = new Set<string>();
  let optional = false;
  for (const [place, one] of (options ?? []).entries()) {
    if (names.has(one.name))
      context.addIssue({
        code: 'custom',
        path: ['options', place, 'name'],
        message: 'Option name is taken',
        input: one,
        params: { code: 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID' },
      });
    if (one.required && optional)
      context.addIssue({
        code: 'custom',
        path: ['options', place],
        message: 'Required options must be placed before non-required options',
        input: one,
        params: { code: 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID' },
      });
    names.add(one.name);
    optional ||= !one.required && one.type > 2;
  }
}

/** Characters that count against the limit: the longest localisation of each name, description and value. */
function characters(node: unknown): number {
  const one = node as {
    name?: string;
    description?: string;
    value?: unknown;
    options?: unknown[];
    choices?: unknown[];
    name_localizations?: object | null;
    description_localizations?: object | null;
  };
  const longest = (base: string | undefined, texts: object | null | undefined) =>
    Math.max(base?.length ?? 0, ...Object.values(texts ?? {}).map((value) => String(value).length));
  const own =
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations) +
    (typeof one.value === 'string' ? one.value.length : 0);
  return [...(one.options ?? []), ...(one.choices ?? [])].reduce<number>(
    (sum, child) => sum + characters(child),
    own,
  );
}
