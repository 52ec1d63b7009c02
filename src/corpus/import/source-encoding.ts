export type DecodedSource =
  | { readonly kind: 'decoded'; readonly raw: string }
  /** `message` is to be read after the file's name. */
  | { readonly kind: 'problem'; readonly message: string };

/** A page declares its encoding within its first kilobyte (HTML, "the meta charset element"). */
const DECLARED_WITHIN = 1024;

/** Bytes of a file → its text: by byte order mark, then by what a page declares, else UTF-8. */
export function decodeSource(bytes: Uint8Array): DecodedSource {
  const opening = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARED_WITHIN));
  const mark = /^\xff\xfe/.test(opening) ? 'utf-16le' : /^\xfe\xff/.test(opening) ? 'utf-16be' : null;
  const declared = /<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?\s?([\w-]{1,40})/i.exec(
    opening,
  )?.[1];
  const decoder = decoderFor(mark ?? declared) ?? new TextDecoder('utf-8', { fatal: true });
  try {
    const text = decoder.decode(bytes);
    return { kind: 'decoded', raw: decoder.encoding === 'windows-1252' ? withWindowsMarks(text) : text };
  } catch {
    const name = decoder.encoding.toUpperCase();
    return { kind: 'problem', message: `is not ${name}; save it as UTF-8 and add it again` };
  }
}

/** Null for an encoding that nobody knows: then a browser, too, reads the page as if it declared none. */
function decoderFor(label: string | undefined): InstanceType<typeof TextDecoder> | null {
  if (label === undefined) return null;
  try {
    return new TextDecoder(label, { fatal: true });
  } catch {
    return null;
  }
}

/** Characters of windows-1252 from 0x80 on; five bytes have none. */
const WINDOWS_MARKS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Node takes latin1 and windows-1252 for one and leaves control characters where that has quotation marks. */
function withWindowsMarks(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (character) => WINDOWS_MARKS[character.charCodeAt(0) - 0x80]!);
}
