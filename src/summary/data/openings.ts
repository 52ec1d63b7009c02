/**
 * Words that, at the head of a sentence, lean on the sentence before: pronouns whose antecedent stands there, and
 * connectives that answer it. By language; lower case. A sentence that opens so is not given without its predecessor.
 */
export const LEANING_OPENINGS: Readonly<Record<string, readonly string[]>> = {
  en: [
    'he', 'she', 'it', 'they', 'him', 'her', 'his', 'hers', 'its', 'their', 'theirs', 'them', 'this', 'that', 'these',
    'those', 'such', 'both', 'neither', 'either', 'another', 'others', 'however', 'but', 'and', 'or', 'so', 'yet', 'nor',
    'nevertheless', 'nonetheless', 'still', 'also', 'moreover', 'furthermore', 'therefore', 'thus', 'hence', 'instead',
    'meanwhile', 'otherwise', 'besides', 'then', 'consequently', 'accordingly', 'likewise', 'similarly', 'conversely',
    'there', 'here', 'indeed', 'the former', 'the latter', 'in contrast', 'by contrast', 'in addition', 'as a result',
    'on the other hand', 'for example', 'for instance', 'in turn', 'in response', 'at the same time', 'after that',
  ],
  it: ['egli', 'ella', 'lui', 'lei', 'esso', 'essa', 'essi', 'esse', 'loro', 'questo', 'questa', 'questi', 'queste', 'quello', 'quella', 'quelli', 'quelle', 'ciò', 'tale', 'tali', 'tuttavia', 'però', 'ma', 'e', 'quindi', 'dunque', 'inoltre', 'intanto', 'invece', 'infatti', 'anche', 'pertanto', 'entrambi'],
  uk: ['він', 'вона', 'воно', 'вони', 'його', 'її', 'їх', 'їхній', 'це', 'цей', 'ця', 'ці', 'той', 'та', 'те', 'ті', 'такий', 'така', 'таке', 'такі', 'однак', 'проте', 'але', 'а', 'і', 'й', 'отже', 'тому', 'також', 'крім того', 'водночас', 'натомість', 'втім', 'тоді', 'обидва'],
  fr: ['il', 'elle', 'ils', 'elles', 'lui', 'leur', 'leurs', 'son', 'sa', 'ses', 'ce', 'cet', 'cette', 'ces', 'cela', 'ceci', 'ça', "c'est", 'celui-ci', 'celle-ci', 'tel', 'telle', 'cependant', 'toutefois', 'mais', 'et', 'donc', 'ainsi', 'aussi', 'pourtant', 'néanmoins', 'en outre', 'par ailleurs', 'en revanche'],
  de: ['er', 'sie', 'es', 'ihm', 'ihr', 'ihnen', 'sein', 'seine', 'seiner', 'ihre', 'ihrer', 'dies', 'diese', 'dieser', 'dieses', 'diesen', 'das', 'solche', 'beide', 'jedoch', 'aber', 'und', 'doch', 'dennoch', 'trotzdem', 'außerdem', 'zudem', 'deshalb', 'daher', 'also', 'auch', 'dabei', 'dagegen', 'stattdessen', 'dann', 'so'],
  es: ['él', 'ella', 'ello', 'ellos', 'ellas', 'su', 'sus', 'le', 'les', 'este', 'esta', 'esto', 'estos', 'estas', 'ese', 'esa', 'eso', 'esos', 'esas', 'aquel', 'tal', 'tales', 'ambos', 'sin embargo', 'no obstante', 'pero', 'y', 'además', 'también', 'así', 'por tanto', 'por lo tanto', 'entonces', 'mientras tanto', 'en cambio'],
  pl: ['on', 'ona', 'ono', 'oni', 'one', 'jego', 'jej', 'ich', 'to', 'ten', 'ta', 'te', 'ci', 'taki', 'taka', 'takie', 'obaj', 'jednak', 'ale', 'lecz', 'i', 'a', 'więc', 'zatem', 'także', 'również', 'ponadto', 'poza tym', 'tymczasem', 'natomiast', 'dlatego', 'wtedy', 'mimo to'],
  tr: ['o', 'onlar', 'onun', 'onların', 'bu', 'bunlar', 'bunun', 'şu', 'böyle', 'böylece', 'ancak', 'ama', 'fakat', 've', 'ayrıca', 'bunun yanı sıra', 'öte yandan', 'dolayısıyla', 'bu nedenle', 'yine de', 'ise', 'her ikisi'],
};
