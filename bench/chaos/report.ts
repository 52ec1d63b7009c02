import type { Vitals } from './bot-process.ts';
import type { ChaosResult } from './chaos.ts';
import { KINDS, VERDICTS } from './ledger.ts';

export interface Report {
  /** Tables in Markdown. */
  readonly text: string;
  /** Whether every promise was kept. */
  readonly kept: boolean;
}

/** Discord counts a bot's invalid requests; this share of all is borne. */
const MOST_INVALID = 0.01;
/** What garbage collection leaves may differ by so much from early to late in the run. */
const MOST_GROWTH = 1.25;
/** Timers and sockets more than early in the run: connections under way when it was looked at. */
const MORE_RESOURCES = 15;
/** Questions whose three seconds the faults may use up. */
const MOST_LATE = 0.02;

/** The promises of a run, each with what was measured. */
export function promises(result: ChaosResult): { promise: string; measured: string; kept: boolean }[] {
  const { requests, vitals, restart } = result;
  const late = KINDS.reduce((sum, kind) => sum + result.verdicts[kind].late, 0);
  const asked = KINDS.reduce((sum, kind) => sum + total(result, kind), 0);
  const saidLate = result.log['warn: an answer came too late or could not be delivered'] ?? 0;
  const warnings = result.other.filter((line) => line.includes('MaxListenersExceededWarning'));
  return [
    {
      promise: 'every question delivered within a session is answered once, or its refusal is told',
      measured: result.broken.length === 0 ? 'all' : result.broken.slice(0, 10).join('; '),
      kept: result.broken.length === 0,
    },
    {
      promise: 'answers that faults made late are few, and each is in the log',
      measured: `${late} of ${asked}, ${saidLate} log lines`,
      kept: late <= Math.max(3, asked * MOST_LATE) && saidLate >= late,
    },
    { promise: 'no unhandled rejection', measured: String(result.unhandled), kept: result.unhandled === 0 },
    { promise: 'no exit', measured: String(result.exits), kept: result.exits === 0 },
    {
      promise: 'no listener growth',
      measured: `${warnings.length} warnings; active resources ${vitals.early.resources} → ${vitals.late.resources}`,
      kept: warnings.length === 0 && vitals.late.resources <= vitals.early.resources + MORE_RESOURCES,
    },
    {
      promise: 'no memory growth (heap after collection)',
      measured: `${megabytes(vitals.early.heap)} → ${megabytes(vitals.late.heap)} MB`,
      kept: vitals.late.heap <= vitals.early.heap * MOST_GROWTH,
    },
    {
      promise: 'invalid requests (401, 403, 429) under 1 in 100',
      measured: `${requests.invalid} of ${requests.all} (${percent(requests.invalid / requests.all)}), ${requests.ownInvalid} of them by the bot`,
      kept: requests.invalid < requests.all * MOST_INVALID,
    },
    {
      promise: 'the token is nowhere in the log or in what Discord was sent',
      measured: String(result.secretsSeen),
      kept: result.secretsSeen === 0,
    },
    {
      promise: "every request is as Discord's OpenAPI description says",
      measured: result.openapiViolations.slice(0, 5).join('; ') || 'all',
      kept: result.openapiViolations.length === 0,
    },
    ...(restart === null
      ? []
      : [
          {
            promise: 'killed and started again: missed mentions are answered within a minute',
            measured: `${restart.answered} of ${restart.missed} after ${restart.seconds.toFixed(1)} s`,
            kept: restart.answered === restart.missed && restart.seconds < 60,
          },
        ]),
  ];
}

export function chaosReport(result: ChaosResult): Report {
  const kept = promises(result);
  const { requests } = result;
  const sections = [
    `Seed ${result.seed}; ${result.seconds.toFixed(0)} s; ${requests.all} requests, ${requests.faulty} of them failed on demand (${percent(requests.faulty / requests.all)}); ${result.events} events.`,
    table(
      ['promise', 'measured', ''],
      kept.map((each) => [each.promise, each.measured, each.kept ? 'kept' : '**broken**']),
    ),
    table(
      ['asked by', ...VERDICTS, 'all'],
      KINDS.map((kind) => [
        kind,
        ...VERDICTS.map((verdict) => String(result.verdicts[kind][verdict])),
        String(total(result, kind)),
      ]),
    ),
    table(['outcome', 'handled'], counts(result.outcomes)),
    table(['trouble', 'times'], counts(result.troubles)),
    table(['log line', 'times'], counts(result.log)),
  ];
  return { text: sections.join('\n\n'), kept: kept.every((each) => each.kept) };
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function megabytes(bytes: Vitals['heap']): string {
  return (bytes / 1_048_576).toFixed(1);
}

function total({ verdicts }: ChaosResult, kind: (typeof KINDS)[number]): number {
  return VERDICTS.reduce((sum, verdict) => sum + verdicts[kind][verdict], 0);
}

function counts(all: Readonly<Record<string, number>>): string[][] {
  return Object.entries(all)
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => [name, String(count)]);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
