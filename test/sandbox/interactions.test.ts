import { MessageFlags, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manualClock } from '../../src/sandbox/clock.ts';
import type { Invocation, Sandbox, Where } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { call } from './raw.ts';

const EVERYWHERE = { contexts: [0, 1, 2], integration_types: [0, 1] };
const clock = manualClock();
let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await startSandbox({ clock, rateLimits: false });
  await call(sandbox, 'PUT', `/applications/${sandbox.places.application}/commands`, [
    {
      name: 'ask',
      description: 'Asks',
      ...EVERYWHERE,
      options: [
        { type: 3, name: 'question', description: 'x', required: true, max_length: 10, autocomplete: true },
        { type: 4, name: 'count', description: 'x', min_value: 1, max_value: 3 },
        { type: 3, name: 'length', description: 'x', choices: [{ name: 'Short', value: 's' }] },
      ],
    },
    { name: 'digest', description: 'Digests', default_member_permissions: String(Permission.ManageMessages) },
  ]);
});
afterEach(() => sandbox.close());

const as = (who: 'member' | 'moderator' | 'traveller') => sandbox.as(sandbox.places[who]);
const ask = (where?: Where, who: 'member' | 'traveller' = 'member') =>
  as(who).slash('ask', { question: 'who?' }, where);
const tokenOf = ({ id }: Invocation) =>
  [...sandbox.world.interactions.values()].find((interaction) => interaction.id === id)!.token;
const respond = (to: Invocation, body: unknown) =>
  call(sandbox, 'POST', `/interactions/${to.id}/${tokenOf(to)}/callback?with_response=true`, body);
const webhook = (to: Invocation, method: string, path: string, body?: unknown) =>
  call(sandbox, method, `/webhooks/${sandbox.places.application}/${tokenOf(to)}${path}`, body);
const say = (content: string, flags = 0) => ({ type: 4, data: { content, flags } });
const codeOf = ({ status, body }: { status: number; body: { code?: number } }) =>
  status < 300 ? status : body.code;

describe('the first response', () => {
  test('is due within 3 seconds; then the interaction is unknown, and the member is told', async () => {
    const asked = await ask();
    clock.advance(3_000);
    expect(codeOf(await respond(asked, say('late')))).toBe(10_062);
    expect(await asked.outcome()).toMatchObject({ kind: 'failed' });
  });

  test('is given once', async () => {
    const asked = await ask();
    expect(codeOf(await respond(asked, say('first')))).toBe(200);
    expect(codeOf(await respond(asked, say('second')))).toBe(40_060);
  });

  test('may be deferred for as long as the token lives: 15 minutes', async () => {
    const asked = await ask();
    await respond(asked, { type: 5 });
    clock.advance(899_000);
    expect(codeOf(await webhook(asked, 'PATCH', '/messages/@original', { content: 'done' }))).toBe(200);
    clock.advance(1_000);
    expect(codeOf(await webhook(asked, 'PATCH', '/messages/@original', { content: 'more' }))).toBe(50_027);
    expect(await asked.message()).toMatchObject({ content: 'done' });
  });

  test('of a kind that does not fit is refused with those that do', async () => {
    const asked = await ask();
    for (const type of [7, 8, 99]) {
      const { body } = await respond(asked, { type, data: {} });
      expect(body).toMatchObject({
        code: 50_035,
        errors: { type: { _errors: [{ code: 'BASE_TYPE_CHOICES' }] } },
      });
    }
    const { body } = await respond(asked, { type: 99 });
    expect(body.errors.type._errors[0].message).toContain('1, 4, 5, 6, 7, 8, 9');
  });

  test.each([
    [
      'choices beyond 25',
      'choices',
      { choices: Array.from({ length: 26 }, () => ({ name: 'x', value: 'x' })) },
    ],
    ['a choice with an empty name', 'choices', { choices: [{ name: '', value: 'x' }] }],
    [
      'a form with a long title',
      'title',
      { title: 'x'.repeat(46), custom_id: 'f', components: [textInput()] },
    ],
    [
      'a form whose label has a long description',
      'components',
      {
        title: 'x',
        custom_id: 'f',
        components: [
          {
            type: 18,
            label: 'x',
            description: 'x'.repeat(101),
            component: { type: 4, custom_id: 'q', style: 1 },
          },
        ],
      },
    ],
  ])('with %s is refused under its field', async (_, field, data) => {
    const asked = await ask();
    const typing = as('member').autocomplete('ask', { question: 'w' }, 'question');
    const half = [...sandbox.world.interactions.values()].at(-1)!;
    const { body } =
      field === 'choices'
        ? await call(sandbox, 'POST', `/interactions/${half.id}/${half.token}/callback`, { type: 8, data })
        : await respond(asked, { type: 9, data });
    expect(body).toMatchObject({ code: 50_035, errors: { data: { [field]: {} } } });
    clock.advance(3_000);
    expect(await typing).toEqual([]);
  });

  function textInput() {
    return { type: 1, components: [{ type: 4, custom_id: 'q', style: 1, label: 'x' }] };
  }
});

