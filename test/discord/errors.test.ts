import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { isReconnectRace } from '../../src/discord/errors.ts';

test('what a socket says that is not open yet is told from other defects', async () => {
  const socket = new WebSocket('ws://127.0.0.1:1');
  const failed = once(socket, 'error');
  let thrown: unknown;
  try {
    socket.send('x');
  } catch (error) {
    thrown = error;
  }
  await failed;
  expect(thrown).toBeInstanceOf(Error);
  expect(isReconnectRace(thrown)).toBe(true);
  expect(isReconnectRace(new TypeError('socket is not a function'))).toBe(false);
});
