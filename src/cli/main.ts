#!/usr/bin/env node
import { createRedactor } from '../log.ts';
import { EXIT, fail, type Io } from './io.ts';
import { run } from './program.ts';

const io: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  now: () => new Date(),
};

// A reader that has seen enough (`verbatim sentences | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(
    error.code === 'EPIPE' ? EXIT.ok : fail(io, EXIT.failure, `cannot write the result: ${error.message}`),
  );
});
process.stderr.on('error', () => {});

try {
  process.exitCode = await run(process.argv.slice(2), io);
} catch (error) {
  process.exitCode = fail(io, EXIT.failure, explain(error));
}

/** A defect on one line; the stack only for who asks for it. */
function explain(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const redact = createRedactor([]);
  if (process.env.LOG_LEVEL === 'debug' || process.env.LOG_LEVEL === 'trace') return redact(stack ?? message);
  return redact(`${message.split('\n')[0]} (LOG_LEVEL=debug shows where)`);
}
