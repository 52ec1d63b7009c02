import type { Corpus } from '../corpus/types.ts';
import { tokenize } from './analysis/tokenize.ts';
import { inverseFrequency } from './background.ts';
import { type Classifier, classify, letterGroups, trainClassifier, wordFeature } from './known-classifier.ts';
import {
  buildOwners,
  buildSpace,
  countOwners,
  type Overlaps,
  type Owners,
  overlaps,
  type Space,
  similarities,
  type Usage,
} from './known-space.ts';

/** A question known to be asked: which sentence answers it, or that none of its document does. */
export interface KnownQuestion {
  readonly text: string;
  readonly language: string;
  /** Place of the sentence in `corpus.sentences`; −1 where the document does not answer. */
  readonly sentence: number;
  readonly document: string;
}

export interface KnownQuestions {
  readonly questions: readonly KnownQuestion[];
  readonly owners: Owners;
  readonly words: Space;
  readonly grams: Space;
  /** What each document's wordings in a language teach, kept once it was asked for: see `classifierOf`. */
  readonly classifiers: Map<string, Classifier | null>;
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
  /** For silence, what `vote`, `odds` and `likely` are for a sentence. */
  readonly silenceVote: number;
  readonly silenceOdds: number;
  readonly silenceLikely: number;
  /** Whether there were wordings enough in the question's language to learn from. */
  readonly judged: boolean;
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
  /** What the classifier of the document says: logarithmic odds of this sentence against all else, clipped. */
  odds: number;
  /** The same as a share of what all sentences and silence have. */
  likely: number;
}

const GRAM = [3];
/** A word in this many of a sentence's questions counts half of what it can. */
const BAG_SATURATION = 1.5;
/** Odds beyond say no more. */
const MOST_ODDS = 6;
export const NO_EVIDENCE: KnownEvidence = {
  sentences: new Map(),
  silence: 0,
  answered: 0,
  familiarity: 0,
  compared: 0,
  silenceVote: 0,
  silenceOdds: 0,
  silenceLikely: 0,
  judged: false,
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
  return knownQuestionsOf(questions);
}

/** The same for a list of questions: measuring leaves some out. */
export function knownQuestionsOf(questions: readonly KnownQuestion[]): KnownQuestions {
  const owners = buildOwners(questions);
  const seen = new Map<string, readonly string[]>();
  const gramsOfWord = (word: string): readonly string[] => {
    const grams = seen.get(word) ?? wordGrams(word);
    seen.set(word, grams);
    return grams;
  };
  const features = questions.map((q) => featuresOf(q.text, q.language, gramsOfWord));
  return {
    questions,
    owners,
    words: buildSpace(
      features.map((f) => f.words),
      owners,
    ),
    grams: buildSpace(
      features.map((f) => f.grams),
      owners,
    ),
    classifiers: new Map(),
  };
}

/**
 * The classifier of a document's wordings in a language; null where they are too few. It is trained when first asked
 * for, some 0.2 s for two thousand wordings, since one question needs one language.
 */
function classifierOf(
  { questions, classifiers }: KnownQuestions,
  document: string,
  language: string,
): Classifier | null {
  const key = `${language} ${document}`;
  let classifier = classifiers.get(key);
  if (classifier === undefined) {
    const wordings = questions.filter((q) => q.document === document && q.language === language);
    classifier = trainClassifier(wordings, language);
    classifiers.set(key, classifier);
  }
  return classifier;
}

/** Trains every classifier, for a program that must not stop at a first question. */
export function trainClassifiers(known: KnownQuestions): void {
  for (const { document, language } of known.questions) classifierOf(known, document, language);
}

/** Compares a question with the known ones of the documents within scope, with all where `inScope` is null. */
export function knownEvidence(
  known: KnownQuestions,
  text: string,
  language: string,
  inScope: ((owner: { sentence: number; document: string }) => boolean) | null,
): KnownEvidence {
  const { owners } = known;
  if (known.questions.length === 0) return NO_EVIDENCE;
  const use = usageOf(known, inScope);
  const { words, grams } = featuresOf(text, language);
  const nearest = nearestOf(known, use, overlaps(known.words, words), overlaps(known.grams, grams));
  const { sentences, votes, allVotes } = nearest;
  const familiarity = weighBags(known, words, use, sentences);
  let silenceVote = 0;
  for (let owner = 0; owner < votes.length; owner++) {
    const evidence = sentences.get(owners.sentences[owner]!);
    if (!evidence) silenceVote += votes[owner]!;
    else evidence.vote = votes[owner]! / (allVotes || 1);
  }
  return {
    sentences,
    silence: nearest.silence,
    answered: nearest.answered,
    familiarity,
    compared: use.compared,
    silenceVote: silenceVote / (allVotes || 1),
    ...judgeByClassifiers(known, text, language, use, sentences),
  };
}

/**
 * Fills in `odds` and `likely` of the sentences of each document in scope; what is said of silence is of the document
 * that has the likeliest sentence.
 */
function judgeByClassifiers(
  known: KnownQuestions,
  text: string,
  language: string,
  use: Usage,
  sentences: Map<number, SentenceEvidence>,
) {
  const documents = new Set(known.owners.documents.filter((_, o) => use.owners[o] === 1));
  let best = -Infinity;
  let silence = { silenceOdds: 0, silenceLikely: 0, judged: false };
  for (const document of documents) {
    const classifier = classifierOf(known, document, language);
    if (!classifier) continue;
    const scores = classify(classifier, text, language);
    const total = scores.reduce((sum, score) => sum + logistic(score), 0) || 1;
    let silenceScore = -MOST_ODDS;
    let top = -Infinity;
    classifier.owners.forEach((owner, o) => {
      if (owner < 0) {
        silenceScore = scores[o]!;
        return;
      }
      const entry = evidenceFor(sentences, owner);
      entry.odds = clipped(scores[o]!);
      entry.likely = logistic(scores[o]!) / total;
      top = Math.max(top, scores[o]!);
    });
    if (top <= best) continue;
    best = top;
    silence = {
      silenceOdds: clipped(silenceScore),
      silenceLikely: logistic(silenceScore) / total,
      judged: true,
    };
  }
  return silence;
}

