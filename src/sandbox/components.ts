import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { Refusal } from './driver.ts';
import { TEXT_INPUT } from './limits.ts';

/** A component as far as pressing it needs: of any kind, with what is inside it. */
interface Component {
  type: number;
  id?: number;
  custom_id?: string;
  label?: string;
  style?: number;
  disabled?: boolean;
  required?: boolean;
  min_length?: number;
  max_length?: number;
  min_values?: number;
  max_values?: number;
  options?: { value: string }[];
  components?: Component[];
  component?: Component;
  accessory?: Component;
}

/** Data of a click on the button with this custom_id or label. */
export function clickData(components: readonly object[], button: string) {
  const buttons = flatten(components).filter(({ type }) => type === ComponentType.Button);
  const found =
    buttons.find(({ custom_id }) => custom_id === button) ?? buttons.find(({ label }) => label === button);
  if (found === undefined) {
    const labels = buttons.map(({ label, custom_id }) => label ?? custom_id ?? '?');
    throw new Refusal(`There is no button ${button}, only: ${labels.join(', ') || 'none'}`);
  }
  if (found.style === ButtonStyle.Link) throw new Refusal(`The button ${button} is a link`);
  if (found.disabled === true) throw new Refusal(`The button ${button} is disabled`);
  return { custom_id: found.custom_id, component_type: found.type, id: found.id };
}

/** Data of a choice in a select menu. */
export function selectData(components: readonly object[], customId: string, values: readonly string[]) {
  const menu = flatten(components).find(({ type, custom_id }) => isSelect(type) && custom_id === customId);
  if (menu === undefined) throw new Refusal(`There is no select menu ${customId}`);
  if (menu.disabled === true) throw new Refusal(`The select menu ${customId} is disabled`);
  checkSelection(menu, values);
  return { custom_id: menu.custom_id, component_type: menu.type, id: menu.id, values };
}

/** Data of a form filled in with values by custom_id. */
export function submissionData(
  components: readonly object[],
  customId: string,
  values: Record<string, string>,
) {
  const all = flatten(components);
  const unknown = Object.keys(values).find((name) => !all.some(({ custom_id }) => custom_id === name));
  if (unknown !== undefined) throw new Refusal(`The form has no input ${unknown}`);
  return { custom_id: customId, components: components.map((one) => filled(one as Component, values)) };
}

function filled(component: Component, values: Record<string, string>): object {
  const { type, id, custom_id } = component;
  if (type === ComponentType.ActionRow) {
    return { type, id, components: (component.components ?? []).map((child) => filled(child, values)) };
  }
  if (component.component !== undefined) return { type, id, component: filled(component.component, values) };
  const value = values[custom_id ?? ''] ?? '';
  if (isSelect(type)) {
    const chosen = value === '' ? [] : [value];
    checkSelection(component, chosen);
    return { type, id, custom_id, values: chosen };
  }
  if (type !== ComponentType.TextInput) return { type, id };
  const length = [...value].length;
  if (component.required !== false && length === 0) throw new Refusal(`The input ${custom_id} is required`);
  if (length > (component.max_length ?? TEXT_INPUT)) throw new Refusal(`The input ${custom_id} is too long`);
  if (length > 0 && length < (component.min_length ?? 0))
    throw new Refusal(`The input ${custom_id} is too short`);
  return { type, id, custom_id, value };
}

function checkSelection(menu: Component, values: readonly string[]): void {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  if (values.length < least || values.length > most) {
    throw new Refusal(`The select menu ${menu.custom_id} takes ${least} to ${most} values`);
  }
  const unknown = values.find((value) => menu.options?.some((option) => option.value === value) === false);
  if (unknown !== undefined) throw new Refusal(`The select menu ${menu.custom_id} has no option ${unknown}`);
}

function flatten(components: readonly object[]): Component[] {
  return (components as readonly Component[]).flatMap((one) => [
    one,
    ...flatten(one.components ?? []),
    ...flatten([one.component, one.accessory].filter((inner) => inner !== undefined)),
  ]);
}

function isSelect(type: number): boolean {
  return (
    type === ComponentType.StringSelect ||
    (type >= ComponentType.UserSelect && type <= ComponentType.ChannelSelect)
  );
}
