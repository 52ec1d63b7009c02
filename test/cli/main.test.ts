import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real command in a process of its own. */
function verbatim(
  args: readonly string[],
  stdin = '',
  environment: Record<string, string> = {},
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
      env: { PATH: process.env.PATH, CORPUS: 'corpus', ...environment },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.on('error', () => {});
    child.stdin.end(stdin);
  });
}

describe('the verbatim command', () => {
  it('answers the question of the README', async () => {
    const { code, stdout, stderr } = await verbatim(
      ['ask', 'What did Meloni say about UN peacekeeping missions?'],
      '',
      {
        FORCE_COLOR: '1',
        NO_COLOR: '1',
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('“UN peacekeeping missions are a different matter,” she noted');
    expect(stdout).toMatch(
      /— Giorgia Meloni, .*sentence 10 of 16, paragraph \d+\n {2}article#10@[0-9a-f]+\n/,
    );
    expect(stdout).not.toContain('\u001b');
  });

  it('is silent with 3, on standard output', async () => {
    const { code, stdout, stderr } = await verbatim(['ask', 'Which saxophonist conquered Jupiter?']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(stdout).toContain('not answer');
  });

  it('refuses wrong use with 2, nothing on standard output and no stack', async () => {
    const { code, stdout, stderr } = await verbatim(['ask', '--nonsense']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe("verbatim: unknown option '--nonsense'\n");
  });

  it('answers a batch through real pipes, in order', async () => {
    const requests = Array.from(
      { length: 200 },
      (_, id) => `${JSON.stringify({ id, question: `bakery ${id}` })}\n`,
    );
    requests.splice(100, 0, 'not JSON\n');
    const corpus = folderOf(TWO_DOCUMENTS);
    const { code, stdout } = await verbatim(
      ['ask', '--batch', '--json', '--corpus', corpus],
      requests.join(''),
    );
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.splice(100, 1)[0]).toMatchObject({
      kind: 'invalid',
      problem: 'line 101: the line is not JSON',
    });
    expect(answers.map((given) => given.id)).toEqual(requests.slice(1).map((_, id) => id));
  });

  it('stops quietly when the reader of its output goes away', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', 'ask', '--batch', '--json'],
      {
        env: { PATH: process.env.PATH, CORPUS: 'corpus' },
      },
    );
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    const feeding = setInterval(() => child.stdin.write('{"question":"Who said it?"}\n'), 5);
    const code = await new Promise((resolve) => child.on('close', resolve));
    clearInterval(feeding);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
