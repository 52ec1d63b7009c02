import type { Corpus } from '../corpus/types.ts';
import { stem } from './analysis/stem.ts';
import { tokenize } from './analysis/tokenize.ts';
import { inverseFrequency } from './background.ts';
import { FUNCTION_WORDS } from './data/function-words.ts';

/** A question known to be asked: which sentence answers it, or that none of its document does. */
export interface KnownQuestion {
  readonly text: string;
  readonly language: string;
  /** Place of the sentence in `corpus.sentences`; −1 where the document does not answer. */
  readonly sentence: number;
  readonly document: string;
}

/** A vector space over the known questions: one for words, one for letter groups. */
interface Space {
  readonly postings: ReadonlyMap<string, readonly number[]>;
  readonly norms: Float64Array;
}

export interface KnownQuestions {
  readonly questions: readonly KnownQuestion[];
  readonly words: Space;
  readonly grams: Space;
}

/** What the known questions say about a question: per sentence and for silence. Similarities from 0 to 1. */
export interface KnownEvidence {
  readonly sentences: ReadonlyMap<number, SentenceEvidence>;
  /** Closest question known to be unanswered. */
  readonly silence: number;
  /** Closest question known to be answered. */
  readonly answered: number;
  /** Share of the question's words, by rarity, that stand in any known question. */
  readonly familiarity: number;
  /** Known questions compared with. */
  readonly compared: number;
  /** For silence, what `vote`, `bayesWords` and `bayesGrams` are for a sentence. */
  readonly silenceVote: number;
  readonly silenceBayesWords: number;
  readonly silenceBayesGrams: number;
}

export interface SentenceEvidence {
  /** Cosine of rarity-weighted words with the closest of the sentence's questions. */
  words: number;
  /** The same over groups of three letters: survives inflection and misspelling. */
  grams: number;
  /** Mean of both for the closest, and the next one that differs. */
  best: number;
  second: number;
  /** How well the sentence's questions taken together have the words. */
  bag: number;
  /** Share of the nearness of all known questions, near ones counting far more. */
  vote: number;
  /** Probability by naive Bayes over words, and over letter groups, among the sentences and silence. */
  bayesWords: number;
  bayesGrams: number;
}

const GRAM = 3;
/** A word in this many of a sentence's questions counts half of what it can. */
const BAG_SATURATION = 1.5;
/** How much faster than nearness a vote grows. */
const VOTE_POWER = 4;
/** Strength of the general distribution in a sentence's own, in questions. */
const BAYES_SMOOTHING = 3;
/** Letter groups overlap: about this many say what one word says. */
const GRAMS_A_WORD = 4;
const NO_EVIDENCE: KnownEvidence = {
  sentences: new Map(),
  silence: 0,
  answered: 0,
  familiarity: 0,
  compared: 0,
  silenceVote: 0,
  silenceBayesWords: 0,
  silenceBayesGrams: 0,
};

export function buildKnownQuestions(corpus: Corpus): KnownQuestions {
  const places = new Map(corpus.sentences.map((s, i) => [`${s.document}#${s.ordinal}`, i]));
  const questions: KnownQuestion[] = [];
  for (const { document, ordinal, questions: byLanguage } of corpus.expansions) {
    const sentence = places.get(`${document}#${ordinal}`);
    if (sentence === undefined) continue;
    for (const [language, texts] of Object.entries(byLanguage))
      for (const text of texts) questions.push({ text, language, sentence, document });
  }
  for (const { document, questions: byLanguage } of corpus.knownSilences)
    for (const [language, texts] of Object.entries(byLanguage))
      for (const text of texts) questions.push({ text, language, sentence: -1, document });
  return {
    questions,
    words: buildSpace(questions.map((q) => wordsOf(q.text, q.language))),
    grams: buildSpace(questions.map((q) => gramsOf(q.text, q.language))),
  };
}

/**
 * Compares a question with the known ones of the documents within scope.
 * `excluded` marks known questions to leave out, when one of them is the test.
 */
