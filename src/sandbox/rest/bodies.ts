import { ComponentType, MessageFlags } from 'discord-api-types/v10';
import { z } from 'zod';
import * as limits from '../limits.ts';

/** What the bot may send, as Discord checks it. A field not listed passes through unread. */

const snowflake = z.string().regex(/^\d{1,20}$/);
/** Lengths count code points, as Discord does. */
const text = (longest: number, least = 0) =>
  z
    .string()
    .refine((value) => [...value].length <= longest, {
      message: `Must be ${longest} or fewer in length.`,
      params: { code: 'BASE_TYPE_MAX_LENGTH' },
    })
    .refine((value) => [...value].length >= least, {
      message: least === 1 ? 'This field is required' : `Must be ${least} or more in length.`,
      params: { code: least === 1 ? 'BASE_TYPE_REQUIRED' : 'BASE_TYPE_MIN_LENGTH' },
    });

const embed = z.looseObject({
  title: text(limits.EMBED_TITLE).nullish(),
  description: text(limits.EMBED_DESCRIPTION).nullish(),
  footer: z.looseObject({ text: text(limits.EMBED_FOOTER, 1) }).nullish(),
  author: z.looseObject({ name: text(limits.EMBED_AUTHOR, 1) }).nullish(),
  fields: z
    .array(
      z.looseObject({ name: text(limits.EMBED_FIELD_NAME, 1), value: text(limits.EMBED_FIELD_VALUE, 1) }),
    )
    .max(limits.EMBED_FIELDS)
    .nullish(),
});

