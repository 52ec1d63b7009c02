import type { Command } from '../src/discord/command.ts';
import { ask } from './ask.ts';

/** Every command there is. Registration, dispatch and tests read this list; a new command is a file and a line here. */
export const COMMANDS: readonly Command[] = [ask];
