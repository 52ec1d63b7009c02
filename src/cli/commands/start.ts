import type { Command } from 'commander';
import { EXIT, type ExitCode, type Finish, type Io } from '../io.ts';

export function defineStart(program: Command, _io: Io, finish: Finish): void {
  program
    .command('start')
    .summary('run the bot; with no token, the sandbox')
    .description('Runs the bot as the environment and .env configure it; with no DISCORD_TOKEN, the sandbox.')
    .action(() => finish(start()));
}

/** Hands over to the bot, which goes on until it is told to stop and then sets its own exit code. */
async function start(): Promise<ExitCode> {
  await import('../../main.ts');
  return process.exitCode === undefined ? EXIT.ok : (Number(process.exitCode) as ExitCode);
}
