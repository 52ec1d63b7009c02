import type { Command } from 'commander';
import { corpusPath } from '../../config.ts';
import { problemLine, readCorpusFiles } from '../corpus.ts';
import { count, displayFor } from '../display.ts';
import { EXIT, type ExitCode, type Finish, type Io, print, toJson } from '../io.ts';

interface Options {
  readonly json?: true;
}

export function defineCheck(program: Command, io: Io, finish: Finish): void {
  program
    .command('check')
    .summary('validate a corpus')
    .description(
      'Reads a corpus and lists every problem with its file and line. Exit code 1 where there is one.',
    )
    .argument('[path]', 'a folder of .md and .txt files, or one file')
    .option('--json', 'one JSON object {documents, sentences, problems, warnings}')
    .action((path: string | undefined, options: Options) => finish(check(io, path, options)));
}

async function check(io: Io, path: string | undefined, options: Options): Promise<ExitCode> {
  const result = readCorpusFiles(io, path ?? corpusPath(io.environment));
  const problems = result.kind === 'problems' ? result.problems : [];
  const warnings = result.kind === 'corpus' ? result.warnings : [];
  const documents = result.kind === 'corpus' ? result.corpus.documents.length : 0;
  const sentences = result.kind === 'corpus' ? result.corpus.sentences.length : 0;
  const exit = problems.length > 0 ? EXIT.failure : EXIT.ok;
  if (options.json) {
    await print(io, `${toJson({ documents, sentences, problems, warnings })}\n`);
    return exit;
  }
  const display = displayFor(io);
  for (const problem of problems) await print(io, `${problemLine(problem)}\n`);
  for (const warning of warnings) await print(io, `${display.warn('warning')} ${problemLine(warning)}\n`);
  const found = problems.length > 0 ? display.warn(count(problems.length, 'problem')) : 'no problems';
  const read =
    result.kind === 'corpus' ? `${count(documents, 'document')}, ${count(sentences, 'sentence')}, ` : '';
  const warned = warnings.length > 0 ? `, ${count(warnings.length, 'warning')}` : '';
  await print(io, `${read}${found}${warned}\n`);
  return exit;
}
