import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Found, findExpressions, isBounded } from './find.ts';

/**
 * No text makes an expression take more than linear time. What is written without an unbounded repeat is linear by
 * construction; the rest is checked by recheck (https://makenowjust-labs.github.io/recheck), which proves it by an
 * automaton, or where look-around forbids that, searches for an attack. Its verdicts are kept in `linear.json`, since
 * they take minutes; `UPDATE_EXPRESSIONS=1 npx vitest run test/expressions` takes them anew.
 */
const LIST = new URL('./linear.json', import.meta.url);
const update = process.env.UPDATE_EXPRESSIONS !== undefined;
const listed = JSON.parse(readFileSync(LIST, 'utf8')) as {
  /** Found to be linear. */
  linear: string[];
  /** Not decided, or taken for slow, by recheck: why they are linear, or never see a text that is long. */
  reasoned: Record<string, string>;
  /** Put together at run time from a list of literal phrases: why they are linear. */
  built: Record<string, string>;
};

const { literals, built } = findExpressions(['src', 'commands']);
const written = ({ pattern, flags }: Found) => `/${pattern}/${flags}`;
const unbounded = literals.filter(({ pattern }) => !isBounded(pattern));

describe('every regular expression is linear', () => {
  test('those with unbounded repeats', { timeout: 600_000 }, async () => {
    const known = new Set([...(update ? [] : listed.linear), ...Object.keys(listed.reasoned)]);
    const unknown = [...new Map(unbounded.map((each) => [written(each), each])).values()].filter(
      (each) => !known.has(written(each)),
    );
    const verdicts = await verdictsOf(unknown);
    const slow = verdicts
      .filter(({ verdict }) => verdict !== 'safe')
      .map(({ found, verdict }) => `${found.place} ${written(found)}: ${verdict}`);
    if (update) {
      const safe = verdicts.filter(({ verdict }) => verdict === 'safe').map(({ found }) => written(found));
      writeFileSync(LIST, `${JSON.stringify({ ...listed, linear: safe.sort() }, null, 2)}\n`);
    }
    expect(slow).toEqual([]);
  });

  test('those that are put together at run time', () => {
    expect(built.filter((each) => !(each in listed.built))).toEqual([]);
  });

  test.each([
    ['a{1,20}b?', true],
    ['[a-z*+]{2}\\*', true],
    ['a*', false],
    ['(?:ab)+', false],
    ['a{2,}', false],
  ])('a pattern is bounded or not: %s', (pattern, bounded) => {
    expect(isBounded(pattern)).toBe(bounded);
  });
});

/** recheck's verdicts, by its own JavaScript alone. It recurses deeply. */
async function verdictsOf(all: readonly Found[]): Promise<{ found: Found; verdict: string }[]> {
  if (all.length === 0) return [];
  process.env.RECHECK_SYNC_BACKEND = 'pure';
  const { checkSync } = await import('recheck');
  return all.map((found) => {
    try {
      const checked = checkSync(found.pattern, found.flags, { timeout: 10_000 });
      const degree = checked.status === 'vulnerable' ? ` (${checked.complexity.summary})` : '';
      return { found, verdict: checked.status + degree };
    } catch (error) {
      return { found, verdict: `not decided (${(error as Error).message})` };
    }
  });
}
