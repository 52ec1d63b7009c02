import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { createQuoteChecker, MAX_CHECKED_CHARACTERS } from '../../quotes/checker.ts';
import { indexCorpus, openCorpus } from '../corpus.ts';
import { displayFor, neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { findingsText } from '../quote-wording.ts';

interface Options {
  readonly corpus?: string;
  readonly json?: true;
}

export function defineQuotes(program: Command, io: Io, finish: Finish): void {
  program
    .command('quotes')
    .summary('compare the quotations in a text with the sources')
    .description(
      'Looks up every quotation in a text, and every block quote in it, and says of each what stands in the sources:\n' +
        'exact, altered (with the words that differ), spliced from several sentences, given to another speaker, or absent.\n' +
        'It says nothing about what is true. Exit codes: 0 listed, 2 wrong use, 1 failure.',
    )
    .argument('[file]', 'the text; standard input when left out')
    .option('--corpus <path>', 'a folder of .md and .txt files, or one file')
    .option('--json', 'one JSON object {findings}')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  verbatim quotes draft.txt\n' +
        "  echo 'Meloni said: “There are concrete timelines”' | verbatim quotes --json",
    )
    .action((file: string | undefined, options: Options) => finish(quotes(io, file, options)));
}

async function quotes(io: Io, file: string | undefined, options: Options): Promise<ExitCode> {
  const read = await readText(io, file);
  if ('problem' in read) return fail(io, EXIT.failure, neutralise(read.problem));
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  if (read.text.length > MAX_CHECKED_CHARACTERS)
    io.stderr.write(
      `verbatim: only the first ${MAX_CHECKED_CHARACTERS.toLocaleString('en')} characters are checked\n`,
    );
  const index = indexCorpus(io, corpus);
  const findings = createQuoteChecker(index)(read.text);
  await print(io, options.json ? `${toJson({ findings })}\n` : findingsText(displayFor(io), index, findings));
  return EXIT.ok;
}

async function readText(io: Io, file: string | undefined): Promise<{ text: string } | { problem: string }> {
  const name = file ?? 'standard input';
  try {
    if (file === undefined && io.stdin.isTTY)
      io.stderr.write('Reading the text from the terminal; Ctrl-D ends it.\n');
    const bytes = file === undefined ? await readAll(io.stdin) : readFileSync(file);
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return { problem: `${name}: is not UTF-8 text` };
    return {
      problem: `${name}: ${code === 'ENOENT' ? 'does not exist' : `cannot be read (${code ?? message})`}`,
    };
  }
}

async function readAll(stream: AsyncIterable<Uint8Array | string>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
