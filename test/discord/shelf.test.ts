import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openShelf, type Watcher } from '../../src/discord/shelf.ts';

afterEach(() => vi.useRealTimers());

async function setUp(watcher?: Watcher) {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-shelf-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (text: string, name = 'a.txt') => writeFileSync(join(folder, name), text);
  write('The first text.\n');
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: 'info' }, { write: (line) => logged.push(JSON.parse(line)) });
  const opened = await openShelf(folder, log, watcher ? { watcher } : {});
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
  test('takes up a changed text', async () => {
    const { write, shelf, text } = await setUp();
    write('The second text.\n');
    expect(await shelf.reload()).toBe('changed');
    expect(text()).toBe('The second text.\n');
  });

  test('notices that nothing has changed', async () => {
    const { shelf, logged } = await setUp();
    const before = shelf.library();
    expect(await shelf.reload()).toBe('unchanged');
    expect(shelf.library()).toBe(before);
    expect(logged).toEqual([]);
  });

  test('keeps the last good corpus, and says why', async () => {
    const { write, shelf, text, logged } = await setUp();
    write('---\ntitle: [\n---\nBroken.\n', 'b.md');
    expect(await shelf.reload()).toBe('kept');
    expect(text()).toBe('The first text.\n');
    expect(logged[0]).toMatchObject({ file: expect.stringContaining('b.md'), message: expect.any(String) });
  });

  test('outlives its folder', async () => {
    const { folder, shelf, text } = await setUp();
    rmSync(folder, { recursive: true });
    expect(await shelf.reload()).toBe('kept');
    expect(text()).toBe('The first text.\n');
  });

  test('reloads once when the changes have settled, and not after it was closed', async () => {
    vi.useFakeTimers();
    const changed: (() => void)[] = [];
    const ended = vi.fn();
    const { write, shelf, text, logged } = await setUp((_, tell) => {
      changed.push(tell);
      return ended;
    });
    shelf.watch();
    shelf.watch();
    expect(changed).toHaveLength(1);
    write('The second text.\n');
    for (let n = 0; n < 5; n++) changed[0]!();
    expect(text()).toBe('The first text.\n');
    await vi.runAllTimersAsync();
    expect(text()).toBe('The second text.\n');
    expect(logged).toHaveLength(1);
    write('The third text.\n');
    changed[0]!();
    shelf.close();
    await vi.runAllTimersAsync();
    expect(text()).toBe('The second text.\n');
    expect(ended).toHaveBeenCalledOnce();
  });

  test('that cannot be watched still serves, and says how to reload', async () => {
    const { shelf, logged, text } = await setUp(() => {
      throw new Error('no watches left');
    });
    shelf.watch();
    expect(logged[0]?.msg).toContain('SIGHUP');
    expect(text()).toBe('The first text.\n');
  });

  test('of a folder that is not there is a list of problems', async () => {
    expect((await openShelf('/nowhere/at/all', pino({ level: 'silent' }))).kind).toBe('problems');
  });
});
