import { hashText } from '../corpus/hash.ts';
import { parsePassageId } from '../corpus/permalink.ts';

/** A passage named shortly enough for a button: which document, which sentence, and the hash it had. */
export interface PassageRef {
  /** See `documentKey`. */
  readonly document: string;
  readonly ordinal: number;
  /** First 6 hexadecimal digits of the sentence's hash. */
  readonly hash: string;
}

/** What a reader gives as a permalink, taken apart. */
export interface PermalinkParts {
  readonly document: string;
  readonly ordinal: number;
  /** First digits of the sentence's hash, at least 4; null where the id came without. */
  readonly hash: string | null;
}

const KEY_DIGITS = 8;
const HASH_DIGITS = 6;
const MAX_ORDINAL = 0xff_ff_ff;

/** Characters of a packed reference: 4 bytes of document key, 3 of ordinal, 3 of hash in base64url. */
export const PACKED_LENGTH = 14;

/** Eight hexadecimal digits that stand for a document's id, whose own length is not bounded. */
export function documentKey(id: string): string {
  return hashText(id).slice(0, KEY_DIGITS);
}

/** The reference of a passage by its permalink id. */
export function refOf(passage: { id: string; document: string; ordinal: number }): PassageRef {
  const hash = passage.id.slice(passage.id.lastIndexOf('@') + 1);
  return {
    document: documentKey(passage.document),
    ordinal: passage.ordinal,
    hash: hash.slice(0, HASH_DIGITS).padEnd(HASH_DIGITS, '0'),
  };
}

export function packRefs(refs: readonly PassageRef[]): string {
  return refs.map(packRef).join('');
}

/** The references of a packed list, or null when it is not one. */
export function unpackRefs(packed: string): PassageRef[] | null {
  if (packed.length === 0 || packed.length % PACKED_LENGTH !== 0 || !/^[\w-]+$/.test(packed)) return null;
  const refs: PassageRef[] = [];
  for (let at = 0; at < packed.length; at += PACKED_LENGTH) {
    const hex = Buffer.from(packed.slice(at, at + PACKED_LENGTH), 'base64url').toString('hex');
    const ordinal = Number.parseInt(hex.slice(KEY_DIGITS, KEY_DIGITS + 6), 16);
    if (ordinal === 0) return null;
    refs.push({ document: hex.slice(0, KEY_DIGITS), ordinal, hash: hex.slice(KEY_DIGITS + 6) });
  }
  return refs;
}

/** A permalink as people paste it, in code marks or angle brackets, or without its hash; null when it is none. */
export function parsePermalink(text: string): PermalinkParts | null {
  const bare = text.trim().replace(/^[`<\s]{1,9}|[`>\s]{1,9}$/g, '');
  const withHash = parsePassageId(bare);
  if (withHash) return withHash;
  const match = /^([^\r\n]{1,255})#([1-9]\d{0,8})$/.exec(bare);
  return match && { document: match[1]!, ordinal: Number(match[2]), hash: null };
}

function packRef(ref: PassageRef): string {
  const ordinal = Math.min(ref.ordinal, MAX_ORDINAL).toString(16).padStart(6, '0');
  return Buffer.from(ref.document + ordinal + ref.hash, 'hex').toString('base64url');
}
