import type { Contribution, Explanation } from '../search/explain.ts';
import { neutralise } from './display.ts';

/** Lines that tell why the passages stand as they do: value × weight of each feature. */
export function explanationText(explanation: Explanation): string {
  const terms = explanation.terms
    .map(({ asked, readAs, sentences }) => {
      const read = readAs === asked.toLowerCase() ? '' : ` read as ${readAs}`;
      return `${neutralise(asked)}${neutralise(read)} (${sentences})`;
    })
    .join(', ');
  const passages = explanation.passages.flatMap(({ passage, contributions }, i) => [
    '',
    `${i + 1}. ${passage.id}  score ${passage.score.toFixed(3)}`,
    ...contributions.map(line),
  ]);
  return `${[
    `language ${explanation.language}; known questions here: ${explanation.knowledge}`,
    `words looked for (sentences that have them): ${terms || 'none'}`,
    ...passages,
    '',
    `confidence ${explanation.confidence.toFixed(3)}, from log-odds ${explanation.confidenceBias.toFixed(3)} and`,
    ...explanation.confidenceContributions.map(line),
  ].join('\n')}\n`;
}

function line({ name, value, weight, adds }: Contribution): string {
  return `   ${adds.toFixed(3).padStart(8)}  ${name} ${value.toFixed(3)} × ${weight.toFixed(3)}`;
}
