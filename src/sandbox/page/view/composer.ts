import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { App } from '../app.ts';
import {
  type CommandDraft,
  descriptionOf,
  optionLabel,
  optionNamed,
  remainingOptions,
} from '../command-draft.ts';
import { currentChannel } from '../state.ts';
import { type SuggestionList, suggestionsFor } from '../suggestions.ts';
import { icon } from './icons.ts';
import { personOf } from './message.ts';

/** The most that a message may hold, in UTF-16 units. */
const MESSAGE_LIMIT = 2_000;

/** Where a person writes: a message, or a command with its options; above it the list to pick from. */
export function composerView(app: App): TemplateResult {
  const { state, say } = app;
  const channel = currentChannel(state);
  const { composer } = state;
  const name = channel?.kind === 'text' ? `#${channel.name}` : (channel?.name ?? '');
  if (channel?.canWrite === false) {
    return html`<div class="composer"><p class="read-only">${say('readOnly', { channel: name })}</p></div>`;
  }
  const list = suggestionsFor(state, say);
  return html`<div class="composer" role="group" aria-label=${say('write', { channel: name })}>
    ${typingView(app)} ${suggestionsView(list, app)} ${bannerView(app)}
    ${composer.draft === null ? textView(name, list, app) : draftView(composer.draft, list, app)}
  </div>`;
}

function textView(channel: string, list: SuggestionList | null, app: App): TemplateResult {
  const { state, say, composing } = app;
  const typed = (event: Event) => {
    const { value, selectionStart } = event.currentTarget as HTMLTextAreaElement;
    composing.type(value, selectionStart);
  };
  return html`<div class="line">
    <textarea
      id="composer-text"
      rows="1"
      maxlength=${MESSAGE_LIMIT}
      placeholder=${say('write', { channel })}
      aria-label=${say('write', { channel })}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${list === null ? 'false' : 'true'}
      aria-controls="suggestions"
      aria-activedescendant=${list === null ? nothing : `suggestion-${state.composer.picked}`}
      autocomplete="off"
      .value=${live(state.composer.text)}
      @input=${typed}
      @keydown=${textKeys(app)}
    ></textarea>
    <button type="button" class="icon-button send" aria-label=${say('send')} @click=${() => composing.submit()}>
      ${icon('send')}
    </button>
  </div>`;
}

function textKeys(app: App) {
  return (event: KeyboardEvent) => {
    const { composing, state } = app;
    if (event.isComposing) return;
    const handled =
      (event.key === 'Enter' && !event.shiftKey && (composing.pickHighlighted() || submitted(app))) ||
      (event.key === 'Tab' && !event.shiftKey && composing.pickHighlighted()) ||
      (event.key === 'ArrowDown' && composing.move(1)) ||
      (event.key === 'ArrowUp' && (composing.move(-1) || editsLast(app))) ||
      (event.key === 'Escape' && composing.back());
    if (handled) event.preventDefault();
    else if (event.key === 'Escape' && state.composer.text === '') (event.target as HTMLElement).blur();
  };
}

function submitted(app: App): true {
  app.composing.submit();
  return true;
}

/** Arrow up in an empty composer edits one's last message, as in Discord. */
function editsLast(app: App): boolean {
  const { state } = app;
  if (state.composer.text !== '' || state.composer.editing !== null) return false;
  const last = state.messages?.findLast(({ author }) => author.id === state.scene?.self.id);
  if (last === undefined) return false;
  app.composing.edit(last);
  return true;
}

function draftView(draft: CommandDraft, list: SuggestionList | null, app: App): TemplateResult {
  const { say, composing, state } = app;
  const { problem } = state.composer;
  const focused = optionNamed(draft, draft.focused);
  const rest = remainingOptions(draft);
  return html`<div class="command">
      <p class="explain">
        <strong>/${draft.entry.label}</strong>
        <span>${focused === null ? draft.entry.description : descriptionOf(focused)}</span>
      </p>
      <div class="fields">
        ${Object.keys(draft.fields).map((name) => fieldView(name, draft, list, app))}
        ${rest.map(
          (option) => html`<button
            type="button"
            class="add"
            title=${descriptionOf(option)}
            @click=${() => composing.addOption(option.name)}
          >
            ${icon('plus')} ${optionLabel(option)}
          </button>`,
        )}
        <span class="ends">
          <button type="button" class="icon-button" aria-label=${say('cancel')} @click=${() => composing.reset()}>
            ${icon('close')}
          </button>
          <button
            type="button"
            class="icon-button send"
            data-option=${draft.focused === null ? '' : nothing}
            aria-label=${say('send')}
            @click=${() => composing.submit()}
            @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && composing.back()}
          >
            ${icon('send')}
          </button>
        </span>
      </div>
      ${problem === null ? nothing : html`<p class="problem" role="alert">${say(problem.word, { option: problem.label })}</p>`}
    </div>`;
}

