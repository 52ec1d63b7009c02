import { ApplicationCommandType } from 'discord-api-types/v10';
import * as errors from '../errors.ts';
import {
  CHAT_INPUT_COMMANDS,
  COMMAND_CREATIONS_A_DAY,
  DAY,
  MESSAGE_COMMANDS,
  USER_COMMANDS,
} from '../limits.ts';
import type { Command } from '../model.ts';
import type { World } from '../world.ts';
import { commandSchemaFor } from './command-bodies.ts';
import { NO_CONTENT, ok, ownGuild, type RestReply, type RestRequest, type Route } from './route.ts';

const GLOBAL = '/applications/:application_id/commands';
const OF_GUILD = '/applications/:application_id/guilds/:guild_id/commands';

export const commandRoutes: Route[] = [GLOBAL, OF_GUILD].flatMap((path): Route[] => [
  { method: 'GET', path, access: 'bot', handle: list },
  { method: 'PUT', path, access: 'bot', handle: overwrite },
  { method: 'POST', path, access: 'bot', handle: create },
  { method: 'GET', path: `${path}/:command_id`, access: 'bot', handle: get },
  { method: 'PATCH', path: `${path}/:command_id`, access: 'bot', handle: edit },
  { method: 'DELETE', path: `${path}/:command_id`, access: 'bot', handle: remove },
]);

const LIMITS: Record<number, number> = {
  [ApplicationCommandType.ChatInput]: CHAT_INPUT_COMMANDS,
  [ApplicationCommandType.User]: USER_COMMANDS,
  [ApplicationCommandType.Message]: MESSAGE_COMMANDS,
};

function list(request: RestRequest): RestReply {
  const withTexts = request.query.get('with_localizations') === 'true';
  return ok([...scopeOf(request).commands.values()].map((command) => shown(command, withTexts)));
}

/** Replaces the whole scope. A command that keeps its name and type keeps its id, and counts as no creation. */
function overwrite(request: RestRequest): RestReply {
  const { commands, guildId } = scopeOf(request);
  if (!Array.isArray(request.body)) throw errors.invalidField([], 'BASE_TYPE_BAD_TYPE', 'Must be an array.');
  const problems: errors.FormErrors = {};
  const payloads = request.body.map((body: unknown, index) => {
    try {
      return errors.parseBody(commandSchemaFor(body), body);
    } catch (error) {
      if (!(error instanceof errors.ApiError) || error.errors === undefined) throw error;
      problems[index] = error.errors;
      return { name: '' };
    }
  });
  payloads.forEach((payload, index) => {
    if (payloads.findIndex((other) => isSame(other, payload)) < index) {
      problems[index] ??= nameTaken();
    }
  });
  if (Object.keys(problems).length > 0) throw errors.invalidForm(problems);
  checkCounts(payloads);
  const before = [...commands.values()];
  const next = payloads.map((payload) => {
    const old = before.find((command) => isSame(command, payload));
    return complete(request.world, payload, old, guildId);
  });
  countCreations(request.world, guildId, next.filter(({ id }) => !commands.has(id)).length);
  commands.clear();
  for (const command of next) commands.set(command.id, command);
  request.world.emit({ kind: 'commands-changed' });
  return ok(next.map((command) => shown(command, true)));
}

/** Creates; a command of the same name and type is replaced, as Discord's upsert does. */
function create(request: RestRequest): RestReply {
  const { commands, guildId } = scopeOf(request);
  const payload = errors.parseBody(commandSchemaFor(request.body), request.body);
  const old = [...commands.values()].find((command) => isSame(command, payload));
  if (old === undefined) {
    checkCounts([...commands.values(), payload]);
    countCreations(request.world, guildId, 1);
  }
  const command = complete(request.world, payload, old, guildId);
  commands.set(command.id, command);
  request.world.emit({ kind: 'commands-changed' });
  return { status: old === undefined ? 201 : 200, body: shown(command, true) };
}

function get(request: RestRequest): RestReply {
  return ok(shown(commandOf(request), true));
}

function edit(request: RestRequest): RestReply {
  const { commands, guildId } = scopeOf(request);
  const old = commandOf(request);
  const merged = { ...old, ...(request.body as object) };
  const payload = errors.parseBody(commandSchemaFor(merged), merged);
  const twin = [...commands.values()].find((other) => other.id !== old.id && isSame(other, payload));
  if (twin !== undefined) throw errors.invalidForm(nameTaken());
  const command = complete(request.world, payload, old, guildId);
  commands.set(command.id, command);
  request.world.emit({ kind: 'commands-changed' });
  return ok(shown(command, true));
}

function remove(request: RestRequest): RestReply {
  scopeOf(request).commands.delete(commandOf(request).id);
  request.world.emit({ kind: 'commands-changed' });
  return NO_CONTENT;
}

function scopeOf({ world, params }: RestRequest) {
  if (params.application_id !== world.application.id) throw errors.missingAccess();
  const guildId = params.guild_id === undefined ? null : ownGuild(world, params.guild_id).id;
  return { commands: world.commandsOf(guildId ?? ''), guildId };
}

function commandOf(request: RestRequest): Command {
  const command = scopeOf(request).commands.get(request.params.command_id ?? '');
  if (command === undefined) throw errors.unknownCommand();
  return command;
}

type Payload = { name: string; type?: number };

function isSame(a: Payload, b: Payload): boolean {
  return (
    a.name === b.name &&
    (a.type ?? ApplicationCommandType.ChatInput) === (b.type ?? ApplicationCommandType.ChatInput)
  );
}

function nameTaken(): errors.FormErrors {
  const message = 'Application command names must be unique';
  return { name: { _errors: [{ code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message }] } };
}

function checkCounts(payloads: readonly Payload[]): void {
  for (const [type, limit] of Object.entries(LIMITS)) {
    const count = payloads.filter(
      (one) => (one.type ?? ApplicationCommandType.ChatInput) === Number(type),
    ).length;
    if (count > limit) throw errors.tooManyCommands(limit);
  }
}

/** The command as Discord keeps it: with its id, version and the defaults. */
function complete(world: World, payload: Payload, old: Command | undefined, guildId: string | null): Command {
  const { id: _, ...given } = payload as Payload & { id?: string };
  const defaults = {
    type: ApplicationCommandType.ChatInput,
    description: '',
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    ...(guildId === null ? { contexts: null, integration_types: [0] } : { guild_id: guildId }),
  };
  const next = { ...defaults, ...given, id: old?.id ?? world.nextId(), application_id: world.application.id };
  return { ...next, version: world.nextId() } as unknown as Command;
}

/** A listing gives the texts of other languages only when asked. */
function shown(command: Command, withTexts: boolean) {
  if (withTexts) return command;
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}

const creations = new WeakMap<World, Map<string | null, number[]>>();

/** 200 creations a day and scope. */
function countCreations(world: World, guildId: string | null, count: number): void {
  const ofWorld = creations.get(world) ?? new Map<string | null, number[]>();
  creations.set(world, ofWorld);
  const now = world.clock.now();
  const recent = (ofWorld.get(guildId) ?? []).filter((at) => at > now - DAY);
  if (recent.length + count > COMMAND_CREATIONS_A_DAY) throw errors.tooManyCreations();
  ofWorld.set(guildId, [...recent, ...Array.from({ length: count }, () => now)]);
}
