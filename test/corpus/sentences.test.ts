import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences } from '../../src/corpus/sentences.ts';

const FOLDER = 'test/corpus/sentences';

/** The sentences of a block that is a whole text. */
function split(
  text: string,
  language = 'en',
  options: { caseless?: boolean; quoted?: boolean } = {},
): string[] {
  const spans = splitSentences(text, { start: 0, end: text.length }, { language, ...options });
  return spans.map(({ start, end }) => text.slice(start, end));
}

/** Cases of a file: a line "# why it is hard", then a sentence a line. */
function casesOf(file: string): [reason: string, sentences: string[]][] {
  return readFileSync(`${FOLDER}/${file}`, 'utf8')
    .trim()
    .split(/\n{2,}/)
    .map((block) => {
      const [reason, ...sentences] = block.split('\n');
      return [reason!.replace(/^# /, ''), sentences];
    });
}

describe.each(readdirSync(FOLDER).map((file) => [file.replace('.txt', '')]))(
  'sentences in %s',
  (language) => {
    it.each(casesOf(`${language}.txt`))('%s', (_, sentences) => {
      expect(split(sentences.join(' '), language)).toEqual(sentences);
    });

    it('are the same over line ends, and with accents written apart', () => {
      for (const [, sentences] of casesOf(`${language}.txt`)) {
        const apart = sentences.join('\r\n').normalize('NFD');
        expect(split(apart, language).map((each) => each.normalize('NFC'))).toEqual(
          sentences.map((each) => each.normalize('NFC')),
        );
      }
    });
  },
);

describe('scripts of other kinds', () => {
  it.each<[string, string, string, string[]]>([
    ['Arabic', 'ar', ' ', ['قال الرئيس إن الخطة جاهزة.', 'هل ستوافق الدول؟', 'نعم!', 'وغادر القاعة.']],
    ['Urdu', 'ur', ' ', ['وزیراعظم نے منصوبہ پیش کیا۔', 'کیا ممالک متفق ہوں گے؟', 'نہیں۔']],
    ['Hebrew', 'he', ' ', ['ראש הממשלה הציע תוכנית.', '"לא נקבל זאת," אמר.', 'האם יסכימו?']],
    ['Hindi', 'hi', ' ', ['प्रधानमंत्री ने योजना बताई।', 'डॉ. शर्मा ने कहा कि नहीं।', 'क्या देश सहमत होंगे?']],
    [
      'Chinese',
      'zh',
      '',
      ['总理提出了新计划。', '各国会同意吗？', '不会！', '“我们不接受。”他说。', '“为什么？”她问道。'],
    ],
    ['Chinese brackets', 'zh', '', ['第5条（集体防御。）很明确。', '（见上文。）', '完。']],
    [
      'Japanese',
      'ja',
      '',
      [
        '首相は計画を提案した。',
        '「受け入れられない。」と彼は述べた。',
        '本当ですか？',
        '「はい！」',
        '以上。',
      ],
    ],
    ['Korean', 'ko', ' ', ['총리는 계획을 제안했다.', '"받아들일 수 없다."고 그는 말했다.', '정말인가?']],
    [
      'Greek',
      'el',
      ' ',
      ['Ο κ. Παπαδόπουλος έφυγε.', 'Θα συμφωνήσουν οι χώρες;', 'Όχι!', '«Δεν το δεχόμαστε», είπε.'],
    ],
    ['Armenian', 'hy', ' ', ['Վարչապետը առաջարկեց ծրագիր։', 'Ոչ։']],
    ['Amharic', 'am', ' ', ['ጠቅላይ ሚኒስትሩ እቅድ አቀረቡ።', 'አይ።']],
    ['Georgian', 'ka', ' ', ['პრემიერმა გეგმა წარადგინა.', 'დათანხმდებიან ქვეყნები?', 'არა!']],
    [
      'Russian',
      'ru',
      ' ',
      [
        'В 2020 г. Россия вышла из договора.',
        '«Кто заплатит?» — спросил министр.',
        'Он молчал и т. д.',
        'Это всё.',
      ],
    ],
    [
      'Portuguese',
      'pt',
      ' ',
      ['O Sr. Silva e a Dra. Costa vieram.', '“Quem paga?” perguntou o ministro.', 'Ninguém.'],
    ],
    [
      'Dutch',
      'nl',
      ' ',
      ['Dhr. De Vries kwam, bijv. op 3 mei.', '“Wie betaalt?” vroeg de minister.', 'Niemand.'],
    ],
    ['Burmese', 'my', ' ', ['ဝန်ကြီးချုပ်က အစီအစဉ်ကို တင်ပြသည်။', 'သဘောတူမလား။']],
  ])('%s', (_, language, joint, sentences) => {
    expect(split(sentences.join(joint), language)).toEqual(sentences);
  });

  it('without marks, such as Thai, give the paragraph', () => {
    const text = 'รัฐมนตรีเสนอแผนใหม่ ประเทศอื่นเห็นด้วย';
    expect(split(text, 'th')).toEqual([text]);
  });

  it('a language without lists of its own is read with the common ones', () => {
    expect(split('Dr. Andersen kom. Hun gik.', 'da')).toEqual(['Dr. Andersen kom.', 'Hun gik.']);
  });
});

describe('a text of one case, emoji, a block quote', () => {
  it('small letters may open sentences where there are no capitals', () => {
    expect(split('i think so. they do not.', 'en', { caseless: true })).toEqual([
      'i think so.',
      'they do not.',
    ]);
  });

  it('capitals alone end where they end', () => {
    expect(split('THE U.S. SAID NO. NATO SAID YES.')).toEqual(['THE U.S. SAID NO.', 'NATO SAID YES.']);
  });

  it('emoji belong to the sentence before them', () => {
    expect(split('We won! 🎉 They lost. 👩‍👩‍👧 Nobody cares 👍🏽. Fine.')).toEqual([
      'We won! 🎉',
      'They lost. 👩‍👩‍👧',
      'Nobody cares 👍🏽.',
      'Fine.',
    ]);
  });

  it('the marks of a block quote are no part of a sentence’s ends', () => {
    expect(split('> One\n> goes on.\n> Two.', 'en', { quoted: true })).toEqual(['One\n> goes on.', 'Two.']);
  });

  it('a stray quotation mark swallows nothing', () => {
    const sentences = ['He said “no.', 'She left.', 'They "waited.', 'It ‘rained.', 'The end» came.'];
    expect(split(sentences.join(' '))).toEqual(sentences);
  });
});

const piece = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'The',
      'she',
      'NATO',
      'U.S.',
      'Dr.',
      'No.',
      '5',
      '3.5',
      'J.',
      'said',
      'p.m.',
      'etc.',
      'Київ',
      '他说',
      'é',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '.',
      '!',
      '?',
      '…',
      '...',
      '。',
      '।',
      '“',
      '”',
      '"',
      '«',
      '»',
      '(',
      ')',
      '[',
      ']',
      '—',
      ',',
      ';',
      ':',
      '[1]',
    ),
  },
  { weight: 4, arbitrary: fc.constantFrom(' ', ' ', ' ', '\n', '\r\n', '\u00a0', '> ') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
const anyLanguage = fc.constantFrom('en', 'it', 'uk', 'fr', 'de', 'es', 'pl', 'tr', 'el', 'zh', 'xx', '');

describe('the law of sentences', () => {
  it('they are in order, apart, trimmed, and together the block but for white space', () => {
    fc.assert(
      fc.property(anyText, anyText, anyLanguage, fc.boolean(), (before, text, language, caseless) => {
        const whole = `${before}${text}`;
        const block = { start: before.length, end: whole.length };
        let end = block.start;
        for (const span of splitSentences(whole, block, { language, caseless })) {
          expect(whole.slice(end, span.start)).toMatch(/^\s*$/);
          expect(span.end).toBeGreaterThan(span.start);
          const sentence = whole.slice(span.start, span.end);
          expect(sentence).toBe(sentence.trim());
          end = span.end;
        }
        expect(whole.slice(end)).toMatch(/^\s*$/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('no sentence begins or ends within a surrogate pair or before a combining mark', () => {
    fc.assert(
      fc.property(anyText, anyLanguage, (text, language) => {
        const sound = text.replace(
          /(?<![\ud800-\udbff])[\udc00-\udfff]|[\ud800-\udbff](?![\udc00-\udfff])/g,
          '',
        );
        for (const sentence of split(sound, language))
          expect(sentence).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }),
    );
  });

  it('what follows a paragraph’s end changes nothing in it', () => {
    fc.assert(
      fc.property(anyText, anyText, (text, after) => {
        const block = { start: 0, end: text.length };
        expect(splitSentences(text + after, block, { language: 'en' })).toEqual(
          splitSentences(text, block, { language: 'en' }),
        );
      }),
    );
  });

  it.each([
    ['no mark', 'word '],
    ['initials', 'J. '],
    ['exclamations in quotation marks', 'a “Out! '],
    ['brackets', '(a. '],
    ['closing brackets without a space', '（好。）好'],
    ['ellipses', '... '],
    ['abbreviations of several parts', 'z. B. '],
    ['quotation marks', '"'],
    ['stops', '.'],
    ['white space', ' \n'],
  ])('reads a million characters of %s', (_, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    expect(split(text, 'de').join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
  });
});
