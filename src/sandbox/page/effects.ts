import type { App } from './app.ts';

interface Before {
  atEnd: boolean;
}

export interface Effects {
  /** What must be known of the page before it is drawn. */
  before(): Before;
  /** Scrolling and focus, which a drawing alone does not settle. */
  after(app: App, before: Before): void;
}

/** How near to the end, in pixels, counts as reading along. */
const END_MARGIN = 80;
const TEXT = '#composer-text';

export function createEffects(): Effects {
  let channel: string | null = null;
  let target = '';
  let last: string | number | undefined;
  let hadMessages = false;
  let text = '';
  return {
    before: () => {
      const scroll = document.querySelector('#scroll');
      return {
        atEnd: scroll === null || scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < END_MARGIN,
      };
    },
    after: (app, before) => {
      const { state } = app;
      const arrived = state.messages !== null && (!hadMessages || state.channel !== channel);
      const newest = `${state.messages?.at(-1)?.id}/${state.messages?.at(-1)?.edited_timestamp}/${state.sending.length}`;
      if (arrived || (before.atEnd && newest !== last)) scrollToEnd();
      channel = state.channel;
      hadMessages = state.messages !== null;
      last = newest;
      const { key, selector } = focusTarget(app);
      if (key !== target) {
        target = key;
        focusOn(selector);
      }
      if (state.composer.text !== text) placeCaret(state.composer.caret);
      text = state.composer.text;
      growText();
      placeMenu();
      document.querySelector('#suggestions [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
      openDialog();
    },
  };
}

/** The control that a change of state takes the focus to; the focus moves only when `key` changes. */
function focusTarget({ state }: App): { key: string; selector: string } {
  const { draft, reply, editing } = state.composer;
  if (state.modal !== null) return { key: 'modal', selector: 'dialog input, dialog textarea, dialog button' };
  if (state.menu !== null) return { key: `menu ${state.menu.message}`, selector: '.menu [role="menuitem"]' };
  if (draft !== null) {
    const selector = `[data-option="${draft.focused ?? ''}"]`;
    return { key: selector, selector };
  }
  if (reply !== null) return { key: `reply ${reply.id}`, selector: TEXT };
  if (editing !== null) return { key: `edit ${editing.id}`, selector: TEXT };
  return { key: '', selector: '' };
}

/** Back to the text when what had the focus is gone. */
function focusOn(selector: string): void {
  const inside = document.activeElement?.closest('.composer, dialog, .menu');
  if (selector !== '') document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  else if (inside != null || document.activeElement === document.body) {
    document.querySelector<HTMLElement>(TEXT)?.focus({ preventScroll: true });
  }
}

/** New elements take their size a moment later: components draw themselves in a microtask, so the end is sought twice. */
function scrollToEnd(): void {
  const toEnd = () => {
    const scroll = document.querySelector('#scroll');
    if (scroll !== null) scroll.scrollTop = scroll.scrollHeight;
  };
  toEnd();
  requestAnimationFrame(() => requestAnimationFrame(toEnd));
}

/** After a completion the caret stands behind what was put in. */
function placeCaret(caret: number): void {
  const text = document.querySelector<HTMLTextAreaElement>(TEXT);
  if (text !== null && text.selectionStart !== caret) text.setSelectionRange(caret, caret);
}

function growText(): void {
  const text = document.querySelector<HTMLTextAreaElement>(TEXT);
  if (text === null) return;
  text.style.height = 'auto';
  text.style.height = `${text.scrollHeight}px`;
}

/** Keeps the menu inside the window. */
function placeMenu(): void {
  const menu = document.querySelector<HTMLElement>('.menu');
  if (menu === null) return;
  const within = (at: number, size: number, room: number) => Math.max(8, Math.min(at, room - size - 8));
  menu.style.left = `${within(Number(menu.dataset.x), menu.offsetWidth, innerWidth)}px`;
  menu.style.top = `${within(Number(menu.dataset.y), menu.offsetHeight, innerHeight)}px`;
}

function openDialog(): void {
  const dialog = document.querySelector('dialog');
  if (dialog !== null && !dialog.open) dialog.showModal();
}
