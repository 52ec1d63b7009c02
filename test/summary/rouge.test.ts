import { describe, expect, it } from 'vitest';
import { rouge } from '../../src/summary/rouge.ts';

describe('rouge', () => {
  it('is 1 for the same words, whatever their case and punctuation', () => {
    expect(rouge('The cat sat.', 'the CAT, sat')).toEqual({ rouge1: 1, rouge2: 1, rougeL: 1 });
  });

  it('is 0 where nothing is shared, and for empty texts', () => {
    expect(rouge('a b', 'c d')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
    expect(rouge('', '')).toEqual({ rouge1: 0, rouge2: 0, rougeL: 0 });
  });

  it('follows the definition on the example of Lin 2004', () => {
    // "police killed the gunman" against "police kill the gunman" and "the gunman kill police".
    const kept = rouge('police kill the gunman', 'police killed the gunman');
    expect(kept.rougeL).toBeCloseTo(0.75);
    expect(kept.rouge2).toBeCloseTo(1 / 3);
    expect(rouge('the gunman kill police', 'police killed the gunman').rougeL).toBeCloseTo(0.5);
  });

  it('counts a repeated word no more often than the reference has it', () => {
    expect(rouge('the the the the', 'the cat').rouge1).toBeCloseTo((2 * 1) / 6);
  });
});
