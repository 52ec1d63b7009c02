import { ChannelType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Places } from './driver.ts';
import type { World } from './world.ts';

/** What @everyone may do in a new server. */
const EVERYONE =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.SendMessagesInThreads |
  Permission.CreatePublicThreads |
  Permission.EmbedLinks |
  Permission.AttachFiles |
  Permission.AddReactions |
  Permission.ReadMessageHistory |
  Permission.UseApplicationCommands |
  Permission.UseExternalApps |
  Permission.ChangeNickname;

/** What the bot's own role allows: what an invitation link asks for. */
const BOT =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.SendMessagesInThreads |
  Permission.ReadMessageHistory;

const MODERATOR = Permission.ManageMessages | Permission.ModerateMembers | Permission.ManageThreads;

/** Fills an empty world with the server that every sandbox begins with, and one that the bot is not in. */
export function addPlaces(world: World): Places {
  const person = (username: string, displayName: string, installed = false) =>
    world.addUser({ username, displayName, installed }).id;
  const owner = person('olena', 'Olena');
  const administrator = person('adam', 'Adam');
  const moderator = person('mira', 'Mira');
  const member = person('marco', 'Marco');
  const traveller = person('tomek', 'Tomek', true);
  world.application.ownerId = owner;
  const { botId } = world.application;

  const guild = world.addGuild({ name: 'Article 5 debate', ownerId: owner, permissions: EVERYONE });
  const addRole = (name: string, permissions: bigint, color: number) => {
    const role = { id: world.nextId(), name, permissions, color, position: guild.roles.size };
    guild.roles.set(role.id, role);
    return role.id;
  };
  const botRole = addRole(world.application.name, BOT, 0);
  const moderatorRole = addRole('Moderator', MODERATOR, 0x1f_8b_4c);
  const administratorRole = addRole('Administrator', Permission.Administrator, 0xe7_4c_3c);
  world.addMember(guild, botId, [botRole]);
  world.addMember(guild, owner);
  world.addMember(guild, administrator, [administratorRole]);
  world.addMember(guild, moderator, [moderatorRole]);
  world.addMember(guild, member);

  const text = { type: ChannelType.GuildText, guildId: guild.id };
  const general = world.addChannel({ ...text, name: 'general', topic: 'Ask the bot what the article says' });
  const debate = world.addChannel({ ...text, name: 'debate', topic: 'Argue, then ask for the words' });
  const announcements = world.addChannel({
    ...text,
    name: 'announcements',
    topic: 'Read only',
    overwrites: [
      {
        id: guild.id,
        kind: 'role',
        allow: 0n,
        deny: Permission.SendMessages | Permission.SendMessagesInThreads,
      },
      {
        id: botRole,
        kind: 'role',
        allow: 0n,
        deny: Permission.SendMessages | Permission.SendMessagesInThreads,
      },
      { id: moderatorRole, kind: 'role', allow: Permission.SendMessages, deny: 0n },
    ],
  });
  const moderators = world.addChannel({
    ...text,
    name: 'moderators',
    topic: 'For moderators',
    overwrites: [
      { id: guild.id, kind: 'role', allow: 0n, deny: Permission.ViewChannel },
      { id: moderatorRole, kind: 'role', allow: Permission.ViewChannel, deny: 0n },
      { id: botRole, kind: 'role', allow: Permission.ViewChannel, deny: 0n },
    ],
  });
  const thread = world.addChannel({
    type: ChannelType.PublicThread,
    guildId: guild.id,
    parentId: debate.id,
    name: 'What is Article 5?',
    thread: { ownerId: member, archived: false, locked: false, members: new Set([member]) },
  });

  const foreign = world.addGuild({ name: 'Elsewhere', ownerId: traveller, permissions: EVERYONE });
  world.addMember(foreign, traveller);
  const foreignChannel = world.addChannel({
    type: ChannelType.GuildText,
    guildId: foreign.id,
    name: 'elsewhere',
    topic: 'A server without the bot',
  });

  return {
    guild: guild.id,
    general: general.id,
    debate: debate.id,
    announcements: announcements.id,
    thread: thread.id,
    moderators: moderators.id,
    foreignGuild: foreign.id,
    foreignChannel: foreignChannel.id,
    member,
    moderator,
    administrator,
    owner,
    traveller,
    bot: botId,
    application: world.application.id,
  };
}

/** Adds servers with one channel, the owner and the bot; returns their ids. */
export function addManyGuilds(world: World, places: Places, count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const guild = world.addGuild({
      name: `Server ${index + 1}`,
      ownerId: places.owner,
      permissions: EVERYONE,
    });
    world.addMember(guild, places.owner);
    world.addMember(guild, places.bot);
    world.addChannel({ type: ChannelType.GuildText, guildId: guild.id, name: 'general' });
    world.emit({ kind: 'guild-added', guild });
    return guild.id;
  });
}
