import { describe, expect, it } from 'vitest';
import { detectLanguage, isLanguageTag } from '../../src/corpus/language.ts';

describe('detectLanguage', () => {
  it.each([
    ['en', 'Hello. I am text.'],
    ['en', 'Who proposed this?'],
    ['en', 'why not'],
    ['en', 'The minister told a room full of students that no decision had been made.'],
    ['it', 'Chi ha proposto il piano?'],
    ['it', 'Il ministro non ha risposto alle domande dei giornalisti.'],
    ['uk', 'Хто це запропонував?'],
    ['uk', 'Міністр не відповів на запитання журналістів.'],
    ['ru', 'Кто это предложил?'],
    ['fr', 'Qui a proposé ce plan ?'],
    ['fr', 'Le ministre n’a pas répondu aux questions des journalistes.'],
    ['de', 'Wer hat das vorgeschlagen?'],
    ['de', 'Der Minister antwortete nicht auf die Fragen der Journalisten.'],
    ['es', '¿Quién propuso esto?'],
    ['es', 'El ministro no respondió a las preguntas de los periodistas.'],
    ['pl', 'Kto to zaproponował?'],
    ['pl', 'Minister nie odpowiedział na pytania dziennikarzy.'],
    ['tr', 'Bunu kim önerdi?'],
    ['tr', 'Bakan gazetecilerin sorularına yanıt vermedi, ama bir açıklama yaptı.'],
    ['ar', 'من اقترح هذا؟'],
    ['he', 'מי הציע את זה?'],
    ['el', 'Ποιος το πρότεινε;'],
    ['hi', 'यह किसने प्रस्तावित किया?'],
    ['ja', '誰がこれを提案したのですか'],
    ['zh', '谁提出了这个建议？'],
    ['ko', '누가 제안했습니까?'],
    ['th', 'ใครเสนอเรื่องนี้'],
    ['ka', 'ვინ შესთავაზა ეს?'],
    ['hy', 'Ո՞վ առաջարկեց սա։'],
  ])('tells %s: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
    expect(detectLanguage(text.normalize('NFD'))).toBe(language);
  });

  it.each(['', '2025', '!?…', '🎉', 'xyzzy'])('takes English where nothing tells: %j', (text) => {
    expect(detectLanguage(text)).toBe('en');
  });

  it('looks at the beginning of a long text', () => {
    expect(
      detectLanguage(`${'Il ministro non ha risposto. '.repeat(200)}${'The minister said. '.repeat(2_000)}`),
    ).toBe('it');
  });
});

it.each([
  ['en', true],
  ['pt-BR', true],
  ['zh-Hant-TW', true],
  ['', false],
  ['english', true],
  ['e', false],
  ['en_GB', false],
  ['en glish', false],
])('isLanguageTag(%j) is %s', (text, expected) => {
  expect(isLanguageTag(text)).toBe(expected);
});
