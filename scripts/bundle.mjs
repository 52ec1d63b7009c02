import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What packages may use where it is installed beside them, and do without elsewhere. */
const OPTIONAL = ['bufferutil', 'utf-8-validate', 'zlib-sync', 'canvas'];

/** CommonJS packages in a module: `require` for Node's own, and where they stand. */
const BANNER = [
  "import { createRequire as __createRequire } from 'node:module';",
  "import { dirname as __dirnameOf } from 'node:path';",
  "import { fileURLToPath as __toPath } from 'node:url';",
  'const require = __createRequire(import.meta.url);',
  'const __filename = __toPath(import.meta.url);',
  'const __dirname = __dirnameOf(__filename);',
].join('\n');

/**
 * Bundles the program into a folder: main.js (the bot) and cli.js (the `verbatim` command), packages included, since
 * to find and read their files one by one is most of a start. What is imported lazily becomes a chunk of its own.
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
    external: OPTIONAL,
    banner: { js: BANNER },
    define: { BUILD_ID: JSON.stringify(buildId()) },
    splitting: true,
  });
}

/** A digest of all that an index depends on: the sources and the packages' versions. */
function buildId() {
  const hash = createHash('sha256').update(readFileSync('package-lock.json'));
  const files = readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
