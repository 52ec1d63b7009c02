import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQuoteChecker } from '../../src/quotes/checker.ts';
import { buildIndex } from '../../src/search/index.ts';
import type { Passage } from '../../src/search/types.ts';
import { positionsOf } from '../../src/summary/positions.ts';
import { summarize } from '../../src/summary/summarize.ts';
import { newsCorpus } from '../quotes/corpus.ts';

/** The laws where moderators look: over summaries, positions and compared quotations of several texts. */
const corpus = newsCorpus();
const index = buildIndex(corpus);
const check = createQuoteChecker(index);
const texts = new Map(corpus.documents.map((document) => [document.id, document.text]));
const ids = corpus.documents.map(({ id }) => id);
const words = [...new Set(corpus.documents.flatMap(({ text }) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? []))];

const topic = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'grapheme' })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(' '));
const source = fc.constantFrom(...ids);

function expectVerbatim({ id, document, ordinal, start, end, text, voice, speaker }: Passage): void {
  expect(text).toBe(texts.get(document)!.slice(start, end));
  const sentence = corpus.sentences.find((each) => each.document === document && each.ordinal === ordinal);
  expect(sentence).toMatchObject({ start, end, voice, speaker });
  expect(sentence!.heading).toBeUndefined();
  expect(id.startsWith(`${document}#${ordinal}@`)).toBe(true);
}

describe('the verbatim law', () => {
  it('holds for every passage of every summary, with a focus or without', () => {
    fc.assert(
      fc.property(
        source,
        fc.option(topic, { nil: undefined }),
        fc.integer({ min: 1, max: 12 }),
        (from, focus, sentences) => {
          const summary = summarize(index, {
            source: from,
            budget: { sentences, characters: 2_000 },
            ...(focus !== undefined && { focus }),
          });
          for (const passage of 'passages' in summary ? summary.passages : []) expectVerbatim(passage);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('holds for every position, and no sentence of anybody is lost: shown, or named as left out', () => {
    fc.assert(
      fc.property(fc.option(source, { nil: undefined }), topic, (from, about) => {
        const of = from === undefined ? {} : { source: from };
        const whole = positionsOf(index, of).positions;
        const { positions } = positionsOf(index, { ...of, topic: about });
        expect(positions.map(({ actor }) => actor)).toEqual(whole.map(({ actor }) => actor));
        for (const [at, { passages, leftOut }] of positions.entries()) {
          for (const passage of passages) expectVerbatim(passage);
          const named = new Set([...passages.map(({ id }) => id), ...leftOut]);
          expect(named).toEqual(new Set(whole[at]!.passages.map(({ id }) => id)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds for every passage that a quotation is compared with', () => {
    const run = fc
      .tuple(fc.nat(words.length), fc.integer({ min: 1, max: 12 }))
      .map(([at, length]) => words.slice(at, at + length).join(' '));
    fc.assert(
      fc.property(run, topic, (one, two) => {
        for (const finding of check(`“${one}” she said, “${two}”\n> ${one} ${two}`)) {
          const passages =
            finding.kind === 'absent' ? [finding.nearest].filter((each) => each !== null) : finding.passages;
          for (const passage of passages) expectVerbatim(passage);
        }
      }),
      { numRuns: 100 },
    );
  });
});
