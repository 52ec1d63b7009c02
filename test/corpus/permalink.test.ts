import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../src/corpus/hash.ts';
import { corpusLookup, parsePassageId, passageId, verifyPassage } from '../../src/corpus/permalink.ts';
import { corpusOf } from './read.ts';

const corpus = corpusOf({
  'plan.md': 'The council met. It adopted the plan. It left.',
  'c#1@ff.txt': 'A file with an odd name.',
});
const idsOf = (of = corpus) =>
  of.sentences.map((sentence) => passageId(corpusLookup(of).document(sentence.document)!, sentence));

describe('a permalink', () => {
  it('names the document, the place and the first six digits of the sentence’s SHA-256', () => {
    expect(idsOf()[0]).toMatch(new RegExp(`^plan#1@${hashText('The council met.').slice(0, 6)}$`));
    expect(hashText('The council met.')).toHaveLength(64);
  });

  it('leads back to its sentence, for every sentence', () => {
    for (const [index, id] of idsOf().entries()) {
      const sentence = corpus.sentences[index]!;
      for (const form of [id, ` ${id}\n`, id.replace(/@[0-9a-f]+$/, (hash) => hash.toUpperCase())])
        expect(verifyPassage(corpus, form)).toMatchObject({ kind: 'unaltered', sentence });
    }
  });

  it('may carry more of the hash, or the four digits that are enough', () => {
    const hash = hashText('It left.');
    for (const digits of [4, 5, 6, 40, 64])
      expect(verifyPassage(corpus, `plan#3@${hash.slice(0, digits)}`).kind).toBe('unaltered');
    expect(verifyPassage(corpus, `plan#3@${hash.slice(0, 10)}${hash[10] === '0' ? '1' : '0'}`).kind).toBe(
      'changed',
    );
  });

  it.each([
    ['another hash', 'plan#1@000000', { kind: 'changed', moved: null }],
    ['a place past the end', 'plan#4@000000', { kind: 'unknown-ordinal', ordinal: 4, last: 3 }],
    ['another document', 'other#1@000000', { kind: 'unknown-document', document: 'other' }],
    ['a path', '../plan#1@000000', { kind: 'unknown-document', document: '../plan' }],
    ['place zero', 'plan#0@000000', { kind: 'malformed' }],
    ['a short hash', 'plan#1@000', { kind: 'malformed' }],
    ['a hash of other letters', 'plan#1@00000g', { kind: 'malformed' }],
    ['no place', 'plan@000000', { kind: 'malformed' }],
    ['no document', '#1@000000', { kind: 'malformed' }],
    ['nothing', '', { kind: 'malformed' }],
    ['a place without end', `plan#${'9'.repeat(400)}@000000`, { kind: 'malformed' }],
  ])('with %s is told apart', (_, id, expected) => {
    expect(verifyPassage(corpus, id)).toMatchObject(expected);
  });

  it('finds where a sentence stands today when others came before it', () => {
    const later = corpusOf({ 'plan.md': 'News first. The council met. It adopted the plan. It left.' });
    const id = idsOf()[1]!;
    expect(verifyPassage(later, id)).toMatchObject({
      kind: 'changed',
      sentence: { ordinal: 2 },
      moved: { ordinal: 3 },
    });
  });

  it('changes with any change of the sentence', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 15 }), fc.constantFrom('x', ' ', 'é'), (at, letter) => {
        const text = 'The council met.';
        const altered = `${text.slice(0, at)}${letter}${text.slice(at)}`;
        const changed = corpusOf({ 'plan.md': `${altered} It adopted the plan. It left.` });
        expect(verifyPassage(changed, idsOf()[0]!).kind).not.toBe('unaltered');
      }),
      { numRuns: 40 },
    );
  });

  it('is parsed from anything without an exception', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parsePassageId(text);
        if (parsed) expect(text.toLowerCase()).toContain(`#${parsed.ordinal}@${parsed.hash}`);
      }),
    );
  });
});

describe('corpusLookup', () => {
  it('finds documents and their sentences, and nothing for another id', () => {
    const lookup = corpusLookup(corpus);
    expect(lookup.sentences('plan').map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
    for (const id of ['', 'PLAN', '__proto__', 'constructor']) {
      expect(lookup.document(id)).toBeUndefined();
      expect(lookup.sentences(id)).toEqual([]);
    }
  });
});
