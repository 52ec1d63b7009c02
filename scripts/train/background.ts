import { writeFileSync } from 'node:fs';
import { stem } from '../../src/search/analysis/stem.ts';
import { tokenize } from '../../src/search/analysis/tokenize.ts';
import { FUNCTION_WORDS } from '../../src/search/data/function-words.ts';
import type { QuestionSet } from '../../src/search/eval/types.ts';
import { readWordnet } from './wordnet.ts';

/** A stem that stands in fewer sentences than this is as good as unseen. */
const RARE = 2;

/**
 * Writes what general English knows: in how many sentences of the question files' texts each stem stands, further words
 * in use (WordNet words with a sense count), and the stems one step of WordNet away.
 */
export function writeBackground(
  sets: readonly QuestionSet[],
  wordnetFolder: string,
  version: string,
  out: string,
): void {
  const frequency = new Map<string, number>();
  let sentences = 0;
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  for (const text of new Set(sets.map((s) => s.text)))
    for (const { segment } of segmenter.segment(text)) {
      sentences++;
      for (const t of new Set(tokenize(segment, 'en').map((token) => stem(token.word, 'en'))))
        frequency.set(t, (frequency.get(t) ?? 0) + 1);
    }
  const first = readWordnet(wordnetFolder, () => false);
  const used = new Set([...first.counts].filter(([, count]) => count > 0).map(([word]) => stem(word, 'en')));
  const common = (word: string) => used.has(word) || (frequency.get(word) ?? 0) >= RARE;
  const functionStems = new Set([...FUNCTION_WORDS.en!].map((w) => stem(w, 'en')));
  const { pairs, opposites } = readWordnet(wordnetFolder, (word) => common(word) && !functionStems.has(word));

  const counted = [...frequency]
    .filter(([word, n]) => n >= RARE && !/\p{N}/u.test(word))
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const byCount = new Map<number, string[]>();
  for (const [word, n] of counted) byCount.set(n, [...(byCount.get(n) ?? []), word]);
  writeFileSync(
    out,
    `${JSON.stringify(
      {
        version,
        origin:
          'Sentence counts: texts of the question files given to npm run train. Words in use and relations: WordNet 3.1, Copyright 2011 Princeton University, https://wordnet.princeton.edu/license-and-commercial-use',
        sentences,
        frequency: Object.fromEntries([...byCount].map(([n, words]) => [n, words.join(' ')])),
        inUse: [...used]
          .filter((w) => (frequency.get(w) ?? 0) < RARE)
          .sort()
          .join(' '),
        related: listsText(pairs),
        opposites: listsText(opposites),
      },
      null,
      0,
    )}\n`,
  );
}

/** "strong firm|weak frail": each word and its list, as `src/search/background.ts` takes it apart. */
function listsText(lists: Iterable<readonly [string, readonly string[]]>): string {
  return [...lists]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([from, to]) => `${from} ${to.join(' ')}`)
    .join('|');
}
