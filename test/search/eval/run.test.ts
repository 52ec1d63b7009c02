import { describe, expect, it } from 'vitest';
import { judge, parseQuestionSet } from '../../../src/search/eval/run.ts';
import type { QuestionSet } from '../../../src/search/eval/types.ts';
import type { Passage } from '../../../src/search/types.ts';

const set: QuestionSet = { document: 'd', text: 'One fine day. Two fine days.', questions: [] };

function passage(start: number, end: number): Passage {
  return {
    id: 'd#1@aaaa',
    document: 'd',
    ordinal: 1,
    paragraph: 1,
    start,
    end,
    text: set.text.slice(start, end),
    voice: 'narrator',
    speaker: null,
    score: 1,
    confidence: 0.5,
  };
}

describe('parseQuestionSet', () => {
  it('reads a line of the question file form', () => {
    const line = JSON.stringify({ ...set, questions: [{ id: 'a', question: 'q?', answers: [[0, 13]] }] });
    expect(parseQuestionSet(line)).toMatchObject({ kind: 'set', set: { document: 'd' } });
  });

  it.each([
    ['{', 'not JSON'],
    ['[]', 'line: '],
    ['{"document":"d","text":"t","questions":[{"id":"a"}]}', 'questions.0.question: '],
  ])('says what is wrong with %j', (line, message) => {
    const parsed = parseQuestionSet(line);
    expect(parsed.kind === 'problem' && parsed.message).toContain(message);
  });
});

describe('judge', () => {
  const question = { id: 'a', question: 'q?', answers: [[14, 28]] as const };

  it('finds the rank of the first passage that shares half of a right sentence', () => {
    const given = {
      kind: 'answered' as const,
      question: 'q?',
      passages: [passage(0, 13), passage(14, 28)],
      carried: 1,
      confidence: 0.5,
    };
    expect(judge(set, question, given)).toMatchObject({ rank: 2, answerable: true, kind: 'answered' });
  });

  it('does not count a passage that only touches the right sentence', () => {
    const given = {
      kind: 'silent' as const,
      question: 'q?',
      missing: [],
      nearest: [passage(0, 17)],
      mayBear: false,
      confidence: 0.1,
    };
    expect(judge(set, question, given).rank).toBe(0);
  });

  it('gives an invalid question no confidence', () => {
    expect(judge(set, question, { kind: 'invalid', question: '', problem: 'empty' })).toMatchObject({
      kind: 'invalid',
      confidence: 0,
      rank: 0,
    });
  });
});
