import { html, nothing, type TemplateResult } from 'lit';
import type { App } from '../app.ts';
import { parseMarkdown } from '../markdown.ts';
import { markupView } from './markup.ts';

/** Discord's numbers for what a form holds. */
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;

interface TextInput {
  type: number;
  custom_id: string;
  style: number;
  label?: string;
  value?: string;
  placeholder?: string;
  required?: boolean;
  min_length?: number;
  max_length?: number;
}

interface Part {
  type: number;
  content?: string;
  label?: string;
  description?: string;
  component?: TextInput;
  components?: TextInput[];
}

/** The form that the bot opened. */
export function modalView(app: App): TemplateResult | typeof nothing {
  const { modal, modalProblem } = app.state;
  if (modal === null) return nothing;
  const close = () => app.change({ modal: null, modalProblem: null });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    app.submitModal(Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])));
  };
  return html`<dialog aria-labelledby="modal-title" @cancel=${(event: Event) => {
    event.preventDefault();
    close();
  }}>
    <form @submit=${submit}>
      <h2 id="modal-title">${modal.data.title}</h2>
      ${(modal.data.components as unknown as Part[]).map((part) => partView(part, app))}
      ${modalProblem === null ? nothing : html`<p class="problem" role="alert">${modalProblem}</p>`}
      <footer>
        <button type="button" class="plain" @click=${close}>${app.say('cancel')}</button>
        <button type="submit" class="primary">${app.say('submit')}</button>
      </footer>
    </form>
  </dialog>`;
}

function partView(part: Part, app: App): TemplateResult | typeof nothing {
  if (part.type === TEXT_DISPLAY) return html`<p>${markupView(parseMarkdown(part.content ?? ''), app)}</p>`;
  const inputs = part.type === LABEL ? [part.component] : (part.components ?? []);
  return html`${inputs.map((input) =>
    input === undefined || input.type !== TEXT_INPUT
      ? nothing
      : inputView(input, part.label ?? input.label ?? input.custom_id, part.description ?? ''),
  )}`;
}

function inputView(input: TextInput, label: string, description: string): TemplateResult {
  const required = input.required !== false;
  const length = { min: input.min_length ?? nothing, max: input.max_length ?? 4_000 };
  return html`<label>
    <span>${label}${required ? html`<b aria-hidden="true"> *</b>` : nothing}</span>
    ${description === '' ? nothing : html`<small>${description}</small>`}
    ${
      input.style === PARAGRAPH
        ? html`<textarea rows="4" name=${input.custom_id} placeholder=${input.placeholder ?? ''} ?required=${required}
            minlength=${length.min} maxlength=${length.max} .value=${input.value ?? ''}></textarea>`
        : html`<input name=${input.custom_id} placeholder=${input.placeholder ?? ''} ?required=${required}
            minlength=${length.min} maxlength=${length.max} .value=${input.value ?? ''} />`
    }
  </label>`;
}
