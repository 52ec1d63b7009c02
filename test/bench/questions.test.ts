import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readQuestionFile } from '../../src/cli/evaluation.ts';
import { readSentences } from '../../src/corpus/document.ts';
import type { QuestionSet } from '../../src/search/eval/types.ts';

const FOLDER = 'bench/questions';
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

async function setsOf(file: string): Promise<readonly QuestionSet[]> {
  const read = await readQuestionFile(`${FOLDER}/${file}`);
  if (read.kind === 'problem') throw new Error(read.message);
  return read.sets;
}

describe.each(files)('%s', (file) => {
  it('names whole sentences of its texts as answers', async () => {
    for (const { text, questions } of await setsOf(file)) {
      const sentences = readSentences(text, { document: 'text', format: 'text', language: 'en' });
      const cut = new Set(sentences.map(({ start, end }) => `${start}-${end}`));
      const strays = questions.flatMap(({ answers }) =>
        answers.filter(([start, end]) => !cut.has(`${start}-${end}`)).map((span) => text.slice(...span)),
      );
      expect(strays).toEqual([]);
    }
  });

  it('asks no question twice, and some that the text does not answer', async () => {
    for (const { questions } of await setsOf(file)) {
      const asked = questions.map(({ question }) => question.toLowerCase());
      expect(new Set(asked).size).toBe(asked.length);
      expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length);
      expect(questions.some(({ answers }) => answers.length === 0)).toBe(true);
    }
  });
});
