const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/**
 * Verb forms that attribute a quotation to the name before them ("“Why?” Meloni asked."), in lower case.
 * Only the splitter's: it needs few and sure ones.
 */
export const ATTRIBUTION_VERBS: Readonly<Record<string, readonly string[]>> = {
  en: words(
    `said says asked asks replied replies added adds told tells wrote writes answered shouted cried exclaimed
     wondered demanded insisted declared explained noted responded tweeted posted quipped joked recalled remarked
     continued concluded warned yelled screamed muttered whispered`,
  ),
  it: words('disse dice chiese chiede rispose aggiunse scrisse domandò esclamò ha chiede spiegò dichiarò'),
  fr: words('demande demanda répond répondit dit ajoute écrit lance lança déclare explique a'),
  de: words('sagte sagt fragte fragt antwortete rief erklärte schrieb fügte meinte betonte'),
  es: words('dijo dice preguntó pregunta respondió añadió agregó escribió exclamó explicó declaró'),
  pl: words(
    'powiedział powiedziała zapytał zapytała pytał pytała odpowiedział odpowiedziała dodał dodała napisał',
  ),
  tr: words('dedi diyor sordu söyledi yanıtladı ekledi yazdı'),
  uk: words(
    'сказав сказала запитав запитала спитав спитала відповів відповіла додав додала написав написала',
  ),
  ru: words('сказал сказала спросил спросила ответил ответила добавил добавила написал написала'),
  pt: words('disse diz perguntou pergunta respondeu acrescentou escreveu exclamou explicou'),
  el: words('είπε λέει ρώτησε απάντησε πρόσθεσε δήλωσε έγραψε φώναξε τόνισε'),
  nl: words('zei zegt vroeg vraagt antwoordde riep schreef voegde'),
};

/** Small words inside names and offices ("President of the Council", "Ludwig van Beethoven"). */
export const NAME_CONNECTORS: ReadonlySet<string> = new Set(
  words(
    'of the for and de del della di da do dos du la le les van von der den ter bin ibn al el und et y e für',
  ),
);
