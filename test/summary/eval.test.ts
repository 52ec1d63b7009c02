import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanScores, parseSummarySet, scoreSummaries } from '../../src/summary/eval.ts';
import { newsCorpus } from '../quotes/corpus.ts';
import highlights from '../texts/highlights.json' with { type: 'json' };

describe('measuring summaries', () => {
  const scores = Object.entries(highlights).map(([name, lines]) =>
    scoreSummaries(newsCorpus([name]), lines.join('\n'), 3),
  );

  it('finds ours no worse than the first sentences and plain TextRank on news', () => {
    const { verbatim, lead, textrank } = meanScores(scores);
    for (const figure of ['rouge1', 'rouge2', 'rougeL'] as const) {
      expect(verbatim[figure]).toBeGreaterThanOrEqual(lead[figure]);
      expect(verbatim[figure]).toBeGreaterThanOrEqual(textrank[figure]);
    }
  });

  it('gives 1 to the first sentences where they are the reference', () => {
    const corpus = newsCorpus(['strike.md']);
    const { text } = corpus.documents[0]!;
    const [first, second] = corpus.sentences;
    const reference = [first!, second!].map(({ start, end }) => text.slice(start, end)).join(' ');
    expect(scoreSummaries(corpus, reference, 2).lead).toEqual({ rouge1: 1, rouge2: 1, rougeL: 1 });
  });

  it('reads a line, with a summary in one piece or in highlights', () => {
    const line = { document: 'd', text: 'A text.', summary: ['One.', 'Two.'] };
    expect(parseSummarySet(JSON.stringify(line))).toEqual({
      kind: 'set',
      set: { ...line, summary: 'One.\nTwo.' },
    });
    expect(parseSummarySet('{"document":"d","text":"A text."}')).toMatchObject({
      kind: 'problem',
      message: expect.stringMatching(/^summary: /),
    });
    expect(parseSummarySet('{')).toEqual({ kind: 'problem', message: 'not JSON' });
  });

  it('has texts whose highlights are not their own sentences', () => {
    for (const [name, lines] of Object.entries(highlights))
      for (const line of lines) expect(readFileSync(`test/texts/${name}`, 'utf8')).not.toContain(line);
  });
});
