import { createHash } from 'node:crypto';

/** Digits of a sentence's hash in a passage id: 24 bits tell an altered sentence from the original. */
export const HASH_DIGITS = 6;

/** SHA-256 of a text's UTF-8 form, hexadecimal. */
export function hashText(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
