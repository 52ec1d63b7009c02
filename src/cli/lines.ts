/** A longer line is not kept: memory stays flat whatever is sent. */
export const MAX_LINE_BYTES = 1_000_000;

/** A line of input, or why it is none. Numbers count from 1. */
export type Line =
  | { readonly kind: 'text'; readonly number: number; readonly text: string }
  | { readonly kind: 'problem'; readonly number: number; readonly problem: string };

/**
 * The lines of a byte stream, as they come. Only a line feed ends a line (a carriage return before it is dropped), so
 * that other line separators may stand inside JSON strings. Blank lines are left out, and counted.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array | string>,
  maxBytes = MAX_LINE_BYTES,
): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (rest: Buffer): Line | null => {
    number++;
    const long = size + rest.length > maxBytes;
    const bytes = long ? null : Buffer.concat([...parts, rest]);
    parts = [];
    size = 0;
    return bytes === null
      ? { kind: 'problem', number, problem: `longer than ${maxBytes.toLocaleString('en')} bytes` }
      : decode(bytes, number);
  };
  for await (const chunk of chunks) {
    let rest = Buffer.from(chunk as Uint8Array);
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      const line = take(rest.subarray(0, end));
      if (line) yield line;
      rest = rest.subarray(end + 1);
    }
    size += rest.length;
    if (size <= maxBytes) parts.push(rest);
    else parts = [];
  }
  if (size > 0) {
    const line = take(Buffer.alloc(0));
    if (line) yield line;
  }
}

function decode(bytes: Buffer, number: number): Line | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r$/, '');
    return text.trim() === '' ? null : { kind: 'text', number, text };
  } catch {
    return { kind: 'problem', number, problem: 'not UTF-8' };
  }
}
