/**
 * npm run train -- [--wordnet FOLDER] [--corpus FOLDER] FILE…
 *
 * Writes src/search/data/weights.generated.json, and with --wordnet (the `dict` folder of WordNet 3.1) also
 * background.generated.json, from question files of the form {document, title?, text, questions: [{id, question,
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
import { order } from '../src/search/rank.ts';
import { writeBackground } from './train/background.ts';
import { dot, type Example, trainLogistic, trainRanker } from './train/linear.ts';
import { freshSamples, readSets, type Sample, taughtSamples } from './train/samples.ts';

const FOLDS = 5;
const RANKER_PENALTY = 1e-4;
const CONFIDENCE_PENALTY = 1e-2;
/** Questions of other texts for each question of a set. */
const STRANGERS = 0.15;
/** Five-fold weights, kept: ranking and confidence both ask for them. */
const foldWeights = new Map<readonly Sample[], readonly Float64Array[]>();
const DATA = new URL('../src/search/data/', import.meta.url);

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { wordnet: { type: 'string' }, corpus: { type: 'string', default: 'corpus' } },
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
  console.log('background.generated.json written; run again without --wordnet to train with it');
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
  ...taughtSamples('known questions, as if new', index, 0, 2),
];
const some = taughtSamples('known questions, 1 of 16 kept', index, 1, 7);
const half = taughtSamples('known questions, half kept', index, 8, 7);
const rich = taughtSamples('known questions, near-duplicates left out', index, 16, 3);

const taught = [...some, ...half, ...rich];
console.log(`${fresh.length} questions of fresh texts, ${taught.length} of taught ones`);
const models = {
  ranker: { fresh: finalRanker('ranker.fresh', fresh), taught: finalRanker('ranker.taught', taught) },
  confidence: {
    none: finalConfidence('confidence.none', fresh),
    some: finalConfidence('confidence.some', some),
    rich: finalConfidence('confidence.rich', [...half, ...rich]),
  },
};
writeFileSync(
  new URL('weights.generated.json', DATA),
  `${JSON.stringify(
    {
      version: '1',
      origin: `npm run train -- ${files.map((f) => basename(f)).join(' ')}; known questions of corpus ${loaded.corpus.version.slice(0, 8)}`,
      ...models,
    },
    null,
    1,
  )}\n`,
);

function foldOf(document: string): number {
  let hash = 0;
  for (const letter of document) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return hash % FOLDS;
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

function finalConfidence(name: string, samples: readonly Sample[]) {
  const examples = examplesOf(samples);
  const size = CONFIDENCE_FEATURES.length;
  const judged: { sample: Sample; confidence: number; right: boolean }[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const { weights, bias } = trainLogistic(
      examples.filter((e) => foldOf(e.document) !== fold),
      size,
      CONFIDENCE_PENALTY,
    );
    for (const e of examples)
      if (foldOf(e.document) === fold)
        judged.push({
          sample: e.sample,
          right: e.right,
          confidence: 1 / (1 + Math.exp(-bias - dot(weights, e.features))),
        });
  }
  for (const set of new Set(judged.map((j) => j.sample.set))) {
    const own = judged.filter((j) => j.sample.set === set);
    const served = own.filter((j) =>
      j.sample.right.size > 0 ? j.right && j.confidence >= 0.5 : j.confidence < 0.5,
    );
    const auroc = areaUnderCurve(
      own.filter((j) => j.sample.right.size > 0).map((j) => j.confidence),
      own.filter((j) => j.sample.right.size === 0).map((j) => j.confidence),
    );
    const silent = own.filter((j) => j.sample.right.size === 0);
    const silence = silent.length
      ? silent.filter((j) => j.confidence < 0.5).length / silent.length
      : Number.NaN;
    console.log(
      `${name}\t${set}\tjoint ${(served.length / own.length).toFixed(3)}\tsilence ${silence.toFixed(3)}\tAUROC ${auroc?.toFixed(3) ?? '-'}\t${own.length} questions`,
    );
  }
  const { weights, bias } = trainLogistic(examples, size, CONFIDENCE_PENALTY);
  return named(CONFIDENCE_FEATURES, weights, bias);
}

function named(names: readonly string[], weights: Float64Array, bias: number) {
  const round = (value: number) => Number(value.toFixed(4));
  return { bias: round(bias), weights: Object.fromEntries(names.map((n, k) => [n, round(weights[k]!)])) };
}
