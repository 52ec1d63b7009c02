import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type WebSocket, WebSocketServer } from 'ws';
import { createActor } from './actor.ts';
import { realClock } from './clock.ts';
import { Refusal, type Sandbox, type SandboxOptions, type Site } from './driver.ts';
import { createFaults, seededRandom } from './faults.ts';
import { Gateway } from './gateway.ts';
import { IDENTIFY_WINDOW } from './limits.ts';
import { isLocal } from './loopback.ts';
import { createOpenapiChecker } from './openapi.ts';
import { addManyGuilds, addPlaces } from './places.ts';
import { createRateLimits } from './rate-limits.ts';
import { createRecord } from './record.ts';
import { createRestApp } from './rest/app.ts';
import { World } from './world.ts';

/** The only address that the sandbox listens on. */
const HOST = '127.0.0.1';
const GATEWAY_PATH = '/gateway';
const DEFAULT_TOKEN = 'sandbox.token.of-no-account';

/** Starts a local Discord on loopback. Rejects with EADDRINUSE when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = options.clock ?? realClock;
  const token = options.token ?? DEFAULT_TOKEN;
  const random = seededRandom(options.seed ?? 1);
  const maxConcurrency = options.maxConcurrency ?? 1;
  const world = new World(clock, {
    name: options.botName ?? 'Verbatim',
    privilegedIntents: options.privilegedIntents ?? 0,
  });
  const places = addPlaces(world);
  const record = createRecord(options.recordLimit);
  const openapi = createOpenapiChecker(options.openapi);
  let origin = '';
  const gateway = new Gateway({
    world,
    clock,
    socketClock: options.socketClock ?? realClock,
    token,
    record,
    random,
    maxConcurrency,
    identifyWindow: options.rateLimits === false ? 0 : IDENTIFY_WINDOW,
    url: () => `${origin.replace(/^http/, 'ws')}${GATEWAY_PATH}`,
  });
  const faults = createFaults(gateway, random);
  const rest = createRestApp({
    context: {
      world,
      gateway,
      settings: { shards: options.shards ?? 1, maxConcurrency },
      origin: () => origin,
    },
    clock,
    token,
    faults,
    record,
    openapi,
    rateLimits: options.rateLimits === false ? null : createRateLimits(clock),
  });

  let site: Site | null = null;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.use(async (c, next) => {
    const headers = { host: c.req.header('host'), origin: c.req.header('origin') };
    return isLocal(headers) ? await next() : c.text('Only this machine may call the sandbox.', 403);
  });
  app.route('/api/v10', rest);
  app.route('/api', rest);
  app.get('/attachments/:channel/:id/:name', (c) => {
    const file = world.files.get(c.req.param('id'));
    if (file === undefined) return c.notFound();
    // Always a download: a file never runs as a page of this address.
    const headers = { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment' };
    return new Response(file.stream(), { headers });
  });
  app.all('*', (c) => site?.fetch(c.req.raw) ?? c.notFound());

  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1 << 20 });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const address = new URL(request.url ?? '/', `http://${HOST}`);
    const accept =
      address.pathname === GATEWAY_PATH || address.pathname === `${GATEWAY_PATH}/`
        ? (opened: WebSocket) => gateway.accept(opened, address.searchParams)
        : site?.sockets?.[address.pathname];
    if (accept === undefined || !isLocal(request.headers)) {
      socket.end(
        `HTTP/1.1 ${accept === undefined ? '404 Not Found' : '403 Forbidden'}\r\nConnection: close\r\n\r\n`,
      );
      return;
    }
    sockets.handleUpgrade(request, socket, head, accept);
  });
  const port = await listen(server, options.port ?? 0);
  origin = `http://${HOST}:${port}`;

  const as = (userId: string) => {
    const user = world.users.get(userId);
    if (user === undefined) throw new Refusal(`There is no user ${userId}`);
    return createActor(world, places, user);
  };
  return {
    port,
    url: origin,
    api: `${origin}/api`,
    token,
    clock,
    world,
    places,
    faults: faults.faults,
    record,
    openapi: openapi.report,
    as,
    observe: (userId, listener) => as(userId).observe(listener),
    connected: (count = 1) => gateway.connected(count),
    addGuilds: (count) => addManyGuilds(world, places, count),
    mount: (mounted) => {
      site = mounted;
    },
    close: async () => {
      gateway.close();
      for (const interaction of world.interactions.values()) interaction.stopDeadline();
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
