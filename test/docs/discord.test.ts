import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { inviteLink, PERMISSIONS } from '../../src/discord/invite.ts';
import { EXIT_CODES } from '../../src/discord/start-failure.ts';

const GUIDE = readFileSync('docs/discord.md', 'utf8');
const UNIT = readFileSync('deploy/verbatim.service', 'utf8');

describe('docs/discord.md', () => {
  test('gives the address that the bot prints', () => {
    const told = /https:\/\/discord\.com\/oauth2\/authorize\S+permissions=\d+/.exec(GUIDE)![0];
    const [one, other] = [told, inviteLink('APPLICATION_ID')].map((link) => {
      const { origin, pathname, searchParams } = new URL(link);
      return [origin, pathname, [...searchParams].sort()];
    });
    expect(one).toEqual(other);
  });

  test('explains each permission that it asks for, and no other', () => {
    const explained = [
      PermissionFlagsBits.ViewChannel,
      PermissionFlagsBits.SendMessages,
      PermissionFlagsBits.SendMessagesInThreads,
      PermissionFlagsBits.ReadMessageHistory,
      PermissionFlagsBits.AttachFiles,
    ];
    expect(explained.reduce((sum, bit) => sum | bit, 0n)).toBe(PERMISSIONS);
    const rows = /\| it asks for[\s\S]*?\n\n/.exec(GUIDE)![0];
    expect(rows.match(/\*[A-Z][\w ]+\*/g)).toHaveLength(explained.length);
  });

  test('tells of every exit code', () => {
    const codes = [...GUIDE.matchAll(/^\| (\d+) \|/gm)].map((row) => Number(row[1]));
    expect(codes.sort((a, b) => a - b)).toEqual([1, ...Object.values(EXIT_CODES)].sort((a, b) => a - b));
  });

  test('names no command that there is not', () => {
    const names = [...GUIDE.matchAll(/`\/([a-z]+)`/g)].map((name) => name[1]!);
    const known = [...COMMANDS.map(({ data }) => data.name), 'metrics', 'health'];
    expect(names.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('links only to files that exist', () => {
    const links = [...GUIDE.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((link) => link[1]!);
    expect(links.filter((link) => !existsSync(join(dirname('docs/discord.md'), link)))).toEqual([]);
  });
});

test('the systemd unit does not restart what only a person can mend', () => {
  const { configuration, token, intents, corpus, sharding } = EXIT_CODES;
  const prevented = /^RestartPreventExitStatus=(.+)$/m.exec(UNIT)![1]!.split(' ').map(Number);
  expect(prevented).toEqual([configuration, token, intents, corpus, sharding]);
});
