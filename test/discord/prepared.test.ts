import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import { fingerprint, PreparedIndexes } from '../../src/discord/prepared.ts';
import { openShelf } from '../../src/discord/shelf.ts';
import { buildTables } from '../../src/search/build.ts';
import { answer } from '../../src/search/index.ts';

const CORPUS = 'corpus';
/** A small one, where the texts do not matter. */
const SMALL = mkdtempSync(join(tmpdir(), 'verbatim-small-'));
writeFileSync(join(SMALL, 'a.txt'), 'The harbour on Skerry Island will close in autumn.\n');
afterAll(() => rmSync(SMALL, { recursive: true, force: true }));
const QUESTIONS = [
  'Who ruled out membership?',
  'What did Meloni say about UN peacekeeping missions?',
  'Chi è contrario?',
  'Was sagte Macorn?',
  'How tall is the tower?',
];

let folder: string;
let logged: { msg: string }[];
const log = pino({}, { write: (line) => logged.push(JSON.parse(line)) });

beforeEach(() => {
  logged = [];
  folder = mkdtempSync(join(tmpdir(), 'verbatim-prepared-'));
  onTestFinished(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
});

async function shelfOf(prepared: PreparedIndexes | null, path = SMALL) {
  const opened = await openShelf(path, log, { prepared });
  if (opened.kind === 'problems') throw new Error(JSON.stringify(opened.problems));
  return opened.shelf;
}

function file(): string {
  return join(folder, readdirSync(folder)[0]!);
}

describe('a prepared index', () => {
  test('answers as the texts themselves do, to the last digit', async () => {
    const indexes = new PreparedIndexes(folder, 'build');
    const fresh = (await shelfOf(indexes, CORPUS)).library().index;
    expect(indexes.load(fingerprint(CORPUS)!)).not.toBeNull();
    const prepared = (await shelfOf(indexes, CORPUS)).library().index;
    for (const question of QUESTIONS)
      expect(answer(prepared, question, { limit: 16 })).toEqual(answer(fresh, question, { limit: 16 }));
  });

  test('holds plain data alone, which is what a file gives back', () => {
    const loaded = loadCorpus(CORPUS);
    if (loaded.kind === 'problems') throw new Error(JSON.stringify(loaded.problems));
    const plain = [
      Object,
      Array,
      Map,
      Set,
      Uint8Array,
      Uint16Array,
      Uint32Array,
      Int32Array,
      Float32Array,
      Float64Array,
    ];
    const visit = (value: unknown, path: string): void => {
      if (typeof value === 'function') throw new Error(`${path} is a function`);
      if (typeof value !== 'object' || value === null) return;
      if (!plain.some(({ prototype }) => Object.getPrototypeOf(value) === prototype))
        throw new Error(`${path} is a ${value.constructor.name}`);
      if (ArrayBuffer.isView(value)) return;
      const entries = value instanceof Map || value instanceof Set ? [...value].flat() : Object.values(value);
      for (const [at, entry] of entries.entries()) visit(entry, `${path}.${at}`);
    };
    visit(buildTables(loaded.corpus), 'tables');
  });

  test('that is damaged anywhere is left aside, and made anew', async () => {
    const indexes = new PreparedIndexes(folder, 'build');
    await shelfOf(indexes);
    const whole = readFileSync(file());
    const state = fingerprint(SMALL)!;
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = Buffer.from(whole);
        damaged[at]! ^= change;
        writeFileSync(file(), damaged);
        expect(indexes.load(state)).toBeNull();
      }),
      { numRuns: 20 },
    );
    for (const length of [0, 10, 32, whole.length - 1]) {
      writeFileSync(file(), whole.subarray(0, length));
      expect(indexes.load(state)).toBeNull();
    }
    await shelfOf(indexes);
    expect(readFileSync(file()).equals(whole)).toBe(true);
  });

  test('of another build, or of other texts, is not taken', async () => {
    await shelfOf(new PreparedIndexes(folder, 'old'));
    const state = fingerprint(SMALL)!;
    expect(new PreparedIndexes(folder, 'old').load(state)).not.toBeNull();
    expect(new PreparedIndexes(folder, 'new').load(state)).toBeNull();
    expect(new PreparedIndexes(folder, 'old').load(`${state}0`)).toBeNull();
  });

  test('takes the place of the oldest, so that a folder does not grow', async () => {
    const indexes = new PreparedIndexes(folder, 'build');
    await shelfOf(indexes);
    const prepared = indexes.load(fingerprint(SMALL)!)!;
    for (let n = 0; n < 6; n++) indexes.save(`state ${n}`, prepared);
    expect(readdirSync(folder)).toHaveLength(4);
    expect(indexes.load('state 5')).not.toBeNull();
  });

  test('that cannot be kept is done without', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const shelf = await shelfOf(new PreparedIndexes(blocked, 'build'));
    expect(shelf.library().documents).toHaveLength(1);
    expect(logged.map(({ msg }) => msg)).toContain(
      'the prepared index cannot be kept; each start reads the texts anew',
    );
  });

  test('is made anew when a text changes, and tells its warnings each time', async () => {
    const texts = mkdtempSync(join(tmpdir(), 'verbatim-texts-'));
    onTestFinished(() => rmSync(texts, { recursive: true, force: true }));
    const write = (text: string) => writeFileSync(join(texts, 'a.txt'), text);
    write('The first text.\n');
    writeFileSync(join(texts, 'b.questions.yaml'), 'document: b\n');
    const indexes = new PreparedIndexes(folder, 'build');
    await shelfOf(indexes, texts);
    const shelf = await shelfOf(indexes, texts);
    expect(logged).toHaveLength(2);
    expect(await shelf.reload()).toBe('unchanged');
    write('The second text.\n');
    expect(await shelf.reload()).toBe('changed');
    expect(shelf.library().documents[0]?.text).toBe('The second text.\n');
    write('The first text.\n');
    expect(await shelf.reload()).toBe('changed');
    expect(shelf.library().documents[0]?.text).toBe('The first text.\n');
  });
});

test('two states of a corpus have different fingerprints', () => {
  const names = fc.subarray(['a.md', 'a.questions.yaml', 'b.txt', 'ab.txt'], { minLength: 1 });
  const state = names.chain((list) =>
    fc.tuple(...list.map((name) => fc.tuple(fc.constant(name), fc.string({ maxLength: 3 })))),
  );
  // Each state stands in the same folder.
  const printOf = (files: readonly [string, string][]) => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
    return fingerprint(folder);
  };
  fc.assert(
    fc.property(state, state, (one, two) => {
      expect(printOf(one) === printOf(two)).toBe(JSON.stringify(one) === JSON.stringify(two));
    }),
    { numRuns: 50 },
  );
});

test('of a single text, the fingerprint tells what stands beside it and no other text', () => {
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('a.md', 'A text.');
  const path = join(folder, 'a.md');
  const alone = fingerprint(path);
  write('b.md', 'Another.');
  expect(fingerprint(path)).toBe(alone);
  write('a.questions.yaml', 'document: a\n');
  expect(fingerprint(path)).not.toBe(alone);
});
