import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/** Every file that a program loads as it starts: what its imports name, types and lazy imports apart. */
function loadedBy(file: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file) || !file.endsWith('.ts')) return loaded;
  loaded.add(file);
  const source = readFileSync(file, 'utf8');
  for (const [, name] of source.matchAll(/^(?:import|export) (?!type )[^;']*from '(\.[^']+)'/gm))
    loadedBy(join(dirname(file), name!), loaded);
  return loaded;
}

test('the bot loads nothing of the sandbox, and no metrics server, unless it is asked to', () => {
  const loaded = [...loadedBy('src/main.ts'), ...loadedBy('src/discord/bot.ts')];
  expect(loaded).toContain('src/discord/dispatch.ts');
  expect(loaded.filter((file) => file.includes('sandbox') || file.includes('metrics-server'))).toEqual([]);
});
