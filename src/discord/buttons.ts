import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { customId } from './custom-id.ts';
import type { Row } from './reply.ts';

type Style = ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Success;

/** A button whose state stands in its custom id. */
export function button(
  owner: string,
  name: string,
  state: string,
  label: string,
  style: Style = ButtonStyle.Secondary,
) {
  return {
    type: ComponentType.Button as const,
    style,
    label,
    custom_id: customId(owner, name, state),
  };
}

/** A row of buttons; no row where there are none, which Discord refuses. */
export function rowsOf(buttons: readonly ReturnType<typeof button>[]): Row[] {
  return buttons.length ? [{ type: ComponentType.ActionRow, components: [...buttons] }] : [];
}
