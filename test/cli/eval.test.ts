import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { MODEL } from '../../src/search/model.ts';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

const TEXT =
  'The mayor opened a bridge on Monday.\nChildren crossed it first.\nA storm delayed the fireworks until Friday.\n';
const spanOf = (words: string) => [TEXT.indexOf(words), TEXT.indexOf(words) + words.length];

const QUESTIONS = {
  document: 'bridge',
  title: 'A bridge',
  text: TEXT,
  questions: [
    {
      id: 'b1',
      question: 'Who crossed it first? Children?',
      answers: [spanOf('Children crossed it first.')],
    },
    {
      id: 'b2',
      question: 'Which storm delayed the fireworks?',
      answers: [spanOf('A storm delayed the fireworks until Friday.')],
    },
    { id: 'b3', question: 'Which saxophonist conquered Jupiter?', answers: [] },
  ],
};

function questionFiles(files: Record<string, unknown[]> = { 'bridge.jsonl': [QUESTIONS] }): string {
  return folderOf(
    Object.fromEntries(
      Object.entries(files).map(([name, lines]) => [
        name,
        lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
      ]),
    ),
  );
}

const corpus = () => ({ environment: { CORPUS: folderOf(TWO_DOCUMENTS) } });

describe('eval', () => {
  it('prints the figures of each file and of all, and how far the confidence can be trusted', async () => {
    const folder = questionFiles({
      'one.jsonl': [QUESTIONS],
      'two.jsonl': [QUESTIONS, { ...QUESTIONS, document: 'b' }],
    });
    const { exit, stdout, stderr } = await runWith(
      ['eval', `${folder}/one.jsonl`, `${folder}/two.jsonl`],
      corpus(),
    );
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/));
    expect(rows[0]!.slice(1, 4)).toEqual(['questions', 'answerable', 'hit@1']);
    expect(rows[1]!.slice(0, 4)).toEqual(['one', '3', '2', '1.000']);
    expect(rows[2]!.slice(0, 4)).toEqual(['two', '6', '4', '1.000']);
    expect(rows[3]!.slice(0, 4)).toEqual(['all', '9', '6', '1.000']);
    expect(stdout).toContain('promised');
  });

  it('gives the run as JSON, with every outcome', async () => {
    const { stdout } = await runWith(['eval', '--json', '--fresh', `${questionFiles()}/bridge.jsonl`]);
    const run = JSON.parse(stdout);
    expect(run.files).toHaveLength(1);
    expect(run.all).toMatchObject({ questions: 3, answerable: 2, hitAt1: 1 });
    expect(run.outcomes.map((outcome: { id: string }) => outcome.id)).toEqual(['b1', 'b2', 'b3']);
  });

  it('gives the figures as Markdown', async () => {
    const { stdout } = await runWith(['eval', '--markdown', '--fresh', `${questionFiles()}/bridge.jsonl`]);
    const [provenance, none, head, line, row] = stdout.split('\n');
    expect(provenance).toBe(
      `\`verbatim eval --markdown --fresh bridge.jsonl\`, 2026-01-02, Verbatim ${packageFile.version}, Node.js ${process.versions.node}, weights ${MODEL.version}.`,
    );
    expect(none).toBe('');
    expect(head).toMatch(/^\| {2}\| questions \| answerable \| hit@1 /);
    expect(line).toMatch(/^\| --- \| --: /);
    expect(row).toMatch(/^\| bridge \| 3 \| 2 \| 1\.000 /);
  });

  it('names a file of the repository by its path there', async () => {
    const { stdout } = await runWith(['eval', '--markdown', '--fresh', './bench/questions/news.jsonl']);
    expect(stdout).toMatch(/^`verbatim eval --markdown --fresh bench\/questions\/news\.jsonl`/);
  });

  it('measures the paraphrases in rows of their own', async () => {
    const paraphrase = {
      id: 'p',
      question: 'Did bad weather postpone anything?',
      answers: [spanOf('A storm delayed the fireworks until Friday.')],
    };
    const set = { ...QUESTIONS, questions: [...QUESTIONS.questions, paraphrase] };
    const folder = questionFiles({ 'a.jsonl': [set], 'b.jsonl': [QUESTIONS] });
    const { stdout } = await runWith([
      'eval',
      '--fresh',
      '--paraphrases',
      `${folder}/a.jsonl`,
      `${folder}/b.jsonl`,
    ]);
    const rows = stdout.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3));
    expect(rows.slice(1, 7)).toEqual([
      ['a', '4', '3'],
      ['a, paraphrases', '1', '1'],
      ['b', '3', '2'],
      ['b, paraphrases', '0', '0'],
      ['all', '7', '5'],
      ['all, paraphrases', '1', '1'],
    ]);
  });

  it('lists what was not served', async () => {
    const wrong = { ...QUESTIONS.questions[0]!, answers: [spanOf('The mayor opened a bridge on Monday.')] };
    const folder = questionFiles({ 'w.jsonl': [{ ...QUESTIONS, questions: [wrong] }] });
    const { stdout } = await runWith(['eval', '--failures', '--fresh', `${folder}/w.jsonl`]);
    expect(stdout).toContain('bridge b1: Who crossed it first? Children?');
    expect(stdout).toContain('first:  Children crossed it first.');
    expect(stdout).toContain('wanted: The mayor opened a bridge on Monday.');
  });

  it('compares with a run that was kept', async () => {
    const folder = questionFiles();
    const args = ['eval', '--fresh', `${folder}/bridge.jsonl`];
    const { stdout: kept } = await runWith([...args, '--json']);
    writeFileSync(`${folder}/run.json`, kept);
    expect((await runWith([...args, '--compare', `${folder}/run.json`])).stdout).toContain('Won 0, lost 0');
    const worse = JSON.parse(kept);
    worse.outcomes[0].rank = 2;
    writeFileSync(`${folder}/worse.json`, JSON.stringify(worse));
    const { stdout } = await runWith([...args, '--compare', `${folder}/worse.json`]);
    expect(stdout).toContain('Won 1, lost 0');
    expect(stdout).toContain('b1: Who crossed it first? Children?');
  });

  it('measures a text of the corpus with its own front matter, at the same offsets', async () => {
    const path = folderOf(TWO_DOCUMENTS);
    const text = readFileSync(`${path}/lighthouse.md`, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, '');
    const words = 'Fishermen from the village collected four hundred signatures against the plan.';
    const answers = [[text.indexOf(words), text.indexOf(words) + words.length]];
    const set = {
      document: 'x',
      text,
      questions: [{ id: '1', question: 'Who collected signatures?', answers }],
    };
    const { stdout } = await runWith([
      'eval',
      '--json',
      '--corpus',
      path,
      `${questionFiles({ 'x.jsonl': [set] })}/x.jsonl`,
    ]);
    expect(JSON.parse(stdout).all.hitAt1).toBe(1);
  });

  it('takes a text that looks like front matter for a text', async () => {
    const text = '---\ntitle: [\n---\nThe mayor opened a bridge on Monday.\n';
    const words = 'The mayor opened a bridge on Monday.';
    const answers = [[text.indexOf(words), text.indexOf(words) + words.length]];
    const set = { document: 'x', text, questions: [{ id: '1', question: 'Who opened a bridge?', answers }] };
    const { stdout } = await runWith([
      'eval',
      '--json',
      '--fresh',
      `${questionFiles({ 'x.jsonl': [set] })}/x.jsonl`,
    ]);
    expect(JSON.parse(stdout).all.hitAt1).toBe(1);
  });

  it.each([
    ['a missing file', [], 'nothing.jsonl: does not exist'],
    ['an empty file', [['nothing.jsonl', '']], 'nothing.jsonl: has no questions'],
    ['a line that is not JSON', [['nothing.jsonl', '\n{']], 'nothing.jsonl:2: not JSON'],
    ['a line of another form', [['nothing.jsonl', '{"document":"d"}']], 'nothing.jsonl:1: text: '],
  ])('refuses %s in a line', async (_, files, message) => {
    const folder = folderOf(Object.fromEntries(files));
    const { exit, stdout, stderr } = await runWith(['eval', '--fresh', `${folder}/nothing.jsonl`]);
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('refuses an earlier run that is none', async () => {
    const path = `${questionFiles()}/bridge.jsonl`;
    const { exit, stderr } = await runWith(['eval', '--fresh', path, '--compare', path]);
    expect(exit).toBe(1);
    expect(stderr).toContain('is no run of verbatim eval --json');
  });
});

