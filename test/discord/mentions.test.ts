import { describe, expect, test } from 'vitest';
import { extractQuestion, readMention } from '../../src/discord/mentions.ts';
import { BOT, message, OTHER } from './fakes.ts';

describe('the question of a message', () => {
  test.each([
    [`<@${BOT}> What did Meloni say?`, 'What did Meloni say?'],
    [`<@!${BOT}>, what did Meloni say?`, 'what did Meloni say?'],
    [`What did Meloni say, <@${BOT}>?`, 'What did Meloni say?'],
    [`hey <@${BOT}> please tell me what Trump thinks, thanks!`, 'what Trump thinks'],
    [`<@${BOT}> who said that, please?`, 'who said that?'],
    [`<@${BOT}> who proposed <@${OTHER}> <#12> <@&13> <:wave:14> this?`, 'who proposed this?'],
    [`<@${BOT}> is https://example.com/a?b=c true?`, 'is true?'],
    [`<@${BOT}> \`who\` said **this**?`, 'who said this?'],
    [`<@${BOT}> \`\`\`\nwho said this\n\`\`\``, 'who said this'],
    [`> someone wrote\n<@${BOT}> who?`, 'someone wrote who?'],
    [`<@${BOT}> @everyone who?`, 'who?'],
    [`Ciao <@${BOT}>, per favore, chi ha proposto il piano? Grazie!`, 'chi ha proposto il piano?'],
    [`<@${BOT}> Привіт! Хто це запропонував? Дякую`, 'Хто це запропонував?'],
    [`<@${BOT}> Bonjour, qui l’a dit, s’il vous plaît ?`, 'qui l’a dit?'],
    [`<@${BOT}> Hallo, wer hat das gesagt? Danke!`, 'wer hat das gesagt?'],
    [`<@${BOT}> Merhaba, bunu kim söyledi? Teşekkürler`, 'bunu kim söyledi?'],
    ['please do not strip please inside', 'do not strip please inside'],
    ['Hillary Clinton', 'Hillary Clinton'],
    [`<@${BOT}>`, ''],
    [`<@${BOT}> ?!`, ''],
    [`<@${BOT}> thanks!`, ''],
    [`<@${BOT}> hello, please`, ''],
    [`<@${BOT}> 🙏`, ''],
  ])('%s → %s', (content, question) => {
    expect(extractQuestion(content)).toBe(question);
  });

  test('is found in linear time in a message full of courtesies', () => {
    expect(extractQuestion(`${'please, '.repeat(250)}who?`)).toBe('who?');
  });
});

describe('who is spoken to', () => {
  test.each([
    ['a mention with a question', message(`<@${BOT}> who?`), 'question'],
    ['no mention', message('who?'), 'not-for-us'],
    ['everyone', message('@everyone who?'), 'not-for-us'],
    ['another member', message(`<@${OTHER}> who?`), 'not-for-us'],
    ['a role', message(`<@&${BOT}> who?`), 'not-for-us'],
    [
      'a reply to the bot without a mention',
      message('lol', { replyTo: { id: '1', author: BOT } }),
      'not-for-us',
    ],
    ['a bot', message(`<@${BOT}> who?`, { author: { bot: true } }), 'not-for-us'],
    ['a webhook', message(`<@${BOT}> who?`, { webhook: true }), 'not-for-us'],
    ['a greeting', message(`<@${BOT}> hi`), 'greeting'],
    [
      'a reply to a member with nothing asked',
      message(`<@${BOT}>`, { replyTo: { id: '1', author: OTHER } }),
      'points-at-message',
    ],
    [
      'a reply to the bot with nothing asked',
      message(`<@${BOT}>`, { replyTo: { id: '1', author: BOT } }),
      'greeting',
    ],
    [
      'a reply with a question',
      message(`<@${BOT}> who?`, { replyTo: { id: '1', author: OTHER } }),
      'question',
    ],
    ['a direct message', message('who?', { direct: true }), 'question'],
    ['a bot’s direct message', message('who?', { direct: true, author: { bot: true } }), 'not-for-us'],
    ['a direct greeting', message('hello', { direct: true }), 'greeting'],
  ])('%s', (_, given, kind) => {
    expect(readMention(given, BOT).kind).toBe(kind);
  });

  test('of a message that is replied to, what Discord gives of it is what is asked', () => {
    const replyTo = { id: '1', author: OTHER, content: 'Who proposed it?' };
    for (const given of [message(`<@${BOT}>`, { replyTo }), message('this!', { replyTo, direct: true })])
      expect(readMention(given, BOT)).toEqual({
        kind: 'question',
        question: given.guild_id ? 'Who proposed it?' : 'this!',
      });
  });

  test('a message of the system, such as a pin, is for nobody', () => {
    expect(readMention({ ...message(`<@${BOT}> who?`), type: 6 }, BOT).kind).toBe('not-for-us');
  });
});
