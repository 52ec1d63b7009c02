import type { Command } from '../src/discord/command.ts';
import { ask } from './ask.ts';
import { checkQuotes } from './check-quotes.ts';
import { digest } from './digest.ts';
import { findTheSource } from './find-the-source.ts';
import { help } from './help.ts';
import { passage } from './passage.ts';
import { positions } from './positions.ts';
import { privacy } from './privacy.ts';
import { quote } from './quote.ts';
import { sources } from './sources.ts';
import { summary } from './summary.ts';

/** Every command there is. Registration, dispatch and tests read this list; a new command is a file and a line here. */
export const COMMANDS: readonly Command[] = [
  ask,
  quote,
  passage,
  sources,
  help,
  privacy,
  findTheSource,
  checkQuotes,
  summary,
  positions,
  digest,
];
