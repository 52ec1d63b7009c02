import { html, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import type { Markup } from '../markdown.ts';
import { currentGuild } from '../state.ts';

/** A message's markup as elements. Every text becomes a text node, never HTML. */
export function markupView(markup: readonly Markup[], app: App): TemplateResult[] {
  return markup.map((piece) => pieceView(piece, app));
}

function pieceView(piece: Markup, app: App): TemplateResult {
  const inner = (children: readonly Markup[]) => markupView(children, app);
  switch (piece.kind) {
    case 'text':
      return html`${piece.text}`;
    case 'break':
      return html`<br />`;
    case 'bold':
      return html`<strong>${inner(piece.children)}</strong>`;
    case 'italic':
      return html`<em>${inner(piece.children)}</em>`;
    case 'underline':
      return html`<u>${inner(piece.children)}</u>`;
    case 'strike':
      return html`<s>${inner(piece.children)}</s>`;
    case 'quote':
      return html`<discord-quote>${inner(piece.children)}</discord-quote>`;
    case 'subtext':
      return html`<discord-subscript>${inner(piece.children)}</discord-subscript>`;
    case 'heading':
      return html`<div role="heading" aria-level=${piece.level + 2} class="heading heading-${piece.level}">
        ${inner(piece.children)}
      </div>`;
    case 'list': {
      const items = piece.items.map((item) => html`<li>${inner(item)}</li>`);
      return piece.start === null ? html`<ul>${items}</ul>` : html`<ol start=${piece.start}>${items}</ol>`;
    }
    case 'code':
      return html`<code>${piece.text}</code>`;
    case 'code-block':
      return html`<pre tabindex="0"><code>${piece.text}</code></pre>`;
    case 'link':
      return html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow" title=${piece.href}
        >${inner(piece.children)}</a
      >`;
    case 'spoiler':
      return spoilerView(inner(piece.children), app);
    case 'user': {
      const person = app.state.scene?.people.find(({ id }) => id === piece.id);
      return html`<discord-mention type="user">${person?.name ?? piece.id}</discord-mention>`;
    }
    case 'channel': {
      const channel = currentGuild(app.state)?.channels.find(({ id }) => id === piece.id);
      return html`<discord-mention type="channel">${channel?.name ?? piece.id}</discord-mention>`;
    }
    case 'role':
      return html`<discord-mention type="role">${piece.id}</discord-mention>`;
    case 'everyone':
      return html`<span class="everyone">${piece.text}</span>`;
    case 'command':
      return html`<discord-mention type="slash">${piece.name}</discord-mention>`;
    case 'time':
      return html`<discord-time>${timeText(piece.seconds, piece.style, app.state.locale, Date.now())}</discord-time>`;
    default:
      return piece satisfies never;
  }
}

function spoilerView(content: TemplateResult[], app: App): TemplateResult {
  const show = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    event.stopPropagation();
    const spoiler = event.currentTarget as HTMLElementTagNameMap['discord-spoiler'];
    spoiler.activated = true;
    for (const name of ['role', 'tabindex', 'aria-label']) spoiler.removeAttribute(name);
  };
  return html`<discord-spoiler role="button" tabindex="0" aria-label=${app.say('spoiler')} @click=${show} @keydown=${show}
    >${content}</discord-spoiler
  >`;
}

const TIME_STYLES: Record<string, Intl.DateTimeFormatOptions> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

function timeText(seconds: number, style: string, locale: string, now: number): string {
  const date = new Date(seconds * 1_000);
  if (Number.isNaN(date.getTime())) return String(seconds);
  if (style !== 'R') return new Intl.DateTimeFormat(locale, TIME_STYLES[style] ?? TIME_STYLES.f).format(date);
  const distance = seconds - now / 1_000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(distance / size), unit);
}
