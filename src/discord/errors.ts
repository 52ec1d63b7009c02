import { RESTJSONErrorCodes } from 'discord-api-types/v10';

/** Discord's error code of a failed request, or null for any other error. */
export function discordCode(error: unknown): number | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return typeof code === 'number' ? code : null;
}

const LOST = new Set<number>([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** True where an answer has nowhere to go any more: the interaction is over, the message or channel was deleted. */
export function isLost(error: unknown): boolean {
  return LOST.has(discordCode(error) ?? 0);
}

/** True where the interaction has its answer: given by the process that takes over this shard, or that it takes over from. */
export function isAnswered(error: unknown): boolean {
  return discordCode(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}

const SILENCED = new Set<number>([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.ThreadLocked,
  RESTJSONErrorCodes.InvalidActionOnArchivedThread,
  RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType,
]);

/** True where the bot may not write in a channel: no permission, a locked or archived thread, a time-out. */
export function isSilenced(error: unknown): boolean {
  return SILENCED.has(discordCode(error) ?? 0);
}

/** True where Discord itself failed or could not be reached, so that the same request may succeed later. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || discordCode(error) !== null) return false;
  const { status, code, name } = error as Error & { status?: unknown; code?: unknown };
  return (typeof status === 'number' && status >= 500) || typeof code === 'string' || name === 'AbortError';
}

/**
 * True for what discord.js leaves unhandled where a socket drops while a shard identifies: it sends on the next socket,
 * which is not open yet. The shard connects again by itself.
 */
export function isReconnectRace(error: unknown): boolean {
  return error instanceof Error && /^WebSocket is not open: readyState \d/.test(error.message);
}
