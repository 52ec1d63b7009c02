import type { APIMessage } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { messageCommands } from '../command-draft.ts';
import { parseMarkdown, plainText } from '../markdown.ts';
import { isEphemeral } from './message.ts';

interface Item {
  label: string;
  danger?: boolean;
  act(): void;
}

/** The menu of a message: what its reader can do with it, and the commands that apps offer for it. */
export function menuView(app: App): TemplateResult | typeof nothing {
  const { state, say } = app;
  const message = state.messages?.find(({ id }) => id === state.menu?.message);
  if (state.menu === null || message === undefined) return nothing;
  const apps = isEphemeral(message) ? [] : messageCommands(state.commands);
  const item = ({ label, danger = false, act }: Item) => html`<button
    type="button"
    role="menuitem"
    tabindex="-1"
    class=${danger ? 'danger' : ''}
    @click=${() => {
      closeMenu(app);
      act();
    }}
  >
    ${label}
  </button>`;
  return html`<div class="menu-veil" @click=${() => closeMenu(app)} @contextmenu=${(event: Event) => {
    event.preventDefault();
    closeMenu(app);
  }}></div>
    <div
      class="menu"
      role="menu"
      aria-label=${say('actions')}
      data-x=${state.menu.x}
      data-y=${state.menu.y}
      @keydown=${moveInMenu(app)}
    >
      ${ownItems(message, app).map(item)}
      ${
        apps.length === 0
          ? nothing
          : html`<div role="group" aria-label=${say('apps')}>
              <p class="menu-heading" aria-hidden="true">${say('apps')}</p>
              ${apps.map(({ name, label }) => item({ label, act: () => app.messageMenu(name, label, message) }))}
            </div>`
      }
    </div>`;
}

function ownItems(message: APIMessage, app: App): Item[] {
  const { state, say } = app;
  const own = message.author.id === state.scene?.self.id;
  const copy: Item = {
    label: say('copy'),
    act: () => void navigator.clipboard?.writeText(plainText(parseMarkdown(message.content))),
  };
  if (isEphemeral(message)) return [copy, { label: say('dismiss'), act: () => app.dismiss(message) }];
  return [
    { label: say('reply'), act: () => app.composing.replyTo(message) },
    ...(own ? [{ label: say('edit'), act: () => app.composing.edit(message) }] : []),
    copy,
    ...(own || state.role === 'moderator'
      ? [{ label: say('delete'), danger: true, act: () => app.deleteMessage(message) }]
      : []),
  ];
}

function closeMenu(app: App): void {
  const message = app.state.menu?.message;
  app.change({ menu: null });
  document.querySelector<HTMLElement>(`#message-${message}`)?.focus({ preventScroll: true });
}

function moveInMenu(app: App) {
  return (event: KeyboardEvent) => {
    const items = [...document.querySelectorAll<HTMLElement>('.menu [role="menuitem"]')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowDown: items[(at + 1) % items.length],
      ArrowUp: items[(at - 1 + items.length) % items.length],
      Home: items[0],
      End: items.at(-1),
    };
    if (event.key in targets) targets[event.key]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') closeMenu(app);
    else return;
    event.preventDefault();
  };
}
