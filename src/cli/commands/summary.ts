import { type Command, InvalidArgumentError } from 'commander';
import type { SearchIndex } from '../../search/index.ts';
import { type GivenSummary, type Summary, summarize } from '../../summary/summarize.ts';
import { indexCorpus, openCorpus, sourceProblem } from '../corpus.ts';
import { count, type Display, displayFor, neutralise } from '../display.ts';
import { EXIT, type ExitCode, type Finish, fail, type Io, print, toJson } from '../io.ts';
import { missingLine, passageText } from '../wording.ts';

interface Options {
  readonly source?: string;
  readonly sentences: number;
  readonly focus?: string;
  readonly corpus?: string;
  readonly json?: true;
}

/** Sentences where none are asked for. */
const SENTENCES = 5;

export function defineSummary(program: Command, io: Io, finish: Finish): void {
  program
    .command('summary')
    .summary('summarise a text by its own sentences')
    .description(
      'Gives the sentences that summarise a document: whole, in its order, each with its speaker and place.\n' +
        'Exit codes: 0 summarised, 3 nothing bears on the focus, 2 wrong use, 1 failure.',
    )
    .option('--source <id>', 'the document; may be left out where there is one')
    .option('--sentences <number>', 'sentences wanted; all where the text has no more', parseCount, SENTENCES)
    .option('--focus <text>', 'a topic that the summary turns to')
    .option('--corpus <path>', 'a folder of .md and .txt files, or one file')
    .option('--json', 'one JSON object {document, version, passages, sentences, characters, share}')
    .addHelpText(
      'after',
      '\nExamples:\n' +
        '  verbatim summary --sentences 3\n' +
        '  verbatim summary --focus "security guarantees" --json',
    )
    .action((options: Options) => finish(summary(io, options)));
}

async function summary(io: Io, options: Options): Promise<ExitCode> {
  const { source, sentences, focus } = options;
  if (focus !== undefined && !/[\p{L}\p{N}]/u.test(focus))
    return fail(io, EXIT.usage, '--focus has no word in it; give a topic, as in: --focus "border controls"');
  const corpus = openCorpus(io, options.corpus);
  if (corpus === null) return EXIT.failure;
  const unknown = sourceProblem(corpus, source);
  if (unknown !== null) return fail(io, EXIT.usage, unknown);
  const index = indexCorpus(io, corpus);
  const summarized = summarize(index, {
    ...(source !== undefined && { source }),
    ...(focus !== undefined && { focus }),
    budget: { sentences, characters: Number.POSITIVE_INFINITY },
    fill: true,
  });
  switch (summarized.kind) {
    case 'invalid':
      return fail(
        io,
        EXIT.usage,
        `${neutralise(summarized.problem)}, as in: --source ${neutralise(corpus.documents[0]!.id)}`,
      );
    case 'silent':
      await print(
        io,
        options.json
          ? `${toJson({ passages: [], missing: summarized.missing })}\n`
          : silence(displayFor(io), summarized),
      );
      return EXIT.silent;
    case 'summary':
    case 'whole':
      await print(io, options.json ? `${jsonOf(summarized)}\n` : textOf(displayFor(io), index, summarized));
      return EXIT.ok;
    default:
      return summarized satisfies never;
  }
}

function jsonOf({ document, passages, sentences, characters, share }: GivenSummary): string {
  return toJson({ document: document.id, version: document.hash, passages, sentences, characters, share });
}

function textOf(display: Display, index: SearchIndex, summarized: GivenSummary): string {
  const { document, passages, sentences, share } = summarized;
  const part =
    passages.length === sentences
      ? `The whole text, ${count(sentences, 'sentence')}: there is nothing to shorten.`
      : `${passages.length} of ${count(sentences, 'sentence')}, ${Math.round(share * 100)} % of the text, taken from it word for word.`;
  const head = `${neutralise(document.title)} · version ${document.hash.slice(0, 12)}`;
  return [
    display.dim(display.wrap(head)),
    display.dim(display.wrap(part)),
    '',
    passages.map((passage) => passageText(display, index, passage)).join('\n'),
  ].join('\n');
}

function silence(display: Display, { missing }: Extract<Summary, { kind: 'silent' }>): string {
  const lines = [display.warn('Nothing in the text bears on this.'), ...missingLine(display, missing)];
  return `${lines.join('\n')}\n`;
}

function parseCount(value: string): number {
  if (!/^[1-9]\d{0,5}$/.test(value)) throw new InvalidArgumentError('Give a whole number from 1.');
  return Number(value);
}
