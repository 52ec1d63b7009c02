/**
 * How many gold answer spans coincide exactly with one of our sentences.
 * Use: npx tsx bench/sentences.ts [--misses] FILE.jsonl… — question files with whole sentences as answers.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readSentences } from '../src/corpus/document.ts';

interface Line {
  document: string;
  text: string;
  questions: { answers: [number, number][] }[];
}

const showMisses = process.argv.includes('--misses');
for (const file of process.argv.slice(2).filter((argument) => !argument.startsWith('--'))) {
  let gold = 0;
  let exact = 0;
  let characters = 0;
  let milliseconds = 0;
  for (const json of readFileSync(file, 'utf8').trim().split('\n')) {
    const { document, text, questions } = JSON.parse(json) as Line;
    const before = performance.now();
    const sentences = readSentences(text, { document, language: 'en', format: 'text' });
    milliseconds += performance.now() - before;
    characters += text.length;
    const ours = new Set(sentences.map(({ start, end }) => `${start}-${end}`));
    const spans = new Set(
      questions.flatMap(({ answers }) => answers.map(([start, end]) => `${start}-${end}`)),
    );
    for (const span of spans) {
      gold++;
      if (ours.has(span)) exact++;
      else if (showMisses) {
        const [start, end] = span.split('-').map(Number) as [number, number];
        const near = sentences
          .filter((s) => s.start < end && s.end > start)
          .map((s) => text.slice(s.start, s.end));
        console.log(
          `${document}\n  gold ${JSON.stringify(text.slice(start, end))}\n  ours ${JSON.stringify(near)}`,
        );
      }
    }
  }
  const speed = Math.round(characters / milliseconds);
  console.log(
    `${basename(file)}: ${exact} of ${gold} gold spans exact (${((100 * exact) / gold).toFixed(2)} %), ${speed} characters/ms`,
  );
}