/** Above 0, so that no evidence, which is 0, stays below the least odds. */
function clipped(odds: number): number {
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds)) + MOST_ODDS;
}

function logistic(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

/** Similarity of a text to every known question, 0 to 1: mean of words and letter groups. */
export function similaritiesToKnown(known: KnownQuestions, text: string, language: string): Float64Array {
  const features = featuresOf(text, language);
  const words = similarities(known.words, features.words);
  const grams = similarities(known.grams, features.grams);
  return words.map((w, k) => (w + grams[k]!) / 2);
}

function usageOf(
  known: KnownQuestions,
  inScope: ((owner: { sentence: number; document: string }) => boolean) | null,
): Usage {
  const { sentences, documents, starts } = known.owners;
  const owners = new Uint8Array(sentences.length).fill(1);
  if (inScope)
    for (let o = 0; o < owners.length; o++)
      owners[o] = inScope({ sentence: sentences[o]!, document: documents[o]! }) ? 1 : 0;
  let compared = 0;
  for (let o = 0; o < owners.length; o++) if (owners[o]) compared += starts[o + 1]! - starts[o]!;
  return { owners, compared };
}

/** The closest questions of each sentence and of silence, and what share of all nearness each owner has. */
function nearestOf(known: KnownQuestions, use: Usage, words: Overlaps, grams: Overlaps) {
  const { starts, sentences: places } = known.owners;
  const wordNorms = known.words.norms;
  const gramNorms = known.grams.norms;
  const { dots: wordDots, norm: wordNorm } = words;
  const { dots: gramDots, norm: gramNorm } = grams;
  const votes = new Float64Array(places.length);
  const sentences = new Map<number, SentenceEvidence>();
  let allVotes = 0;
  let silence = 0;
  let answered = 0;
  for (let owner = 0; owner < places.length; owner++) {
    if (!use.owners[owner]) continue;
    let closestWords = 0;
    let closestGrams = 0;
    let best = 0;
    let second = 0;
    let own = 0;
    for (let k = starts[owner]!; k < starts[owner + 1]!; k++) {
      if (gramDots[k] === 0) continue;
      const g = gramDots[k]! / (gramNorm * gramNorms[k]!);
      const w = wordDots[k] === 0 ? 0 : wordDots[k]! / (wordNorm * wordNorms[k]!);
      const both = (w + g) / 2;
      // Near ones count far more: the fourth power.
      own += both * both * both * both;
      if (w > closestWords) closestWords = w;
      if (g > closestGrams) closestGrams = g;
      if (both > best) {
        second = best;
        best = both;
      } else if (both > second) second = both;
    }
    votes[owner] = own;
    allVotes += own;
    if (places[owner]! < 0) silence = Math.max(silence, best);
    else if (best > 0) {
      answered = Math.max(answered, best);
      const entry = evidenceFor(sentences, places[owner]!);
      Object.assign(entry, { words: closestWords, grams: closestGrams, best, second });
    }
  }
  return { sentences, votes, allVotes, silence, answered };
}

function evidenceFor(map: Map<number, SentenceEvidence>, sentence: number): SentenceEvidence {
  let entry = map.get(sentence);
  if (!entry) {
    entry = { words: 0, grams: 0, best: 0, second: 0, bag: 0, vote: 0, odds: 0, likely: 0 };
    map.set(sentence, entry);
  }
  return entry;
}

/** Fills in `bag`; gives the share of the words, by rarity, that any known question has. */
function weighBags(
  known: KnownQuestions,
  words: readonly string[],
  use: Usage,
  sentences: Map<number, SentenceEvidence>,
): number {
  const places = known.owners.sentences;
  let total = 0;
  let familiar = 0;
  const scores = new Float64Array(places.length);
  const counts = new Float64Array(places.length);
  const owners = Math.max(1, sentences.size);
  for (const word of words) {
    if (word.includes(':')) continue;
    counts.fill(0);
    const all = countOwners(known.words, known.owners, use, word, counts);
    let having = 0;
    for (let o = 0; o < counts.length; o++) if (counts[o]! > 0 && places[o]! >= 0) having++;
    const weight = inverseFrequency(Math.min(having, owners), owners);
    total += weight;
    if (all > 0) familiar += weight;
    for (let o = 0; o < counts.length; o++)
      if (counts[o]! > 0) scores[o]! += (weight * counts[o]!) / (counts[o]! + BAG_SATURATION);
  }
  if (total === 0) return 0;
  for (let o = 0; o < scores.length; o++)
    if (scores[o]! > 0 && places[o]! >= 0) evidenceFor(sentences, places[o]!).bag = scores[o]! / total;
  return familiar / total;
}

/** Words as `wordFeature` has them, and groups of letters within words; each once. */
function featuresOf(text: string, language: string, gramsOfWord = wordGrams) {
  const words = new Set<string>();
  const grams = new Set<string>();
  for (const token of tokenize(text, language)) {
    words.add(wordFeature(token, language));
    for (const gram of gramsOfWord(token.word)) grams.add(gram);
  }
  return { words: [...words], grams: [...grams] };
}

function wordGrams(word: string): readonly string[] {
  return letterGroups([word], GRAM);
}
