import { expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { localizedPayload } from '../../src/discord/localize.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { call } from '../sandbox/raw.ts';

test.each(COMMANDS.map((command) => [command.data.name, command] as const))(
  'the payload of %s, in every language',
  async (name, command) => {
    const file = `./__snapshots__/payloads/${name.toLowerCase().replaceAll(' ', '-')}.json`;
    await expect(`${JSON.stringify(localizedPayload(command), null, 2)}\n`).toMatchFileSnapshot(file);
  },
);

test('Discord takes all of them at once', async () => {
  const sandbox = await startSandbox();
  const path = `/applications/${sandbox.places.application}/commands`;
  const answer = await call(sandbox, 'PUT', path, COMMANDS.map(localizedPayload));
  expect(answer.body).toHaveLength(COMMANDS.length);
  expect(sandbox.openapi.kind === 'checked' ? sandbox.openapi.violations : []).toEqual([]);
  await sandbox.close();
});
