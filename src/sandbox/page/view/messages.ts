import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { App } from '../app.ts';
import { currentChannel } from '../state.ts';
import { continues, messageView, sendingView } from './message.ts';

/** The open channel: its greeting, its messages, and commands on their way. */
export function messagesView(app: App): TemplateResult {
  const { state, say } = app;
  const channel = currentChannel(state);
  const messages = state.messages ?? [];
  const stop = messages.some(({ id }) => id === state.active) ? state.active : messages.at(-1)?.id;
  const sending = state.sending.filter((item) => item.channel === state.channel);
  return html`<div class="scroll" id="scroll" @contextmenu=${openAtPointer(app)} @keydown=${walk(app)}>
    ${channel === null ? nothing : greetingView(app)}
    <discord-messages
      no-background
      ?light-theme=${state.theme === 'light'}
      role="log"
      aria-label=${say('messages', { channel: channel?.name ?? '' })}
      aria-busy=${state.messages === null ? 'true' : 'false'}
    >
      ${repeat(
        messages,
        ({ id }) => id,
        (message, at) => {
          const grouped = continues(message, messages[at - 1]);
          const reachable = message.id === stop;
          const busy = state.busy?.message === message.id ? state.busy.component : null;
          const failure = state.failures.get(message.id);
          return guard([message, grouped, reachable, busy, failure, state.scene, say], () =>
            messageView(message, app, { grouped, reachable }),
          );
        },
      )}
      ${repeat(
        sending,
        ({ request }) => request,
        (item) => sendingView(item, app),
      )}
    </discord-messages>
  </div>`;
}

function greetingView(app: App): TemplateResult {
  const { state, say } = app;
  const channel = currentChannel(state)!;
  const bot = state.scene!.bot.name;
  const name = channel.kind === 'text' ? `#${channel.name}` : channel.name;
  return html`<section class="greeting">
    <h2>${say('welcome', { channel: name })}</h2>
    <p>${say('about', { bot })}</p>
    ${
      state.scene!.examples.length === 0 || !channel.canWrite
        ? nothing
        : html`<h3>${say('tryThese')}</h3>
            <ul class="examples">
              ${state.scene!.examples.map(
                (question) =>
                  html`<li><button type="button" @click=${() => app.askExample(question)}>${question}</button></li>`,
              )}
            </ul>`
    }
    <p class="hint">${say('hint', { bot })}</p>
  </section>`;
}

function messageUnder(event: Event): HTMLElement | null {
  return (event.target as HTMLElement).closest<HTMLElement>('[data-message]');
}

function openAtPointer(app: App) {
  return (event: MouseEvent) => {
    const element = messageUnder(event);
    const { message } = element?.dataset ?? {};
    if (element === null || message === undefined || (event.target as HTMLElement).closest('a') !== null)
      return;
    event.preventDefault();
    const byKeyboard = event.clientX === 0 && event.clientY === 0;
    const { left, top } = element.getBoundingClientRect();
    app.change({
      menu: { message, x: byKeyboard ? left + 72 : event.clientX, y: byKeyboard ? top + 32 : event.clientY },
      active: message,
    });
  };
}

/** Arrow keys go from message to message, Home and End to the ends, Enter opens the message's menu. */
function walk(app: App) {
  return (event: KeyboardEvent) => {
    const element = messageUnder(event);
    if (element === null || event.target !== element) return;
    const all = [...document.querySelectorAll<HTMLElement>('[data-message]')];
    const at = all.indexOf(element);
    const targets: Record<string, HTMLElement | undefined> = {
      ArrowUp: all[at - 1],
      ArrowDown: all[at + 1],
      Home: all[0],
      End: all.at(-1),
    };
    if (event.key in targets) {
      event.preventDefault();
      targets[event.key]?.focus();
    } else if (event.key === 'Enter' || event.key === 'ContextMenu') {
      event.preventDefault();
      const { left, top } = element.getBoundingClientRect();
      app.change({ menu: { message: element.dataset.message!, x: left + 72, y: top + 32 } });
    } else if (event.key === 'Escape') {
      document.querySelector<HTMLElement>('#composer-text')?.focus();
    }
  };
}
