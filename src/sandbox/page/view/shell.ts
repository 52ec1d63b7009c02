import { html, nothing, type TemplateResult } from 'lit';
import { PAGE_LOCALES, PAGE_ROLES, type PageLocale } from '../../page-constants.ts';
import type { PageChannel } from '../../page-protocol.ts';
import type { App } from '../app.ts';
import { avatarOf } from '../avatar.ts';
import { currentChannel } from '../state.ts';
import { LANGUAGE_NAMES } from '../words.ts';
import { composerView } from './composer.ts';
import { icon } from './icons.ts';
import { menuView } from './menu.ts';
import { messagesView } from './messages.ts';
import { modalView } from './modal.ts';

/** The whole page for a state. */
export function pageView(app: App): TemplateResult {
  const { state, say } = app;
  const channel = currentChannel(state);
  return html`<div class="page ${state.drawer ? 'drawer-open' : ''}">
    ${sidebarView(app)}
    <div class="veil" @click=${() => app.change({ drawer: false })}></div>
    <main>
      <header>
        <button
          type="button"
          class="icon-button show-channels"
          aria-label=${say('showChannels')}
          aria-expanded=${state.drawer ? 'true' : 'false'}
          aria-controls="channels"
          @click=${() => app.change({ drawer: !state.drawer })}
        >
          ${icon('menu')}
        </button>
        ${channel === null ? nothing : icon(ICONS[channel.kind])}
        <h1>${channel?.name ?? say('connecting')}</h1>
        ${channel?.topic == null ? nothing : html`<p class="topic">${channel.topic}</p>`}
      </header>
      ${statusView(app)} ${state.scene === null ? html`<div class="scroll"></div>` : messagesView(app)}
      ${state.scene === null ? nothing : composerView(app)}
    </main>
    ${menuView(app)} ${modalView(app)}
  </div>`;
}

const ICONS = { text: 'channel', thread: 'thread', direct: 'direct' } as const satisfies Record<
  PageChannel['kind'],
  string
>;

function statusView(app: App): TemplateResult | typeof nothing {
  const { state, say } = app;
  const bot = state.scene?.bot.name ?? '';
  const text =
    state.link === 'lost'
      ? say('lost')
      : state.link === 'connecting'
        ? say('connecting')
        : (state.notice ?? (state.scene?.botOnline === false ? say('botOffline', { bot }) : ''));
  return html`<div class="status ${text === '' ? 'quiet' : ''}" role="status" aria-live="polite">
    ${text === '' ? nothing : html`${icon('warning')} <span>${text}</span>`}
    ${
      state.notice !== null && state.link === 'open'
        ? html`<button type="button" class="icon-button" aria-label=${say('cancel')}
            @click=${() => app.change({ notice: null })}>${icon('close')}</button>`
        : nothing
    }
  </div>`;
}

function sidebarView(app: App): TemplateResult {
  const { state, say } = app;
  return html`<nav id="channels" aria-label=${say('channels')} @keydown=${closeDrawer(app)}>
    <div class="servers">
      ${(state.scene?.guilds ?? []).map(
        (guild) => html`<section>
          <h2>${guild.id === null ? say('direct') : guild.name}</h2>
          <ul>
            ${guild.channels.map((channel) => channelView(channel, app))}
          </ul>
        </section>`,
      )}
    </div>
    ${selfView(app)}
  </nav>`;
}

function channelView(channel: PageChannel, app: App): TemplateResult {
  const { state } = app;
  const open = channel.id === state.channel;
  const unread = state.unread.has(channel.id) && !open;
  return html`<li class=${channel.kind}>
    <button
      type="button"
      class="channel ${unread ? 'unread' : ''}"
      aria-current=${open ? 'page' : nothing}
      @click=${() => app.openChannel(channel.id)}
    >
      ${icon(ICONS[channel.kind])} <span>${channel.name}</span>
    </button>
  </li>`;
}

/** Who one is, in which language, by which light. */
function selfView(app: App): TemplateResult {
  const { state, say } = app;
  const { self } = state.scene ?? { self: { id: '', name: say('member'), kind: state.role } };
  const dark = state.theme === 'dark';
  return html`<div class="self">
    <div class="who">
      <img src=${avatarOf(self)} alt="" />
      <strong>${self.name}</strong>
      <button
        type="button"
        class="icon-button"
        aria-label=${say(dark ? 'toLight' : 'toDark')}
        title=${say(dark ? 'toLight' : 'toDark')}
        @click=${() => app.setTheme(dark ? 'light' : 'dark')}
      >
        ${icon(dark ? 'sun' : 'moon')}
      </button>
    </div>
    <fieldset class="roles">
      <legend>${say('youAre')}</legend>
      ${PAGE_ROLES.map(
        (role) => html`<label>
          <input
            type="radio"
            name="role"
            value=${role}
            .checked=${state.role === role}
            @change=${() => app.enter({ role })}
          />
          <span>${say(role)}</span>
        </label>`,
      )}
    </fieldset>
    <label class="language">
      <span>${say('language')}</span>
      <select
        @change=${(event: Event) =>
          app.enter({ locale: (event.currentTarget as HTMLSelectElement).value as PageLocale })}
      >
        ${PAGE_LOCALES.map(
          (locale) => html`<option value=${locale} lang=${locale} ?selected=${state.locale === locale}>
            ${LANGUAGE_NAMES[locale]}
          </option>`,
        )}
      </select>
    </label>
  </div>`;
}

function closeDrawer(app: App) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !app.state.drawer) return;
    app.change({ drawer: false });
    document.querySelector<HTMLElement>('.show-channels')?.focus();
  };
}
