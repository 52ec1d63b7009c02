import { type FeatureContext, matchedBits, type QuestionMeaning } from './feature-context.ts';
import { addTo, likeness, normalise, product } from './meaning.ts';
import {
  DATE,
  HAS_MANNER,
  HAS_NEGATION,
  HAS_REASON,
  NAME,
  NUMBER,
  PLACE,
  SPEAKER,
} from './sentence-table.ts';

/**
 * What the ranker sees of a sentence for a question, by name. Shares are of the question's terms weighted by rarity,
 * 0 to 1; "new" means not named in the question. The first twelve are the ones that research found to carry ranking.
 */
export const FEATURES = [
  'bm25', // BM25+ over the candidates' best
  'background', // share matched, rarity in general English × rarity here
  'document', // share matched, rarity here
  'length', // ln(1 + words) / 4
  'unmatchedNames', // rarity sum of names and numbers not matched / 10
  'who', // asks who: a new name
  'when', // asks when: a new date
  'howMany', // asks how many: a new number
  'typeMissing', // asks for a type that the sentence has nothing of
  'focus', // "which X": X stands there 1, a synonym .6
  'related', // further share matched by synonym or derivation
  'previous', // further share matched in the sentence before
  'next', // further share matched in the sentence after
  'alike', // further share matched by words that begin alike
  'soft', // further share matched by words of like meaning, as far as they are alike
  'meaning', // cosine of the question's mean vector and that of the sentence's other words
  'where', // asks where: a new name after a preposition of place
  'why', // asks why: a word of reason
  'how', // asks how: a word of means
  'pairs', // neighbouring question terms that are neighbours in the sentence
  'tightness', // matched terms over the stretch of the sentence that they span
  'rarest', // the rarest term of the question that the corpus has is matched
  'negation', // question and sentence differ in having a negation
  'speaker', // asks what somebody said: the sentence is theirs
  'knownWords', // closest known question of the sentence, words
  'knownGrams', // closest known question of the sentence, letter groups
  'knownBest', // closest known question of the sentence over the closest of all
  'knownSecond', // second closest
  'knownBag', // the sentence's known questions together have the words
  'knownVote', // share of the nearness of all known questions
  'knownOdds', // what the known questions teach: log-odds of this sentence, from 0 (none) to 12
  'knownLikely', // the same as a share of what all sentences and silence have
] as const;

export type FeatureName = (typeof FEATURES)[number];
export const FEATURE_COUNT = FEATURES.length;
const AT = Object.fromEntries(FEATURES.map((name, i) => [name, i])) as Record<FeatureName, number>;

const SYNONYM_FOCUS = 0.6;

/** Fills `out[at .. at + FEATURE_COUNT)` for a sentence. `bestBm25` is the highest of the candidates. */
export function computeFeatures(
  context: FeatureContext,
  sentence: number,
  ownBm25: number,
  bestBm25: number,
  out: Float64Array,
  at: number,
): void {
  out.fill(0, at, at + FEATURE_COUNT);
  const set = (name: FeatureName, value: number) => {
    out[at + AT[name]] = value;
  };
  const { table, background, backgroundTotal, documentTotal, matched, question } = context;
  const bits = matchedBits(context, sentence);
  let own = 0;
  let here = 0;
  let unmatchedNames = 0;
  for (let i = 0; i < matched.length; i++) {
    if (bits & (1 << i)) {
      own += background[i]!;
      here += context.document[i]!;
    } else if (matched[i]!.term.name || matched[i]!.term.number) unmatchedNames += matched[i]!.backgroundIdf;
  }
  set('bm25', bestBm25 > 0 ? ownBm25 / bestBm25 : 0);
  set('background', own / backgroundTotal);
  set('document', here / documentTotal);
  set('length', Math.log(1 + table.lengths[sentence]!) / 4);
  set('unmatchedNames', unmatchedNames / 10);
  const fresh = scanTokens(context, sentence, bits, set);
  typeFeatures(context, sentence, fresh, set);
  if (context.meaning) meaningFeatures(context, context.meaning, sentence, bits, set);
  const near = (neighbour: number): number => {
    if (neighbour < context.scope.from || neighbour >= context.scope.to) return 0;
    if (table.documentOf[neighbour] !== table.documentOf[sentence]) return 0;
    const more = matchedBits(context, neighbour) & ~bits;
    return more === 0 ? 0 : weigh(background, more) / backgroundTotal;
  };
  set('previous', near(sentence - 1));
  set('next', near(sentence + 1));
  if (context.rarest >= 0) set('rarest', bits & (1 << context.rarest) ? 1 : 0);
  const negated = (table.kinds[sentence]! & HAS_NEGATION) !== 0;
  set('negation', negated === question.negated ? 0 : 1);
  knownFeatures(context, sentence, set);
}

type Setter = (name: FeatureName, value: number) => void;

