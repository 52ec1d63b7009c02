import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

const SIGNATURES = 'Who collected signatures against the plan?';
const UNRELATED = 'Which saxophonist conquered Jupiter?';

describe('ask', () => {
  it('shows the sentence, who says it, where it stands and its id, and ends with 0', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stdout, stderr } = await runWith(['ask', SIGNATURES, '--corpus', corpus]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const [text, attribution, id] = stdout.split('\n');
    expect(text).toBe('Fishermen from the village collected four hundred signatures against the plan.');
    expect(attribution).toBe(
      '  — narrator · Lighthouse to close · The Skerry Herald · 2024-05-01 · ' +
        'sentence 4 of 4, paragraph 4 · https://herald.example/lighthouse',
    );
    expect(id).toMatch(/^ {2}lighthouse#4@[0-9a-f]{4,}$/);
  });

  it('says what a source does not state of itself', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { stdout } = await runWith(['ask', 'When does the bakery in Mill Lane open?', '--corpus', corpus]);
    expect(stdout).toContain('publisher not stated · no date stated');
  });

  it('is silent with 3, names the words that stand nowhere and labels the nearest as no answer', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stdout } = await runWith(['ask', UNRELATED, '--corpus', corpus]);
    expect(exit).toBe(3);
    expect(stdout).toContain('The sources do not answer this.');
  });

  it('gives as many passages as asked for', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { stdout } = await runWith([
      'ask',
      `${SIGNATURES} lighthouse`,
      '--limit',
      '2',
      '--json',
      '--corpus',
      corpus,
    ]);
    const given = JSON.parse(stdout);
    expect(given.passages ?? given.nearest).toHaveLength(2);
  });

  it('writes one JSON Answer and nothing else', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stdout } = await runWith(['ask', '--json', '--corpus', corpus, SIGNATURES]);
    expect(exit).toBe(0);
    expect(stdout.endsWith('\n') && !stdout.slice(0, -1).includes('\n')).toBe(true);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'answered',
      question: SIGNATURES,
      passages: expect.arrayContaining([expect.objectContaining({ document: 'lighthouse', ordinal: 4 })]),
    });
  });

  it('writes a silent Answer as JSON, too, with 3', async () => {
    const { exit, stdout } = await runWith(['ask', '--json', '--corpus', folderOf(TWO_DOCUMENTS), UNRELATED]);
    expect(exit).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'silent', question: UNRELATED });
  });

  it('stays within a source', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    const { exit, stdout } = await runWith([
      'ask',
      SIGNATURES,
      '--source',
      'bakery',
      '--json',
      '--corpus',
      corpus,
    ]);
    expect(exit).toBe(3);
    expect(stdout).not.toContain('lighthouse#');
  });

  it('takes a single file, and the words of an unquoted question', async () => {
    const file = `${folderOf(TWO_DOCUMENTS)}/lighthouse.md`;
    const { exit, stdout } = await runWith(['ask', '--corpus', file, ...SIGNATURES.split(' ')]);
    expect(exit).toBe(0);
    expect(stdout).toContain('Fishermen');
  });

  it('takes the corpus from the environment', async () => {
    const environment = { CORPUS: folderOf(TWO_DOCUMENTS), METRICS_PORT: 'nonsense' };
    expect((await runWith(['ask', SIGNATURES], { environment })).exit).toBe(0);
  });

  it('colours and breaks lines on a terminal, and not with NO_COLOR', async () => {
    const args = ['ask', SIGNATURES, '--corpus', folderOf(TWO_DOCUMENTS)];
    const coloured = await runWith(args, { columns: 40 });
    expect(coloured.stdout).toContain('\u001b[');
    const plain = await runWith(args, { columns: 40, environment: { NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
    for (const line of plain.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(40);
  });

  it('shows how far reading and indexing are on a terminal, on standard error alone', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [
        `t${i}.txt`,
        `The keeper of lighthouse ${i} sleeps. He snores.\n`,
      ]),
    );
    const args = ['ask', 'Who sleeps in lighthouse 7?', '--limit', '1', '--corpus', folderOf(files)];
    const shown = await runWith(args, { columns: 80, environment: { NO_COLOR: '1' } });
    expect(shown.stderr).toContain('Reading texts');
    expect(shown.stderr).toContain('Indexing');
    expect(shown.stdout).not.toContain('Indexing');
    expect((await runWith(args)).stderr).toBe('');
  });

  it('shows control characters of a source harmlessly, and exactly in JSON', async () => {
    const corpus = folderOf({ 'a.txt': 'The keeper painted \u009b31m the lighthouse tower red.\n' });
    const args = ['ask', 'Who painted the lighthouse tower red?', '--corpus', corpus];
    const shown = await runWith(args, { columns: 200, environment: { NO_COLOR: '1' } });
    expect(shown.stdout).toContain('<U+009B>31m');
    expect(shown.stdout).not.toContain('\u009b');
    const { stdout } = await runWith([...args, '--json']);
    const { passages = [], nearest = [] } = JSON.parse(stdout);
    expect([...passages, ...nearest][0].text).toContain('\u009b31m');
  });

  it.each([
    ['no question', ['ask'], 2, 'there is no question'],
    ['a blank question', ['ask', ' \t'], 2, 'there is no question'],
    [
      'an unknown option',
      ['ask', 'x', '--sorce', 'y'],
      2,
      "unknown option '--sorce' (Did you mean --source?)",
    ],
    ['an unknown command', ['answer', 'x'], 2, "unknown command 'answer'"],
    ['a limit that is none', ['ask', 'x', '--limit', '0'], 2, 'Give a whole number from 1.'],
    ['an option without its value', ['ask', 'x', '--limit'], 2, "option '--limit <number>' argument missing"],
    ['--batch without --json', ['ask', '--batch'], 2, 'add --json'],
    ['--batch with a question', ['ask', '--batch', '--json', 'x'], 2, 'leave out the question'],
    [
      'an unknown source',
      ['ask', 'x', '--source', 'lighthose'],
      2,
      'no source "lighthose"; the nearest is "lighthouse"',
    ],
  ])('answers %s with one line', async (_, args, code, message) => {
    const environment = { CORPUS: folderOf(TWO_DOCUMENTS) };
    const { exit, stdout, stderr } = await runWith(args, { environment });
    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^verbatim: /);
  });

  it.each([
    ['100,000 characters', 'lighthouse '.repeat(9_100)],
    ['100,000 characters without a space', 'x'.repeat(100_000)],
    ['control characters', '\u0000\u001b[2J\u0007'],
    ['punctuation alone', '?!…'],
    ['an unpaired surrogate', 'lighthouse \ud800?'],
    ['scripts without spaces', '灯台はいつ閉まりますか ประภาคาร'],
  ])('gives an honest outcome for a question of %s', async (_, question) => {
    const { exit, stdout, stderr } = await runWith(['ask', question, '--corpus', folderOf(TWO_DOCUMENTS)]);
    expect([0, 2, 3]).toContain(exit);
    expect(stdout === '').toBe(exit === 2);
    expect(stderr === '').toBe(exit !== 2);
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  it('ends with a known code and no exception whatever is asked', async () => {
    const corpus = folderOf(TWO_DOCUMENTS);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.boolean(), async (question, json) => {
        const { exit } = await runWith([
          'ask',
          ...(json ? ['--json'] : []),
          '--corpus',
          corpus,
          '--',
          question,
        ]);
        expect([0, 2, 3]).toContain(exit);
      }),
      { numRuns: 30 },
    );
  });
});

describe('help', () => {
  it.each([[['--help']], [['help']], [['ask', '--help']], [['--version']]])(
    '%j goes to standard output with 0',
    async (args) => {
      const { exit, stdout, stderr } = await runWith(args);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).not.toBe('');
    },
  );

  it('is shown with 2 where nothing is asked for', async () => {
    const { exit, stdout, stderr } = await runWith([]);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain('Usage: verbatim');
  });
});
