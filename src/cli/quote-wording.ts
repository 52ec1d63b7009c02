import type { Difference, QuoteFinding } from '../quotes/types.ts';
import type { SearchIndex } from '../search/index.ts';
import { count, type Display, neutralise } from './display.ts';
import { passageText } from './wording.ts';

/** What the sources have of each quotation, for people; neutral, since a difference is no verdict. */
export function findingsText(
  display: Display,
  index: SearchIndex,
  findings: readonly QuoteFinding[],
): string {
  if (findings.length === 0) return 'Nothing is quoted in this text.\n';
  const blocks = findings.map((finding) => findingText(display, index, finding));
  return `${display.dim(`${count(findings.length, 'quotation')}\n`)}\n${blocks.join('\n')}`;
}

function findingText(display: Display, index: SearchIndex, finding: QuoteFinding): string {
  const passages = finding.kind === 'absent' ? (finding.nearest ? [finding.nearest] : []) : finding.passages;
  const lines = [
    display.warn(display.wrap(verdict(finding))),
    display.wrap(`“${neutralise(finding.span.text)}”`, 2),
    ...details(finding).map((line) => display.wrap(line, 2)),
    ...(passages.length > 0
      ? [display.dim(finding.kind === 'absent' ? 'Nearest passage:' : 'In the sources:')]
      : []),
    ...passages.map((passage) => passageText(display, index, passage).trimEnd()),
  ];
  return `${lines.join('\n')}\n`;
}

function verdict({ kind, span }: QuoteFinding): string {
  const claimed = span.claimed === null ? '' : neutralise(span.claimed);
  switch (kind) {
    case 'exact':
      return 'Word for word in the sources:';
    case 'altered':
      return 'In the sources with other words:';
    case 'spliced':
      return 'Joined from parts of separate sentences:';
    case 'other-speaker':
      return `Word for word in the sources, but not as words of ${claimed}:`;
    case 'absent':
      return 'Not in the sources:';
    default:
      return kind satisfies never;
  }
}

function details(finding: QuoteFinding): string[] {
  switch (finding.kind) {
    case 'exact':
      return finding.omitted.map((words) => `left out under the ellipsis: “${neutralise(words)}”`);
    case 'altered':
      return [
        ...finding.differences.map(differenceText),
        ...(finding.claimedOther
          ? [`given to ${neutralise(finding.span.claimed!)}; see below for the source`]
          : []),
      ];
    case 'spliced':
    case 'other-speaker':
    case 'absent':
      return [];
    default:
      return finding satisfies never;
  }
}

function differenceText({ kind, quoted, source }: Difference): string {
  switch (kind) {
    case 'replaced':
      return `replaced: “${neutralise(quoted)}” stands for “${neutralise(source)}”`;
    case 'added':
      return `added: “${neutralise(quoted)}”`;
    case 'dropped':
      return `dropped: “${neutralise(source)}”`;
    default:
      return kind satisfies never;
  }
}