describe('what is for one reader', () => {
  test('is seen by nobody else, moderators and the gateway included', async () => {
    const asked = await ask();
    await respond(asked, say('secret', MessageFlags.Ephemeral));
    const { general } = sandbox.places;
    expect(as('member').messages(general)).toHaveLength(1);
    expect(as('moderator').messages(general)).toEqual([]);
    const { id } = await asked.message();
    expect(codeOf(await call(sandbox, 'GET', `/channels/${general}/messages/${id}`))).toBe(10_008);
    expect(codeOf(await webhook(asked, 'GET', '/messages/@original'))).toBe(200);
  });

  test('was settled by the deferral', async () => {
    const asked = await ask();
    await respond(asked, { type: 5, data: { flags: MessageFlags.Ephemeral } });
    await webhook(asked, 'PATCH', '/messages/@original', { content: 'done' });
    expect(as('moderator').messages(sandbox.places.general)).toEqual([]);
  });

  test('is all that a user-installed app says where the member may not use external apps', async () => {
    const { foreignChannel, foreignGuild } = sandbox.places;
    const asked = await ask({ channel: foreignChannel }, 'traveller');
    await respond(asked, say('for all'));
    expect((await asked.message()).flags).toBe(0);
    const guild = sandbox.world.guilds.get(foreignGuild)!;
    guild.ownerId = sandbox.places.owner;
    guild.roles.get(foreignGuild)!.permissions &= ~Permission.UseExternalApps;
    const confined = await ask({ channel: foreignChannel }, 'traveller');
    await respond(confined, say('for all?'));
    expect((await confined.message()).flags).toBe(MessageFlags.Ephemeral);
  });
});

test('a user-installed app outside its servers has five follow-ups', async () => {
  const asked = await ask({ channel: sandbox.places.foreignChannel }, 'traveller');
  await respond(asked, say('first'));
  const codes: (number | undefined)[] = [];
  for (let count = 0; count < 6; count++)
    codes.push(codeOf(await webhook(asked, 'POST', '', { content: `${count}` })));
  expect(codes).toEqual([200, 200, 200, 200, 200, 40_094]);
});

describe("Discord's client", () => {
  test.each([
    ['a missing option', {}, 'question is required'],
    ['an unknown option', { question: 'x', more: 1 }, 'no option more'],
    ['a text that is too long', { question: 'x'.repeat(11) }, '10 or fewer'],
    ['a number out of range', { question: 'x', count: 4 }, '3 or less'],
    ['a text for a number', { question: 'x', count: 'two' }, 'whole number'],
    ['a value that is none of the choices', { question: 'x', length: 'l' }, 'one of its choices'],
  ])('refuses %s', async (_, options, problem) => {
    await expect(as('member').slash('ask', options)).rejects.toThrow(problem);
  });

  test('lists a command with default_member_permissions for whoever has them', async () => {
    const { general } = sandbox.places;
    const names = (who: 'member' | 'moderator') =>
      as(who)
        .commands(general)
        .map(({ name }) => name);
    expect([names('member'), names('moderator')]).toEqual([['ask'], ['ask', 'digest']]);
    await expect(as('member').slash('digest')).rejects.toThrow('no command "digest"');
  });

  test('lists in a server without the bot what is installed to the account', () => {
    const { foreignChannel } = sandbox.places;
    expect(
      as('traveller')
        .commands(foreignChannel)
        .map(({ name }) => name),
    ).toEqual(['ask']);
  });
});
