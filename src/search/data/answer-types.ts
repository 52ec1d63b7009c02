/** What kind of thing a question wants. */
export type AnswerType = 'person' | 'date' | 'place' | 'number' | 'reason' | 'manner' | 'thing';

/** First question word found decides, by language; folded. Two-word entries are tried first. */
export const QUESTION_WORDS: Readonly<Record<string, readonly (readonly [string, AnswerType])[]>> = {
  en: entries(`who:person whom:person whose:person when:date where:place why:reason how+many:number how+much:number
    how+old:number how+tall:number how+long:number how+far:number how+big:number how+large:number how+high:number
    how+often:number how+soon:date how+come:reason how:manner what+time:date what+for:reason`),
  it: entries(
    'chi:person quando:date dove:place perche:reason quanti:number quante:number quanto:number come:manner',
  ),
  uk: entries(
    'хто:person кого:person кому:person коли:date де:place куди:place звідки:place чому:reason навіщо:reason скільки:number як:manner',
  ),
  ru: entries(
    'кто:person кого:person когда:date где:place почему:reason зачем:reason сколько:number как:manner',
  ),
  fr: entries('qui:person quand:date ou:place pourquoi:reason combien:number comment:manner'),
  de: entries(
    'wer:person wen:person wem:person wann:date wo:place wohin:place warum:reason wieso:reason weshalb:reason wie+viele:number wieviele:number wie:manner',
  ),
  es: entries(
    'quien:person quienes:person cuando:date donde:place por+que:reason cuantos:number cuantas:number cuanto:number como:manner',
  ),
  pl: entries(
    'kto:person kogo:person komu:person kiedy:date gdzie:place dlaczego:reason czemu:reason ile:number jak:manner',
  ),
  tr: entries(
    'kim:person kimin:person kime:person kimi:person ne+zaman:date nerede:place nereden:place neden:reason nicin:reason kac:number nasil:manner',
  ),
};

/** English nouns after "what" or "which" that ask for a type of their own. They say what is wanted, not what is spoken of. */
export const FOCUS_TYPES: ReadonlyMap<string, AnswerType> = new Map(
  entries(`year:date years:date month:date day:date date:date dates:date century:date decade:date era:date period:date
    country:place countries:place city:place cities:place state:place town:place village:place place:place
    location:place region:place continent:place nation:place province:place county:place
    number:number percentage:number percent:number amount:number population:number price:number proportion:number
    person:person man:person woman:person people:person`),
);

/** Words of time beside digits: months, weekdays and the like; folded English. */
export const DATE_WORDS: ReadonlySet<string> = new Set(
  `january february march april june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday century centuries decade decades yesterday today tomorrow tonight week weeks month months year
  years spring summer autumn fall winter morning evening midnight noon era bc bce ad day days weekend`.split(
    /\s+/,
  ),
);

/** Words that count without digits. */
export const QUANTITY_WORDS: ReadonlySet<string> = new Set(
  `one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred hundreds thousand
  thousands million millions billion billions dozen dozens half twice several percent`.split(/\s+/),
);

/** Prepositions before a place name. */
export const LOCATIVE_WORDS: ReadonlySet<string> = new Set(
  'in at near from to into through throughout across outside inside around toward towards of'.split(' '),
);

/** Words that give a reason. */
export const REASON_WORDS: ReadonlySet<string> = new Set(
  'because since due therefore thus hence so reason reasons cause caused causes result resulted led owing as for'.split(
    ' ',
  ),
);

/** Words that give a way or means. */
export const MANNER_WORDS: ReadonlySet<string> = new Set(
  'by through via using with method means way'.split(' '),
);

/** Words that deny. */
export const NEGATIONS: ReadonlySet<string> = new Set(
  'not no never none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt nobody nothing hardly couldnt shouldnt hasnt havent hadnt'.split(
    ' ',
  ),
);

/** English words that say how much, how many or which in a row: a text that answers seldom lacks the asker's own. */
export const DEGREE_WORDS: ReadonlySet<string> = new Set(
  `most least more less first last only best worst better worse fewer fewest largest smallest biggest highest lowest
  earliest latest oldest youngest newest longest shortest main primary all every always never sole`.split(
    /\s+/,
  ),
);

/** English verbs that begin a question of yes or no. */
export const YES_NO_OPENINGS: ReadonlySet<string> = new Set(
  'is are was were do does did can could will would has have had should may might'.split(' '),
);

/** Verbs and nouns of asking for somebody's words: they say that the speaker matters, not what was said. Stems of folded English. */
export const SPEECH_WORDS: ReadonlySet<string> = new Set(
  `say tell think believ state claim opinion view stanc posit thought remark comment respons react reaction respond
  explain argu announc mention describ express suggest propos insist stand feel call quot word`.split(/\s+/),
);

function entries(list: string): readonly (readonly [string, AnswerType])[] {
  return list
    .trim()
    .split(/\s+/)
    .map((entry) => {
      const [word, type] = entry.split(':');
      return [word!.replace('+', ' '), type as AnswerType] as const;
    });
}
