import { truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

/** Every command that reads a corpus, with what it needs beside one. */
const READERS: readonly (readonly [string, readonly string[]])[] = [
  ['ask', ['ask', 'Who?', '--corpus']],
  ['ask --json', ['ask', 'Who?', '--json', '--corpus']],
  ['ask --batch', ['ask', '--batch', '--json', '--corpus']],
  ['sentences', ['sentences', '--corpus']],
  ['summary', ['summary', '--corpus']],
  ['quotes', ['quotes', '--corpus']],
  ['teach', ['teach', 'Who?', 'a#1@0000', '--corpus']],
];

const BROKEN: readonly (readonly [string, Readonly<Record<string, string | Uint8Array>>, RegExp])[] = [
  [
    'is empty',
    {},
    /holds no \.md or \.txt file; put a text into it, or import one with `verbatim add FILE`$/,
  ],
  [
    'holds an empty text',
    { 'a.md': '' },
    /a\.md:1: has no text; write the source’s own words into it, or remove it$/,
  ],
  [
    'has front matter that does not parse',
    { 'a.md': '---\ntitle: [a\n---\nText.' },
    /a\.md:\d: the front matter is not YAML: .+$/,
  ],
  [
    'has a date that does not exist',
    { 'a.md': '---\npublished: 2025-02-30\n---\nText.' },
    /a\.md:2: published must be a date such as 2025-03-06.+$/,
  ],
  [
    'has two documents of one id',
    { 'a.md': 'One.', 'a.txt': 'Two.' },
    /a\.txt: has the same id "a" as .*a\.md; rename one of them$/,
  ],
  [
    'has a file that is not UTF-8',
    { 'a.txt': Uint8Array.of(0x41, 0x0a, 0xe9) },
    /a\.txt:2: is not UTF-8; save it as UTF-8 .+$/,
  ],
  [
    'has a control character',
    { 'a.txt': 'A\u001b[2Jtext.' },
    /a\.txt:1: contains the control character U\+001B; remove it$/,
  ],
  [
    'has questions that do not parse',
    { 'a.md': 'Text.', 'a.questions.yaml': 'document: [' },
    /a\.questions\.yaml:\d+: .+$/,
  ],
];

describe.each(READERS)('%s', (_, args) => {
  it.each(BROKEN)('says in one line, with 1, that the corpus %s', async (_case, files, message) => {
    const { exit, stdout, stderr } = await runWith([...args, folderOf(files)], {
      stdin: '{"question":"Who?"}\n',
    });
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toMatch(/^verbatim: [^\n]+\n$/);
    expect(stderr.trimEnd()).toMatch(message);
  });

  it('says so when there is no corpus', async () => {
    const { exit, stdout, stderr } = await runWith([...args, '/nowhere']);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'verbatim: /nowhere: does not exist; give a folder of .md and .txt files, or one such file\n',
    });
  });

  it('refuses a file of 50 MB at once', async () => {
    const folder = folderOf({ 'big.txt': '' });
    truncateSync(`${folder}/big.txt`, 50 * 1024 * 1024);
    for (const path of [folder, `${folder}/big.txt`]) {
      const { exit, stdout, stderr } = await runWith([...args, path]);
      expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
      expect(stderr).toBe(
        `verbatim: ${folder}/big.txt: is larger than 10 MB (50 MB); split it into several files\n`,
      );
    }
  });
});

describe('check', () => {
  it.each(BROKEN)('lists on standard output, with 1, that the corpus %s', async (_, files, message) => {
    const { exit, stdout, stderr } = await runWith(['check', folderOf(files)]);
    expect({ exit, stderr }).toEqual({ exit: 1, stderr: '' });
    const [problem, total] = stdout.trimEnd().split('\n');
    expect(problem).toMatch(message);
    expect(total).toBe('1 problem');
  });
});

describe('wrong use gets one line and 2, whatever the corpus is like', () => {
  it.each<[string, string[], string]>([
    ['an unknown option', ['ask', 'x', '--sorce', 'y'], 'Did you mean --source?'],
    ['a limit in words', ['ask', 'x', '--limit', 'abc'], 'Give a whole number from 1.'],
    ['a limit of zero', ['ask', 'x', '--limit', '0'], 'Give a whole number from 1.'],
    ['a limit below zero', ['ask', 'x', '--limit', '-3'], 'Give a whole number from 1.'],
    ['a limit with a fraction', ['ask', 'x', '--limit', '1.5'], 'Give a whole number from 1.'],
    ['a limit without end', ['ask', 'x', '--limit', '9'.repeat(30)], 'Give a whole number from 1.'],
    ['an empty question', ['ask', ''], 'there is no question'],
    ['a blank question', ['ask', ' \t\u00a0 '], 'there is no question'],
    ['a count in words', ['summary', '--sentences', 'few'], '--sentences'],
    ['an unknown command', ['answr'], "unknown command 'answr'"],
    ['an argument too many', ['sentences', 'x'], 'too many arguments'],
    ['an argument too many after a path', ['check', 'x', 'y'], 'too many arguments'],
    ['no file to measure', ['eval'], "missing required argument 'file'"],
    ['no file to add', ['add'], "missing required argument 'file'"],
    ['an option without its value', ['sentences', '--source'], 'argument missing'],
  ])('%s', async (_, args, message) => {
    const { exit, stdout, stderr } = await runWith(args, { environment: { CORPUS: '/nowhere' } });
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toMatch(/^verbatim: [^\n]+\n$/);
    expect(stderr).toContain(message);
  });
});

describe('a batch goes on', () => {
  const batch = async (stdin: string | Iterable<string | Uint8Array>) => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const ran = await runWith(['ask', '--batch', '--json', '--corpus', corpus], { stdin });
    return {
      ...ran,
      answers: ran.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    };
  };
  const GOOD = '{"id":"last","question":"Who collected signatures against the plan?"}\n';

  it.each<[string, string | Iterable<string | Uint8Array>, string]>([
    ['a line that is not JSON', ['{"question":\n', GOOD], 'line 1: the line is not JSON'],
    [
      'a line of 20 MB',
      [`{"question":"${'x'.repeat(20_000_000)}"}\n`, GOOD],
      'line 1: the line is longer than 1,000,000 bytes',
    ],
    [
      'a line that is not UTF-8',
      [Uint8Array.of(0x22, 0xff, 0x22, 0x0a), GOOD],
      'line 1: the line is not UTF-8',
    ],
    ['JSON nested without end', [`${'['.repeat(200_000)}\n`, GOOD], 'line 1: the line is not JSON'],
    ['a prototype for a question', ['{"__proto__":{"question":"x"}}\n', GOOD], 'line 1: "question": '],
    [
      'a question of 100,000 characters',
      [`${JSON.stringify({ question: 'plan '.repeat(20_000) })}\n`, GOOD],
      'line 1: ',
    ],
    ['an empty question', ['{"question":""}\n', GOOD], 'line 1: '],
    ['control characters', ['{"question":"\\u0000\\u001b"}\n', GOOD], 'line 1: '],
  ])('after %s', async (_, stdin, problem) => {
    const { exit, answers } = await batch(stdin);
    expect(exit).toBe(0);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toMatchObject({ kind: 'invalid', problem: expect.stringContaining(problem) });
    expect(answers[1]).toMatchObject({ kind: 'answered', id: 'last' });
  });
});
