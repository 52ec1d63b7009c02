import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { gapsFile } from '../../src/discord/digest.ts';
import { folderOf, TWO_DOCUMENTS } from './corpora.ts';
import { runWith } from './streams.ts';

describe('teach', () => {
  let corpus: string;
  let id: string;
  beforeEach(async () => {
    corpus = folderOf(TWO_DOCUMENTS);
    const { stdout } = await runWith(['sentences', '--json', '--source', 'bakery', '--corpus', corpus]);
    id = JSON.parse(stdout)[1].id;
  });
  const teach = (...args: string[]) => runWith(['teach', '--corpus', corpus, ...args]);
  const questions = () => readFileSync(`${corpus}/bakery.questions.yaml`, 'utf8');

  it('adds a question to the sentence, once', async () => {
    const { exit, stdout, stderr } = await teach('did it get an award?', id);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toContain('bakery.questions.yaml: sentence 2, en: did it get an award?');
    expect(questions()).toContain('did it get an award?');
    const before = questions();
    expect((await teach('Did it get an award?', id)).stdout).toContain('already has this question');
    expect(questions()).toBe(before);
    expect((await runWith(['check', corpus])).exit).toBe(0);
  });

  it('takes the language as told', async () => {
    await teach('premio?', id, '--language', 'it');
    expect(questions()).toMatch(/it:\s+- premio\?/);
  });

  it('takes a file of gaps, leaves those without an id and names those that fail', async () => {
    const gaps = `${corpus}/gaps.yaml`;
    writeFileSync(
      gaps,
      `- question: any trophies?\n  id: ${id}\n- question: who bakes?\n- question: lost?\n  id: bakery#9@0000\n`,
    );
    const { exit, stdout, stderr } = await teach('--gaps', gaps);
    expect(exit).toBe(1);
    expect(stdout).toContain('any trophies?');
    expect(stderr).toMatch(/gaps\.yaml:5?\d*: bakery has 2 sentences, none numbered 9/);
    expect(stderr).toContain('1 question without an id left for later');
    expect(questions()).toContain('any trophies?');
    expect(questions()).not.toContain('who bakes?');
  });

  it('closes a gap that /digest gave: the question is answered from then on, and the rest are left', async () => {
    const question = 'any trophies for the place?';
    const asked = () => runWith(['ask', question, '--json', '--corpus', corpus]);
    expect((await asked()).exit).toBe(3);
    const gaps = [
      { question, count: 3, nearest: [id] },
      { question: 'what of "Jupiter": yes? # no', count: 1, nearest: [] },
    ];
    const file = gapsFile(gaps, ['Questions that the sources did not answer.']);
    // Somebody fills in the first id; the other entry stays open.
    writeFileSync(`${corpus}/unanswered.yaml`, file.replace('  id:\n', `  id: "${id}"\n`));
    const taught = await teach('--gaps', `${corpus}/unanswered.yaml`);
    expect(taught).toMatchObject({ exit: 0, stderr: 'verbatim: 1 question without an id left for later\n' });
    const given = JSON.parse((await asked()).stdout);
    expect(given.kind).toBe('answered');
    expect(given.passages[0].id).toBe(id);
    expect((await runWith(['check', corpus])).stdout).toContain('no problems');
  });

  it.each([
    ['nothing to teach', [], 2, 'give a question and the id'],
    ['a question without a sentence', ['a?'], 2, 'give a question and the id'],
    ['an id that is none', ['a?', 'bakery'], 1, 'is not a passage id'],
    ['an unknown document', ['a?', '../bakery#1@0000'], 1, 'no document is called'],
    ['a sentence that has changed', ['a?', 'bakery#1@0000'], 1, 'has changed'],
    ['a missing file of gaps', ['--gaps', '/nowhere.yaml'], 1, '/nowhere.yaml: cannot be read (ENOENT)'],
    ['both', ['a?', '--gaps', '/nowhere.yaml'], 2, 'leave out the question'],
  ])('refuses %s in a line and writes nothing', async (_, args, code, message) => {
    const { exit, stdout, stderr } = await teach(...args);
    expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(corpus).sort()).toEqual(['bakery.txt', 'lighthouse.md']);
    expect(existsSync(`${corpus}/../bakery.questions.yaml`)).toBe(false);
  });
});
