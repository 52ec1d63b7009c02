import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { hashText } from './hash.ts';
import type { CorpusResult, Document, Sentence } from './types.ts';

// Interim reader: one paragraph a line, Intl.Segmenter for sentences. Replaced by the real one.
export function loadCorpus(path: string): CorpusResult {
  const files = statSync(path).isDirectory()
    ? readdirSync(path)
        .filter((f) => /\.(md|txt)$/.test(f))
        .sort()
        .map((f) => join(path, f))
    : [path];
  const documents: Document[] = [];
  const sentences: Sentence[] = [];
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  for (const file of files) {
    const raw = readFileSync(file, 'utf8');
    const front = /^---\n([\s\S]*?)\n---\n/.exec(raw);
    const meta = front ? parse(front[1]!) : {};
    const text = front ? raw.slice(front[0].length) : raw;
    const id = basename(file).replace(/\.(md|txt)$/, '');
    documents.push({ id, title: id, language: 'en', ...meta, text, hash: hashText(text) });
    let ordinal = 0;
    let paragraph = 0;
    let offset = 0;
    for (const line of text.split('\n')) {
      if (line.trim()) {
        paragraph++;
        for (const { segment, index } of segmenter.segment(line)) {
          const start = offset + index + (segment.length - segment.trimStart().length);
          const end = start + segment.trim().length;
          sentences.push({
            document: id,
            ordinal: ++ordinal,
            paragraph,
            start,
            end,
            voice: 'narrator',
            speaker: null,
          });
        }
      }
      offset += line.length + 1;
    }
  }
  return {
    kind: 'corpus',
    corpus: {
      documents,
      sentences,
      expansions: [],
      knownSilences: [],
      version: hashText(documents.map((d) => d.hash).join()),
    },
    warnings: [],
  };
}
