/**
 * Words for texts and those who pass them on. A message that gives a quotation to "the article" names the source, and
 * no speaker in it. By language; lower case.
 */
export const TEXT_NOUNS: ReadonlySet<string> = new Set([
  // en
  ...[
    'article',
    'report',
    'story',
    'text',
    'source',
    'sources',
    'newspaper',
    'paper',
    'piece',
    'document',
    'post',
  ],
  ...['headline', 'press', 'media', 'news', 'outlet', 'statement', 'quote', 'bot'],
  // it, fr, es
  ...['articolo', 'testo', 'fonte', 'giornale', 'documento', 'rapporto', 'stampa', 'notizia', 'titolo'],
  ...[
    'texte',
    'journal',
    'rapport',
    'presse',
    'titre',
    'artículo',
    'texto',
    'fuente',
    'periódico',
    'informe',
  ],
  ...['prensa', 'noticia', 'titular'],
  // de, pl, tr, uk
  ...['artikel', 'bericht', 'quelle', 'zeitung', 'presse', 'meldung', 'artykuł', 'tekst', 'źródło', 'gazeta'],
  ...['raport', 'dokument', 'prasa', 'makale', 'haber', 'metin', 'kaynak', 'gazete', 'rapor', 'belge'],
  ...['стаття', 'текст', 'джерело', 'газета', 'звіт', 'документ', 'новина', 'преса'],
]);
