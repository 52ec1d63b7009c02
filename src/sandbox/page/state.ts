import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { TYPING_LASTS } from '../limits.ts';
import type { PageLocale, PageRole } from '../page-constants.ts';
import type { PageChannel, PageGuild, PageModal, ServerMessage } from '../page-protocol.ts';
import type { CommandDraft, Problem } from './command-draft.ts';

export type Scene = Extract<ServerMessage, { kind: 'scene' }>;

/** A command on its way to the bot, or one that came to nothing: shown to the sender alone. */
export interface Sending {
  request: number;
  channel: string;
  /** "/ask", or a menu command's name. */
  label: string;
  at: number;
  problem: { reason: 'silent' | 'refused'; text: string } | null;
}

/** A click on its way. */
export interface Busy {
  request: number;
  message: string;
  component: string;
}

export interface Composer {
  text: string;
  caret: number;
  reply: APIMessage | null;
  editing: APIMessage | null;
  draft: CommandDraft | null;
  problem: Problem | null;
  /** The autocompletion that was asked for last; answers to earlier ones come too late. */
  awaiting: { request: number; option: string } | null;
  /** What the bot offered for an option. */
  choices: { option: string; items: { name: string; value: string | number }[] } | null;
  /** The highlighted suggestion; -1 is none. */
  picked: number;
  /** Closed with Escape until something is typed again. */
  closed: boolean;
}

export interface State {
  link: 'connecting' | 'open' | 'lost';
  role: PageRole;
  locale: PageLocale;
  theme: 'light' | 'dark';
  scene: Scene | null;
  channel: string | null;
  /** Of the open channel, oldest first; null until they arrive. */
  messages: APIMessage[] | null;
  commands: APIApplicationCommand[];
  unread: ReadonlySet<string>;
  typing: { channel: string; name: string; until: number } | null;
  sending: readonly Sending[];
  busy: Busy | null;
  /** By message: what to say below its buttons. */
  failures: ReadonlyMap<string, string>;
  modal: PageModal | null;
  modalProblem: string | null;
  notice: string | null;
  menu: { message: string; x: number; y: number } | null;
  drawer: boolean;
  /** The message that Tab stops at. */
  active: string | null;
  composer: Composer;
}

export const EMPTY_COMPOSER: Composer = {
  text: '',
  caret: 0,
  reply: null,
  editing: null,
  draft: null,
  problem: null,
  awaiting: null,
  choices: null,
  picked: 0,
  closed: false,
};

/** No suggestion is highlighted: Enter sends what was typed. */
export const NONE_PICKED = -1;

/** Discord shows that somebody types for ten seconds after the last sign of it. */

export function initialState(settings: Pick<State, 'role' | 'locale' | 'theme'>): State {
  return {
    ...settings,
    link: 'connecting',
    scene: null,
    channel: null,
    messages: null,
    commands: [],
    unread: new Set(),
    typing: null,
    sending: [],
    busy: null,
    failures: new Map(),
    modal: null,
    modalProblem: null,
    notice: null,
    menu: null,
    drawer: false,
    active: null,
    composer: EMPTY_COMPOSER,
  };
}

/** The state after what the server said at `now` (milliseconds). */
export function receive(state: State, message: ServerMessage, now: number): State {
  switch (message.kind) {
    case 'scene': {
      const still = findChannel(message.guilds, state.channel);
      return {
        ...state,
        scene: message,
        channel: (still ?? firstChannel(message.guilds))?.id ?? null,
        messages: still === null ? null : state.messages,
      };
    }
    case 'channel':
      if (message.channel !== state.channel) return state;
      return {
        ...state,
        messages: message.messages,
        commands: message.commands,
        unread: without(state.unread, message.channel),
      };
    case 'created':
      return created(state, message.message);
    case 'updated':
      return {
        ...state,
        messages:
          state.messages?.map((known) => (known.id === message.message.id ? message.message : known)) ?? null,
      };
    case 'deleted':
      return {
        ...state,
        messages: state.messages?.filter(({ id }) => id !== message.message) ?? null,
        menu: state.menu?.message === message.message ? null : state.menu,
      };
    case 'typing': {
      const name = message.user.global_name ?? message.user.username;
      return { ...state, typing: { channel: message.channel, name, until: now + TYPING_LASTS } };
    }
    case 'modal':
      return { ...state, modal: message.modal, modalProblem: null };
    case 'choices': {
      const { awaiting } = state.composer;
      if (awaiting?.request !== message.request) return state;
      const choices = { option: awaiting.option, items: message.choices };
      return { ...state, composer: { ...state.composer, awaiting: null, choices, picked: NONE_PICKED } };
    }
    case 'settled':
      return settled(state, message.request);
    case 'failed':
      return failed(state, message);
    default:
      return message satisfies never;
  }
}

export function currentChannel(state: State): PageChannel | null {
  return findChannel(state.scene?.guilds ?? [], state.channel);
}

export function currentGuild(state: State): PageGuild | null {
  return state.scene?.guilds.find(({ channels }) => channels.some(({ id }) => id === state.channel)) ?? null;
}

function created(state: State, message: APIMessage): State {
  const typing = state.typing?.channel === message.channel_id ? null : state.typing;
  if (message.channel_id !== state.channel) {
    return { ...state, typing, unread: new Set([...state.unread, message.channel_id]) };
  }
  const others = (state.messages ?? []).filter(({ id }) => id !== message.id);
  return { ...state, typing, messages: [...others, message] };
}

function settled(state: State, request: number): State {
  return {
    ...state,
    sending: state.sending.filter((sending) => sending.request !== request),
    busy: state.busy?.request === request ? null : state.busy,
  };
}

function failed(state: State, failure: Extract<ServerMessage, { kind: 'failed' }>): State {
  const { request, reason, problem } = failure;
  if (state.busy?.request === request) {
    const failures = new Map(state.failures).set(state.busy.message, reason === 'refused' ? problem : '');
    return { ...state, busy: null, failures };
  }
  if (state.sending.some((sending) => sending.request === request)) {
    return {
      ...state,
      sending: state.sending.map((sending) =>
        sending.request === request ? { ...sending, problem: { reason, text: problem } } : sending,
      ),
    };
  }
  if (state.modal !== null) return { ...state, modalProblem: problem };
  return { ...state, notice: problem };
}

function findChannel(guilds: readonly PageGuild[], id: string | null): PageChannel | null {
  return guilds.flatMap(({ channels }) => channels).find((channel) => channel.id === id) ?? null;
}

function firstChannel(guilds: readonly PageGuild[]): PageChannel | null {
  const channels = guilds.flatMap((guild) => guild.channels);
  return channels.find(({ kind, canWrite }) => kind === 'text' && canWrite) ?? channels[0] ?? null;
}

function without<Value>(values: ReadonlySet<Value>, value: Value): ReadonlySet<Value> {
  return new Set([...values].filter((other) => other !== value));
}
