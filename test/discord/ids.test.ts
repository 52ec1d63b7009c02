import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_REFS } from '../../src/discord/answer-view.ts';
import { customId, MAX_CUSTOM_ID, parseCustomId } from '../../src/discord/custom-id.ts';
import { documentKey, packRefs, parsePermalink, refOf, unpackRefs } from '../../src/discord/passage-ref.ts';
import { relativeTime } from '../../src/discord/relative-time.ts';
import { timeOf } from '../../src/discord/snowflake.ts';
import { linkToText } from '../../src/discord/text-fragment.ts';

const hex = (digits: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${digits}}$`));
const ref = fc.record({ document: hex(8), ordinal: fc.integer({ min: 1, max: 0xff_ff_ff }), hash: hex(6) });

describe('passages in a custom id', () => {
  test('come back as they went in', () => {
    fc.assert(
      fc.property(fc.array(ref, { minLength: 1, maxLength: MAX_REFS }), (refs) => {
        const id = customId('answer', 'more', packRefs(refs));
        expect(id.length).toBeLessThanOrEqual(MAX_CUSTOM_ID);
        const parsed = parseCustomId(id);
        expect(parsed.kind === 'ours' && unpackRefs(parsed.id.state)).toEqual(refs);
      }),
      { seed: 1 },
    );
  });

  test('are refused when they are anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const refs = unpackRefs(text);
        if (refs) expect(packRefs(refs).length).toBe(text.length);
      }),
      { seed: 1 },
    );
    expect(unpackRefs('')).toBeNull();
    expect(unpackRefs('A'.repeat(14))).toBeNull();
  });

  test('name the document by its hash, however long its id', () => {
    const passage = { id: 'a#3@1a2b3c', document: 'a'.repeat(255), ordinal: 3 };
    expect(refOf(passage)).toEqual({ document: documentKey('a'.repeat(255)), ordinal: 3, hash: '1a2b3c' });
  });
});

describe('custom ids', () => {
  test.each([
    ['1:answer:more:abc', 'ours'],
    ['2:answer:more:abc', 'expired'],
    ['0:answer:more:abc', 'expired'],
    ['something else', 'foreign'],
    ['', 'foreign'],
    ['1:answer', 'foreign'],
  ])('%s is %s', (text, kind) => {
    expect(parseCustomId(text).kind).toBe(kind);
  });

  test('that would be too long are a bug', () => {
    expect(() => customId('answer', 'more', 'x'.repeat(100))).toThrow('too long');
  });
});

describe('permalinks', () => {
  test.each([
    ['article#3@1a2b3c', { document: 'article', ordinal: 3, hash: '1a2b3c' }],
    [' `article#3@1A2B3C` ', { document: 'article', ordinal: 3, hash: '1a2b3c' }],
    ['article#3', { document: 'article', ordinal: 3, hash: null }],
    ['a#b#3@1a2b', { document: 'a#b', ordinal: 3, hash: '1a2b' }],
    ['article#0@1a2b3c', null],
    ['article', null],
    ['', null],
  ])('%s', (text, parts) => {
    expect(parsePermalink(text)).toEqual(parts);
  });
});

test('a snowflake tells when it was made', () => {
  expect(new Date(timeOf('175928847299117063')).toISOString()).toBe('2016-04-30T11:18:25.796Z');
  expect(timeOf('no id')).toBe(0);
});

describe('text fragments', () => {
  test.each([
    ['https://a.b/c', 'A short sentence.', 'https://a.b/c#:~:text=A%20short%20sentence.'],
    ['https://a.b/c#d', 'A short one.', 'https://a.b/c#d:~:text=A%20short%20one.'],
    [
      'https://a.b/c',
      'One, two - three four five six seven eight nine ten.',
      'https://a.b/c#:~:text=One%2C%20two%20%2D%20three,seven%20eight%20nine%20ten.',
    ],
    ['javascript:alert(1)', 'A short one.', null],
    ['not an address', 'A short one.', null],
  ])('%s', (url, text, link) => {
    expect(linkToText(url, text)).toBe(link);
  });
});

describe('relative times', () => {
  test.each([
    ['en', 'Last month, US Defense Secretary', 'Last month'],
    ['en', 'It was said three weeks ago in Rome.', 'three weeks ago'],
    ['en', 'The last monthly report', null],
    ['en-GB', 'He spoke yesterday.', 'yesterday'],
    ['it', 'Lo ha detto il mese scorso.', 'il mese scorso'],
    ['uk', 'Минулого місяця міністр', 'Минулого місяця'],
    ['de', 'Er sagte es vor drei Wochen.', 'vor drei Wochen'],
    ['ja', '先月', null],
  ])('%s: %s', (language, text, words) => {
    expect(relativeTime(text, language)).toBe(words);
  });
});
