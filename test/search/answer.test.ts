import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCorpus } from '../../src/corpus/load.ts';
import type { Corpus } from '../../src/corpus/types.ts';
import { FUNCTION_WORDS } from '../../src/search/data/function-words.ts';
import { answer, buildIndex, explain, MAX_QUESTION } from '../../src/search/index.ts';
import type { Passage } from '../../src/search/types.ts';
import { textCorpus } from './corpora.ts';

const loaded = loadCorpus('corpus/article.md');
if (loaded.kind === 'problems') throw new Error('the article does not load');
const article = loaded.corpus;
const taught = buildIndex(article);
/** The same article as if nobody had written down a question. */
const fresh = buildIndex({ ...article, expansions: [], knownSilences: [] });

function ranked(question: string, index = fresh): readonly Passage[] {
  const given = answer(index, question, { limit: 16 });
  return given.kind === 'answered' ? given.passages : given.kind === 'silent' ? given.nearest : [];
}

describe('ranking on the article, without known questions', () => {
  it.each([
    ['UN peacekeeping missions', 10, 'all three words, rare ones; 3 and 9 have but part of them'],
    ['What did Hegseth rule out?', 8, 'the only sentence with his name'],
    ['Which summit did Ukraine hope for membership at?', 14, 'hoped, membership and the summit'],
    ['What does Article 5 state?', 16, 'states it; 4 only names the article'],
    ['article five', 4, 'the number word stands for the digit; shorter than 16'],
    ['zelenskiy nato troops', 15, 'a name misspelt by two letters is still the name'],
    ['melony proposal', 4, 'a misspelt name is read as the name'],
  ])('%s: sentence %i first, for it has %s', (question, ordinal) => {
    const places = ranked(question).map((p) => p.ordinal);
    const first = places.slice(0, question === 'article five' || question === 'melony proposal' ? 3 : 1);
    expect(first).toContain(ordinal);
  });

  it('ranks every sentence but the title, each once', () => {
    const places = ranked('security').map((p) => p.ordinal);
    expect([...places].sort((a, b) => a - b)).toEqual(Array.from({ length: 15 }, (_, i) => i + 2));
  });
});

describe('a corpus of which one text has many known questions', () => {
  const harbour = textCorpus({
    'trams.txt':
      'Mayor Ines Alvarado announced that the town will replace its forty buses with trams.\n\nOpposition leader Paul Kern asked for a referendum.\n\nThe trams will cost 210 million euros, according to the council.\n',
  });
  const both: Corpus = {
    ...article,
    documents: [...article.documents, ...harbour.documents],
    sentences: [...article.sentences, ...harbour.sentences],
  };
  const [place] = harbour.sentences;
  const oneTaught: Corpus = {
    ...both,
    expansions: [
      ...both.expansions,
      {
        ...both.expansions[0]!,
        document: place!.document,
        ordinal: 1,
        questions: { en: ['what about the buses?'] },
      },
    ],
  };
  it.each([
    ['none', both],
    ['one', oneTaught],
  ])('answers from another text with %s', (_, corpus) => {
    const index = buildIndex(corpus);
    const first = (question: string) => {
      const given = answer(index, question);
      return given.kind === 'answered'
        ? [given.passages[0]!.document, given.passages[0]!.ordinal]
        : given.kind;
    };
    expect(first('How much will the trams cost?')).toEqual(['trams', 3]);
    expect(first('Who ruled out NATO membership for Ukraine?')).toEqual(['article', 8]);
    expect(first('How tall is Everest?')).toBe('silent');
  });
});

