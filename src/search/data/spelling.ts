/** English forms that no suffix rule reaches → the form that stands for them. Written folded. */
export const IRREGULAR_FORMS: ReadonlyMap<string, string> = pairs(`
  began:begin begun:begin bought:buy brought:bring built:build broke:break broken:break came:come chose:choose
  chosen:choose caught:catch cost:cost dealt:deal drew:draw drawn:draw drove:drive driven:drive ate:eat eaten:eat
  fell:fall fallen:fall felt:feel fought:fight found:find flew:fly flown:fly forbade:forbid forbidden:forbid
  forgot:forget forgotten:forget froze:freeze frozen:freeze gave:give given:give went:go gone:go grew:grow grown:grow
  heard:hear held:hold hid:hide hidden:hide kept:keep knew:know known:know laid:lay led:lead left:leave lent:lend
  lost:lose made:make meant:mean met:meet paid:pay proven:prove ran:run rode:ride ridden:ride rose:rise risen:rise
  said:say saw:see seen:see sold:sell sent:send shook:shake shaken:shake shot:shoot showed:show shown:show sang:sing
  sung:sing sank:sink sunk:sink sat:sit slept:sleep spoke:speak spoken:speak spent:spend stood:stand stole:steal
  stolen:steal struck:strike swore:swear sworn:swear swam:swim swum:swim took:take taken:take taught:teach tore:tear
  torn:tear told:tell thought:think threw:throw thrown:throw understood:understand woke:wake wore:wear worn:wear
  won:win wrote:write written:write withdrew:withdraw withdrawn:withdraw overthrew:overthrow overthrown:overthrow
  became:become undertook:undertake sought:seek bore:bear borne:bear bound:bind bred:breed clung:cling crept:creep
  dug:dig fed:feed fled:flee hung:hang leapt:leap learnt:learn burnt:burn lit:light shone:shine shrank:shrink
  sprang:spring stuck:stick swept:sweep swung:swing wept:weep wound:wind dug:dig spun:spin
  men:man women:woman children:child people:person feet:foot teeth:tooth mice:mouse lives:life wives:wife
  leaves:leaf knives:knife wolves:wolf halves:half selves:self thieves:thief media:medium crises:crisis analyses:analysis
  theses:thesis criteria:criterion phenomena:phenomenon better:good best:good worse:bad worst:bad dying:die died:die
  lying:lie tying:tie troops:troop forces:force death:die deaths:die dead:die birth:born`);

/** British → American endings, so that both spellings meet; applied to words of six letters and more. */
export const SPELLING_VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/isation(s?)$/, 'ization$1'],
  [/is(e|es|ed|ing)$/, 'iz$1'],
  [/yse(s|d?)$/, 'yze$1'],
  [/(\w{3})our(s|ed|ing|able|ite|ites)?$/, '$1or$2'],
  [/(def|off|lic|pret)ence(s?)$/, '$1ense$2'],
  [/(\w{3}[tb])re(s?)$/, '$1er$2'],
  [/(\w)lled$/, '$1led'],
  [/(\w)lling$/, '$1ling'],
  [/ogue(s?)$/, 'og$1'],
  [/sceptic/, 'skeptic'],
];

/** Cardinal words → digits, so that "Article Five" meets "Article 5". "One" is left out: mostly a pronoun. */
export const NUMBER_WORDS: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  en: pairs(
    'two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 thirty:30 forty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90',
  ),
  it: pairs('due:2 tre:3 quattro:4 cinque:5 sei:6 sette:7 otto:8 nove:9 dieci:10'),
  fr: pairs('deux:2 trois:3 quatre:4 cinq:5 six:6 sept:7 huit:8 neuf:9 dix:10'),
  de: pairs('zwei:2 drei:3 vier:4 funf:5 sechs:6 sieben:7 acht:8 neun:9 zehn:10'),
  es: pairs('dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10'),
  pl: pairs('dwa:2 trzy:3 cztery:4 piec:5 piaty:5 szesc:6 siedem:7 osiem:8 dziewiec:9 dziesiec:10'),
  tr: pairs('iki:2 uc:3 dort:4 bes:5 besinci:5 alti:6 yedi:7 sekiz:8 dokuz:9 on:10'),
  uk: pairs(
    'два:2 дві:2 три:3 чотири:4 пять:5 пята:5 пятий:5 пяту:5 шість:6 сім:7 вісім:8 девять:9 десять:10',
  ),
};

function pairs(list: string): ReadonlyMap<string, string> {
  return new Map(
    list
      .trim()
      .split(/\s+/)
      .map((pair) => {
        const [from, to] = pair.split(':');
        return [from!, to!] as const;
      }),
  );
}
