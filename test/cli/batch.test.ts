import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { type Given, runWith } from './streams.ts';

const BATCH = ['ask', '--batch', '--json', '--corpus'];

async function batch(stdin: Given['stdin'], ...options: string[]) {
  const ran = await runWith([...BATCH, folderOf(TWO_DOCUMENTS), ...options], { stdin: stdin! });
  const answers = ran.stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { ...ran, answers };
}

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');

describe('ask --batch --json', () => {
  it('gives an answer a line, in order, with the ids', async () => {
    const questions = [
      'Who collected signatures?',
      'When does the bakery open?',
      'Which saxophonist conquered Jupiter?',
    ];
    const { exit, answers } = await batch(
      lines(...questions.map((question, id) => ({ id: `q${id}`, question }))),
    );
    expect(exit).toBe(0);
    expect(answers.map(({ id, question }) => ({ id, question }))).toEqual(
      questions.map((question, id) => ({ id: `q${id}`, question })),
    );
    expect(answers[2].kind).toBe('silent');
  });

  it('gives the same answers as one call each', async () => {
    const question = 'Who announced the closure of the lighthouse?';
    const { answers } = await batch(
      lines({ question }, { question, source: 'bakery' }, { question, limit: 1 }),
    );
    for (const [i, options] of [[], ['--source', 'bakery'], ['--limit', '1']].entries()) {
      const single = await runWith([
        'ask',
        question,
        '--json',
        '--corpus',
        folderOf(TWO_DOCUMENTS),
        ...options,
      ]);
      expect(answers[i]).toEqual(JSON.parse(single.stdout));
    }
  });

  it('keeps ids as they came and gives none where none came', async () => {
    const { answers } = await batch(
      lines({ id: 7, question: 'a' }, { id: '7', question: 'b' }, { question: 'c' }),
    );
    expect(answers.map((a) => a.id)).toEqual([7, '7', undefined]);
  });

  it('takes --source and --limit for lines that have none', async () => {
    const { answers } = await batch(
      lines(
        { question: 'Who collected signatures?' },
        { question: 'Who collected signatures?', source: 'lighthouse' },
      ),
      '--source',
      'bakery',
    );
    expect(answers.map((a) => a.kind)).toEqual(['silent', 'answered']);
  });

  it('marks broken lines invalid with their number, and answers the rest', async () => {
    const { exit, answers, stderr } = await batch(
      [
        '{"id":1,"question":"Who collected signatures?"}',
        '{"id":2,',
        '[]',
        '{"id":4}',
        '{"id":5,"question":7}',
        '{"id":6,"question":"x","limit":0}',
        '{"id":7,"question":"x","source":"bakry"}',
        '{"id":8,"question":" "}',
        '',
        '{"id":10,"question":"Who collected signatures?","extra":true}',
      ].join('\n'),
    );
    expect(exit).toBe(0);
    expect(answers.map((a) => [a.id, a.kind, a.problem])).toEqual([
      [1, 'answered', undefined],
      [undefined, 'invalid', 'line 2: the line is not JSON'],
      [undefined, 'invalid', 'line 3: the line is not an object {question, id?, source?, limit?}'],
      [4, 'invalid', expect.stringMatching(/^line 4: "question": /)],
      [5, 'invalid', expect.stringMatching(/^line 5: "question": /)],
      [6, 'invalid', expect.stringMatching(/^line 6: "limit": /)],
      [7, 'invalid', 'line 7: there is no source "bakry"; the nearest is "bakery"'],
      [8, 'invalid', expect.stringMatching(/^line 8: /)],
      [10, 'answered', undefined],
    ]);
    expect(stderr).toBe('verbatim: 7 lines of 9 invalid; see "problem" there\n');
  });

  it('survives bytes that are no text and lines that are too long', async () => {
    const { exit, answers } = await batch([
      Uint8Array.of(0xc3, 0x28, 0x0a),
      `{"question":"${'x'.repeat(1_100_000)}"}\n`,
      '\ufeff{"question":"Who collected signatures?"}\n',
    ]);
    expect(exit).toBe(0);
    expect(answers.map((a) => a.kind)).toEqual(['invalid', 'invalid', 'answered']);
    expect(answers[0].problem).toBe('line 1: the line is not UTF-8');
    expect(answers[1].problem).toMatch(/^line 2: the line is longer than/);
  });

  it('answers each line as soon as it has come', async () => {
    const stdin = new Readable({ read() {} });
    let seen = '';
    const { run } = await import('../../src/cli/program.ts');
    const { Writable } = await import('node:stream');
    const stdout = new Writable({
      write(chunk, _encoding, done) {
        seen += chunk;
        // The second question is only asked once the first has its answer.
        if (seen.split('\n').length === 2) stdin.push(lines({ id: 2, question: 'b' }));
        if (seen.split('\n').length === 3) stdin.push(null);
        done();
      },
    });
    stdin.push(lines({ id: 1, question: 'a' }));
    const io = { stdin, stdout, stderr: stdout, environment: {}, now: () => new Date(0) };
    expect(await run([...BATCH, folderOf(TWO_DOCUMENTS)], io)).toBe(0);
    expect(
      seen
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line).id),
    ).toEqual([1, 2]);
  });

  it('waits for a slow reader instead of piling answers up', async () => {
    const { run } = await import('../../src/cli/program.ts');
    const { Writable } = await import('node:stream');
    let most = 0;
    const stdout = new Writable({
      highWaterMark: 1_000,
      write(_chunk, _encoding, done) {
        most = Math.max(most, stdout.writableLength);
        setImmediate(done);
      },
    });
    const stdin = Readable.from([lines(...Array.from({ length: 300 }, () => ({ question: 'signatures' })))]);
    const io = { stdin, stdout, stderr: stdout, environment: {}, now: () => new Date(0) };
    await run([...BATCH, folderOf(TWO_DOCUMENTS)], io);
    expect(most).toBeLessThan(10_000);
  });

  it('says in one line when standard input cannot be read', async () => {
    const stdin = new Readable({
      read() {
        this.destroy(new Error('EISDIR: illegal operation on a directory, read'));
      },
    });
    const { exit, stderr } = await batch(stdin);
    expect(exit).toBe(1);
    expect(stderr).toBe(
      'verbatim: standard input cannot be read: EISDIR: illegal operation on a directory, read\n',
    );
  });

  it('has nothing to say about empty input', async () => {
    const { exit, stdout, stderr } = await batch('');
    expect({ exit, stdout, stderr }).toEqual({ exit: 0, stdout: '', stderr: '' });
  });
});
