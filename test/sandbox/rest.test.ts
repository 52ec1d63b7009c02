import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../src/sandbox/clock.ts';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { call } from './raw.ts';

const clock = manualClock();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock, rateLimits: false });
});
afterEach(() => sandbox.close());

const messages = (channel = sandbox.places.general) => `/channels/${channel}/messages`;
const commands = () => `/applications/${sandbox.places.application}/commands`;

describe('refuses', () => {
  test.each([
    ['an unknown route', () => call(sandbox, 'GET', '/nowhere'), 404, 0],
    ['a wrong token', () => call(sandbox, 'GET', '/users/@me', undefined, 'no'), 401, 0],
    ['what is not JSON', () => call(sandbox, 'POST', messages(), '{'), 400, 50_109],
    ['an unknown channel', () => call(sandbox, 'GET', '/channels/1'), 404, 10_003],
    [
      'a channel in a server without the bot',
      () => call(sandbox, 'GET', `/channels/${sandbox.places.foreignChannel}`),
      403,
      50_001,
    ],
    ['an unknown server', () => call(sandbox, 'GET', '/guilds/1'), 404, 10_004],
    [
      'an unknown member',
      () => call(sandbox, 'GET', `/guilds/${sandbox.places.guild}/members/1`),
      404,
      10_007,
    ],
    [
      'the list of members without the intent',
      () => call(sandbox, 'GET', `/guilds/${sandbox.places.guild}/members`),
      403,
      50_001,
    ],
    ['an unknown message', () => call(sandbox, 'GET', `${messages()}/1`), 404, 10_008],
    ['an empty message', () => call(sandbox, 'POST', messages(), { content: ' ' }), 400, 50_006],
    [
      'to write where the bot may not',
      () => call(sandbox, 'POST', messages(sandbox.places.announcements), { content: 'x' }),
      403,
      50_013,
    ],
    ['an unknown command', () => call(sandbox, 'GET', `${commands()}/1`), 404, 10_063],
    [
      'an unknown interaction',
      () => call(sandbox, 'POST', '/interactions/1/x/callback', { type: 5 }),
      404,
      10_062,
    ],
    [
      'an unknown webhook token',
      () => call(sandbox, 'POST', `/webhooks/${sandbox.places.application}/x`, { content: 'x' }),
      401,
      50_027,
    ],
    [
      'to pin without the permission',
      async () => call(sandbox, 'PUT', `${messages()}/pins/${(await say('x')).id}`),
      403,
      50_013,
    ],
    [
      "to edit another's message",
      async () => call(sandbox, 'PATCH', `${messages()}/${(await say('x')).id}`, { content: 'y' }),
      403,
      50_005,
    ],
    [
      "to delete another's message",
      async () => call(sandbox, 'DELETE', `${messages()}/${(await say('x')).id}`),
      403,
      50_013,
    ],
  ])('%s', async (_, request, status, code) => {
    const answer = await request();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('a person who takes no direct messages', async () => {
    const { member } = sandbox.places;
    sandbox.world.users.get(member)!.closed = true;
    const channel = await call(sandbox, 'POST', '/users/@me/channels', { recipient_id: member });
    const answer = await call(sandbox, 'POST', messages(channel.body.id), { content: 'x' });
    expect(answer.body.code).toBe(50_007);
  });
});

describe('a malformed form gets errors nested where they are', () => {
  const button = { type: 2, style: 1, label: 'x', custom_id: 'x' };
  test.each([
    ['content', { content: 'x'.repeat(2_001) }, ['content'], 'BASE_TYPE_MAX_LENGTH'],
    [
      'a label',
      { content: 'x', components: [{ type: 1, components: [{ ...button, label: 'x'.repeat(81) }] }] },
      ['components', '0', 'components', '0', 'label'],
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a twin custom_id',
      { content: 'x', components: [{ type: 1, components: [button, button] }] },
      ['components', '0', 'components', '1', 'custom_id'],
      'COMPONENT_CUSTOM_ID_DUPLICATED',
    ],
    ['an embed', { embeds: [{ title: 'x'.repeat(257) }] }, ['embeds', '0', 'title'], 'BASE_TYPE_MAX_LENGTH'],
    ['a nonce', { content: 'x', nonce: 'x'.repeat(26) }, ['nonce'], 'BASE_TYPE_MAX_LENGTH'],
    [
      'a mention kind',
      { content: 'x', allowed_mentions: { parse: ['all'] } },
      ['allowed_mentions', 'parse', '0'],
      'BASE_TYPE_CHOICES',
    ],
    [
      'too many files',
      { content: 'x', attachments: Array.from({ length: 11 }, (_, id) => ({ id })) },
      ['attachments'],
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'too many stickers',
      { content: 'x', sticker_ids: ['1', '2', '3', '4'] },
      ['sticker_ids'],
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'too much text in components v2',
      {
        flags: 1 << 15,
        components: [17, 10].map((type) => ({
          type,
          ...(type === 17
            ? { components: [{ type: 10, content: 'x'.repeat(2_001) }] }
            : { content: 'x'.repeat(2_000) }),
        })),
      },
      ['components'],
      'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED',
    ],
    [
      'text beside components v2',
      { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'x' }] },
      ['content'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    ],
    [
      'a component of no known kind',
      { content: 'x', components: [{ type: 99 }] },
      ['components', '0', 'type'],
      'UNION_TYPE_CHOICES',
    ],
    [
      'a button inside a row that errs in two fields',
      {
        content: 'x',
        components: [{ type: 1, components: [{ ...button, label: '', custom_id: 'x'.repeat(101) }] }],
      },
      ['components', '0', 'components', '0', 'custom_id'],
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an unknown message replied to',
      { content: 'x', message_reference: { message_id: '1' } },
      ['message_reference'],
      'REPLIES_UNKNOWN_MESSAGE',
    ],
  ])('%s', async (_, body, path, code) => {
    const answer = await call(sandbox, 'POST', messages(), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 50_035, message: 'Invalid Form Body' } });
    const leaf = path.reduce((at, key) => at?.[key], answer.body.errors);
    expect(leaf?._errors[0].code).toBe(code);
  });

  test.each([
    ['a menu with a long name', { type: 3, name: 'x'.repeat(33) }, ['name'], 'BASE_TYPE_MAX_LENGTH'],
    [
      'a menu with a description',
      { type: 3, name: 'Find', description: 'x' },
      ['description'],
      'BASE_TYPE_CHOICES',
    ],
    [
      'a translated name with a capital',
      { name: 'ask', description: 'x', name_localizations: { de: 'Fragen' } },
      ['name_localizations', 'de'],
      'APPLICATION_COMMAND_INVALID_NAME',
    ],
    [
      'a translation into no locale of Discord',
      { name: 'ask', description: 'x', name_localizations: { xx: 'fragen' } },
      ['name_localizations'],
      'BASE_TYPE_CHOICES',
    ],
    [
      "an option's long description",
      { name: 'ask', description: 'x', options: [{ type: 3, name: 'q', description: 'x'.repeat(101) }] },
      ['options', '0', 'description'],
      'BASE_TYPE_MAX_LENGTH',
    ],
    [
      'a required option after an optional one',
      {
        name: 'ask',
        description: 'x',
        options: [
          { type: 3, name: 'a', description: 'x' },
          { type: 3, name: 'b', description: 'x', required: true },
        ],
      },
      ['options', '1'],
      'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
    ],
    [
      'more than 8,000 characters in all',
      {
        name: 'ask',
        description: 'x',
        options: Array.from({ length: 25 }, (_, option) => ({
          type: 3,
          name: `o${option}`,
          description: 'x',
          choices: Array.from({ length: 4 }, (_, choice) => ({
            name: `${choice}`.repeat(60),
            value: `${choice}`.repeat(60),
          })),
        })),
      },
      [],
      'APPLICATION_COMMAND_TOO_LARGE',
    ],
  ])('of a command: %s', async (_, body, path, code) => {
    const answer = await call(sandbox, 'POST', commands(), body);
    expect(answer.body.code).toBe(50_035);
    const leaf = path.reduce((at, key) => at?.[key], answer.body.errors);
    expect(leaf?._errors[0].code).toBe(code);
  });

  test('a command, by its place in the list', async () => {
    const good = { name: 'ask', description: 'Asks' };
    const answer = await call(sandbox, 'PUT', commands(), [good, { name: 'Not Good', description: '' }]);
    expect(answer.body).toMatchObject({
      code: 50_035,
      errors: {
        1: {
          name: { _errors: [{ code: 'APPLICATION_COMMAND_INVALID_NAME' }] },
          description: { _errors: [{}] },
        },
      },
    });
    expect((await call(sandbox, 'GET', commands())).body).toEqual([]);
  });
});

