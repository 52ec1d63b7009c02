import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../commands/index.ts';
import { readCorpus } from '../../src/corpus/corpus.ts';
import { Dispatcher } from '../../src/discord/dispatch.ts';
import { type Library, toLibrary } from '../../src/discord/library.ts';
import { MentionReplies } from '../../src/discord/mention-replies.ts';
import { Speakable } from '../../src/discord/speakable.ts';
import { buildIndex } from '../../src/search/index.ts';
import { autocomplete, BOT, click, menu, message, slash } from '../discord/fakes.ts';
import { articleLibrary } from '../discord/libraries.ts';
import { checkedDiscord } from './checked-discord.ts';
import { frontMatter, hostileText, hostileValue, patience, share } from './hostile.ts';

const article = articleLibrary();

function bot(library: () => Library = () => article) {
  const discord = checkedDiscord(library);
  const dispatcher = new Dispatcher(discord.services);
  const mentions = new MentionReplies({
    ...discord.services,
    speakable: new Speakable(discord.services.api, discord.services.log, () => 0),
    bot: () => BOT,
    guildLocale: () => 'en-US',
    today: () => Date.UTC(2024, 0, 1),
    wait: async () => {},
  });
  return { discord, dispatcher, mentions };
}

const locale = fc.constantFrom('en-US', 'it', 'uk', 'de', 'tr', 'xx', '');
const permissions = fc.constantFrom(0n, 8n, 8_192n);
const options = COMMANDS.flatMap(({ data }) =>
  ('options' in data ? (data.options ?? []) : []).map((option) => ({ command: data.name, option })),
);
const names = (type: number) =>
  COMMANDS.filter(({ data }) => (data.type ?? 1) === type).map(({ data }) => data.name);

describe('nothing that a member can send breaks the bot, pings anybody or goes past a limit', () => {
  test('slash commands, with every option set to anything', { timeout: patience(0.25) }, async () => {
    const { discord, dispatcher } = bot();
    const values = fc.dictionary(
      fc.constantFrom(...options.map(({ option }) => option.name), 'x'),
      hostileValue,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names(1), 'gone'),
        values,
        locale,
        permissions,
        async (name, given, language, bits) => {
          await dispatcher.handle(slash(name, given as never, { locale: language, permissions: bits }));
          expect(discord.requests.length).toBeGreaterThan(0);
          expect(discord.problems()).toEqual([]);
        },
      ),
      share(0.25),
    );
  });

  test('suggestions, for anything typed', { timeout: patience(0.15) }, async () => {
    const { discord, dispatcher } = bot();
    const focused = fc.constantFrom(...options, { command: 'gone', option: { name: 'x' } });
    await fc.assert(
      fc.asyncProperty(focused, hostileText(), locale, async ({ command, option }, typed, language) => {
        await dispatcher.handle(autocomplete(command, option.name, typed, { locale: language }));
        expect(discord.problems()).toEqual([]);
      }),
      share(0.15),
    );
  });

  test('message menus, on any message', { timeout: patience(0.15) }, async () => {
    const { discord, dispatcher } = bot();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names(3)),
        hostileText(4_000),
        hostileText(400),
        async (name, content, embedded) => {
          const embeds = [{ title: embedded, description: embedded }];
          await dispatcher.handle(menu(name, { content, embeds } as never));
          expect(discord.requests.length).toBeGreaterThan(0);
          expect(discord.problems()).toEqual([]);
        },
      ),
      share(0.15),
    );
  });

  test('mentions and direct messages', { timeout: patience(0.2) }, async () => {
    const { discord, mentions } = bot();
    await fc.assert(
      fc.asyncProperty(hostileText(4_000), fc.boolean(), async (content, direct) => {
        await mentions.created(message(direct ? content : `<@${BOT}> ${content}`, { direct }));
        expect(discord.problems()).toEqual([]);
      }),
      share(0.2),
    );
  });

  test('custom ids that were never given out', { timeout: patience(0.1) }, async () => {
    const { discord, dispatcher } = bot();
    const owners = fc.constantFrom('answer', ...COMMANDS.map(({ data }) => data.name), '__proto__');
    const buttons = fc.constantFrom(
      'context',
      'more',
      'delete',
      ...COMMANDS.flatMap(({ buttons: own }) => Object.keys(own ?? {})),
      'constructor',
    );
    const state = fc.oneof(
      hostileText(100),
      fc.base64String({ maxLength: 84 }),
      fc.constant('AAAAAAAAAAAAAAAA'),
    );
    const id = fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.constantFrom('1', '0', '99'), owners, buttons, state)
          .map((parts) => parts.join(':')),
      },
      { weight: 1, arbitrary: hostileText(100) },
    );
    await fc.assert(
      fc.asyncProperty(id, permissions, fc.boolean(), async (customId, bits, forged) => {
        await dispatcher.handle(click(customId, { permissions: bits, forged }));
        expect(discord.requests.length).toBeGreaterThan(0);
        expect(discord.problems()).toEqual([]);
      }),
      share(0.1),
    );
  });

  test('sources whose text and attribution are anything', { timeout: patience(0.15) }, async () => {
    let library = article;
    const { discord, dispatcher } = bot(() => library);
    const paragraph = fc.oneof(
      hostileText(2_500),
      fc.constant('The harbour closes in autumn, Ada Lindqvist said.'),
    );
    const source = fc.tuple(fc.option(frontMatter), fc.array(paragraph, { minLength: 1, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(
        source,
        fc.constantFrom('md', 'txt'),
        hostileText(100),
        async ([front, paragraphs], ending, asked) => {
          const text = `${front === null ? '' : `---\n${front}---\n`}${paragraphs.join('\n\n')}\n`;
          const file = {
            kind: 'file' as const,
            file: `x.${ending}`,
            name: `x.${ending}`,
            bytes: Buffer.from(text, 'utf8'),
          };
          const read = readCorpus([file], { place: 'x', total: 1 });
          if (read.kind === 'problems') return;
          library = toLibrary(buildIndex(read.corpus));
          const questions = [asked, 'harbour', paragraphs[0]!.slice(0, 80)];
          for (const question of questions) await dispatcher.handle(slash('ask', { question }));
          for (let ordinal = 1; ordinal <= 3; ordinal++)
            await dispatcher.handle(slash('passage', { id: `x#${ordinal}` }));
          await dispatcher.handle(slash('sources'));
          expect(discord.problems()).toEqual([]);
        },
      ),
      share(0.15),
    );
  });
});
