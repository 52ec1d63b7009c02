import patterns from './data/relative-time.json' with { type: 'json' };

/**
 * The first wording in a passage whose meaning depends on when the text was written ("last month"), as it stands
 * there; null when there is none. Wordings are data by language; a text in a language without any is not checked.
 */
export function relativeTime(text: string, language: string): string | null {
  const key = `${language} ${text}`;
  let found = remembered.get(key);
  if (found === undefined) {
    found = matcher(language.split('-')[0]!)?.exec(text)?.[0] ?? null;
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, found);
  }
  return found;
}

/** The same passages are given again and again. */
const remembered = new Map<string, string | null>();
const MOST_REMEMBERED = 5_000;

const matchers = new Map<string, RegExp | undefined>();

/** Wordings joined into one expression of plain alternatives, whole words only. `#` stands for a number. */
function matcher(language: string): RegExp | undefined {
  if (!matchers.has(language)) {
    const wordings = (patterns as Record<string, readonly string[]>)[language];
    const joined = wordings
      ?.toSorted((a, b) => b.length - a.length)
      .map((wording) => wording.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('#', '[\\p{L}\\d]{1,12}'))
      .join('|');
    matchers.set(
      language,
      joined ? new RegExp(`(?<![\\p{L}\\d])(?:${joined})(?![\\p{L}\\d])`, 'iu') : undefined,
    );
  }
  return matchers.get(language);
}