async function say(content: string) {
  return sandbox.as(sandbox.places.member).say(sandbox.places.general, content);
}

test('messages are listed newest first, before, after and around one, as many as asked', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 6; count++) ids.push((await say(`${count}`)).id);
  const list = async (query: string) =>
    (await call(sandbox, 'GET', `${messages()}?${query}`)).body.map(({ id }: { id: string }) =>
      ids.indexOf(id),
    );
  expect(await list('limit=2')).toEqual([5, 4]);
  expect(await list(`limit=2&before=${ids[2]}`)).toEqual([1, 0]);
  expect(await list(`limit=2&after=${ids[2]}`)).toEqual([4, 3]);
  expect(await list(`limit=3&around=${ids[2]}`)).toEqual([3, 2, 1]);
  const refused = await call(sandbox, 'GET', `${messages()}?limit=101&before=x`);
  expect(Object.keys(refused.body.errors)).toEqual(['limit', 'before']);
});

test("without the intent, others' content is withheld save where the bot is spoken to", async () => {
  const { bot, general, member } = sandbox.places;
  const contentOf = async (id: string) => (await call(sandbox, 'GET', `${messages()}/${id}`)).body.content;
  const own = (await call(sandbox, 'POST', messages(), { content: 'mine' })).body;
  expect(await contentOf(own.id)).toBe('mine');
  expect(await contentOf((await say('secret')).id)).toBe('');
  expect(await contentOf((await say(`<@${bot}> open`)).id)).toBe(`<@${bot}> open`);
  const actor = sandbox.as(member);
  expect(await contentOf((await actor.reply(own, 'pinging')).id)).toBe('pinging');
  expect(await contentOf((await actor.reply(own, 'quiet', { ping: false })).id)).toBe('');
  const direct = actor.directMessages();
  const told = await actor.say(direct, 'private');
  expect((await call(sandbox, 'GET', `${messages(direct)}/${told.id}`)).body.content).toBe('private');
  expect(
    sandbox
      .as(sandbox.places.moderator)
      .messages(general)
      .map(({ content }) => content),
  ).toContain('secret');
});

