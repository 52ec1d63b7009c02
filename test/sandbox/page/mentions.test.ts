import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeMentions, encodeMentions, mentionAt } from '../../../src/sandbox/page/mentions.ts';

const people = [
  { id: '11', name: 'Verbatim', kind: 'bot' as const },
  { id: '12', name: 'Verb', kind: 'other' as const },
  { id: '13', name: 'Олена', kind: 'other' as const },
];
const guild = {
  id: '1',
  name: 'g',
  channels: [{ id: '7', name: 'general', kind: 'text' as const, topic: null, canWrite: true }],
};

it.each([
  ['@', 1, { start: 0, typed: '' }],
  ['hi @ver', 7, { start: 3, typed: 'ver' }],
  ['hi @ver there', 7, { start: 3, typed: 'ver' }],
  ['привіт @Оле', 11, { start: 7, typed: 'Оле' }],
  ['mail@example', 12, null],
  ['hi @ver there', 13, null],
])('in “%s” at %i the mention being typed is %j', (text, caret, token) => {
  expect(mentionAt(text, caret)).toEqual(token);
});

it.each([
  ['@Verbatim who?', '<@11> who?'],
  ['@Verb, @Олена in #general', '<@12>, <@13> in <#7>'],
  ['@Verbatims and mail@Verb', '@Verbatims and mail@Verb'],
])('“%s” is sent as “%s”', (typed, sent) => {
  expect(encodeMentions(typed, people, guild)).toBe(sent);
});

it('editing shows again what was typed', () => {
  const piece = fc.constantFrom('@Verbatim', '@Verb', '#general', 'word', '@nobody', '5 < 6');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const typed = pieces.join(' ');
      expect(decodeMentions(encodeMentions(typed, people, guild), people, guild)).toBe(typed);
    }),
  );
});
