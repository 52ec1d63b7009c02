import type { APIApplicationCommand, APIApplicationCommandOption } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  beginCommand,
  draftSoFar,
  fixedChoices,
  matchEntries,
  messageCommands,
  readDraft,
  remainingOptions,
  slashEntries,
} from '../../../src/sandbox/page/command-draft.ts';

const command = (part: object) =>
  ({ id: '1', type: 1, description: '', options: [], ...part }) as unknown as APIApplicationCommand;
const option = (part: object) => ({ type: 3, description: '', ...part }) as APIApplicationCommandOption;

const COMMANDS = [
  command({
    name: 'ask',
    name_localized: 'chiedi',
    description: 'Ask a question',
    description_localized: 'Fai una domanda',
    options: [
      option({ name: 'private', type: 5 }),
      option({ name: 'question', required: true, autocomplete: true }),
      option({ name: 'limit', type: 4 }),
      option({
        name: 'length',
        choices: [
          { name: 'breve', value: 'short' },
          { name: 'lungo', value: 'long' },
        ],
      }),
    ],
  }),
  command({
    name: 'admin',
    description: 'Look after the bot',
    options: [option({ type: 1, name: 'reload', description: 'Read the corpus again' })],
  }),
  command({ name: 'Find the source', type: 3 }),
];
const entries = slashEntries(COMMANDS);
const ask = entries.find(({ path }) => path === 'ask')!;

describe('the list of commands', () => {
  it('has a line a subcommand, in the reader’s words, and no menu commands', () => {
    expect(entries.map(({ path, label, description }) => [path, label, description])).toEqual([
      ['admin reload', 'admin reload', 'Read the corpus again'],
      ['ask', 'chiedi', 'Fai una domanda'],
    ]);
    expect(messageCommands(COMMANDS)).toEqual([{ name: 'Find the source', label: 'Find the source' }]);
  });

  it.each([
    ['', ['admin reload', 'ask']],
    ['a', ['admin reload', 'ask']],
    ['chi', ['ask']],
    ['corpus', ['admin reload']],
    ['zz', []],
  ])('for “%s” is %j', (typed, paths) => {
    expect(matchEntries(entries, typed).map(({ path }) => path)).toEqual(paths);
  });
});

describe('a command being filled in', () => {
  it('shows required options first and keeps the others at hand', () => {
    const draft = beginCommand(ask, 'who?');
    expect(draft).toMatchObject({ fields: { question: { text: 'who?' } }, focused: 'question' });
    expect(remainingOptions(draft).map(({ name }) => name)).toEqual(['private', 'limit', 'length']);
  });

  const field = (fields: Record<string, object>) =>
    readDraft({ entry: ask, fields: fields as never, focused: null });
  it.each([
    ['nothing typed', {}, 'missing'],
    ['only blanks', { question: { text: '  ' } }, 'missing'],
    ['letters for a number', { question: { text: 'q' }, limit: { text: 'x' } }, 'noNumber'],
    ['a fraction for a whole number', { question: { text: 'q' }, limit: { text: '1.5' } }, 'noNumber'],
    ['free text for a fixed choice', { question: { text: 'q' }, length: { text: 'brev' } }, 'noChoice'],
    ['free text for a yes or no', { question: { text: 'q' }, private: { text: 'perhaps' } }, 'noChoice'],
  ])('is not sent with %s', (_title, fields, word) => {
    expect(field(fields)).toMatchObject({ kind: 'problem', problem: { word } });
  });

  it('is sent with typed text, numbers and what was picked; empty optional ones are left out', () => {
    const fields = {
      question: { text: ' who? ' },
      limit: { text: '3' },
      private: { text: 'Vero', value: true },
      length: { text: '' },
    };
    expect(field(fields)).toEqual({ kind: 'ready', options: { question: 'who?', limit: 3, private: true } });
  });

  it('is autocompleted with the words as they stand', () => {
    const draft = {
      entry: ask,
      fields: { question: { text: ' wh' }, limit: { text: 'x' } },
      focused: 'question',
    };
    expect(draftSoFar(draft)).toEqual({ question: ' wh' });
  });
});

describe('choices that need no bot', () => {
  const guild = {
    id: '1',
    name: 'g',
    channels: [{ id: '7', name: 'general', kind: 'text' as const, topic: null, canWrite: true }],
  };
  const context = {
    people: [{ id: '5', name: 'Mira', kind: 'moderator' as const }],
    guild,
    yes: 'Sì',
    no: 'No',
  };
  it.each([
    [option({ name: 'private', type: 5 }), 's', [{ label: 'Sì', value: true }]],
    [option({ name: 'channel', type: 7 }), '#gen', [{ label: '#general', value: '7' }]],
    [option({ name: 'user', type: 6 }), '@mi', [{ label: 'Mira', value: '5' }]],
    [
      option({ name: 'length', choices: [{ name: 'short', name_localized: 'breve', value: 's' }] as never }),
      '',
      [{ label: 'breve', value: 's' }],
    ],
    [option({ name: 'question' }), 'x', null],
  ])('%j with “%s”', (of, typed, choices) => {
    expect(fixedChoices(of as never, typed, context)).toEqual(choices);
  });
});
