import type { APIMessage } from 'discord-api-types/v10';
import type { App } from './app.ts';
import {
  beginCommand,
  type CommandDraft,
  draftSoFar,
  isAutocompleted,
  optionNamed,
  readDraft,
  slashEntries,
} from './command-draft.ts';
import { decodeMentions, encodeMentions } from './mentions.ts';
import { type Composer, currentGuild, EMPTY_COMPOSER, NONE_PICKED } from './state.ts';
import { type Suggestion, suggestionsFor } from './suggestions.ts';

/** What a person can do in the composer. */
export interface Composing {
  type(text: string, caret: number): void;
  typeOption(option: string, text: string): void;
  focusOption(option: string): void;
  addOption(option: string): void;
  removeOption(option: string): void;
  /** Moves the highlight in the list; false when there is no list. */
  move(step: 1 | -1): boolean;
  /** Takes the highlighted suggestion; false when there is none. */
  pickHighlighted(): boolean;
  pick(suggestion: Suggestion): void;
  submit(): void;
  /** Escape: closes the list, else leaves the command, the reply or the edit; false when there was nothing. */
  back(): boolean;
  /** Backspace in an empty option: takes the option away, or leaves the command. */
  erase(option: string): void;
  replyTo(message: APIMessage): void;
  edit(message: APIMessage): void;
  reset(): void;
}

/** How long typing must rest before the bot is asked for choices, in milliseconds. */
const AUTOCOMPLETE_DELAY = 120;

export function createComposing(getApp: () => App): Composing {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const composer = () => getApp().state.composer;
  const set = (part: Partial<Composer>) => {
    getApp().change({ composer: { ...composer(), ...part } });
  };
  const setDraft = (draft: CommandDraft, part: Partial<Composer> = {}) =>
    set({ draft, problem: null, closed: false, ...part });
  const list = () => suggestionsFor(getApp().state, getApp().say);

  const askForChoices = (delay: number) => {
    clearTimeout(timer);
    const { draft } = composer();
    const option = draft === null ? null : optionNamed(draft, draft.focused);
    if (draft === null || option === null || !isAutocompleted(option)) return;
    timer = setTimeout(() => {
      const request = getApp().autocomplete(draft.entry.path, draftSoFar(draft), option.name);
      set({ awaiting: { request, option: option.name } });
    }, delay);
  };
  const begin = (draft: CommandDraft) => {
    setDraft(draft, { text: '', caret: 0, choices: null, picked: startOf(draft) });
    askForChoices(0);
  };
  const focusOption = (option: string) => {
    const { draft } = composer();
    if (draft === null || draft.focused === option) return;
    const next = { ...draft, focused: option };
    setDraft(next, { picked: startOf(next), choices: null });
    askForChoices(0);
  };
  const reset = () => {
    clearTimeout(timer);
    getApp().change({ composer: EMPTY_COMPOSER });
  };
  const removeOption = (option: string) => {
    const { draft } = composer();
    if (draft === null) return;
    const { [option]: _removed, ...fields } = draft.fields;
    setDraft({ ...draft, fields, focused: Object.keys(fields).at(-1) ?? null });
  };

  const composing: Composing = {
    type: (text, caret) => {
      const started = startedCommand(text, getApp());
      if (started !== null && composer().editing === null) begin(started);
      else set({ text, caret, closed: false, picked: 0 });
    },
    typeOption: (option, text) => {
      const { draft } = composer();
      if (draft === null) return;
      const next = { ...draft, focused: option, fields: { ...draft.fields, [option]: { text } } };
      setDraft(next, { picked: startOf(next) });
      askForChoices(AUTOCOMPLETE_DELAY);
    },
    focusOption,
    addOption: (option) => {
      const { draft } = composer();
      if (draft === null) return;
      begin({ ...draft, focused: option, fields: { ...draft.fields, [option]: { text: '' } } });
    },
    removeOption,
    move: (step) => {
      const items = list()?.items ?? [];
      if (items.length === 0) return false;
      const { picked } = composer();
      const next = picked === NONE_PICKED && step === -1 ? items.length - 1 : picked + step;
      set({ picked: (next + items.length) % items.length });
      return true;
    },
    pickHighlighted: () => {
      const suggestion = list()?.items[composer().picked];
      if (suggestion === undefined) return false;
      composing.pick(suggestion);
      return true;
    },
    pick: ({ action }) => {
      const { text, caret, draft } = composer();
      switch (action.kind) {
        case 'command':
          begin(beginCommand(action.entry));
          return;
        case 'mention': {
          const inserted = `@${action.name} `;
          const next = text.slice(0, action.start) + inserted + text.slice(caret);
          set({ text: next, caret: action.start + inserted.length, closed: true });
          return;
        }
        case 'value': {
          if (draft === null) return;
          const field = { text: action.text, value: action.value };
          const next = { ...draft, fields: { ...draft.fields, [action.option]: field } };
          const empty = draft.entry.options.find(
            ({ name, required }) => required === true && next.fields[name]?.text === '',
          );
          setDraft({ ...next, focused: empty?.name ?? draft.focused }, { picked: NONE_PICKED });
          if (empty !== undefined) askForChoices(0);
          return;
        }
        default:
          action satisfies never;
      }
    },
    submit: () => {
      const app = getApp();
      const { draft, text, reply, editing } = composer();
      if (draft !== null) {
        const read = readDraft(draft);
        if (read.kind === 'problem') {
          focusOption(read.problem.option);
          set({ problem: read.problem });
        } else if (app.sendCommand(draft.entry.path, draft.entry.label, read.options)) reset();
        return;
      }
      const content = encodeMentions(text, app.state.scene?.people ?? [], currentGuild(app.state)).trim();
      if (content === '') return;
      if (app.sendText(content, { reply, editing })) reset();
    },
    back: () => {
      const { draft, reply, editing } = composer();
      if (list() !== null) {
        set({ closed: true });
        return true;
      }
      if (draft === null && reply === null && editing === null) return false;
      reset();
      return true;
    },
    erase: (option) => {
      const { draft } = composer();
      if (draft === null) return;
      const shown = Object.keys(draft.fields);
      if (shown[0] === option || shown.length <= 1) reset();
      else removeOption(option);
    },
    replyTo: (message) =>
      set({ ...EMPTY_COMPOSER, text: composer().text, caret: composer().caret, reply: message }),
    edit: (message) => {
      const { scene } = getApp().state;
      const text = decodeMentions(message.content, scene?.people ?? [], currentGuild(getApp().state));
      set({ ...EMPTY_COMPOSER, text, caret: text.length, editing: message });
    },
    reset,
  };
  return composing;
}

/** "/ask " with its space, or "/ask Who said that?" pasted whole, opens the command with the rest as its first option. */
function startedCommand(text: string, app: App): CommandDraft | null {
  if (!text.startsWith('/')) return null;
  const typed = text.slice(1).toLowerCase();
  const entry = slashEntries(app.state.commands)
    .filter(({ label, path }) => typed.startsWith(`${label.toLowerCase()} `) || typed.startsWith(`${path} `))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (entry === undefined) return null;
  const used = typed.startsWith(`${entry.label.toLowerCase()} `) ? entry.label.length : entry.path.length;
  return beginCommand(entry, text.slice(used + 2));
}

/** In a list of fixed choices the first is highlighted; where free text is allowed, none is. */
function startOf(draft: CommandDraft): number {
  const option = optionNamed(draft, draft.focused);
  return option !== null && !isAutocompleted(option) ? 0 : NONE_PICKED;
}
