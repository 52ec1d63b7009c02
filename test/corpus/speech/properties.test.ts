import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocument } from '../../../src/corpus/document.ts';
import { annotateSpeech, namedActors, quotedSpans } from '../../../src/corpus/speech/index.ts';
import { QUOTATION_FIXTURES, REFERENCE_FIXTURES, RETELLING_FIXTURES } from './fixtures.ts';
import { read, summary } from './read.ts';

const fixtures = [...QUOTATION_FIXTURES, ...REFERENCE_FIXTURES, ...RETELLING_FIXTURES];
const pieces = fc.constantFrom(
  '“', '”', '"', "'", '‘', '’', '«', '»', '„', '``', "''", ',', '. ', '? ', ': ', '; ', '—', '(', ')', '\n\n', ' ',
  ' said ', ' told ', ' Donald Trump ', ' Mr. ', ' Trump Jr. ', ' she ', ' who ', ' and ', ' the president ', ' of ', ' by ',
  ' according to ', ' claim that ', ' Bank of ', ' von ', ' on Tuesday ', ' has ', ' not ', 'Köln', '日本', '\u{1F600}',
); // biome-ignore format: a table
const texts = fc
  .array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 60 })
  .map((parts) => `Hello ${parts.join('')}`);

test('any text: no exception, the same result twice, and every speaker stands in the text', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const result = readDocument('t', 't.txt', text);
      if (result.kind !== 'document') return;
      const { document, sentences } = result;
      const annotated = annotateSpeech(document, sentences);
      expect(annotateSpeech(document, sentences)).toEqual(annotated);
      expect(annotated.map(({ start, end, ordinal }) => [start, end, ordinal])).toEqual(
        sentences.map(({ start, end, ordinal }) => [start, end, ordinal]),
      );
      for (const { voice, speaker, alsoSpeakers = [] } of annotated) {
        if (voice === 'narrator') expect([speaker, ...alsoSpeakers]).toEqual([null]);
        for (const name of [speaker, ...alsoSpeakers])
          if (name !== null) expect(document.text.replace(/\s+/g, ' ')).toContain(name);
      }
    }),
    { numRuns: 150 },
  );
});

test.each(['it', 'uk', 'fr', 'de', 'es', 'pl', 'tr', 'ja'])(
  'any text in %s: no exception, and every speaker stands in the text',
  (language) => {
    const foreign = fc.constantFrom(
      ' ha detto ', ' sagte ', ' — сказав ', ' – powiedział ', ' dedi ', ' dijo ', ' a-t-elle déclaré ', ' laut ',
      ' secondo ', ' göre ', '\n\n– ', ' – ', ' l’', "'ın ", ' Anna Zielińska ', ' Zielińskiej ', ' Герой України ',
    ); // biome-ignore format: a table
    const texts = fc
      .array(fc.oneof(pieces, foreign), { minLength: 1, maxLength: 40 })
      .map((parts) => `– Hallo ${parts.join('')}`);
    fc.assert(
      fc.property(texts, (text) => {
        const { document, sentences } = read(text, language);
        const plain = document.text.replace(/\s+/g, ' ');
        for (const { voice, speaker, alsoSpeakers = [] } of sentences) {
          if (voice === 'narrator') expect(speaker).toBeNull();
          for (const name of [speaker, ...alsoSpeakers]) if (name !== null) expect(plain).toContain(name);
        }
      }),
      { numRuns: 30 },
    );
  },
);

test('any text: quotations are in order, do not overlap and hold their inner range', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const result = readDocument('t', 't.txt', text);
      if (result.kind !== 'document') return;
      let last = 0;
      for (const span of quotedSpans(result.document, result.sentences)) {
        expect(span.start).toBeGreaterThanOrEqual(last);
        expect(span.innerStart).toBeGreaterThanOrEqual(span.start);
        expect(span.innerEnd).toBeGreaterThan(span.innerStart);
        expect(span.end).toBeGreaterThanOrEqual(span.innerEnd);
        expect(span.end).toBeLessThanOrEqual(result.document.text.length);
        last = span.end;
      }
    }),
    { numRuns: 100 },
  );
});

test('a narrator’s paragraph at the end changes nothing before it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), ({ text, expected }) => {
      expect(summary(`${text}\n\nThe street was quiet again by noon.`)).toEqual([
        ...expected,
        'narrator: nobody',
      ]);
    }),
    { numRuns: 40 },
  );
});

test('actors are named as the text first gives them, at valid places', () => {
  const { document, plain } = read('President Barack Obama met Rep. Peter King. Obama smiled. King did not.');
  const actors = namedActors(document, plain);
  expect(actors.map(({ name, mentions }) => [name, mentions.length])).toEqual([
    ['Barack Obama', 2],
    ['Peter King', 2],
  ]);
  for (const { start, end } of actors.flatMap(({ mentions }) => mentions)) {
    expect(document.text.slice(start, end)).toMatch(/Obama$|King$/);
  }
});

test.each([
  ['quotation marks without end', 'en', '“ he said so '.repeat(20_000)],
  ['verbs without end', 'en', 'word said Trump who and '.repeat(10_000)],
  ['names without end', 'en', 'Donald Trump '.repeat(20_000)],
  ['sources without end', 'en', 'An official said the aide said it. '.repeat(8_000)],
  ['roles without end', 'en', 'President Donald Trump left. The president said that he won. '.repeat(6_000)],
  ['German verbs without end', 'de', 'Frau Anna Kern sagte laut Herrn Berg, '.repeat(6_000)],
  ['Polish dashes without end', 'pl', `– Tak ${'– powiedział Jan Nowak – '.repeat(8_000)}`],
  ['Ukrainian names without end', 'uk', 'Олена Гриценко Олени Гриценка '.repeat(8_000)],
])('a text without paragraphs is read in linear time: %s', (_, language, text) => {
  // The test's time limit is the assertion: quadratic work on these takes minutes.
  const result = readDocument('t', 't.txt', `---\nlanguage: ${language}\n---\n${text}`);
  if (result.kind !== 'document') throw new Error(result.kind);
  expect(annotateSpeech(result.document, result.sentences)).toHaveLength(result.sentences.length);
});