describe('eval of summaries', () => {
  const set = {
    document: 'bridge',
    text: `${TEXT}The bridge is nine metres wide and carries no cars.\nIt cost four million.\n`,
    summary: ['The mayor opened a bridge on Monday, and children crossed it first.'],
  };

  it('prints ROUGE beside the first sentences and TextRank', async () => {
    const folder = questionFiles({ 'news.jsonl': [set, set] });
    const { exit, stdout } = await runWith(['eval', '--sentences', '2', `${folder}/news.jsonl`], corpus());
    expect(exit).toBe(0);
    expect(stdout).toMatch(/ROUGE-1 +ROUGE-2 +ROUGE-L\n/);
    expect(stdout).toMatch(/^news +Verbatim +2 +0\.\d{3}/m);
    expect(stdout).toMatch(/^news +Lead +2 +0\.9/m);
    expect(stdout).toMatch(/^news +TextRank +2 /m);
  });

  it('gives the figures as JSON and as Markdown', async () => {
    const file = `${questionFiles({ 'news.jsonl': [set] })}/news.jsonl`;
    const { stdout } = await runWith(['eval', '--json', file], corpus());
    expect(JSON.parse(stdout)).toMatchObject({ sentences: 3, files: [{ name: 'news', documents: 1 }] });
    const markdown = await runWith(['eval', '--markdown', file], corpus());
    expect(markdown.stdout).toMatch(
      /^`verbatim eval --markdown [^ ]+`, 2026-01-02, .*\.\n\n\| {2}\| method \| documents \|/,
    );
  });

  it('refuses questions and summaries together, and a number that is none', async () => {
    const folder = questionFiles({ 'news.jsonl': [set], 'bridge.jsonl': [QUESTIONS] });
    const both = await runWith(['eval', `${folder}/news.jsonl`, `${folder}/bridge.jsonl`], corpus());
    expect(both).toMatchObject({ exit: 2, stderr: expect.stringContaining('measured apart') });
    const none = await runWith(['eval', '--sentences', '0', `${folder}/news.jsonl`], corpus());
    expect(none.exit).toBe(2);
  });

  it('tells where a line is no summary', async () => {
    const folder = questionFiles({ 'news.jsonl': [set, { document: 'x', text: 'y' }] });
    const { exit, stderr } = await runWith(['eval', `${folder}/news.jsonl`], corpus());
    expect(exit).toBe(1);
    expect(stderr).toContain('news.jsonl:2: summary');
  });
});
