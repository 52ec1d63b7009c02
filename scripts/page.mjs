// Bundles the sandbox's web page into a folder of three files: index.html, main.js and style.css.
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('../src/sandbox/page/', import.meta.url));

/** @param {string} outdir Folder to write to; made when missing. */
export async function buildPage(outdir) {
  await mkdir(outdir, { recursive: true });
  await build({
    entryPoints: [join(source, 'main.ts'), join(source, 'style.css')],
    outdir,
    bundle: true,
    minify: true,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  await copyFile(join(source, 'index.html'), join(outdir, 'index.html'));
}
