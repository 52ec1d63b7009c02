/**
 * Quote checking: precision and recall of each label on generated mutations, and the time that a message takes.
 * Use: npm run bench:quotes [-- --misses]
 */
import { createQuoteChecker } from '../src/quotes/checker.ts';
import { buildIndex } from '../src/search/index.ts';
import { newsCorpus, newsTexts, ownCorpus } from '../test/quotes/corpus.ts';
import { INVENTED, mutate } from '../test/quotes/mutations.ts';
import { scoreMutations } from '../test/quotes/score.ts';
import { benchSet } from './corpus.ts';

const MUTATIONS = 2_000;
const SEED = 1_105;
const SENTENCES = 100_000;
/** Discord's longest message, in characters. */
const MESSAGE = 4_000;
const ROUNDS = 20;

const corpora = [
  ['article', ownCorpus()] as const,
  ...newsTexts().map((name) => [name, newsCorpus([name])] as const),
  ['all news texts', newsCorpus()] as const,
];
console.log('| corpus | label | quotations | precision | recall |\n|---|---|--:|--:|--:|');
for (const [name, corpus] of corpora) {
  const mutations = mutate(corpus, MUTATIONS, SEED, INVENTED);
  const { scores, misses } = scoreMutations(createQuoteChecker(buildIndex(corpus)), mutations);
  for (const { label, quotations, precision, recall } of scores)
    console.log(`| ${name} | ${label} | ${quotations} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`);
  if (process.argv.includes('--misses'))
    for (const { mutation, found } of misses)
      console.error(`${mutation.how}, told for ${found.join('+') || 'nothing'}: ${mutation.message}`);
}

const { corpus } = benchSet(['bench/questions/news.jsonl'], SENTENCES, 0);
const index = buildIndex(corpus);
const built = process.cpuUsage();
const check = createQuoteChecker(index);
console.log(
  `\n${SENTENCES.toLocaleString('en')} sentences: prepared in ${Math.round(process.cpuUsage(built).user / 1_000)} ms of processor time`,
);
const mutations = mutate({ ...corpus, sentences: corpus.sentences.slice(0, 5_000) }, 400, SEED, INVENTED);
const messages = Array.from({ length: ROUNDS }, (_, round) => {
  const all = mutations.slice(round * 20, round * 20 + 20).map(({ message }) => message);
  return all.join('\n').padEnd(MESSAGE, '\nand so on ').slice(0, MESSAGE);
});
check(messages[0]!);
const times = messages
  .map((message) => {
    const started = process.cpuUsage();
    const { length } = check(message);
    return { milliseconds: process.cpuUsage(started).user / 1_000, length };
  })
  .sort((a, b) => a.milliseconds - b.milliseconds);
const at = (share: number) => times[Math.floor(share * (times.length - 1))]!;
console.log(
  `a message of ${MESSAGE} characters with some ${at(0.5).length} quotations: median ${at(0.5).milliseconds.toFixed(1)} ms of processor time, slowest ${at(1).milliseconds.toFixed(1)} ms`,
);
