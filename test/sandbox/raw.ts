import { once } from 'node:events';
import { constants, createInflate } from 'node:zlib';
import { WebSocket } from 'ws';
import type { Sandbox } from '../../src/sandbox/driver.ts';

export interface Payload {
  op: number;
  t?: string | null;
  s?: number | null;
  d?: unknown;
}

/** A gateway client with no manners: sends what a test wants, and gives what came. */
export interface RawGateway {
  readonly socket: WebSocket;
  send(payload: unknown): void;
  /** The first payload, past or to come, that `accepts` takes. */
  receives(accepts: (payload: Payload) => boolean): Promise<Payload>;
  /** The close code. */
  closed(): Promise<number>;
}

export function rawGateway(sandbox: Sandbox, query = 'v=10&encoding=json'): RawGateway {
  const socket = new WebSocket(`${sandbox.url.replace('http', 'ws')}/gateway?${query}`);
  const seen: Payload[] = [];
  const waiting = new Set<() => void>();
  const take = (text: string) => {
    seen.push(JSON.parse(text));
    for (const check of [...waiting]) check();
  };
  if (query.includes('zlib-stream')) {
    const inflate = createInflate({ flush: constants.Z_SYNC_FLUSH });
    let text = '';
    inflate.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
    });
    socket.on('message', (data: Buffer) => {
      inflate.write(data);
      // A payload ends where its flush does.
      if (data.subarray(-4).equals(Buffer.from([0, 0, 0xff, 0xff]))) {
        inflate.flush(() => {
          const whole = text;
          text = '';
          take(whole);
        });
      }
    });
  } else {
    socket.on('message', (data) => take(String(data)));
  }
  const code = once(socket, 'close').then(([closeCode]) => Number(closeCode));
  return {
    socket,
    send: (payload) => socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload)),
    receives: (accepts) =>
      new Promise((resolve) => {
        const check = () => {
          const found = seen.find(accepts);
          if (found === undefined) return;
          waiting.delete(check);
          resolve(found);
        };
        waiting.add(check);
        check();
      }),
    closed: () => code,
  };
}

/** An IDENTIFY; `change` overrides its fields. */
export function identify(sandbox: Sandbox, change: object = {}): Payload {
  const properties = { os: 'linux', browser: 'test', device: 'test' };
  return { op: 2, d: { token: sandbox.token, intents: 1 | (1 << 9), properties, ...change } };
}

export function isEvent(name: string): (payload: Payload) => boolean {
  return ({ t }) => t === name;
}

/** A REST request as the bot, with or without a discord.js in between. */
export async function call(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  token = sandbox.token,
) {
  const response = await fetch(`${sandbox.api}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
}
