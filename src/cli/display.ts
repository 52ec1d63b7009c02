import picocolors from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import type { Io, Output } from './io.ts';

/** How text is put on one output: its colours and its width. */
export interface Display {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly warn: (text: string) => string;
  /** Breaks a text at the output's width and indents every line of it. */
  readonly wrap: (text: string, indent?: number) => string;
}

/** Longer lines are hard to read, however wide the terminal. */
const MAX_WIDTH = 100;
const MIN_WIDTH = 20;

/** Colours and line breaks on a terminal, neither elsewhere; no colours with `NO_COLOR` or on a dumb terminal. */
export function displayFor(io: Io, output: Output = io.stdout): Display {
  const { NO_COLOR: noColour, TERM: terminal } = io.environment;
  const colours = picocolors.createColors(Boolean(output.isTTY) && !noColour && terminal !== 'dumb');
  const width = output.isTTY ? Math.max(MIN_WIDTH, Math.min(output.columns || 80, MAX_WIDTH)) : null;
  return {
    bold: colours.bold,
    dim: colours.dim,
    accent: colours.cyan,
    warn: colours.yellow,
    wrap: (text, indent = 0) => {
      const margin = ' '.repeat(indent);
      const lines = width === null ? text : wrapAnsi(text, width - indent, { hard: true });
      return lines.replace(/^(?=.)/gm, margin);
    },
  };
}

/**
 * A source's or an asker's text made safe to show: line breaks and tabs become spaces, and what would steer the
 * terminal (escape sequences, control characters, overrides of the writing direction) becomes visible.
 */
export function neutralise(text: string): string {
  return stripTabs(text).replace(CONTROL, (character) => {
    const code = character.codePointAt(0)!;
    if (code < 0x20) return String.fromCodePoint(0x2400 + code);
    if (code === 0x7f) return '\u2421';
    return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

function stripTabs(text: string): string {
  return text.replace(/\s+/g, (space) => (/[\n\r\t\u2028\u2029]/.test(space) ? ' ' : space));
}

/** A count with its noun: "1 document", "2 documents". */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
