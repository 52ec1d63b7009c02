import { tokenize } from './analysis/tokenize.ts';
import { oppositeStems } from './background.ts';
import { DEGREE_WORDS, NEGATIONS, YES_NO_OPENINGS } from './data/answer-types.ts';
import { matchedBits } from './feature-context.ts';
import type { Ranking } from './rank.ts';
import { primaryTag, SPEAKER } from './sentence-table.ts';

/**
 * How question and first passage part ways though they share words: what tells a question that only sounds like the
 * text from one that the text answers.
 */
export const MISMATCHES = [
  'askedNegated', // the question has a negation
  'onlyAskedNegated', // … and the passage has none
  'opposite', // a term of the question is missing where the passage has its contrary
  'degrees', // words of degree in the question: most, first, only
  'degreesMissing', // … that the passage lacks
  'numberMissing', // a number of the question that the passage lacks
  'namesMissing', // rarity sum of names that passage and sentence before lack / 10
  'namesElsewhere', // … of names that the passage lacks and the scope has / 10
  'elsewhere', // rarity share of terms that the passage lacks and the scope has
  'absentTerms', // terms that the scope lacks
  'yesNo', // asks for yes or no
] as const;

export type MismatchName = (typeof MISMATCHES)[number];

/** All 0 where there is no passage. */
export function mismatchOf({ index, context, sentences }: Ranking): Record<MismatchName, number> {
  const values = Object.fromEntries(MISMATCHES.map((name) => [name, 0])) as Record<MismatchName, number>;
  const first = sentences[0];
  if (first === undefined) return values;
  const { matched, question, scope, table } = context;
  const { document: id, start, end } = index.corpus.sentences[first]!;
  const document = index.documents.get(id)!;
  const words = new Set(tokenize(document.text.slice(start, end), primaryTag(document)).map((t) => t.word));
  const degrees = question.tokens.filter((t) => DEGREE_WORDS.has(t.word));
  values.askedNegated = question.negated ? 1 : 0;
  values.onlyAskedNegated = question.negated && ![...words].some((w) => NEGATIONS.has(w)) ? 1 : 0;
  values.degrees = degrees.length;
  values.degreesMissing = degrees.filter((t) => !words.has(t.word)).length;
  values.yesNo = YES_NO_OPENINGS.has(question.tokens[0]?.word ?? '') ? 1 : 0;
  const bits = matchedBits(context, first);
  const before =
    first > scope.from && table.documentOf[first - 1] === table.documentOf[first]
      ? matchedBits(context, first - 1)
      : 0;
  const own = stemsOf(context, first);
  let total = 0;
  matched.forEach(({ term, backgroundIdf, frequency }, i) => {
    total += backgroundIdf;
    if (frequency === 0) values.absentTerms++;
    if (bits & (1 << i)) return;
    if (term.number) values.numberMissing = 1;
    if (oppositeStems(term.stem).some((other) => own.has(other))) values.opposite = 1;
    if (frequency > 0) values.elsewhere += backgroundIdf;
    if (!term.name) return;
    if (frequency > 0) values.namesElsewhere += backgroundIdf / 10;
    if (!(before & (1 << i))) values.namesMissing += backgroundIdf / 10;
  });
  if (total > 0) values.elsewhere /= total;
  return values;
}

/** Stems of a sentence that the question has not. */
function stemsOf({ table, same }: Ranking['context'], sentence: number): ReadonlySet<string> {
  const stems = new Set<string>();
  for (let i = table.tokenStart[sentence]!; i < table.tokenStart[sentence + 1]!; i++)
    if (!(table.tokenKinds[i]! & SPEAKER) && same.get(table.tokens[i]!) === undefined)
      stems.add(table.terms[table.tokens[i]!]!);
  return stems;
}
