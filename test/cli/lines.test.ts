import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES, readLines } from '../../src/cli/lines.ts';

async function linesOf(chunks: Iterable<Uint8Array>) {
  const lines = [];
  for await (const line of readLines(asStream(chunks))) lines.push(line);
  return lines;
}

async function* asStream(chunks: Iterable<Uint8Array>) {
  yield* chunks;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('readLines', () => {
  it('gives lines with their numbers, drops carriage returns and leaves out blank lines', async () => {
    expect(await linesOf([bytes('one\r\n\n  \nfour')])).toEqual([
      { kind: 'text', number: 1, text: 'one' },
      { kind: 'text', number: 4, text: 'four' },
    ]);
  });

  it('gives the same lines however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 40 })), async (text, cuts) => {
        const whole = bytes(text);
        const edges = [...new Set([0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length])];
        edges.sort((a, b) => a - b);
        const pieces = edges.slice(1).map((edge, i) => whole.subarray(edges[i]!, edge));
        expect(await linesOf(pieces)).toEqual(await linesOf([whole]));
      }),
    );
  });

  it('keeps other line separators inside a line', async () => {
    expect(await linesOf([bytes('a\u2028b\u0085c\rd\n')])).toEqual([
      { kind: 'text', number: 1, text: 'a\u2028b\u0085c\rd' },
    ]);
  });

  it('names a line that is not UTF-8 and goes on', async () => {
    expect(await linesOf([Uint8Array.of(0xff, 0xfe, 0x0a), bytes('next\n')])).toEqual([
      { kind: 'problem', number: 1, problem: 'not UTF-8' },
      { kind: 'text', number: 2, text: 'next' },
    ]);
  });

  it('drops a line that is too long and goes on', async () => {
    const piece = bytes('x'.repeat(300_000));
    const lines = await linesOf([piece, piece, piece, piece, bytes('\nnext')]);
    expect(lines).toEqual([
      { kind: 'problem', number: 1, problem: expect.stringMatching(/^longer than 1,000,000 bytes/) },
      { kind: 'text', number: 2, text: 'next' },
    ]);
    expect(4 * piece.length).toBeGreaterThan(MAX_LINE_BYTES);
  });
});
