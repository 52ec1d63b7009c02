import { Command, CommanderError } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { defineAdd } from './commands/add.ts';
import { defineAsk } from './commands/ask.ts';
import { defineCheck } from './commands/check.ts';
import { defineEval } from './commands/eval.ts';
import { defineQuotes } from './commands/quotes.ts';
import { defineRegister } from './commands/register.ts';
import { defineSentences } from './commands/sentences.ts';
import { defineStart } from './commands/start.ts';
import { defineSummary } from './commands/summary.ts';
import { defineTeach } from './commands/teach.ts';
import { EXIT, type ExitCode, type Io } from './io.ts';

/** Runs the `verbatim` command with the arguments after its name; resolves to the exit code, never rejects for wrong use. */
export async function run(args: readonly string[], io: Io): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const finish = async (code: Promise<ExitCode>) => {
    exit = await code;
  };
  // A subcommand copies these settings when it is defined.
  const program = new Command('verbatim')
    .description(packageFile.description)
    .version(packageFile.version)
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      outputError: (text, write) => write(`verbatim: ${errorLine(text)}\n`),
    });
  for (const define of [
    defineAsk,
    defineSentences,
    defineSummary,
    defineQuotes,
    defineCheck,
    defineAdd,
    defineTeach,
    defineRegister,
    defineEval,
    defineStart,
  ])
    define(program, io, finish);
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return exit;
}

/** Commander's message on one line: "error: unknown option '--x'\n(Did you mean --y?)". */
function errorLine(text: string): string {
  return text
    .replace(/^error: /, '')
    .trim()
    .replace(/\s+/g, ' ');
}
