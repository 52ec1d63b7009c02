import querystring from 'node:querystring';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { type LogLevel, REDACTED, type Secret } from './config.ts';

export type { Logger } from 'pino';

export interface LogOptions {
  readonly level: LogLevel;
  /** Values that no line may hold. */
  readonly secrets?: readonly Secret[];
  /** Where lines go; standard error unless a test takes them. */
  readonly destination?: DestinationStream;
}

/**
 * A logger of one JSON object a line. Every line is redacted as a whole after it is serialized, so that a secret is
 * caught wherever it stands. Writing never throws: a full disk or a closed pipe must not stop the bot.
 */
export function createLogger(options: LogOptions): Logger {
  const redact = createRedactor(options.secrets ?? []);
  const destination = options.destination ?? standardError();
  return pino(
    {
      level: options.level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: serializeError, error: serializeError },
    },
    {
      write(line) {
        try {
          destination.write(redact(line));
        } catch {
          // Nowhere is left to say it.
        }
      },
    },
  );
}

/** Shorter values would redact ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** Shapes of secrets that may turn up without being known. Each is linear: bounded repeats, or a run up to a delimiter. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  // A bot or user token.
  [/[\w-]{18,40}\.[\w-]{6,7}\.[\w-]{27,200}/g, REDACTED],
  [/mfa\.[\w-]{20,200}/g, REDACTED],
  // An interaction's token: base64 of "interaction:".
  [/aW50ZXJhY3Rpb246[\w+/=-]*/g, REDACTED],
  // Tokens in REST paths.
  [/((?:webhooks|interactions)\/[^/\s"\\]{1,64}\/)[^/?\s"'\\)]+/g, `$1${REDACTED}`],
  // Headers and fields, also inside a serialized body.
  [/\b((?:Bot|Bearer|Basic)\s+)[\w.~+/=-]{16,}/g, `$1${REDACTED}`],
  [
    /((?<!\\)\\*"(?:token|access_token|refresh_token|client_secret|authorization|password|secret)\\*"\s*:\s*\\*")[^"\\]+/gi,
    `$1${REDACTED}`,
  ],
  // The password of an address.
  [/(\w{2,16}:\/\/[^\s/:@"\\]{0,128}:)[^\s/@"\\]+@/g, `$1${REDACTED}@`],
];

/** A function that takes known secrets, and whatever looks like one, out of a text. */
export function createRedactor(secrets: readonly Secret[]): (text: string) => string {
  const known = new Set(secrets.flatMap((secret) => writtenForms(secret.reveal())));
  // Longest first, so that a secret within another leaves no rest.
  const ordered = [...known].sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const value of ordered) clean = clean.replaceAll(value, REDACTED);
    for (const [shape, replacement] of SECRET_SHAPES) clean = clean.replace(shape, replacement);
    return clean;
  };
}

/** The forms in which a secret may be written: as it is, in JSON, in a URL; of an address, its password too. */
function writtenForms(value: string): string[] {
  const parts = [value];
  if (URL.canParse(value)) {
    const { password } = new URL(value);
    parts.push(password, querystring.unescape(password));
  }
  return parts
    .filter((part) => part.length >= MIN_SECRET_LENGTH)
    .flatMap((part) => [part, JSON.stringify(part).slice(1, -1), querystring.escape(part)]);
}

/** Causes and aggregated errors deeper than this are left out. */
const MAX_ERROR_DEPTH = 4;

/**
 * What a log line keeps of an error: its kind, message, stack, code and causes. Other fields are left out, since an
 * error of the REST client carries the request's body, which holds what people wrote.
 */
function serializeError(thrown: unknown, depth = 0): unknown {
  if (!(thrown instanceof Error)) return { type: typeof thrown, message: String(thrown) };
  const { code, status, method, cause } = thrown as Error & Record<string, unknown>;
  const errors = thrown instanceof AggregateError ? thrown.errors : [];
  return {
    type: thrown.name,
    message: thrown.message,
    stack: thrown.stack,
    ...(isPlain(code) && { code }),
    ...(isPlain(status) && { status }),
    ...(isPlain(method) && { method }),
    ...(cause !== undefined && depth < MAX_ERROR_DEPTH && { cause: serializeError(cause, depth + 1) }),
    ...(errors.length > 0 &&
      depth < MAX_ERROR_DEPTH && { errors: errors.map((each) => serializeError(each, depth + 1)) }),
  };
}

function isPlain(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}

/** Milliseconds for which lines are held back and written together: a write for each would cost as much as an answer. */
const HELD_BACK = 100;

/** Standard error: the first line at once, those that follow within `HELD_BACK` together. */
function standardError(): DestinationStream {
  // A reader that went away must not end the process.
  if (process.stderr.listenerCount('error') === 0) process.stderr.on('error', () => {});
  let held = '';
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    if (held === '') return;
    const lines = held;
    held = '';
    timer = setTimeout(flush, HELD_BACK).unref();
    try {
      process.stderr.write(lines);
    } catch {
      // Nowhere is left to say it.
    }
  };
  process.on('exit', flush);
  return {
    write(line) {
      held += line;
      if (timer === null) flush();
    },
  };
}
