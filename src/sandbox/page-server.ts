import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Sandbox, Site } from './driver.ts';
import { bridgePage } from './page-bridge.ts';
import { PAGE_SOCKET, type PageLocale } from './page-constants.ts';

export interface PageOptions {
  /** Questions to try, in a reader's language where the corpus has them. */
  examples(locale: PageLocale): string[];
  /** Is told of what should not have happened. */
  report(error: unknown): void;
}

/** What the page needs of a sandbox. */
export type Stage = Pick<Sandbox, 'as' | 'places'>;

interface Asset {
  file: 'index.html' | 'main.js' | 'style.css';
  type: string;
}

const ASSETS: Record<string, Asset | undefined> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/main.js': { file: 'main.js', type: 'text/javascript; charset=utf-8' },
  '/style.css': { file: 'style.css', type: 'text/css; charset=utf-8' },
};

/**
 * The page may load nothing but what this server gives it, and run no script that stands in a document.
 * The components set `style` attributes, which is why those alone are allowed inline.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/**
 * The web page as a site of the sandbox: three files, and the WebSocket by which a browser acts as a person there.
 * Throws when the page was not built and cannot be built here.
 */
export async function pageSite(sandbox: Stage, options: PageOptions): Promise<Site> {
  const files = await pageFolder();
  return {
    fetch: async (request) => {
      const asset = ASSETS[new URL(request.url).pathname];
      if (asset === undefined) return new Response('Not found', { status: 404, headers: HEADERS });
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return new Response('Method not allowed', {
          status: 405,
          headers: { ...HEADERS, allow: 'GET, HEAD' },
        });
      }
      const body = await readFile(new URL(asset.file, files));
      return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), {
        headers: { ...HEADERS, 'content-type': asset.type },
      });
    },
    sockets: { [PAGE_SOCKET]: (socket) => bridgePage(socket, sandbox, options) },
  };
}

let folder: Promise<URL> | null = null;

/** Beside the built program is the built page; beside this source file is the page's source, which is built once. */
function pageFolder(): Promise<URL> {
  folder ??= import.meta.url.endsWith('.ts')
    ? buildFolder()
    : Promise.resolve(new URL('./page/', import.meta.url));
  return folder;
}

async function buildFolder(): Promise<URL> {
  const built = new URL('../../dist/page/', import.meta.url);
  const builder = new URL('../../scripts/page.mjs', import.meta.url).href;
  const { buildPage } = (await import(builder)) as { buildPage(outdir: string): Promise<void> };
  await buildPage(fileURLToPath(built));
  return built;
}
