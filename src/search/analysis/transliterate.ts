/** Cyrillic letters → Latin, after the common practice of English-language newspapers (BGN/PCGN without marks). */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  є: 'ie',
  ж: 'zh',
  з: 'z',
  и: 'i',
  і: 'i',
  ї: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  ў: 'u',
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ђ: 'dj',
  ћ: 'c',
  џ: 'dz',
}; // prettier-ignore

const GREEK: Readonly<Record<string, string>> = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  ς: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/** Cyrillic acronyms and names whose Latin form no letter table gives. */
const CONVENTIONAL: ReadonlyMap<string, string> = new Map([
  ['нато', 'nato'],
  ['сша', 'usa'],
  ['оон', 'un'],
  ['єс', 'eu'],
  ['ес', 'eu'],
  ['otan', 'nato'],
  ['onu', 'un'],
  ['onz', 'un'],
  ['bm', 'un'],
  ['ue', 'eu'],
  ['ab', 'eu'],
  ['abd', 'usa'],
  ['eeuu', 'usa'],
]);

/** A folded word in Latin letters, as an English-language text would have it; the word itself where it is Latin. */
export function toLatin(word: string): string {
  const conventional = CONVENTIONAL.get(word);
  if (conventional) return conventional;
  if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) return word;
  let latin = '';
  for (const letter of word) latin += CYRILLIC[letter] ?? GREEK[letter] ?? letter;
  return latin;
}

/**
 * What is left of a name in every spelling and case of it: consonants in order, sounds that transliterations
 * confuse made equal ("Zelensky", "Zelenskyy", "Zełenski", "Зеленського" share a beginning).
 */
export function nameSkeleton(latin: string): string {
  return latin
    .replace(/sch|sh|sz|shch|ch|cz|zh|ts|tz/g, (c) => (c === 'ts' || c === 'tz' ? 's' : c[0]!))
    .replace(/kh|gh|h/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/[cq]/g, 'k')
    .replace(/[zs]/g, 's')
    .replace(/w/g, 'v')
    .replace(/[gj]/g, 'g')
    .replace(/[aeiouy]+/g, '')
    .replace(/(.)\1+/g, '$1');
}
