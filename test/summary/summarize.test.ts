import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../src/search/index.ts';
import { summarize } from '../../src/summary/summarize.ts';
import { libraryOf } from '../discord/libraries.ts';
import { newsCorpus, newsTexts } from '../quotes/corpus.ts';

const indexOf = (text: string) => libraryOf({ 'text.txt': text }).index;
const UNBOUNDED = Number.POSITIVE_INFINITY;

/** Places of the chosen sentences among those of the text, from 1. */
function chosen(
  text: string,
  sentences: number,
  options: { characters?: number; focus?: string } = {},
): number[] {
  const { characters = UNBOUNDED, focus } = options;
  const summary = summarize(indexOf(text), {
    budget: { sentences, characters },
    fill: true,
    ...(focus !== undefined && { focus }),
  });
  return 'passages' in summary ? summary.passages.map(({ ordinal }) => ordinal) : [];
}

describe('a summary', () => {
  it('gives exactly the sentences asked for, whole and in source order, whatever the text, number and focus', () => {
    const indices = newsTexts().map((name) => buildIndex(newsCorpus([name])));
    fc.assert(
      fc.property(
        fc.constantFrom(...indices),
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.constantFrom('water', 'the union', 'government', 'prices and money'), {
          nil: undefined,
        }),
        (index, count, focus) => {
          const summary = summarize(index, {
            budget: { sentences: count, characters: UNBOUNDED },
            fill: true,
            ...(focus !== undefined && { focus }),
          });
          if (summary.kind === 'silent') return;
          if (summary.kind === 'invalid') throw new Error(summary.problem);
          const { passages, document } = summary;
          expect(passages).toHaveLength(Math.min(count, summary.sentences));
          const ordinals = passages.map(({ ordinal }) => ordinal);
          expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
          for (const { text, start, end } of passages) expect(text).toBe(document.text.slice(start, end));
        },
      ),
      { numRuns: 120 },
    );
  });

  it('is the same from an index built anew', () => {
    for (const name of newsTexts())
      expect(summarize(buildIndex(newsCorpus([name])))).toEqual(summarize(buildIndex(newsCorpus([name]))));
  });

  it('keeps to its characters in whole sentences', () => {
    for (const name of newsTexts())
      for (const characters of [200, 500, 900]) {
        const summary = summarize(buildIndex(newsCorpus([name])), { budget: { sentences: 9, characters } });
        if (!('passages' in summary)) throw new Error(summary.kind);
        const total = summary.passages.reduce((sum, { text }) => sum + text.length, 0);
        expect(total <= characters || summary.passages.length === 1).toBe(true);
      }
  });

  it('gives one sentence even where none fits its characters', () => {
    expect(
      chosen('A sentence that is far too long stands here. Another one stands here too.', 1, {
        characters: 5,
      }),
    ).toHaveLength(1);
  });

  it('leaves bylines and exclamations to the last', () => {
    const text =
      'By A. Reporter.\n' +
      'The council of Skerry closed the harbour on Monday after a storm broke its wall. ' +
      'Engineers expect the repair of the wall to take two months. ' +
      'What a night! ' +
      'Fishermen will land their catch in Port Ellen until the wall stands again.\n';
    const [byline, , , exclamation] = [1, 2, 3, 4, 5];
    const three = chosen(text, 3);
    expect(three).not.toContain(byline);
    expect(three).not.toContain(exclamation);
  });

  it.each([
    ['a pronoun', 'She'],
    ['a connective', 'However, she'],
  ])('brings the sentence before one that opens with %s, or leaves both', (_, opening) => {
    const text =
      'The ferry to Skerry Island stopped on Monday. ' +
      'Ada Lindqvist runs the harbour office in the old customs house. ' +
      `${opening} said that the ferry to Skerry Island would not run before the ferry’s engine was mended. ` +
      'The island has ninety inhabitants and a single shop.\n';
    for (const count of [1, 2, 3]) {
      const found = chosen(text, count, { focus: 'ferry engine mended' });
      if (found.includes(3)) expect(found).toContain(2);
    }
    expect(chosen(text, 2, { focus: 'ferry engine mended' })).toEqual([2, 3]);
  });

  it('does not say the same thing twice where there is something else to say', () => {
    const text =
      'The council of Skerry approved the new harbour plan on Monday evening. ' +
      'On Monday evening the council of Skerry approved the new harbour plan. ' +
      'The works will cost nine million pounds and take until next summer. ' +
      'A ferry will replace the bridge while engineers rebuild the eastern wall.\n';
    expect(chosen(text, 2)).not.toEqual([1, 2]);
  });

  it('lets more than one voice be heard', () => {
    const text = [
      'The plan for the harbour of Skerry divides the island.',
      '“The harbour plan will bring work to the island,” said Ada Lindqvist.',
      '“The harbour plan will bring money to the island,” said Ada Lindqvist.',
      '“The harbour plan will bring noise to the quay,” said Bo Ek.',
      '',
    ].join('\n');
    expect(chosen(text, 3)).toContain(4);
  });

  it('names what is wrong with its source', () => {
    expect(summarize(indexOf('One sentence stands here.'), { source: 'other' })).toEqual({
      kind: 'invalid',
      problem: 'no document "other" in the corpus',
    });
  });

  it('says that a text is too short to be worth shortening, and what a longer one’s share is', () => {
    expect(summarize(indexOf('The ferry left at noon. It was full.'))).toMatchObject({
      kind: 'whole',
      share: 1,
      sentences: 2,
    });
    const summary = summarize(buildIndex(newsCorpus(['strike.md'])));
    expect(summary.kind === 'summary' && summary.share).toBeLessThan(0.75);
  });
});