test('enforce_nonce makes a second create the first, for some minutes', async () => {
  const body = { content: 'once', nonce: '7', enforce_nonce: true };
  const first = await call(sandbox, 'POST', messages(), body);
  expect((await call(sandbox, 'POST', messages(), body)).body.id).toBe(first.body.id);
  clock.advance(600_000);
  expect((await call(sandbox, 'POST', messages(), body)).body.id).not.toBe(first.body.id);
});

test('allowed_mentions decides who is pinged', async () => {
  const { member, owner } = sandbox.places;
  const content = `<@${member}> <@${owner}> @everyone`;
  const pinged = async (allowed?: object) => {
    const { body } = await call(sandbox, 'POST', messages(), {
      content,
      ...(allowed && { allowed_mentions: allowed }),
    });
    return body.mentions.map(({ id }: { id: string }) => id);
  };
  expect(await pinged()).toEqual([member, owner]);
  expect(await pinged({ parse: [] })).toEqual([]);
  expect(await pinged({ parse: [], users: [owner] })).toEqual([owner]);
});

test('edits of messages older than an hour run out: 30046', async () => {
  const { body } = await call(sandbox, 'POST', messages(), { content: 'old' });
  clock.advance(3_700_000);
  const codes = new Set<number | undefined>();
  for (let count = 0; count < 31; count++) {
    codes.add((await call(sandbox, 'PATCH', `${messages()}/${body.id}`, { content: `${count}` })).body.code);
  }
  expect([...codes]).toEqual([undefined, 30_046]);
});

test('a bulk overwrite keeps the id of a command that stays and drops what is not named', async () => {
  const named = (name: string) => ({ name, description: 'x' });
  const before = (await call(sandbox, 'PUT', commands(), [named('ask'), named('old')])).body;
  const after = (
    await call(sandbox, 'PUT', commands(), [named('new'), { ...named('ask'), description: 'y' }])
  ).body;
  expect(after[1]).toMatchObject({ id: before[0].id, description: 'y' });
  expect(after[1].version).not.toBe(before[0].version);
  expect((await call(sandbox, 'GET', commands())).body.map(({ name }: { name: string }) => name)).toEqual([
    'new',
    'ask',
  ]);
});

test('commands are limited in number and in creations a day', async () => {
  const many = (count: number, prefix: string) =>
    Array.from({ length: count }, (_, index) => ({ name: `${prefix}${index}`, description: 'x' }));
  expect((await call(sandbox, 'PUT', commands(), many(101, 'a'))).body.code).toBe(30_032);
  for (const prefix of ['a', 'b']) await call(sandbox, 'PUT', commands(), many(100, prefix));
  expect((await call(sandbox, 'POST', commands(), many(1, 'c')[0])).body.code).toBe(30_032);
  await call(sandbox, 'PUT', commands(), []);
  expect((await call(sandbox, 'POST', commands(), many(1, 'c')[0])).body.code).toBe(30_034);
});

