import { readFileSync } from 'node:fs';
import { readCorpus } from '../../src/corpus/corpus.ts';
import type { Corpus } from '../../src/corpus/types.ts';
import { buildIndex, type SearchIndex } from '../../src/search/build.ts';
import { holdOut } from '../../src/search/eval/hold-out.ts';
import { parseQuestionSet } from '../../src/search/eval/run.ts';
import type { GoldQuestion, QuestionSet } from '../../src/search/eval/types.ts';
import type { KnownQuestion } from '../../src/search/known-questions.ts';
import { type Ranking, rank } from '../../src/search/rank.ts';

/** A question asked of an index, and which of the corpus's sentences are right (none: silence is). */
export interface Sample {
  /** Name of the set it is counted under. */
  readonly set: string;
  readonly document: string;
  readonly question: string;
  readonly language: string;
  readonly ranking: Ranking;
  readonly right: ReadonlySet<number>;
  readonly weight: number;
}

/** Marks the name of a set for questions that belong to other texts. */
export const OTHER_TEXTS = ' (of other texts)';

export function readSets(file: string): QuestionSet[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, i) => {
      const parsed = parseQuestionSet(line);
      if (parsed.kind === 'problem') throw new Error(`${file}:${i + 1}: ${parsed.message}`);
      return parsed.set;
    });
}

/** Every question of the sets, asked of its own text without any known question. */
export function freshSamples(
  name: string,
  sets: readonly QuestionSet[],
  weight: number,
  strangers: number,
): Sample[] {
  const indexes = sets.map((set) => buildIndex(corpusOf(set)));
  return sets.flatMap((set, i) => {
    const index = indexes[i]!;
    const scope = { from: 0, to: index.table.count };
    const own = set.questions.map((q) => ({
      set: name,
      document: `${name}/${set.title ?? set.document}`,
      question: q.question,
      language: 'en',
      ranking: rank(index, q.question, { scope }),
      right: rightSentences(index, q),
      weight,
    }));
    // Questions about quite other texts: what an honest silence looks like where the question files have none.
    const others = Array.from({ length: Math.round(set.questions.length * strangers) }, (_, k) => {
      const other = sets[(i * 7 + k * 31 + 13) % sets.length]!;
      const question = other.questions[k % Math.max(1, other.questions.length)];
      if (!question || (other.title ?? other.document) === (set.title ?? set.document)) return [];
      return [
        {
          set: `${name}${OTHER_TEXTS}`,
          document: `${name}/${set.title ?? set.document}`,
          question: question.question,
          language: 'en',
          ranking: rank(index, question.question, { scope }),
          right: new Set<number>(),
          weight,
        },
      ];
    }).flat();
    return [...own, ...others];
  });
}

/** Parts that the known questions are held out in. */
const PARTS = 5;

/**
 * The known questions of a corpus, each once as the test: with its near-duplicates and all but `keep` of 16 of the
 * others left out. `keep` 0 asks as if nothing were known, in English; `every` takes one in so many, to save time.
 */
export function taughtSamples(
  name: string,
  index: SearchIndex,
  keep: number,
  every: number,
  weight: number,
): Sample[] {
  const samples: Sample[] = [];
  const isKept = (_: KnownQuestion, k: number) => Math.imul(k + 1, 2654435761) >>> 28 < keep;
  for (const part of holdOut(index, PARTS, isKept))
    part.questions.forEach((known, k) => {
      const range = index.table.ranges.get(known.document);
      if (!range || k % every !== 0 || (keep === 0 && known.language !== 'en')) return;
      const ranking = rank(part.index, known.text, { scope: { from: range[0], to: range[1] } });
      samples.push({
        set: name,
        document: `${known.document}/${Math.floor(k / every)}`,
        question: known.text,
        language: known.language,
        ranking,
        right: new Set(known.sentence < 0 ? [] : [known.sentence]),
        weight,
      });
    });
  return samples;
}

function corpusOf(set: QuestionSet): Corpus {
  const name = `${set.document.replace(/[^\w-]/g, '_')}.txt`;
  const result = readCorpus([{ kind: 'file', file: name, name, bytes: new TextEncoder().encode(set.text) }], {
    place: name,
    total: 1,
  });
  if (result.kind === 'problems') throw new Error(`${set.document}: ${result.problems[0]!.message}`);
  return result.corpus;
}

function rightSentences(index: SearchIndex, { answers }: GoldQuestion): ReadonlySet<number> {
  const right = new Set<number>();
  index.corpus.sentences.forEach((s, i) => {
    for (const [start, end] of answers) {
      const shared = Math.min(end, s.end) - Math.max(start, s.start);
      if (shared > 0 && 2 * shared >= Math.min(end - start, s.end - s.start)) right.add(i);
    }
  });
  return right;
}
