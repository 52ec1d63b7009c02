import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { NEWS_PAGE } from '../corpus/import/pages.ts';
import { folderOf } from './corpora.ts';
import { type Given, runWith } from './streams.ts';

describe('add', () => {
  let files: string;
  let corpus: string;
  beforeEach(() => {
    files = folderOf({
      'page.html': NEWS_PAGE,
      'minutes.txt': 'The council met. It adopted the plan.\n',
      'report.md': '---\npublisher: The Herald\n---\n# A report\n\nIt rained.\n',
    });
    corpus = `${files}/corpus`;
  });
  const add = (args: readonly string[], given?: Given) =>
    runWith(['add', '--corpus', corpus, ...args], given);
  const inCorpus = (name: string) => readFileSync(`${corpus}/${name}`, 'utf8');

  it('imports a page with what it states, and says what it states not', async () => {
    const { exit, stdout, stderr } = await add([`${files}/page.html`]);
    expect({ exit, stdout, stderr }).toEqual({
      exit: 0,
      stdout: `${corpus}/council-adopts-the-harbour-plan.md: “Council adopts the harbour plan” · publisher not stated · no date stated · en · 11 sentences\n`,
      stderr: '',
    });
    expect((await runWith(['check', corpus])).stdout).toBe('1 document, 11 sentences, no problems\n');
  });

  it('can be asked at once', async () => {
    await add([`${files}/page.html`, `${files}/minutes.txt`]);
    const asked = await runWith(['ask', 'Who collected signatures against the plan?', '--corpus', corpus]);
    expect(asked.stdout).toContain('Fishermen collected four hundred signatures against the plan');
  });

  it('puts what is said before what the file states', async () => {
    const said = {
      title: 'Minutes: “the plan”',
      publisher: 'Skerry Council',
      author: 'A. Clerk',
      published: '2025-03-06',
      url: 'https://skerry.example/minutes',
      language: 'en-GB',
      licence: 'CC BY 4.0',
    };
    const options = Object.entries(said).flatMap(([name, value]) => [`--${name}`, value]);
    expect((await add([`${files}/report.md`, '--id', 'the-minutes', ...options])).exit).toBe(0);
    const { stdout } = await runWith(['ask', 'Did it rain?', '--corpus', corpus, '--limit', '1']);
    expect(stdout).toContain('Minutes: “the plan” · Skerry Council · 2025-03-06');
    expect(inCorpus('the-minutes.md')).toMatch(
      /^---\npublisher: Skerry Council\n(?:\w+: .+\n){6}---\n# A report\n\nIt rained\.\n$/,
    );
  });

  it('reads standard input', async () => {
    const { exit, stdout } = await add(['-', '--id', 'piped'], { stdin: ['A text ', 'in two parts.\n'] });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringContaining('1 sentence') });
    expect(inCorpus('piped.md')).toBe('A text in two parts.\n');
    expect((await add(['-'], { stdin: NEWS_PAGE })).exit).toBe(0);
    expect((await add(['-', '--title', 'Second thoughts'], { stdin: 'A text.\n' })).exit).toBe(0);
    expect(readdirSync(corpus).sort()).toEqual([
      'council-adopts-the-harbour-plan.md',
      'piped.md',
      'second-thoughts.md',
    ]);
  });

  it('never writes over a document unless it is told to', async () => {
    await add([`${files}/minutes.txt`]);
    writeFileSync(`${files}/minutes.txt`, 'Something else.\n');
    const again = await add([`${files}/minutes.txt`]);
    expect(again).toEqual({
      exit: 1,
      stdout: '',
      stderr: `verbatim: minutes.txt: ${corpus}/minutes.md is there already; give another id with --id, or write over it with --replace\n`,
    });
    expect(inCorpus('minutes.md')).toContain('adopted the plan');
    expect((await add([`${files}/minutes.txt`, '--replace'])).exit).toBe(0);
    expect(inCorpus('minutes.md')).toBe('Something else.\n');
  });

  it('makes no second document of one id out of another kind of file', async () => {
    mkdirSync(corpus);
    writeFileSync(`${corpus}/minutes.txt`, 'The first.\n');
    for (const options of [[], ['--replace']]) {
      const { exit, stderr } = await add([`${files}/minutes.txt`, ...options]);
      expect(exit).toBe(1);
      expect(stderr).toContain(`${corpus}/minutes.txt is there already; give another id with --id`);
    }
    expect(readdirSync(corpus)).toEqual(['minutes.txt']);
  });

  it('takes several files, names those that fail and goes on', async () => {
    const { exit, stdout, stderr } = await add([
      `${files}/minutes.txt`,
      `${files}/missing.html`,
      `${files}/report.md`,
    ]);
    expect(exit).toBe(1);
    expect(stdout.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toBe(`verbatim: ${files}/missing.html: does not exist\n`);
  });

  it('shows progress over many files on a terminal, and the result alone elsewhere', async () => {
    const many = Object.fromEntries(Array.from({ length: 220 }, (_, i) => [`t${i}.txt`, `Text ${i}.\n`]));
    const folder = folderOf(many);
    const paths = Object.keys(many).map((name) => `${folder}/${name}`);
    const shown = await add(paths, { columns: 80 });
    expect(shown.stderr).toContain('Importing');
    expect(shown.stdout.trimEnd().split('\n')).toHaveLength(220);
    expect((await add([...paths, '--replace'])).stderr).toBe('');
  });

  it.each<[string, string[], number, string, Given?]>([
    ['no file', [], 2, "missing required argument 'file'"],
    ['an unknown option', ['FILES/minutes.txt', '--licens', 'x'], 2, 'Did you mean --licence?'],
    [
      'one id for two files',
      ['FILES/minutes.txt', 'FILES/report.md', '--id', 'x'],
      2,
      '--id belongs to one document',
    ],
    ['an address that is none', ['FILES/minutes.txt', '--url', 'herald'], 2, '--url must be a web address'],
    [
      'a date that does not exist',
      ['FILES/minutes.txt', '--published', '2025-02-30'],
      2,
      '--published must be a date',
    ],
    [
      'a language that is none',
      ['FILES/minutes.txt', '--language', 'en glish'],
      2,
      '--language must be a language tag',
    ],
    ['an id without a letter', ['FILES/minutes.txt', '--id', '..'], 2, '--id ".." has no letter or digit'],
    ['a folder', ['FILES'], 1, 'is a folder; give the files in it'],
    ['nothing on standard input', ['-', '--id', 'x'], 1, 'standard input has no text to import'],
    ['standard input without a name', ['-'], 1, 'give the document one with --id', { stdin: 'A text.' }],
    ['standard input without an end', ['-', '--id', 'x'], 1, 'larger than 10 MB', { stdin: endless() }],
    [
      'standard input that cannot be read',
      ['-', '--id', 'x'],
      1,
      'standard input: cannot be read',
      { stdin: broken() },
    ],
  ])('refuses %s in a line and writes nothing', async (_, args, code, message, given) => {
    const { exit, stdout, stderr } = await add(
      args.map((each) => each.replace('FILES', files)),
      given,
    );
    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(corpus) ? readdirSync(corpus) : []).toEqual([]);
  });

  it('refuses a corpus that is one file, or that cannot be made', async () => {
    const onFile = await runWith(['add', `${files}/minutes.txt`, '--corpus', `${files}/report.md`]);
    expect(onFile.stderr).toBe(
      `verbatim: ${files}/report.md: is a file; name the folder of the corpus with --corpus\n`,
    );
    const below = await runWith(['add', `${files}/minutes.txt`, '--corpus', `${files}/report.md/deeper`]);
    expect({ exit: below.exit, lines: below.stderr.trimEnd().split('\n').length }).toEqual({
      exit: 1,
      lines: 1,
    });
  });
});

function* endless(): Generator<string> {
  for (;;) yield 'All work and no play. '.repeat(10_000);
}

function broken(): Readable {
  return new Readable({
    read() {
      this.destroy(Object.assign(new Error('read'), { code: 'EIO' }));
    },
  });
}
