import { ButtonStyle, type Client, ComponentType, Events, MessageFlags, TextInputStyle } from 'discord.js';
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

test('a button opens a form, which comes back filled in', async () => {
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isButton())
      await interaction.showModal({
        title: 'Ask again',
        customId: 'again',
        components: [
          {
            type: ComponentType.ActionRow,
            components: [
              {
                type: ComponentType.TextInput,
                customId: 'q',
                label: 'Question',
                style: TextInputStyle.Short,
                maxLength: 9,
              },
            ],
          },
        ],
      });
    if (interaction.isModalSubmit())
      await interaction.reply({
        content: interaction.fields.getTextInputValue('q'),
        flags: MessageFlags.Ephemeral,
      });
  });
  const channel = await client.channels.fetch(sandbox.places.general);
  const button = {
    type: ComponentType.Button,
    label: 'Again',
    customId: 'a',
    style: ButtonStyle.Primary,
  } as const;
  if (channel?.isSendable())
    await channel.send({
      content: 'Once more?',
      components: [{ type: ComponentType.ActionRow, components: [button] }],
    });
  const member = sandbox.as(sandbox.places.member);
  const message = await member.sees('Once more?');
  const modal = await (await member.click(message, 'Again')).modal();
  expect(modal.data.title).toBe('Ask again');
  await expect(member.submitModal(modal, {})).rejects.toThrow('q is required');
  await expect(member.submitModal(modal, { q: 'far too long' })).rejects.toThrow('q is too long');
  const answer = await (await member.submitModal(modal, { q: 'why?' })).message();
  expect([answer.content, answer.flags]).toEqual(['why?', MessageFlags.Ephemeral]);
});

test('a select menu gives what was chosen, and its message is changed in place', async () => {
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isStringSelectMenu())
      await interaction.update({ content: interaction.values.join(), components: [] });
  });
  const options = ['short', 'long'].map((value) => ({ label: value, value }));
  const menu = { type: ComponentType.StringSelect, customId: 'length', options } as const;
  const channel = await client.channels.fetch(sandbox.places.general);
  if (channel?.isSendable())
    await channel.send({
      content: 'How long?',
      components: [{ type: ComponentType.ActionRow, components: [menu] }],
    });
  const member = sandbox.as(sandbox.places.member);
  const message = await member.sees('How long?');
  await expect(member.select(message, 'length', ['huge'])).rejects.toThrow('no option huge');
  const outcome = await (await member.select(message, 'length', ['long'])).outcome();
  expect(outcome).toMatchObject({
    kind: 'updated',
    message: { id: message.id, content: 'long', components: [] },
  });
});

test("a person's menu names its target; follow-ups and the first response can be changed and taken away", async () => {
  await client.application.commands.set([{ type: 2, name: 'Who is this' }]);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isUserContextMenuCommand()) return;
    await interaction.reply(interaction.targetUser.username);
    const next = await interaction.followUp('and more');
    await interaction.editReply(`${(await interaction.fetchReply()).content}!`);
    await interaction.webhook.editMessage(next, 'and no more');
  });
  const { member: id, moderator } = sandbox.places;
  const member = sandbox.as(id);
  const invocation = await member.userMenu('Who is this', moderator);
  await member.sees('and no more');
  expect((await invocation.message()).content).toBe('mira!');
  expect((await invocation.followUp()).content).toBe('and no more');
});

test('reactions and typing reach the bot', async () => {
  const heard = Promise.all([
    new Promise<string>((resolve) => client.once(Events.TypingStart, ({ user }) => resolve(user.id))),
    new Promise<string | null>((resolve) =>
      client.once(Events.MessageReactionAdd, ({ emoji }) => resolve(emoji.name)),
    ),
  ]);
  const member = sandbox.as(sandbox.places.member);
  member.type(sandbox.places.general);
  const said = await member.say(sandbox.places.general, `<@${sandbox.places.bot}> hello`);
  const channel = await client.channels.fetch(sandbox.places.general);
  if (channel?.isTextBased()) await (await channel.messages.fetch(said.id)).react('👍');
  expect(await heard).toEqual([sandbox.places.member, '👍']);
});
