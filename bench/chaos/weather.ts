import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sandbox } from '../../src/sandbox/driver.ts';
import type { FaultRule } from '../../src/sandbox/faults.ts';
import type { Ledger } from './ledger.ts';
import type { Random } from './random.ts';
import type { Town } from './town.ts';

/** What goes wrong while members ask, and how often it did. */
export interface Weather {
  readonly counts: Readonly<Record<string, number>>;
  /** Takes every added source away and makes no trouble until `goOn`. */
  mend(): void;
  goOn(): void;
  /** Adds a good source. */
  addSource(): void;
  /** Ends every fault and gives back what was taken. */
  clear(): void;
}

export interface WeatherOptions {
  readonly sandbox: Sandbox;
  readonly town: Town;
  readonly ledger: Ledger;
  readonly random: Random;
  /** The folder that the bot reads its sources from. */
  readonly corpus: string;
  /** Milliseconds between two troubles, at least and at most. */
  readonly pause: readonly [number, number];
  readonly trace: (line: string) => void;
}

/** Of REST requests 5 % fail, one in five of them by a rate limit; latencies reach 2.5 s. */
const REST_FAULTS: readonly FaultRule[] = [
  { probability: 0.012, fault: { kind: 'status', status: 500 } },
  { probability: 0.008, fault: { kind: 'status', status: 500, carriedOut: true } },
  { probability: 0.012, fault: { kind: 'status', status: 502 } },
  { probability: 0.008, fault: { kind: 'status', status: 502, carriedOut: true } },
  { probability: 0.0025, fault: { kind: 'rate-limit', retryAfter: 700, scope: 'user' } },
  { probability: 0.0025, fault: { kind: 'rate-limit', retryAfter: null, scope: 'user' } },
  { probability: 0.0015, fault: { kind: 'rate-limit', retryAfter: 500, scope: 'global' } },
  { probability: 0.0035, fault: { kind: 'rate-limit', retryAfter: 600, scope: 'shared' } },
  { probability: 0.01, fault: { kind: 'delay', delay: 2_500 } },
  { probability: 0.03, fault: { kind: 'delay', delay: 1_000 } },
  { probability: 0.2, fault: { kind: 'delay', delay: 150 } },
];
const DUPLICATED = 0.03;
const REORDERED = 0.03;
/** A channel stays closed to the bot for so long. */
const CLOSED_FOR = 6_000;

/** Troubles and their weights: sockets drop most often, sessions are lost now and then. */
const TROUBLES = {
  'socket dropped': 30,
  'socket closed (4000)': 8,
  'reconnect asked (op 7)': 12,
  'session invalid, may resume (op 9)': 8,
  'session lost (op 9)': 3,
  'Discord restarted': 2,
  'channel closed to the bot': 15,
  'good source added': 8,
  'bad source added': 8,
  'source taken away': 6,
} as const;
type Trouble = keyof typeof TROUBLES;

export function brewWeather({
  sandbox,
  town,
  ledger,
  random,
  corpus,
  pause,
  trace,
}: WeatherOptions): Weather {
  const { faults } = sandbox;
  const counts: Record<string, number> = {};
  const closed = new Map<string, NodeJS.Timeout>();
  const added: string[] = [];
  let number = 0;
  for (const rule of REST_FAULTS) faults.onRequest(rule);
  faults.duplicateEvents(DUPLICATED);
  faults.reorderEvents(REORDERED);

  const addSource = (text: string) => {
    const path = join(corpus, `trouble-${++number}.md`);
    writeFileSync(path, text);
    added.push(path);
  };
  const takeSource = () => {
    const path = added.shift();
    if (path !== undefined) rmSync(path, { force: true });
  };
  const open = (channel: string) => {
    clearTimeout(closed.get(channel));
    closed.delete(channel);
    town.setWritable(channel, true);
  };
  const troubles: Record<Trouble, () => void> = {
    'socket dropped': () => faults.dropSockets(),
    'socket closed (4000)': () => faults.closeSockets(4_000),
    'reconnect asked (op 7)': () => faults.requestReconnect(),
    'session invalid, may resume (op 9)': () => faults.invalidateSessions(true),
    'session lost (op 9)': () => {
      ledger.sessionEnds();
      faults.invalidateSessions(false);
    },
    'Discord restarted': () => {
      ledger.sessionEnds();
      faults.restart();
    },
    'channel closed to the bot': () => {
      const channel = random.pick(random.pick(town.servers).channels.slice(0, 2));
      if (closed.has(channel)) return;
      town.setWritable(channel, false);
      closed.set(
        channel,
        setTimeout(() => open(channel), CLOSED_FOR),
      );
    },
    'good source added': () =>
      addSource(`---\ntitle: Notice ${number}\n---\nThe harbour opens at ${number}.\n`),
    'bad source added': () => {
      addSource('---\ntitle: [broken\npublished: never\n---\n');
      // Somebody mends it soon.
      setTimeout(takeSource, CLOSED_FOR).unref();
    },
    'source taken away': takeSource,
  };
  let timer: NodeJS.Timeout;
  const next = () => {
    const trouble = random.weighted(TROUBLES);
    trace(trouble);
    troubles[trouble]();
    counts[trouble] = (counts[trouble] ?? 0) + 1;
    timer = setTimeout(next, random.between(...(pause as [number, number])));
  };
  const goOn = () => {
    timer = setTimeout(next, pause[0]);
  };
  const mend = () => {
    clearTimeout(timer);
    while (added.length > 0) takeSource();
  };
  goOn();
  return {
    counts,
    mend,
    goOn,
    addSource: troubles['good source added'],
    clear() {
      mend();
      faults.clear();
      for (const channel of [...closed.keys()]) open(channel);
    },
  };
}