export function knownEvidence(
  known: KnownQuestions,
  text: string,
  language: string,
  inScope: (question: KnownQuestion) => boolean,
  excluded?: Uint8Array,
): KnownEvidence {
  const count = known.questions.length;
  if (count === 0) return NO_EVIDENCE;
  const used = new Uint8Array(count);
  let compared = 0;
  for (let k = 0; k < count; k++)
    if (!excluded?.[k] && inScope(known.questions[k]!)) {
      used[k] = 1;
      compared++;
    }
  const usable = (k: number) => used[k] === 1;
  const words = wordsOf(text, language);
  const wordSimilarity = similarities(known.words, words, count, usable);
  const grams = gramsOf(text, language);
  const gramSimilarity = similarities(known.grams, grams, count, usable);
  const votes = new Map<number, number>();
  let allVotes = 0;
  const sentences = new Map<number, SentenceEvidence>();
  let silence = 0;
  let answered = 0;
  for (let k = 0; k < count; k++) {
    const w = wordSimilarity[k]!;
    const g = gramSimilarity[k]!;
    if (g === 0 || !usable(k)) continue;
    const both = (w + g) / 2;
    const { sentence } = known.questions[k]!;
    votes.set(sentence, (votes.get(sentence) ?? 0) + both ** VOTE_POWER);
    allVotes += both ** VOTE_POWER;
    if (sentence < 0) {
      silence = Math.max(silence, both);
      continue;
    }
    answered = Math.max(answered, both);
    const entry = evidenceFor(sentences, sentence);
    entry.words = Math.max(entry.words, w);
    entry.grams = Math.max(entry.grams, g);
    if (both > entry.best) {
      entry.second = entry.best;
      entry.best = both;
    } else entry.second = Math.max(entry.second, both);
  }
  const familiarity = weighBags(known, words, usable, sentences);
  const bayesWords = naiveBayes(known, known.words, words, language, usable, 1);
  const bayesGrams = naiveBayes(known, known.grams, grams, language, usable, 1 / GRAMS_A_WORD);
  for (const [sentence, evidence] of sentences) {
    evidence.vote = (votes.get(sentence) ?? 0) / (allVotes || 1);
    evidence.bayesWords = bayesWords.get(sentence) ?? 0;
    evidence.bayesGrams = bayesGrams.get(sentence) ?? 0;
  }
  return {
    sentences,
    silence,
    answered,
    familiarity,
    compared,
    silenceVote: (votes.get(-1) ?? 0) / (allVotes || 1),
    silenceBayesWords: bayesWords.get(-1) ?? 0,
    silenceBayesGrams: bayesGrams.get(-1) ?? 0,
  };
}

/**
 * Posterior of each sentence, and of silence (−1), given a question's features: multinomial naive Bayes smoothed by
 * the distribution over all known questions, all owners equally likely before. `power` flattens dependent features.
 */
function naiveBayes(
  known: KnownQuestions,
  space: Space,
  features: readonly string[],
  language: string,
  usable: (k: number) => boolean,
  power: number,
): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  let total = 0;
  known.questions.forEach((question, k) => {
    if (question.language !== language || !usable(k)) return;
    sizes.set(question.sentence, (sizes.get(question.sentence) ?? 0) + 1);
    total++;
  });
  const scores = new Map([...sizes.keys()].map((owner) => [owner, 0]));
  for (const feature of features) {
    const counts = new Map<number, number>();
    let all = 0;
    for (const k of space.postings.get(feature) ?? []) {
      const { sentence, language: other } = known.questions[k]!;
      if (other !== language || !usable(k)) continue;
      counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
      all++;
    }
    if (all === 0) continue;
    const general = all / total;
    for (const [owner, size] of sizes) {
      const share = ((counts.get(owner) ?? 0) + BAYES_SMOOTHING * general) / (size + BAYES_SMOOTHING);
      scores.set(owner, scores.get(owner)! + power * Math.log(share / general));
    }
  }
  const top = Math.max(0, ...scores.values());
  let sum = 0;
  for (const [owner, score] of scores) {
    const value = Math.exp(score - top);
    scores.set(owner, value);
    sum += value;
  }
  for (const [owner, value] of scores) scores.set(owner, value / sum);
  return scores;
}

