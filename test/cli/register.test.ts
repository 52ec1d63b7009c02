import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { runWith } from './streams.ts';

// Of the shape that configuration accepts; the sandbox knows this one and no other.
const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDe.abcdefghijklmnopqrstuvwxyz0123456789AB';

describe('register', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({ token: TOKEN });
  });
  afterEach(async () => {
    if (sandbox.openapi.kind === 'checked') expect(sandbox.openapi.violations).toEqual([]);
    await sandbox.close();
  });
  const register = (args: readonly string[] = [], environment: Record<string, string> = {}) =>
    runWith(['register', ...args], {
      environment: { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: sandbox.api, ...environment },
    });
  const writes = () => sandbox.record.requests('PUT');

  it('registers every command, says so, and has nothing to do the second time', async () => {
    const first = await register();
    expect({ exit: first.exit, stderr: first.stderr }).toEqual({ exit: 0, stderr: '' });
    expect(first.stdout).toMatch(/^Registered the commands in all servers:\n {2}added \/ask, /);
    expect(first.stdout.match(/,/g)).toHaveLength(COMMANDS.length - 1);
    expect(writes()).toHaveLength(1);
    expect(await register()).toEqual({
      exit: 0,
      stdout: 'The commands in all servers are registered as they are; nothing to do.\n',
      stderr: '',
    });
    expect(writes()).toHaveLength(1);
  });

  it('says what it changes and deletes', async () => {
    await register();
    const url = `${sandbox.api}/v10/applications/${sandbox.places.application}/commands`;
    const headers = { authorization: `Bot ${TOKEN}`, 'content-type': 'application/json' };
    const registered = (await (await fetch(url, { headers })).json()) as { id: string; name: string }[];
    const { id } = registered.find(({ name }) => name === 'ask')!;
    const send = (method: string, to: string, body: object) =>
      fetch(to, { method, headers, body: JSON.stringify(body) });
    await send('PATCH', `${url}/${id}`, { description: 'As it was before' });
    await send('POST', url, { name: 'bygone', description: 'Is no more' });
    const { exit, stdout } = await register();
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: 'Registered the commands in all servers:\n  changed /ask\n  deleted /bygone\n',
    });
  });

  it('registers in one server alone', async () => {
    const { guild } = sandbox.places;
    const { exit, stdout } = await register(['--guild', guild]);
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: expect.stringContaining(`Registered the commands in server ${guild}:\n  added /ask`),
    });
    expect(writes().map(({ path }) => path)).toEqual([expect.stringContaining(`/guilds/${guild}/commands`)]);
  });

  it('tries again where Discord falters', async () => {
    sandbox.faults.onRequest({ method: 'PUT', times: 1, fault: { kind: 'status', status: 502 } });
    expect(await register()).toMatchObject({ exit: 0, stderr: '' });
  });

  it.each<[string, string[], Record<string, string>, number, string]>([
    ['no token', [], { DISCORD_TOKEN: '' }, 2, 'there is no token: put DISCORD_TOKEN, from the Bot page'],
    ['a wrong environment', [], { COOLDOWN_USER: 'often' }, 2, 'COOLDOWN_USER'],
    ['a server’s name for its id', ['--guild', 'debate'], {}, 2, 'Give a server’s id: 17 to 20 digits'],
    [
      'a server without the bot',
      ['--guild', '999999999999999999'],
      {},
      1,
      'the bot is not in server 999999999999999999',
    ],
    [
      'a token that Discord does not know',
      [],
      { DISCORD_TOKEN: TOKEN.replace('AB', 'CD') },
      1,
      'Discord refuses the token',
    ],
    [
      'no Discord at its address',
      [],
      { DISCORD_API_URL: 'http://127.0.0.1:9/api' },
      1,
      'Discord cannot be reached',
    ],
  ])(
    'refuses %s with what to do, and nothing on standard output',
    async (_, args, environment, code, message) => {
      const { exit, stdout, stderr } = await register(args, environment);
      expect({ exit, stdout }).toEqual({ exit: code, stdout: '' });
      expect(stderr).toContain(message);
      expect(stderr).not.toContain(environment.DISCORD_TOKEN || TOKEN);
      expect(stderr).not.toMatch(/^ +at /m);
      expect(writes()).toEqual([]);
    },
  );

  it('says on one line why Discord refuses the commands, without the token', async () => {
    sandbox.faults.onRequest({ method: 'PUT', fault: { kind: 'status', status: 500 } });
    const { exit, stdout, stderr } = await register();
    expect({ exit, stdout }).toEqual({ exit: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toContain('500');
  });
});
