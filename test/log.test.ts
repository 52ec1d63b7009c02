import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Secret } from '../src/config.ts';
import { createLogger, createRedactor } from '../src/log.ts';

const TOKEN = 'MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs-abcdefghi';
const UNKNOWN_TOKEN = `${'N'.repeat(26)}.G${'h'.repeat(5)}.${'s'.repeat(38)}`;
const INTERACTION_TOKEN = `aW50ZXJhY3Rpb246${'MTIzNDU2'.repeat(12)}`;
const REDIS_URL = 'redis://bot:open%20sesame"\\@localhost:6379';

/** A logger whose lines are kept. */
function memoryLogger(secrets: readonly Secret[] = [new Secret(TOKEN), new Secret(REDIS_URL)]) {
  const lines: string[] = [];
  const log = createLogger({
    level: 'trace',
    secrets,
    destination: { write: (line) => void lines.push(line) },
  });
  return { log, lines, objects: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('createLogger', () => {
  it('writes one JSON object a line with level, time and message', () => {
    const { log, objects } = memoryLogger();
    log.info({ surface: 'ask' }, 'answered');
    expect(objects()).toEqual([{ level: 'info', time: expect.any(String), surface: 'ask', msg: 'answered' }]);
  });

  it('keeps kind, message, stack, code and causes of an error, and nothing that people wrote', () => {
    const { log, objects } = memoryLogger();
    const error = Object.assign(new TypeError('Missing Access', { cause: new Error('refused') }), {
      code: 50001,
      status: 403,
      method: 'POST',
      requestBody: { json: { content: 'what a member asked' } },
    });
    log.error({ err: error }, 'could not answer');
    expect(objects()[0]).toMatchObject({
      err: {
        type: 'TypeError',
        message: 'Missing Access',
        stack: expect.stringContaining('log.test.ts'),
        code: 50001,
        status: 403,
        method: 'POST',
        cause: { message: 'refused' },
      },
    });
    expect(JSON.stringify(objects())).not.toContain('what a member asked');
  });

  it('survives a thrown value that is no error, a cycle of causes and a destination that throws', () => {
    const { log, lines } = memoryLogger();
    const loop = new Error('loop');
    loop.cause = loop;
    log.error({ err: 'just a string' });
    log.error({ err: loop });
    log.error({ err: new AggregateError([new Error('one'), new Error('two')], 'both') });
    expect(lines).toHaveLength(3);
    const full = createLogger({
      level: 'info',
      destination: {
        write() {
          throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        },
      },
    });
    expect(() => full.info('hello')).not.toThrow();
  });

  const withStack = (text: string) => {
    const error = new Error('failed');
    error.stack = `Error: failed\n    at login (${text})`;
    return error;
  };
  const places: [string, (log: ReturnType<typeof memoryLogger>['log'], secret: string) => void][] = [
    ['the message string', (log, secret) => log.info(`logging in with ${secret}`)],
    ['a formatted argument', (log, secret) => log.info('logging in with %s', secret)],
    ['a field', (log, secret) => log.info({ whatever: secret })],
    ['a nested field', (log, secret) => log.info({ a: { b: [{ c: `x${' '}${secret}` }] } })],
    ['a field name', (log, secret) => log.info({ [secret]: 1 })],
    ["an error's message", (log, secret) => log.error({ err: new Error(`bad token ${secret}`) })],
    ["an error's stack", (log, secret) => log.error({ err: withStack(secret) })],
    ["an error's cause", (log, secret) => log.error({ err: new Error('x', { cause: new Error(secret) }) })],
    ['an aggregated error', (log, secret) => log.error({ err: new AggregateError([new Error(secret)]) })],
    ['an error as the only argument', (log, secret) => log.error(new Error(secret))],
    ['a header', (log, secret) => log.debug({ headers: { authorization: `Bot ${secret}` } })],
    [
      'a serialized body',
      (log, secret) => log.debug({ body: JSON.stringify({ op: 2, d: { token: secret } }) }),
    ],
    ["a child's binding", (log, secret) => log.child({ secret }).info('ready')],
    [
      'a webhook path',
      (log, secret) => log.info({ url: `https://discord.com/api/v10/webhooks/123/${secret}?wait=true` }),
    ],
    ['an interaction path', (log, secret) => log.info(`POST /interactions/123/${secret}/callback failed`)],
  ];
  const secrets: [string, string][] = [
    ['the token', TOKEN],
    ['a token that the program does not know', UNKNOWN_TOKEN],
    ['an interaction token', INTERACTION_TOKEN],
    ['the address of Redis', REDIS_URL],
  ];
  it.each(
    places.flatMap(([place, write]) => secrets.map(([kind, secret]) => ({ place, kind, write, secret }))),
  )('redacts $kind in $place', ({ write, secret }) => {
    const { log, lines } = memoryLogger();
    write(log, secret);
    expect(lines).toHaveLength(1);
    expect(() => JSON.parse(lines[0]!)).not.toThrow();
    expect(lines[0]).toContain('[redacted]');
    for (const part of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), 'sesame'])
      expect(lines[0]).not.toContain(part);
  });
});

describe('createRedactor', () => {
  it.each([
    [
      'the path of a short webhook token',
      'https://x/webhooks/1/abc?wait=true',
      'https://x/webhooks/1/[redacted]?wait=true',
    ],
    ['an address with a password', 'redis://user:pw@host', 'redis://user:[redacted]@host'],
    ['ordinary words', 'Meloni said: “Security guarantees.”', 'Meloni said: “Security guarantees.”'],
    ['an ordinary address', 'https://discord.com/channels/1/2', 'https://discord.com/channels/1/2'],
  ])('treats %s', (_, text, redacted) => {
    expect(createRedactor([])(text)).toBe(redacted);
  });

  it('leaves nothing of a known secret, whatever it is and wherever it stands', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string(), fc.string(), (secret, before, after) => {
        fc.pre(!'[redacted]'.includes(secret));
        const { log, lines } = memoryLogger([new Secret(secret)]);
        log.info({ text: secret });
        expect((JSON.parse(lines[0]!) as { text: string }).text).not.toBe(secret);
        expect(createRedactor([new Secret(secret)])(before + secret + after)).toContain('[redacted]');
      }),
    );
  });

  it('takes time linear in a long line', () => {
    const redact = createRedactor([]);
    for (const text of [
      'A'.repeat(200_000),
      'a.'.repeat(100_000),
      '"token":"'.repeat(20_000),
      'x://'.repeat(50_000),
    ])
      expect(redact(text).length).toBeGreaterThan(0);
  });
});
