import Table from 'cli-table3';
import { describeOutcome, isRight } from '../search/eval/metrics.ts';
import type { Comparison, Metrics, Outcome } from '../search/eval/types.ts';
import { count, type Display, neutralise } from './display.ts';

/** What was measured on one file, or on all together. */
export interface Measured {
  readonly name: string;
  readonly metrics: Metrics;
}

const HEADINGS = [
  '',
  'questions',
  'answerable',
  'hit@1',
  'hit@3',
  'MRR',
  'answered',
  'silent',
  'joint',
  'AUROC',
  'ECE',
];

/** The figures, a file a row. */
export function metricsTable(display: Display, measured: readonly Measured[]): string {
  return table(
    display,
    HEADINGS,
    measured.map(({ name, metrics: m }) => [
      neutralise(name),
      m.questions.toLocaleString('en'),
      m.answerable.toLocaleString('en'),
      ...[
        m.hitAt1,
        m.hitAt3,
        m.meanReciprocalRank,
        m.answeredShare,
        m.silentShare,
        m.jointAccuracy,
        m.auroc,
        m.expectedCalibrationError,
      ].map(figure),
    ]),
  );
}

/** What a report in Markdown says above its table, so that its figures can be had again. */
export interface Provenance {
  readonly command: string;
  readonly date: Date;
  /** Of what the figures depend on, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The command, the day (UTC) and the versions, a paragraph. */
export function provenanceText({ command, date, versions }: Provenance): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `\`${command}\`, ${date.toISOString().slice(0, 10)}, ${named.join(', ')}.\n\n`;
}

/** The same as a table in Markdown, for documents. */
export function markdownTable(measured: readonly Measured[]): string {
  const rows = measured.map(({ name, metrics: m }) => [
    name,
    String(m.questions),
    String(m.answerable),
    ...[
      m.hitAt1,
      m.hitAt3,
      m.meanReciprocalRank,
      m.answeredShare,
      m.silentShare,
      m.jointAccuracy,
      m.auroc,
      m.expectedCalibrationError,
    ].map(figure),
  ]);
  const lines = [HEADINGS, HEADINGS.map((_, i) => (i === 0 ? '---' : '--:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** Of the answers given with a confidence within a band, how many held. */
export function reliabilityTable(display: Display, { reliability }: Metrics): string {
  return table(
    display,
    ['confidence', 'questions', 'promised', 'held'],
    reliability.map((band) => [
      `${band.from.toFixed(1)}–${band.to.toFixed(1)}`,
      band.count.toLocaleString('en'),
      figure(band.promised),
      figure(band.held),
    ]),
  );
}

/** Each question that was not served: what was asked, got and wanted. */
export function* failures(display: Display, outcomes: readonly Outcome[]): Generator<string> {
  for (const outcome of outcomes) {
    if (isRight(outcome)) continue;
    const lines = [
      display.bold(display.wrap(`${neutralise(`${outcome.document} ${outcome.id}: ${outcome.question}`)}`)),
      display.wrap(`${describeOutcome(outcome)}, confidence ${figure(outcome.confidence)}`, 2),
    ];
    if (outcome.first !== '') lines.push(display.wrap(`first:  ${neutralise(outcome.first)}`, 2));
    for (const text of outcome.expected) lines.push(display.wrap(`wanted: ${neutralise(text)}`, 2));
    yield `${lines.join('\n')}\n`;
  }
}

/** What a run won and lost against an earlier one. */
export function comparisonText(display: Display, { won, lost, unmatched }: Comparison): string {
  const list = (changes: Comparison['won']) =>
    changes.map((change) =>
      display.wrap(
        neutralise(
          `${change.document} ${change.id}: ${change.question}  (${change.before} → ${change.after})`,
        ),
        2,
      ),
    );
  const lines = [
    display.bold(
      `Won ${won.length}, lost ${lost.length}${unmatched > 0 ? `, ${count(unmatched, 'question')} in one run only` : ''}`,
    ),
    ...(won.length > 0 ? ['Won:', ...list(won)] : []),
    ...(lost.length > 0 ? ['Lost:', ...list(lost)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Columns of figures beside a name, without lines. */
export function table(
  display: Display,
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const none = {
    top: '',
    'top-mid': '',
    'top-left': '',
    'top-right': '',
    bottom: '',
    'bottom-mid': '',
    'bottom-left': '',
    'bottom-right': '',
    left: '',
    'left-mid': '',
    mid: '',
    'mid-mid': '',
    right: '',
    'right-mid': '',
    middle: '  ',
  };
  const drawn = new Table({
    head: head.map(display.bold),
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
  });
  drawn.push(...rows.map((row) => [...row]));
  return `${drawn.toString().replace(/(?<! ) +$/gm, '')}\n`;
}

/** A figure with three decimals, a dash where there is none. */
export function figure(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}
