import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../config.ts';

/** Where a command reads and writes; a test gives its own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly environment: Environment;
  /** The date that a report bears. */
  readonly now: () => Date;
}

export type Output = Writable & { readonly isTTY?: boolean; readonly columns?: number };

/** What the process ends with. */
export const EXIT = {
  /** Answered or listed. */
  ok: 0,
  failure: 1,
  /** Wrong use: an unknown option, an empty question. */
  usage: 2,
  silent: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a subcommand's action hands its outcome to. */
export type Finish = (exit: Promise<ExitCode>) => Promise<void>;

/** Writes a result and waits while the reader is slower than we are. */
export async function print(io: Io, text: string): Promise<void> {
  if (!io.stdout.write(text)) await once(io.stdout, 'drain');
}

/** One line about what went wrong, and the exit code that goes with it. */
export function fail(io: Io, code: ExitCode, message: string): ExitCode {
  io.stderr.write(`verbatim: ${message}\n`);
  return code;
}

/** JSON on one line that also leaves a terminal alone: control characters past ASCII are escaped. Parsed, it is exact. */
export function toJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
