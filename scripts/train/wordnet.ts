import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../src/search/analysis/fold.ts';
import { stem } from '../../src/search/analysis/stem.ts';

/** Senses of a word that count, most frequent first; later ones bring more wrong words than right ones. */
const SENSES = 3;
/** Pointers followed one step: derivation, pertainym ("Italian" → "Italy"), similar adjective. */
const SIMILAR = '&';
const POINTERS = new Set(['+', '\\', SIMILAR]);
const ANTONYM = '!';
/** Most related stems kept for one stem. */
const RELATED = 12;

interface Synset {
  readonly words: readonly string[];
  readonly related: readonly {
    offset: string;
    pos: string;
    source: number;
    target: number;
    symbol: string;
  }[];
}

const FILES = { n: 'noun', v: 'verb', a: 'adj', r: 'adv' } as const;

/**
 * From the database files of WordNet 3.1 (https://wordnet.princeton.edu, free licence with notice): words in use, and
 * for each stem the stems one step away. Only words for which `known` holds appear.
 */
export function readWordnet(folder: string, known: (stem: string) => boolean) {
  const synsets = new Map<string, Synset>();
  for (const [pos, file] of Object.entries(FILES))
    for (const line of readFileSync(join(folder, `data.${file}`), 'utf8').split('\n'))
      if (/^\d/.test(line)) synsets.set(pos + line.slice(0, 8), parseSynset(line));

  const counts = new Map<string, number>();
  for (const line of readFileSync(join(folder, 'index.sense'), 'utf8').split('\n')) {
    const [key, , , count] = line.split(' ');
    const lemma = key?.split('%')[0];
    if (lemma && /^[a-z]+$/.test(lemma)) counts.set(lemma, (counts.get(lemma) ?? 0) + Number(count));
  }

  const related = new Map<string, Map<string, number>>();
  for (const [pos, file] of Object.entries(FILES)) {
    for (const line of readFileSync(join(folder, `index.${file}`), 'utf8').split('\n')) {
      if (!/^[a-z]/.test(line)) continue;
      const fields = line.trim().split(' ');
      const lemma = fields[0]!;
      if (!/^[a-z]+$/.test(lemma)) continue;
      const from = stem(fold(lemma), 'en');
      if (!known(from)) continue;
      const count = Number(fields[2]);
      fields
        .slice(-count)
        .slice(0, SENSES)
        .forEach((offset, rank) => {
          for (const word of neighbours(synsets, pos + offset, lemma)) {
            const to = stem(fold(word), 'en');
            if (to === from || !known(to)) continue;
            const row = related.get(from) ?? new Map<string, number>();
            related.set(from, row);
            row.set(to, Math.min(row.get(to) ?? Infinity, rank));
          }
        });
    }
  }
  const pairs = new Map(
    [...related].map(([from, row]) => [
      from,
      [...row]
        .sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, RELATED)
        .map(([to]) => to),
    ]),
  );
  return { counts, pairs, opposites: oppositesOf(synsets, known) };
}

/** Stems with those that mean the contrary: antonyms, and for adjectives those near the antonym's meaning. */
function oppositesOf(synsets: Map<string, Synset>, known: (stem: string) => boolean) {
  const found = new Map<string, Set<string>>();
  const add = (one: string | undefined, other: string | undefined) => {
    if (!one || !other || !/^[a-z]+$/.test(one) || !/^[a-z]+$/.test(other)) return;
    const [from, to] = [stem(one, 'en'), stem(other, 'en')];
    if (from === to || !known(from) || !known(to)) return;
    found.set(from, (found.get(from) ?? new Set()).add(to));
  };
  for (const { words, related } of synsets.values())
    for (const { symbol, offset, pos, source, target } of related) {
      if (symbol !== ANTONYM) continue;
      const other = synsets.get((pos === 's' ? 'a' : pos) + offset)!;
      const word = words[source - 1];
      add(word, other.words[target - 1]);
      if (pos !== 'a') continue;
      for (const near of other.related) {
        if (near.symbol !== SIMILAR) continue;
        for (const similar of synsets.get(`a${near.offset}`)!.words.slice(0, 2)) {
          add(word, similar);
          add(similar, word);
        }
      }
    }
  return new Map([...found].map(([from, to]) => [from, [...to].sort()]));
}

function neighbours(synsets: Map<string, Synset>, key: string, lemma: string): string[] {
  const synset = synsets.get(key);
  if (!synset) return [];
  const found = synset.words.filter((w) => w.toLowerCase() !== lemma);
  const own = synset.words.findIndex((w) => w.toLowerCase() === lemma) + 1;
  for (const p of synset.related) {
    if (!POINTERS.has(p.symbol) || (p.source !== 0 && p.source !== own)) continue;
    const other = synsets.get((p.pos === 's' ? 'a' : p.pos) + p.offset);
    if (!other) continue;
    found.push(...(p.target === 0 ? other.words : [other.words[p.target - 1] ?? '']));
  }
  return found.filter((w) => /^[A-Za-z]+$/.test(w));
}

function parseSynset(line: string): Synset {
  const fields = line.split(' | ')[0]!.split(' ');
  const count = Number.parseInt(fields[3]!, 16);
  const words = Array.from({ length: count }, (_, i) => fields[4 + 2 * i]!.replace(/\(\w+\)$/, ''));
  let at = 4 + 2 * count;
  const pointers = Number(fields[at++]);
  const related = Array.from({ length: pointers }, (_, i) => {
    const [symbol, offset, pos, ends] = fields.slice(at + 4 * i, at + 4 * i + 4) as [
      string,
      string,
      string,
      string,
    ];
    return {
      symbol,
      offset,
      pos,
      source: Number.parseInt(ends.slice(0, 2), 16),
      target: Number.parseInt(ends.slice(2), 16),
    };
  });
  return { words, related };
}
