import type { APIMessage } from 'discord-api-types/v10';
import type { PageLocale, PageRole } from '../page-constants.ts';
import type { ClientMessage, ServerMessage } from '../page-protocol.ts';
import { beginCommand, type OptionValues, slashEntries } from './command-draft.ts';
import { type Composing, createComposing } from './composing.ts';
import { connect } from './connection.ts';
import { currentChannel, initialState, receive, type State } from './state.ts';
import { type Say, speaker } from './words.ts';

/** The page's state and everything that a person can do to it. Views read it and call it. */
export interface App {
  readonly state: State;
  readonly say: Say;
  readonly composing: Composing;
  change(part: Partial<State>): void;
  enter(settings: { role?: PageRole; locale?: PageLocale }): void;
  setTheme(theme: State['theme']): void;
  openChannel(id: string): void;
  /** Sends a member's message; false when there is no connection. */
  sendText(content: string, target?: { reply?: APIMessage | null; editing?: APIMessage | null }): boolean;
  sendCommand(path: string, label: string, options: OptionValues): boolean;
  /** Asks an example question the shortest way that the channel has. */
  askExample(question: string): void;
  messageMenu(name: string, label: string, message: APIMessage): void;
  click(message: APIMessage, button: string): void;
  select(message: APIMessage, menu: string, values: string[]): void;
  submitModal(values: Record<string, string>): void;
  deleteMessage(message: APIMessage): void;
  dismiss(message: APIMessage): void;
  dropSending(request: number): void;
  /** Asks the bot for choices. */
  autocomplete(name: string, options: OptionValues, focused: string): number;
}

export interface Settings {
  role: PageRole;
  locale: PageLocale;
  theme: State['theme'];
}

/** Like `Omit`, for each member of a union by itself. */
type Without<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never;
type Request = Without<Extract<ClientMessage, { request: number }>, 'request'>;

/** Starts the page: `draw` is called after every change, `remember` when a setting is changed. */
export function createApp(
  settings: Settings,
  draw: (app: App) => void,
  remember: (settings: Settings) => void,
): App {
  let state = initialState(settings);
  let say = speaker(settings.locale);
  let nextRequest = 1;
  const change = (part: Partial<State>) => {
    state = { ...state, ...part };
    draw(app);
  };
  const connection = connect({
    opened: () => {
      change({ link: 'open' });
      connection.send({ kind: 'enter', role: state.role, locale: state.locale });
    },
    lost: () => change({ link: 'lost', busy: null }),
    received: (message) => {
      state = receive(state, message, Date.now());
      if (needsChannel(message, state)) connection.send({ kind: 'open', channel: state.channel! });
      if (message.kind === 'typing') setTimeout(() => draw(app), state.typing!.until - Date.now());
      draw(app);
    },
  });
  /** Sends a request and returns its number; null when there is no connection, which the reader is told. */
  const request = (message: Request): number | null => {
    const number = nextRequest++;
    if (connection.send({ ...message, request: number } as ClientMessage)) {
      if (state.notice !== null) change({ notice: null });
      return number;
    }
    change({ notice: say('offline') });
    return null;
  };
  const interact = (label: string, message: Request): boolean => {
    const channel = state.channel;
    const number = request(message);
    if (number === null || channel === null) return false;
    const sending = { request: number, channel, label, at: Date.now(), problem: null };
    change({ sending: [...state.sending, sending] });
    return true;
  };
  const clickOn = (message: APIMessage, component: string, sent: Request) => {
    if (state.busy !== null) return;
    const number = request(sent);
    if (number === null) return;
    const failures = new Map(state.failures);
    failures.delete(message.id);
    change({ busy: { request: number, message: message.id, component }, failures });
  };

  const app: App = {
    get state() {
      return state;
    },
    get say() {
      return say;
    },
    composing: createComposing(() => app),
    change,
    enter: ({ role = state.role, locale = state.locale }) => {
      const fresh = initialState({ role, locale, theme: state.theme });
      say = speaker(locale);
      state = { ...fresh, link: state.link, channel: state.channel };
      remember({ role, locale, theme: state.theme });
      connection.send({ kind: 'enter', role, locale });
      draw(app);
    },
    setTheme: (theme) => {
      remember({ role: state.role, locale: state.locale, theme });
      change({ theme });
    },
    openChannel: (channel) => {
      const { link, role, locale, theme, scene, unread, sending } = state;
      state = { ...initialState({ role, locale, theme }), link, scene, unread, sending, channel };
      connection.send({ kind: 'open', channel });
      draw(app);
    },
    sendText: (content, { reply = null, editing = null } = {}) => {
      if (state.channel === null) return false;
      const { channel } = state;
      if (editing !== null) return request({ kind: 'edit', message: place(editing), content }) !== null;
      if (reply !== null) return request({ kind: 'reply', message: place(reply), content }) !== null;
      return request({ kind: 'say', channel, content }) !== null;
    },
    sendCommand: (path, label, options) =>
      state.channel !== null &&
      interact(`/${label}`, { kind: 'slash', channel: state.channel, name: path, options }),
    askExample: (question) => {
      const asking = slashEntries(state.commands).find(
        ({ options }) => options.filter(({ required }) => required).length === 1 && options[0]?.type === 3,
      );
      const ask = slashEntries(state.commands).find(({ path }) => path === 'ask') ?? asking;
      const direct = currentChannel(state)?.kind === 'direct';
      if (ask === undefined || direct) {
        app.sendText(direct ? question : `<@${state.scene?.bot.id ?? ''}> ${question}`);
        return;
      }
      const { focused } = beginCommand(ask);
      if (focused !== null) app.sendCommand(ask.path, ask.label, { [focused]: question });
    },
    messageMenu: (name, label, message) => {
      interact(label, { kind: 'menu', name, message: place(message) });
    },
    click: (message, button) => clickOn(message, button, { kind: 'click', message: place(message), button }),
    select: (message, menu, values) =>
      clickOn(message, menu, { kind: 'select', message: place(message), menu, values }),
    submitModal: (values) => {
      if (state.modal === null) return;
      const { id: modal, data } = state.modal;
      if (interact(data.title, { kind: 'submit', modal, values }))
        change({ modal: null, modalProblem: null });
    },
    deleteMessage: (message) => {
      request({ kind: 'delete', message: place(message) });
    },
    dismiss: (message) => {
      connection.send({ kind: 'dismiss', message: place(message) });
      state = receive(
        state,
        { kind: 'deleted', channel: message.channel_id, message: message.id },
        Date.now(),
      );
      draw(app);
    },
    dropSending: (number) =>
      change({ sending: state.sending.filter((sending) => sending.request !== number) }),
    autocomplete: (name, options, focused) =>
      (state.channel !== null &&
        request({ kind: 'autocomplete', channel: state.channel, name, options, focused })) ||
      0,
  };
  return app;
}

/** After a scene the open channel is read anew: after a reconnect, a change of role or of commands. */
function needsChannel(message: ServerMessage, state: State): boolean {
  return message.kind === 'scene' && state.channel !== null;
}

function place({ id, channel_id }: APIMessage) {
  return { id, channel_id };
}
