import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createOpenapiChecker } from '../../src/sandbox/openapi.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { call } from './raw.ts';

/** A description in the form of Discord's own: one route, whose body is a message with rows of buttons. */
const DESCRIPTION = {
  openapi: '3.1.0',
  paths: {
    '/channels/{channel_id}/messages': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Message' } } },
        },
      },
    },
  },
  components: {
    schemas: {
      Message: {
        type: 'object',
        properties: {
          content: { type: ['string', 'null'], maxLength: 20 },
          default_member_permissions: { type: ['integer', 'null'] },
          components: {
            type: 'array',
            items: {
              oneOf: [{ $ref: '#/components/schemas/Button' }, { $ref: '#/components/schemas/Link' }],
            },
          },
        },
      },
      Button: {
        type: 'object',
        required: ['custom_id'],
        properties: { type: { const: 2 }, custom_id: { type: 'string', maxLength: 10 } },
      },
      Link: {
        type: 'object',
        required: ['url'],
        properties: { type: { const: 3 }, url: { type: 'string' } },
      },
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'verbatim-openapi-'));
const path = join(folder, 'openapi.json');
writeFileSync(path, JSON.stringify(DESCRIPTION));
afterAll(() => rmSync(folder, { recursive: true }));

const ROUTE = '/channels/:channel_id/messages';

describe('a request that breaks the description is reported', () => {
  test.each([
    ['a field of another type', { content: 7 }, '/content'],
    ['a text that is too long', { content: 'x'.repeat(21) }, '/content'],
    ['a part of a list', { components: [{ type: 2, custom_id: 'x'.repeat(11) }] }, '/components/0/custom_id'],
    ['a body of another kind', [], ''],
  ])('with the JSON pointer of %s', (_, body, pointer) => {
    const { check, report } = createOpenapiChecker(path);
    check('POST', ROUTE, body);
    const violations = report.kind === 'checked' ? report.violations : [];
    expect(violations[0]).toMatchObject({ method: 'POST', route: ROUTE, pointer });
  });
});

test('what fits, and what the description does not name, is no violation', () => {
  const { check, report } = createOpenapiChecker(path);
  check('POST', ROUTE, { content: 'x', components: [{ type: 2, custom_id: 'x' }] });
  check('POST', '/unknown', { content: 7 });
  expect(report).toMatchObject({ kind: 'checked', requests: 1, violations: [] });
});

test('permission bits are taken as text too, as the documentation has them', () => {
  const { check, report } = createOpenapiChecker(path);
  for (const bits of ['8192', 8192, null]) check('POST', ROUTE, { default_member_permissions: bits });
  expect(report).toMatchObject({ requests: 3, violations: [] });
});

test('without the file every check is reported as skipped', () => {
  const { check, report } = createOpenapiChecker(join(folder, 'none.json'));
  check('POST', ROUTE, { content: 7 });
  expect(report).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('DISCORD_OPENAPI') });
});

test('the sandbox checks what comes in over REST', async () => {
  const sandbox = await startSandbox({ openapi: path });
  await call(sandbox, 'POST', `/channels/${sandbox.places.general}/messages`, { content: 'x'.repeat(21) });
  expect(sandbox.openapi).toMatchObject({ requests: 1, violations: [{ pointer: '/content' }] });
  await sandbox.close();
});
