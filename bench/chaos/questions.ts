import { loadCorpus } from '../../src/corpus/load.ts';

/** Questions that people asked of the sources, and texts that nobody foresees. */
export function questionTexts(corpus: string): string[] {
  const read = loadCorpus(corpus);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  const asked = read.corpus.expansions.flatMap(({ questions }) => Object.values(questions).flat());
  return [...asked, ...ODD_QUESTIONS];
}

/** What is typed by mistake, by habit or on purpose. */
const ODD_QUESTIONS: readonly string[] = [
  '@everyone who proposed it?',
  '<@&123456789012345678> and <@123456789012345678>, what is Article 5?',
  '**What** did `Meloni` say || about peacekeepers ||?',
  '[click](https://example.com) what is proposed?',
  '> What did she say?\nand why?',
  'wh\u200bat\u200b did\u200b Italy\u200b propose?',
  '\u202ewhat is proposed\u202c',
  'w\u0301\u0301\u0301\u0301\u0301hat?',
  '👨‍👩‍👧‍👦 what about 🇺🇦 in 🇮🇹?',
  '???',
  'a'.repeat(499),
  'and '.repeat(120),
  '(((((((((((((((((((((((((((((((((((((((((',
  'Хто запропонував це?',
  'ماذا اقترحت إيطاليا؟',
  'constructor __proto__ toString',
  '$& $1 \\1 %s {ask} {0}',
];
