import type { CorpusProblem } from './types.ts';

/** Largest file read as a source: several times a long novel. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: CorpusProblem };

/** Bytes of a file → its text without byte order mark, or what is wrong with them and on which line. */
export function decodeFile(file: string, bytes: Uint8Array): Decoded {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfBadByte(bytes);
    return problem(file, line, 'is not UTF-8; save it as UTF-8 (in most editors: Save As, Encoding)');
  }
  const control = /[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.exec(text);
  if (control) {
    const code = control[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    const line = lineAt(text, control.index);
    return problem(file, line, `contains the control character U+${code}; remove it`);
  }
  return { kind: 'text', text };
}

/** Line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n?|\n/).length;
}

function lineOfBadByte(bytes: Uint8Array): number {
  // What decodes without failing, by halves: the longest good prefix ends before the bad byte.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  let line = 1;
  for (let at = 0; at < good; at++) if (bytes[at] === 0x0a) line++;
  return line;
}

function problem(file: string, line: number, message: string): Decoded {
  return { kind: 'problem', problem: { file, line, message } };
}
