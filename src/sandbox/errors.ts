import type { z } from 'zod';

/** A refusal as Discord words it: HTTP status, JSON error code, message, and for a form the nested errors. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrors | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: number,
    message: string,
    errors?: FormErrors,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}

/** Errors by field, as deep as the form: a leaf holds `_errors`. */
export interface FormErrors {
  [field: string]: FormErrors | FieldError[];
}

export interface FieldError {
  readonly code: string;
  readonly message: string;
}

export const unauthorized = () => new ApiError(401, 0, '401: Unauthorized');
export const unknownRoute = () => new ApiError(404, 0, '404: Not Found');
export const unknownChannel = () => new ApiError(404, 10_003, 'Unknown Channel');
export const unknownGuild = () => new ApiError(404, 10_004, 'Unknown Guild');
export const unknownMember = () => new ApiError(404, 10_007, 'Unknown Member');
export const unknownMessage = () => new ApiError(404, 10_008, 'Unknown Message');
export const unknownUser = () => new ApiError(404, 10_013, 'Unknown User');
export const unknownWebhook = () => new ApiError(404, 10_015, 'Unknown Webhook');
export const unknownEmoji = () => new ApiError(400, 10_014, 'Unknown Emoji');
export const cannotDoHere = () => new ApiError(400, 50_024, 'Cannot execute action on this channel type');
export const threadExists = () =>
  new ApiError(400, 160_004, 'A thread has already been created for this message');
export const unknownInteraction = () => new ApiError(404, 10_062, 'Unknown interaction');
export const unknownCommand = () => new ApiError(404, 10_063, 'Unknown application command');
export const oldMessageEdits = () =>
  new ApiError(429, 30_046, 'Maximum number of edits to messages older than 1 hour reached. Try again later');
export const tooManyCommands = (limit: number) =>
  new ApiError(400, 30_032, `Maximum number of application commands reached (${limit})`);
export const tooManyCreations = () =>
  new ApiError(429, 30_034, 'Max number of daily application command creates has been reached (200)');
export const tooManyPins = () => new ApiError(400, 30_003, 'Maximum number of pins reached (250)');
export const tooManyReactions = () => new ApiError(400, 30_010, 'Maximum number of reactions reached (20)');
export const tooManyFollowUps = () =>
  new ApiError(400, 40_094, 'This interaction has reached the maximum number of follow-up messages');
export const alreadyAcknowledged = () =>
  new ApiError(400, 40_060, 'Interaction has already been acknowledged.');
export const missingAccess = () => new ApiError(403, 50_001, 'Missing Access');
export const notTheAuthor = () => new ApiError(403, 50_005, 'Cannot edit a message authored by another user');
export const emptyMessage = () => new ApiError(400, 50_006, 'Cannot send an empty message');
export const closedToMessages = () => new ApiError(403, 50_007, 'Cannot send messages to this user');
export const missingPermissions = () => new ApiError(403, 50_013, 'Missing Permissions');
export const invalidToken = () => new ApiError(401, 50_027, 'Invalid Webhook Token');
export const threadArchived = () => new ApiError(400, 50_083, 'Thread is archived');
export const replyWithoutHistory = () =>
  new ApiError(403, 160_002, 'Cannot reply without permission to read message history');
export const threadLocked = () => new ApiError(400, 160_005, 'Thread is locked');
export const notJson = () => new ApiError(400, 50_109, 'The request body contains invalid JSON.');

/** 50035 with the errors where they are. */
export function invalidForm(errors: FormErrors): ApiError {
  return new ApiError(400, 50_035, 'Invalid Form Body', errors);
}

/** 50035 for one field; `path` leads to it. */
export function invalidField(path: readonly PropertyKey[], code: string, message: string): ApiError {
  return invalidForm(nested([{ path, code, message }]));
}

/** Parses a body, or throws 50035 with Discord's nested shape. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const leaves = parsed.error.issues.flatMap((issue) => leavesOf(issue, []));
  throw invalidForm(nested(leaves));
}

/**
 * The errors of an issue, each at its field. Objects of several kinds are told apart by their `type`, so only plain
 * values stand in unions ("a number or text"): of those that nothing fits, the first alternative's errors tell enough.
 */
function leavesOf(issue: z.core.$ZodIssue, above: PropertyKey[]): (FieldError & { path: PropertyKey[] })[] {
  const path = [...above, ...issue.path];
  const [first] = issue.code === 'invalid_union' ? issue.errors : [];
  return first === undefined
    ? [{ path, ...wordIssue(issue) }]
    : first.flatMap((inner) => leavesOf(inner, path));
}

function nested(found: readonly (FieldError & { path: readonly PropertyKey[] })[]): FormErrors {
  const root: FormErrors = {};
  for (const { path, code, message } of found) {
    let at = root;
    for (const key of path) {
      const name = String(key);
      if (!(name in at)) at[name] = {};
      at = at[name] as FormErrors;
    }
    at._errors = [...((at._errors as FieldError[] | undefined) ?? []), { code, message }];
  }
  return root;
}

/** A zod issue in Discord's words. A custom issue brings its own code in `params.code`. */
function wordIssue(issue: z.core.$ZodIssue): FieldError {
  switch (issue.code) {
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_MAX_LENGTH', message: `Must be ${issue.maximum} or fewer in length.` }
        : { code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${issue.maximum}.` };
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array'
        ? { code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${issue.minimum} or more in length.` }
        : {
            code: 'NUMBER_TYPE_MIN',
            message: `int value should be greater than or equal to ${issue.minimum}.`,
          };
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }
        : { code: 'MODEL_TYPE_CONVERT', message: `Expected ${issue.expected}.` };
    case 'invalid_format':
      return { code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' };
    case 'invalid_value':
      return { code: 'BASE_TYPE_CHOICES', message: `Value must be one of {${issue.values.join(', ')}}.` };
    case 'custom':
      return { code: String(issue.params?.code ?? 'BASE_TYPE_INVALID'), message: issue.message };
    default:
      return { code: 'UNION_TYPE_CHOICES', message: issue.message };
  }
}
