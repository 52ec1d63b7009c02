import {
  type CommandEntry,
  fixedChoices,
  isAutocompleted,
  matchEntries,
  optionLabel,
  optionNamed,
  slashEntries,
} from './command-draft.ts';
import { matchPeople, mentionAt } from './mentions.ts';
import { currentGuild, type State } from './state.ts';
import type { Say } from './words.ts';

/** A line of the list above the composer. */
export interface Suggestion {
  label: string;
  detail: string;
  action:
    | { kind: 'command'; entry: CommandEntry }
    | { kind: 'mention'; name: string; start: number }
    | { kind: 'value'; option: string; text: string; value: string | number | boolean };
}

export interface SuggestionList {
  title: string;
  items: Suggestion[];
}

/** Most lines that the list shows at once. */
const SUGGESTION_LIMIT = 25;

/** What the list above the composer shows now: commands, people, or an option's choices; null when nothing does. */
export function suggestionsFor(state: State, say: Say): SuggestionList | null {
  const { composer } = state;
  if (composer.closed || state.scene === null) return null;
  const list = composer.draft === null ? forText(state, say) : forOption(state, say);
  return list === null || list.items.length === 0
    ? null
    : { ...list, items: list.items.slice(0, SUGGESTION_LIMIT) };
}

function forText(state: State, say: Say): SuggestionList | null {
  const { text, caret, editing } = state.composer;
  const slash = /^\/([^\s/]*(?: [^\s/]*)?)$/.exec(text);
  if (slash !== null && editing === null) {
    const entries = matchEntries(slashEntries(state.commands), slash[1] ?? '');
    return {
      title: say('commands'),
      items: entries.map((entry) => ({
        label: `/${entry.label}`,
        detail: entry.description,
        action: { kind: 'command', entry },
      })),
    };
  }
  const mention = mentionAt(text, caret);
  if (mention === null) return null;
  return {
    title: say('people'),
    items: matchPeople(state.scene?.people ?? [], mention.typed).map(({ name, kind }) => ({
      label: `@${name}`,
      detail: kind === 'bot' ? say('app') : '',
      action: { kind: 'mention', name, start: mention.start },
    })),
  };
}

function forOption(state: State, say: Say): SuggestionList | null {
  const { draft, choices } = state.composer;
  const option = draft === null ? null : optionNamed(draft, draft.focused);
  if (draft === null || option === null) return null;
  const { text = '', value } = draft.fields[option.name] ?? {};
  const title = say('choices', { option: optionLabel(option) });
  const line = (label: string, chosen: string | number | boolean): Suggestion => ({
    label,
    detail: '',
    action: { kind: 'value', option: option.name, text: label, value: chosen },
  });
  if (value !== undefined) return null;
  if (isAutocompleted(option)) {
    if (choices?.option !== option.name) return null;
    return { title, items: choices.items.map((choice) => line(choice.name, choice.value)) };
  }
  const context = {
    people: state.scene?.people ?? [],
    guild: currentGuild(state),
    yes: say('yes'),
    no: say('no'),
  };
  const fixed = fixedChoices(option, text, context);
  return fixed === null ? null : { title, items: fixed.map((choice) => line(choice.label, choice.value)) };
}