describe('answering with known questions', () => {
  it('answers nothing because of one known question that has nothing to do with it', () => {
    const index = buildIndex({
      ...article,
      expansions: [{ ...article.expansions[0]!, questions: { en: ['is it as good as being a member?'] } }],
      knownSilences: [],
    });
    for (const question of [
      'How tall is Everest?',
      'Who won the chess championship?',
      'Сколько стоит хлеб?',
    ]) {
      const given = answer(index, question);
      expect([given.kind, question]).toEqual(['silent', question]);
    }
  });

  it.each([
    ['Чи підтримала Мелоні миротворчі місії ООН?', [3, 9, 10]],
    ['Quando è stata sperata l’adesione dell’Ucraina?', [14]],
    ['Wer hat die NATO-Mitgliedschaft der Ukraine ausgeschlossen?', [8]],
  ])('finds the sentence for %s', (question, ordinals) => {
    expect(ordinals).toContain(ranked(question, taught)[0]!.ordinal);
  });

  it('answers a false premise with the sentence that contradicts it', () => {
    expect(ranked('Did Trump welcome Ukraine’s NATO membership?', taught)[0]!.ordinal).toBe(8);
  });

  it.each(['tell me a joke', 'good morning', 'Who won Eurovision?', 'qwertyuiop'])(
    'is silent on %s',
    (question) => {
      expect(answer(taught, question).kind).toBe('silent');
      expect(answer(fresh, question).kind).toBe('silent');
    },
  );

  it('gives a running quotation together, the answering sentence first', () => {
    const given = answer(taught, 'What did Meloni say about the same security umbrella?');
    expect(given.kind).toBe('answered');
    if (given.kind !== 'answered') return;
    expect(given.passages.slice(0, given.carried).map((p) => p.ordinal)).toEqual([5, 6]);
  });
});

describe('silence', () => {
  it('names the words that stand nowhere, as they were asked', () => {
    const given = answer(fresh, 'Who won the Eurovision contest?');
    expect(given).toMatchObject({ kind: 'silent', mayBear: false });
    expect(given.kind === 'silent' && given.missing).toEqual(['won', 'Eurovision', 'contest']);
  });
});

describe('bad input', () => {
  it.each([
    ['', 'empty'],
    [' \n\t', 'empty'],
    ['?!…', 'no word'],
    ['a'.repeat(MAX_QUESTION + 1), `${MAX_QUESTION}`],
  ])('%j is invalid and says why', (question, why) => {
    const given = answer(taught, question.slice(0, 100_000));
    expect(given.kind === 'invalid' && given.problem).toContain(why);
  });

  it.each([
    'the',
    '42',
    'นายกรัฐมนตรีอิตาลีเสนออะไร',
    '意大利提出了什么建议',
    '\u0000\u0007 nato',
    'word '.repeat(1_000),
  ])('gives %j an honest outcome', (question) => {
    expect(['answered', 'silent']).toContain(answer(taught, question).kind);
  });

  const letters = (alphabet: string, least: number, most: number) =>
    fc
      .array(fc.constantFrom(...alphabet), { minLength: least, maxLength: most })
      .map((list) => list.join(''));
  const manyWords = fc
    .uniqueArray(letters('abcdefghijklmnopqrstuvwxyz', 3, 9), { minLength: 32, maxLength: 200 })
    .map((list) => list.join(' '));
  const ownWords = fc
    .shuffledSubarray([...new Set(article.documents[0]!.text.split(/\s+/))], { minLength: 60 })
    .map((list) => list.join(' '));
  it.each([
    ['more terms than the bits of a number', manyWords],
    ['more of the text’s own words than the bits of a number', ownWords],
    ['Thai', letters('กขคงจฉชซญดตถทธนบปผพฟภมยรลวศสหอะาิีุูเแโไ่้', 100, 600)],
    [
      'Chinese',
      letters('意大利提出了什么建议北约乌克兰总理和平部队安全保障成员国会议支持反对战争结束', 100, 600),
    ],
    ['Japanese', letters('イタリアはウクライナにどんな提案をしたのか首相北約', 100, 600)],
    [
      'numbers only',
      fc.array(fc.nat({ max: 1e12 }), { minLength: 1, maxLength: 300 }).map((list) => list.join(' ')),
    ],
    [
      'one stop word',
      fc.constantFrom(...[...FUNCTION_WORDS.en!, ...FUNCTION_WORDS.it!, ...FUNCTION_WORDS.uk!]),
    ],
    [
      '6,000 characters',
      letters('abc dé,5?Ї的', MAX_QUESTION - 1, MAX_QUESTION - 1).map((text) => `a${text}`),
    ],
  ])('gives %s an honest outcome: silence, or sentences of the text within a confidence', (_, questions) => {
    fc.assert(
      fc.property(questions, fc.constantFrom(taught, fresh), (question, index) => {
        const given = answer(index, question);
        expect(given.question).toBe(question);
        if (given.kind === 'invalid') throw new Error(given.problem);
        expect(given.confidence).toBeGreaterThanOrEqual(0);
        expect(given.confidence).toBeLessThanOrEqual(1);
        const passages = given.kind === 'answered' ? given.passages : given.nearest;
        for (const p of passages) expect(article.documents[0]!.text.slice(p.start, p.end)).toBe(p.text);
        if (given.kind === 'silent') for (const word of given.missing) expect(question).toContain(word);
      }),
      { numRuns: 20 },
    );
  });

  it.each(['12345 67890 2031', 'the', 'กขคงจฉชซญดตถทธนบปผ'.repeat(30)])(
    'is silent where nothing of the question stands in the text: %s',
    (question) => {
      expect(answer(taught, question).kind).toBe('silent');
      expect(answer(fresh, question).kind).toBe('silent');
    },
  );

  it('says that a source is unknown', () => {
    expect(answer(taught, 'Who?', { source: 'nowhere' })).toMatchObject({ kind: 'invalid' });
  });
});

