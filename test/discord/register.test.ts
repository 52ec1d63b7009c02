import { ApplicationCommandType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { localizedPayload } from '../../src/discord/localize.ts';
import { syncCommands } from '../../src/discord/register.ts';
import { BOT, FakeDiscord, fakeServices, GUILD } from './fakes.ts';
import { articleLibrary } from './libraries.ts';

const library = articleLibrary();

/** A command as Discord gives it back: what was not given filled in, keys in another order. */
// biome-ignore lint/suspicious/noExplicitAny: a test changes any field
function asDiscordHasIt(command: (typeof COMMANDS)[number]): any {
  const payload = structuredClone(localizedPayload(command));
  const options = 'options' in payload ? payload.options : undefined;
  return {
    version: '1',
    nsfw: false,
    dm_permission: true,
    default_member_permissions: null,
    guild_id: undefined,
    description: '',
    description_localizations: null,
    ...Object.fromEntries(Object.entries(payload).reverse()),
    id: '1',
    application_id: BOT,
    contexts: [...(payload.contexts ?? [])].reverse(),
    ...(options && {
      options: options.map((option) => ({ required: false, autocomplete: false, ...option })),
    }),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a test changes any field
async function sync(present: any[], guild?: string) {
  const discord = new FakeDiscord();
  discord.answer = ({ method }) => (method === 'GET' ? present : []);
  const { services, logged } = fakeServices(discord, library);
  const result = await syncCommands(services.api, BOT, COMMANDS, services.log, guild);
  const put = discord.requests.find(({ method }) => method === 'PUT');
  return { result, put, logged };
}

describe('registration', () => {
  test('leaves Discord alone where it has the same', async () => {
    const { result, put } = await sync(COMMANDS.map(asDiscordHasIt));
    expect(result.kind).toBe('unchanged');
    expect(put).toBeUndefined();
  });

  test('writes the whole list where Discord has none', async () => {
    const { result, put } = await sync([]);
    expect(result).toMatchObject({ kind: 'written', deleted: [], changed: [] });
    expect(result.added).toHaveLength(COMMANDS.length);
    expect(put?.route).toBe(`/applications/${BOT}/commands`);
    expect(put?.body).toEqual(COMMANDS.map(localizedPayload));
  });

  // Each a change that a careless comparison misses.
  test.each<[string, (ask: ReturnType<typeof asDiscordHasIt>) => void]>([
    [
      'a description',
      (ask) => {
        ask.description = 'else';
      },
    ],
    [
      'a name in one language',
      (ask) => {
        ask.name_localizations.it = 'altro';
      },
    ],
    [
      'a language that is missing',
      (ask) => {
        delete ask.name_localizations.tr;
      },
    ],
    [
      'an option’s description',
      (ask) => {
        ask.options[0].description = 'else';
      },
    ],
    [
      'an option’s description in one language',
      (ask) => {
        ask.options[1].description_localizations.pl = 'inne';
      },
    ],
    [
      'an option that is not required any more',
      (ask) => {
        ask.options[0].required = false;
      },
    ],
    [
      'an option without suggestions',
      (ask) => {
        ask.options[1].autocomplete = false;
      },
    ],
    [
      'a length',
      (ask) => {
        ask.options[0].max_length = 6_000;
      },
    ],
    [
      'an option too many',
      (ask) => {
        ask.options.push({ type: 3, name: 'x', description: 'x' });
      },
    ],
    [
      'the order of options',
      (ask) => {
        ask.options.reverse();
      },
    ],
    [
      'a context',
      (ask) => {
        ask.contexts.pop();
      },
    ],
    [
      'an integration type',
      (ask) => {
        ask.integration_types.pop();
      },
    ],
    [
      'a permission',
      (ask) => {
        ask.default_member_permissions = '8';
      },
    ],
    [
      'an age limit',
      (ask) => {
        ask.nsfw = true;
      },
    ],
  ])('notices %s', async (_, change) => {
    const present = COMMANDS.map(asDiscordHasIt);
    change(present.find(({ name }) => name === 'ask'));
    const { result, put } = await sync(present);
    expect(result.changed).toEqual(['/ask']);
    expect(put).toBeDefined();
  });

  test('says which commands it deletes', async () => {
    const old = { ...asDiscordHasIt(COMMANDS[0]!), name: 'old' };
    const { result, logged } = await sync([...COMMANDS.map(asDiscordHasIt), old]);
    expect(result.deleted).toEqual(['/old']);
    expect(logged).toContainEqual(expect.objectContaining({ deleted: ['/old'], level: expect.anything() }));
  });

  test('tells a menu from a slash command of the same name', async () => {
    const present = COMMANDS.map(asDiscordHasIt);
    present.push({
      ...present[0],
      type: ApplicationCommandType.Message,
      description: '',
      options: undefined,
    });
    expect((await sync(present)).result.deleted).toEqual(['ask']);
  });

  test('in one server leaves out what only global commands have', async () => {
    const { put } = await sync([], GUILD);
    expect(put?.route).toBe(`/applications/${BOT}/guilds/${GUILD}/commands`);
    for (const command of put?.body ?? []) {
      expect(command).not.toHaveProperty('contexts');
      expect(command).not.toHaveProperty('integration_types');
    }
  });

  test('that Discord refuses rejects', async () => {
    const discord = new FakeDiscord();
    discord.answer = () => new Error('no');
    const { services } = fakeServices(discord, library);
    await expect(syncCommands(services.api, BOT, COMMANDS, services.log)).rejects.toThrow('no');
  });
});
