import { PAGE_SOCKET } from '../page-constants.ts';
import type { ClientMessage, ServerMessage } from '../page-protocol.ts';

export interface Connection {
  /** False when the line is down and the message was not sent. */
  send(message: ClientMessage): boolean;
}

export interface ConnectionEvents {
  opened(): void;
  lost(): void;
  received(message: ServerMessage): void;
}

/** Waits between attempts, in milliseconds; the last one repeats. */
const RETRY_DELAYS = [250, 500, 1_000, 2_000, 3_000];

/** A WebSocket to the page's own server that comes back by itself when the server restarts. */
export function connect(events: ConnectionEvents): Connection {
  let socket: WebSocket | null = null;
  let attempt = 0;
  const open = () => {
    const address = new URL(PAGE_SOCKET, location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const candidate = new WebSocket(address);
    candidate.addEventListener('open', () => {
      socket = candidate;
      attempt = 0;
      events.opened();
    });
    candidate.addEventListener('message', (event) => {
      events.received(JSON.parse(String(event.data)) as ServerMessage);
    });
    candidate.addEventListener('close', () => {
      socket = null;
      events.lost();
      setTimeout(open, RETRY_DELAYS[Math.min(attempt, RETRY_DELAYS.length - 1)]);
      attempt += 1;
    });
  };
  open();
  return {
    send: (message) => {
      if (socket === null || socket.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
}
