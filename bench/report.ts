import { cpus } from 'node:os';
import Table from 'cli-table3';

/** What a benchmark gives: a table, and how its goals were met. */
export interface Measured {
  readonly title: string;
  /** What was compared and how, in a sentence or two. */
  readonly method: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly goals: readonly Goal[];
}

/** A ratio, or a figure where nothing stands beside it, that is wanted to be at most `limit`. */
export interface Goal {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
}

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly date: string;
}

export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

export function toTable({ title, head, rows }: Measured): string {
  const table = new Table({ head: [...head], style: { head: [], border: [] } });
  for (const row of rows) table.push([...row]);
  return `${title}\n${table.toString()}`;
}

export function goalsTable(all: readonly Measured[]): string {
  const table = new Table({ head: ['goal', 'at most', 'measured', ''], style: { head: [], border: [] } });
  for (const { goals } of all)
    for (const { what, limit, value } of goals)
      table.push([what, String(limit), figure(value), value <= limit ? 'holds' : 'does not hold']);
  return table.toString();
}

/** The results as the part of docs/benchmarks.md between its two marks. */
export function toMarkdown(all: readonly Measured[], machine: Machine, command: string): string {
  const cells = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
    [cells(head), cells(head.map(() => '---')), ...rows.map(cells)].join('\n');
  const goals = all.flatMap((one) =>
    one.goals.map(({ what, limit, value }) => [
      what,
      String(limit),
      figure(value),
      value <= limit ? 'holds' : `**does not hold**: ${(value / limit).toFixed(2)} times the goal`,
    ]),
  );
  return [
    `\`${command}\` on ${machine.date}: ${machine.processor}, ${machine.cores} cores, Node ${machine.node}.`,
    table(['goal', 'at most', 'measured', ''], goals),
    ...all.flatMap(({ title, method, head, rows }) => [`### ${title}`, method, table(head, rows)]),
  ].join('\n\n');
}

/** The value that a share of the numbers is not above. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A benchmark in which nothing was answered has no figure; JSON makes null of that. */
function figure(value: number | null): string {
  return value === null || Number.isNaN(value) ? 'none' : value.toFixed(2);
}
