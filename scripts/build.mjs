// Bundles the program into dist/: main.js (the bot), cli.js (the `verbatim` command) and, where it is, the sandbox's page.
// Packages stay external; what is imported lazily becomes a chunk of its own and is loaded only when used.
import { existsSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

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
const page = 'src/sandbox/page/main.ts';
if (existsSync(page)) {
  await build({
    ...common,
    entryPoints: [page],
    outdir: 'dist/page',
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
  });
}
