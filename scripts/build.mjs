// Builds dist/: the program and the sandbox's page.
import { rmSync } from 'node:fs';
import { stop } from 'esbuild';
import { bundleProgram } from './bundle.mjs';
import { buildPage } from './page.mjs';

rmSync('dist', { recursive: true, force: true });
await bundleProgram('dist');
await buildPage('dist/page');
await stop();
