import { createDeflate, deflateSync, constants as zlib } from 'node:zlib';
import { GatewayOpcodes as Op } from 'discord-api-types/v10';
import type { WebSocket } from 'ws';
import type { Cancel, Clock } from './clock.ts';
import { CloseCode } from './gateway-login.ts';
import type { Session } from './gateway-session.ts';
import { GATEWAY_SEND_WINDOW, GATEWAY_SENDS, HEARTBEAT_INTERVAL } from './limits.ts';

/** One socket of the gateway: its compression, its heartbeats and how much it may send. */
export class Connection {
  readonly socket: WebSocket;
  session: Session | null = null;
  /** Each payload zlib-compressed on its own, as the client asked when it identified. */
  compressPayloads = false;
  readonly #isSilent: () => boolean;
  readonly #write: (text: string) => void;
  readonly #clock: Clock;
  #alive = true;
  #sends = 0;
  #stopBeat: Cancel = () => {};
  #stopWindow: Cancel = () => {};

  constructor(socket: WebSocket, options: { clock: Clock; stream: boolean; isSilent: () => boolean }) {
    this.socket = socket;
    this.#clock = options.clock;
    this.#isSilent = options.isSilent;
    this.#write = options.stream ? zlibStream(socket) : (text) => this.#writeAlone(text);
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.#stopBeat();
      this.#stopWindow();
    });
    this.#watchHeartbeat();
    this.#openWindow();
    this.send({ op: Op.Hello, d: { heartbeat_interval: HEARTBEAT_INTERVAL } });
  }

  send(payload: object): void {
    if (!this.#isSilent() && this.socket.readyState === this.socket.OPEN)
      this.#write(JSON.stringify(payload));
  }

  close(code: number): void {
    this.socket.close(code);
  }

  heartbeat(): void {
    this.#alive = true;
    this.send({ op: Op.HeartbeatAck });
  }

  /** Counts what the client sent; false once that is too much for this minute. */
  countSend(): boolean {
    return ++this.#sends <= GATEWAY_SENDS;
  }

  #watchHeartbeat(): void {
    this.#stopBeat = this.#clock.after(HEARTBEAT_INTERVAL * HEARTBEAT_GRACE, () => {
      if (this.#alive) {
        this.#alive = false;
        this.#watchHeartbeat();
      } else {
        this.close(CloseCode.timedOut);
      }
    });
  }

  #openWindow(): void {
    this.#stopWindow = this.#clock.after(GATEWAY_SEND_WINDOW, () => {
      this.#sends = 0;
      this.#openWindow();
    });
  }

  #writeAlone(text: string): void {
    this.socket.send(this.compressPayloads ? deflateSync(text) : text);
  }
}

/** A heartbeat may be late by half an interval. */
const HEARTBEAT_GRACE = 1.5;

/** One zlib stream for the whole connection, flushed after each payload: Discord's transport compression. */
function zlibStream(socket: WebSocket): (text: string) => void {
  const deflate = createDeflate();
  socket.on('close', () => deflate.destroy());
  return (text) => {
    deflate.write(text);
    deflate.flush(zlib.Z_SYNC_FLUSH, () => {
      const payload: unknown = deflate.read();
      if (payload instanceof Buffer && socket.readyState === socket.OPEN) socket.send(payload);
    });
  };
}
