import type { APIAttachment, APIMessage, APIUser } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';
import type { PagePerson } from '../../page-protocol.ts';
import type { App } from '../app.ts';
import { avatarOf } from '../avatar.ts';
import { parseMarkdown, plainText, safeHref } from '../markdown.ts';
import type { Sending } from '../state.ts';
import { componentsView } from './components.ts';
import { icon } from './icons.ts';
import { markupView } from './markup.ts';

/** Discord's message flags. */
const EPHEMERAL = 1 << 6;
const LOADING = 1 << 7;
/** Messages by one author within this time share one heading, in milliseconds. */
const GROUPING_MS = 7 * 60_000;
const PREVIEW_LIMIT = 120;

export function isEphemeral(message: APIMessage): boolean {
  return ((message.flags ?? 0) & EPHEMERAL) !== 0;
}

/** Whether `message` stands below `before` without a heading of its own. */
export function continues(message: APIMessage, before: APIMessage | undefined): boolean {
  return (
    before !== undefined &&
    before.author.id === message.author.id &&
    message.referenced_message === undefined &&
    invocationOf(message) === null &&
    isEphemeral(before) === isEphemeral(message) &&
    Date.parse(message.timestamp) - Date.parse(before.timestamp) < GROUPING_MS
  );
}

export function messageView(
  message: APIMessage,
  app: App,
  { grouped, reachable }: { grouped: boolean; reachable: boolean },
): TemplateResult {
  const { state, say } = app;
  const author = personOf(message.author, app);
  const markup = parseMarkdown(message.content);
  const time = timeLabel(Date.parse(message.timestamp), app);
  const thinking = ((message.flags ?? 0) & LOADING) !== 0;
  const spoken = thinking ? say('thinking', { bot: author.name }) : plainText(markup);
  return html`<discord-message
    id="message-${message.id}"
    class=${isEphemeral(message) ? 'ephemeral' : ''}
    data-message=${message.id}
    role="article"
    tabindex=${reachable ? '0' : '-1'}
    aria-label="${author.name}, ${time}: ${spoken}"
    author=${author.name}
    avatar=${avatarOf(author)}
    role-color=${author.kind === 'moderator' ? 'var(--moderator)' : 'var(--heading)'}
    ?bot=${author.kind === 'bot'}
    ?highlight=${message.mentions?.some(({ id }) => id === state.scene?.self.id)}
    ?message-body-only=${grouped}
    .timestamp=${time}
    @focus=${() => state.active !== message.id && app.change({ active: message.id })}
  >
    ${originView(message, app)}
    ${
      thinking
        ? html`<span class="thinking"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${spoken}</span>`
        : markupView(markup, app)
    }
    ${message.edited_timestamp ? html`<span class="edited">${say('edited')}</span>` : nothing}
    ${attachmentsView(message.attachments ?? [], app)} ${componentsView(message, app)}
    ${isEphemeral(message) ? ephemeralNote(() => app.dismiss(message), app) : nothing} ${toolbar(message, reachable, app)}
  </discord-message>`;
}

/** A command that is on its way, or that came to nothing. */
export function sendingView(sending: Sending, app: App): TemplateResult {
  const { state, say } = app;
  const { bot, self } = state.scene!;
  const text =
    sending.problem === null
      ? say('sending')
      : sending.problem.reason === 'silent'
        ? say('silent')
        : sending.problem.text;
  return html`<discord-message
    class=${sending.problem === null ? '' : 'ephemeral'}
    role="article"
    aria-label="${bot.name}: ${text}"
    author=${bot.name}
    avatar=${avatarOf(bot)}
    role-color="var(--heading)"
    bot
    .timestamp=${timeLabel(sending.at, app)}
  >
    ${usedView(self, sending.label, app)}
    <span class=${sending.problem === null ? 'thinking' : 'problem'} role=${sending.problem === null ? 'status' : 'alert'}
      >${sending.problem === null ? nothing : icon('warning')} ${text}</span
    >
    ${sending.problem === null ? nothing : ephemeralNote(() => app.dropSending(sending.request), app)}
  </discord-message>`;
}

export function personOf(user: APIUser, app: App): PagePerson {
  const known = app.state.scene?.people.find(({ id }) => id === user.id);
  const kind = user.bot === true ? 'bot' : 'other';
  return known ?? { id: user.id, name: user.global_name ?? user.username, kind };
}

