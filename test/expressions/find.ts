import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';

/** A regular expression in the program. */
export interface Found {
  /** File and line. */
  readonly place: string;
  readonly pattern: string;
  readonly flags: string;
}

export interface FoundAll {
  readonly literals: readonly Found[];
  /** `new RegExp(…)` as it stands there, by file. */
  readonly built: readonly string[];
}

/** Every regular expression of these folders' TypeScript. */
export function findExpressions(folders: readonly string[]): FoundAll {
  const literals: Found[] = [];
  const built: string[] = [];
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  );
  for (const file of files.sort()) {
    const source = readFileSync(file, 'utf8');
    visit(parseSync(file, source).program, (node) => {
      if (node.type === 'Literal' && node.regex) {
        const line = source.slice(0, node.start).split('\n').length;
        literals.push({ place: `${file}:${line}`, ...node.regex });
      }
      const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
      if (isCall && node.callee?.name === 'RegExp')
        built.push(`${file}: ${source.slice(node.start, node.end).replace(/\s+/g, ' ')}`);
    });
  }
  return { literals, built };
}

/**
 * Whether every repeat of a pattern has an upper bound: then a match from one place takes bounded time, and a search
 * over a text time in proportion to its length.
 */
export function isBounded(pattern: string): boolean {
  const bare = pattern.replace(/\\./gs, '').replace(/\[[^\]]*\]/g, '');
  return !/[*+]|\{\d+,\}/.test(bare);
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
  readonly callee?: { readonly name?: string };
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if ('type' in value && 'start' in value) see(value as Node);
  for (const inner of Object.values(value)) visit(inner, see);
}
