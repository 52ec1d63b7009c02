import { decodeFile } from './decode.ts';
import { readDocument } from './document.ts';
import { readExpansions } from './expansions.ts';
import { hashText } from './hash.ts';
import { annotateSpeech } from './speech/index.ts';
import type {
  Corpus,
  CorpusProblem,
  CorpusResult,
  Document,
  Expansion,
  KnownSilence,
  Sentence,
} from './types.ts';

/** A file as the edge hands it over: its bytes, or why they could not be read. */
export type CorpusFile =
  | { readonly kind: 'file'; readonly file: string; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'problem'; readonly problem: CorpusProblem };

export interface ReadOptions {
  /** Path of the corpus, for the message that it is empty. */
  readonly place: string;
  readonly total: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Files, one at a time → a corpus, or every problem of all of them. */
export function readCorpus(files: Iterable<CorpusFile>, options: ReadOptions): CorpusResult {
  const problems: CorpusProblem[] = [];
  const warnings: CorpusProblem[] = [];
  const read = new Map<
    string,
    { file: string; document: Document; sentences: readonly Sentence[]; version: string }
  >();
  const questionFiles: { file: string; id: string; text: string }[] = [];
  let done = 0;
  for (const entry of files) {
    options.onProgress?.(++done, options.total);
    if (entry.kind === 'problem') {
      problems.push(entry.problem);
      continue;
    }
    const { file, name } = entry;
    const decoded = decodeFile(file, entry.bytes);
    if (decoded.kind === 'problem') {
      problems.push(decoded.problem);
      continue;
    }
    if (name.endsWith('.questions.yaml')) {
      questionFiles.push({ file, id: name.slice(0, -'.questions.yaml'.length), text: decoded.text });
      continue;
    }
    const result = readDocument(file, name, decoded.text);
    if (result.kind === 'problems') {
      problems.push(...result.problems);
      continue;
    }
    warnings.push(...result.warnings);
    const other = read.get(result.document.id);
    if (other) {
      const message = `has the same id "${result.document.id}" as ${other.file}; rename one of them`;
      problems.push({ file, message });
      continue;
    }
    const sentences = annotateSpeech(result.document, result.sentences);
    read.set(result.document.id, {
      file,
      document: result.document,
      sentences,
      version: hashText(decoded.text),
    });
  }
  if (read.size === 0 && problems.length === 0) {
    const message = 'holds no .md or .txt file; put a text into it, or import one with `verbatim add FILE`';
    problems.push({ file: options.place, message });
  }
  const expansions: Expansion[] = [];
  const knownSilences: KnownSilence[] = [];
  for (const { file, id, text } of questionFiles) {
    const source = read.get(id);
    if (!source) {
      warnings.push({
        file,
        message: `belongs to no document: there is no ${id}.md or ${id}.txt; rename or remove it`,
      });
      continue;
    }
    const result = readExpansions(file, text, source.document, source.sentences);
    if (result.kind === 'problems') problems.push(...result.problems);
    else {
      expansions.push(...result.expansions);
      if (result.knownSilence) knownSilences.push(result.knownSilence);
      warnings.push(...result.warnings);
    }
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const sources = [...read.values()];
  const versions = [
    ...sources.map((s) => [s.document.id, s.version]),
    ...questionFiles.map((q) => [q.id, hashText(q.text)]),
  ];
  const corpus: Corpus = {
    documents: sources.map(({ document }) => document),
    sentences: sources.flatMap(({ sentences }) => sentences),
    expansions,
    knownSilences,
    version: hashText(JSON.stringify(versions)),
  };
  return { kind: 'corpus', corpus, warnings };
}
