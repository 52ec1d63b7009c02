// The language data of English news, as sets ready for look-up. The lists themselves are the JSON files beside.
import cueVerbs from './data/cue-verbs.json' with { type: 'json' };
import firstNames from './data/first-names.json' with { type: 'json' };
import nouns from './data/nouns.json' with { type: 'json' };
import organisations from './data/organisations.json' with { type: 'json' };
import titles from './data/titles.json' with { type: 'json' };

export const TITLES = {
  titles: words(titles.titles),
  onlyFirst: words(titles.onlyFirst),
  modifiers: words(titles.modifiers),
  kept: words(titles.kept),
  honorifics: words(titles.honorifics),
  male: words(titles.male),
  female: words(titles.female),
  roles: new Set(titles.roles.split(', ')),
  particles: words(titles.particles),
  suffixes: words(titles.suffixes),
  abbreviations: new Map<string, string>(Object.entries(titles.abbreviations)),
  roleSynonyms: new Map(
    Object.entries(titles.roleSynonyms).map(([role, others]) => [role, others.split(', ')]),
  ),
} as const;

export const ORGANISATIONS = {
  endings: words(organisations.endings),
  heads: words(organisations.heads),
  corporate: words(organisations.corporate),
  places: new Set([...words(organisations.places), ...organisations.placesOfSeveralWords.split(', ')]),
  notNames: words(organisations.notNames),
  demonyms: words(organisations.demonyms),
} as const;

export const FIRST_NAMES = {
  male: words(firstNames.male),
  female: words(firstNames.female),
} as const;

export const NOUNS = {
  people: words(nouns.people),
  texts: words(nouns.texts),
  explaining: words(nouns.explaining),
  evidence: words(nouns.evidence),
  groups: words(nouns.groups),
  organisationAgain: words(nouns.organisationAgain),
  quantifiers: words(nouns.quantifiers),
  skippedAdverbs: words(nouns.skippedAdverbs),
  auxiliaries: words(nouns.auxiliaries),
  modals: words(nouns.modals),
  passiveAuxiliaries: words(nouns.passiveAuxiliaries),
  negations: words(nouns.negations),
  timeWords: words(nouns.timeWords),
  subordinators: words(nouns.subordinators),
  hypothetical: words(nouns.hypothetical),
  questionWords: words(nouns.questionWords),
  prepositions: words(nouns.prepositions),
  functionWords: words(nouns.functionWords),
} as const;

export type VerbForm = 'base' | 'present' | 'past' | 'participle' | 'ing';
/** `evidence`: only a text or a group of people "shows" or "finds" something. */
export type Strength = 'speech' | 'nounPhrase' | 'evidence' | 'weak' | 'attitude' | 'demand';

export interface CueVerb {
  readonly verb: string;
  readonly forms: readonly VerbForm[];
  readonly strength: Strength | null;
}

export const CUES = {
  withObject: words(cueVerbs.withObject),
  withInfinitive: words(cueVerbs.withInfinitive),
  addressee: words(cueVerbs.addressee),
  onlyPeople: words(cueVerbs.onlyPeople),
  neverInverted: words(cueVerbs.neverInverted),
  textMaySay: words(cueVerbs.textMaySay),
  /** Verb and particle → strength ("point out"). */
  phrases: new Map(cueVerbs.phrases.map((phrase) => splitPhrase(phrase))),
  nouns: new Set(cueVerbs.nouns.split(' ').flatMap((noun) => [noun, `${noun}s`])),
  notAttributed: cueVerbs.notAttributed,
  /** Every form of every cue verb. `strength` is null for a verb that only counts with a particle ("point out"). */
  verbs: conjugateAll(),
} as const;

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function splitPhrase(phrase: string): [string, Strength] {
  const [verb, particle, strength] = phrase.split(' ');
  return [`${verb} ${particle}`, strength as Strength];
}

function conjugateAll(): Map<string, CueVerb> {
  const table = new Map<string, CueVerb>();
  const groups: [Strength | null, readonly string[]][] = [
    ['speech', cueVerbs.speech.split(' ')],
    ['nounPhrase', cueVerbs.nounPhrase.split(' ')],
    ['evidence', cueVerbs.evidence.split(' ')],
    ['weak', cueVerbs.weak.split(' ')],
    ['attitude', cueVerbs.attitude.split(' ')],
    [null, cueVerbs.phrases.map((phrase) => phrase.split(' ')[0]!)],
  ];
  const irregular = new Map(
    Object.entries(cueVerbs.irregular).map(([verb, forms]) => [verb, forms.split(' ')]),
  );
  for (const [strength, verbs] of groups) {
    for (const verb of verbs) {
      const [present, past, participle, ing] = irregular.get(verb) ?? conjugate(verb);
      const forms: [string, VerbForm][] = [
        [verb, 'base'],
        [present!, 'present'],
        [past!, 'past'],
        [participle!, 'participle'],
        [ing!, 'ing'],
      ];
      for (const [word, form] of forms) {
        const known = table.get(word);
        if (known === undefined) table.set(word, { verb, forms: [form], strength });
        else if (known.verb === verb && !known.forms.includes(form))
          table.set(word, { ...known, forms: [...known.forms, form] });
      }
    }
  }
  return table;
}

/** Regular English: present, past, participle, -ing. Verbs that double their last letter stand in the irregular list. */
function conjugate(verb: string): [string, string, string, string] {
  const stem = verb.replace(/e$/, '');
  const consonantY = /[^aeiou]y$/.test(verb);
  const past = consonantY ? verb.replace(/y$/, 'ied') : `${stem}ed`;
  const present = consonantY
    ? verb.replace(/y$/, 'ies')
    : /(?:s|x|z|ch|sh)$/.test(verb)
      ? `${verb}es`
      : `${verb}s`;
  const ing = /ee$/.test(verb) ? `${verb}ing` : `${stem}ing`;
  return [present, past, past, ing];
}