const button = z
  .looseObject({
    type: z.literal(ComponentType.Button),
    style: z.number().int().min(1).max(6),
    label: text(limits.BUTTON_LABEL).optional(),
    custom_id: text(limits.CUSTOM_ID, 1).optional(),
    url: text(limits.BUTTON_URL, 1)
      .regex(/^(?:https?|discord):\/\//)
      .optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((value, context) => {
    const link = value.style === 5;
    if (link ? !value.url : value.style !== 6 && !value.custom_id)
      context.addIssue({
        code: 'custom',
        path: [link ? 'url' : 'custom_id'],
        message: `A ${link ? 'url' : 'custom id'} is required`,
        params: { code: 'BASE_TYPE_REQUIRED' },
      });
    if (!value.label && !value.emoji)
      context.addIssue({
        code: 'custom',
        path: ['label'],
        message: 'A button needs a label or an emoji',
        params: { code: 'BUTTON_COMPONENT_INVALID' },
      });
  });

const select = z.looseObject({
  type: z.literal([3, 5, 6, 7, 8]),
  custom_id: text(limits.CUSTOM_ID, 1),
  placeholder: text(limits.SELECT_PLACEHOLDER).optional(),
  min_values: z.number().int().min(0).max(limits.SELECT_OPTIONS).optional(),
  max_values: z.number().int().min(1).max(limits.SELECT_OPTIONS).optional(),
  options: z
    .array(z.looseObject({ label: text(100, 1), value: text(100, 1), description: text(100).optional() }))
    .max(limits.SELECT_OPTIONS)
    .optional(),
});

const textInput = z.looseObject({
  type: z.literal(ComponentType.TextInput),
  custom_id: text(limits.CUSTOM_ID, 1),
  style: z.number().int().min(1).max(2),
  label: text(limits.TEXT_INPUT_LABEL).nullish(),
  min_length: z.number().int().min(0).max(limits.TEXT_INPUT).optional(),
  max_length: z.number().int().min(1).max(limits.TEXT_INPUT).optional(),
  value: text(limits.TEXT_INPUT).optional(),
  placeholder: text(limits.TEXT_INPUT_PLACEHOLDER).optional(),
});

type Node = { type: number; components?: unknown[]; custom_id?: unknown; content?: unknown };

const actionRow = z.looseObject({
  type: z.literal(ComponentType.ActionRow),
  components: z
    .array(z.discriminatedUnion('type', [button, select]))
    .min(1)
    .max(limits.BUTTONS_A_ROW),
});
/** What stands at the top level in components v2, besides rows. */
const otherComponent = z.looseObject({ type: z.literal([9, 10, 12, 13, 14, 17]) });
const components = z
  .array(z.discriminatedUnion('type', [actionRow, otherComponent]))
  .superRefine((rows, context) => {
    const seen = new Set<unknown>();
    for (const [row, node] of rows.entries())
      for (const [place, child] of ((node as Node).components ?? []).entries()) {
        const id = (child as Node).custom_id;
        if (id === undefined) continue;
        if (seen.has(id))
          context.addIssue({
            code: 'custom',
            path: [row, 'components', place, 'custom_id'],
            message: 'Component custom id cannot be duplicated',
            params: { code: 'COMPONENT_CUSTOM_ID_DUPLICATED' },
          });
        seen.add(id);
      }
  });

export const allowedMentionsSchema = z.looseObject({
  parse: z.array(z.enum(['roles', 'users', 'everyone'])).optional(),
  users: z.array(snowflake).max(limits.ALLOWED_MENTION_IDS).optional(),
  roles: z.array(snowflake).max(limits.ALLOWED_MENTION_IDS).optional(),
  replied_user: z.boolean().optional(),
});

const messageShape = z.looseObject({
  content: text(limits.MESSAGE_CONTENT).nullish(),
  nonce: z.union([z.number().int(), text(limits.MESSAGE_NONCE)]).nullish(),
  enforce_nonce: z.boolean().optional(),
  tts: z.boolean().optional(),
  flags: z.number().int().nullish(),
  embeds: z.array(embed).max(limits.EMBEDS).nullish(),
  allowed_mentions: allowedMentionsSchema.nullish(),
  message_reference: z
    .looseObject({
      message_id: snowflake,
      channel_id: snowflake.optional(),
      fail_if_not_exists: z.boolean().optional(),
    })
    .nullish(),
  components: components.nullish(),
  attachments: z
    .array(z.looseObject({ id: z.union([snowflake, z.number()]), filename: z.string().optional() }))
    .max(limits.ATTACHMENTS)
    .nullish(),
  sticker_ids: z.array(snowflake).max(limits.MESSAGE_STICKERS).nullish(),
});

/** A message to create, to edit or to answer an interaction with. */
export const messageSchema = messageShape.superRefine((body, context) => {
  const v2 = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  const fail = (path: string, code: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message, params: { code } });
  const rows = body.components ?? [];
  if (v2) {
    if (body.content)
      fail('content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'Not with components v2.');
    if (body.embeds?.length)
      fail('embeds', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', 'Not with components v2.');
    if (countNodes(rows) > limits.COMPONENTS_V2)
      fail('components', 'BASE_TYPE_MAX_LENGTH', `Must be ${limits.COMPONENTS_V2} or fewer in length.`);
    if (displayedCharacters(rows) > limits.COMPONENTS_V2_CHARACTERS)
      fail(
        'components',
        'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
        `Displayed text exceeds maximum size of ${limits.COMPONENTS_V2_CHARACTERS}`,
      );
  } else {
    if (rows.length > limits.ACTION_ROWS)
      fail('components', 'BASE_TYPE_BAD_LENGTH', `Must be between 1 and ${limits.ACTION_ROWS} in length.`);
    if (rows.some((row) => row.type !== ComponentType.ActionRow))
      fail('components', 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
  }
  const characters = (body.embeds ?? []).reduce((sum, one) => sum + embedCharacters(one), 0);
  if (characters > limits.EMBED_CHARACTERS)
    fail(
      'embeds',
      'MAX_EMBED_SIZE_EXCEEDED',
      `Embed size exceeds maximum size of ${limits.EMBED_CHARACTERS}`,
    );
});

export type MessageBody = z.infer<typeof messageSchema>;

export const modalSchema = z.looseObject({
  title: text(limits.MODAL_TITLE, 1),
  custom_id: text(limits.CUSTOM_ID, 1),
  components: z
    .array(
      z.discriminatedUnion('type', [
        z.looseObject({ type: z.literal(ComponentType.ActionRow), components: z.array(textInput).length(1) }),
        z.looseObject({
          type: z.literal(ComponentType.Label),
          label: text(limits.TEXT_INPUT_LABEL, 1),
          description: text(limits.LABEL_DESCRIPTION).optional(),
          component: z.discriminatedUnion('type', [textInput, select]),
        }),
        z.looseObject({ type: z.literal(ComponentType.TextDisplay), content: z.string() }),
      ]),
    )
    .min(1)
    .max(limits.MODAL_COMPONENTS),
});

const choiceName = text(limits.CHOICE_TEXT, 1);
export const choicesSchema = z.looseObject({
  choices: z
    .array(z.looseObject({ name: choiceName, value: z.union([choiceName, z.number()]) }))
    .max(limits.AUTOCOMPLETE_CHOICES),
});

function countNodes(nodes: readonly unknown[]): number {
  return nodes.reduce<number>((sum, node) => sum + 1 + countNodes((node as Node).components ?? []), 0);
}

/** Code points of all text displays together. */
function displayedCharacters(nodes: readonly unknown[]): number {
  return nodes.reduce<number>((sum, node) => {
    const { content, components: inner = [] } = node as Node;
    return sum + (typeof content === 'string' ? [...content].length : 0) + displayedCharacters(inner);
  }, 0);
}

function embedCharacters(value: z.infer<typeof embed>): number {
  const fields = (value.fields ?? []).reduce(
    (sum, { name, value: content }) => sum + name.length + content.length,
    0,
  );
  const named = [value.title, value.description, value.footer?.text, value.author?.name];
  return named.reduce((sum, part) => sum + (part?.length ?? 0), fields);
}
