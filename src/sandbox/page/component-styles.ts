import { DiscordButton } from '@skyra/discord-components-core/discord-button.js';
import { DiscordMention } from '@skyra/discord-components-core/discord-mention.js';
import { DiscordMessage } from '@skyra/discord-components-core/discord-message.js';
import { DiscordQuote } from '@skyra/discord-components-core/discord-quote.js';
import { DiscordReply } from '@skyra/discord-components-core/discord-reply.js';
import { DiscordSubscript } from '@skyra/discord-components-core/discord-subscript.js';
import { type CSSResult, css, type LitElement } from 'lit';

/** What the components' own styles leave too faint to read, or too wide for a phone, in the page's colours. */
const ADDITIONS: [typeof LitElement, CSSResult][] = [
  [
    DiscordMessage,
    css`
      .discord-message-timestamp {
        color: var(--quiet) !important;
      }
      .discord-message-body-only-indent {
        margin-left: 0;
        flex: none;
        overflow: hidden;
      }
      :host(:hover) .discord-message-timestamp-hover::before {
        content: none;
      }
      .discord-message-content {
        min-width: 0;
      }
      .discord-author-avatar {
        margin-top: 2px;
      }
    `,
  ],
  [
    DiscordReply,
    css`
      .discord-replied-message-content {
        overflow: hidden;
        min-width: 0;
      }
      .discord-replied-message-username {
        opacity: 1;
      }
    `,
  ],
  [
    DiscordButton,
    css`
      :host > *:first-child {
        min-height: 28px;
        height: auto;
        border-radius: 8px;
        max-width: 100%;
      }
      :host > *:focus-visible {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .success {
        background-color: #248046;
      }
      .destructive {
        background-color: #c9353a;
      }
      .secondary {
        color: var(--heading);
        background-color: var(--chosen);
      }
      .secondary.hoverable:hover {
        background-color: var(--line);
      }
    `,
  ],
  [
    DiscordQuote,
    css`
      .discord-quote-divider {
        flex: none;
      }
      blockquote {
        min-width: 0;
      }
    `,
  ],
  [
    DiscordSubscript,
    css`
      small {
        color: var(--quiet) !important;
        line-height: 1.3;
      }
    `,
  ],
  [
    DiscordMention,
    css`
      :host {
        color: var(--accent-text) !important;
      }
      :host(:hover) {
        color: #fff !important;
      }
    `,
  ],
];

/** Adds them; call it before the first component is drawn. */
export function adjustComponents(): void {
  for (const [component, styles] of ADDITIONS) component.elementStyles.push(styles);
}
