import { describe, expect, test } from 'vitest';
import { inviteLink, PERMISSIONS } from '../../src/discord/invite.ts';
import { Disconnected, EXIT_CODES, explainFailure } from '../../src/discord/start-failure.ts';

const errorOf = (fields: object) => Object.assign(new Error('x'), fields);

describe('why the bot cannot start', () => {
  test.each([
    ['a wrong token at the gateway', new Disconnected(4004), EXIT_CODES.token, 'DISCORD_TOKEN'],
    ['a wrong token at the API', errorOf({ code: 'TokenInvalid' }), EXIT_CODES.token, 'DISCORD_TOKEN'],
    ['401', errorOf({ status: 401, code: 0 }), EXIT_CODES.token, 'DISCORD_TOKEN'],
    ['a withheld intent', new Disconnected(4014), EXIT_CODES.intents, 'intents'],
    ['too few shards', new Disconnected(4011), EXIT_CODES.sharding, 'SHARDS=auto'],
    ['an old version', new Disconnected(4012), EXIT_CODES.unreachable, 'newer version'],
    ['no such host', errorOf({ code: 'ENOTFOUND' }), EXIT_CODES.unreachable, 'DISCORD_API_URL'],
    [
      'a refused connection inside fetch',
      errorOf({ cause: { code: 'ECONNREFUSED' } }),
      EXIT_CODES.unreachable,
      'ECONNREFUSED',
    ],
    ['Discord out of order', errorOf({ status: 503 }), EXIT_CODES.unreachable, '503'],
    ['no answer', errorOf({ name: 'AbortError' }), EXIT_CODES.unreachable, 'reached'],
    ['a taken port', errorOf({ code: 'EADDRINUSE' }), EXIT_CODES.port, 'METRICS_PORT'],
  ])('%s', (_, error, exitCode, words) => {
    const failure = explainFailure(error);
    expect(failure?.exitCode).toBe(exitCode);
    expect(failure?.message).toContain(words);
    expect(failure?.message).not.toContain('\n');
  });

  test('a defect is not explained away', () => {
    expect(explainFailure(new TypeError('x is not a function'))).toBeNull();
    expect(explainFailure('thrown')).toBeNull();
  });

  test('each cause has an exit code of its own', () => {
    const codes = Object.values(EXIT_CODES);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes).not.toContain(1);
  });
});

test('the invitation asks for what the bot uses and nothing else', () => {
  expect(PERMISSIONS).toBe(274_878_008_320n);
  expect(inviteLink('42')).toBe(
    'https://discord.com/oauth2/authorize?client_id=42&scope=bot+applications.commands&permissions=274878008320',
  );
});
