/** Letters that Unicode does not take apart into a base letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
  ё: 'е',
  ґ: 'г',
};

const APOSTROPHES = /['’ʼ‘`´]/g;
/** й and ї are letters of their own; only Latin and Greek marks are dropped. */
const LATIN_MARKS = /(?<=[\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/** The form that words are compared in: compatibility-normalised, lower case, no diacritics, no apostrophes. */
export function fold(word: string): string {
  if (/^[a-z0-9]+$/.test(word)) return word;
  const lower = word.normalize('NFKC').toLowerCase().replace(/i̇/g, 'i');
  return lower
    .normalize('NFD')
    .replace(LATIN_MARKS, '')
    .normalize('NFC')
    .replace(APOSTROPHES, '')
    .replace(/[łøđıßæœþðёґ]/g, (letter) => UNDECOMPOSED[letter]!);
}
