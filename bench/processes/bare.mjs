// A discord.js client with its defaults and the bot's own intents that answers every command with a constant.
import { Client, GatewayIntentBits } from 'discord.js';

const { DISCORD_API_URL, DISCORD_TOKEN, SHARDS } = process.env;
const client = new Client({
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
  rest: { api: DISCORD_API_URL },
  ...(SHARDS && {
    shardCount: Number(SHARDS),
    shards: Array.from({ length: Number(SHARDS) }, (_, id) => id),
  }),
});
client.once('clientReady', async () => {
  process.stderr.write('{"msg":"ready"}\n');
  const question = {
    type: 3,
    name: 'question',
    description: 'A question',
    required: true,
    autocomplete: true,
  };
  await client.application.commands.set([{ name: 'ask', description: 'Asks', options: [question] }]);
});
client.on('interactionCreate', async (interaction) => {
  try {
    if (interaction.isAutocomplete()) await interaction.respond([{ name: 'A choice', value: 'A choice' }]);
    else if (interaction.isChatInputCommand()) await interaction.reply('A constant.');
  } catch {
    // Too late for Discord: counted there. Unhandled, it would end the process.
  }
});
await client.login(DISCORD_TOKEN);
