import { type Client, Events, MessageFlags } from 'discord.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { loggedIn } from './bot.ts';

let sandbox: Sandbox;
let client: Client<true>;

beforeEach(async () => {
  sandbox = await startSandbox({ rateLimits: false });
  client = await loggedIn(sandbox);
});
afterEach(async () => {
  await client.destroy();
  await sandbox.close();
});

test('a mention reaches the bot with its content, and the reply reaches the member', async () => {
  client.on(Events.MessageCreate, async (message) => {
    if (!message.author.bot && message.mentions.has(client.user))
      await message.reply(`You said: ${message.content}`);
  });
  const member = sandbox.as(sandbox.places.member);
  const reply = member.nextReply();
  const asked = await member.say(sandbox.places.general, `<@${sandbox.places.bot}> who proposed it?`);
  expect(await reply).toMatchObject({
    content: `You said: <@${sandbox.places.bot}> who proposed it?`,
    message_reference: { message_id: asked.id },
    mentions: [{ id: sandbox.places.bot }, { id: sandbox.places.member }],
  });
});

test('a slash command with autocompletion is answered to the asker alone', async () => {
  await client.application.commands.set([
    {
      name: 'ask',
      description: 'Asks',
      options: [{ type: 3, name: 'question', description: 'What', required: true, autocomplete: true }],
    },
  ]);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete())
      await interaction.respond([{ name: 'Who?', value: interaction.options.getFocused() }]);
    if (interaction.isChatInputCommand()) {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.editReply(`About ${interaction.options.getString('question')}`);
    }
  });
  const member = sandbox.as(sandbox.places.member);
  expect(await member.autocomplete('ask', { question: 'wh' }, 'question')).toEqual([
    { name: 'Who?', value: 'wh' },
  ]);
  const invocation = await member.slash('ask', { question: 'Kyiv' });
  const message = await invocation.message();
  expect(message.content).toBe('About Kyiv');
  expect(member.messages(sandbox.places.general)).toContainEqual(message);
  expect(sandbox.as(sandbox.places.moderator).messages(sandbox.places.general)).toEqual([]);
});
