import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { PAGE_SOCKET } from '../../src/sandbox/page-constants.ts';
import type { ServerMessage } from '../../src/sandbox/page-protocol.ts';
import { type ScriptedStage, scriptedStage } from './page/scripted-stage.ts';

let stage: ScriptedStage;
beforeAll(async () => {
  stage = await scriptedStage();
});
afterAll(() => stage.stop());

describe('the page’s files', () => {
  it.each([
    ['', 'text/html; charset=utf-8', '<!doctype html>'],
    ['main.js', 'text/javascript; charset=utf-8', ''],
    ['style.css', 'text/css; charset=utf-8', ':root'],
  ])('/%s is %s', async (path, type, start) => {
    const response = await fetch(stage.url + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).startsWith(start)).toBe(true);
  });

  it('come with a policy that allows no script but the page’s own, and no other host', async () => {
    const policy = (await fetch(stage.url)).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((part) => [part.split(' ')[0], part]));
    expect(directives.get('default-src')).toBe("default-src 'none'");
    expect(directives.get('script-src')).toBe("script-src 'self'");
    expect(directives.get('connect-src')).toBe("connect-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it.each(['main.ts', '../package.json', '%2e%2e/package.json', 'style/base.css'])(
    '/%s is not one',
    async (path) => {
      expect((await fetch(stage.url + path)).status).toBe(404);
    },
  );

  it('are only read', async () => {
    expect((await fetch(stage.url, { method: 'POST' })).status).toBe(405);
    expect(await (await fetch(stage.url, { method: 'HEAD' })).text()).toBe('');
  });
});

describe('the page’s socket', () => {
  const connect = async () => {
    const socket = new WebSocket(stage.url.replace('http', 'ws').replace(/\/$/, PAGE_SOCKET));
    const received: ServerMessage[] = [];
    socket.on('message', (data) => received.push(JSON.parse(String(data)) as ServerMessage));
    const closed = new Promise<number>((resolve) => socket.on('close', resolve));
    await new Promise((resolve) => socket.on('open', resolve));
    return { socket, received, closed, send: (message: unknown) => socket.send(JSON.stringify(message)) };
  };
  const enter = { kind: 'enter', role: 'member', locale: 'it' };

  it.each([
    ['no JSON', 'nonsense'],
    ['an unknown kind', { kind: 'shutdown' }],
    ['a role that nobody plays here', { ...enter, role: 'owner' }],
    ['a language that the page does not have', { ...enter, locale: 'xx' }],
    ['a channel before anybody entered', { kind: 'open', channel: '1' }],
  ])('is closed on %s', async (_title, message) => {
    const { socket, closed, send } = await connect();
    if (typeof message === 'string') socket.send(message);
    else send(message);
    expect(await closed).toBe(1008);
  });

  it.each([
    ['an id that is none', { kind: 'open', channel: '../1' }],
    ['a request without its number', { kind: 'say', channel: '1', content: 'x' }],
    [
      'an option that is a list',
      { kind: 'slash', request: 1, channel: '1', name: 'ask', options: { a: [] } },
    ],
    ['a text beyond all limits', { kind: 'say', request: 1, channel: '1', content: 'x'.repeat(9_000) }],
  ])('is closed on %s', async (_title, message) => {
    const { closed, send } = await connect();
    send(enter);
    send(message);
    expect(await closed).toBe(1008);
  });

  it('shows who enters the place as that person sees it', async () => {
    const { socket, received, send } = await connect();
    send(enter);
    await expect.poll(() => received.length).toBe(1);
    expect(received[0]).toMatchObject({
      kind: 'scene',
      self: { name: 'Marco', kind: 'member' },
      bot: { name: 'Verbatim', kind: 'bot' },
      botOnline: true,
    });
    const scene = received[0] as Extract<ServerMessage, { kind: 'scene' }>;
    expect(scene.guilds.flatMap(({ channels }) => channels.map(({ name, kind }) => [name, kind]))).toEqual([
      ['general', 'text'],
      ['debate', 'text'],
      ['A thread', 'thread'],
      ['announcements', 'text'],
      ['Verbatim', 'direct'],
    ]);
    stage.observe({ kind: 'bot-presence', online: false });
    await expect.poll(() => received.at(-1)).toMatchObject({ kind: 'scene', botOnline: false });
    socket.close();
  });

  it('gives a request’s own number back with what came of it', async () => {
    const { socket, received, send } = await connect();
    send(enter);
    const states = ['pending', 'failed', 'refused'] as const;
    let at = 0;
    stage.onInteraction(() => states[at++]!);
    for (const request of [1, 2, 3]) {
      send({ kind: 'slash', request, channel: '1', name: 'ask', options: { question: 'q' } });
    }
    await expect
      .poll(() => received.slice(1))
      .toEqual([
        { kind: 'failed', request: 2, reason: 'silent', problem: '' },
        { kind: 'failed', request: 3, reason: 'refused', problem: 'Not here.' },
      ]);
    socket.close();
  });
});
