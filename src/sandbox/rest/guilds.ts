import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import type { Guild } from '../model.ts';
import { isThread } from '../permissions.ts';
import { channelShape, guildShape, memberShape, roleShape, userShape } from '../shapes.ts';
import { canView } from '../visibility.ts';
import type { World } from '../world.ts';
import { NO_CONTENT, ok, ownGuild, type RestReply, type RestRequest, type Route } from './route.ts';

const GUILD = '/guilds/:guild_id';

export const guildRoutes: Route[] = [
  { method: 'GET', path: GUILD, access: 'bot', handle: getGuild },
  { method: 'GET', path: `${GUILD}/channels`, access: 'bot', handle: listChannels },
  { method: 'GET', path: `${GUILD}/threads/active`, access: 'bot', handle: listThreads },
  { method: 'GET', path: `${GUILD}/roles`, access: 'bot', handle: listRoles },
  { method: 'GET', path: `${GUILD}/members`, access: 'bot', handle: listMembers },
  { method: 'GET', path: `${GUILD}/members/:user_id`, access: 'bot', handle: getMember },
  { method: 'DELETE', path: '/users/@me/guilds/:guild_id', access: 'bot', handle: leave },
];

function getGuild({ world, params, query }: RestRequest): RestReply {
  const guild = ownGuild(world, params.guild_id);
  const counts = query.get('with_counts') === 'true' ? { approximate_member_count: guild.members.size } : {};
  return ok({ ...guildShape(guild), ...counts });
}

function channelsOf(world: World, guild: Guild) {
  return guild.channels
    .flatMap((id) => world.channels.get(id) ?? [])
    .filter((channel) => canView(world, world.application.botId, channel));
}

function listChannels({ world, params }: RestRequest): RestReply {
  const channels = channelsOf(world, ownGuild(world, params.guild_id));
  return ok(channels.filter((channel) => !isThread(channel)).map((channel) => channelShape(world, channel)));
}

function listThreads({ world, params }: RestRequest): RestReply {
  const threads = channelsOf(world, ownGuild(world, params.guild_id)).filter(isThread);
  return ok({
    threads: threads.map((channel) => channelShape(world, channel)),
    members: [],
    has_more: false,
  });
}

function listRoles({ world, params }: RestRequest): RestReply {
  return ok([...ownGuild(world, params.guild_id).roles.values()].map(roleShape));
}

/** Listing everyone takes the privileged intent; one member does not. */
function listMembers({ world, params }: RestRequest): RestReply {
  const guild = ownGuild(world, params.guild_id);
  if ((world.application.privilegedIntents & Intent.GuildMembers) === 0) throw errors.missingAccess();
  return ok(
    [...guild.members.values()].map((member) => ({
      user: userShape(world.users.get(member.userId)!),
      ...memberShape(member),
    })),
  );
}

function getMember({ world, params }: RestRequest): RestReply {
  const member = ownGuild(world, params.guild_id).members.get(params.user_id ?? '');
  if (member === undefined) throw errors.unknownMember();
  return ok({ user: userShape(world.users.get(member.userId)!), ...memberShape(member) });
}

function leave({ world, params }: RestRequest): RestReply {
  const guild = ownGuild(world, params.guild_id);
  guild.members.delete(world.application.botId);
  world.emit({ kind: 'guild-removed', guild });
  return NO_CONTENT;
}