describe('laws', () => {
  const question = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc
      .array(fc.constantFrom(...article.documents[0]!.text.split(/\s+/)), { maxLength: 12 })
      .map((w) => w.join(' ')),
  );

  it('the same question gives the same answer, whatever was asked before', () => {
    fc.assert(
      fc.property(question, question, (one, other) => {
        const before = JSON.stringify(answer(taught, one));
        answer(taught, other);
        expect(JSON.stringify(answer(taught, one))).toBe(before);
      }),
      { numRuns: 40 },
    );
  });

  it('confidences lie between 0 and 1 and passages are the text’s own', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const given = answer(taught, asked, { limit: 16 });
        if (given.kind === 'invalid') return;
        expect(given.confidence).toBeGreaterThanOrEqual(0);
        expect(given.confidence).toBeLessThanOrEqual(1);
        for (const p of given.kind === 'answered' ? given.passages : given.nearest)
          expect(article.documents[0]!.text.slice(p.start, p.end)).toBe(p.text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('many sentences', () => {
  const words =
    'amber basin cedar delta ember fjord glade harbor island jungle kettle lagoon meadow nectar'.split(' ');
  const sentence = (i: number) =>
    `The ${words[i % 14]} of ${words[(i * 5 + 3) % 14]} met report${i} near ${words[(i * 11 + 7) % 14]}.`;
  const text = Array.from({ length: 600 }, (_, i) => sentence(i)).join('\n');
  const index = buildIndex(
    textCorpus({ 'long.txt': text, 'short.txt': 'Report7 is a ship.\nAmber is dear.' }),
  );

  it('finds the one sentence with a rare word among hundreds with the common ones', () => {
    for (const i of [0, 7, 299, 599])
      expect(ranked(`Where did the ${words[i % 14]} meet report${i}?`, index)[0]!.text).toContain(
        `report${i} `,
      );
  });

  it('stays within the source asked for', () => {
    const given = answer(index, 'report7', { source: 'short', limit: 5 });
    const passages =
      given.kind === 'answered' ? given.passages : given.kind === 'silent' ? given.nearest : [];
    expect(passages.map((p) => p.document)).toEqual(['short', 'short']);
  });

  it('gives as many passages as asked for, where the corpus has them', () => {
    expect(ranked('amber', index)).toHaveLength(16);
  });
});

describe('explain', () => {
  it('adds up to the scores of the answer', () => {
    const why = explain(taught, 'What did Hegseth rule out?')!;
    for (const { passage, contributions } of why.passages)
      expect(contributions.reduce((sum, c) => sum + c.adds, 0)).toBeCloseTo(passage.score, 6);
    const odds = why.confidenceContributions.reduce((sum, c) => sum + c.adds, why.confidenceBias);
    expect(1 / (1 + Math.exp(-odds))).toBeCloseTo(why.confidence, 6);
  });
});
