import {
  completePassage,
  completeQuestion,
  completeSource,
  completeSpeaker,
} from '../src/discord/autocomplete.ts';
import { toLibrary } from '../src/discord/library.ts';
import { messagesIn } from '../src/discord/messages.ts';
import { buildIndex } from '../src/search/index.ts';
import { benchSet } from './corpus.ts';

/**
 * How long a suggestion takes at every keystroke of sentences typed letter by letter, in a corpus of 100,000 sentences
 * or as many as the first argument says.
 */
const TYPED_SENTENCES = 20;
const TYPED_CHARACTERS = 60;

const { corpus } = benchSet([], Number(process.argv[2] ?? 100_000), 0);
const library = toLibrary(buildIndex(corpus));
const reader = messagesIn('en');
const texts = new Map(corpus.documents.map(({ id, text }) => [id, text]));
const step = Math.floor(corpus.sentences.length / TYPED_SENTENCES);
const typed = Array.from({ length: TYPED_SENTENCES }, (_, index) => {
  const { document, start, end } = corpus.sentences[index * step]!;
  return texts.get(document)!.slice(start, end).slice(0, TYPED_CHARACTERS);
}).flatMap((text) => Array.from(text, (_, length) => text.slice(0, length)));

console.log('| option | median, ms | 99th percentile, ms | slowest, ms |\n|---|--:|--:|--:|');
for (const [option, complete] of Object.entries({
  question: completeQuestion,
  source: completeSource,
  speaker: completeSpeaker,
  id: completePassage,
})) {
  complete({ library, reader }, typed.at(-1)!);
  const times = typed.map((text) => {
    const start = performance.now();
    complete({ library, reader }, text);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(1);
  console.log(`| \`${option}\` | ${at(0.5)} | ${at(0.99)} | ${at(1)} |`);
}
