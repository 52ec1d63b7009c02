interface Marks {
  readonly words: ReadonlySet<string>;
  /** Letters that tell the language from its neighbours. */
  readonly letters?: RegExp;
}

const marks = (list: string, letters?: RegExp): Marks => ({
  words: new Set(list.trim().split(/\s+/)),
  ...(letters ? { letters } : {}),
});

/** The commonest small words, question words first, of the languages that the bot speaks, and of Russian. */
export const FUNCTION_WORDS: Readonly<Record<string, Marks>> = {
  en: marks(
    `what who where when why how which whose did does do is are was were the of to in and a an for on with by from
     that this it has have had will would can could should not be been about at as or if they their he she his her i am we you me my our your its no yes there
     then than after before into over under out up all any some more most very just`,
  ),
  it: marks(
    `che chi cosa dove quando perché come quale quali quanto quanti di il lo la gli le un uno una è sono del della dei
     delle nel nella al alla ai alle per con su da dal dalla ha hanno non si e ma anche più cos dell all l sull`,
  ),
  uk: marks(
    `що хто де коли чому як який яка яке які скільки чи у в на з із до від для про за та і й не це є був була було
     його її їх він вона вони щодо через має мають`,
    /[іїєґ]/gu,
  ),
  ru: marks(
    `что кто где когда почему как какой какая какое какие сколько ли в на с из до от для о об за и не это есть был была
     было его её их он она они через имеет`,
    /[ыэъё]/gu,
  ),
  fr: marks(
    `que qui quoi où quand pourquoi comment quel quelle quels quelles est sont le la les un une des du de au aux dans
     pour par sur avec et ne pas ce cette ces il elle ils elles on a ont qu l d s n c t y en plus se sa son ses`,
  ),
  de: marks(
    `was wer wo wann warum wie welche welcher welches wessen wen wem ist sind war hat haben der die das den dem des ein
     eine einen einem einer und nicht für mit von zu im in auf an bei aus nach über soll sich es sie er wird werden`,
    /ß/gu,
  ),
  es: marks(
    `qué quién quiénes dónde cuándo por cómo cuál cuáles cuánto cuántos el la los las un una de del al en y que es son
     fue se no con para su sus lo ha han más como sobre quiere está`,
    /[¿¡ñ]/gu,
  ),
  pl: marks(
    `co kto gdzie kiedy dlaczego jak jaki jaka jakie który która które ile czy w we na z ze do od dla o i nie jest są
     był była było się to po za przez ma mają jego jej ich że`,
    /[łąęśżźćń]/gu,
  ),
  tr: marks(
    `ne kim nerede nerde neden niçin nasıl hangi kaç mi mı mu mü ve bir bu için ile de da olarak değil var yok ne zaman
     olan kadar göre sonra önce nato'nun gibi daha`,
    /[ğış]/gu,
  ),
};
