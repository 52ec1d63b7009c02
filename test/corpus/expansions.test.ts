import { describe, expect, it } from 'vitest';
import { readExpansions } from '../../src/corpus/expansions.ts';
import { HASH_DIGITS, hashText } from '../../src/corpus/hash.ts';
import { loadCorpus } from '../../src/corpus/load.ts';
import type { Document, Sentence } from '../../src/corpus/types.ts';

const FILE = 'story.questions.yaml';
const TEXTS = ['The bridge opens in May.', 'It cost nine million.'];
const text = TEXTS.join('\n');
const story: Document = { id: 'story', title: 'Story', text, language: 'en', hash: hashText(text) };
const sentences: Sentence[] = TEXTS.map((sentence, index) => ({
  document: 'story',
  ordinal: index + 1,
  paragraph: index + 1,
  start: text.indexOf(sentence),
  end: text.indexOf(sentence) + sentence.length,
  voice: 'narrator',
  speaker: null,
}));
const [OPENS, COST] = TEXTS.map((sentence) => hashText(sentence).slice(0, HASH_DIGITS));

const read = (...lines: string[]) => readExpansions(FILE, lines.join('\n'), story, sentences);
const entry = (ordinal: number, hash: string | undefined, ...questions: string[]) => [
  `  - ordinal: ${ordinal}`,
  `    hash: "${hash}"`,
  '    questions:',
  '      en:',
  ...questions.map((question) => `        - ${question}`),
];

describe('a file of questions', () => {
  it('gives the questions of each sentence, and those that the document does not answer', () => {
    expect(
      read(
        'document: story',
        'sentences:',
        ...entry(2, COST, 'how much?'),
        'unanswered:',
        '  en: [Who built it?]',
      ),
    ).toEqual({
      kind: 'read',
      expansions: [{ document: 'story', ordinal: 2, hash: COST, questions: { en: ['how much?'] } }],
      knownSilence: { document: 'story', questions: { en: ['Who built it?'] } },
      warnings: [],
    });
  });

  it('tells which entry to look at again when its sentence has changed', () => {
    expect(read('document: story', 'sentences:', ...entry(1, '0000aa', 'when?'))).toMatchObject({
      kind: 'read',
      expansions: [{ ordinal: 1, hash: '0000aa' }],
      warnings: [
        {
          file: FILE,
          line: 3,
          message: `sentence 1 has changed since its questions were written; look at them again, then set hash: ${OPENS}`,
        },
      ],
    });
  });

  it('takes a hash that YAML would read as a number', () => {
    const result = read(
      'document: story',
      'sentences:',
      '  - { ordinal: 1, hash: 000123, questions: { en: [when?] } }',
    );
    expect(result).toMatchObject({ kind: 'read', expansions: [{ hash: '000123' }] });
  });

  it.each([
    {
      of: 'under two sentences',
      lines: ['sentences:', ...entry(1, OPENS, 'What is it?'), ...entry(2, COST, 'so', 'what IS it??')],
      warning: { line: 13, message: '"what IS it??" is also under sentence 1; keep the better place' },
    },
    {
      of: 'under a sentence and as unanswered',
      lines: ['sentences:', ...entry(1, OPENS, 'When?'), 'unanswered:', '  en:', '    - when'],
      warning: { line: 10, message: '"when" is also under sentence 1; keep the better place' },
    },
    {
      of: 'twice under one sentence',
      lines: ['sentences:', ...entry(1, OPENS, 'When?', 'when…')],
      warning: { line: 8, message: '"when…" is also under sentence 1; keep the better place' },
    },
  ])('warns of a question $of', ({ lines, warning }) => {
    expect(read('document: story', ...lines)).toMatchObject({
      kind: 'read',
      warnings: [{ file: FILE, ...warning }],
    });
  });

  it('takes a name that several languages share as one question of each', () => {
    const result = read('document: story', 'unanswered:', '  en: [Calatrava]', '  es: [Calatrava]');
    expect(result).toMatchObject({ kind: 'read', warnings: [] });
  });

  it.each([
    {
      of: 'another document',
      lines: ['document: tale'],
      problem: {
        line: 1,
        message: 'names the document "tale" but stands beside "story"; correct the one or rename the file',
      },
    },
    {
      of: 'a sentence that is not there',
      lines: ['document: story', 'sentences:', ...entry(3, COST, 'why?')],
      problem: { line: 3, message: 'sentence 3 does not exist: story has 2' },
    },
    {
      of: 'two entries for a sentence',
      lines: ['document: story', 'sentences:', ...entry(1, OPENS, 'when?'), ...entry(1, OPENS, 'what?')],
      problem: { line: 8, message: 'sentence 1 has two entries; join them' },
    },
    {
      of: 'a language that is none',
      lines: ['document: story', 'unanswered:', '  "not a tag": [why?]'],
      problem: { line: 3 },
    },
    {
      of: 'a question that is no text',
      lines: ['document: story', 'unanswered:', '  en:', '    - 2024'],
      problem: { line: 4, message: 'unanswered.en.0 must be text; put it in quotation marks' },
    },
    { of: 'broken YAML', lines: ['document: [story'], problem: { file: FILE } },
  ])('is refused for $of, with its line', ({ lines, problem }) => {
    expect(read(...lines)).toMatchObject({ kind: 'problems', problems: [problem] });
  });
});

describe("the article's questions", () => {
  const loaded = loadCorpus('corpus');
  if (loaded.kind === 'problems') throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  const { corpus, warnings } = loaded;
  const LANGUAGES = ['en', 'it', 'uk', 'fr', 'de', 'es', 'pl', 'tr'];

  it('are of this text, and stand in one place each', () => {
    expect(warnings.filter(({ file }) => file.endsWith('.questions.yaml'))).toEqual([]);
  });

  it('cover every sentence but the title, in each language that the bot speaks', () => {
    const answering = corpus.sentences.filter(({ document, heading }) => document === 'article' && !heading);
    const covered = corpus.expansions.filter(({ document }) => document === 'article');
    expect(covered.map(({ ordinal }) => ordinal)).toEqual(answering.map(({ ordinal }) => ordinal));
    const thin = covered.flatMap(({ ordinal, questions }) =>
      LANGUAGES.filter((language) => (questions[language] ?? []).length < 12).map((language) => ({
        ordinal,
        language,
      })),
    );
    expect(thin).toEqual([]);
  });

  it('include near misses in each of those languages', () => {
    const silence = corpus.knownSilences.find(({ document }) => document === 'article');
    expect(Object.keys(silence?.questions ?? {}).sort()).toEqual([...LANGUAGES].sort());
  });
});
