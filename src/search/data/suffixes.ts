/**
 * Inflectional endings of the languages that Snowball has no stemmer for, folded, longest first.
 * What is left keeps at least three letters. Light on purpose: wrong joins cost more than missed ones.
 */
export const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  pl: list(`owanie owania owaniu owaniem owac owal owala owali owano uja ujac ujesz uje ami ach ych ich ymi imi ego emu
    owie owi ow om em iem ami ia ie io iu ij ej ymi ym im ac ec ic yc al ala alo ali aly il ila ilo ili yla ylo yli
    a e i o u y`),
  uk: list(`увати ування уванням ювання ований ована овано ости остей істю ення ення енням ями ами ові еві ого ому ими
    ій ів ах ях ам ям ом ем єм ою ею єю их им ої ія ії ію їй ив ила или ало али ати яти ити іть ять ать ить ує ують
    а е и і о у ю я є й ь ї`),
};

function list(text: string): readonly string[] {
  return [...new Set(text.trim().split(/\s+/))].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}
