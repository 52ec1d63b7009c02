import type { Sandbox } from '../../src/sandbox/driver.ts';
import type { Traffic } from '../../src/sandbox/record.ts';
import type { WorldEvent } from '../../src/sandbox/world.ts';

export type Kind = 'slash' | 'mention' | 'menu' | 'button';
export const KINDS = ['slash', 'mention', 'menu', 'button'] as const satisfies readonly Kind[];

/** What became of a question. */
export type Verdict =
  /** One answer, or one refusal, where the asker looks for it. */
  | 'once'
  /** Not answered, and the asker was told so by a direct message. */
  | 'told'
  /** The bot answered, and faults had used up Discord's three seconds; the log says so. */
  | 'late'
  /** No session had it: there was none, or it ended while the event was on its way. */
  | 'undelivered'
  | 'twice'
  | 'lost';

export const VERDICTS = [
  'once',
  'told',
  'late',
  'undelivered',
  'twice',
  'lost',
] as const satisfies readonly Verdict[];

export interface Question {
  /** Of the interaction or of the message. */
  readonly id: string;
  readonly kind: Kind;
  readonly asker: string;
  readonly channel: string;
  readonly at: number;
  /** When a session was first given it; null while none was. */
  delivered: number | null;
  /** The session ended soon after: whether the bot has it is not known. */
  uncertain: boolean;
  answers: number;
  /** The first words of each, to find out why there are two. */
  readonly said: string[];
  /** Requests of the bot about this interaction. */
  attempts: number;
  /** An interaction whose time is over. */
  failed: boolean;
}

/** Follows what passes through a sandbox and keeps account of every question. */
export interface Ledger {
  readonly questions: readonly Question[];
  /** Enters a question that was just asked. */
  enter(question: Pick<Question, 'id' | 'kind' | 'asker' | 'channel'>): void;
  verdict(question: Question): Verdict;
  /** How many are not settled yet, of those asked within `within` ms. */
  open(within: number): number;
  /** Says that the session ends now: what was sent shortly before may not have arrived. */
  sessionEnds(): void;
  close(): void;
}

/** Events remembered until it is known that they are questions. */
const MOST_EARLY = 1_000;
/** Of the gateway's opcodes. */
const IDENTIFY = 2;
/** Discord's deadline for the first response. */
const DEADLINE = 3_000;
/** An event may be this long on its way when its session ends. */
const ON_THE_WAY = 4_000;
/** A refusal for a channel is told to the same member once in so long. */
const TOLD_AGAIN = 3_600_000;
/** Cooldowns last at most so long. */
const COOLDOWN = 25_000;

export function openLedger(sandbox: Sandbox): Ledger {
  const { clock, places, world } = sandbox;
  const byId = new Map<string, Question>();
  /** What came before its question was entered: dispatch is synchronous. */
  const early = new Map<string, number>();
  const unsettled = new Set<Question>();
  /** Member → direct messages of the bot: when, and what. */
  const told = new Map<string, { at: number; content: string }[]>();
  /** When the session broke off that was neither resumed nor replaced yet. */
  let brokenAt: number | null = null;

  const onTraffic = (entry: Traffic) => {
    switch (entry.kind) {
      case 'closed':
        brokenAt ??= entry.at;
        return;
      case 'dispatch': {
        if (entry.event === 'RESUMED' || entry.event === 'READY') brokenAt = null;
        if (entry.event !== 'MESSAGE_CREATE' && entry.event !== 'INTERACTION_CREATE') return;
        const { id } = entry.data as { id: string };
        const question = byId.get(id);
        if (question) question.delivered ??= entry.at;
        else if (!early.has(id)) early.set(id, entry.at);
        if (early.size > MOST_EARLY) early.delete(early.keys().next().value!);
        return;
      }
      case 'received': {
        if (entry.op !== IDENTIFY || brokenAt === null) return;
        const from = brokenAt - ON_THE_WAY;
        for (const question of byId.values())
          if (question.delivered !== null && question.delivered >= from) question.uncertain = true;
        return;
      }
      case 'request': {
        const interaction = /^\/interactions\/(\d+)\//.exec(entry.path)?.[1];
        const question = interaction === undefined ? undefined : byId.get(interaction);
        if (question) question.attempts++;
        return;
      }
      default:
        return;
    }
  };
  const answeredIn = (id: string, content: string) => {
    const question = byId.get(id);
    if (!question) return;
    question.answers++;
    question.said.push(`${clock.now() - question.at} ms: ${content.slice(0, 60)}`);
  };
  const onWorld = (event: WorldEvent) => {
    if (event.kind === 'interaction-changed') {
      const { id, state, originalId, sourceId } = event.interaction;
      const question = byId.get(id);
      if (!question) return;
      if (state === 'failed') question.failed = true;
      // A click may be answered by changing or deleting the message that it was made on.
      if (state === 'answered' && (originalId === null || originalId === sourceId)) question.answers++;
      return;
    }
    if (event.kind !== 'message-created' || event.message.authorId !== places.bot) return;
    const { interaction, nonce, reference, channelId, content } = event.message;
    const channel = world.channels.get(channelId)!;
    if (interaction) return answeredIn(interaction.id, content);
    if (channel.guildId !== null) return answeredIn(reference?.messageId ?? String(nonce), content);
    const messages = told.get(channel.recipients[0]!) ?? [];
    told.set(channel.recipients[0]!, [...messages.slice(-50), { at: clock.now(), content }]);
  };
  const stops = [sandbox.record.follow(onTraffic), world.subscribe(onWorld)];

  const wasTold = ({ asker, channel, at }: Question) =>
    told
      .get(asker)
      ?.some(({ at: then, content }) =>
        content.includes(`<#${channel}>`) ? then > at - TOLD_AGAIN : then > at - COOLDOWN,
      ) === true;
  const verdict = (question: Question): Verdict => {
    if (question.answers > 1) return 'twice';
    if (question.answers === 1) return 'once';
    if (question.kind === 'mention' && wasTold(question)) return 'told';
    if (question.delivered === null || question.uncertain) return 'undelivered';
    if (question.kind !== 'mention' && question.delivered - question.at > DEADLINE - 200)
      return 'undelivered';
    return question.failed && question.attempts > 0 ? 'late' : 'lost';
  };
  const questions: Question[] = [];
  return {
    questions,
    enter(entered) {
      const question = {
        ...entered,
        at: clock.now(),
        delivered: early.get(entered.id) ?? null,
        uncertain: false,
        answers: 0,
        said: [],
        attempts: 0,
        failed: false,
      };
      early.delete(entered.id);
      questions.push(question);
      unsettled.add(question);
      byId.set(question.id, question);
    },
    verdict,
    open(within) {
      const since = clock.now() - within;
      let count = 0;
      for (const question of unsettled) {
        if (isSettled(question, verdict(question))) unsettled.delete(question);
        else if (question.at >= since) count++;
      }
      return count;
    },
    sessionEnds() {
      brokenAt ??= clock.now();
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

function isSettled({ kind, failed }: Question, verdict: Verdict): boolean {
  return kind === 'mention' ? verdict !== 'lost' && verdict !== 'undelivered' : failed || verdict === 'once';
}
