/**
 * The sandbox in a process of its own, so that what a bot costs is not mixed with what its Discord costs. Takes
 * `Request`s over its channel and sends one `Response` for each.
 */
import type { Sandbox } from '../../src/sandbox/driver.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { fullServers } from './servers.ts';

export type Request =
  | { readonly kind: 'start'; readonly shards?: number }
  /** Adds servers with what servers have: roles, channels, emojis, members. */
  | { readonly kind: 'servers'; readonly count: number }
  /** Resolves once the bot is connected and its commands are registered. */
  | { readonly kind: 'connected' }
  /** Asks so many questions a second, whether or not earlier ones are answered. */
  | {
      readonly kind: 'ask';
      readonly rate: number;
      readonly seconds: number;
      readonly questions: readonly string[];
    }
  /** Half-typed questions, one after the other. */
  | { readonly kind: 'type'; readonly texts: readonly string[] }
  /** Ordinary talk in the servers: messages that do not mention the bot, edits, deletions. */
  | { readonly kind: 'talk'; readonly events: number };

export interface Started {
  readonly api: string;
  readonly token: string;
}

export interface Asked {
  /** Milliseconds from the interaction's leaving to its callback's arrival, of the answered ones. */
  readonly latencies: readonly number[];
  /** Not answered within Discord's three seconds. */
  readonly missed: number;
}

let sandbox: Sandbox;

process.on('message', (request: Request) => {
  void serve(request).then(
    (result) => process.send!({ result: result ?? null }),
    (error: unknown) => process.send!({ error: String(error) }),
  );
});

function serve(request: Request): Promise<unknown> {
  switch (request.kind) {
    case 'start':
      return start(request.shards ?? 1);
    case 'servers':
      fullServers(sandbox, request.count);
      return Promise.resolve();
    case 'connected':
      return connected();
    case 'ask':
      return ask(request.rate, request.seconds, request.questions);
    case 'type':
      return type(request.texts);
    case 'talk':
      return talk(request.events);
    default:
      return request satisfies never;
  }
}

async function start(shards: number): Promise<Started> {
  sandbox = await startSandbox({ rateLimits: false, recordLimit: 10, shards, maxConcurrency: 16 });
  return { api: sandbox.api, token: sandbox.token };
}

async function connected(): Promise<void> {
  await sandbox.connected();
  const { world } = sandbox;
  while (world.commandsOf('').size === 0) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function ask(rate: number, seconds: number, questions: readonly string[]): Promise<Asked> {
  const member = sandbox.as(sandbox.places.member);
  const latencies: number[] = [];
  let missed = 0;
  const waiting: Promise<void>[] = [];
  const begin = performance.now();
  for (let n = 0; n < rate * seconds; n++) {
    const due = begin + (n * 1_000) / rate;
    const early = due - performance.now();
    if (early > 1) await new Promise((resolve) => setTimeout(resolve, early));
    const sent = performance.now();
    const invocation = await member.slash('ask', { question: questions[n % questions.length]! });
    waiting.push(
      invocation.outcome().then(
        ({ kind }) => {
          if (kind === 'failed') missed++;
          else latencies.push(performance.now() - sent);
        },
        () => {
          missed++;
        },
      ),
    );
  }
  await Promise.all(waiting);
  return { latencies, missed };
}

async function type(texts: readonly string[]): Promise<Asked> {
  const member = sandbox.as(sandbox.places.member);
  const latencies: number[] = [];
  for (const text of texts) {
    const sent = performance.now();
    await member.autocomplete('ask', { question: text }, 'question');
    latencies.push(performance.now() - sent);
  }
  return { latencies, missed: 0 };
}

/** Yields now and then, so that the bot keeps up with what is sent. */
async function talk(events: number): Promise<void> {
  const { member, general } = sandbox.places;
  const actor = sandbox.as(member);
  for (let n = 0; n < events; n += 3) {
    const said = await actor.say(general, `Something that is said at ${n}, to nobody in particular.`);
    await actor.edit(said, `Something else that was said at ${n}.`);
    await actor.delete(said);
    if (n % 300 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
