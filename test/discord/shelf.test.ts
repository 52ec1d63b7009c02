import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openShelf, type Watcher } from '../../src/discord/shelf.ts';

afterEach(() => vi.useRealTimers());

function setUp(watcher?: Watcher) {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-shelf-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string, name = 'a.txt') => writeFileSync(join(folder, name), text);
  write('The first text.\n');
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
  const opened = openShelf(folder, log, watcher);
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return {
    folder,
    write,
    logged,
    shelf: opened.shelf,
    text: () => opened.shelf.library().documents[0]?.text,
  };
}

describe('a shelf', () => {
  test('takes up a changed text', () => {
    const { write, shelf, text } = setUp();
    write('The second text.\n');
    expect(shelf.reload()).toBe('changed');
    expect(text()).toBe('The second text.\n');
  });

  test('notices that nothing has changed', () => {
    const { shelf, logged } = setUp();
    const before = shelf.library();
    expect(shelf.reload()).toBe('unchanged');
    expect(shelf.library()).toBe(before);
    expect(logged).toEqual([]);
  });

  test('keeps the last good corpus, and says why', () => {
    const { write, shelf, text, logged } = setUp();
    write('---\ntitle: [\n---\nBroken.\n', 'b.md');
    expect(shelf.reload()).toBe('kept');
    expect(text()).toBe('The first text.\n');
    expect(logged[0]).toMatchObject({ file: expect.stringContaining('b.md'), message: expect.any(String) });
  });

  test('outlives its folder', () => {
    const { folder, shelf, text } = setUp();
    rmSync(folder, { recursive: true });
    expect(shelf.reload()).toBe('kept');
    expect(text()).toBe('The first text.\n');
  });

  test('reloads once when the changes have settled, and not after it was closed', () => {
    vi.useFakeTimers();
    const changed: (() => void)[] = [];
    const ended = vi.fn();
    const { write, shelf, text, logged } = setUp((_, tell) => {
      changed.push(tell);
      return ended;
    });
    shelf.watch();
    shelf.watch();
    expect(changed).toHaveLength(1);
    write('The second text.\n');
    for (let n = 0; n < 5; n++) changed[0]!();
    expect(text()).toBe('The first text.\n');
    vi.runAllTimers();
    expect(text()).toBe('The second text.\n');
    expect(logged).toHaveLength(1);
    write('The third text.\n');
    changed[0]!();
    shelf.close();
    vi.runAllTimers();
    expect(text()).toBe('The second text.\n');
    expect(ended).toHaveBeenCalledOnce();
  });

  test('that cannot be watched still serves, and says how to reload', () => {
    const { shelf, logged, text } = setUp(() => {
      throw new Error('no watches left');
    });
    shelf.watch();
    expect(logged[0]?.msg).toContain('SIGHUP');
    expect(text()).toBe('The first text.\n');
  });

  test('of a folder that is not there is a list of problems', () => {
    expect(openShelf('/nowhere/at/all', pino({ level: 'silent' })).kind).toBe('problems');
  });
});
