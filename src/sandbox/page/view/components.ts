import type { APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { safeHref } from '../markdown.ts';

/** Discord's numbers for components and for button styles. */
const BUTTON = 2;
const STRING_SELECT = 3;
const LINK = 5;
const STYLES = ['secondary', 'primary', 'secondary', 'success', 'destructive'] as const;

interface Emoji {
  name?: string | null;
  id?: string | null;
}

interface Button {
  type: number;
  style: number;
  label?: string;
  emoji?: Emoji;
  custom_id?: string;
  url?: string;
  disabled?: boolean;
}

interface Select {
  type: number;
  custom_id: string;
  placeholder?: string;
  min_values?: number;
  max_values?: number;
  disabled?: boolean;
  options: { label: string; value: string; description?: string; default?: boolean }[];
}

/** A message's buttons and menus, and what came of the last click on them. */
export function componentsView(message: APIMessage, app: App): TemplateResult | typeof nothing {
  const rows = (message.components ?? []) as unknown as { components?: (Button | Select)[] }[];
  const failure = app.state.failures.get(message.id);
  if (rows.length === 0) return nothing;
  return html`<div slot="components" class="components">
    ${rows.map(
      (row) => html`<discord-action-row>
        ${(row.components ?? []).map((component) =>
          component.type === BUTTON
            ? buttonView(component as Button, message, app)
            : component.type === STRING_SELECT
              ? selectView(component as Select, message, app)
              : nothing,
        )}
      </discord-action-row>`,
    )}
    ${failure === undefined ? nothing : html`<p class="problem" role="alert">${failure || app.say('failed')}</p>`}
  </div>`;
}

function buttonView(button: Button, message: APIMessage, app: App): TemplateResult {
  const text = `${emojiText(button.emoji)}${button.label ?? ''}`;
  if (button.style === LINK) {
    const href = button.url === undefined ? null : safeHref(button.url);
    return html`<discord-button url=${href ?? nothing} ?disabled=${href === null}>${text}</discord-button>`;
  }
  const { busy } = app.state;
  const waiting = busy?.message === message.id && busy.component === button.custom_id;
  const press = () => {
    if (button.disabled !== true && button.custom_id !== undefined) app.click(message, button.custom_id);
  };
  return html`<discord-button
    class=${waiting ? 'waiting' : ''}
    type=${STYLES[button.style] ?? 'secondary'}
    ?disabled=${button.disabled === true}
    aria-busy=${waiting ? 'true' : 'false'}
    @click=${press}
    >${text}</discord-button
  >`;
}

function selectView(select: Select, message: APIMessage, app: App): TemplateResult {
  const multiple = (select.max_values ?? 1) > 1;
  const label = select.placeholder ?? app.say('select');
  const send = (element: HTMLSelectElement) => {
    const values = [...element.selectedOptions].map(({ value }) => value).filter((value) => value !== '');
    if (values.length >= (select.min_values ?? 1)) app.select(message, select.custom_id, values);
  };
  const sendNext = (event: Event) => {
    const row = (event.currentTarget as HTMLElement).parentElement;
    send(row?.querySelector('select') as HTMLSelectElement);
  };
  return html`<span class="select">
    <select
      aria-label=${label}
      ?multiple=${multiple}
      ?disabled=${select.disabled === true}
      @change=${multiple ? nothing : (event: Event) => send(event.currentTarget as HTMLSelectElement)}
    >
      ${multiple ? nothing : html`<option value="" ?selected=${!select.options.some((o) => o.default)}>${label}</option>`}
      ${select.options.map(
        (option) => html`<option value=${option.value} ?selected=${option.default === true}>
          ${option.label}${option.description ? ` (${option.description})` : ''}
        </option>`,
      )}
    </select>
    ${multiple ? html`<button type="button" @click=${sendNext}>${app.say('apply')}</button>` : nothing}
  </span>`;
}

function emojiText(emoji: Emoji | undefined): string {
  if (emoji?.name == null) return '';
  return emoji.id == null ? `${emoji.name} ` : '';
}
