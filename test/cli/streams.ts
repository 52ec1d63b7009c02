import { Readable, Writable } from 'node:stream';
import type { ExitCode, Io, Output } from '../../src/cli/io.ts';
import { run } from '../../src/cli/program.ts';
import type { Environment } from '../../src/config.ts';

export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Given {
  readonly stdin?: string | Uint8Array | Iterable<string | Uint8Array> | Readable;
  readonly environment?: Environment;
  /** Columns of a terminal; without them the outputs are no terminal. */
  readonly columns?: number;
}

/** Runs the command on streams of its own. */
export async function runWith(args: readonly string[], given: Given = {}): Promise<Ran> {
  const stdout = collector(given.columns);
  const stderr = collector(given.columns);
  const { stdin = '' } = given;
  const io: Io = {
    stdin: stdin instanceof Readable ? stdin : Readable.from(chunks(stdin)),
    stdout,
    stderr,
    environment: given.environment ?? {},
    now: () => new Date('2026-01-02T03:04:05Z'),
  };
  const exit = await run(args, io);
  return { exit, stdout: stdout.text(), stderr: stderr.text() };
}

function chunks(stdin: string | Uint8Array | Iterable<string | Uint8Array>): Iterable<string | Uint8Array> {
  return typeof stdin === 'string' || stdin instanceof Uint8Array ? [stdin] : stdin;
}

function collector(columns?: number): Output & { text(): string } {
  const parts: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, _encoding, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => parts.join(''), ...(columns && { isTTY: true, columns }) });
}
