// npm start: builds dist/ and runs it in this same process, which so gets the signals itself. A "prestart" script would
// not do: npm runs none where .npmrc has the scripts of packages switched off. Where only what runs is installed, there
// is no builder, and what was built before is run.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const program = new URL('../dist/main.js', import.meta.url);
try {
  await import('./build.mjs');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || !existsSync(program)) throw error;
}
// What the process of a shard is started with.
process.argv[1] = fileURLToPath(program);
await import(program.href);