function invocationOf(message: APIMessage): { name: string; user: APIUser } | null {
  const metadata = message.interaction_metadata as { name?: string; user?: APIUser } | undefined;
  const user = message.interaction?.user ?? metadata?.user;
  const name = message.interaction?.name ?? metadata?.name;
  return user === undefined || name === undefined ? null : { name, user };
}

/** What a message answers: another message, or a command that somebody used. */
function originView(message: APIMessage, app: App): TemplateResult | typeof nothing {
  const invocation = invocationOf(message);
  if (invocation !== null) {
    const slash = message.type === 20 || message.interaction?.type === 2;
    return usedView(
      personOf(invocation.user, app),
      `${slash && message.type !== 23 ? '/' : ''}${invocation.name}`,
      app,
    );
  }
  const origin = message.referenced_message;
  if (origin === undefined) return nothing;
  if (origin === null) {
    return html`<div slot="reply" class="origin">${icon('reply')} <em>${app.say('gone')}</em></div>`;
  }
  const person = personOf(origin.author, app);
  const preview = plainText(parseMarkdown(origin.content)).slice(0, PREVIEW_LIMIT) || '…';
  const jump = () => document.querySelector<HTMLElement>(`#message-${origin.id}`)?.focus();
  return html`<discord-reply
    slot="reply"
    author=${person.name}
    avatar=${avatarOf(person)}
    role-color="var(--heading)"
    ?bot=${person.kind === 'bot'}
    @click=${jump}
    >${preview}</discord-reply
  >`;
}

function usedView(person: PagePerson, label: string, app: App): TemplateResult {
  return html`<div slot="reply" class="origin">
    <img src=${avatarOf(person)} alt="" /><strong>${person.name}</strong> ${app.say('used')}
    <span class="used">${label}</span>
  </div>`;
}

function ephemeralNote(dismiss: () => void, app: App): TemplateResult {
  return html`<div slot="reactions" class="note">
    ${icon('eye')} ${app.say('onlyYou')} ·
    <button type="button" class="link" @click=${dismiss}>${app.say('dismiss')}</button>
  </div>`;
}

function toolbar(message: APIMessage, reachable: boolean, app: App): TemplateResult {
  const { say } = app;
  const tabindex = reachable ? '0' : '-1';
  const openMenu = (event: MouseEvent) => {
    const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    app.change({ menu: { message: message.id, x: left, y: bottom + 4 }, active: message.id });
  };
  return html`<div slot="reply" class="toolbar">
    ${
      isEphemeral(message)
        ? nothing
        : html`<button type="button" tabindex=${tabindex} title=${say('reply')} aria-label=${say('reply')}
            @click=${() => app.composing.replyTo(message)}>${icon('reply')}</button>`
    }
    <button type="button" tabindex=${tabindex} title=${say('actions')} aria-label=${say('actions')} aria-haspopup="menu"
      @click=${openMenu}>${icon('more')}</button>
  </div>`;
}

const TEXT_FILE = /\.(?:ya?ml|txt|md|json|csv)$/i;

function attachmentsView(attachments: readonly APIAttachment[], app: App): TemplateResult | typeof nothing {
  if (attachments.length === 0) return nothing;
  return html`<discord-attachments slot="attachments">
    ${attachments.map((file) => {
      const href = safeHref(file.url);
      const readable = href !== null && TEXT_FILE.test(file.filename) && new URL(href).host === location.host;
      return html`<discord-file-attachment
          name=${file.filename}
          bytes=${Math.ceil(file.size / 102.4) / 10}
          bytes-unit="KB"
          href=${href ?? ''}
          target="_blank"
          rel="noopener noreferrer"
        ></discord-file-attachment>
        ${readable ? html`<details class="preview" @toggle=${loadPreview(href)}><summary>${file.filename}</summary><pre tabindex="0"></pre></details>` : nothing}`;
    })}
  </discord-attachments>`;

  function loadPreview(href: string) {
    return async (event: Event) => {
      const details = event.currentTarget as HTMLDetailsElement;
      const target = details.querySelector('pre');
      if (!details.open || target === null || target.textContent !== '') return;
      const response = await fetch(href).catch(() => null);
      target.textContent = response?.ok === true ? await response.text() : app.say('offline');
    };
  }
}

function timeLabel(time: number, app: App): string {
  const { locale } = app.state;
  const date = new Date(time);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(date);
  if (date.toDateString() === new Date().toDateString()) return app.say('today', { time: clock });
  return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(date);
}
