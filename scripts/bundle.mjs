import { build } from 'esbuild';

/**
 * Bundles the program into a folder: main.js (the bot) and cli.js (the `verbatim` command). Packages stay external, so
 * the folder has to be inside the repository; what is imported lazily becomes a chunk of its own.
 */
export async function bundleProgram(outdir) {
  await build({
    bundle: true,
    logLevel: 'warning',
    charset: 'utf8',
    sourcemap: true,
    entryPoints: { main: 'src/main.ts', cli: 'src/cli/main.ts' },
    outdir,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    splitting: true,
  });
}
