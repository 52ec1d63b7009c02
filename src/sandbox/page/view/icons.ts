import { html, svg, type TemplateResult } from 'lit';

const PATHS = {
  channel: 'M9 3 7 21M17 3l-2 18M4 8h17M3 16h17',
  thread: 'M8 3 6 17M15 3l-1 8M3 8h16M3 13h8M13 15v4a2 2 0 0 0 2 2h6M18 18l3 3-3 3',
  direct: 'M4 5h16v11H9l-5 4z',
  menu: 'M4 6h16M4 12h16M4 18h16',
  reply: 'M10 6 4 12l6 6M4 12h9a7 7 0 0 1 7 7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6 6 18',
  send: 'M4 12 20 4l-4 16-5-6zM11 14l9-10',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.500 17.500 19 19M19 5l-1.500 1.500M6.500 17.500 5 19',
  moon: 'M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z',
  eye: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  warning: 'M12 4 2.500 20h19zM12 10v4M12 17h.01',
  plus: 'M12 5v14M5 12h14',
} as const;

/** A small line drawing in the text's colour; what it means is said by the text beside it or the button's label. */
export function icon(name: keyof typeof PATHS): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${PATHS[name]} />`}</svg>`;
}
