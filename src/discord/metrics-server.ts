import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Library } from './library.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  readonly metrics: Metrics;
  readonly port: number;
  close(): Promise<void>;
}

/** Seconds: from far below to far above Discord's 3-second deadline. */
const LATENCIES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 15];

/**
 * `/metrics` for Prometheus and `/health` (200 when connected, else 503) on a loopback port. Requests that name another
 * host, or come from a page of another origin, are refused, so that no web page can read them through a browser.
 * Rejects with EADDRINUSE where the port is taken.
 */
export async function startMetricsServer(
  port: number,
  library: () => Library,
  isReady: () => boolean,
): Promise<MetricsServer> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const handled = new Counter({
    name: 'verbatim_handled_total',
    help: 'What the bot did, by surface and outcome; the silence rate is silent / (answered + may-bear + silent)',
    labelNames: ['surface', 'outcome'],
    registers,
  });
  const latency = new Histogram({
    name: 'verbatim_handling_seconds',
    help: 'From the arrival of an event to the end of the answer',
    labelNames: ['surface'],
    buckets: LATENCIES,
    registers,
  });
  new Gauge({
    name: 'verbatim_ready',
    help: '1 when connected to Discord',
    registers,
    collect() {
      this.set(isReady() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'verbatim_corpus_sentences',
    help: 'Sentences of the loaded corpus, by its content version',
    labelNames: ['version'],
    registers,
    collect() {
      const { corpus } = library().index;
      this.reset();
      this.set({ version: corpus.version.slice(0, 12) }, corpus.sentences.length);
    },
  });
  const server = createServer((request, response) => {
    void respond(request, response, registry, isReady);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    metrics: {
      record({ surface, outcome, seconds }) {
        handled.inc({ surface, outcome });
        latency.observe({ surface }, seconds);
      },
    },
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  registry: Registry,
  isReady: () => boolean,
): Promise<void> {
  if (!isLocal(request.headers.host) || !isLocalOrigin(request.headers.origin))
    return send(response, 403, 'forbidden\n');
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, 'use GET\n');
  switch (request.url?.split('?')[0]) {
    case '/metrics':
      return send(response, 200, await registry.metrics(), registry.contentType);
    case '/health':
    case '/healthz':
      return isReady() ? send(response, 200, 'ok\n') : send(response, 503, 'not connected\n');
    default:
      return send(response, 404, 'there is /metrics and /health\n');
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/** A name that resolves to this machine by itself; any other may have been rebound to it. */
function isLocal(host: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host ?? '');
}

function isLocalOrigin(origin: string | undefined): boolean {
  return origin === undefined || isLocal(origin.replace(/^https?:\/\//, ''));
}
