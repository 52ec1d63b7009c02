import { METHODS, type SummaryScores } from '../summary/eval.ts';
import { type Display, neutralise } from './display.ts';
import { figure, table } from './eval-report.ts';

/** Mean figures over the documents of a file. */
export interface MeasuredSummaries {
  readonly name: string;
  readonly documents: number;
  readonly scores: SummaryScores;
}

const HEADINGS = ['', 'method', 'documents', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L'];
const NAMES = { verbatim: 'Verbatim', lead: 'Lead', textrank: 'TextRank' } as const;

/** ROUGE F1 of each method, a method a row. */
export function summaryTable(display: Display, measured: readonly MeasuredSummaries[]): string {
  return table(display, HEADINGS, rowsOf(measured));
}

/** The same as a table in Markdown, for documents. */
export function summaryMarkdown(measured: readonly MeasuredSummaries[]): string {
  const lines = [HEADINGS, HEADINGS.map((_, i) => (i < 2 ? '---' : '--:')), ...rowsOf(measured)];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function rowsOf(measured: readonly MeasuredSummaries[]): string[][] {
  return measured.flatMap(({ name, documents, scores }) =>
    METHODS.map((method) => [
      neutralise(name),
      NAMES[method],
      documents.toLocaleString('en'),
      figure(scores[method].rouge1),
      figure(scores[method].rouge2),
      figure(scores[method].rougeL),
    ]),
  );
}
