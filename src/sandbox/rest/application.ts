import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import { DAY, IDENTIFIES_A_DAY } from '../limits.ts';
import { channelShape, userShape } from '../shapes.ts';
import { ok, type RestReply, type RestRequest, type Route } from './route.ts';

/** The bot's own account and application, and the way to the gateway. */
export const applicationRoutes: Route[] = [
  { method: 'GET', path: '/gateway', access: 'token', handle: (request) => ok({ url: gatewayUrl(request) }) },
  { method: 'GET', path: '/gateway/bot', access: 'bot', handle: getGateway },
  { method: 'GET', path: '/users/@me', access: 'bot', handle: getSelf },
  { method: 'GET', path: '/users/@me/guilds', access: 'bot', handle: listOwnGuilds },
  { method: 'POST', path: '/users/@me/channels', access: 'bot', handle: openDirectMessages },
  { method: 'GET', path: '/users/:user_id', access: 'bot', handle: getUser },
  { method: 'GET', path: '/applications/@me', access: 'bot', handle: getApplication },
  { method: 'GET', path: '/oauth2/applications/@me', access: 'bot', handle: getApplication },
];

/** Of the application's flags: privileged intents switched on, for a bot in fewer than 100 servers. */
const INTENT_FLAGS = [
  [Intent.GuildPresences, 1 << 13],
  [Intent.GuildMembers, 1 << 15],
  [Intent.MessageContent, 1 << 19],
] as const;

function gatewayUrl({ context }: RestRequest): string {
  return `${context.origin().replace(/^http/, 'ws')}/gateway`;
}

function getGateway(request: RestRequest): RestReply {
  const { gateway, settings } = request.context;
  return ok({
    url: gatewayUrl(request),
    shards: settings.shards,
    session_start_limit: {
      total: IDENTIFIES_A_DAY,
      remaining: gateway.identifiesLeft,
      reset_after: DAY,
      max_concurrency: settings.maxConcurrency,
    },
  });
}

function getSelf({ world }: RestRequest): RestReply {
  const user = world.users.get(world.application.botId)!;
  return ok({
    ...userShape(user),
    bot: true,
    verified: true,
    mfa_enabled: false,
    email: null,
    locale: 'en-US',
  });
}

function getUser({ world, params }: RestRequest): RestReply {
  const user = world.users.get(params.user_id ?? '');
  if (user === undefined) throw errors.unknownUser();
  return ok(userShape(user));
}

function listOwnGuilds({ world }: RestRequest): RestReply {
  const { botId } = world.application;
  const own = [...world.guilds.values()].filter(({ members }) => members.has(botId));
  return ok(
    own
      .slice(0, 200)
      .map(({ id, name, ownerId }) => ({ id, name, icon: null, owner: ownerId === botId, features: [] })),
  );
}

function openDirectMessages({ world, body }: RestRequest): RestReply {
  const id = String((body as { recipient_id?: unknown } | null)?.recipient_id ?? '');
  if (!world.users.has(id))
    throw errors.invalidField(['recipient_id'], 'NUMBER_TYPE_COERCE', 'Value is not a user.');
  if (id === world.application.botId) throw errors.closedToMessages();
  return ok(channelShape(world, world.directChannel(id)));
}

function getApplication({ world }: RestRequest): RestReply {
  const { application } = world;
  const flags = INTENT_FLAGS.reduce(
    (sum, [intent, flag]) => ((application.privilegedIntents & intent) === 0 ? sum : sum | flag),
    0,
  );
  return ok({
    id: application.id,
    name: application.name,
    icon: null,
    description: '',
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '',
    flags,
    owner: userShape(world.users.get(application.ownerId)!),
    team: null,
    bot: userShape(world.users.get(application.botId)!),
    approximate_guild_count: [...world.guilds.values()].filter(({ members }) =>
      members.has(application.botId),
    ).length,
    approximate_user_install_count: [...world.users.values()].filter(({ installed }) => installed).length,
    redirect_uris: [],
    interactions_endpoint_url: null,
    integration_types_config: { 0: {}, 1: {} },
  });
}
