import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { initialState, receive, type State } from '../../../src/sandbox/page/state.ts';
import { suggestionsFor } from '../../../src/sandbox/page/suggestions.ts';
import { speaker } from '../../../src/sandbox/page/words.ts';
import type { PagePerson, ServerMessage } from '../../../src/sandbox/page-protocol.ts';

const say = speaker('en-US');
const bot: PagePerson = { id: '1', name: 'Verbatim', kind: 'bot' };
const self: PagePerson = { id: '2', name: 'Marco', kind: 'member' };
const channel = (id: string, canWrite = true) => ({
  id,
  name: `c${id}`,
  kind: 'text' as const,
  topic: null,
  canWrite,
});
const scene: ServerMessage = {
  kind: 'scene',
  self,
  bot,
  people: [bot, self],
  guilds: [{ id: '9', name: 'Server', channels: [channel('70', false), channel('71'), channel('72')] }],
  botOnline: true,
  examples: [],
};
const message = (id: string, channelId = '71', content = '') =>
  ({ id, channel_id: channelId, content }) as APIMessage;
const opened = after(scene, { kind: 'channel', channel: '71', messages: [message('100')], commands: [] });

function after(...messages: ServerMessage[]): State {
  const start = initialState({ role: 'member', locale: 'en-US', theme: 'dark' });
  return messages.reduce((state, each) => receive(state, each, 0), start);
}

function then(state: State, ...messages: ServerMessage[]): State {
  return messages.reduce((current, each) => receive(current, each, 0), state);
}

describe('channels', () => {
  it('the first one that can be written in is open', () => {
    expect(after(scene).channel).toBe('71');
  });

  it('a channel that is no longer seen gives way to one that is', () => {
    const gone = then({ ...opened, channel: '99' }, scene);
    expect(gone).toMatchObject({ channel: '71', messages: null });
  });

  it('messages elsewhere mark their channel as unread until it is opened', () => {
    const unread = then(opened, { kind: 'created', message: message('101', '72') });
    expect([...unread.unread]).toEqual(['72']);
    expect(unread.messages).toHaveLength(1);
    const read = then(
      { ...unread, channel: '72' },
      { kind: 'channel', channel: '72', messages: [], commands: [] },
    );
    expect([...read.unread]).toEqual([]);
  });

  it('history that arrives after another channel was opened is ignored', () => {
    expect(
      then(opened, { kind: 'channel', channel: '72', messages: [], commands: [] }).messages,
    ).toHaveLength(1);
  });
});

describe('messages', () => {
  it('come once, even when told twice, change in place and go', () => {
    const twice = then(
      opened,
      { kind: 'created', message: message('101') },
      { kind: 'created', message: message('101') },
    );
    expect(twice.messages?.map(({ id }) => id)).toEqual(['100', '101']);
    const changed = then(twice, { kind: 'updated', message: message('100', '71', 'new') });
    expect(changed.messages?.[0]?.content).toBe('new');
    expect(then(changed, { kind: 'deleted', channel: '71', message: '100' }).messages).toHaveLength(1);
  });

  it('end that somebody types', () => {
    const user = { username: 'verbatim', global_name: null } as never;
    const typing = then(opened, { kind: 'typing', channel: '71', user });
    expect(typing.typing?.name).toBe('verbatim');
    expect(then(typing, { kind: 'created', message: message('101') }).typing).toBeNull();
  });
});

describe('a request that failed', () => {
  const failed = (request: number, reason: 'silent' | 'refused'): ServerMessage => ({
    kind: 'failed',
    request,
    reason,
    problem: reason === 'refused' ? 'why' : '',
  });
  const sending = { request: 5, channel: '71', label: '/ask', at: 0, problem: null };

  it('stays where the command was sent from', () => {
    const state = then({ ...opened, sending: [sending] }, failed(5, 'silent'));
    expect(state.sending).toEqual([{ ...sending, problem: { reason: 'silent', text: '' } }]);
  });

  it('stands below the button that was clicked', () => {
    const busy = { request: 6, message: '100', component: 'context' };
    const state = then({ ...opened, busy }, failed(6, 'silent'));
    expect(state.busy).toBeNull();
    expect([...state.failures]).toEqual([['100', '']]);
  });

  it('is said above the channel when it belongs nowhere else', () => {
    expect(then(opened, failed(7, 'refused')).notice).toBe('why');
  });

  it('one that settled leaves nothing behind', () => {
    expect(then({ ...opened, sending: [sending] }, { kind: 'settled', request: 5 }).sending).toEqual([]);
  });
});

describe('the list above the composer', () => {
  const typing = (text: string) => ({
    ...opened,
    composer: { ...opened.composer, text, caret: text.length },
  });

  it.each([
    ['@ver', ['@Verbatim']],
    ['hello @', ['@Verbatim', '@Marco']],
    ['hello', null],
    ['/zzz', null],
  ])('for “%s” is %j', (text, labels) => {
    expect(suggestionsFor(typing(text), say)?.items.map(({ label }) => label) ?? null).toEqual(labels);
  });

  it('shows the choices that were asked for last, and no late ones', () => {
    const option = {
      type: 3,
      name: 'question',
      description: '',
      required: true,
      autocomplete: true,
    } as const;
    const entry = { path: 'ask', label: 'ask', description: '', options: [option] };
    const draft = { entry, fields: { question: { text: 'w' } }, focused: 'question' };
    const composer = { ...opened.composer, draft, awaiting: { request: 8, option: 'question' } };
    const choices = (request: number, name: string): ServerMessage => ({
      kind: 'choices',
      request,
      choices: [{ name, value: name }],
    });
    const state = then({ ...opened, composer }, choices(7, 'late'), choices(8, 'who?'), choices(7, 'late'));
    expect(suggestionsFor(state, say)?.items.map(({ label }) => label)).toEqual(['who?']);
  });
});
