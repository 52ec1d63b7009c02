// Bundles the program into dist/: main.js (the bot), cli.js (the `verbatim` command) and page/ (the sandbox's page).
// Packages stay external; what is imported lazily becomes a chunk of its own and is loaded only when used.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { buildPage } from './page.mjs';

rmSync('dist', { recursive: true, force: true });
const common = { bundle: true, logLevel: 'warning', charset: 'utf8', sourcemap: true };
await build({
  ...common,
  entryPoints: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
  outdir: 'dist',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  splitting: true,
});
await buildPage('dist/page');
