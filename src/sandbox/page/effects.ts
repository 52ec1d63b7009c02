import type { App } from './app.ts';

export interface Effects {
  /** Scrolling and focus, which a drawing alone does not settle. */
  after(app: App): void;
}

/** How near to the end, in pixels, counts as reading along. */
const END_MARGIN = 80;
const TEXT = '#composer-text';

export function createEffects(): Effects {
  let shown = '';
  let lastSent = 0;
  let target = '';
  let text = '';
  const follow = createFollowing();
  return {
    after: (app) => {
      const { state } = app;
      const list = document.querySelector<HTMLElement>('#scroll');
      if (list !== null) follow.watch(list);
      const opened = `${state.channel} ${state.messages !== null}`;
      const sent = state.sending.at(-1)?.at ?? 0;
      if (opened !== shown || sent > lastSent) follow.toEnd();
      shown = opened;
      lastSent = sent;
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

/**
 * Keeps the end of the list in sight for who reads along: messages take their size only after they were drawn, and
 * change it when they are edited. Whoever scrolled up is left where they are.
 */
function createFollowing() {
  let watched: HTMLElement | null = null;
  let atEnd = true;
  const toEnd = () => {
    atEnd = true;
    if (watched !== null) watched.scrollTop = watched.scrollHeight;
  };
  const sizes = new ResizeObserver(() => atEnd && toEnd());
  return {
    toEnd,
    watch: (list: HTMLElement) => {
      if (list === watched) return;
      watched = list;
      sizes.disconnect();
      for (const part of [list, ...list.children]) sizes.observe(part);
      let top = list.scrollTop;
      list.addEventListener('scroll', () => {
        // What grows below moves the end away without anybody having scrolled: only the way up leaves it.
        const isNear = list.scrollHeight - list.scrollTop - list.clientHeight < END_MARGIN;
        if (isNear) atEnd = true;
        else if (list.scrollTop < top) atEnd = false;
        top = list.scrollTop;
      });
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
