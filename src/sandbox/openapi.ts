import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenapiReport, OpenapiViolation } from './driver.ts';

/** Where Discord's OpenAPI file is looked for when nothing names it, from the project's folder. */
const USUAL_PLACE = '../shared/discord/openapi.json';

/** Checks what the bot sends against Discord's own description of its API. */
export interface OpenapiChecker {
  readonly report: OpenapiReport;
  /** `route` with parameters as `:name`. Finds nothing where the description names no JSON body. */
  check(method: string, route: string, body: unknown): void;
}

interface Operation {
  requestBody?: { required?: boolean; content?: Record<string, { schema?: object }> };
}
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

/** Where Discord's OpenAPI file is when nothing else is said: at DISCORD_OPENAPI, else in its usual place. */
export function usualDescription(): string {
  return process.env.DISCORD_OPENAPI || USUAL_PLACE;
}

/** Reads the file at `path`; without one every check is skipped, and the report says so. */
export function createOpenapiChecker(path = usualDescription()): OpenapiChecker {
  if (!existsSync(path)) {
    const reason = `no OpenAPI file at ${path} (DISCORD_OPENAPI names another place)`;
    return { report: { kind: 'skipped', reason }, check: () => {} };
  }
  const description = JSON.parse(readFileSync(path, 'utf8')) as Description;
  takePermissionsAsText(description);
  const report: OpenapiReport & { kind: 'checked' } = { kind: 'checked', path, requests: 0, violations: [] };
  const validators = new Map<string, ValidateFunction | null>();
  // The formats are Discord's own names (snowflake, nonce…) beside the standard's; types and patterns say enough.
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false, discriminator: false });
  ajv.addSchema(
    { $id: 'discord', components: description.components, paths: description.paths },
    undefined,
    false,
    false,
  );

  const validatorFor = (method: string, route: string): ValidateFunction | null => {
    const template = route.replaceAll(/:(\w+)/g, '{$1}');
    const alternatives = [template, template.replace('{message_id}', '@original')];
    for (const name of alternatives) {
      const operation = description.paths[name]?.[method.toLowerCase()];
      if (operation?.requestBody?.content?.['application/json'] === undefined) continue;
      const pointer = [
        'paths',
        name,
        method.toLowerCase(),
        'requestBody',
        'content',
        'application/json',
        'schema',
      ];
      return ajv.compile({ $ref: `discord#/${pointer.map(escapePointer).join('/')}` });
    }
    return null;
  };

  return {
    report,
    check: (method, route, body) => {
      const key = `${method} ${route}`;
      const validate = validators.get(key) ?? validatorFor(method, route);
      validators.set(key, validate);
      if (validate === null) return;
      report.requests++;
      if (validate(body)) return;
      report.violations.push(...worstOf(validate).map((found) => ({ method, route, ...found })));
    },
  };
}

/**
 * Permission bits in requests: the description says integer, the documentation and discord-api-types say string, and
 * Discord takes both.
 */
function takePermissionsAsText(description: Description): void {
  for (const schema of Object.values(description.components.schemas)) {
    const { default_member_permissions: bits } =
      (schema as { properties?: Record<string, { type?: unknown }> }).properties ?? {};
    if (Array.isArray(bits?.type) && bits.type.includes('integer')) bits.type = [...bits.type, 'string'];
  }
}

/** Of a failed union's many errors, those deepest in the body: the alternative that came nearest. */
function worstOf(validate: ValidateFunction): Pick<OpenapiViolation, 'pointer' | 'message'>[] {
  const errors = validate.errors ?? [];
  const depth = (pointer: string) => pointer.split('/').length;
  const deepest = Math.max(...errors.map(({ instancePath }) => depth(instancePath)));
  const chosen = errors.filter(({ instancePath }) => depth(instancePath) === deepest);
  return chosen.map(({ instancePath, message }) => ({
    pointer: instancePath,
    message: message ?? 'is invalid',
  }));
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