/** One walk over the sentence's tokens: synonyms, neighbours, span, and which kinds of new tokens it has. */
function scanTokens(context: FeatureContext, sentence: number, bits: number, set: Setter): number {
  const { table, same, related, alike, background, backgroundTotal, question } = context;
  const begin = table.tokenStart[sentence]!;
  const end = table.tokenStart[sentence + 1]!;
  let fresh = 0;
  let relatedBits = 0;
  let alikeBits = 0;
  let pairs = 0;
  let first = -1;
  let last = -1;
  let matchedTokens = 0;
  let before = 0;
  let spokenByNamed = false;
  for (let i = begin; i < end; i++) {
    const term = table.tokens[i]!;
    const kind = table.tokenKinds[i]!;
    const slot = same.get(term) ?? 0;
    if (kind & SPEAKER) {
      if (slot > 0 && question.aboutSpeech) spokenByNamed = true;
      continue;
    }
    if (slot > 0) {
      if (first < 0) first = i;
      last = i;
      matchedTokens++;
      if (slot === before + 1 && before > 0) pairs += background[slot - 1]! + background[before - 1]!;
    } else {
      fresh |= kind;
      // A capital at the beginning of a sentence tells nothing.
      if (i === begin && kind & NAME && !table.names.has(term)) fresh &= ~NAME;
      const other = related.get(term);
      if (other !== undefined) relatedBits |= 1 << (other - 1);
      const similar = alike.get(term);
      if (similar !== undefined) alikeBits |= 1 << (similar - 1);
    }
    before = slot;
  }
  relatedBits &= ~bits;
  alikeBits &= ~(bits | relatedBits);
  set('related', weigh(background, relatedBits) / backgroundTotal);
  set('alike', weigh(background, alikeBits) / backgroundTotal);
  set('pairs', Math.min(1, pairs / (2 * backgroundTotal)));
  if (matchedTokens > 1) set('tightness', matchedTokens / (last - first + 1));
  if (spokenByNamed) set('speaker', 1);
  if (context.focusAt >= 0) {
    const bit = 1 << context.focusAt;
    set('focus', bits & bit ? 1 : relatedBits & bit ? SYNONYM_FOCUS : 0);
  }
  return fresh;
}

function meaningFeatures(
  context: FeatureContext,
  { vectors, vectorAt, mean, best, sentence: sum }: QuestionMeaning,
  sentence: number,
  bits: number,
  set: Setter,
): void {
  const { table, same, background } = context;
  const end = table.tokenStart[sentence + 1]!;
  best.fill(0);
  sum.fill(0);
  for (let k = table.tokenStart[sentence]!; k < end; k++) {
    if (table.tokenKinds[k]! & SPEAKER) continue;
    const term = table.tokens[k]!;
    const other = vectorAt(term);
    if (other === null) continue;
    for (let i = 0; i < vectors.length; i++) {
      const vector = vectors[i]!;
      if (vector !== null && !(bits & (1 << i))) best[i] = Math.max(best[i]!, product(vector, other));
    }
    if (same.get(term) === undefined) addTo(sum, other, 1);
  }
  let soft = 0;
  for (let i = 0; i < vectors.length; i++) soft += background[i]! * likeness(best[i]!);
  set('soft', soft / context.backgroundTotal);
  const length = normalise(sum);
  if (length > 0) set('meaning', product(mean, sum));
}

function typeFeatures(context: FeatureContext, sentence: number, fresh: number, set: Setter): void {
  const kinds = context.table.kinds[sentence]!;
  const check = (name: FeatureName, has: boolean) => {
    set(name, has ? 1 : 0);
    if (!has) set('typeMissing', 1);
  };
  const wanted = context.question.type;
  switch (wanted) {
    case 'person':
      check('who', (fresh & NAME) !== 0);
      break;
    case 'date':
      check('when', (fresh & DATE) !== 0);
      break;
    case 'number':
      check('howMany', (fresh & NUMBER) !== 0);
      break;
    case 'place':
      check('where', (fresh & PLACE) !== 0);
      break;
    case 'reason':
      set('why', kinds & HAS_REASON ? 1 : 0);
      break;
    case 'manner':
      set('how', kinds & HAS_MANNER ? 1 : 0);
      break;
    case 'thing':
      break;
    default: {
      wanted satisfies never;
    }
  }
}

function knownFeatures(context: FeatureContext, sentence: number, set: Setter): void {
  const evidence = context.known.sentences.get(sentence);
  if (!evidence) return;
  set('knownWords', evidence.words);
  set('knownGrams', evidence.grams);
  set('knownBest', context.known.answered > 0 ? evidence.best / context.known.answered : 0);
  set('knownSecond', evidence.second);
  set('knownBag', evidence.bag);
  set('knownVote', evidence.vote);
  set('knownOdds', evidence.odds);
  set('knownLikely', evidence.likely);
}

function weigh(weights: Float64Array, bits: number): number {
  let sum = 0;
  for (let i = 0; bits !== 0; i++, bits >>>= 1) if (bits & 1) sum += weights[i]!;
  return sum;
}