function fieldView(name: string, draft: CommandDraft, list: SuggestionList | null, app: App): TemplateResult {
  const { composing, state } = app;
  const option = optionNamed(draft, name)!;
  const active = draft.focused === name;
  const open = active && list !== null;
  const keys = (event: KeyboardEvent) => {
    const input = event.currentTarget as HTMLInputElement;
    if (event.isComposing) return;
    const handled =
      (event.key === 'Enter' && (composing.pickHighlighted() || submitted(app))) ||
      (event.key === 'Tab' && !event.shiftKey && composing.pickHighlighted()) ||
      (event.key === 'ArrowDown' && composing.move(1)) ||
      (event.key === 'ArrowUp' && composing.move(-1)) ||
      (event.key === 'Escape' && composing.back());
    if (event.key === 'Backspace' && input.value === '') composing.erase(name);
    else if (!handled) return;
    event.preventDefault();
  };
  return html`<label class="field ${active ? 'active' : ''} ${state.composer.problem?.option === name ? 'wrong' : ''}">
    <span>${optionLabel(option)}</span>
    <input
      data-option=${name}
      role="combobox"
      aria-autocomplete="list"
      aria-expanded=${open ? 'true' : 'false'}
      aria-controls="suggestions"
      aria-activedescendant=${open && state.composer.picked >= 0 ? `suggestion-${state.composer.picked}` : nothing}
      aria-required=${option.required === true ? 'true' : 'false'}
      aria-description=${descriptionOf(option)}
      autocomplete="off"
      .value=${live(draft.fields[name]?.text ?? '')}
      @focus=${() => composing.focusOption(name)}
      @input=${(event: Event) => composing.typeOption(name, (event.currentTarget as HTMLInputElement).value)}
      @keydown=${keys}
    />
  </label>`;
}

function suggestionsView(list: SuggestionList | null, app: App): TemplateResult {
  const { composing, state } = app;
  return html`<div class="suggestions" ?hidden=${list === null}>
    <p id="suggestions-title">${list?.title ?? ''}</p>
    <div id="suggestions" role="listbox" aria-labelledby="suggestions-title">
      ${(list?.items ?? []).map((item, at) => {
        const picked = at === state.composer.picked;
        return html`<div
          id="suggestion-${at}"
          role="option"
          aria-selected=${picked ? 'true' : 'false'}
          @mousedown=${(event: Event) => event.preventDefault()}
          @click=${() => composing.pick(item)}
        >
          <span>${item.label}</span>${item.detail === '' ? nothing : html`<small>${item.detail}</small>`}
        </div>`;
      })}
    </div>
  </div>`;
}

function bannerView(app: App): TemplateResult | typeof nothing {
  const { reply, editing } = app.state.composer;
  if (reply === null && editing === null) return nothing;
  const text =
    reply !== null ? app.say('replying', { name: personOf(reply.author, app).name }) : app.say('editing');
  return html`<div class="banner">
    <span>${text}</span>
    <button type="button" class="icon-button" aria-label=${app.say('cancel')} @click=${() => app.composing.reset()}>
      ${icon('close')}
    </button>
  </div>`;
}

function typingView(app: App): TemplateResult {
  const { typing, channel } = app.state;
  const shown = typing !== null && typing.channel === channel && typing.until > Date.now();
  return html`<p class="typing" role="status">
    ${shown ? html`<span class="dots" aria-hidden="true"><i></i><i></i><i></i></span> ${app.say('typing', { name: typing.name })}` : nothing}
  </p>`;
}
