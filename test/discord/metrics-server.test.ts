import { request } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startMetricsServer } from '../../src/discord/metrics-server.ts';
import { articleLibrary } from './libraries.ts';

const library = articleLibrary();

async function setUp(ready = true) {
  const server = await startMetricsServer(
    0,
    () => library,
    () => ready,
  );
  onTestFinished(() => server.close());
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      });
      sent.on('error', reject).end();
    });
  return { server, get };
}

describe('the metrics port', () => {
  test('counts answers by surface and outcome, and their latencies', async () => {
    const { server, get } = await setUp();
    server.metrics.record({ surface: 'ask', outcome: 'answered', seconds: 0.02 });
    server.metrics.record({ surface: 'ask', outcome: 'silent', seconds: 0.02 });
    const { status, body } = await get('/metrics');
    expect(status).toBe(200);
    expect(body).toContain('verbatim_handled_total{surface="ask",outcome="answered"} 1');
    expect(body).toContain('verbatim_handled_total{surface="ask",outcome="silent"} 1');
    expect(body).toContain('verbatim_handling_seconds_bucket{le="0.025",surface="ask"} 2');
    expect(body).toContain('verbatim_ready 1');
    expect(body).toMatch(/verbatim_corpus_sentences\{version="[0-9a-f]{12}"\} 16/);
    expect(body).toContain('process_resident_memory_bytes');
  });

  test.each([
    [true, 200],
    [false, 503],
  ])('tells whether the bot is connected: %s', async (ready, status) => {
    const { get } = await setUp(ready);
    expect((await get('/health')).status).toBe(status);
    expect((await get('/healthz')).status).toBe(status);
  });

  test.each([
    ['a foreign host', { host: 'rebound.example' }, 403],
    ['a foreign host with our port', { host: 'rebound.example:80' }, 403],
    ['a page elsewhere', { origin: 'https://evil.example' }, 403],
    ['localhost by name', { host: 'localhost:1' }, 200],
    ['IPv6 loopback', { host: '[::1]:1' }, 200],
  ])('answers %s accordingly', async (_, headers, status) => {
    const { get } = await setUp();
    expect((await get('/metrics', headers as Record<string, string>)).status).toBe(status);
  });

  test('has two pages, to be read only', async () => {
    const { get } = await setUp();
    expect((await get('/')).status).toBe(404);
    expect((await get('/metrics', {}, 'POST')).status).toBe(405);
  });

  test('that is taken rejects with what the operator is told', async () => {
    const { server } = await setUp();
    await expect(
      startMetricsServer(
        server.port,
        () => library,
        () => true,
      ),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
