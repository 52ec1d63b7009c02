import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/corpus/hash.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import { answer, buildIndex } from '../../src/search/index.ts';
import type { Answer, Passage } from '../../src/search/types.ts';

const loaded = loadCorpus('corpus');
if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
const { corpus } = loaded;
const index = buildIndex(corpus);
const texts = new Map(corpus.documents.map((document) => [document.id, document.text]));

const words = [...new Set(corpus.documents.flatMap(({ text }) => text.match(/[\p{L}\p{N}’'-]+/gu) ?? []))];
const expansions = corpus.expansions.flatMap(({ questions }) => Object.values(questions).flat());

/** Questions of the corpus's own words, of what people asked, and of noise, in any mixture. */
const question = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...words) },
      { weight: 2, arbitrary: fc.constantFrom('who', 'what', 'when', 'why', 'did', 'not', 'the', 'said') },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme' }) },
      ...(expansions.length > 0 ? [{ weight: 1, arbitrary: fc.constantFrom(...expansions) }] : []),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(' '));

function passagesOf(given: Answer): readonly Passage[] {
  switch (given.kind) {
    case 'answered':
      return given.passages;
    case 'silent':
      return given.nearest;
    case 'invalid':
      return [];
    default:
      return given satisfies never;
  }
}

function expectVerbatim(passage: Passage): void {
  const text = texts.get(passage.document)!;
  expect(passage.text).toBe(text.slice(passage.start, passage.end));
  const sentence = corpus.sentences.find(
    ({ document, ordinal }) => document === passage.document && ordinal === passage.ordinal,
  )!;
  // A whole sentence, never a part of one, with the sentence's own place, voice and speaker.
  const { start, end, paragraph, voice, speaker } = sentence;
  expect(passage).toMatchObject({ start, end, paragraph, voice, speaker });
  const [, hash] = /^.+#\d+@([0-9a-f]{4,})$/.exec(passage.id)!;
  expect(hashText(passage.text).startsWith(hash!)).toBe(true);
  expect(passage.id.startsWith(`${passage.document}#${passage.ordinal}@`)).toBe(true);
}

describe('the verbatim law', () => {
  it('holds for every sentence: in order, apart, and together the whole text', () => {
    for (const document of corpus.documents) {
      const sentences = corpus.sentences.filter((sentence) => sentence.document === document.id);
      expect(sentences.length).toBeGreaterThan(0);
      let end = 0;
      let between = '';
      for (const sentence of sentences) {
        expect(sentence.start).toBeGreaterThanOrEqual(end);
        expect(sentence.end).toBeGreaterThan(sentence.start);
        between += document.text.slice(end, sentence.start);
        end = sentence.end;
      }
      between += document.text.slice(end);
      expect(between).not.toMatch(/[\p{L}\p{N}]/u);
    }
  });

  it('holds for every passage of every answer', () => {
    fc.assert(
      fc.property(question, fc.integer({ min: 1, max: 40 }), (asked, limit) => {
        for (const passage of passagesOf(answer(index, asked, { limit }))) expectVerbatim(passage);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the law of determinism', () => {
  it('gives the same bytes for the same question, from an index built anew', () => {
    const again = buildIndex(corpus);
    fc.assert(
      fc.property(question, (asked) => {
        const first = answer(index, asked);
        expect(JSON.stringify(answer(again, asked))).toBe(JSON.stringify(first));
        expect(JSON.stringify(answer(index, asked))).toBe(JSON.stringify(first));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the law of silence', () => {
  it('names only words of the question that stand nowhere in the corpus', () => {
    const known = new Set(words.map((word) => word.toLowerCase()));
    fc.assert(
      fc.property(question, (asked) => {
        const given = answer(index, asked);
        if (given.kind !== 'silent') return;
        for (const word of given.missing) {
          expect(asked).toContain(word);
          expect(known.has(word.toLowerCase())).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });
});
