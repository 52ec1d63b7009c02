/**
 * The state of a button stands in its custom id, so that it works after a restart: `version:command:button:state`.
 * The version changes when the meaning of the state does; a button of another version says that it has expired.
 */
export interface CustomId {
  /** The command that the button belongs to, or `answer`. */
  readonly owner: string;
  readonly button: string;
  readonly state: string;
}

export type ParsedCustomId =
  | { readonly kind: 'ours'; readonly id: CustomId }
  | { readonly kind: 'expired' }
  | { readonly kind: 'foreign' };

const VERSION = '1';
/** Discord's limit. */
export const MAX_CUSTOM_ID = 100;

/** Throws where the state does not fit: a bug of the caller, who knows the limit. */
export function customId(owner: string, button: string, state = ''): string {
  const id = [VERSION, owner, button, state].join(':');
  if (id.length > MAX_CUSTOM_ID)
    throw new Error(`The custom id of ${owner}.${button} is too long (${id.length})`);
  return id;
}

export function parseCustomId(text: string): ParsedCustomId {
  const match = /^(\d{1,4}):([\w-]{1,32}):([\w-]{1,32}):(.{0,100})$/s.exec(text);
  if (!match) return { kind: 'foreign' };
  if (match[1] !== VERSION) return { kind: 'expired' };
  return { kind: 'ours', id: { owner: match[2]!, button: match[3]!, state: match[4]! } };
}