/** Similarity of a text to every known question, 0 to 1: mean of words and letter groups. */
export function similaritiesToKnown(known: KnownQuestions, text: string, language: string): Float64Array {
  const count = known.questions.length;
  const words = similarities(known.words, wordsOf(text, language), count, () => true);
  const grams = similarities(known.grams, gramsOf(text, language), count, () => true);
  return words.map((w, k) => (w + grams[k]!) / 2);
}

function evidenceFor(map: Map<number, SentenceEvidence>, sentence: number): SentenceEvidence {
  let entry = map.get(sentence);
  if (!entry) {
    entry = { words: 0, grams: 0, best: 0, second: 0, bag: 0, vote: 0, bayesWords: 0, bayesGrams: 0 };
    map.set(sentence, entry);
  }
  return entry;
}

/** Fills in `bag`; gives the share of the words, by rarity, that any known question has. */
function weighBags(
  known: KnownQuestions,
  words: readonly string[],
  usable: (k: number) => boolean,
  sentences: Map<number, SentenceEvidence>,
): number {
  let total = 0;
  let familiar = 0;
  const scores = new Map<number, number>();
  const owners = Math.max(1, sentences.size);
  for (const word of words) {
    if (word.includes(':')) continue;
    const counts = new Map<number, number>();
    for (const k of known.words.postings.get(word) ?? []) {
      const { sentence } = known.questions[k]!;
      if (usable(k)) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    }
    const silent = counts.delete(-1);
    const weight = inverseFrequency(Math.min(counts.size, owners), owners);
    total += weight;
    if (counts.size > 0 || silent) familiar += weight;
    for (const [sentence, n] of counts)
      scores.set(sentence, (scores.get(sentence) ?? 0) + (weight * n) / (n + BAG_SATURATION));
  }
  if (total === 0) return 0;
  for (const [sentence, score] of scores) evidenceFor(sentences, sentence).bag = score / total;
  return familiar / total;
}

function similarities(
  space: Space,
  features: readonly string[],
  count: number,
  usable: (k: number) => boolean,
): Float64Array {
  const result = new Float64Array(count);
  let norm = 0;
  for (const feature of features) {
    const list = space.postings.get(feature);
    const weight = inverseFrequency(list?.length ?? 0, count);
    norm += weight * weight;
    for (const k of list ?? []) result[k]! += weight * weight;
  }
  norm = Math.sqrt(norm);
  for (let k = 0; k < count; k++)
    if (result[k]! > 0) result[k] = usable(k) ? result[k]! / (norm * space.norms[k]!) : 0;
  return result;
}

function buildSpace(features: readonly (readonly string[])[]): Space {
  const postings = new Map<string, number[]>();
  features.forEach((list, k) => {
    for (const feature of list) {
      const entry = postings.get(feature);
      if (entry) entry.push(k);
      else postings.set(feature, [k]);
    }
  });
  const norms = Float64Array.from(features, (list) =>
    Math.sqrt(
      list.reduce((sum, f) => sum + inverseFrequency(postings.get(f)!.length, features.length) ** 2, 0),
    ),
  );
  return { postings, norms };
}

/** Stems, and function words marked with their language: "who" and "when" tell questions apart. Each once. */
function wordsOf(text: string, language: string): readonly string[] {
  const functionWords = FUNCTION_WORDS[language];
  return [
    ...new Set(
      tokenize(text, language).map((t) =>
        functionWords?.has(t.word) && !t.acronym ? `${language}:${t.word}` : stem(t.word, language),
      ),
    ),
  ];
}

function gramsOf(text: string, language: string): readonly string[] {
  const grams = new Set<string>();
  for (const { word } of tokenize(text, language)) {
    const padded = ` ${word} `;
    for (let i = 0; i + GRAM <= padded.length; i++) grams.add(padded.slice(i, i + GRAM));
  }
  return [...grams];
}
