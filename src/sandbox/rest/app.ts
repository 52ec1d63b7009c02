import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { ApiError, notJson, unauthorized, unknownRoute } from '../errors.ts';
import type { FaultSource, RequestFault } from '../faults.ts';
import { REQUEST_BYTES } from '../limits.ts';
import type { OpenapiChecker } from '../openapi.ts';
import { type LimitHeaders, limitedBody, limitedHeaders, type RateLimits } from '../rate-limits.ts';
import type { TrafficRecord } from '../record.ts';
import { applicationRoutes } from './application.ts';
import { channelRoutes } from './channels.ts';
import { commandRoutes } from './commands.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './messages.ts';
import { reactionRoutes } from './reactions.ts';
import type { RestContext, Route } from './route.ts';
import { webhookRoutes } from './webhooks.ts';

export interface RestOptions {
  readonly context: RestContext;
  readonly clock: Clock;
  readonly token: string;
  readonly faults: FaultSource;
  readonly record: TrafficRecord;
  readonly openapi: OpenapiChecker;
  /** null switches limits off. */
  readonly rateLimits: RateLimits | null;
}

/** The first that matches answers: what is fixed comes before what varies. */
const ROUTES: readonly Route[] = [
  ...applicationRoutes,
  ...commandRoutes,
  ...interactionRoutes,
  ...webhookRoutes,
  ...channelRoutes,
  ...reactionRoutes,
  ...messageRoutes,
  ...guildRoutes,
];

type Env = { Bindings: HttpBindings };

interface Answer {
  status: number;
  body?: unknown;
  headers?: LimitHeaders;
}

/** Discord's REST API, for mounting at `/api/v10` and `/api`. */
export function createRestApp(options: RestOptions): Hono<Env> {
  const app = new Hono<Env>();
  for (const route of ROUTES) {
    app.on(route.method, route.path, (c) => answer(options, c, route));
  }
  app.all('*', (c) => answer(options, c, null));
  return app;
}

async function answer(options: RestOptions, c: Context<Env>, route: Route | null): Promise<Response> {
  const { record, clock, faults } = options;
  const { method } = c.req;
  const path = c.req.path.replace(/^\/api(?:\/v\d+)?/, '');
  const read = await readBody(c.req.raw);
  const fault = faults.draw(method, path);
  if (fault?.kind === 'delay') await new Promise<void>((resolve) => clock.after(fault.delay, resolve));
  if (fault?.kind === 'status' && fault.carriedOut) handle(options, c, route, read);
  const found = faultAnswer(fault) ?? handle(options, c, route, read);
  const code = (found.body as { code?: unknown } | undefined)?.code;
  const refusal = found.status >= 400 && typeof code === 'number' ? { code } : {};
  record.add({
    kind: 'request',
    at: clock.now(),
    method,
    path,
    body: read.body,
    status: found.status,
    ...refusal,
    ...(fault === null ? {} : { fault: fault.kind }),
    ...scopeOf(found),
  });
  if (fault?.kind === 'refuse') c.env.incoming.socket.destroy();
  const body = found.body === undefined ? null : JSON.stringify(found.body);
  const headers = { ...found.headers, ...(body === null ? {} : { 'content-type': 'application/json' }) };
  return new Response(body, { status: found.status, headers });
}

/** What a request comes to: its route's reply, or the refusal that was thrown on the way. */
function handle(options: RestOptions, c: Context<Env>, route: Route | null, read: ReadBody): Answer {
  const { context, rateLimits, openapi } = options;
  if (rateLimits?.banned === true) return limited(limitedHeaders('global', BAN_LASTS), BAN_LASTS, true);
  let headers: LimitHeaders = {};
  try {
    if (route === null) throw unknownRoute();
    if (route.access === 'bot' && c.req.header('authorization') !== `Bot ${options.token}`)
      throw unauthorized();
    const params = c.req.param() as Record<string, string>;
    const verdict = rateLimits?.take(c.req.method, route.path, majorOf(params));
    headers = verdict?.headers ?? {};
    if (verdict?.kind === 'limited') {
      rateLimits?.countInvalid();
      return limited(headers, verdict.retryAfter, verdict.global);
    }
    if (read.kind === 'invalid') throw notJson();
    if (read.body !== undefined) openapi.check(c.req.method, route.path, read.body);
    const query = new URL(c.req.url).searchParams;
    const reply = route.handle({
      context,
      world: context.world,
      params,
      query,
      body: read.body,
      files: read.files,
    });
    return { ...reply, headers };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401 || error.status === 403 || error.status === 429) rateLimits?.countInvalid();
    const errors = error.errors === undefined ? {} : { errors: error.errors };
    return {
      status: error.status,
      body: { message: error.message, code: error.code, ...errors },
      headers: { ...headers, ...error.headers },
    };
  }
}

const BAN_LASTS = 600_000;

function limited(headers: LimitHeaders, retryAfter: number, global: boolean): Answer {
  return { status: 429, body: limitedBody(retryAfter, global), headers };
}

function faultAnswer(fault: RequestFault | null): Answer | null {
  switch (fault?.kind) {
    case 'status':
      return { status: fault.status, body: { message: `${fault.status}: Internal Server Error`, code: 0 } };
    case 'rate-limit':
      if (fault.retryAfter === null) return { status: 429 };
      return limited(
        limitedHeaders(fault.scope, fault.retryAfter),
        fault.retryAfter,
        fault.scope === 'global',
      );
    case 'refuse':
      return { status: 503 };
    case 'delay':
    case undefined:
      return null;
    default:
      return fault satisfies never;
  }
}

function scopeOf({ headers }: Answer): { scope?: string } {
  const scope = headers?.['x-ratelimit-scope'];
  return scope === undefined ? {} : { scope };
}

/** The ids that give a route separate buckets. */
function majorOf(params: Record<string, string>): string {
  return params.channel_id ?? params.guild_id ?? params.webhook_token ?? '';
}

interface ReadBody {
  kind: 'read' | 'invalid';
  body: unknown;
  files: Map<string, File>;
}

/** JSON, or a form whose `payload_json` is the body and whose other parts are files. */
async function readBody(request: Request): Promise<ReadBody> {
  const files = new Map<string, File>();
  const type = request.headers.get('content-type') ?? '';
  if (Number(request.headers.get('content-length') ?? 0) > REQUEST_BYTES)
    return { kind: 'invalid', body: undefined, files };
  try {
    if (type.startsWith('multipart/form-data')) {
      const form = await request.formData();
      for (const [name, value] of form) if (typeof value !== 'string') files.set(name, value);
      return { kind: 'read', body: JSON.parse(String(form.get('payload_json') ?? '{}')), files };
    }
    const text = await request.text();
    return { kind: 'read', body: text === '' ? undefined : JSON.parse(text), files };
  } catch {
    return { kind: 'invalid', body: undefined, files };
  }
}
