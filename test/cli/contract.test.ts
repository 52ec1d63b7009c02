import { beforeEach, describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

const COMMANDS = [
  'ask',
  'sentences',
  'summary',
  'quotes',
  'check',
  'add',
  'teach',
  'register',
  'eval',
  'start',
];
const QUESTION_SET = JSON.stringify({
  document: 'd',
  text: 'The council met. It adopted the plan.',
  questions: [
    { id: 'q1', question: 'What did the council adopt?', answers: [[17, 37]] },
    { id: 'q2', question: 'Which saxophonist conquered Jupiter?', answers: [] },
  ],
});
const QUOTED = 'Lindqvist said: “Nobody wants to see the lamp go dark.”\n';

/** A call, its exit code, and what it gives with --json where it takes that. */
interface Call {
  readonly name: string;
  readonly args: readonly string[];
  readonly code: number;
  readonly shape?: (value: unknown) => void;
}

describe('help', () => {
  it('lists every command, and no other', async () => {
    const { stdout } = await runWith(['--help']);
    const listed = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map((row) => row[1]);
    expect(listed.filter((name) => name !== 'help').sort()).toEqual([...COMMANDS].sort());
  });

  it.each(COMMANDS)('of %s goes to standard output with 0, and fits a terminal', async (name) => {
    for (const args of [
      [name, '--help'],
      ['help', name],
    ]) {
      const { exit, stdout, stderr } = await runWith(args);
      expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: verbatim ${name} `));
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    }
  });
});

describe('every command that lists or answers', () => {
  let corpus: string;
  let files: string;
  beforeEach(() => {
    corpus = folderOf(TWO_DOCUMENTS);
    files = folderOf({
      'quoted.txt': QUOTED,
      'set.jsonl': `${QUESTION_SET}\n`,
      'page.html': '<p>A page of its own.</p>',
    });
  });
  const CALLS: readonly Call[] = [
    {
      name: 'ask',
      args: ['ask', 'Who collected signatures against the plan?', '--corpus', 'CORPUS'],
      code: 0,
      shape: (value) =>
        expect(value).toMatchObject({
          kind: 'answered',
          question: expect.any(String),
          confidence: expect.any(Number),
          passages: expect.arrayContaining([PASSAGE]),
        }),
    },
    {
      name: 'a silent ask',
      args: ['ask', 'Which saxophonist conquered Jupiter?', '--corpus', 'CORPUS'],
      code: 3,
      shape: (value) =>
        expect(value).toMatchObject({
          kind: 'silent',
          missing: expect.arrayContaining(['saxophonist']),
          nearest: expect.any(Array),
        }),
    },
    {
      name: 'sentences',
      args: ['sentences', '--corpus', 'CORPUS'],
      code: 0,
      shape: (value) =>
        expect(value).toEqual(
          Array.from({ length: 6 }, () =>
            expect.objectContaining({
              id: expect.any(String),
              start: expect.any(Number),
              voice: expect.any(String),
              text: expect.any(String),
            }),
          ),
        ),
    },
    {
      name: 'summary',
      args: ['summary', '--source', 'lighthouse', '--corpus', 'CORPUS'],
      code: 0,
      shape: (value) =>
        expect(value).toMatchObject({
          passages: expect.arrayContaining([
            expect.objectContaining({ document: 'lighthouse', text: expect.any(String) }),
          ]),
        }),
    },
    {
      name: 'quotes',
      args: ['quotes', 'FILES/quoted.txt', '--corpus', 'CORPUS'],
      code: 0,
      shape: (value) => expect(value).toMatchObject({ findings: [expect.any(Object)] }),
    },
    {
      name: 'check',
      args: ['check', 'CORPUS'],
      code: 0,
      shape: (value) => expect(value).toEqual({ documents: 2, sentences: 6, problems: [], warnings: [] }),
    },
    {
      name: 'eval',
      args: ['eval', 'FILES/set.jsonl', '--corpus', 'CORPUS'],
      code: 0,
      shape: (value) =>
        expect(value).toMatchObject({ files: [{ name: 'set' }], all: { questions: 2 }, outcomes: [{}, {}] }),
    },
    { name: 'add', args: ['add', 'FILES/page.html', '--corpus', 'CORPUS'], code: 0 },
  ];
  const run = (args: readonly string[], given?: Parameters<typeof runWith>[1]) =>
    runWith(
      args.map((each) => each.replace('CORPUS', corpus).replace('FILES', files)),
      given,
    );

  it.each(CALLS)(
    '$name: the result alone on standard output, plain where that is no terminal',
    async ({ args, code }) => {
      const { exit, stdout, stderr } = await run(args);
      expect({ exit, stderr }).toEqual({ exit: code, stderr: '' });
      expect(stdout).toMatch(/\S/);
      expect(stdout.endsWith('\n')).toBe(true);
      expect(stdout).not.toContain('\u001b');
    },
  );

  it.each(CALLS)(
    '$name: no colours with NO_COLOR or on a dumb terminal, and the same words',
    async ({ name, args }) => {
      if (name === 'add') return;
      const plain = await run(args, { columns: 100, environment: { NO_COLOR: '1' } });
      const dumb = await run(args, { columns: 100, environment: { TERM: 'dumb' } });
      const coloured = await run(args, { columns: 100 });
      expect(plain.stdout).not.toContain('\u001b');
      expect(dumb.stdout).toBe(plain.stdout);
      // biome-ignore lint/complexity/useRegexLiterals: an escape in a literal is refused
      expect(coloured.stdout.replace(new RegExp('\\u001b\\[\\d+m', 'g'), '')).toBe(plain.stdout);
    },
  );

  it.each(CALLS.filter(({ shape }) => shape))(
    '$name --json: one JSON value, on a terminal too',
    async ({ args, code, shape }) => {
      for (const given of [{}, { columns: 40 }]) {
        const { exit, stdout, stderr } = await run([...args, '--json'], given);
        expect({ exit, stderr }).toEqual({ exit: code, stderr: '' });
        shape!(JSON.parse(stdout));
      }
    },
  );

  it.each(CALLS)('$name: the same bytes again', async ({ name, args }) => {
    if (name === 'add') return;
    expect(await run(args)).toEqual(await run(args));
  });
});

const PASSAGE = expect.objectContaining({
  id: expect.stringMatching(/^.+#\d+@[0-9a-f]{4,}$/),
  document: expect.any(String),
  ordinal: expect.any(Number),
  paragraph: expect.any(Number),
  start: expect.any(Number),
  end: expect.any(Number),
  text: expect.any(String),
  voice: expect.stringMatching(/^(?:direct|reported|mixed|narrator)$/),
  score: expect.any(Number),
  confidence: expect.any(Number),
});