test('a file is kept and served for download', async () => {
  const form = new FormData();
  form.set(
    'payload_json',
    JSON.stringify({ content: 'see', attachments: [{ id: 0, filename: 'gaps.yaml' }] }),
  );
  form.set('files[0]', new File(['en: []'], 'gaps.yaml'));
  const headers = { authorization: `Bot ${sandbox.token}` };
  const sent = await fetch(`${sandbox.api}/v10${messages()}`, { method: 'POST', headers, body: form });
  const { attachments } = (await sent.json()) as { attachments: { url: string; filename: string }[] };
  expect(attachments).toMatchObject([{ filename: 'gaps.yaml', size: 6 }]);
  const file = await fetch(attachments[0]!.url);
  expect(file.headers.get('content-disposition')).toBe('attachment');
  expect(await file.text()).toBe('en: []');
});

test('reactions, typing, threads and direct messages', async () => {
  const { id } = await say('x');
  const reaction = `${messages()}/${id}/reactions/${encodeURIComponent('👍')}`;
  expect((await call(sandbox, 'PUT', `${reaction}/@me`)).status).toBe(204);
  expect((await call(sandbox, 'GET', `${messages()}/${id}`)).body.reactions).toMatchObject([
    { count: 1, me: true },
  ]);
  expect((await call(sandbox, 'DELETE', `${reaction}/@me`)).status).toBe(204);
  expect((await call(sandbox, 'POST', `/channels/${sandbox.places.thread}/typing`)).status).toBe(204);
  expect((await call(sandbox, 'PUT', `${messages()}/${id}/reactions/word/@me`)).body.code).toBe(10_014);
  expect((await call(sandbox, 'GET', `/channels/${sandbox.places.thread}`)).body).toMatchObject({
    parent_id: sandbox.places.debate,
  });
});

describe('where the bot may write', () => {
  const write = async (channel: string) => {
    const { status, body } = await call(sandbox, 'POST', messages(channel), { content: 'x' });
    return status === 200 ? 200 : body.code;
  };
  const overwritten = (allow: bigint, deny: bigint, id: string, kind: 'role' | 'member') => {
    sandbox.world.channels.get(sandbox.places.debate)!.overwrites = [{ id, kind, allow, deny }];
    return write(sandbox.places.debate);
  };
  const SEND = 1n << 11n;
  const VIEW = 1n << 10n;

  test('follows the overwrites of the channel: everyone, then roles, then the member', async () => {
    const { guild, bot, debate } = sandbox.places;
    expect(await overwritten(0n, SEND, guild, 'role')).toBe(50_013);
    expect(await overwritten(0n, VIEW, guild, 'role')).toBe(50_001);
    expect(await overwritten(0n, SEND, bot, 'member')).toBe(50_013);
    const { overwrites } = sandbox.world.channels.get(debate)!;
    overwrites.unshift({ id: guild, kind: 'role', allow: 0n, deny: SEND });
    overwrites[1] = { id: bot, kind: 'member', allow: SEND, deny: 0n };
    expect(await write(debate)).toBe(200);
  });

  test('ends while it is timed out', async () => {
    const { guild, bot, general } = sandbox.places;
    sandbox.world.guilds.get(guild)!.members.get(bot)!.timedOutUntil = clock.now() + 60_000;
    expect(await write(general)).toBe(50_013);
    clock.advance(60_000);
    expect(await write(general)).toBe(200);
  });

  test('ends in a locked thread, and opens an archived one', async () => {
    const { thread: id, member } = sandbox.places;
    const { thread } = sandbox.world.channels.get(id)!;
    Object.assign(thread!, { archived: true });
    expect([await write(id), thread?.archived]).toEqual([200, false]);
    Object.assign(thread!, { locked: true });
    expect(await write(id)).toBe(160_005);
    Object.assign(thread!, { archived: true });
    expect(await write(id)).toBe(50_083);
    await expect(sandbox.as(member).say(id, 'x')).rejects.toThrow('may not write');
    await expect(sandbox.as(sandbox.places.moderator).say(id, 'x')).resolves.toMatchObject({ content: 'x' });
  });
});

test('pins are set with the permission, listed newest first, and told of', async () => {
  const { guild } = sandbox.places;
  sandbox.world.guilds.get(guild)!.roles.get(guild)!.permissions |= 1n << 51n;
  const ids = [(await say('one')).id, (await say('two')).id];
  for (const id of ids) expect((await call(sandbox, 'PUT', `${messages()}/pins/${id}`)).status).toBe(204);
  const pinned = async () =>
    (await call(sandbox, 'GET', `${messages()}/pins`)).body.items.map(
      ({ message }: { message: { id: string } }) => message.id,
    );
  expect(await pinned()).toEqual([...ids].reverse());
  await call(sandbox, 'DELETE', `${messages()}/pins/${ids[1]}`);
  expect(await pinned()).toEqual([ids[0]]);
});
